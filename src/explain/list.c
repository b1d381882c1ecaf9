#include "explain/list.h"

#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "explain/method.h"
#include "explain/row.h"

/* `known`: what the next row can speak of. */
struct List {
    Arena arena;
    const char *title;
    Operand *known;
    size_t known_count;
    Row *rows;
    size_t row_count;
};

List *list_new(const char *title)
{
    List *list = memory_new(sizeof *list);
    list->title = arena_copy_text(&list->arena, title);
    return list;
}

static void list_free(void *state)
{
    List *list = state;
    memory_free(list->known);
    memory_free(list->rows);
    arena_clear(&list->arena);
    memory_free(list);
}

static void list_know(List *list, Operand operand)
{
    list->known = memory_resize(list->known, (list->known_count + 1) * sizeof operand);
    list->known[list->known_count++] = operand;
}

void list_given(List *list, const Operand *operand)
{
    list_know(list, operand_copy(&list->arena, operand));
}

void list_given_number(List *list, const char *name, const mpz_t value)
{
    list_know(list, operand_number(&list->arena, arena_copy_text(&list->arena, name), value));
}

void list_given_bytes(List *list, const char *name, Bytes value)
{
    Operand operand = operand_bytes(name, value);
    list_given(list, &operand);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Of the name, number or function that begins at `text`: what goes on inside one, as the row language has it. */
static size_t word_size(const char *text)
{
    size_t size = 0;
    for (char c; (c = text[size]); size++) {
        bool joins = (c == '.' || c == '-') && (is_letter(text[size + 1]) || is_digit(text[size + 1]));
        if (!is_letter(c) && !is_digit(c) && c != '_' && !joins)
            break;
    }
    return size;
}

static const Operand *find_known(const List *list, const char *name, size_t size)
{
    for (size_t i = list->known_count; i-- > 0;)
        if (strncmp(list->known[i].name, name, size) == 0 && list->known[i].name[size] == '\0')
            return &list->known[i];
    return NULL;
}

static bool row_has(const Row *row, const char *name)
{
    for (int i = 0; i < row->operand_count; i++)
        if (strcmp(row->operands[i].name, name) == 0)
            return true;
    return false;
}

/* Takes the operand that a word of the formula is; a function or operator is none. */
static void take_word(const List *list, Row *row, const char *word, size_t size)
{
    bool is_operator = size == 3 && (strncmp(word, "mod", 3) == 0 || strncmp(word, "div", 3) == 0);
    if (is_operator || word[size] == '(')
        return;
    const Operand *operand = find_known(list, word, size);
    assert(operand);
    if (row_has(row, operand->name))
        return;
    assert(row->operand_count < ROW_OPERANDS_MAX);
    row->operands[row->operand_count++] = *operand;
}

static void take_operands(const List *list, Row *row)
{
    for (const char *at = row->formula; *at;) {
        if (*at == '"') {
            at = strchr(at + 1, '"') + 1;
        } else if (is_letter(*at)) {
            size_t size = word_size(at);
            take_word(list, row, at, size);
            at += size;
        } else {
            at += is_digit(*at) ? word_size(at) : 1;
        }
    }
}

static void add_row(List *list, const char *formula, Operand result, const char *note)
{
    list->rows = memory_resize(list->rows, (list->row_count + 1) * sizeof *list->rows);
    Row *row = &list->rows[list->row_count++];
    *row = (Row){.formula = arena_copy_text(&list->arena, formula), .result = result, .note = note};
    take_operands(list, row);
    list_know(list, result);
}

void list_number(List *list, const char *name, const char *formula, const mpz_t result, const char *note, ...)
{
    va_list arguments;
    va_start(arguments, note);
    const char *text = row_text_list(&list->arena, note, arguments);
    va_end(arguments);
    add_row(list, formula, operand_number(&list->arena, arena_copy_text(&list->arena, name), result), text);
}

void list_bytes(List *list, const char *name, const char *formula, Bytes result, const char *note, ...)
{
    va_list arguments;
    va_start(arguments, note);
    const char *text = row_text_list(&list->arena, note, arguments);
    va_end(arguments);
    Operand operand = operand_bytes(name, result);
    add_row(list, formula, operand_copy(&list->arena, &operand), text);
}

void list_opens(List *list, RowOpener *opener)
{
    list->rows[list->row_count - 1].opens = opener;
}

/* The list may be gone while the row is still looked at: what it points to is copied. */
static void list_make(void *state, size_t index, Arena *arena, Row *out)
{
    const List *list = state;
    *out = list->rows[index];
    out->formula = arena_copy_text(arena, out->formula);
    out->note = arena_copy_text(arena, out->note);
    out->result = operand_copy(arena, &out->result);
    for (int i = 0; i < out->operand_count; i++)
        out->operands[i] = operand_copy(arena, &out->operands[i]);
}

static const Method list_method = {list_make, list_free};

Worked *list_finish(List *list)
{
    return worked_new(list->title, &list_method, list, list->row_count);
}
