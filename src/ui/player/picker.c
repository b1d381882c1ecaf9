#include "ui/player/picker.h"

#include <ctype.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "ui/player/player.h"

enum { FOOT_ROWS = 4, NAME_COLUMN = 2, NAME_WIDTH_MOST = 40, TOLD_MOST = 40 };

/* Items */

static void add(Picker *picker, PickerItem item)
{
    picker->items = memory_grown(picker->items, picker->count, &picker->capacity, sizeof *picker->items);
    picker->items[picker->count++] = item;
}

void picker_add(Picker *picker, int id, const char *name, const char *value)
{
    add(picker, (PickerItem){arena_copy_text(&picker->arena, name), arena_copy_text(&picker->arena, value), false, id});
}

void picker_add_heading(Picker *picker, const char *name)
{
    add(picker, (PickerItem){arena_copy_text(&picker->arena, name), NULL, true, -1});
}

static bool contains(const char *text, const char *part)
{
    size_t length = strlen(part);
    for (; strlen(text) >= length; text++) {
        size_t i = 0;
        while (i < length && tolower((unsigned char)text[i]) == tolower((unsigned char)part[i]))
            i++;
        if (i == length)
            return true;
    }
    return false;
}

/* Headings go with a whole list only. */
static bool matches(const Picker *picker, const PickerItem *item)
{
    const char *typed = picker->typing.text;
    return !*typed ||
           (!item->heading && (contains(item->name, typed) || (item->value && contains(item->value, typed))));
}

static bool can_choose(const Picker *picker, int index)
{
    return index >= 0 && index < picker->count && !picker->items[index].heading &&
           matches(picker, &picker->items[index]);
}

/* The chosen item where it matches what is typed; NULL where nothing does. */
static const PickerItem *chosen_item(const Picker *picker)
{
    return can_choose(picker, picker->chosen) ? &picker->items[picker->chosen] : NULL;
}

/* The cursor stays on what can be chosen, or goes to the nearest below, or above. */
static void settle(Picker *picker)
{
    int index = picker->chosen;
    while (index < picker->count && !can_choose(picker, index))
        index++;
    while (index >= 0 && !can_choose(picker, index))
        index--;
    if (index >= 0)
        picker->chosen = index;
}

/* Life */

void picker_refresh(const Player *player, Picker *picker)
{
    arena_clear(&picker->arena);
    picker->count = 0;
    picker->kind->fill(player, picker);
    if (picker->chosen >= picker->count)
        picker->chosen = picker->count - 1;
    settle(picker);
}

static void free_picker(void *state)
{
    Picker *picker = state;
    arena_clear(&picker->arena);
    memory_free(picker->items);
    memory_free(picker->context);
    memory_free(picker);
}

/* Keys */

static void move(Picker *picker, int steps)
{
    int direction = steps < 0 ? -1 : 1;
    for (int index = picker->chosen + direction; steps && index >= 0 && index < picker->count; index += direction)
        if (can_choose(picker, index)) {
            picker->chosen = index;
            steps -= direction;
        }
    picker->moved = true;
}

/* Letters are typed here, also those that move elsewhere. */
static bool move_by(Picker *picker, const Key *key, int height)
{
    int page = height > 10 ? height - 10 : 1;
    if (!key->is_code)
        return false;
    switch (key->action) {
    case ACTION_UP:
        move(picker, -1);
        break;
    case ACTION_DOWN:
        move(picker, 1);
        break;
    case ACTION_PAGE_UP:
        move(picker, -page);
        break;
    case ACTION_PAGE_DOWN:
        move(picker, page);
        break;
    case ACTION_HOME:
        move(picker, -picker->count);
        break;
    case ACTION_END:
        move(picker, picker->count);
        break;
    default:
        return false;
    }
    return true;
}

/* What is called just as it is typed, or the first that has it in it; where all is wiped out again the cursor stays. */
static void choose_typed(Picker *picker)
{
    if (picker->typing.text[0])
        picker->chosen = 0;
    for (int i = 0; i < picker->count; i++)
        if (strcmp(picker->items[i].name, picker->typing.text) == 0)
            picker->chosen = i;
    settle(picker);
}

static void take_key(Player *player, Panel *panel, const Key *key, Extent extent)
{
    Picker *picker = panel->state;
    if (!picker->text.on && move_by(picker, key, extent.height))
        return;
    switch (picker->text.on ? overtype_key(&picker->text, key) : typing_key(&picker->typing, key)) {
    case TYPING_GOES_ON:
        picker->moved = false;
        picker->problem.text[0] = '\0';
        choose_typed(picker);
        break;
    case TYPING_DONE:
        picker->problem.text[0] = '\0';
        picker->kind->take(player, picker, chosen_item(picker), picker->typing.text);
        break;
    case TYPING_CANCELLED:
        panel_close(player);
        break;
    }
}

