/*
 * A list of extensions (RFC 5280 §4.2), as it stands in certificates, in revocation lists and in OCSP responses.
 * Private to the room: each of them has a table of those that it knows.
 */
#ifndef TLSTEPS_X509_EXTENSION_LIST_H
#define TLSTEPS_X509_EXTENSION_LIST_H

#include "base/cursor.h"
#include "x509/der/oid.h"

typedef struct ExtensionItem {
    OidId oid;
    unsigned bit;   /* of `present` */
    bool processed; /* acted on by whoever uses what it stands in, so that it may be critical */
    /* Reads the value, the DER inside of the OCTET STRING. NULL: it is not looked into. */
    void (*read)(Cursor *cursor, void *context);
} ExtensionItem;

typedef struct ExtensionList {
    const ExtensionItem *items;
    size_t item_count;
    void *context;          /* for their `read` */
    unsigned present;       /* the bits of those that were there */
    bool lenient;           /* a value that cannot be read is passed over */
    unsigned unreadable;    /* the bits of those values */
    Bytes unknown_critical; /* identifier of the first critical one that is not processed; empty for none */
} ExtensionList;

/* Reads Extensions, a SEQUENCE of at least one, and adds to `list`. */
bool extension_list_decode_fields(Cursor *cursor, const char *name, ExtensionList *list);

#endif
