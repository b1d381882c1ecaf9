/* The protocol's versions, and what the older ones do in another way than TLS 1.2. */
#ifndef TLSTEPS_TLS_VERSION_H
#define TLSTEPS_TLS_VERSION_H

#include <stdbool.h>
#include <stdint.h>

enum {
    VERSION_SSL_2_0 = 0x0002,
    VERSION_SSL_3_0 = 0x0300,
    VERSION_TLS_1_0 = 0x0301,
    VERSION_TLS_1_1 = 0x0302,
    VERSION_TLS_1_2 = 0x0303
};
/* Those that are spoken, in a sentence. */
#define VERSIONS_SPOKEN "TLS 1.0 to 1.2"
/* "1.2"; "SSL 3.0"; NULL for an unknown one */
const char *version_name(uint16_t version);

/* True where a signature says by which algorithm and hash it was made (RFC 5246 §4.7), and where both sides list what
   they can verify; before TLS 1.2 the kind of key decided. A version of 0 is not known yet, and counts as TLS 1.2. */
bool version_names_signatures(uint16_t version);
/* True where each CBC record carries its own IV (RFC 4346 §6.2.3.2, RFC 5246 §6.2.3.2). In TLS 1.0 the first one comes
   from the key block, and the others are the last block of the record before (RFC 2246 §6.2.3.2). */
bool version_has_record_iv(uint16_t version);

/* A server that chooses less than TLS 1.2 and could speak that ends its random in "DOWNGRD" and 0, and a client that
   offered TLS 1.2 looks for it; what ends in 1 is a server of TLS 1.3 that chose 1.2 (RFC 8446 §4.1.3). */
enum { DOWNGRADE_SENTINEL_SIZE = 8 };
extern const uint8_t version_downgrade_sentinel[DOWNGRADE_SENTINEL_SIZE];
/* True where `chosen` is so much below the highest version that a side speaks that the sentinel is due. */
bool version_is_downgrade(uint16_t highest, uint16_t chosen);
/* Where a random ends in either sentinel, words for it; else NULL. */
const char *version_sentinel_name(const uint8_t *end_of_random);

#endif
