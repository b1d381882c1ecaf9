/* The lines of a sheet: which block and row stands where. Nothing is made of a row to find its line. */
#include "ui/content/maths_sheet.h"

/* How many lines of a kind a block has. */
static size_t lines_of(const MathsBlock *block, MathsLineKind kind)
{
    switch (kind) {
    case MATHS_FORMULA:
        return block->formula != NULL;
    case MATHS_INPUT:
        return (size_t)block->input_count;
    case MATHS_RESULT:
        return block->result.name != NULL;
    case MATHS_VERDICT:
        return block->verdict != NULL;
    case MATHS_COMMAND:
        return block->command != NULL;
    case MATHS_TITLE:
        return block->worked != NULL;
    case MATHS_ROW:
        return block->rows;
    case MATHS_HEADING:
    case MATHS_SPACE:
        break;
    }
    return 1;
}

static size_t lines_before(const MathsBlock *block, MathsLineKind kind)
{
    size_t lines = 0;
    for (int each = MATHS_HEADING; each < (int)kind; each++)
        lines += lines_of(block, (MathsLineKind)each);
    return lines;
}

static size_t all_lines(const MathsBlock *block)
{
    return lines_before(block, MATHS_SPACE) + 1;
}

size_t maths_sheet_lines(const MathsSheet *sheet)
{
    size_t lines = 0;
    for (int i = 0; i < sheet->count; i++)
        lines += all_lines(&sheet->blocks[i]);
    return lines;
}

MathsLine maths_sheet_line(const MathsSheet *sheet, size_t number)
{
    const MathsBlock *block = sheet->blocks;
    for (; number >= all_lines(block); block++)
        number -= all_lines(block);
    MathsLine line = {block, MATHS_HEADING, number};
    while (line.index >= lines_of(block, line.kind))
        line.index -= lines_of(block, line.kind++);
    return line;
}

static size_t number_of(const MathsSheet *sheet, const MathsLine *line)
{
    size_t number = lines_before(line->block, line->kind) + line->index;
    for (const MathsBlock *block = sheet->blocks; block < line->block; block++)
        number += all_lines(block);
    return number;
}

size_t maths_sheet_heading(const MathsSheet *sheet, size_t number)
{
    return number_of(sheet, &(MathsLine){maths_sheet_line(sheet, number).block, MATHS_HEADING, 0});
}

/* Whether its value is computed from others, or compared. */
static bool computes(const MathsBlock *block)
{
    return block->computed || block->worked || block->verdict;
}

static size_t result_of(const MathsSheet *sheet, const MathsBlock *block)
{
    MathsLineKind kind = lines_of(block, MATHS_RESULT)    ? MATHS_RESULT
                         : lines_of(block, MATHS_VERDICT) ? MATHS_VERDICT
                                                          : MATHS_HEADING;
    return number_of(sheet, &(MathsLine){block, kind, 0});
}

size_t maths_sheet_result_of(const MathsSheet *sheet, size_t number)
{
    return result_of(sheet, maths_sheet_line(sheet, number).block);
}

bool maths_sheet_result(const MathsSheet *sheet, size_t *out)
{
    for (int i = sheet->count - 1; i >= 0; i--) {
        const MathsBlock *block = &sheet->blocks[i];
        *out = result_of(sheet, block);
        if (computes(block))
            return true;
    }
    return false;
}

size_t maths_sheet_twin(const MathsSheet *sheet, size_t number, const MathsSheet *other)
{
    MathsLine line = maths_sheet_line(sheet, number);
    int block = (int)(line.block - sheet->blocks);
    line.block = &other->blocks[block < other->count ? block : other->count - 1];
    size_t lines = lines_of(line.block, line.kind);
    if (lines == 0) {
        line.kind = MATHS_HEADING;
        lines = 1;
    }
    if (line.index >= lines)
        line.index = lines - 1;
    return number_of(other, &line);
}

bool maths_sheet_find_row(const MathsSheet *sheet, size_t from, size_t row, size_t *out)
{
    const MathsBlock *end = sheet->blocks + sheet->count;
    for (const MathsBlock *block = maths_sheet_line(sheet, from).block; block < end; block++)
        if (row < block->rows) {
            *out = number_of(sheet, &(MathsLine){block, MATHS_ROW, row});
            return true;
        } else if (block->rows)
            return false;
    return false;
}
