#include "explain/language/hmac.h"

#include <string.h>

#include "explain/language/digest.h"
#include "explain/language/list.h"
#include "explain/language/row.h"

/* "HMAC-HASH(KEY, MESSAGE)" taken apart. */
typedef struct Call {
    HashId hash;
    const Operand *key;
    const char *message;
} Call;

static Call take_apart(Arena *arena, const Row *row)
{
    static const char prefix[] = "HMAC-";
    const char *hash = row->formula + strlen(prefix), *comma = strchr(row->formula, ',');
    Call call = {.key = &row->operands[0]};
    for (int id = 0; id < HASH_COUNT; id++) {
        const char *name = digest_name((HashId)id);
        if (name && strncmp(hash, name, strlen(name)) == 0 && hash[strlen(name)] == '(')
            call.hash = (HashId)id;
    }
    const char *message = comma + strlen(", ");
    call.message = arena_copy_characters(arena, bytes_of(message, strlen(message) - strlen(")")));
    return call;
}

/* The key as one block of the hash: filled up with zeros, and hashed before where it is longer. */
static void add_key(List *list, Arena *arena, const Call *call)
{
    const char *name = call->key->name;
    size_t block = hash_block_size(call->hash), size = call->key->value.size;
    if (size > block) {
        list_row(list, "hashed_key", row_text(arena, "%s(%s)", digest_name(call->hash), name),
                 "a key of more than %zu bytes is hashed first", block);
        name = "hashed_key";
        size = hash_size(call->hash);
    }
    list_row(list, "K", row_text(arena, "%s ‖ zeros(%zu)", name, block - size),
             "filled up to the %zu bytes that the hash takes at a time", block);
}

Worked *explain_hmac_row(const Row *row)
{
    Arena arena = {0};
    Call call = take_apart(&arena, row);
    const char *hash = digest_name(call.hash);
    size_t block = hash_block_size(call.hash);
    List *list = list_new(row_text(&arena, "HMAC-%s, keyed hashing", hash));
    for (int i = 0; i < row->operand_count; i++)
        list_given(list, &row->operands[i]);
    add_key(list, &arena, &call);
    list_row(list, "inner_key", row_text(&arena, "K ⊕ repeat(bytes(0x36, 1), %zu)", block), "with ipad");
    list_row(list, "outer_key", row_text(&arena, "K ⊕ repeat(bytes(0x5c, 1), %zu)", block), "with opad");
    list_row(list, "inner", row_text(&arena, "%s(inner_key ‖ %s)", hash, call.message), "the inner hash");
    list_row(list, row->result.name, row_text(&arena, "%s(outer_key ‖ inner)", hash), "the outer hash");
    Worked *worked = list_finish(list);
    arena_clear(&arena);
    return worked;
}
