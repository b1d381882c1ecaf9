#!/usr/bin/python3
"""Records what other people's TLS programs say, as the lines of two files on standard output.

Usage: capture.py connections > captured_connections.def
       capture.py hellos > captured_hellos.def

A server and a client of OpenSSL or GnuTLS talk over loopback through a proxy that keeps every byte in the order in which
it came. The secrets come from their key logs. Certificates are those of assets/pki. The output differs from run to run,
as randoms do; the committed file is one such run.
"""

import os
import pathlib
import selectors
import socket
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "interop"))
import processes  # noqa: E402

RENEGOTIATE = b"R\n"  # a line to openssl s_client
PKI = pathlib.Path(__file__).resolve().parents[2] / "assets" / "pki"

CONNECTIONS = """\
/*
 * CONNECTION("name", handshakes, "key log", flights…)  with  FLIGHT(sender, "hex")
 *
 * Connections between other people's TLS programs, recorded by capture.py: {openssl} and {gnutls}.
 * The key log has a master secret of 48 bytes for each handshake. A flight is what one side sent
 * until the other spoke.
 */"""

HELLOS = """\
/*
 * HELLO("name", "hex")
 *
 * What clients open a connection with as they come out of the box, TLS 1.3 offered too, recorded by capture.py: the
 * records of {openssl} and {gnutls}.
 */"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition, what):
    if not processes.wait_for(condition):
        sys.exit(f"this never came: {what}")


def listens(port):
    try:
        socket.create_connection(("127.0.0.1", port)).close()
        return True
    except OSError:
        return False


CHANGE_CIPHER_SPEC, HANDSHAKE, APPLICATION_DATA = 20, 22, 23
HEADER = 5  # bytes of a record's header: type, version and length


def record_types(flights, sender):
    """The content types of all records that a side has sent whole."""
    data, types = b"".join(bytes(said) for who, said in list(flights) if who == sender), []
    while len(data) >= HEADER and len(data) >= HEADER + int.from_bytes(data[3:HEADER], "big"):
        types.append(data[0])
        data = data[HEADER + int.from_bytes(data[3:HEADER], "big") :]
    return types


def has_finished(types, count):
    """Whether a side has sent so many ChangeCipherSpecs, and a Finished behind each."""
    places = [place for place, kind in enumerate(types) if kind == CHANGE_CIPHER_SPEC]
    return len(places) == count and HANDSHAKE in types[places[-1] :]


def settle(flights, handshakes, answers):
    """Waits until both sides have finished so many handshakes, and the server has answered so many lines."""
    def is_settled():
        client, server = record_types(flights, "CLIENT"), record_types(flights, "SERVER")
        return (has_finished(client, handshakes) and has_finished(server, handshakes)
                and server.count(APPLICATION_DATA) >= answers)

    wait_for(is_settled, f"{handshakes} handshakes and {answers} answers")


def proxy(listener, port, flights):
    client, _ = listener.accept()
    server = socket.create_connection(("127.0.0.1", port))
    other = {client: server, server: client}
    selector = selectors.DefaultSelector()
    for end in other:
        selector.register(end, selectors.EVENT_READ)
    while selector.get_map():
        for key, _ in selector.select(processes.SECONDS) or [(None, None)]:
            if key is None:
                return
            data = key.fileobj.recv(65536)
            sender = "CLIENT" if key.fileobj is client else "SERVER"
            if not data:
                selector.unregister(key.fileobj)
                try:
                    other[key.fileobj].shutdown(socket.SHUT_WR)
                except OSError:
                    pass
                continue
            if flights and flights[-1][0] == sender:
                flights[-1][1].extend(data)
            else:
                flights.append((sender, bytearray(data)))
            try:
                other[key.fileobj].sendall(data)
            except OSError:
                pass


def record(name, server, client, lines):
    port, listener = free_port(), socket.create_server(("127.0.0.1", 0))
    flights = []
    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "keys")
        environment = {**os.environ, "SSLKEYLOGFILE": log}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        serving = subprocess.Popen([*server, str(port)], stdin=subprocess.DEVNULL, **quiet)
        wait_for(lambda: listens(port), f"a server at port {port}")
        thread = threading.Thread(target=proxy, args=(listener, port, flights))
        thread.start()
        command = [part.replace("KEYLOG", log).replace("PORT", str(listener.getsockname()[1])) for part in client]
        calling = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment, **quiet)
        handshakes, answers = 1, 0
        for line in lines:
            settle(flights, handshakes, answers)
            calling.stdin.write(line)
            calling.stdin.flush()
            handshakes, answers = handshakes + (line == RENEGOTIATE), answers + (line != RENEGOTIATE)
        settle(flights, handshakes, answers)
        calling.stdin.close()
        calling.wait(processes.SECONDS)
        thread.join(processes.SECONDS)
        serving.kill()
        serving.wait()
        with open(log, encoding="ascii") as text:
            secrets = [line.split()[2].lower() for line in text if line.startswith("CLIENT_RANDOM")]
    # GnuTLS logs from both of its handshake functions.
    return name, list(dict.fromkeys(secrets)), flights


def hello(client):
    listener = socket.create_server(("127.0.0.1", 0))
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    calling = subprocess.Popen([part.replace("PORT", str(listener.getsockname()[1])) for part in client], **quiet)
    connection, _ = listener.accept()
    data = connection.recv(65536)
    connection.close()
    calling.wait(processes.SECONDS)
    return data


def text(hexadecimal, indent):
    parts = [hexadecimal[i : i + 112] for i in range(0, len(hexadecimal), 112)]
    return ("\n" + " " * indent).join(f'"{part}"' for part in parts)


def show(name, secrets, flights):
    body = ",\n".join(f"    FLIGHT({sender},\n        {text(bytes(data).hex(), 8)})" for sender, data in flights)
    print(f'CONNECTION("{name}", {len(secrets)},\n    {text("".join(secrets), 4)},\n{body})')


def openssl_server(certificate, key, *options):
    return ["openssl", "s_server", "-rev", "-cert", PKI / certificate, "-cert_chain", PKI / certificate,
            "-key", PKI / key, *options, "-accept"]


def openssl_client(*options):
    return ["openssl", "s_client", "-tls1_2", "-servername", "server.example", "-keylogfile", "KEYLOG", "-connect",
            "127.0.0.1:PORT", *options]


def gnutls_server(certificate, key, *options):
    return ["gnutls-serv", "--quiet", "--echo", "--x509certfile", PKI / certificate, "--x509keyfile", PKI / key,
            *options, "--port"]


def gnutls_client(*options):
    return ["gnutls-cli", "--no-ca-verification", "--port", "PORT", *options, "127.0.0.1"]


def version(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")[0].strip()


def hellos():
    for name, client in [
        ("openssl", ["openssl", "s_client", "-servername", "server.example", "-connect", "127.0.0.1:PORT"]),
        ("openssl, TLS 1.2", ["openssl", "s_client", "-tls1_2", "-status", "-nextprotoneg", "http/1.1", "-connect",
                              "127.0.0.1:PORT"]),
        ("gnutls", ["gnutls-cli", "--sni-hostname", "server.example", "--alpn", "h2", "--port", "PORT", "127.0.0.1"]),
        ("gnutls, TLS 1.2", ["gnutls-cli", "--priority", "NORMAL:-VERS-ALL:+VERS-TLS1.2", "--port", "PORT",
                             "127.0.0.1"]),
    ]:
        print(f'HELLO("{name}",\n    {text(hello(client).hex(), 4)})')


def connections():
    rsa, ecdsa = ("rsa-direct.pem", "server.key"), ("ecdsa-direct.pem", "ecdsa.key")
    data = [b"hello\n"]
    for arguments in [
        ("openssl ECDHE-ECDSA-AES128-GCM-SHA256", openssl_server(*ecdsa),
         openssl_client("-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256", "-alpn", "h2,http/1.1"), data),
        ("openssl AES256-SHA, encrypt-then-MAC", openssl_server(*rsa), openssl_client("-cipher", "AES256-SHA"), data),
        ("openssl AES128-SHA256, MAC-then-encrypt, small records",
         openssl_server(*rsa, "-max_send_frag", "512"), openssl_client("-cipher", "AES128-SHA256", "-no_etm"), data),
        ("openssl DHE-RSA-CHACHA20-POLY1305, client certificate",
         openssl_server(*rsa, "-verify", "1"),
         openssl_client("-cipher", "DHE-RSA-CHACHA20-POLY1305", "-cert", str(PKI / "client-ecdsa.pem"), "-key",
                        str(PKI / "client-ecdsa.key")), data),
        ("openssl ECDHE-ECDSA-AES256-SHA384, renegotiated", openssl_server(*ecdsa, "-client_renegotiation"),
         openssl_client("-cipher", "ECDHE-ECDSA-AES256-SHA384"), [*data, RENEGOTIATE, b"again\n"]),
        ("gnutls ECDHE-RSA-AES256-GCM-SHA384", gnutls_server(*rsa),
         gnutls_client("--priority", "NORMAL:-VERS-ALL:+VERS-TLS1.2:-CIPHER-ALL:+AES-256-GCM:-KX-ALL:+ECDHE-RSA",
                       "--alpn", "http/1.1"), data),
    ]:
        show(*record(*arguments))


def main(what):
    header, lines = {"connections": (CONNECTIONS, connections), "hellos": (HELLOS, hellos)}[what]
    openssl = " ".join(version("openssl", "version").split()[:2])
    print(header.format(openssl=openssl, gnutls=version("gnutls-cli", "--version")))
    lines()


main(*sys.argv[1:])
