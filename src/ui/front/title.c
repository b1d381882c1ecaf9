#include "ui/front/title.h"

#include <string.h>

#include "base/text.h"
#include "tls/registry/suite.h"
#include "ui/content/words.h"

static void append_part(Buffer *out, const char *text)
{
    if (out->size) {
        text_append(out, " ");
        text_append(out, canvas_glyph(GLYPH_DOT));
        text_append(out, " ");
    }
    text_append(out, text);
}

static void append_count(Buffer *out, const char *what, int number, int count)
{
    text_append(out, what);
    text_append_decimal(out, (uint64_t)number);
    if (count) {
        text_append(out, " of ");
        text_append_decimal(out, (uint64_t)count);
    }
}

/* How many handshakes a connection has. */
static int handshakes_of(const Timeline *timeline, int connection)
{
    int count = 0;
    for (int number = timeline_step_count(timeline); number >= 1; number--) {
        const Step *step = timeline_step(timeline, number);
        if (step->connection == connection && step->handshake > count)
            count = step->handshake;
    }
    return count;
}

/* Which connection and handshake this is, where there are several. How many a run that goes on will have nobody knows.
 */
static void append_place(Buffer *out, const Player *player)
{
    const Step *step = player_step(player);
    int connections = timeline_connection_count(player->timeline);
    int handshakes = handshakes_of(player->timeline, step->connection);
    bool goes_on = player->feed != NULL;
    if (connections > 1) {
        append_part(out, "");
        append_count(out, "connection ", step->connection, goes_on ? 0 : connections);
    }
    if (handshakes > 1) {
        append_part(out, "");
        append_count(out, "handshake ", step->handshake, goes_on ? 0 : handshakes);
    }
}

/* --- what the two sides have agreed on so far --- */

/* The server knows first; of a live client's server nothing is known. */
static const TimelineFact *known_to_either(const Player *player, const char *name)
{
    const TimelineFact *fact = player_known(player, ACTOR_SERVER, name);
    return fact ? fact : player_known(player, ACTOR_CLIENT, name);
}

/* Whether the connection has an end, and no step behind this one. */
static bool is_over(const Player *player)
{
    const Step *here = player_step(player);
    for (int number = player->step + 1; number <= timeline_step_count(player->timeline); number++)
        if (timeline_step(player->timeline, number)->connection == here->connection)
            return false;
    return timeline_outcome(player->timeline, here->connection) != NULL;
}

static void append_version(Buffer *out, const Player *player)
{
    const TimelineFact *version = known_to_either(player, "version");
    bool alone = out->size == 0;
    append_part(out, "");
    if (version) {
        text_append(out, "TLS ");
        timeline_append_value(out, version->ref, version->value);
        return;
    }
    text_append(out, alone ? "TLS handshake, nothing agreed" : "nothing agreed");
    text_append(out, is_over(player) ? "" : " yet");
}

static void append_suite(Buffer *out, const Suite *suite)
{
    const char *exchange = key_exchange_name(suite->key_exchange);
    const char *authentication = authentication_name(suite->authentication);
    append_part(out, exchange);
    if (strcmp(exchange, authentication) != 0) {
        text_append(out, "-");
        text_append(out, authentication);
    }
    append_part(out, cipher_info(suite->cipher)->name);
}

static void append_agreement(Buffer *out, const Player *player)
{
    const TimelineFact *name = known_to_either(player, "cipher_suite");
    Buffer text = BUFFER_EMPTY;
    const Suite *suite = name ? suite_find(value_text(&text, name)) : NULL;
    append_version(out, player);
    if (suite)
        append_suite(out, suite);
    buffer_clear(&text);
}

/* --- where one is --- */

static void append_step(Buffer *out, const Player *player)
{
    int place = player_step(player)->place;
    int count = player_place_count(player);
    if (place < 1)
        text_print(out, "set-up, before step 1 of %d", count);
    else
        text_print(out, "step %d/%d", place, count);
}

/* Half a round trip for each flight that has arrived. */
static void append_round_trips(Buffer *out, const Player *player)
{
    const Step *step = player_step(player);
    int halves = 0;
    for (int number = 1; number <= player->step; number++) {
        const Step *at = timeline_step(player->timeline, number);
        if (at->connection == step->connection && at->message && at->item->kind == KIND_RECEIVE && at->flight > halves)
            halves = at->flight;
    }
    append_part(out, "");
    text_append_decimal(out, (uint64_t)halves / 2);
    text_append(out, halves % 2 ? ".5 RTT" : ".0 RTT");
}

/* Draws a text with a space on both sides of it. */
static void draw_part(const Area *area, int column, int width, const char *text)
{
    canvas_text(area, 0, column, 1, STYLE_TITLE, " ");
    int used = canvas_value(area, 0, column + 1, width - 2, STYLE_TITLE, text);
    canvas_text(area, 0, column + 1 + used, 1, STYLE_TITLE, " ");
}

void title_draw(const Player *player, const Area *area)
{
    enum { MARGIN = 2, SPACES = 2, GAP = 2 };
    Buffer left = BUFFER_EMPTY, right = BUFFER_EMPTY;
    append_place(&left, player);
    append_agreement(&left, player);
    if (player->runs.changed)
        append_part(&left, "changed");
    append_step(&right, player);
    int room = area->width - 2 * MARGIN - GAP - 2 * SPACES - canvas_width(text_finish(&left));
    size_t without = right.size;
    append_round_trips(&right, player);
    if (canvas_width(text_finish(&right)) > room)
        buffer_truncate(&right, without);
    int width = canvas_width(text_finish(&right)) + SPACES;
    draw_part(area, MARGIN, area->width - 2 * MARGIN - GAP - width, text_finish(&left));
    draw_part(area, area->width - MARGIN - width, width, text_finish(&right));
    buffer_clear(&left);
    buffer_clear(&right);
}
