/*
 * Name constraints (RFC 5280 §4.2.1.10): an authority may be allowed to issue certificates for names within some
 * subtrees only, and forbidden to within others.
 *
 *   dNSName        a domain: itself and every name with labels in front of it; behind a dot, only those
 *   rfc822Name     one mailbox; a host with all its mailboxes; behind a dot, every host below that domain
 *   URI            the URI's host; behind a dot, every host below that domain
 *   iPAddress      a range
 *   directoryName  every name that begins with it
 *
 * What cannot be held against a constraint of its form counts as outside of what is permitted and inside of what is
 * excluded: a name of another form than these, a URI without a host that has a name, a wildcard that could stand for an
 * excluded host. Constraints hold whether or not the extension is critical.
 */
#ifndef TLSTEPS_X509_NAME_CONSTRAINTS_H
#define TLSTEPS_X509_NAME_CONSTRAINTS_H

#include "x509/certificate/certificate.h"

/* The names of a certificate that constraints are about: its subject, where that is not empty, and its alternative
   names; where it has none, the mail addresses of its subject. */
typedef struct ConstrainedNames {
    const Certificate *certificate;
    Bytes alternatives; /* not yet taken */
    bool subject_taken;
    int email; /* number of the next one */
} ConstrainedNames;
void constrained_names_init(ConstrainedNames *names, const Certificate *certificate);
bool constrained_names_next(ConstrainedNames *names, GeneralName *out);

/* True where `authority` may not issue for a name of `certificate`, and that name. Beyond a limit of work (very many
   constraints and names) every name counts as forbidden. */
bool name_constraints_forbid(const Certificate *authority, const Certificate *certificate, GeneralName *name);

/* Appends "permitted DNS:a.example, IP:10.0.0.0/8; excluded DNS:b.example" of a certificate that has constraints. */
void name_constraints_append(Buffer *out, const Certificate *authority);

#endif
