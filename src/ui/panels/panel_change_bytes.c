/* Changing bytes: a cursor in the dump, and hex digits typed over what stands there. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "ui/content/bytes_draw.h"
#include "ui/content/words.h"
#include "ui/panels/panel_change.h"

enum { HEAD = 4, FOOT = 4, KEY_ESCAPE = 27 };

typedef struct BytesEditor {
    BytesState shown; /* its bytes are `after`, its tree the draft's own, which it borrows */
    Buffer after;
    bool half; /* the first of a byte's two digits has been typed */
    Diagnostic problem;
} BytesEditor;

static void free_editor(void *state)
{
    BytesEditor *editor = state;
    buffer_clear(&editor->after);
    memory_free(editor);
}

static void move(BytesEditor *editor, int64_t by)
{
    int64_t at = (int64_t)editor->shown.byte + by, last = (int64_t)editor->after.size - 1;
    editor->half = false;
    bytes_select(&editor->shown, (size_t)(at < 0 ? 0 : at > last ? last : at));
}

static void type_digit(BytesEditor *editor, unsigned digit)
{
    uint8_t *byte = &editor->after.data[editor->shown.byte];
    unsigned value = isdigit((int)digit) ? digit - '0' : (unsigned)tolower((int)digit) - 'a' + 10;
    if (!editor->half) {
        *byte = (uint8_t)(value << 4 | (*byte & 0x0f));
        editor->half = true;
        return;
    }
    *byte = (uint8_t)((*byte & 0xf0) | value);
    move(editor, 1);
}

static void run(Player *player, BytesEditor *editor)
{
    Buffer rule = BUFFER_EMPTY;
    if (change_append_bytes(&rule, &player->draft, buffer_bytes(&editor->after)))
        (void)!change_run_open(player, text_finish(&rule), &editor->problem);
    else
        diagnostic_set(&editor->problem, "nothing is changed yet: type hex digits over a byte");
    buffer_clear(&rule);
}

static bool move_by(BytesEditor *editor, const Key *key, int height, int columns)
{
    int page = height - HEAD - FOOT > 1 ? height - HEAD - FOOT - 1 : 1;
    int64_t all = (int64_t)editor->after.size;
    if (!key->is_code)
        return false;
    switch (key->action) {
    case ACTION_BACK:
        move(editor, -1);
        return true;
    case ACTION_NEXT:
        move(editor, 1);
        return true;
    case ACTION_UP:
        move(editor, -columns);
        return true;
    case ACTION_DOWN:
        move(editor, columns);
        return true;
    case ACTION_PAGE_UP:
        move(editor, -(int64_t)page * columns);
        return true;
    case ACTION_PAGE_DOWN:
        move(editor, (int64_t)page * columns);
        return true;
    case ACTION_HOME:
        move(editor, -all);
        return true;
    case ACTION_END:
        move(editor, all);
        return true;
    default:
        return false;
    }
}

static int columns_of(int width)
{
    return width >= 136 ? 32 : 16;
}

static void take_key(Player *player, Panel *panel, const Key *key, Extent extent)
{
    BytesEditor *editor = panel->state;
    editor->problem.text[0] = '\0';
    if (move_by(editor, key, extent.height, columns_of(extent.width)))
        return;
    if (key->action == ACTION_OPEN)
        run(player, editor);
    else if (!key->is_code && key->value == KEY_ESCAPE)
        panel_close(player);
    else if (!key->is_code && key->value < 0x80 && isxdigit((int)key->value))
        type_digit(editor, key->value);
    else
        diagnostic_set(&editor->problem, "%s",
                       player->in_words
                           ? "up and down move, hex digits are put over a byte, enter runs it, close goes back"
                           : "that key does nothing here: arrow keys move, hex digits are typed over a "
                             "byte, Enter runs it, Esc goes back");
}

static void fill_head(const Player *player, Page *page)
{
    const ChangeDraft *draft = &player->draft;
    Buffer title = BUFFER_EMPTY;
    page_line(page);
    page_format(page, STYLE_TITLE, "Change bytes of %s%s", message_title(&title, draft->sent),
                draft->wire ? ", as its records cross the wire" : "");
    page_paragraph(page, STYLE_PLAIN, 0,
                   player->in_words ? "up and down move; hex digits are put over what stands there."
                                    : "Move with the arrow keys, and type hex digits over what stands there.");
    buffer_clear(&title);
}

