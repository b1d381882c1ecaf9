#include <string.h>

#include "base/text.h"
#include "explain/language/formula.h"
#include "report/write/writing.h"

enum {
    DECIMAL_SIZE = 8,   /* bytes of the longest number that is written in decimal */
    DIGITS_MAX = 42,    /* of hexadecimal digits more than this the middle is left out, */
    DIGITS_KEPT = 16,   /* and so many stay at either end */
    SHORT_COLUMNS = 24, /* of a value that is put into its formula */
    NOTE_COLUMN = 56,   /* where rows' notes begin, or behind the longest equation, if there is room */
    MEASURED_MOST = 64, /* rows of which the longest is looked for; of more these are the first */
    OPENED_INDENT = 6,
};

size_t rows_next(const RowsShown *shown, size_t count, size_t index)
{
    if (shown->last > 0) {
        if (index + 1 < shown->first)
            index = shown->first - 1;
        return index < shown->last && index < count ? index : count;
    }
    bool shortened = shown->edge > 0 && count > 3 * shown->edge;
    return shortened && index >= shown->edge && index < count - shown->edge ? count - shown->edge : index;
}

/* How many significant bits a number without leading zeros has. */
static size_t bit_count(Bytes number)
{
    size_t bits = number.size * 8;
    for (uint8_t top = 0x80; number.size && !(number.data[0] & top); top >>= 1)
        bits--;
    return bits;
}

static void append_hex(Buffer *out, const Operand *value, bool full)
{
    bool is_number = value->kind == VALUE_NUMBER;
    Buffer hex = BUFFER_EMPTY;
    if (is_number)
        text_append_hex_number(&hex, value->value);
    else
        text_append_hex(&hex, value->value);
    Bytes digits = buffer_bytes(&hex);
    if (full || digits.size <= DIGITS_MAX) {
        buffer_append(out, digits);
    } else {
        size_t kept = is_number ? DIGITS_KEPT + 2 : DIGITS_KEPT;
        buffer_append(out, bytes_slice(digits, 0, kept));
        text_append(out, "…");
        buffer_append(out, bytes_slice(digits, digits.size - DIGITS_KEPT, DIGITS_KEPT));
        if (is_number)
            text_print(out, " (%zu bits)", bit_count(value->value));
        else
            text_print(out, " (%zu bytes)", value->value.size);
    }
    buffer_clear(&hex);
}

void rows_append_value(Buffer *out, const Operand *value, bool full)
{
    text_append(out, value->negative ? "-" : "");
    if (value->kind == VALUE_TEXT)
        style_append_harmless(out, value->value);
    else if (value->kind == VALUE_NUMBER && value->value.size <= DECIMAL_SIZE)
        text_append_decimal(out, bytes_read_number(value->value.data, value->value.size));
    else if (value->kind == VALUE_BYTES && value->value.size == 0)
        text_append(out, "(no bytes)");
    else
        append_hex(out, value, full);
}

static bool is_short(const Operand *value)
{
    Buffer text = BUFFER_EMPTY;
    rows_append_value(&text, value, true);
    bool fits = text.size <= SHORT_COLUMNS;
    buffer_clear(&text);
    return fits;
}

static bool all_are_short(const Row *row)
{
    bool fits = is_short(&row->result);
    for (int i = 0; i < row->operand_count; i++)
        fits = fits && is_short(&row->operands[i]);
    return fits;
}

static const Operand *find_operand(const Row *row, Bytes name)
{
    for (int i = 0; i < row->operand_count; i++)
        if (bytes_equal(bytes_of_text(row->operands[i].name), name))
            return &row->operands[i];
    return NULL;
}

/* The formula with values in the places of names. */
static void append_with_values(Buffer *out, const Row *row)
{
    FormulaWord word;
    for (const char *at = row->formula; *at; at += word.size) {
        if (!formula_word(at, &word)) {
            word.size = *at == '"' ? (size_t)(strchr(at + 1, '"') - at + 1) : 1;
            buffer_append(out, bytes_of(at, word.size));
            continue;
        }
        const Operand *operand = word.kind == WORD_NAME ? find_operand(row, bytes_of(at, word.size)) : NULL;
        if (!operand) {
            buffer_append(out, bytes_of(at, word.size));
            continue;
        }
        text_append(out, operand->negative ? "(" : "");
        rows_append_value(out, operand, true);
        text_append(out, operand->negative ? ")" : "");
    }
}

