#include "lesson/layout.h"

#include <stdio.h>
#include <string.h>
#include <uniwidth.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/wrap.h"
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
    layout->lines = memory_grown(layout->lines, layout->line_count, &layout->line_capacity, sizeof *layout->lines);
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

/* One line of the run, of `size` bytes from `from`, in spans of one style each, behind `lead`. */
static void line_fill(TextLayout *layout, const Run *run, size_t from, size_t size, const char *lead)
{
    TextLine *line = line_add(layout);
    size_t to = from + size;
    if (size == 0)
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

static void spaces_fill(char spaces[INDENT_MOST + 1], int count)
{
    memset(spaces, ' ', (size_t)count);
    spaces[count] = '\0';
}

/* The style of a mention that is marked; of others than plain and strong text their own. */
static TextStyle style_of_mention(const Run *run, const Mention *mention)
{
    const uint8_t *styles = run->styles.data + mention->at;
    for (size_t i = 1; i < mention->size; i++)
        if (styles[i] != styles[0])
            return (TextStyle)styles[0];
    return styles[0] == TEXT_PLAIN ? TEXT_TERM : styles[0] == TEXT_STRONG ? TEXT_STRONG_TERM : (TextStyle)styles[0];
}

/* Marks the first mention of each word of the glossary. */
static void mark_terms(TermSet *marked, Run *run)
{
    Mention mention;
    const char *text = text_finish(&run->text);
    for (size_t at = 0; marked && term_next(text, at, &mention); at = mention.at + mention.size) {
        TextStyle style = style_of_mention(run, &mention);
        bool *done = &marked->has[mention.term];
        if (*done || term_at(mention.term)->everywhere || (style != TEXT_TERM && style != TEXT_STRONG_TERM))
            continue;
        *done = true;
        memset(run->styles.data + mention.at, (int)style, mention.size);
    }
}

/* Breaks a run into lines: `mark` before the first, as many spaces before the others. */
static void run_break(TextLayout *layout, const Run *run, const char *mark, int indent, int width)
{
    size_t room = (size_t)(width - indent > WIDTH_LEAST ? width - indent : WIDTH_LEAST);
    char spaces[INDENT_MOST + 1];
    spaces_fill(spaces, indent);
    for (size_t from = 0, size; from < run->text.size; from += size) {
        Bytes left = bytes_slice(buffer_bytes(&run->text), from, SIZE_MAX);
        size = wrap_line(left, room);
        line_fill(layout, run, from, wrap_shown(bytes_slice(left, 0, size)).size, from ? spaces : mark);
    }
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
    mark_terms(context->layout->terms, &run);
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
    buffer_truncate(&run.text, wrap_shown(buffer_bytes(&run.text)).size);
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
    mark_terms(layout->terms, &run);
    run_break(layout, &run, spaces, indent, width);
    run_clear(&run);
}
