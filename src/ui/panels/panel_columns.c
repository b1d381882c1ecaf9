#include "ui/panels/panel_columns.h"

#include "base/memory.h"
#include "base/text.h"
#include "ui/content/words.h"
#include "ui/page/list.h"
#include "ui/panels/panel_fact.h"
#include "ui/player/column_draw.h"
#include "ui/player/columns.h"
#include "ui/player/panel.h"

enum { COLUMNS = 3, HEAD = 1, MARK = 2, GROUP_CHAIN = -1, GROUP_LACKING = -2, HANDSHAKES = 1 << 10 };

static const Actor actors[COLUMNS] = {ACTOR_CLIENT, ACTOR_EAVESDROPPER, ACTOR_SERVER};

/* A row of a column: a fact, or the heading of a group that is folded until it is opened. */
typedef struct Entry {
    ColumnFact fact;
    bool lacking;    /* what she has not */
    int group, size; /* of a heading: which group it is, and how many facts stand in it */
} Entry;

typedef struct Entries {
    Entry *items;
    int count;
} Entries;

typedef struct Entered {
    int column;            /* the one with the cursor */
    int selected[COLUMNS]; /* row of each */
    int open;              /* the group that is unfolded; 0: none is */
} Entered;

/* Which group a fact is folded into: what belongs to an earlier connection or handshake, and what stands in
   certificates; 0: none. */
static int group_of(const Player *player, const ColumnFact *item)
{
    const Step *step = player_step(player);
    const TimelineFact *fact = item->fact;
    if (fact->connection != step->connection)
        return fact->connection * HANDSHAKES;
    if (fact->handshake != step->handshake)
        return fact->connection * HANDSHAKES + fact->handshake;
    return fact_item(fact->ref.id)->rank == RANK_CHAIN && !item->fresh && !item->differs ? GROUP_CHAIN : 0;
}

static int size_of_group(const Player *player, const ColumnFact *facts, int count, int group)
{
    int size = 0;
    for (int i = 0; i < count; i++)
        size += group_of(player, &facts[i]) == group;
    return size;
}

static bool has_heading(const Entries *entries, int group)
{
    for (int i = 0; i < entries->count; i++)
        if (entries->items[i].group == group)
            return true;
    return false;
}

/* A group stands where its first fact does, all of it, so that what was folded together unfolds together. */
static void add_group(Entries *entries, const Player *player, const ColumnFact *facts, int count, int group, bool open)
{
    entries->items[entries->count++] = (Entry){.group = group, .size = size_of_group(player, facts, count, group)};
    for (int i = 0; open && i < count; i++)
        if (group_of(player, &facts[i]) == group)
            entries->items[entries->count++] = (Entry){.fact = facts[i]};
}

static void add_lacking(Entries *entries, const TimelineFact *const *lacking, int count)
{
    if (count > 0)
        entries->items[entries->count++] = (Entry){.group = GROUP_LACKING, .size = count};
    for (int i = 0; i < count; i++)
        entries->items[entries->count++] = (Entry){.fact.fact = lacking[i], .lacking = true};
}

/* memory_free the items. */
static Entries entries_of(const Player *player, Actor actor, int open)
{
    int count, lacking_count = 0;
    ColumnFact *facts = columns_everything(&count, player, actor);
    const TimelineFact **lacking = actor == ACTOR_EAVESDROPPER ? columns_lacking(&lacking_count, player) : NULL;
    Entries entries = {memory_new_array((size_t)(2 * count + lacking_count + 1), sizeof(Entry)), 0};
    for (int i = 0; i < count; i++) {
        int group = group_of(player, &facts[i]);
        if (!group)
            entries.items[entries.count++] = (Entry){.fact = facts[i]};
        else if (!has_heading(&entries, group))
            add_group(&entries, player, facts, count, group, group == open);
    }
    add_lacking(&entries, lacking, lacking_count);
    memory_free(facts);
    memory_free(lacking);
    return entries;
}

