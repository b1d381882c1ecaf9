#include "lesson/lesson.h"

#include <string.h>
#include <unistr.h>

#include "base/memory.h"
#include "base/text.h"
#include "lesson/lines.h"
#include "sim/assets/assets.h"

static LessonItem *item_add(Lesson *lesson, LessonItemKind kind, int line)
{
    lesson->items = memory_grown(lesson->items, lesson->item_count, &lesson->item_capacity, sizeof *lesson->items);
    LessonItem *item = &lesson->items[lesson->item_count++];
    *item = (LessonItem){.kind = kind, .line = line};
    return item;
}

/* Who is told of each mistake. */
typedef struct Faults {
    LessonFault *tell;
    void *context;
    int count;
} Faults;

/* Nothing where there is none. */
static void tell_fault(Faults *faults, const Diagnostic *fault)
{
    if (!fault->text[0])
        return;
    faults->count++;
    faults->tell(faults->context, fault);
}

static void add_at(Lesson *lesson, Bytes text, int line, Faults *faults)
{
    Diagnostic fault = {""};
    Lines lines;
    lines_begin(&lines, text, line + 1);
    bool one = lines_next(&lines);
    if (one)
        item_add(lesson, LESSON_AT, line)->step = arena_copy_text(&lesson->arena, lines.text);
    one = one && !lines_next(&lines);
    lines_end(&lines);
    if (!one)
        diagnostic_set(&fault, "%s:%d: an at block names one step", lesson->path, line);
    tell_fault(faults, &fault);
}

static void add_predict(Lesson *lesson, Bytes text, int line, Faults *faults)
{
    Diagnostic fault = {""};
    const Question *question = question_parse(&lesson->arena, text, lesson->path, line + 1, &fault);
    item_add(lesson, LESSON_PREDICT, line)->question = question;
    tell_fault(faults, &fault);
}

static void add_claims(Lesson *lesson, Bytes text, int line, Faults *faults)
{
    Claim claims[64];
    size_t count = 0;
    Diagnostic fault = {""};
    Lines lines;
    lines_begin(&lines, text, line + 1);
    while (count < COUNT_OF(claims) && lines_next(&lines)) {
        if (*lines.text == '#')
            continue;
        fault.text[0] = '\0';
        count += claim_parse(&claims[count], &lesson->arena, lines.text, lesson->path, lines.number, &fault);
        tell_fault(faults, &fault);
    }
    fault.text[0] = '\0';
    if (count == COUNT_OF(claims) && lines_next(&lines))
        diagnostic_set(&fault, "%s:%d: more than %zu claims in one block", lesson->path, line, count);
    tell_fault(faults, &fault);
    lines_end(&lines);
    LessonItem *item = item_add(lesson, LESSON_CLAIM, line);
    Bytes copy = arena_copy(&lesson->arena, bytes_of(claims, count * sizeof *claims));
    item->claims = (const Claim *)(const void *)copy.data;
    item->claim_count = (int)count;
}

/* Each line by itself, so that one that is wrong does not hide the next. */
static void add_scenario(Lesson *lesson, Bytes text, int line, Faults *faults)
{
    const char *key, *value;
    Diagnostic fault = {""};
    if (scenario_setting_at(lesson->scenario, 0, &key, &value)) {
        diagnostic_set(&fault, "%s:%d: a lesson has one scenario block", lesson->path, line);
        tell_fault(faults, &fault);
        return;
    }
    lesson->scenario_line = line;
    Lines lines;
    lines_begin(&lines, text, line + 1);
    while (lines_next(&lines)) {
        fault.text[0] = '\0';
        if (!scenario_parse(lesson->scenario, bytes_of_text(lines.text), lesson->path, lines.number, &fault))
            tell_fault(faults, &fault);
    }
    lines_end(&lines);
}

static const struct {
    const char *word;
    void (*add)(Lesson *lesson, Bytes text, int line, Faults *faults);
} fences[] = {{"scenario", add_scenario}, {"at", add_at}, {"predict", add_predict}, {"claim", add_claims}};

static bool is_shown(const char *word)
{
    return !word || !*word || strcmp(word, "text") == 0 || strcmp(word, "console") == 0;
}

static void add_text(Lesson *lesson, cmark_node *node, int line)
{
    LessonItem *item = item_add(lesson, LESSON_TEXT, line);
    item->node = node;
    item->begins_page = cmark_node_get_type(node) == CMARK_NODE_HEADING && cmark_node_get_heading_level(node) == 2;
}

static void add_fence(Lesson *lesson, cmark_node *node, int line, Faults *faults)
{
    const char *word = cmark_node_get_fence_info(node);
    Diagnostic fault = {""};
    if (is_shown(word)) {
        add_text(lesson, node, line);
        return;
    }
    for (size_t i = 0; i < COUNT_OF(fences); i++)
        if (strcmp(word, fences[i].word) == 0) {
            fences[i].add(lesson, bytes_of_text(cmark_node_get_literal(node)), line, faults);
            return;
        }
    diagnostic_set(&fault, "%s:%d: a block cannot be '%s': scenario, at, predict, claim, text or console", lesson->path,
                   line, word);
    tell_fault(faults, &fault);
}