/* "c0 becomes c2, in cipher_suite" */
static void add_place(Page *page, const ChangeDraft *draft, const BytesEditor *editor)
{
    size_t at = editor->shown.byte;
    Buffer path = BUFFER_EMPTY;
    if (editor->shown.field >= 0)
        field_tree_append_path(&path, &draft->tree, editor->shown.field);
    uint8_t before = draft->bytes.data[at], after = editor->after.data[at];
    page_line(page);
    page_format(page, STYLE_PLAIN, "byte %zu: %02x", at, before);
    if (before != after)
        page_format(page, STYLE_NEW, " becomes %02x", after);
    page_format(page, STYLE_DIM, ", in %s%s", path.size ? text_finish(&path) : "the message",
                editor->half ? "; now its second digit" : "");
    buffer_clear(&path);
}

static void fill_foot(const Player *player, const BytesEditor *editor, Page *page)
{
    Buffer rule = BUFFER_EMPTY, option = BUFFER_EMPTY;
    add_place(page, &player->draft, editor);
    if (editor->problem.text[0]) {
        page_paragraph(page, STYLE_BAD, 0, editor->problem.text);
    } else if (change_append_bytes(&rule, &player->draft, buffer_bytes(&editor->after))) {
        change_append_option(&option, &player->draft, player_scenario(player), text_finish(&rule));
        page_paragraph(page, STYLE_CODE, 0, text_finish(&option));
    }
    buffer_clear(&rule);
    buffer_clear(&option);
}

static void draw(const Player *player, const Panel *panel, const Area *area)
{
    const BytesEditor *editor = panel->state;
    Area head = {area->row, area->column, HEAD - 1, area->width};
    Area dump = {area->row + HEAD, area->column, area->height - HEAD - FOOT, area->width};
    Area foot = {area->row + area->height - FOOT + 1, area->column, FOOT - 1, area->width};
    Page page;
    page_start(&page, area->width);
    fill_head(player, &page);
    page_draw_front(&page, &head);
    page_clear(&page);
    BytesState shown = editor->shown;
    shown.bytes = buffer_bytes(&editor->after);
    bytes_draw_dump(&shown, &dump, columns_of(area->width));
    page_start(&page, area->width);
    fill_foot(player, editor, &page);
    page_draw_front(&page, &foot);
    page_clear(&page);
}

/* In plain lines the dump is one value, and the cursor's byte is told. */
static void tell(const Player *player, const Panel *panel, Page *page)
{
    const BytesEditor *editor = panel->state;
    Buffer value = BUFFER_EMPTY;
    fill_head(player, page);
    text_append_hex(&value, buffer_bytes(&editor->after));
    page_value(page, STYLE_PLAIN, 0, "bytes", text_finish(&value), true);
    fill_foot(player, editor, page);
    buffer_clear(&value);
}

static void append_status(const Player *player, const Panel *panel, Buffer *out)
{
    (void)player, (void)panel;
    const char *dot = canvas_glyph(GLYPH_DOT);
    text_append(out, "arrow keys move ");
    text_append(out, dot);
    text_append(out, " 0-9 a-f type ");
    text_append(out, dot);
    text_append(out, " Enter run it ");
    text_append(out, dot);
    text_append(out, " Esc back");
}

void change_bytes_open(Player *player)
{
    static const PanelKind kind = {
        .place = PANEL_ALL, .draw = draw, .tell = tell, .status = append_status, .key = take_key, .free = free_editor};
    ChangeDraft *draft = &player->draft;
    size_t first = player->bytes.wire == draft->wire && player->view == VIEW_BYTES ? player->bytes.byte : 0;
    change_take(draft, draft->who, true); /* an attacker's offsets count from the record's first byte */
    if (draft->bytes.size == 0) {
        player_notice(player, "this message has no bytes that could be changed");
        return;
    }
    BytesEditor *editor = memory_new(sizeof *editor);
    buffer_append(&editor->after, draft->bytes);
    editor->shown = (BytesState){.bytes = buffer_bytes(&editor->after), .tree = draft->tree, .field = -1};
    bytes_select(&editor->shown, first < draft->bytes.size ? first : 0);
    panel_open(player, &kind, editor);
}
