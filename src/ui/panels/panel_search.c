/* Brute force against the size of a key: discrete logarithms by trying, measured on this machine while one watches. */
#include "ui/panels/panel_search.h"

#include <math.h>
#include <stdio.h>

#include "base/memory.h"
#include "base/text.h"
#include "sim/eavesdropper/logarithm.h"
#include "sim/eavesdropper/sieve.h"
#include "ui/player/panel.h"
#include "ui/player/player.h"
#include "ui/terminal/search.h"

enum { SLICE = 20 /* milliseconds */, TICK = 1, BAR_COLUMN = 40 };

typedef struct Race {
    Search search;
    bool paused;
} Race;

/* "1.3 ms", "2.5 s" */
static void format_time(char *out, size_t size, uint64_t nanoseconds)
{
    double value = (double)nanoseconds;
    if (value < 1e6)
        snprintf(out, size, "%.1f µs", value / 1e3);
    else if (value < 1e9)
        snprintf(out, size, "%.1f ms", value / 1e6);
    else
        snprintf(out, size, "%.1f s", value / 1e9);
}

static void add_size(Page *page, const SearchSize *size, uint64_t longest, bool goes_on)
{
    char time[32], text[96];
    int room = page->width - BAR_COLUMN;
    int length = longest ? (int)((double)size->nanoseconds / (double)longest * room) : 0;
    format_time(time, sizeof time, size->nanoseconds);
    snprintf(text, sizeof text, "%2u bits %13llu tries %10s", size->bits, (unsigned long long)size->tries, time);
    page_line(page);
    page_add(page, goes_on ? STYLE_NEW : STYLE_PLAIN, text);
    page_space(page, BAR_COLUMN - canvas_width(text));
    for (int i = 0; i < length; i++)
        page_add(page, goes_on ? STYLE_NEW : STYLE_VALUE, canvas_glyph(GLYPH_BAR));
}

static void add_sizes(Page *page, const Search *search)
{
    int count = search_is_done(search) ? SEARCH_SIZES : search->current + 1;
    uint64_t longest = 0;
    for (int i = 0; i < count; i++)
        if (search->sizes[i].nanoseconds > longest)
            longest = search->sizes[i].nanoseconds;
    for (int i = 0; i < count; i++)
        add_size(page, &search->sizes[i], longest, i == search->current);
    for (int i = count; i < SEARCH_SIZES; i++)
        page_line(page);
}

static void add_years(Page *page, const char *what, double rate, double bits)
{
    double years = search_years_log10(rate, bits);
    page_line(page);
    page_format(page, STYLE_PLAIN, "%-48s ", what);
    if (years < 6)
        page_format(page, STYLE_STRONG, "%.0f years", pow(10, years));
    else
        page_format(page, STYLE_STRONG, "10^%.0f years", floor(years));
}

static void add_extrapolation(Page *page, const Search *search)
{
    double rate = search_rate(search);
    const DhGroup *field = dh_group_find("ffdhe2048");
    const Curve *curve = curve_find("secp256r1");
    unsigned sieve = sieve_cost(mpz_sizeinbase(field->p, 2));
    char text[96];
    page_line(page);
    page_line(page);
    if (rate <= 0) {
        page_add(page, STYLE_DIM, "Measuring …");
        return;
    }
    page_format(page, STYLE_PLAIN, "Measured: %.1f million tries a second. ", rate / 1e6);
    page_line(page);
    page_add(page, STYLE_HEADING, "Extrapolated at that rate, not measured; long numbers take longer:");
    add_years(page, "a prime of 64 bits, by trying", rate, 64);
    add_years(page, "a prime of 2048 bits, by trying", rate, 2048);
    snprintf(text, sizeof text, "%s by Pollard's method, 2^%u steps", field->name, logarithm_field_cost(field));
    add_years(page, text, rate, logarithm_field_cost(field));
    snprintf(text, sizeof text, "%s by the number field sieve, about 2^%u", field->name, sieve);
    add_years(page, text, rate, sieve);
    snprintf(text, sizeof text, "%s by Pollard's method, 2^%u steps", curve->name, logarithm_curve_cost(curve));
    add_years(page, text, rate, logarithm_curve_cost(curve));
}

static void fill(const Player *player, const Panel *panel, Page *page)
{
    (void)player;
    const Race *race = panel->state;
    page_line(page);
    page_add(page, STYLE_TITLE, "Finding x in g^x mod p = Y by trying all x, for p of 8, 10, 12 … bits");
    add_sizes(page, &race->search);
    add_extrapolation(page, &race->search);
}

static void append_status(const Player *player, const Panel *panel, Buffer *out)
{
    (void)player;
    const Race *race = panel->state;
    const char *state = search_is_done(&race->search) ? "done" : race->paused ? "paused" : "measuring";
    text_append(out, state);
    text_append(out, " · ");
    text_append(out, race->paused ? "A go on" : "A pause");
    text_append(out, " · r from the beginning · Esc back");
}

static void set_tick(Player *player, const Race *race)
{
    player->tick = race->paused || search_is_done(&race->search) ? 0 : TICK;
}

static void take_key(Player *player, Panel *panel, const Key *key, Extent extent)
{
    (void)extent;
    Race *race = panel->state;
    if (key->action == ACTION_CLOSE || key->action == ACTION_QUIT) {
        player->tick = 0;
        panel_close(player);
        return;
    }
    if (key->action == ACTION_ADVANCE)
        race->paused = !race->paused;
    if (key->action == ACTION_RESTART) {
        search_clear(&race->search);
        search_start(&race->search);
        race->paused = false;
    }
    set_tick(player, race);
}

static void tick(Player *player, Panel *panel)
{
    Race *race = panel->state;
    search_run(&race->search, SLICE);
    set_tick(player, race);
}

static void race_free(void *state)
{
    Race *race = state;
    search_clear(&race->search);
    memory_free(race);
}

void search_open(Player *player)
{
    static const PanelKind kind = {
        .place = PANEL_ALL, .fill = fill, .status = append_status, .key = take_key, .tick = tick, .free = race_free};
    Race *race = memory_new(sizeof *race);
    search_start(&race->search);
    panel_open(player, &kind, race);
    set_tick(player, race);
}
