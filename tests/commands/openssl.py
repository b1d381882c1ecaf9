"""Values of a handshake computed again by the openssl command line, from what the JSON of a run says."""

import subprocess

DIGESTS = {"sha1": "SHA1", "sha256": "SHA2-256", "sha384": "SHA2-384", "md5+sha1": "MD5-SHA1"}


def call(*arguments, data=None):
    return subprocess.run(["openssl", *map(str, arguments)], input=data, capture_output=True, check=True).stdout


def prf(digest, secret, label, seed, size):
    """The PRF (RFC 5246 §5, of two hashes RFC 2246 §5); secret and seed are hex, and so is the result."""
    options = [f"digest:{DIGESTS[digest]}", f"hexsecret:{secret}", f"hexseed:{label.encode().hex()}{seed}"]
    arguments = [part for option in options for part in ("-kdfopt", option)]
    return call("kdf", "-keylen", size, *arguments, "TLS1-PRF").decode().replace(":", "").strip().lower()


def digest(name, data):
    """A digest, or of several hashes with + between them one after the other."""
    return "".join(call("dgst", f"-{one}", "-binary", data=data).hex() for one in name.split("+"))


def rsa_decrypt(key_file, data):
    return call("pkeyutl", "-decrypt", "-inkey", key_file, data=data).hex()


def aes_128_cbc(key, iv, data):
    """Encrypted, with the padding of PKCS #7; all of it hex."""
    return call("enc", "-aes-128-cbc", "-K", key, "-iv", iv, data=bytes.fromhex(data)).hex()


def hmac_sha256(key, data):
    arguments = ["-digest", "SHA256", "-macopt", f"hexkey:{key}", "HMAC"]
    return call("mac", *arguments, data=bytes.fromhex(data)).decode().strip().lower()