/* Plain text of a heading's words, in one line. */
static const char *heading_text(Lesson *lesson, cmark_node *heading)
{
    Buffer text = BUFFER_EMPTY;
    cmark_iter *iter = cmark_iter_new(heading);
    while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
        cmark_node_type type = cmark_node_get_type(cmark_iter_get_node(iter));
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
            text_append(&text, cmark_node_get_literal(cmark_iter_get_node(iter)));
    }
    cmark_iter_free(iter);
    for (size_t i = 0; i < text.size; i++)
        text.data[i] = text.data[i] < ' ' ? ' ' : text.data[i];
    const char *copy = arena_copy_characters(&lesson->arena, buffer_bytes(&text));
    buffer_clear(&text);
    return copy;
}

/* How many ` or ~ a line begins with that begins or ends a block; 0 for any other line. */
static size_t fence_size(const char *line)
{
    size_t size = strspn(line, *line == '~' ? "~" : "`");
    return size >= 3 ? size : 0;
}

/* A block whose end is forgotten takes all up to the next block's end, or the lesson's. `lines` goes forward from block
   to block. */
static bool check_closed(const Lesson *lesson, cmark_node *node, Lines *lines, Diagnostic *diagnostic)
{
    enum { COLUMN_MOST = 4 }; /* from the fifth on a block is one by its indentation */
    int line = cmark_node_get_start_line(node), end = cmark_node_get_end_line(node);
    bool closed = false, swallows = false, more = true;
    while (more && lines->number < line)
        more = lines_next(lines);
    size_t opening = lines->number == line ? fence_size(lines->text) : 0;
    while (more && lines->next_number <= end && (more = lines_next(lines)) && lines->number <= end) {
        size_t size = fence_size(lines->text);
        closed = size >= opening && lines->text[size] == '\0';
        swallows = swallows || (size > 0 && !closed);
    }
    if (cmark_node_get_start_column(node) > COLUMN_MOST || opening == 0)
        return true;
    if (closed && (!swallows || is_shown(cmark_node_get_fence_info(node))))
        return true;
    return diagnostic_set(diagnostic, "%s:%d: this block begins at line %d and has no closing ```", lesson->path, line,
                          line);
}

static void add_block(Lesson *lesson, cmark_node *node, Lines *lines, Faults *faults)
{
    int line = cmark_node_get_start_line(node);
    cmark_node_type type = cmark_node_get_type(node);
    Diagnostic fault = {""};
    if (type == CMARK_NODE_CODE_BLOCK) {
        if (check_closed(lesson, node, lines, &fault))
            add_fence(lesson, node, line, faults);
    } else if (type == CMARK_NODE_HTML_BLOCK) {
        diagnostic_set(&fault, "%s:%d: a lesson holds no HTML", lesson->path, line);
    } else if (type == CMARK_NODE_HEADING && cmark_node_get_heading_level(node) == 1) {
        if (lesson->title)
            diagnostic_set(&fault, "%s:%d: a lesson has one title (heading of level 1)", lesson->path, line);
        else
            lesson->title = heading_text(lesson, node);
    } else {
        add_text(lesson, node, line);
    }
    tell_fault(faults, &fault);
}

static const char *name_of_path(Lesson *lesson, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    size_t size = strlen(base);
    if (size > 3 && strcmp(base + size - 3, ".md") == 0)
        size -= 3;
    return arena_copy_characters(&lesson->arena, bytes_of(base, size));
}

/* Nothing in a lesson can move a cursor or turn what stands behind it. */
static bool check_character(ucs4_t character, const char *path, int line, Diagnostic *diagnostic)
{
    if (character == '\t' || character == '\n' || !text_acts_on_terminal(character))
        return true;
    return diagnostic_set(diagnostic,
                          "%s:%d: character U+%04X; of those that act on a terminal only tab and newline are accepted",
                          path, line, (unsigned)character);
}

/* Lessons are text in UTF-8, whose lines may end in CR LF. */
static bool check_text(Bytes text, const char *path, Diagnostic *diagnostic)
{
    int line = 1;
    while (text.size > 0) {
        ucs4_t character;
        int size = u8_mbtoucr(&character, text.data, text.size);
        if (size < 0)
            return diagnostic_set(diagnostic, "%s:%d: not valid UTF-8", path, line);
        if (character != '\r' && !check_character(character, path, line, diagnostic))
            return false;
        line += character == '\n';
        text = bytes_slice(text, (size_t)size, text.size);
    }
    return true;
}