/* " = 4 · 5 mod 23 = 20"; what says the same twice is said once. */
static void append_short_values(Buffer *out, const Row *row)
{
    Buffer filled = BUFFER_EMPTY, result = BUFFER_EMPTY;
    append_with_values(&filled, row);
    rows_append_value(&result, &row->result, true);
    if (row->operand_count > 0 && !bytes_equal(buffer_bytes(&filled), buffer_bytes(&result)))
        text_print(out, " = %s", text_finish(&filled));
    if (row->operand_count > 0 || strcmp(row->formula, text_finish(&result)) != 0)
        text_print(out, " = %s", text_finish(&result));
    buffer_clear(&result);
    buffer_clear(&filled);
}

/* "= 0x12…", or with the name of an operand in front, set in below the equation. */
static void append_long_value(Buffer *out, const ReportStyle *style, size_t indent, const char *name,
                              const Operand *value, bool full)
{
    Buffer text = BUFFER_EMPTY;
    text_print(&text, "%s%s= ", name, *name ? " " : "");
    rows_append_value(&text, value, full);
    style_block(out, style, indent, INK_PLAIN, text_finish(&text));
    buffer_clear(&text);
}

/* Beside the line that began at `start`, in the notes' column or as near to it as there is room, else below it. */
static void append_note(Buffer *out, const ReportStyle *style, size_t start, size_t indent, size_t notes,
                        const char *note)
{
    size_t taken = style_columns(bytes_slice(buffer_bytes(out), start, out->size - start)) + 2;
    size_t wanted = style_columns(bytes_of_text(note));
    if (*note && taken + wanted <= style->width) {
        size_t last = style->width - wanted, column = last < notes ? last : notes;
        style_repeat(out, " ", (taken > column ? taken : column) + 2 - taken);
        style_append(out, style, INK_FAINT, note);
        text_append(out, "\n");
        return;
    }
    text_append(out, "\n");
    style_paragraph(out, style, indent, INK_FAINT, note);
}

static size_t digits_of(size_t number)
{
    size_t digits = 1;
    while (number /= 10)
        digits++;
    return digits;
}

/* Where rows begin behind their numbers. */
static size_t equation_column(size_t indent, size_t count)
{
    return indent + digits_of(count) + 3;
}

/* What the row before has of the same name and value need not be said again. */
static bool is_repeated(const Operand *operand, const Row *before)
{
    const Operand *earlier = find_operand(before, bytes_of_text(operand->name));
    return earlier && earlier->negative == operand->negative && bytes_equal(earlier->value, operand->value);
}

/* Operands and result on lines of their own. */
static void append_long_values(Buffer *out, const ReportStyle *style, size_t column, const Row *row, const Row *before,
                               bool full)
{
    for (int i = 0; i < row->operand_count; i++)
        if (!is_repeated(&row->operands[i], before))
            append_long_value(out, style, column + 2, row->operands[i].name, &row->operands[i], full);
    append_long_value(out, style, column, "", &row->result, full);
}

static bool write_worked(Writing *writing, const ReportStyle *style, size_t indent, const Worked *worked,
                         const RowsShown *shown);

static bool write_opened(Writing *writing, const ReportStyle *style, size_t indent, const Row *row,
                         const RowsShown *shown)
{
    RowsShown inside = {.edge = shown->edge, .open = shown->open - 1, .full = shown->full};
    Worked *opened = row->opens(row);
    bool written = !opened || write_worked(writing, style, indent + OPENED_INDENT, opened, &inside);
    worked_free(opened);
    return written;
}

/* How the rows of a worked example stand. */
typedef struct Layout {
    size_t indent;
    size_t count; /* of rows */
    size_t notes; /* their column */
} Layout;

