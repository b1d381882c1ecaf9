"""Runs that together have every key exchange with every kind of group, every kind of cipher and MAC, every version,
every kind of resumption, signatures of every scheme, both ways to bind a master secret, and an eavesdropper who breaks
what can be broken: between them every kind of derivation comes up."""

import re

import program

# Kinds of derivation that nobody computes: drawn, said, copied or counted
NOT_COMPUTED = {"none", "random", "marked_random", "read", "configured", "chosen", "implied", "application", "copy",
                "remembered", "clock", "counted", "count", "stolen"}

TOY = ["--suite", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "--group", "toy-dh-23"]
ECDSA = ["--certificate", "ecdsa"]
RUNS = {
    "default": [],
    "rsa-cbc": ["--suite", "TLS_RSA_WITH_AES_128_CBC_SHA", "--eavesdropper-has", "server-key"],
    "rsa-small-records": ["--suite", "TLS_RSA_WITH_AES_128_GCM_SHA256", "--record-size", "3", "--request", "GET",
                          "--response", "Hello", "--eavesdropper-has", "server-key"],
    "rsa-gcm": ["--suite", "TLS_RSA_WITH_AES_256_GCM_SHA384", "--no-extended-master-secret"],
    "rsa-cbc-mac-inside": ["--suite", "TLS_RSA_WITH_AES_256_CBC_SHA256", "--no-encrypt-then-mac",
                           "--no-extended-master-secret"],
    "rsa-substitute": ["--suite", "TLS_RSA_WITH_AES_128_GCM_SHA256", "--tamper",
                       "client_key_exchange.encrypted_pre_master_secret:40:01", "--expect", "bad_record_mac"],
    "dhe": ["--suite", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "--group", "ffdhe2048"],
    "dhe-without-number": ["--suite", "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "--group", "modp2048"],
    "dhe-toy": ["--suite", "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256", "--group", "toy-dh-23",
                "--signature-algorithms", "rsa_pkcs1_sha256"],
    "ecdhe-x25519": ["--suite", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "--group", "x25519",
                     "--signature-algorithms", "rsa_pss_rsae_sha512", "--signature-algorithms-cert",
                     "rsa_pkcs1_sha256"],
    "ecdhe-secp256r1": [*ECDSA, "--suite", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "--group", "secp256r1"],
    "ecdhe-secp384r1": ["--certificate", "ecdsa-p384", "--suite", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
                        "--group", "secp384r1", "--signature-algorithms", "ecdsa_secp384r1_sha384,rsa_pkcs1_sha256"],
    "ecdhe-secp521r1": ["--certificate", "ecdsa-p521", "--suite", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                        "--group", "secp521r1", "--signature-algorithms", "ecdsa_secp521r1_sha512,rsa_pkcs1_sha256"],
    "ecdhe-toy": [*ECDSA, "--suite", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "--group", "toy-curve-17"],
    "psk": ["--suite", "TLS_PSK_WITH_AES_128_GCM_SHA256", "--eavesdropper-has", "psk"],
    "psk-rsa": ["--suite", "TLS_RSA_PSK_WITH_CHACHA20_POLY1305_SHA256"],
    "psk-dhe": ["--suite", "TLS_DHE_PSK_WITH_AES_256_CBC_SHA384", "--group", "ffdhe2048"],
    "psk-dhe-toy": ["--suite", "TLS_DHE_PSK_WITH_AES_128_CBC_SHA256", "--group", "toy-dh-23",
                    "--eavesdropper-has", "psk"],
    "psk-ecdhe": ["--suite", "TLS_ECDHE_PSK_WITH_AES_256_GCM_SHA384", "--group", "x25519"],
    "anon-dh": ["--suite", "TLS_DH_anon_WITH_AES_128_GCM_SHA256", "--group", "ffdhe2048"],
    "anon-ecdh": ["--suite", "TLS_ECDH_anon_WITH_AES_256_CBC_SHA", "--group", "secp384r1"],
    "client": [*TOY, "--request-client-certificate", "--client-certificate", "client"],
    "client-pkcs1": [*TOY, "--request-client-certificate", "--client-certificate", "client",
                     "--signature-algorithms", "rsa_pkcs1_sha384,rsa_pkcs1_sha256"],
    "keys-for-pss": [*TOY, "--certificate", "rsa-pss-all", "--request-client-certificate", "--client-certificate",
                     "client-rsa-pss"],
    "client-ecdsa": [*TOY, "--request-client-certificate", "--client-certificate", "client-ecdsa"],
    "client-stolen": [*TOY, "--require-client-certificate", "--client-certificate", "client-stolen", "--expect",
                      "decrypt_error"],
    "revocation": [*TOY, "--certificate", "rsa", "--crl", "current", "--staple", "good", "--status-request"],
    "chain-of-ecdsa": ["--certificate", "ecdsa-all", "--suite", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                       "--group", "toy-curve-17"],
    "session-id": ["--resume", "session-id", "--suite", "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", "--group", "toy-dh-23"],
    "ticket": [*TOY, "--resume", "ticket", "--eavesdropper-has", "ticket-key"],
    "ticket-of-client": [*TOY, "--resume", "ticket", "--request-client-certificate", "--client-certificate", "client",
                         "--no-extended-master-secret"],
    "renegotiation": ["--renegotiate", "client", "--suite", "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", "--group",
                      "toy-dh-23"],
    "tamper": [*TOY, "--tamper", "server_hello.random:3:ff", "--expect", "decrypt_error"],
    "inject": [*TOY, "--attacker", "inject", "--no-renegotiation-info", "--legacy-renegotiation"],
    "1.1-rsa": ["--version", "1.1", "--suite", "TLS_RSA_WITH_AES_256_CBC_SHA"],
    "1.1-client": ["--version", "1.1", "--suite", "TLS_DHE_RSA_WITH_AES_128_CBC_SHA", "--group", "toy-dh-23",
                   "--request-client-certificate", "--client-certificate", "client"],
    "1.0-rsa": ["--version", "1.0", "--suite", "TLS_RSA_WITH_AES_128_CBC_SHA", "--no-extended-master-secret",
                "--no-encrypt-then-mac"],
    "1.0-ecdsa": [*ECDSA, "--version", "1.0", "--suite", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
                  "--group", "toy-curve-17"],
    "1.1-marked": ["--version", "1.1", "--server.version", "1.2,1.1", "--suite", "TLS_RSA_WITH_AES_128_CBC_SHA"],
    "1.0-psk": ["--version", "1.0", "--suite", "TLS_DHE_PSK_WITH_AES_256_CBC_SHA", "--group", "toy-dh-23"],
}


def told(name, *options):
    """The JSON of one of them."""
    return program.told("run", *RUNS[name], "--seed", name, *options)


def kinds():
    """Every kind of derivation that there is."""
    text = (program.ROOT / "src" / "base" / "derivations.def").read_text(encoding="utf-8")
    return set(re.findall(r'^DERIVATION\(\w+, "(\w+)"', text, re.MULTILINE))
