/*
 * An X.509 certificate (RFC 5280 §4), decoded from DER. One decoder reads it through the annotating cursor: without a
 * field tree it allocates nothing but the key's numbers and takes microseconds, with one every octet gets its name.
 *
 * The decoder asks for the form (distinguished encoding, the profile's syntax). Whether a certificate is good for
 * anything is asked by x509/path/validate.h. Algorithms and extensions that are not known here do not stop it.
 */
#ifndef TLSTEPS_X509_CERTIFICATE_H
#define TLSTEPS_X509_CERTIFICATE_H

#include "x509/certificate/general_name.h"
#include "x509/certificate/public_key.h"
#include "x509/certificate/refusal.h"

/* Bits of the keyUsage extension (RFC 5280 §4.2.1.3): bit n of the BIT STRING is 1 << n. */
enum {
    KEY_USAGE_DIGITAL_SIGNATURE = 1 << 0,
    KEY_USAGE_CONTENT_COMMITMENT = 1 << 1,
    KEY_USAGE_KEY_ENCIPHERMENT = 1 << 2,
    KEY_USAGE_DATA_ENCIPHERMENT = 1 << 3,
    KEY_USAGE_KEY_AGREEMENT = 1 << 4,
    KEY_USAGE_KEY_CERT_SIGN = 1 << 5,
    KEY_USAGE_CRL_SIGN = 1 << 6,
    KEY_USAGE_ENCIPHER_ONLY = 1 << 7,
    KEY_USAGE_DECIPHER_ONLY = 1 << 8,
};
/* Appends the names of the bits, "digitalSignature, keyEncipherment"; "none" for 0. */
void key_usage_append(Buffer *out, unsigned key_usage);

/* Purposes of the extKeyUsage extension (RFC 5280 §4.2.1.12), as far as they matter here. */
enum {
    PURPOSE_ANY = 1 << 0,
    PURPOSE_SERVER_AUTH = 1 << 1,
    PURPOSE_CLIENT_AUTH = 1 << 2,
    PURPOSE_OCSP_SIGNING = 1 << 3,
    PURPOSE_OTHER = 1 << 4,
};
/* Appends "serverAuth, clientAuth"; "none" for 0. */
void purpose_append(Buffer *out, unsigned purposes);

/* Extensions that were present, as bits. The member of one that was not is 0 or empty, path_length -1. */
enum {
    EXTENSION_BASIC_CONSTRAINTS = 1 << 0,
    EXTENSION_KEY_USAGE = 1 << 1,
    EXTENSION_EXTENDED_KEY_USAGE = 1 << 2,
    EXTENSION_SUBJECT_ALT_NAME = 1 << 3,
    EXTENSION_SUBJECT_KEY_IDENTIFIER = 1 << 4,
    EXTENSION_AUTHORITY_KEY_IDENTIFIER = 1 << 5,
    EXTENSION_NAME_CONSTRAINTS = 1 << 6,
    EXTENSION_TLS_FEATURE = 1 << 7,
    EXTENSION_ANY = (1 << 8) - 1,
};

typedef struct Certificate {
    Bytes der;                     /* all of it; every other Bytes points into it */
    Bytes tbs;                     /* tbsCertificate, what the signature covers */
    int version;                   /* 1, 2 or 3 */
    Bytes serial;                  /* contents octets: see der_append_integer; negative ones occur */
    Bytes issuer;                  /* Name, DER; as text: distinguished_name_append */
    Bytes subject;                 /* may be the empty SEQUENCE */
    int64_t not_before, not_after; /* seconds since 1970-01-01 00:00:00 UTC, both inclusive */
    Bytes key_info;                /* SubjectPublicKeyInfo, DER */
    PublicKey key;
    SignatureAlgorithm signature_algorithm;
    Bytes signature;

    unsigned extensions;     /* EXTENSION_… bits */
    bool is_authority;       /* basicConstraints: cA */
    int path_length;         /* basicConstraints: pathLenConstraint, or -1 */
    unsigned key_usage;      /* KEY_USAGE_… bits */
    unsigned purposes;       /* extKeyUsage: PURPOSE_… bits */
    Bytes alternative_names; /* subjectAltName: the GeneralNames one after the other; see general_name_next */
    Bytes subject_key_id, authority_key_id;      /* may be empty where the extension is there */
    Bytes permitted_subtrees, excluded_subtrees; /* nameConstraints; see general_subtree_next */
    bool must_staple;                            /* tlsfeature: the server has to answer status_request (RFC 7633) */
    Bytes unknown_critical; /* identifier of the first critical extension that is not processed here; else empty */

    bool is_partial;     /* read by certificate_decode_leniently: members that could not be read are empty */
    unsigned unreadable; /* then: EXTENSION_… bits of those whose values could not be read */
} Certificate;

