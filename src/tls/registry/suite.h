/*
 * Cipher suites: one list gives each its number, its names and its four parts: how keys are exchanged, how the server
 * proves who it is, how records are encrypted and how they are authenticated.
 */
#ifndef TLSTEPS_TLS_SUITE_H
#define TLSTEPS_TLS_SUITE_H

#include "crypto/cipher.h"
#include "crypto/hash.h"
#include "tls/registry/registered.h"
#include "tls/registry/version.h"

/* What gives both sides a secret, besides a pre-shared key: with PSK nothing does. */
typedef enum KeyExchange { KEY_EXCHANGE_RSA, KEY_EXCHANGE_DHE, KEY_EXCHANGE_ECDHE, KEY_EXCHANGE_PSK } KeyExchange;
/* PSK: both sides prove that they have the same key, beforehand; with the key exchange RSA the server shows a
   certificate besides (RFC 4279 §4). ANON: nobody proves anything (RFC 5246 §F.1.1.1). */
typedef enum Authentication {
    AUTHENTICATION_RSA,
    AUTHENTICATION_ECDSA,
    AUTHENTICATION_PSK,
    AUTHENTICATION_ANON,
} Authentication;

typedef struct Suite {
    uint16_t id;
    const char *name;         /* IANA's: "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256" */
    const char *openssl_name; /* "ECDHE-RSA-AES128-GCM-SHA256"; NULL where OpenSSL has no such suite */
    KeyExchange key_exchange;
    Authentication authentication;
    CipherId cipher;
    HashId mac;         /* of CBC suites; AEAD suites authenticate in the cipher */
    HashId prf;         /* in TLS 1.2: SHA-256 unless the suite's name says SHA384 (RFC 5246 §5) */
    const char *source; /* the RFC that defines it */
} Suite;

/* The suite of a number, of IANA's or OpenSSL's name (ASCII case ignored), or at a place of the list; NULL for none. */
const Suite *suite_by_id(uint16_t id);
const Suite *suite_find(const char *name);
const Suite *suite_at(int index);

/* The hash of the PRF, of Finished and of the session hash: the suite's, and before TLS 1.2 HASH_MD5_SHA1 (RFC 2246 §5,
   §7.4.9, RFC 7627 §3). */
HashId suite_prf_hash(const Suite *suite, uint16_t version);
/* How long verify_data is. RFC 5246 §7.4.9 leaves it to the suite: 12 bytes where that says nothing, and none does;
   before TLS 1.2 it was 12 with every suite. NULL, and 0, as long as they are not known. */
enum { VERIFY_DATA_MAX = HASH_SIZE_MAX };
size_t suite_verify_data_size(const Suite *suite, uint16_t version);
/* The lowest version that the suite may be used with: TLS 1.2 for authenticated encryption (RFC 5288 §4, RFC 7905 §2),
   and for a MAC of the SHA-2 family where there is no pre-shared key (RFC 5246 §A.5, RFC 5289 §3.1 have no PRF for an
   older version; RFC 5487 §1.1 and RFC 5489 §3.2 let the others be used in any), otherwise TLS 1.0. */
uint16_t suite_version_min(const Suite *suite);

const char *key_exchange_name(KeyExchange key_exchange);        /* "RSA", "DHE", "ECDHE", "PSK" */
const char *authentication_name(Authentication authentication); /* "RSA", "ECDSA", "PSK", "anon" */

/* Which messages a suite has, and what is in them. */
bool suite_has_certificate(const Suite *suite); /* the server shows one */
bool suite_is_ephemeral(const Suite *suite);    /* both sides make a key pair for the connection (DHE, ECDHE) */
bool suite_signs(const Suite *suite);           /* and the server signs its parameters with the certificate's key */
bool suite_uses_psk(const Suite *suite);        /* a pre-shared key goes into the pre-master secret */
/* The server may ask the client for a certificate: not where it shows none itself (RFC 5246 §7.4.4), nor where a
   pre-shared key says who the client is (RFC 4279 §2; with RSA_PSK our choice). */
bool suite_may_ask_client(const Suite *suite);

/* The name of any number in the IANA registry's form, also of signalling values (TLS_EMPTY_RENEGOTIATION_INFO_SCSV) and
   of suites that this program does not speak but meets in other programs' offers; NULL where unknown. */
const char *suite_name_of_id(uint16_t id);
/* What IANA's registry has under a name (ASCII case ignored) that suite_find does not find. */
Registered suite_registered(const char *name);

enum { SUITE_EMPTY_RENEGOTIATION_INFO_SCSV = 0x00ff, SUITE_FALLBACK_SCSV = 0x5600 };

#endif
