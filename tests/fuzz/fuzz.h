/*
 * A fuzz target is one function, libFuzzer's: it gives its input to a parser and asks that nothing bad happens. Each is
 * built twice: with clang's libFuzzer where the build has -Dfuzz=true, and always with replay.c, which runs it over its
 * corpus as an ordinary test.
 */
#ifndef TLSTEPS_TESTS_FUZZ_H
#define TLSTEPS_TESTS_FUZZ_H

#include <stdlib.h>

#include "base/field.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the program, as a finding, unless the condition holds. */
static inline void fuzz_require(bool condition)
{
    if (!condition)
        abort();
}

/* A tree is sound where each field lies in the input, behind its parent and inside of it. The last ones of a tree that
   was cut short by an error have no length yet. */
static inline void fuzz_require_tree(const FieldTree *tree, size_t size)
{
    for (int i = 0; i < tree->count; i++) {
        const Field *field = &tree->fields[i];
        fuzz_require(field->offset <= size && field->length <= size - field->offset && field->parent < i);
        if (field->parent < 0)
            continue;
        const Field *parent = &tree->fields[field->parent];
        fuzz_require(field->offset >= parent->offset && field->depth == parent->depth + 1);
        fuzz_require(tree->error != ERROR_NONE || field->offset + field->length <= parent->offset + parent->length);
    }
}

#endif