/* Drawing */

static int name_width(const Picker *picker)
{
    int most = 0;
    for (int i = 0; i < picker->count; i++) {
        int width = picker->items[i].heading ? 0 : canvas_width(picker->items[i].name);
        most = width > most ? width : most;
    }
    return most < NAME_WIDTH_MOST ? most : NAME_WIDTH_MOST;
}

static void draw_item(const Picker *picker, const Area *area, int row, const PickerItem *item, int names)
{
    bool chosen = item == chosen_item(picker);
    Style style = chosen ? STYLE_SELECTED : item->heading ? STYLE_HEADING : STYLE_PLAIN;
    if (item->heading) {
        canvas_value(area, row, 0, area->width, style, item->name);
        return;
    }
    if (chosen)
        canvas_fill(area, row, 0, area->width, style, canvas_glyph(GLYPH_ARROW_RIGHT));
    int room = item->value ? names : area->width - NAME_COLUMN, left = NAME_COLUMN + names + 2;
    canvas_value(area, row, NAME_COLUMN, room, style, item->name);
    if (item->value)
        canvas_value(area, row, left, area->width - left, chosen ? STYLE_SELECTED : STYLE_VALUE, item->value);
}

/* How many items are shown, and the first of them in sight: the chosen one is in the middle where not all fit. */
static int first_in_sight(const Picker *picker, int height, int *shown)
{
    int before = 0;
    *shown = 0;
    for (int i = 0; i < picker->count; i++) {
        *shown += matches(picker, &picker->items[i]);
        before += i < picker->chosen && matches(picker, &picker->items[i]);
    }
    int top = before - height / 2, last = *shown - height;
    top = top > last ? last : top;
    return top > 0 ? top : 0;
}

static void draw_items(const Picker *picker, const Area *area)
{
    int shown, names = name_width(picker), row = 0, top = first_in_sight(picker, area->height, &shown);
    for (int i = 0, at = 0; i < picker->count && row < area->height; i++)
        if (matches(picker, &picker->items[i]) && at++ >= top)
            draw_item(picker, area, row++, &picker->items[i], names);
    if (top > 0)
        canvas_text(area, 0, area->width - 1, 1, STYLE_FRAME, canvas_glyph(GLYPH_SCROLL_UP));
    if (top + area->height < shown)
        canvas_text(area, area->height - 1, area->width - 1, 1, STYLE_FRAME, canvas_glyph(GLYPH_SCROLL_DOWN));
    if (shown == 0 && picker->count && !picker->kind->takes_typed)
        canvas_text(area, 0, NAME_COLUMN, area->width, STYLE_DIM, "nothing in the list has that in it");
}

/* Title and introduction. */
static void fill_head(const Picker *picker, Page *page)
{
    page_line(page);
    page_add(page, STYLE_TITLE, picker->title);
    page_paragraph(page, STYLE_PLAIN, 0, picker->introduction);
}

/* The rows that they take; below them stand what is typed, an empty row, and the items. */
static int head_rows(const Picker *picker, int width)
{
    Page page;
    page_start(&page, width);
    fill_head(picker, &page);
    int rows = page.count;
    page_clear(&page);
    return rows;
}

static int items_rows(int head, int height)
{
    return height - head - FOOT_ROWS - 3;
}

static void draw_head(const Picker *picker, const Area *area)
{
    Page page;
    page_start(&page, area->width);
    fill_head(picker, &page);
    page_draw_front(&page, area);
    page_clear(&page);
}

static void fill_foot(const Player *player, const Picker *picker, Page *page)
{
    if (picker->problem.text[0])
        page_paragraph(page, STYLE_BAD, 0, picker->problem.text);
    else if (picker->kind->foot)
        picker->kind->foot(player, picker, chosen_item(picker), page);
}

static void draw_foot(const Player *player, const Picker *picker, const Area *area)
{
    Page page;
    page_start(&page, area->width);
    fill_foot(player, picker, &page);
    page_draw_front(&page, area);
    page_clear(&page);
}

