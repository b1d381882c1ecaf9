/*
 * The frame around everything that crosses the wire (RFC 5246 §6.2): type, version, length, fragment.
 */
#ifndef TLSTEPS_TLS_RECORD_H
#define TLSTEPS_TLS_RECORD_H

#include "base/bytes.h"
#include "base/error.h"
#include "tls/wire/message.h"

enum {
    RECORD_HEADER_SIZE = 5,
    RECORD_PLAINTEXT_MAX = 1 << 14,           /* RFC 5246 §6.2.1 */
    RECORD_CIPHERTEXT_MAX = (1 << 14) + 2048, /* RFC 5246 §6.2.3 */
};

typedef struct Record {
    uint8_t type; /* ContentType */
    uint16_t version;
    Bytes fragment; /* plain or protected */
    Bytes bytes;    /* all of it, header too; empty as long as the record has not come completely */
} Record;

/*
 * Finds the record at the front of `input`, which `out` then points into. ERROR_NONE with empty `bytes` where more
 * input is needed. A header is judged as soon as its bytes are there: ERROR_UNEXPECTED_MESSAGE  a type that is none
 * (RFC 5246 §6) ERROR_PROTOCOL_VERSION    a major version other than 3 (RFC 5246 §E.1 asks to accept any minor one in a
 * first hello; that later records carry the version agreed on is the caller's to check) ERROR_RECORD_OVERFLOW longer
 * than RECORD_CIPHERTEXT_MAX
 */
WARN_UNUSED Error record_parse(Record *out, Bytes input);

/* The most plaintext bytes of a record: `limit`, or where it is 0 or too much RECORD_PLAINTEXT_MAX. */
size_t record_plaintext_max(size_t limit);
/* Judges a record's content once it is plain: ERROR_RECORD_OVERFLOW above what record_plaintext_max says of the limit,
   and ERROR_UNEXPECTED_MESSAGE for an empty one of a type other than application data (RFC 5246 §6.2.1). */
WARN_UNUSED Error record_plaintext_check(uint8_t type, size_t size, size_t limit);

/* Appends the five bytes of a header for a fragment of `size` bytes. */
void record_header_append(Buffer *out, uint8_t type, uint16_t version, size_t size);

/* Cuts the next fragment of at most `size` bytes off the front of `rest`: a message becomes as many records as it
   takes. */
Bytes record_fragment_take(Bytes *rest, size_t size);

#endif
