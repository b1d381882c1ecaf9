#include "lesson/layout.h"

#include <stdio.h>
#include <string.h>
#include <unilbrk.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/memory.h"
#include "base/text.h"
#include "lesson/fill.h"

enum { WIDTH_LEAST = 10, INDENT_MOST = 40, TAB_STOP = 4 };

/* A paragraph before it is broken: its characters, and for each byte the style. */
typedef struct Run {
    Buffer text, styles;
} Run;

typedef struct Context {
    TextLayout *layout;
    const Timeline *timeline;
    int step, width;
    Diagnostic *diagnostic;
    bool ok;
} Context;

void text_layout_clear(TextLayout *layout)
{
    memory_free(layout->lines);
    arena_clear(&layout->arena);
    *layout = TEXT_LAYOUT_EMPTY;
}

static TextLine *line_add(TextLayout *layout)
{
    if (layout->line_count == layout->line_capacity) {
        layout->line_capacity = layout->line_capacity ? 2 * layout->line_capacity : 32;
        layout->lines = memory_resize(layout->lines, (size_t)layout->line_capacity * sizeof *layout->lines);
    }
    TextLine *line = &layout->lines[layout->line_count++];
    *line = (TextLine){NULL, 0};
    return line;
}

static void run_append_plain(Run *run, Bytes text, TextStyle style)
{
    buffer_append(&run->text, text);
    if (text.size)
        memset(buffer_extend(&run->styles, text.size), (int)style, text.size);
}

/* Columns of the run's last line. */
static size_t run_column(const Run *run)
{
    size_t start = run->text.size;
    while (start > 0 && run->text.data[start - 1] != '\n')
        start--;
    Bytes line = bytes_slice(buffer_bytes(&run->text), start, SIZE_MAX);
    int columns = u8_width(line.data, line.size, "UTF-8");
    return columns > 0 ? (size_t)columns : 0;
}

/* Appends text without its tabs: in code they lead to the next column of four, as those of Markdown do, and elsewhere
   they are spaces. */
static void run_append(Run *run, Bytes text, TextStyle style)
{
    static const char spaces[TAB_STOP + 1] = "    ";
    while (text.size > 0) {
        const uint8_t *tab = memchr(text.data, '\t', text.size);
        size_t size = tab ? (size_t)(tab - text.data) : text.size;
        run_append_plain(run, bytes_slice(text, 0, size), style);
        if (tab)
            run_append_plain(run, bytes_of(spaces, style == TEXT_CODE ? TAB_STOP - run_column(run) % TAB_STOP : 1),
                             style);
        text = bytes_slice(text, size + (tab != NULL), text.size);
    }
}

/* Appends text in a style, what stands between FILL_BEGIN and FILL_END in that of values. */
static void run_append_filled(Run *run, Bytes text, TextStyle style)
{
    size_t from = 0;
    bool value = false;
    for (size_t i = 0; i <= text.size; i++) {
        if (i < text.size && text.data[i] != FILL_BEGIN && text.data[i] != FILL_END)
            continue;
        run_append(run, bytes_slice(text, from, i - from), value ? TEXT_VALUE : style);
        value = i < text.size && text.data[i] == FILL_BEGIN;
        from = i + 1;
    }
}

static void run_clear(Run *run)
{
    buffer_clear(&run->text);
    buffer_clear(&run->styles);
}

/* The end of [from, to) without the spaces and line ends at its end. */
static size_t trim_end(const Run *run, size_t from, size_t to)
{
    while (to > from && (run->text.data[to - 1] == ' ' || run->text.data[to - 1] == '\n'))
        to--;
    return to;
}

/* One line of the run, [from, to), in spans of one style each, behind `lead`. */
static void line_fill(TextLayout *layout, const Run *run, size_t from, size_t to, const char *lead)
{
    TextLine *line = line_add(layout);
    to = trim_end(run, from, to);
    if (to == from)
        return;
    int count = *lead ? 1 : 0;
    for (size_t i = from; i < to; i++)
        count += i == from || run->styles.data[i] != run->styles.data[i - 1];
    line->spans = arena_new(&layout->arena, (size_t)count * sizeof *line->spans);
    if (*lead)
        line->spans[line->span_count++] = (TextSpan){TEXT_PLAIN, arena_copy_text(&layout->arena, lead)};
    for (size_t i = from; i < to;) {
        size_t end = i + 1;
        while (end < to && run->styles.data[end] == run->styles.data[i])
            end++;
        Bytes part = bytes_slice(buffer_bytes(&run->text), i, end - i);
        line->spans[line->span_count++] =
            (TextSpan){(TextStyle)run->styles.data[i], arena_copy_characters(&layout->arena, part)};
        i = end;
    }
}

