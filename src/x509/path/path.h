/* What path validation is asked, and the path that it goes by. */
#ifndef TLSTEPS_X509_PATH_H
#define TLSTEPS_X509_PATH_H

#include "x509/certificate/certificate.h"
#include "x509/revocation/crl.h"

enum {
    X509_PATH_MAX = 11,       /* certificates of a path: ten that were sent, and the root */
    X509_SIGNATURES_MAX = 64, /* tried in the search for a path: our choice */
    X509_RSA_BITS_MIN = 1024,
};

/* A way of signing as TLS names it, with which kind of key, and whether certificates may be signed so. */
typedef struct X509Scheme {
    const char *name;
    SignatureKind kind;
    KeyKind key;
    HashId hash;
    bool accepted;
} X509Scheme;

typedef struct X509Request {
    const CertificateList *chain; /* as sent: the leaf first, the others in any order, at least one */
    const CertificateList *roots; /* trusted */
    int64_t now;                  /* seconds since 1970 UTC */
    const char *host;             /* NULL: not asked for */
    unsigned purpose;             /* PURPOSE_SERVER_AUTH or PURPOSE_CLIENT_AUTH; 0: not asked for */
    unsigned key_usage;           /* what the leaf's key is needed for, KEY_USAGE_… bits; 0: not asked for */
    unsigned rsa_bits_min;        /* of every RSA key in the path; 0: X509_RSA_BITS_MIN */
    bool allow_sha1;              /* SHA-1 signatures, refused otherwise */
    const CrlList *crls;          /* revocation lists; NULL: not asked for */
    int path_max;                 /* certificates of the path, root included; 0: X509_PATH_MAX, which is the most */
    const X509Scheme *schemes;    /* all that have a name; other ways of signing are not accepted */
    size_t scheme_count;          /* 0: not asked for */
} X509Request;

/* A path, leaf first; the last one is the root, or the leaf itself where that is trusted. */
typedef struct X509Path {
    const Certificate *certificates[X509_PATH_MAX];
    int sent_as[X509_PATH_MAX]; /* position in the chain as sent, -1 for the root */
    int count;
} X509Path;

#endif
