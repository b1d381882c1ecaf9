/*
 * A field tree: what the annotating cursor leaves behind. Each field of a message or certificate with its name, place
 * and depth, in the order in which it was read. A parent stands before its children and covers them. A message that
 * could not be read to its end keeps the fields up to the fault.
 *
 * Names are those of the RFC's presentation language or ASN.1 ("cipher_suite", "notBefore") and static. What a name
 * means and which document says so stands in the list that the reading room keeps (FieldInfo).
 */
#ifndef TLSTEPS_BASE_FIELD_H
#define TLSTEPS_BASE_FIELD_H

#include "base/arena.h"
#include "base/bytes.h"
#include "base/error.h"
#include "base/flaw.h"

typedef enum FieldKind {
    FIELD_GROUP,  /* a struct, a vector or a constructed value: its children say what is in it */
    FIELD_NUMBER, /* a big-endian number */
    FIELD_BYTES,
    FIELD_TEXT, /* characters */
} FieldKind;

typedef struct Field {
    const char *name;
    size_t offset, length; /* in the bytes that the tree describes */
    int parent;            /* index in the tree, -1 at the top */
    int depth;             /* 0 at the top */
    int index;             /* position among the elements of a vector, -1 where it is none */
    FieldKind kind;
    const char *value_name; /* what the value stands for ("TLS_RSA_WITH_…", "2020-01-01 …"); NULL where nothing does.
                               Static or in the tree's arena. */
} Field;

typedef struct FieldTree {
    Field *fields;
    int count, capacity;
    Arena notes;
    Error error; /* ERROR_NONE, or why reading stopped */
    Flaw flaw;   /* where it did, and by which rule */
} FieldTree;

/* Meaning and source of a field, from a room's list. `parent` NULL: wherever a field of that name stands. */
typedef struct FieldInfo {
    const char *parent, *name;
    const char *meaning; /* one sentence */
    const char *source;  /* "RFC 5246 §7.4.1.2" */
} FieldInfo;

#define FIELD_TREE_EMPTY ((FieldTree){0})
void field_tree_clear(FieldTree *tree);

/* Appends a field and returns its index. Used by the cursor, and by decoders that find structure by other means. */
int field_tree_add(FieldTree *tree, Field field);

/* The field with a dotted path of names below the top ("extensions.server_name"; an element of a vector as
   "cipher_suites.2"), the first where several match; -1 where there is none. */
int field_tree_find(const FieldTree *tree, const char *path);
/* Appends the path of a field as field_tree_find takes it: names with dots between, of a vector's elements that share a
   name their positions. */
void field_tree_append_path(Buffer *out, const FieldTree *tree, int index);

/* Of a tree with a flaw: appends the path of the field at fault; what would have been accepted; what was found. `bytes`
   is what the tree describes. */
void field_tree_append_fault(Buffer *out, const FieldTree *tree);
void field_tree_append_accepted(Buffer *out, const FieldTree *tree, Bytes bytes);
void field_tree_append_found(Buffer *out, const FieldTree *tree, Bytes bytes);

#endif
