/* Checks of signatures again, by python3-cryptography. */
#include <ctype.h>

#include "base/text.h"
#include "math/rsa.h"
#include "report/replay/reproduce.h"
#include "report/tell/signed.h"
#include "report/tell/style.h"

static void append_bytes(Buffer *out, Bytes bytes)
{
    text_append(out, "bytes.fromhex(\"");
    text_append_hex(out, bytes);
    text_append(out, "\")");
}

static void append_number(Buffer *out, const mpz_t number)
{
    Buffer bytes = BUFFER_EMPTY;
    number_append(&bytes, number);
    text_append(out, ", ");
    text_append_hex_number(out, buffer_bytes(&bytes));
    buffer_clear(&bytes);
}

/* "SHA256()" */
static void append_hash(Buffer *out, HashId hash)
{
    for (const char *c = hash_name(hash); *c; c++)
        text_print(out, "%c", toupper((unsigned char)*c));
    text_append(out, "()");
}

/* How the signature is made, as the library's verify wants to know it. */
static void append_algorithm(Buffer *out, const SignatureAlgorithm *algorithm)
{
    bool ecdsa = algorithm->kind == SIGNATURE_ECDSA;
    if (algorithm->kind == SIGNATURE_RSA_PSS) {
        text_append(out, "padding.PSS(padding.MGF1(");
        append_hash(out, algorithm->hash);
        text_print(out, "), %zu), ", algorithm->salt_size);
    } else {
        text_append(out, ecdsa ? "ec.ECDSA(" : "padding.PKCS1v15(), ");
    }
    append_hash(out, algorithm->hash);
    text_append(out, ecdsa ? ")" : "");
}

static void append_verification(Buffer *out, const Signed *of)
{
    text_append(out, "python3 -c 'from cryptography.x509 import load_der_x509_certificate; "
                     "from cryptography.hazmat.primitives.asymmetric import ec, padding; "
                     "from cryptography.hazmat.primitives.hashes import *; key = load_der_x509_certificate(");
    append_bytes(out, of->signer->der);
    text_append(out, ").public_key(); key.verify(");
    append_bytes(out, buffer_bytes(&of->signature));
    text_append(out, ", ");
    append_bytes(out, buffer_bytes(&of->data));
    text_append(out, ", ");
    append_algorithm(out, &of->algorithm);
    text_append(out, "); print(\"verified\")'");
}

/* Of MD5 and SHA-1 together, as TLS 1.0 and 1.1 sign (RFC 4346 §4.7), the library knows nothing but the numbers. */
static void append_old_verification(Buffer *out, const Signed *of)
{
    text_append(out, "python3 -c 'import hashlib; m, s, e, n = ");
    append_bytes(out, buffer_bytes(&of->data));
    text_append(out, ", 0x");
    text_append_hex(out, buffer_bytes(&of->signature));
    append_number(out, of->signer->key.rsa.e);
    append_number(out, of->signer->key.rsa.n);
    text_append(out, "; T = hashlib.md5(m).digest() + hashlib.sha1(m).digest(); k = (n.bit_length() + 7) // 8; "
                     "EM = b\"\\0\\1\" + (k - 3 - len(T)) * b\"\\xff\" + b\"\\0\" + T; "
                     "assert pow(s, e, n) == int.from_bytes(EM, \"big\"); print(\"verified\")'");
}

bool reproduce_append_check(Buffer *out, const Timeline *timeline, const Step *step)
{
    Signed of;
    if (!signed_find(&of, timeline, step))
        return false;
    bool known = of.signer->key.kind != KEY_UNKNOWN && of.algorithm.kind != SIGNATURE_UNKNOWN;
    if (known && of.algorithm.hash == HASH_MD5_SHA1)
        append_old_verification(out, &of);
    else if (known)
        append_verification(out, &of);
    signed_clear(&of);
    return known;
}
