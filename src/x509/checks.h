/* The single checks of path validation, one table. Private to the room: x509_validate runs them. */
#ifndef TLSTEPS_X509_CHECKS_H
#define TLSTEPS_X509_CHECKS_H

#include "x509/validate.h"

/* Where in its path a certificate stands. */
enum {
    PLACE_ROOT = 1 << 0,
    PLACE_AUTHORITY = 1 << 1, /* between root and leaf */
    PLACE_LEAF = 1 << 2,
    PLACE_SIGNED = PLACE_AUTHORITY | PLACE_LEAF,
    PLACE_EVERY = PLACE_ROOT | PLACE_SIGNED,
};

/* The certificate that is checked: its place in the path, 0 for the leaf. */
typedef struct CheckSubject {
    const X509Request *request;
    const X509Path *path;
    int at;
} CheckSubject;

/* `judge` gives the verdict; `describe` writes down the two sides of the comparison, for an observer only. */
typedef struct CheckItem {
    EventId event;
    unsigned places;                               /* PLACE_… bits: which certificates it is made for */
    bool (*is_asked)(const CheckSubject *subject); /* NULL: always */
    Error (*judge)(const CheckSubject *subject);
    void (*describe)(const CheckSubject *subject, Buffer *expected, Buffer *found);
    /* What the next in the path has signed, where that signature is verified; or NULL. */
    Bytes (*signed_object)(const CheckSubject *subject);
} CheckItem;

/* Those that have files of their own (checks_names.c, checks_use.c, checks_revocation.c). */
extern const CheckItem check_item_name_constraints, check_item_host_name, check_item_signing, check_item_key_usage,
    check_item_purpose;
extern const CheckItem check_item_crl, check_item_crl_signer, check_item_crl_signature, check_item_crl_extensions,
    check_item_crl_validity, check_item_crl_entry;

/* In the order in which they are made for one certificate; NULL past the end. */
const CheckItem *check_item_at(int index);

/* The two sides of the search for a path: the trusted roots, and the path as far as it goes. */
void check_describe_path(const X509Request *request, const X509Path *path, Buffer *expected, Buffer *found);

/* What several of them need. */
static inline const Certificate *check_certificate_of(const CheckSubject *subject)
{
    return subject->path->certificates[subject->at];
}
/* Appends whom a certificate is about, in short. */
void check_append_subject(Buffer *out, const Certificate *certificate);
/* A certificate without a keyUsage extension allows every use. */
bool check_usage_allows(const Certificate *certificate, unsigned usage);
void check_append_usage(Buffer *out, const Certificate *certificate);

#endif