/* Its number and its equation; whether the values stand in it, as they are short. */
static bool append_equation(Buffer *out, const Layout *layout, size_t index, const Row *row)
{
    bool is_short_row = all_are_short(row);
    style_repeat(out, " ", layout->indent);
    text_print(out, "%*zu%s %s = %s", (int)digits_of(layout->count) + 1, index + 1, row->opens ? "+" : " ",
               row->result.name, row->formula);
    if (is_short_row)
        append_short_values(out, row);
    return is_short_row;
}

/* Where the notes of all rows that are shown can stand below one another, but for those that have no room there. */
static size_t notes_column(const ReportStyle *style, const Layout *layout, const Worked *worked, const RowsShown *shown)
{
    size_t notes = NOTE_COLUMN, measured = 0;
    for (size_t i = rows_next(shown, layout->count, 0); i < layout->count && measured < MEASURED_MOST;
         i = rows_next(shown, layout->count, i + 1), measured++) {
        Arena arena = {0};
        Buffer equation = BUFFER_EMPTY;
        Row row;
        worked_row(worked, i, &arena, &row);
        append_equation(&equation, layout, i, &row);
        size_t taken = style_columns(buffer_bytes(&equation)) + 2;
        bool fits = *row.note && taken + style_columns(bytes_of_text(row.note)) <= style->width;
        notes = fits && taken > notes ? taken : notes;
        buffer_clear(&equation);
        arena_clear(&arena);
    }
    return notes;
}

static void append_row(Buffer *out, const ReportStyle *style, const Layout *layout, size_t index, const Row *row,
                       const Row *before, const RowsShown *shown)
{
    size_t start = out->size, column = equation_column(layout->indent, layout->count);
    bool is_short_row = append_equation(out, layout, index, row);
    append_note(out, style, start, column + 2, layout->notes, row->note);
    if (!is_short_row)
        append_long_values(out, style, column, row, before, shown->full);
}

static void append_grouped(Buffer *out, size_t number)
{
    if (number >= 1000)
        append_grouped(out, number / 1000);
    text_print(out, number >= 1000 ? ",%03zu" : "%zu", number % 1000);
}

static void append_gap(Buffer *out, size_t indent, size_t rows)
{
    style_repeat(out, " ", indent);
    text_append(out, "… ");
    append_grouped(out, rows);
    text_append(out, rows == 1 ? " row more\n" : " rows more\n");
}

static bool write_worked(Writing *writing, const ReportStyle *style, size_t indent, const Worked *worked,
                         const RowsShown *shown)
{
    size_t count = worked_count(worked);
    Layout layout = {indent, count, NOTE_COLUMN};
    bool written = true;
    layout.notes = notes_column(style, &layout, worked, shown);
    /* Of the row that is written and of the one before, each in an arena of its own. */
    Arena arenas[2] = {{0}, {0}};
    Row rows[2] = {{.note = ""}, {.note = ""}};
    style_paragraph(&writing->text, style, indent, INK_HEADING, worked_title(worked));
    for (size_t i = 0, turn = 0; i < count && written; i++, turn = !turn) {
        size_t next = rows_next(shown, count, i);
        if (next > i)
            append_gap(&writing->text, equation_column(indent, count), next - i);
        i = next;
        if (next == count)
            break;
        arena_clear(&arenas[turn]);
        worked_row(worked, next, &arenas[turn], &rows[turn]);
        append_row(&writing->text, style, &layout, next, &rows[turn], &rows[!turn], shown);
        written = writing_hand_on(writing, WRITING_PIECE);
        if (written && rows[turn].opens && shown->open > 0)
            written = write_opened(writing, style, indent, &rows[turn], shown);
    }
    arena_clear(&arenas[0]);
    arena_clear(&arenas[1]);
    return written;
}

bool rows_write_text(ReportSink *sink, void *context, const ReportStyle *style, const Worked *worked,
                     const RowsShown *shown)
{
    Writing writing = {sink, context, BUFFER_EMPTY};
    bool written = write_worked(&writing, style, 0, worked, shown) && writing_hand_on(&writing, 1);
    buffer_clear(&writing.text);
    return written;
}
