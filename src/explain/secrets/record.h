/*
 * Records protected and opened (RFC 5246 §6.2.3): CBC with the MAC inside or, with encrypt-then-MAC, outside (RFC 7366
 * §3), and authenticated encryption (RFC 5288 §3, RFC 7905 §2).
 */
#ifndef TLSTEPS_EXPLAIN_RECORD_H
#define TLSTEPS_EXPLAIN_RECORD_H

#include "crypto/cipher.h"
#include "crypto/hash.h"
#include "explain/language/worked.h"

/* One record of one direction. The operands' names are used in the formulas. */
typedef struct RecordCase {
    CipherId cipher;
    HashId mac;            /* of CBC */
    bool encrypt_then_mac; /* of CBC */
    bool chained_iv;       /* CBC of TLS 1.0, whose records carry no IV */
    Operand mac_key, key;  /* no MAC key for authenticated encryption */
    /* Authenticated encryption: the fixed part of the nonce. CBC: the IV, where this record carries one only to protect
       it; of TLS 1.0 the key block's, or the last block of the record before. */
    Operand iv;
    uint64_t sequence_number;
    uint8_t content_type;
    uint16_t version;
} RecordCase;

/* The protected fragment of `content`, which is called `result`. NULL where a key or IV has not the cipher's size. */
WARN_UNUSED Worked *explain_record_protect(const RecordCase *record, const Operand *content, const char *result);
/* The content of a protected fragment; where it does not open, the last row is the comparison that fails, and 0. NULL
   as above. */
WARN_UNUSED Worked *explain_record_open(const RecordCase *record, const Operand *fragment, const char *result);

#endif
