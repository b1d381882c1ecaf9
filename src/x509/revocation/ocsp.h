/*
 * An OCSP response (RFC 6960 §4.2): what an authority, or somebody whom it trusts with this, says about the state of
 * single certificates, signed, and good for a short time. Decoded from DER through the annotating cursor.
 *
 * The decoder asks for the form. Whether a response can be relied on is asked by x509/path/ocsp_validate.h.
 */
#ifndef TLSTEPS_X509_OCSP_H
#define TLSTEPS_X509_OCSP_H

#include "x509/certificate/certificate.h"
#include "x509/revocation/revocation.h"

/* OCSPResponseStatus; no number but these is read. */
enum { OCSP_SUCCESSFUL = 0 };
/* "successful", "tryLater"; NULL for a number that is none. Static. */
const char *ocsp_response_status_name(int status);

typedef enum OcspStatus { OCSP_GOOD, OCSP_REVOKED, OCSP_UNKNOWN } OcspStatus;

typedef struct OcspResponse {
    Bytes der; /* all of it; every other Bytes points into it */
    int response_status;
    /* The rest is there where the status is OCSP_SUCCESSFUL. */
    Bytes tbs;                /* tbsResponseData, what the signature covers */
    Bytes responder_name;     /* Name, DER; empty where the responder is named by its key */
    Bytes responder_key_hash; /* SHA-1 of its public key; empty where it is named by its name */
    int64_t produced_at;      /* seconds since 1970-01-01 00:00:00 UTC */
    Bytes responses;          /* one after the other; see ocsp_single_next */
    SignatureAlgorithm signature_algorithm;
    Bytes signature;
    CertificateList certificates; /* sent along, to verify the signature with */
    Bytes unknown_critical; /* identifier of the first critical extension, of all or of one response; else empty */
} OcspResponse;

/* A new response with a copy of its own of `der`, for ocsp_response_free. `tree` may be NULL. NULL in *out, and the
   fault in the tree, on error: ERROR_BAD_DER mostly, ERROR_BAD_CERTIFICATE for what is well encoded and contradicts RFC
   6960, and the errors of certificate_decode. */
WARN_UNUSED Error ocsp_response_decode(OcspResponse **out, Bytes der, FieldTree *tree);
void ocsp_response_free(OcspResponse *response); /* NULL is allowed */

/* Reads the response that fills the cursor up to its limit, in place, to name its fields in a message's own tree. */
bool ocsp_response_decode_fields(Cursor *cursor);

/* What is said about one certificate. */
typedef struct OcspSingle {
    bool hash_known;
    HashId hash;               /* of the next two */
    Bytes name_hash, key_hash; /* of the issuer's Name, and of its public key */
    Bytes serial;              /* as a certificate has it */
    OcspStatus status;
    Revocation revocation; /* OCSP_REVOKED */
    int64_t this_update, next_update;
    bool has_next_update;
} OcspSingle;
/* Takes the next one off the front of `responses`, which are a decoded response's; false at the end. */
bool ocsp_single_next(Bytes *responses, OcspSingle *out);
/* Appends "good", "unknown", "revoked 2020-06-01 00:00:00 UTC, keyCompromise". */
void ocsp_single_append_status(Buffer *out, const OcspSingle *single);

#endif
