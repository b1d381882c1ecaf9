#include "explain/secrets/prf.h"

#include "explain/language/digest.h"
#include "explain/language/hmac.h"
#include "explain/language/row.h"
#include "explain/secrets/prf_rows.h"

/* One P_hash: its secret and its result by name, and what its rows' names end in. */
typedef struct Stretch {
    HashId hash;
    const char *secret, *suffix, *result;
    size_t size;
} Stretch;

/* A0 = label ‖ seed */
static void add_seed(List *list, Arena *arena, const PrfCall *call)
{
    const char *formula = row_text(arena, "\"%s\"", call->label);
    for (int i = 0; i < call->seed_count; i++)
        formula = row_text(arena, "%s ‖ %s", formula, call->seed[i].name);
    list_row(list, "A0", formula, "A(0) is label and seed");
}

/* A(i), and the block that comes of it */
static void add_block(List *list, Arena *arena, const Stretch *stretch, size_t i)
{
    const char *hash = digest_name(stretch->hash), *suffix = stretch->suffix;
    const char *before = i == 1 ? "A0" : row_text(arena, "A%zu%s", i - 1, suffix);
    const char *here = row_text(arena, "A%zu%s", i, suffix);
    list_row(list, here, row_text(arena, "HMAC-%s(%s, %s)", hash, stretch->secret, before), "A(%zu) from A(%zu)", i,
             i - 1);
    list_opens(list, explain_hmac_row);
    list_row(list, row_text(arena, "block%zu%s", i, suffix),
             row_text(arena, "HMAC-%s(%s, %s ‖ A0)", hash, stretch->secret, here), "%zu more bytes of output",
             hash_size(stretch->hash));
    list_opens(list, explain_hmac_row);
}

/* The blocks one after the other, as many to a row as it has room for; the last is cut. */
static void add_output(List *list, Arena *arena, const Stretch *stretch, size_t blocks)
{
    const char *formula = row_text(arena, "block1%s", stretch->suffix);
    const char *joined = row_text(arena, "joined%s", stretch->suffix);
    size_t operands = 1;
    for (size_t i = 2; i <= blocks; i++) {
        if (operands == ROW_OPERANDS_MAX) {
            list_row(list, joined, formula, "the first %zu blocks", i - 1);
            formula = joined;
            operands = 1;
        }
        formula = row_text(arena, "%s ‖ block%zu%s", formula, i, stretch->suffix);
        operands++;
    }
    list_row(list, stretch->result,
             row_text(arena, blocks > 1 ? "(%s)[0..%zu]" : "%s[0..%zu]", formula, stretch->size - 1),
             "the first %zu bytes", stretch->size);
}

static void add_stretch(List *list, Arena *arena, const Stretch *stretch)
{
    size_t digest = hash_size(stretch->hash), blocks = (stretch->size + digest - 1) / digest;
    for (size_t i = 1; i <= blocks; i++)
        add_block(list, arena, stretch, i);
    add_output(list, arena, stretch, blocks);
}

/* The secret's two halves, which share the middle byte where there is one. */
static void add_halves(List *list, Arena *arena, const PrfCall *call)
{
    const char *name = call->secret.name;
    size_t size = call->secret.value.size, half = (size + 1) / 2;
    bool whole = half == size;
    list_row(list, "S1", whole ? name : row_text(arena, "%s[0..%zu]", name, half - 1), "the first half, for MD5");
    list_row(list, "S2", whole ? name : row_text(arena, "%s[%zu..%zu]", name, size - half, size - 1),
             "the last half, for SHA-1%s", size % 2 ? "; the byte in the middle is in both" : "");
}

static void add_two_hashes(List *list, Arena *arena, const PrfCall *call)
{
    add_halves(list, arena, call);
    add_stretch(list, arena, &(Stretch){HASH_MD5, "S1", ".md5", "P_MD5", call->size});
    add_stretch(list, arena, &(Stretch){HASH_SHA1, "S2", ".sha1", "P_SHA1", call->size});
    list_row(list, call->result, "P_MD5 ⊕ P_SHA1", "whoever breaks one of the hashes still needs the other");
}

void list_prf(List *list, const PrfCall *call)
{
    Arena arena = {0};
    list_given(list, &call->secret);
    for (int i = 0; i < call->seed_count; i++)
        list_given(list, &call->seed[i]);
    add_seed(list, &arena, call);
    if (call->hash == HASH_MD5_SHA1)
        add_two_hashes(list, &arena, call);
    else
        add_stretch(list, &arena, &(Stretch){call->hash, call->secret.name, "", call->result, call->size});
    arena_clear(&arena);
}

Worked *explain_prf(const PrfCall *call)
{
    if (call->size == 0)
        return NULL;
    Arena arena = {0};
    List *list = list_new(row_text(&arena, "%s = PRF(%s, \"%s\", …)", call->result, call->secret.name, call->label));
    arena_clear(&arena);
    list_prf(list, call);
    return list_finish(list);
}
