/*
 * What the Maths view shows, as lines of one row each: for every value and check of a step its formula, inputs, result
 * and worked example. A worked example may have thousands of rows, so that a line is made only when it is asked for.
 */
#ifndef TLSTEPS_UI_MATHS_SHEET_H
#define TLSTEPS_UI_MATHS_SHEET_H

#include "explain/language/worked.h"
#include "sim/timeline/timeline.h"
#include "ui/terminal/theme.h"

/* One value and how it came about. Texts that it has not are NULL. */
typedef struct MathsBlock {
    const char *heading, *meaning;
    const char *formula, *source;
    Operand *inputs;
    int input_count;
    bool computed;                       /* from other values of the run: not read, drawn or known before */
    Operand result;                      /* as the run has it; nameless where there is none */
    const char *command, *command_label; /* that computes the result again */
    const char *verdict;
    Style verdict_style;
    Worked *worked; /* or NULL */
    size_t rows;
    bool small; /* all values are for paper: a row says everything in one line */
} MathsBlock;

/* What stands in front of a command that computes something again: what it needs. */
void maths_append_command_label(Buffer *out, const char *command);

/* People count rows from here. */
enum { MATHS_FIRST_ROW = 1 };

/* Starts as all zero. */
typedef struct MathsSheet {
    MathsBlock *blocks;
    int count;
    Arena arena;
} MathsSheet;

typedef enum MathsLineKind {
    MATHS_HEADING,
    MATHS_FORMULA,
    MATHS_INPUT,
    MATHS_RESULT,
    MATHS_VERDICT,
    MATHS_COMMAND,
    MATHS_TITLE, /* of the worked example */
    MATHS_ROW,
    MATHS_SPACE,
} MathsLineKind;

typedef struct MathsLine {
    const MathsBlock *block;
    MathsLineKind kind;
    size_t index; /* which input or row, from 0 */
} MathsLine;

/* Whether in a step anything is computed from other values, protected, opened or compared. */
bool maths_step_computes(const Timeline *timeline, const Step *step);
/* Facts and check of a step. The timeline outlives the sheet. */
void maths_sheet_of_step(MathsSheet *sheet, const Timeline *timeline, const Step *step);
/* The worked example behind a row; `note` is said of it. The worked example is the sheet's from here on. */
void maths_sheet_of_row(MathsSheet *sheet, const Row *row, Worked *opened);
/* Of worked examples that no run has computed: begins a sheet for up to so many, and adds one (NULL: its heading
   alone; `small`: all its values are for paper). Heading and meaning are static. */
void maths_sheet_start(MathsSheet *sheet, int blocks);
void maths_sheet_add_worked(MathsSheet *sheet, const char *heading, const char *meaning, Worked *worked, bool small);
void maths_sheet_clear(MathsSheet *sheet);

size_t maths_sheet_lines(const MathsSheet *sheet);
/* Line `number`, from 0, below that. */
MathsLine maths_sheet_line(const MathsSheet *sheet, size_t number);
/* The line at which the block of a line begins. */
size_t maths_sheet_heading(const MathsSheet *sheet, size_t number);
/* The line with what the block of a line comes to. */
size_t maths_sheet_result_of(const MathsSheet *sheet, size_t number);
/* The line with what the last block that computes comes to; false where none does. */
bool maths_sheet_result(const MathsSheet *sheet, size_t *out);
/* The line of another sheet that stands where this one does: of the same block, kind and index, or the nearest. */
size_t maths_sheet_twin(const MathsSheet *sheet, size_t number, const MathsSheet *other);
/* Number of the line of a row of the block that a line belongs to, or of the first block behind it that has rows;
   false where none has that row. */
bool maths_sheet_find_row(const MathsSheet *sheet, size_t from, size_t row, size_t *out);

#endif
