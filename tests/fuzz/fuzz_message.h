/* What the fuzz targets of handshake messages share. */
#ifndef TLSTEPS_TESTS_FUZZ_MESSAGE_H
#define TLSTEPS_TESTS_FUZZ_MESSAGE_H

#include "fuzz.h"
#include "tls/wire/message.h"

/* Every byte has exactly one leaf. */
static inline void fuzz_require_leaves(const FieldTree *tree, size_t size)
{
    size_t covered = 0;
    for (int i = 0; i < tree->count; i++) {
        if (i + 1 < tree->count && tree->fields[i + 1].parent == i)
            continue;
        fuzz_require(tree->fields[i].offset == covered);
        covered += tree->fields[i].length;
    }
    fuzz_require(covered == size);
}

/* Decodes a message with this body, alone and with a tree, and gives what it was; true where it was well-formed. The
   message points into `bytes`, which the caller clears. */
static inline bool fuzz_message(Message *out, Buffer *bytes, uint8_t type, const DecodeContext *context, Bytes body)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    buffer_append_number(bytes, 1, type);
    buffer_append_number(bytes, 3, body.size);
    buffer_append(bytes, body);
    Error error = message_decode(out, buffer_bytes(bytes), context, &tree);
    fuzz_require(message_decode(out, buffer_bytes(bytes), context, NULL) == error);
    fuzz_require(error == ERROR_NONE || (error_is_alert(error) && tree.error == error));
    fuzz_require_tree(&tree, bytes->size);
    fuzz_require_leaves(&tree, bytes->size);
    field_tree_clear(&tree);
    return error == ERROR_NONE;
}

#endif
