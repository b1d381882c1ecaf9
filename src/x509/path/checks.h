/* The single checks of path validation, one table. Private to the room: x509_validate runs them. */
#ifndef TLSTEPS_X509_CHECKS_H
#define TLSTEPS_X509_CHECKS_H

#include "base/event.h"
#include "x509/path/path.h"

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

/* By the certificate one place further. */
extern const CheckItem check_item_signature;
/* Those that have files of their own (checks_names.c, checks_use.c, checks_scheme.c, checks_revocation.c). */
extern const CheckItem check_item_scheme;
extern const CheckItem check_item_name_constraints, check_item_host_name, check_item_signing, check_item_key_usage,
    check_item_purpose;
extern const CheckItem check_item_crl, check_item_crl_signer, check_item_crl_signature, check_item_crl_extensions,
    check_item_crl_validity, check_item_crl_entry;

/* Makes the checks of a path, from its last certificate to the leaf, up to the first that fails: `fault` says which
   (may be NULL). Each is handed to `tell` (NULL: nobody wants to know) with its verdict. */
typedef struct CheckFault {
    const CheckItem *item;
    int at;
} CheckFault;
typedef void CheckTell(void *context, const CheckItem *item, const CheckSubject *subject, Error error);
WARN_UNUSED Error checks_run(const X509Request *request, const X509Path *path, CheckTell *tell, void *context,
                             CheckFault *fault);

/* What several of them need. */
static inline const Certificate *check_certificate_of(const CheckSubject *subject)
{
    return subject->path->certificates[subject->at];
}
/* Appends whom a certificate is about, in short. */
void check_append_subject(Buffer *out, const Certificate *certificate);
/* Appends that a search ended after so many signatures. */
void check_append_given_up(Buffer *out, int signatures);
/* A side of a comparison that has nothing in it says so: no check is told without both. */
void check_complete(Buffer *side);
/* A certificate without a keyUsage extension allows every use. */
bool check_usage_allows(const Certificate *certificate, unsigned usage);
void check_append_usage(Buffer *out, const Certificate *certificate);

#endif
