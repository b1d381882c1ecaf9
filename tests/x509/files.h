/* What the tests of certificates share: the program's own certificates and keys, read from assets/pki. */
#ifndef TLSTEPS_TESTS_X509_FILES_H
#define TLSTEPS_TESTS_X509_FILES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "x509/certificate/certificate.h"
#include "x509/path/trust_anchor.h"
#include "x509/revocation/crl.h"

/* Every chain in assets/pki. */
#define ALL_CHAINS                                                                                                     \
    "good", "ecdsa", "ecdsa-p384", "ecdsa-p521", "ecdsa-all", "rsa-direct", "ecdsa-direct", "wildcard", "pss",         \
        "rsa-pss", "rsa-pss-sha384", "rsa-pss-all", "client-rsa-pss", "negative-serial", "sha384", "must-staple",      \
        "name-constraints", "cross-signed", "any-order", "plain", "expired", "not-yet-valid", "wrong-name",            \
        "not-permitted", "excluded", "common-name-only", "unknown-root", "self-signed", "round",                       \
        "missing-intermediate", "revoked", "revoked-authority", "no-crl-sign", "client-revoked", "not-ca", "ca-usage", \
        "path-length", "wrong-usage", "wrong-purpose", "critical", "short-key", "sha1", "client", "client-ecdsa",      \
        "root", "ec-root", "roots"

/* Appends a file of the checkout, by its path from there. */
static inline void read_file(Buffer *out, const char *path)
{
    const char *root = getenv("TLSTEPS_DATA");
    Buffer name = BUFFER_EMPTY;
    text_append(&name, root ? root : ".");
    text_append(&name, "/");
    text_append(&name, path);
    FILE *file = fopen(text_finish(&name), "rb");
    assert_non_null(file);
    uint8_t octets[4096];
    size_t size;
    while ((size = fread(octets, 1, sizeof octets, file)) > 0)
        buffer_append(out, bytes_of(octets, size));
    fclose(file);
    buffer_clear(&name);
}

/* Appends assets/pki/NAME and an ending; or, where NAME begins with paths/, the file of the tests' own. */
static inline void read_pki(Buffer *out, const char *name, const char *ending)
{
    Buffer path = BUFFER_EMPTY;
    text_append(&path, strncmp(name, "paths/", 6) == 0 ? "tests/x509/" : "assets/pki/");
    text_append(&path, name);
    text_append(&path, ending);
    read_file(out, text_finish(&path));
    buffer_clear(&path);
}

/* The leaves of a tree, in order, follow one another without a gap, and every name is explained. */
static inline void assert_tree_names_all(const char *name, const FieldTree *tree, size_t size)
{
    size_t at = 0;
    for (int i = 0; i < tree->count; i++) {
        const Field *field = &tree->fields[i];
        const char *parent = field->parent < 0 ? NULL : tree->fields[field->parent].name;
        if (!x509_field_info(parent, field->name))
            fail_msg("%s: no meaning for %s in %s", name, field->name, parent);
        if (i + 1 < tree->count && tree->fields[i + 1].parent == i)
            continue;
        if (field->offset != at || field->length == 0)
            fail_msg("%s: octet %zu has no name, or two", name, at);
        at += field->length;
    }
    assert_int_equal(at, size);
}

/* The certificates of assets/pki/NAME.pem. */
static inline CertificateList read_chain(const char *name)
{
    CertificateList list = {0};
    Buffer text = BUFFER_EMPTY;
    read_pki(&text, name, ".pem");
    assert_int_equal(certificate_list_decode(&list, NULL, buffer_bytes(&text)), ERROR_NONE);
    buffer_clear(&text);
    return list;
}

static inline void fail_for_anchor(void *context, const Refusal *refusal)
{
    fail_msg("%s: line %u cannot be used", (const char *)context, refusal->line);
}

/* The same as trust anchors, each of which can be used. */
static inline CertificateList read_roots(const char *name)
{
    CertificateList list = {0};
    Buffer text = BUFFER_EMPTY;
    char context[100];
    snprintf(context, sizeof context, "%s", name);
    read_pki(&text, name, ".pem");
    Refusal refusal = {0};
    assert_int_equal(trust_anchors_decode(&list, buffer_bytes(&text), fail_for_anchor, context, &refusal), ERROR_NONE);
    buffer_clear(&text);
    return list;
}

/* The revocation lists of assets/pki/NAME.crl. */
static inline CrlList read_crls(const char *name)
{
    CrlList list = {0};
    Buffer text = BUFFER_EMPTY;
    read_pki(&text, name, ".crl");
    assert_int_equal(crl_list_decode(&list, NULL, buffer_bytes(&text)), ERROR_NONE);
    buffer_clear(&text);
    return list;
}

#endif
