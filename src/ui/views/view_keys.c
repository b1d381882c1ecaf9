/* The keys as a tree: pre-master secret, master secret, key block, keys; every call of the PRF with its label, seed and
   A(i), computed again here and compared with what the peer has. */
#include <stdio.h>

#include "base/text.h"
#include "crypto/prf.h"
#include "ui/content/words.h"
#include "ui/player/view.h"

enum { STEP_INDENT = 3, LABEL_WIDTH = 6 };

typedef struct Tree {
    const Player *player;
    Page *page;
    Actor actor;
    int indent; /* of what the fact in hand comes from */
} Tree;

/* A fact in the tree, `depth` branches from its root. One that is new in this step is marked and shown first. */
static void add_fact(Tree *tree, int depth, const TimelineFact *fact)
{
    Buffer label = BUFFER_EMPTY, value = BUFFER_EMPTY;
    bool fresh = fact->step == tree->player->step;
    if (fresh && tree->page->focus == 0)
        tree->page->focus = tree->page->count;
    if (depth) {
        text_append(&label, canvas_glyph(GLYPH_BOTTOM_LEFT));
        text_append(&label, canvas_glyph(GLYPH_HORIZONTAL));
        text_append(&label, " ");
    }
    if (fresh) {
        text_append(&label, canvas_glyph(GLYPH_MARK));
        text_append(&label, " ");
    }
    text_append(&label, fact->bare);
    page_value(tree->page, fresh ? STYLE_NEW : STYLE_STRONG, depth ? STEP_INDENT * (depth - 1) : 0, text_finish(&label),
               value_text(&value, fact), tree->player->full);
    tree->indent = STEP_INDENT * (depth + 1);
    buffer_clear(&label);
    buffer_clear(&value);
}

static void add_bytes(const Tree *tree, const char *label, Bytes bytes)
{
    Buffer value = BUFFER_EMPTY;
    char padded[32];
    snprintf(padded, sizeof padded, "%-*s", LABEL_WIDTH, label);
    text_append_hex(&value, bytes);
    page_value(tree->page, STYLE_PLAIN, tree->indent, padded, text_finish(&value), tree->player->full);
    buffer_clear(&value);
}

static void add_prf_step(void *context, const PrfStep *step)
{
    char label[32];
    /* These two make up a PRF together (TLS 1.0, 1.1), so that each says which it is. */
    bool one_of_two = step->hash == HASH_MD5 || step->hash == HASH_SHA1;
    if (one_of_two)
        snprintf(label, sizeof label, "%s A(%d) ", hash_name(step->hash), step->i);
    else
        snprintf(label, sizeof label, "A(%d)", step->i);
    add_bytes(context, label, step->a);
}

/* Seed of a PRF call: its inputs behind the secret, one after the other. */
static bool collect_seed(const Tree *tree, const TimelineFact *fact, Buffer *seed)
{
    for (int i = 1; i < fact->how.from_count; i++) {
        const TimelineFact *input = fact_input(tree->player->timeline, fact, i);
        if (!input)
            return false;
        buffer_append(seed, input->value);
    }
    return true;
}

static void add_call(Tree *tree, const TimelineFact *fact, const TimelineFact *secret, Bytes seed, HashId hash)
{
    Buffer again = BUFFER_EMPTY;
    page_line(tree->page);
    page_space(tree->page, tree->indent);
    page_format(tree->page, STYLE_PLAIN, "= PRF-%s(%s, ", hash_name(hash), secret->bare);
    page_format(tree->page, STYLE_CODE, "\"%s\"", fact->how.label);
    page_add(tree->page, STYLE_PLAIN, ", seed)");
    add_bytes(tree, "seed", seed);
    uint8_t *out = buffer_extend(&again, fact->value.size);
    prf_stretch_steps(hash, secret->value, fact->how.label, seed, out, fact->value.size, add_prf_step, tree);
    if (!bytes_equal(buffer_bytes(&again), fact->value)) {
        page_line(tree->page);
        page_add(tree->page, STYLE_BAD, "Computed again, this gives another value: an error of this program.");
    }
    buffer_clear(&again);
}

/* A fact, and how it came out of the PRF where it did. */
static void add(Tree *tree, int depth, const char *name)
{
    const TimelineFact *fact = player_known(tree->player, tree->actor, name);
    HashId hash;
    if (!fact)
        return;
    add_fact(tree, depth, fact);
    if (!fact->how.label || !fact->how.hash || !hash_find(fact->how.hash, &hash) || fact->how.from_count == 0)
        return;
    const TimelineFact *secret = fact_input(tree->player->timeline, fact, 0);
    Buffer seed = BUFFER_EMPTY;
    if (secret && collect_seed(tree, fact, &seed))
        add_call(tree, fact, secret, buffer_bytes(&seed), hash);
    buffer_clear(&seed);
}

static void add_title(const Tree *tree)
{
    page_line(tree->page);
    page_add(tree->page, STYLE_PLAIN, "What the ");
    page_add(tree->page, actor_style(tree->actor), actor_name(tree->actor));
    page_add(tree->page, STYLE_PLAIN, " has derived");
    page_add(tree->page, STYLE_DIM, "  a: what another has");
}

static void fill(const Player *player, Page *page)
{
    static const struct {
        const char *name;
        int depth;
    } tree_facts[] = {
        {"pre_master_secret", 0},    {"master_secret", 1},      {"key_block", 2},          {"client_write_mac_key", 3},
        {"server_write_mac_key", 3}, {"client_write_key", 3},   {"server_write_key", 3},   {"client_write_iv", 3},
        {"server_write_iv", 3},      {"client_verify_data", 2}, {"server_verify_data", 2},
    };
    Tree tree = {player, page, player->actor, 0};
    add_title(&tree);
    for (size_t i = 0; i < COUNT_OF(tree_facts); i++)
        add(&tree, tree_facts[i].depth, tree_facts[i].name);
    if (page->count == 1) {
        page_line(page);
        page_add(page, STYLE_DIM, "Nothing yet: all begins with the pre-master secret, or a resumed session.");
    }
}

static bool act(Player *player, Action action, Extent extent)
{
    (void)extent;
    if (action != ACTION_ACTOR)
        return false;
    player->actor = (Actor)((player->actor + 1) % ACTOR_ATTACKER);
    player->scroll[VIEW_KEYS] = PAGE_FOLLOW;
    return true;
}

const View view_keys = {.name = "Keys", .wants_rows = true, .fill = fill, .act = act};
