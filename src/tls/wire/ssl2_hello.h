/*
 * The ClientHello in the format of SSL 2.0 (RFC 5246 §E.2): two bytes of length, whose first bit is set, and no record
 * around it. Clients that also spoke SSL 2.0 began with one, whatever version they offered in it. A server may take it
 * (RFC 6176 §3 forbids only to send one); ours recognises it, shows what it says, and refuses it.
 */
#ifndef TLSTEPS_TLS_SSL2_HELLO_H
#define TLSTEPS_TLS_SSL2_HELLO_H

#include "tls/wire/message.h"

enum { SSL2_HEADER_SIZE = 2, SSL2_CIPHER_SPEC_SIZE = 3 };

/* Borrows from the input. */
typedef struct Ssl2Hello {
    uint16_t version;
    Bytes cipher_specs; /* three bytes each; of a TLS suite the first one is 0 */
    Bytes session_id, challenge;
} Ssl2Hello;

/* True where a connection's first bytes begin like such a hello, as far as they are there. `message` is all of it,
   header too; empty as long as it has not come completely. */
bool ssl2_hello_find(Bytes *message, Bytes input);

/* ERROR_DECODE_ERROR where the lengths do not fit. With `tree`, every byte is named there. */
WARN_UNUSED Error ssl2_hello_decode(Ssl2Hello *out, Bytes message, FieldTree *tree);

/* The suites, version and random of a hello in the old format; it has no room for extensions and compression methods.
 */
void ssl2_hello_encode(Buffer *out, const ClientHello *hello);

/* Name of a cipher spec: of the TLS suite, or SSL 2.0's own; NULL where unknown. */
const char *ssl2_cipher_spec_name(const uint8_t spec[SSL2_CIPHER_SPEC_SIZE]);

#endif
