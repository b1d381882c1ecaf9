#include "explain/language/list.h"

#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "explain/language/formula.h"
#include "explain/language/method.h"
#include "explain/language/row.h"

/* `known`: what the next row can speak of. */
struct List {
    Arena arena;
    const char *title;
    Operand *known;
    size_t known_count;
    int known_capacity;
    Row *rows;
    size_t row_count;
    int row_capacity;
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
    list->known = memory_grown(list->known, (int)list->known_count, &list->known_capacity, sizeof *list->known);
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

void list_given_count(List *list, const char *name, size_t value)
{
    mpz_t number;
    mpz_init_set_ui(number, value);
    list_given_number(list, name, number);
    mpz_clear(number);
}

void list_given_bytes(List *list, const char *name, Bytes value)
{
    Operand operand = operand_bytes(name, value);
    list_given(list, &operand);
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

static void take_operand(const List *list, Row *row, const char *name, size_t size)
{
    const Operand *operand = find_known(list, name, size);
    assert(operand);
    if (row_has(row, operand->name))
        return;
    assert(row->operand_count < ROW_OPERANDS_MAX);
    row->operands[row->operand_count++] = *operand;
}

/* All that the formula names. */
static void take_operands(const List *list, Row *row)
{
    FormulaWord word;
    for (const char *at = row->formula; *at; at++) {
        if (*at == '"') {
            at = strchr(at + 1, '"');
        } else if (formula_word(at, &word)) {
            if (word.kind == WORD_NAME)
                take_operand(list, row, at, word.size);
            at += word.size - 1;
        }
    }
}

void list_row(List *list, const char *name, const char *formula, const char *note, ...)
{
    Row row = {.formula = arena_copy_text(&list->arena, formula)};
    va_list arguments;
    va_start(arguments, note);
    row.note = arena_print_list(&list->arena, note, arguments);
    va_end(arguments);
    take_operands(list, &row);
    row.result = formula_compute(&list->arena, name, formula, row.operands, row.operand_count);
    list->rows = memory_grown(list->rows, (int)list->row_count, &list->row_capacity, sizeof *list->rows);
    list->rows[list->row_count++] = row;
    list_know(list, row.result);
}

const Operand *list_find(const List *list, const char *name)
{
    return find_known(list, name, strlen(name));
}

const Row *list_last(const List *list)
{
    return list->row_count ? &list->rows[list->row_count - 1] : NULL;
}

void list_note(List *list, const char *text)
{
    Row *row = &list->rows[list->row_count - 1];
    row->note = row_text(&list->arena, "%s%s", row->note, text);
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
