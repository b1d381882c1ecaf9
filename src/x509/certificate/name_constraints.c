#include "x509/certificate/name_constraints.h"

#include <string.h>

#include "base/text.h"
#include "x509/certificate/distinguished_name.h"
#include "x509/certificate/dns_name.h"
#include "x509/certificate/ip_address.h"
#include "x509/certificate/subtrees.h"
#include "x509/der/der.h"

enum { COMPARISONS_MAX = 1 << 16 };

/* The names */

void constrained_names_init(ConstrainedNames *names, const Certificate *certificate)
{
    *names = (ConstrainedNames){.certificate = certificate, .alternatives = certificate->alternative_names};
}

bool constrained_names_next(ConstrainedNames *names, GeneralName *out)
{
    const Certificate *certificate = names->certificate;
    if (!names->subject_taken && certificate->subject.size > 2) {
        names->subject_taken = true;
        *out = (GeneralName){GENERAL_NAME_DIRECTORY, certificate->subject, GENERAL_NAME_TAG_DIRECTORY};
        return true;
    }
    if (certificate->extensions & EXTENSION_SUBJECT_ALT_NAME)
        return general_name_next(&names->alternatives, out);
    *out = (GeneralName){.kind = GENERAL_NAME_EMAIL, .tag = GENERAL_NAME_TAG_EMAIL};
    return distinguished_name_find(&out->value, certificate->subject, OID_EMAIL_ADDRESS, names->email++);
}

/* One name, one constraint of its form */

typedef enum Relation { OUTSIDE, INSIDE, UNDECIDED } Relation;

static Relation relation_of(bool inside)
{
    return inside ? INSIDE : OUTSIDE;
}

/* A wildcard is outside of every domain that is narrower than its own, and still could become one of it. */
static Relation judge_dns(Bytes name, Bytes base)
{
    bool below_only = base.size > 0 && base.data[0] == '.';
    Bytes domain = below_only ? bytes_slice(base, 1, base.size) : base;
    if (below_only ? dns_name_is_below(name, domain) : dns_name_is_within(name, domain))
        return INSIDE;
    bool could_be = dns_name_is_wildcard(name) && dns_name_equal(dns_name_parent(name), dns_name_parent(domain));
    return could_be && !below_only ? UNDECIDED : OUTSIDE;
}

/* A host, or behind a dot every host below a domain. */
static bool host_fits(Bytes host, Bytes base)
{
    if (base.size > 0 && base.data[0] == '.')
        return dns_name_is_below(host, bytes_slice(base, 1, base.size));
    return base.size == 0 || dns_name_equal(host, base);
}

/* What stands before and behind the last @; `local` is empty where there is none. */
static Bytes split_mailbox(Bytes mailbox, Bytes *local)
{
    size_t at = mailbox.size;
    while (at > 0 && mailbox.data[at - 1] != '@')
        at--;
    *local = at > 0 ? bytes_slice(mailbox, 0, at - 1) : BYTES_EMPTY;
    return bytes_slice(mailbox, at, mailbox.size);
}

/* The part before the @ is compared as it stands, because its host may tell cases apart (RFC 5321 §2.4). */
static Relation judge_email(Bytes name, Bytes base)
{
    Bytes local, base_local;
    Bytes host = split_mailbox(name, &local), base_host = split_mailbox(base, &base_local);
    if (host.size == name.size)
        return UNDECIDED; /* no mailbox */
    if (base_host.size == base.size)
        return relation_of(host_fits(host, base));
    return relation_of(bytes_equal(local, base_local) && dns_name_equal(host, base_host));
}

static bool is_of_scheme(uint8_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-' ||
           c == '.';
}

/* The host of a URI (RFC 3986 §3): behind the scheme and ://, without user and port. Empty where there is none. */
static Bytes uri_host(Bytes uri)
{
    size_t start = 0, end;
    while (start < uri.size && is_of_scheme(uri.data[start]))
        start++;
    if (uri.size - start < 3 || memcmp(uri.data + start, "://", 3) != 0)
        return BYTES_EMPTY;
    start += 3;
    for (end = start; end < uri.size && !memchr("/?#", uri.data[end], 3); end++)
        if (uri.data[end] == '@')
            start = end + 1;
    Bytes host = bytes_slice(uri, start, end - start);
    const uint8_t *port = host.size ? memchr(host.data, ':', host.size) : NULL;
    return port ? bytes_slice(host, 0, (size_t)(port - host.data)) : host;
}

/* Whether it has a label that is no number, and no bracket as an address has. */
static bool is_host_name(Bytes host)
{
    bool letters = false;
    for (size_t i = 0; i < host.size; i++) {
        if (host.data[i] == '[')
            return false;
        letters = letters || !(host.data[i] == '.' || (host.data[i] >= '0' && host.data[i] <= '9'));
    }
    return letters;
}

static Relation judge_uri(Bytes name, Bytes base)
{
    Bytes host = uri_host(name);
    return is_host_name(host) ? relation_of(host_fits(host, base)) : UNDECIDED;
}

static Relation judge(const GeneralName *name, const GeneralName *base)
{
    switch (name->kind) {
    case GENERAL_NAME_DNS:
        return judge_dns(name->value, base->value);
    case GENERAL_NAME_EMAIL:
        return judge_email(name->value, base->value);
    case GENERAL_NAME_URI:
        return judge_uri(name->value, base->value);
    case GENERAL_NAME_IP_ADDRESS:
        return relation_of(ip_range_contains(base->value, name->value));
    case GENERAL_NAME_DIRECTORY:
        return relation_of(distinguished_name_begins_with(name->value, base->value));
    case GENERAL_NAME_OTHER:
        break;
    }
    return UNDECIDED;
}

/* All names, all constraints */

/* §6.1.3 (b), (c); only constraints of the name's own form say anything about it. */
static bool forbids_name(const Certificate *authority, const GeneralName *name, int *comparisons)
{
    Bytes permitted = authority->permitted_subtrees, excluded = authority->excluded_subtrees;
    GeneralName base;
    bool limited = false, inside = false;
    for (; general_subtree_next(&excluded, &base); ++*comparisons)
        if (base.tag == name->tag && judge(name, &base) != OUTSIDE)
            return true;
    for (; general_subtree_next(&permitted, &base); ++*comparisons)
        if (base.tag == name->tag) {
            limited = true;
            inside = inside || judge(name, &base) == INSIDE;
        }
    return limited && !inside;
}

bool name_constraints_forbid(const Certificate *authority, const Certificate *certificate, GeneralName *name)
{
    ConstrainedNames names;
    int comparisons = 0;
    constrained_names_init(&names, certificate);
    while (constrained_names_next(&names, name))
        if (comparisons > COMPARISONS_MAX || forbids_name(authority, name, &comparisons))
            return true;
    return false;
}

static void append_subtrees(Buffer *out, const char *what, Bytes subtrees)
{
    GeneralName base;
    const char *between = what;
    for (; general_subtree_next(&subtrees, &base); between = ", ") {
        text_append(out, between);
        general_name_append(out, &base);
    }
}

void name_constraints_append(Buffer *out, const Certificate *authority)
{
    bool both = authority->permitted_subtrees.size && authority->excluded_subtrees.size;
    append_subtrees(out, "permitted ", authority->permitted_subtrees);
    append_subtrees(out, both ? "; excluded " : "excluded ", authority->excluded_subtrees);
}
