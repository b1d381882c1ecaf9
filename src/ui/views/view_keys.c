/* The keys as a tree: pre-master secret, master secret, key block, keys; every call of the PRF with its label, seed and
   A(i), computed again here and compared with what the peer has. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "crypto/prf.h"
#include "ui/content/ruler.h"
#include "ui/content/words.h"
#include "ui/player/view.h"

enum { STEP_INDENT = 3, LABEL_WIDTH = 6 };

/* What a key block is cut into, in its order (RFC 5246 §6.3). */
static const char *const piece_names[RULER_PIECES_MOST] = {"client_write_mac_key", "server_write_mac_key",
                                                           "client_write_key",     "server_write_key",
                                                           "client_write_iv",      "server_write_iv"};

typedef struct Tree {
    const Player *player;
    Page *page;
    Actor actor;
    int indent; /* of what the fact in hand comes from */
} Tree;

static void append_size(Buffer *out, size_t size)
{
    text_append(out, ", ");
    text_append_decimal(out, size);
    text_append(out, size == 1 ? " byte" : " bytes");
}

/* A fact in the tree, `depth` branches from its root; a piece of the key block has its number in the ruler, 0 all else.
   One that is new in this step is marked and shown first. */
static void add_fact(Tree *tree, int depth, int piece, const TimelineFact *fact)
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
    if (piece) {
        text_append_decimal(&label, (uint64_t)piece);
        text_append(&label, " ");
    }
    text_append(&label, fact->bare);
    if (piece)
        append_size(&label, fact->value.size);
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

/* "seed = server_random ‖ client_random", and what that comes to. */
static void add_seed(const Tree *tree, const TimelineFact *fact, Bytes seed)
{
    Buffer label = BUFFER_EMPTY, value = BUFFER_EMPTY;
    text_append(&label, "seed");
    for (int i = 1; i < fact->how.from_count; i++) {
        text_append(&label, i == 1 ? " = " : " \u2016 ");
        text_append(&label, fact_input(tree->player->timeline, fact, i)->bare);
    }
    text_append_hex(&value, seed);
    page_value(tree->page, STYLE_PLAIN, tree->indent, text_finish(&label), text_finish(&value), tree->player->full);
    buffer_clear(&label);
    buffer_clear(&value);
}

static void add_call(Tree *tree, const TimelineFact *fact, const TimelineFact *secret, Bytes seed, HashId hash)
{
    Buffer again = BUFFER_EMPTY;
    page_line(tree->page);
    page_space(tree->page, tree->indent);
    page_format(tree->page, STYLE_PLAIN, "= PRF-%s(%s, ", hash_name(hash), secret->bare);
    page_format(tree->page, STYLE_CODE, "\"%s\"", fact->how.label);
    page_add(tree->page, STYLE_PLAIN, ", seed)");
    add_seed(tree, fact, seed);
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
    add_fact(tree, depth, 0, fact);
    if (!fact->how.label || !fact->how.hash || !hash_find(fact->how.hash, &hash) || fact->how.from_count == 0)
        return;
    const TimelineFact *secret = fact_input(tree->player->timeline, fact, 0);
    Buffer seed = BUFFER_EMPTY;
    if (secret && collect_seed(tree, fact, &seed))
        add_call(tree, fact, secret, buffer_bytes(&seed), hash);
    buffer_clear(&seed);
}

/* What the actor has cut from the key block so far, in its order. */
static int collect_pieces(const Tree *tree, const TimelineFact *facts[RULER_PIECES_MOST])
{
    int count = 0;
    for (int i = 0; i < RULER_PIECES_MOST; i++) {
        const TimelineFact *fact = player_known(tree->player, tree->actor, piece_names[i]);
        if (!fact || fact->how.id != DERIVATION_CUT || fact->value.size == 0)
            continue;
        facts[count++] = fact;
    }
    return count;
}

/* As long as they are, in the colour of the side whose they are; both sides' alternate. */
static void add_ruler(const Tree *tree, const TimelineFact *const facts[RULER_PIECES_MOST], int count)
{
    RulerPiece pieces[RULER_PIECES_MOST];
    for (int i = 0; i < count; i++) {
        const FactItem *item = fact_item(facts[i]->ref.id);
        Style style = strncmp(item->name, "client", 6) == 0 ? STYLE_CLIENT : STYLE_SERVER;
        pieces[i] = (RulerPiece){item->label, facts[i]->value.size, style};
    }
    ruler_fill(tree->page, tree->indent, pieces, count);
}

/* One after the other they are the block: otherwise no ruler is drawn of it. */
static bool make_up(const TimelineFact *block, const TimelineFact *const facts[RULER_PIECES_MOST], int count)
{
    Buffer joined = BUFFER_EMPTY;
    for (int i = 0; i < count; i++)
        buffer_append(&joined, facts[i]->value);
    bool same = bytes_equal(buffer_bytes(&joined), block->value);
    buffer_clear(&joined);
    return same;
}

static void add_pieces(Tree *tree, int depth)
{
    const TimelineFact *block = player_known(tree->player, tree->actor, "key_block"), *facts[RULER_PIECES_MOST];
    int count = collect_pieces(tree, facts);
    if (count == 0 || !block)
        return;
    if (make_up(block, facts, count)) {
        add_ruler(tree, facts, count);
    } else {
        page_line(tree->page);
        page_add(tree->page, STYLE_BAD, "The keys together are not the key block: an error of this program.");
    }
    for (int i = 0; i < count; i++)
        add_fact(tree, depth, i + 1, facts[i]);
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
    enum { SECRET, MASTER, BLOCK, PIECE };
    Tree tree = {player, page, player->actor, 0};
    add_title(&tree);
    add(&tree, SECRET, "pre_master_secret");
    add(&tree, MASTER, "master_secret");
    add(&tree, BLOCK, "key_block");
    add_pieces(&tree, PIECE);
    add(&tree, BLOCK, "client_verify_data");
    add(&tree, BLOCK, "server_verify_data");
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