/* Of what is longer than the line its end is seen: there it is typed on. */
static void draw_typed(const Picker *picker, const Area *area, int row)
{
    int used = canvas_text(area, row, 0, area->width, STYLE_HEADING, picker->kind->prompt) + 1;
    const char *text = picker->typing.text;
    if (picker->text.on) {
        overtype_draw(&picker->text, area, row, used);
        return;
    }
    int excess = canvas_width(text) - (area->width - used - 1);
    if (excess > 0) {
        used += canvas_text(area, row, used, 1, STYLE_STRONG, canvas_glyph(GLYPH_ELLIPSIS));
        text += canvas_fit(text, excess + 1);
    }
    used += canvas_text(area, row, used, area->width - used - 1, STYLE_STRONG, text);
    canvas_text(area, row, used, 1, STYLE_STRONG, "_");
}

static void draw(const Player *player, const Panel *panel, const Area *area)
{
    const Picker *picker = panel->state;
    int head = head_rows(picker, area->width);
    Area items = {area->row + head + 2, area->column, items_rows(head, area->height), area->width};
    Area foot = {area->row + area->height - FOOT_ROWS, area->column, FOOT_ROWS, area->width};
    draw_head(picker, area);
    draw_typed(picker, area, head);
    draw_items(picker, &items);
    draw_foot(player, picker, &foot);
}

/* Mouse: a click chooses an item, and one on the chosen item takes it. */

static int item_in_row(const Picker *picker, int row, int height)
{
    int shown, at = 0, top = first_in_sight(picker, height, &shown);
    for (int i = 0; row >= 0 && row < height && i < picker->count; i++)
        if (matches(picker, &picker->items[i]) && at++ == top + row)
            return i;
    return -1;
}

static void click(Player *player, Panel *panel, int row, int column, Extent extent)
{
    (void)column;
    Picker *picker = panel->state;
    int head = head_rows(picker, extent.width),
        index = item_in_row(picker, row - head - 2, items_rows(head, extent.height));
    if (!can_choose(picker, index))
        return;
    bool again = index == picker->chosen;
    picker->chosen = index;
    picker->moved = true;
    if (again)
        picker->kind->take(player, picker, &picker->items[index], picker->typing.text);
}

/* In plain lines: what matches, as many as somebody wants to listen to, and the foot. */
static void tell(const Player *player, const Panel *panel, Page *page)
{
    const Picker *picker = panel->state;
    int told = 0;
    fill_head(picker, page);
    for (int i = 0; i < picker->count; i++) {
        const PickerItem *item = &picker->items[i];
        bool chosen = item == chosen_item(picker);
        if (!matches(picker, item) || (told++ >= TOLD_MOST && !chosen))
            continue;
        page_line(page);
        page_format(page, STYLE_PLAIN, "%s%s%s%s", chosen ? "chosen: " : "", item->name, item->value ? ": " : "",
                    item->value ? item->value : "");
    }
    if (told == 0 && !picker->kind->takes_typed) {
        page_line(page);
        page_format(page, STYLE_DIM, "Nothing here has '%s' in it.", picker->typing.text);
    }
    if (told > TOLD_MOST) {
        page_line(page);
        page_format(page, STYLE_DIM, "of %d: a part of a name narrows them", told);
    }
    fill_foot(player, picker, page);
}

static void retype(Player *player, Panel *panel)
{
    (void)player;
    Picker *picker = panel->state;
    picker->typing.text[0] = '\0';
    overtype_restore(&picker->text);
}

static void append_status(const Player *player, const Panel *panel, Buffer *out)
{
    (void)player;
    const Picker *picker = panel->state;
    const char *dot = canvas_glyph(GLYPH_DOT);
    text_append(out, picker->text.on ? "type over it, arrow keys move " : "arrow keys choose ");
    text_append(out, dot);
    text_append(out, " Enter ");
    text_append(out, picker->kind->enter);
    text_append(out, " ");
    text_append(out, dot);
    text_append(out, " Esc back");
}

Picker *picker_open(Player *player, const PickerKind *kind, void *context, int chosen)
{
    static const PanelKind panel_kind = {.place = PANEL_ALL,
                                         .draw = draw,
                                         .tell = tell,
                                         .status = append_status,
                                         .key = take_key,
                                         .retype = retype,
                                         .click = click,
                                         .free = free_picker};
    Picker *picker = memory_new(sizeof *picker);
    *picker = (Picker){.kind = kind, .context = context};
    picker_refresh(player, picker);
    for (int i = 0; i < picker->count; i++)
        if (picker->items[i].id == chosen && !picker->items[i].heading)
            picker->chosen = i;
    panel_open(player, &panel_kind, picker);
    return picker;
}