/* A new certificate with a copy of its own of `der`, for certificate_free. `tree` may be NULL. NULL in *out, and the
   fault in the tree, on error: ERROR_BAD_DER mostly, ERROR_BAD_CERTIFICATE for what is well encoded and contradicts
   RFC 5280, and the errors of public_key_decode_fields. */
WARN_UNUSED Error certificate_decode(Certificate **out, Bytes der, FieldTree *tree);
/* The same without a tree; on error `refusal` says why. */
WARN_UNUSED Error certificate_decode_or_refuse(Certificate **out, Bytes der, Refusal *refusal);
/* As much of it as can be read, in any case a new certificate with a copy of its own of `der`. `refusal` is cleared
   first, and says what certificate_decode has against it: ERROR_NONE where that is nothing. */
WARN_UNUSED Certificate *certificate_decode_leniently(Bytes der, Refusal *refusal);
/* True where name and key could be read and, if there are any, name constraints: all that counts of a trust anchor (RFC
   5280 §6.1.1 (d), RFC 5937 §3.2). */
bool certificate_can_be_anchor(const Certificate *certificate);
void certificate_free(Certificate *certificate); /* NULL is allowed */

/* Appends what is against the profile of RFC 5280 and accepted all the same, "serialNumber: found -11, where the
   profile has a positive number (RFC 5280 §4.1.2.2)"; nothing where all is as it should be. */
void certificate_append_remarks(Buffer *out, const Certificate *certificate);

/* Appends which certificate it is that a check failed for: "certificate 1: " of a chain as sent, from 0 on, or for -1
   "the root: ". */
void certificate_append_place(Buffer *out, int index);

/* True where subject and issuer are the same name, as in a root, or where an authority changes its key. */
bool certificate_is_self_issued(const Certificate *certificate);

/* Reads the certificate that fills the cursor up to its limit, in place: for a message that carries certificates, so
   that their fields stand in the message's own tree. Its Bytes point into the cursor's input. `certificate` is NULL, or
   was initialised and is cleared by the caller. */
bool certificate_decode_fields(Cursor *cursor, Certificate *certificate);
/* The same of a certificate that others may follow. `certificate` was initialised. */
bool certificate_element_decode_fields(Cursor *cursor, Certificate *certificate);
void certificate_init(Certificate *certificate);
void certificate_clear(Certificate *certificate);

/* Meaning and source of a field of a certificate, of a key or of a name in it; NULL where the name is none of them. */
const FieldInfo *x509_field_info(const char *parent, const char *name);

/* Many certificates in order: a chain, or the trusted roots. Starts as all zero. */
typedef struct CertificateList {
    Certificate **items;
    size_t count;
    int capacity; /* of items */
} CertificateList;
/* Takes the certificate over. */
void certificate_list_add(CertificateList *list, Certificate *certificate);
void certificate_list_clear(CertificateList *list); /* frees the certificates */
/* Appends every certificate of a file: PEM (pem_read_file says which blocks count), or one certificate in DER. An empty
   list is ERROR_BAD_PEM. On error `refusal` (may be NULL) says why: it is cleared first, and by the caller at last.
   What came before stays in the list. */
WARN_UNUSED Error certificate_list_decode(CertificateList *list, Refusal *refusal, Bytes file);
/* The same by certificate_decode_leniently: only a fault of the file itself is one. */
WARN_UNUSED Error certificate_list_decode_leniently(CertificateList *list, Refusal *refusal, Bytes file);

#endif
