/*
 * Cipher suites: one list gives each its number, its names and its four parts: how keys are exchanged, how the server
 * proves who it is, how records are encrypted and how they are authenticated.
 */
#ifndef TLSTEPS_TLS_SUITE_H
#define TLSTEPS_TLS_SUITE_H

#include "crypto/cipher.h"
#include "crypto/hash.h"

typedef enum KeyExchange { KEY_EXCHANGE_RSA, KEY_EXCHANGE_DHE, KEY_EXCHANGE_ECDHE } KeyExchange;
typedef enum Authentication { AUTHENTICATION_RSA, AUTHENTICATION_ECDSA } Authentication;

typedef struct Suite {
    uint16_t id;
    const char *name;         /* IANA's: "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256" */
    const char *openssl_name; /* "ECDHE-RSA-AES128-GCM-SHA256" */
    KeyExchange key_exchange;
    Authentication authentication;
    CipherId cipher;
    HashId mac;         /* of CBC suites; AEAD suites authenticate in the cipher */
    HashId prf;         /* SHA-256 unless the suite's name says SHA384 (RFC 5246 §5) */
    const char *source; /* the RFC that defines it */
} Suite;

/* The suite of a number, of IANA's or OpenSSL's name (ASCII case ignored), or at a place of the list; NULL for none. */
const Suite *suite_by_id(uint16_t id);
const Suite *suite_find(const char *name);
const Suite *suite_at(int index);

const char *key_exchange_name(KeyExchange key_exchange);        /* "RSA", "DHE", "ECDHE" */
const char *authentication_name(Authentication authentication); /* "RSA", "ECDSA" */

/* The name of any number in the IANA registry's form, also of signalling values (TLS_EMPTY_RENEGOTIATION_INFO_SCSV) and
   of suites that this program does not speak but meets in other programs' offers; NULL where unknown. */
const char *suite_name_of_id(uint16_t id);

enum { SUITE_EMPTY_RENEGOTIATION_INFO_SCSV = 0x00ff, SUITE_FALLBACK_SCSV = 0x5600 };

#endif