static int character_columns(const Run *run, size_t at, size_t end, size_t *size)
{
    ucs4_t character;
    *size = (size_t)u8_mbtouc(&character, run->text.data + at, end - at);
    int columns = uc_width(character, "UTF-8");
    return columns > 0 ? columns : 0;
}

/* Where [from, to) comes to be wider than `room`; at least one character behind `from`. */
static size_t fit(const Run *run, size_t from, size_t to, int room)
{
    int used = 0;
    for (size_t at = from, size; at < to; at += size) {
        used += character_columns(run, at, to, &size);
        if (used > room && at > from)
            return at;
    }
    return to;
}

/* Marks where a line may break (UAX #14) or has to. A value stays in one piece where it can: inside of one a line
   breaks only behind a space. */
static char *breaks_find(const Run *run)
{
    size_t size = run->text.size;
    char *breaks = memory_new(size + 1);
    u8_possible_linebreaks(run->text.data, size, "UTF-8", breaks);
    for (size_t i = 1; i < size; i++) {
        bool inside = run->styles.data[i] == TEXT_VALUE && run->styles.data[i - 1] == TEXT_VALUE;
        if ((inside && run->text.data[i - 1] != ' ') || run->text.data[i] == '\n')
            breaks[i] = UC_BREAK_PROHIBITED;
        if (run->text.data[i - 1] == '\n')
            breaks[i] = UC_BREAK_MANDATORY;
    }
    breaks[size] = UC_BREAK_MANDATORY;
    return breaks;
}

/* A run on its way into lines. */
typedef struct Breaking {
    TextLayout *layout;
    const Run *run;
    const char *lead;             /* of the next line */
    char spaces[INDENT_MOST + 1]; /* of those behind it */
    int room;
    size_t from; /* where the next line begins */
} Breaking;

static void spaces_fill(char spaces[INDENT_MOST + 1], int count)
{
    memset(spaces, ' ', (size_t)count);
    spaces[count] = '\0';
}

static void break_at(Breaking *breaking, size_t to)
{
    line_fill(breaking->layout, breaking->run, breaking->from, to, breaking->lead);
    breaking->lead = breaking->spaces;
    breaking->from = to;
}

static bool fits(const Breaking *breaking, size_t to)
{
    size_t end = trim_end(breaking->run, breaking->from, to);
    return fit(breaking->run, breaking->from, end, breaking->room) == end;
}

/* Breaks a run into lines: `mark` before the first, as many spaces before the others. A part that is wider than a line
   is broken between characters. */
static void run_break(TextLayout *layout, const Run *run, const char *mark, int indent, int width)
{
    Breaking breaking = {.layout = layout, .run = run, .lead = mark};
    breaking.room = width - indent > WIDTH_LEAST ? width - indent : WIDTH_LEAST;
    spaces_fill(breaking.spaces, indent);
    char *breaks = breaks_find(run);
    size_t last = 0; /* as far as is known to fit into the line */
    for (size_t i = 1; i <= run->text.size; i++) {
        if (breaks[i] == UC_BREAK_PROHIBITED)
            continue;
        if (!fits(&breaking, i) && last > breaking.from)
            break_at(&breaking, last);
        while (!fits(&breaking, i))
            break_at(&breaking, fit(run, breaking.from, i, breaking.room));
        if (breaks[i] == UC_BREAK_MANDATORY)
            break_at(&breaking, i);
        last = i;
    }
    memory_free(breaks);
}

static void append_literal(Context *context, Run *run, const char *literal, TextStyle style, size_t limit)
{
    Buffer filled = BUFFER_EMPTY;
    Diagnostic problem = {""};
    if (!fill_text(&filled, bytes_of_text(literal), context->timeline, context->step, limit, &problem)) {
        context->ok = false;
        diagnostic_set(context->diagnostic, "%s", problem.text);
    }
    run_append_filled(run, buffer_bytes(&filled), style);
    buffer_clear(&filled);
}

