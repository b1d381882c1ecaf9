/*
 * A certificate revocation list (RFC 5280 §5): what an authority has taken back of what it issued, signed by it, and
 * good until the next one comes. Decoded from DER through the annotating cursor, like a certificate.
 *
 * The decoder asks for the form. Whether a list can be used for a certificate is asked by x509/path/validate.h.
 */
#ifndef TLSTEPS_X509_CRL_H
#define TLSTEPS_X509_CRL_H

#include "x509/certificate/public_key.h"
#include "x509/certificate/refusal.h"
#include "x509/revocation/revocation.h"

/* Extensions of a list that were present, as bits. */
enum {
    CRL_EXTENSION_AUTHORITY_KEY_IDENTIFIER = 1 << 0,
    CRL_EXTENSION_NUMBER = 1 << 1,
    CRL_EXTENSION_DELTA = 1 << 2,              /* says only what changed since another list */
    CRL_EXTENSION_DISTRIBUTION_POINT = 1 << 3, /* covers a part only, or the certificates of others too (indirect) */
};

typedef struct Crl {
    Bytes der;                        /* all of it; every other Bytes points into it */
    Bytes tbs;                        /* tbsCertList, what the signature covers */
    int version;                      /* 1 or 2 */
    Bytes issuer;                     /* Name, DER */
    int64_t this_update, next_update; /* seconds since 1970-01-01 00:00:00 UTC */
    bool has_next_update;
    Bytes revoked; /* the entries one after the other; see crl_entry_next */
    SignatureAlgorithm signature_algorithm;
    Bytes signature;

    unsigned extensions;    /* CRL_EXTENSION_… bits */
    Bytes authority_key_id; /* may be empty where the extension is there */
    Bytes number;           /* cRLNumber, big-endian without leading zeros */
    Bytes unknown_critical; /* identifier of the first critical extension, of the list or of an entry, that is not
                               processed here; else empty */
} Crl;

/* A new list with a copy of its own of `der`, for crl_free. `tree` may be NULL. NULL in *out, and the fault in the
   tree, on error: ERROR_BAD_DER mostly, ERROR_BAD_CERTIFICATE for what is well encoded and contradicts RFC 5280. */
WARN_UNUSED Error crl_decode(Crl **out, Bytes der, FieldTree *tree);
void crl_free(Crl *crl); /* NULL is allowed */

typedef struct CrlEntry {
    Bytes serial; /* as a certificate has it */
    Revocation revocation;
} CrlEntry;
/* Takes the next entry off the front of `entries`, which are a decoded list's; false at the end. */
bool crl_entry_next(Bytes *entries, CrlEntry *out);
/* The entry of a serial number; false where it has none. */
bool crl_find(const Crl *crl, Bytes serial, CrlEntry *out);

/* Many of them. Starts as all zero. */
typedef struct CrlList {
    Crl **items;
    size_t count;
    int capacity; /* of items */
} CrlList;
void crl_list_clear(CrlList *list); /* frees the lists */
/* Appends every list of a file, as certificate_list_decode does certificates: PEM blocks "X509 CRL", or DER. */
WARN_UNUSED Error crl_list_decode(CrlList *list, Refusal *refusal, Bytes file);

#endif
