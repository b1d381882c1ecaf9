"""Somebody on the wire who lowers the version in the client's hello, and hands on everything else as it is."""

import contextlib
import socket
import threading

VERSION_AT = 5 + 4  # behind the headers of the record and of the message
TLS_1_1 = bytes.fromhex("0302")


def lowered(record):
    return record[:VERSION_AT] + TLS_1_1 + record[VERSION_AT + 2 :]


def _hand_on(source, target, change):
    """Until there is nothing more; the first bytes changed."""
    with contextlib.suppress(OSError):
        while block := source.recv(65536):
            target.sendall(change(block))
            change = bytes
        target.shutdown(socket.SHUT_WR)


def _relay(listener, server):
    with contextlib.suppress(OSError), listener:
        client, _ = listener.accept()
        with client, socket.create_connection(server) as there:
            back = threading.Thread(target=_hand_on, args=(there, client, bytes), daemon=True)
            back.start()
            _hand_on(client, there, lowered)
            back.join()


def start(port):
    """The port at which one connection is taken, for the server at `port`."""
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=_relay, args=(listener, ("127.0.0.1", port)), daemon=True).start()
    return listener.getsockname()[1]