static TextStyle style_inside(cmark_node *node, TextStyle outer)
{
    cmark_node_type type = cmark_node_get_type(node);
    return type == CMARK_NODE_STRONG ? TEXT_STRONG : type == CMARK_NODE_EMPH ? TEXT_EMPHASIS : outer;
}

static void collect(Context *context, Run *run, cmark_node *parent, TextStyle style)
{
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
        switch (cmark_node_get_type(node)) {
        case CMARK_NODE_TEXT:
            append_literal(context, run, cmark_node_get_literal(node), style, FILL_LIMIT);
            break;
        case CMARK_NODE_CODE:
            append_literal(context, run, cmark_node_get_literal(node), TEXT_CODE, FILL_LIMIT);
            break;
        case CMARK_NODE_SOFTBREAK:
            run_append(run, bytes_of_text(" "), style);
            break;
        case CMARK_NODE_LINEBREAK:
            run_append(run, bytes_of_text("\n"), style);
            break;
        default:
            collect(context, run, node, style_inside(node, style));
        }
    }
}

static void layout_inlines(Context *context, cmark_node *node, TextStyle style, const char *mark, int indent)
{
    Run run = {BUFFER_EMPTY, BUFFER_EMPTY};
    collect(context, &run, node, style);
    run_break(context->layout, &run, mark, indent, context->width);
    run_clear(&run);
}

static void layout_code(Context *context, cmark_node *node, int indent)
{
    Run run = {BUFFER_EMPTY, BUFFER_EMPTY};
    char lead[INDENT_MOST + 1];
    spaces_fill(lead, indent);
    /* A value that stands by itself is shown whole. */
    append_literal(context, &run, cmark_node_get_literal(node), TEXT_CODE, 0);
    size_t end = trim_end(&run, 0, run.text.size);
    buffer_truncate(&run.text, end);
    run_break(context->layout, &run, lead, indent, context->width);
    run_clear(&run);
}

static void layout_node(Context *context, cmark_node *node, const char *mark, int indent);

static void layout_list(Context *context, cmark_node *list, int indent)
{
    bool ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
    int number = cmark_node_get_list_start(list);
    for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
        char mark[INDENT_MOST + 16];
        int width = ordered ? snprintf(mark, sizeof mark, "%*s%d. ", indent, "", number++)
                            : snprintf(mark, sizeof mark, "%*s- ", indent, "");
        const char *lead = mark;
        for (cmark_node *child = cmark_node_first_child(item); child; child = cmark_node_next(child)) {
            layout_node(context, child, lead, width);
            lead = NULL;
        }
    }
}

/* A block `indent` columns in; `mark` stands on its first line in place of the spaces (NULL: the spaces). */
static void layout_node(Context *context, cmark_node *node, const char *mark, int indent)
{
    char spaces[INDENT_MOST + 1];
    indent = indent < INDENT_MOST - 2 ? indent : INDENT_MOST - 2;
    spaces_fill(spaces, indent);
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
        layout_inlines(context, node, TEXT_HEADING, mark ? mark : spaces, indent);
        break;
    case CMARK_NODE_PARAGRAPH:
        layout_inlines(context, node, TEXT_PLAIN, mark ? mark : spaces, indent);
        break;
    case CMARK_NODE_CODE_BLOCK:
        layout_code(context, node, indent + 2);
        break;
    case CMARK_NODE_LIST:
        layout_list(context, node, indent);
        break;
    default:
        for (cmark_node *child = cmark_node_first_child(node); child; child = cmark_node_next(child))
            layout_node(context, child, NULL, indent + 2);
    }
}

bool text_layout_block(TextLayout *layout, cmark_node *block, const Timeline *timeline, int step, int width,
                       Diagnostic *diagnostic)
{
    Context context = {layout, timeline, step, width, diagnostic, true};
    layout_node(&context, block, NULL, 0);
    line_add(layout);
    return context.ok;
}

void text_layout_paragraph(TextLayout *layout, const char *text, int indent, int width)
{
    Run run = {BUFFER_EMPTY, BUFFER_EMPTY};
    char spaces[INDENT_MOST + 1];
    spaces_fill(spaces, indent);
    run_append_filled(&run, bytes_of_text(text), TEXT_PLAIN);
    run_break(layout, &run, spaces, indent, width);
    run_clear(&run);
}