/* "+ 12 of the certificates", "+ 53 of connection 1", "lacks 3 secrets" */
static void append_heading(Buffer *out, const Entry *entry, int open)
{
    int connection = entry->group / HANDSHAKES, handshake = entry->group % HANDSHAKES;
    const char *sign = entry->group == open ? "-" : "+";
    if (entry->group == GROUP_LACKING)
        text_print(out, entry->size == 1 ? "lacks %d secret:" : "lacks %d secrets:", entry->size);
    else if (entry->group == GROUP_CHAIN)
        text_print(out, "%s %d of the certificates", sign, entry->size);
    else if (handshake)
        text_print(out, "%s %d of handshake %d", sign, entry->size, handshake);
    else
        text_print(out, "%s %d of connection %d", sign, entry->size, connection);
}

static void draw_entry(const Player *player, const Area *area, int row, int values, const Entry *entry, bool selected)
{
    const Entered *entered = player->panel->state;
    Buffer text = BUFFER_EMPTY;
    if (entry->lacking) {
        canvas_text(area, row, MARK, area->width - MARK, selected ? STYLE_SELECTED : STYLE_EAVESDROPPER,
                    fact_item(entry->fact.fact->ref.id)->label);
    } else if (entry->fact.fact) {
        column_draw_fact(player, area, row, values, &entry->fact, selected);
    } else {
        append_heading(&text, entry, entered->open);
        bool lacks = entry->group == GROUP_LACKING;
        canvas_text(area, row, 0, area->width,
                    selected ? STYLE_SELECTED
                    : lacks  ? STYLE_EAVESDROPPER
                             : STYLE_DIM,
                    text_finish(&text));
    }
    buffer_clear(&text);
}

/* Of the facts in sight. */
static int values_width(const Player *player, const Entries *entries, int top, int rows, int width)
{
    ColumnFact *facts = memory_new_array((size_t)rows + 1, sizeof *facts);
    int count = 0;
    for (int i = top; i < entries->count && i < top + rows; i++)
        if (entries->items[i].fact.fact && !entries->items[i].lacking)
            facts[count++] = entries->items[i].fact;
    int values = column_values_width(player, facts, count, width);
    memory_free(facts);
    return values;
}

/* How many there are before and behind what is in sight. */
static void draw_more(const Area *area, int top, int rows, int count)
{
    if (top > 0)
        canvas_text(area, HEAD, area->width - 1, 1, STYLE_FRAME, canvas_glyph(GLYPH_SCROLL_UP));
    if (top + rows < count)
        canvas_text(area, area->height - 1, area->width - 1, 1, STYLE_FRAME, canvas_glyph(GLYPH_SCROLL_DOWN));
}

static void draw_column(const Player *player, const Area *area, int column)
{
    const Entered *entered = player->panel->state;
    Actor actor = actors[column];
    Entries entries = entries_of(player, actor, entered->open);
    int rows = area->height - HEAD, top = list_top(entered->selected[column], entries.count, rows);
    bool here = column == entered->column;
    static const char *const titles[COLUMNS] = {"CLIENT knows", "EVE knows", "SERVER knows"};
    canvas_text(area, 0, 0, area->width, here ? STYLE_SELECTED : actor_style(actor), titles[column]);
    int values = values_width(player, &entries, top, rows, area->width - 1);
    Area inner = {area->row, area->column, area->height, area->width - 1};
    for (int row = 0; row < rows && top + row < entries.count; row++)
        draw_entry(player, &inner, HEAD + row, values, &entries.items[top + row],
                   here && top + row == entered->selected[column]);
    draw_more(area, top, rows, entries.count);
    memory_free(entries.items);
}

/* Where a column begins, and how wide it is: where there is little room, most of it is for the one with the cursor. */
static Area area_of(const Area *area, const Entered *entered, int column)
{
    enum { ROOMY = 110 };
    bool even = area->width >= ROOMY;
    int aside = even ? area->width / COLUMNS : area->width / (COLUMNS + 1), here = area->width - (COLUMNS - 1) * aside;
    int begin = column * aside + (column > entered->column ? here - aside : 0), gap = column > 0 ? 1 : 0;
    return (Area){area->row, area->column + begin + gap, area->height,
                  (column == entered->column ? here : aside) - 1 - gap};
}