/* What a person reads, once more: Markdown writes any character as its number, &#27;. */
static bool check_literal(const Lesson *lesson, cmark_node *node, int line, Diagnostic *diagnostic)
{
    const char *literal = cmark_node_get_literal(node);
    Bytes text = literal ? bytes_of_text(literal) : BYTES_EMPTY;
    bool ok = true;
    while (text.size > 0 && ok) {
        ucs4_t character;
        int size = u8_mbtouc(&character, text.data, text.size);
        ok = check_character(character, lesson->path, line, diagnostic);
        text = bytes_slice(text, (size_t)size, text.size);
    }
    return ok;
}

static int depth_of(cmark_node *node, int most)
{
    int depth = 0;
    while ((node = cmark_node_parent(node)) && depth <= most)
        depth++;
    return depth;
}

/* Nothing is nested deeper than somebody could follow, and what is executed stands where it is seen. */
static bool check_nesting(const Lesson *lesson, cmark_node *node, int line, Diagnostic *diagnostic)
{
    enum { DEPTH_MOST = 40 };
    int depth = depth_of(node, DEPTH_MOST);
    if (depth > DEPTH_MOST)
        return diagnostic_set(diagnostic, "%s:%d: nested more than %d deep", lesson->path, line, DEPTH_MOST);
    if (cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK && depth > 1 && !is_shown(cmark_node_get_fence_info(node)))
        return diagnostic_set(diagnostic, "%s:%d: a block '%s' cannot stand in a list or quotation", lesson->path, line,
                              cmark_node_get_fence_info(node));
    return true;
}

static bool check_nodes(const Lesson *lesson, Diagnostic *diagnostic)
{
    cmark_iter *iter = cmark_iter_new(lesson->document);
    bool ok = true;
    int line = 1; /* of what has no place of its own: where the node before it began */
    while (ok && cmark_iter_next(iter) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        line = cmark_node_get_start_line(node) > 0 ? cmark_node_get_start_line(node) : line;
        ok = check_nesting(lesson, node, line, diagnostic) && check_literal(lesson, node, line, diagnostic);
    }
    cmark_iter_free(iter);
    return ok;
}

static Lesson *new_lesson(Bytes text, const char *path)
{
    Lesson *lesson = memory_new(sizeof *lesson);
    lesson->path = arena_copy_text(&lesson->arena, path);
    lesson->name = name_of_path(lesson, path);
    lesson->scenario = scenario_new();
    lesson->scenario_line = 1;
    lesson->document = cmark_parse_document((const char *)text.data, text.size, CMARK_OPT_DEFAULT);
    cmark_consolidate_text_nodes(lesson->document);
    return lesson;
}

/* Each block by itself, so that one that is wrong does not hide the next. */
static void add_blocks(Lesson *lesson, Bytes text, Faults *faults)
{
    Diagnostic fault = {""};
    Lines lines;
    lines_begin(&lines, text, 1);
    for (cmark_node *node = cmark_node_first_child(lesson->document); node; node = cmark_node_next(node))
        add_block(lesson, node, &lines, faults);
    lines_end(&lines);
    if (!lesson->title)
        diagnostic_set(&fault, "%s:1: a lesson begins with its title: # Title", lesson->path);
    tell_fault(faults, &fault);
}

static Lesson *parse(Bytes text, const char *path, Faults *faults)
{
    Diagnostic fault = {""};
    Lesson *lesson = check_text(text, path, &fault) ? new_lesson(text, path) : NULL;
    if (lesson && check_nodes(lesson, &fault))
        add_blocks(lesson, text, faults);
    tell_fault(faults, &fault);
    if (faults->count == 0)
        return lesson;
    lesson_free(lesson);
    return NULL;
}

static void keep_first(void *context, const Diagnostic *fault)
{
    diagnostic_set(context, "%s", fault->text);
}

Lesson *lesson_parse(Bytes text, const char *path, Diagnostic *diagnostic)
{
    return parse(text, path, &(Faults){keep_first, diagnostic, 0});
}

Lesson *lesson_load_telling(const char *path, LessonFault *tell, void *context)
{
    Buffer text = BUFFER_EMPTY;
    Diagnostic fault = {""};
    Faults faults = {tell, context, 0};
    bool read = assets_read_file(&text, path, LESSON_FILE_MAX, &fault);
    tell_fault(&faults, &fault);
    Lesson *lesson = read ? parse(buffer_bytes(&text), path, &faults) : NULL;
    buffer_clear(&text);
    return lesson;
}

Lesson *lesson_load(const char *path, Diagnostic *diagnostic)
{
    return lesson_load_telling(path, keep_first, diagnostic);
}

void lesson_free(Lesson *lesson)
{
    if (!lesson)
        return;
    if (lesson->document)
        cmark_node_free(lesson->document);
    scenario_free(lesson->scenario);
    memory_free(lesson->items);
    arena_clear(&lesson->arena);
    memory_free(lesson);
}
