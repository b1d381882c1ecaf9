/* The keys as a tree: pre-master secret, master secret, key block, keys; every call of the PRF with its label, seed and
   A(i), computed again here and compared with what the peer has. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "crypto/prf.h"
#include "ui/view.h"

typedef struct Tree {
    const Player *player;
    Page *page;
    Actor actor;
} Tree;

static const TimelineFact *known(const Tree *tree, const char *name)
{
    return timeline_known(tree->player->timeline, tree->actor, name, tree->player->step);
}

static void add_fact(const Tree *tree, int indent, const char *name)
{
    const TimelineFact *fact = known(tree, name);
    Buffer value = BUFFER_EMPTY;
    bool fresh = fact && fact->step == tree->player->step;
    if (fact)
        page_value(tree->page, fresh ? STYLE_NEW : STYLE_STRONG, indent, name, value_text(&value, fact),
                   tree->player->full);
    buffer_clear(&value);
}

static void add_prf_step(void *context, const PrfStep *step)
{
    const Tree *tree = context;
    Buffer value = BUFFER_EMPTY;
    char label[32];
    snprintf(label, sizeof label, "A(%d)", step->i);
    text_append_hex(&value, step->a);
    page_value(tree->page, STYLE_DIM, 6, label, text_finish(&value), tree->player->full);
    buffer_clear(&value);
}

/* Seed of a PRF call: its inputs behind the secret, one after the other. */
static bool collect_seed(const Tree *tree, const TimelineFact *fact, Buffer *seed)
{
    for (int i = 1; i < fact->how.from_count; i++) {
        Buffer name = BUFFER_EMPTY;
        fact_append_name(&name, fact->how.from[i]);
        const TimelineFact *input = timeline_known(tree->player->timeline, fact->actor, text_finish(&name), fact->step);
        if (input)
            buffer_append(seed, input->value);
        buffer_clear(&name);
        if (!input)
            return false;
    }
    return true;
}

static const TimelineFact *input_of(const Tree *tree, const TimelineFact *fact, int index)
{
    Buffer name = BUFFER_EMPTY;
    fact_append_name(&name, fact->how.from[index]);
    const TimelineFact *input = timeline_known(tree->player->timeline, fact->actor, text_finish(&name), fact->step);
    buffer_clear(&name);
    return input;
}

static void add_call(const Tree *tree, const TimelineFact *fact, const TimelineFact *secret, Bytes seed, HashId hash)
{
    Buffer text = BUFFER_EMPTY, again = BUFFER_EMPTY;
    page_line(tree->page);
    page_format(tree->page, STYLE_PLAIN, "    PRF with %s, label ", hash_name(hash));
    page_format(tree->page, STYLE_CODE, "\"%s\"", fact->how.label);
    page_format(tree->page, STYLE_DIM, "  %s", derivation_item(fact->how.id)->source);
    text_append_hex(&text, seed);
    page_value(tree->page, STYLE_PLAIN, 6, "seed", text_finish(&text), tree->player->full);
    prf_tls12_steps(hash, secret->value, fact->how.label, seed, buffer_extend(&again, fact->value.size),
                    fact->value.size, add_prf_step, (void *)tree);
    if (!bytes_equal(buffer_bytes(&again), fact->value)) {
        page_line(tree->page);
        page_add(tree->page, STYLE_BAD, "      computed again, this gives another value: an error of this program");
    }
    buffer_clear(&text);
    buffer_clear(&again);
}

/* How a fact came out of the PRF. */
static void add_prf(const Tree *tree, const char *name)
{
    const TimelineFact *fact = known(tree, name);
    HashId hash;
    if (!fact || !fact->how.label || !fact->how.hash || !hash_find(fact->how.hash, &hash) || !fact->how.from_count)
        return;
    const TimelineFact *secret = input_of(tree, fact, 0);
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
    page_add(tree->page, STYLE_PLAIN, " has derived (a: another's view)");
}

static void fill(const Player *player, Page *page)
{
    static const char *const cut[] = {
        "client_write_mac_key", "server_write_mac_key", "client_write_key",
        "server_write_key",     "client_write_iv",      "server_write_iv",
    };
    static const char *const finished[] = {"client_verify_data", "server_verify_data"};
    Tree tree = {player, page, player->actor};
    add_title(&tree);
    if (!known(&tree, "pre_master_secret") && !known(&tree, "master_secret")) {
        page_line(page);
        page_add(page, STYLE_DIM, "  No pre-master secret yet: everything else comes from it.");
        return;
    }
    add_fact(&tree, 0, "pre_master_secret");
    add_fact(&tree, 2, "master_secret");
    add_prf(&tree, "master_secret");
    add_fact(&tree, 4, "key_block");
    add_prf(&tree, "key_block");
    for (size_t i = 0; i < COUNT_OF(cut); i++)
        add_fact(&tree, 6, cut[i]);
    for (size_t i = 0; i < COUNT_OF(finished); i++) {
        add_fact(&tree, 4, finished[i]);
        add_prf(&tree, finished[i]);
    }
}

const View view_keys = {"Keys", fill, NULL};