static void draw(const Player *player, const Panel *panel, const Area *area)
{
    const Entered *entered = panel->state;
    for (int column = 0; column < COLUMNS; column++) {
        Area part = area_of(area, entered, column);
        draw_column(player, &part, column);
        for (int row = 0; column > 0 && row < area->height; row++)
            canvas_text(area, row, part.column - area->column - 2, 1, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
    }
}

static void tell(const Player *player, const Panel *panel, Page *page)
{
    const Entered *entered = panel->state;
    Entries entries = entries_of(player, actors[entered->column], entered->open);
    Buffer text = BUFFER_EMPTY;
    for (int i = 0; i < entries.count; i++) {
        const Entry *entry = &entries.items[i];
        buffer_truncate(&text, 0);
        if (!entry->fact.fact) {
            append_heading(&text, entry, entered->open);
            page_paragraph(page, STYLE_DIM, 0, text_finish(&text));
        } else if (entry->lacking) {
            page_paragraph(page, STYLE_EAVESDROPPER, MARK, fact_item(entry->fact.fact->ref.id)->label);
        } else {
            page_value(page, STYLE_PLAIN, 0, fact_item(entry->fact.fact->ref.id)->label,
                       value_text(&text, entry->fact.fact), player->full);
        }
    }
    buffer_clear(&text);
    memory_free(entries.items);
}

static void append_status(const Player *player, const Panel *panel, Buffer *out)
{
    (void)player, (void)panel;
    text_append(out, "arrow keys choose · Tab next column · Enter opens · Esc back");
}

/* A group unfolds, and folds; a fact is shown in full. */
static void open_entry(Player *player, Entered *entered, const Entry *entry)
{
    if (entry->fact.fact)
        fact_open(player, entry->fact.fact);
    else if (entry->group != GROUP_LACKING)
        entered->open = entry->group == entered->open ? 0 : entry->group;
}

static void go_aside(Entered *entered, int by)
{
    entered->column = (entered->column + by + COLUMNS) % COLUMNS;
}

static void take_key(Player *player, Panel *panel, const Key *key, Extent extent)
{
    Entered *entered = panel->state;
    Entries entries = entries_of(player, actors[entered->column], entered->open);
    int *selected = &entered->selected[entered->column];
    if (key->action == ACTION_COLUMNS || key->action == ACTION_NEXT)
        go_aside(entered, 1);
    else if (key->action == ACTION_BACK)
        go_aside(entered, -1);
    else if (key->action == ACTION_OPEN && *selected < entries.count)
        open_entry(player, entered, &entries.items[*selected]);
    else if (key->action == ACTION_CLOSE || key->action == ACTION_QUIT)
        panel_close(player);
    else if (!list_move(selected, entries.count, extent.height - HEAD, key->action))
        player_notice(player, "here the arrow keys choose, Enter opens, Esc goes back");
    memory_free(entries.items);
}

static void click(Player *player, Panel *panel, int row, int column, Extent extent)
{
    Entered *entered = panel->state;
    const Area all = {0, 0, extent.height, extent.width};
    int at = COLUMNS - 1;
    while (at > 0 && column < area_of(&all, entered, at).column)
        at--;
    entered->column = at;
    Entries entries = entries_of(player, actors[entered->column], entered->open);
    int *selected = &entered->selected[entered->column];
    int index = list_top(*selected, entries.count, extent.height - HEAD) + row - HEAD;
    if (row >= HEAD && index < entries.count) {
        bool again = index == *selected;
        *selected = index;
        if (again)
            open_entry(player, entered, &entries.items[index]);
    }
    memory_free(entries.items);
}

/* What was learned last, and of that what this step brought, if it did. */
static int newest(const Player *player, Actor actor)
{
    Entries entries = entries_of(player, actor, 0);
    int at = 0;
    for (int i = 0; i < entries.count; i++)
        if (entries.items[i].fact.fact && !entries.items[i].lacking)
            at = i;
    for (int i = entries.count - 1; i >= 0; i--)
        if (entries.items[i].fact.fresh)
            at = i;
    memory_free(entries.items);
    return at;
}

void columns_open(Player *player)
{
    static const PanelKind kind = {
        .place = PANEL_ALL, .draw = draw, .tell = tell, .status = append_status, .key = take_key, .click = click};
    Entered *entered = memory_new(sizeof *entered);
    for (int column = 0; column < COLUMNS; column++) {
        entered->selected[column] = newest(player, actors[column]);
        if (actors[column] == player_step(player)->actor)
            entered->column = column;
    }
    panel_open(player, &kind, entered);
}
