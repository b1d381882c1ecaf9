#include "ui/maths_sheet.h"

#include "base/text.h"
#include "report/replay.h"
#include "report/story.h"
#include "ui/value.h"
#include "ui/view.h"

static MathsBlock *add_block(MathsSheet *sheet)
{
    return &sheet->blocks[sheet->count++];
}

/* Behind inputs and result. */
static void take_worked(MathsBlock *block, Worked *worked)
{
    block->small = operand_is_short(&block->result);
    for (int i = 0; i < block->input_count; i++)
        block->small = block->small && (block->inputs[i].kind == VALUE_TEXT || operand_is_short(&block->inputs[i]));
    block->worked = worked;
    block->rows = worked ? worked_count(worked) : 0;
}

void maths_sheet_start(MathsSheet *sheet, int blocks)
{
    *sheet = (MathsSheet){0};
    sheet->blocks = arena_new(&sheet->arena, (size_t)blocks * sizeof *sheet->blocks);
}

/* A text is shown as the other views show it. */
static Operand operand_of(MathsSheet *sheet, const char *name, const TimelineFact *fact)
{
    Operand operand = {.name = name, .kind = story_value_kind(fact), .value = fact->value};
    if (operand.kind == VALUE_TEXT) {
        Buffer text = BUFFER_EMPTY;
        value_text(&text, fact);
        operand.value = arena_copy(&sheet->arena, buffer_bytes(&text));
        buffer_clear(&text);
    }
    return operand;
}

static void add_text_input(MathsBlock *block, const char *name, const char *text)
{
    if (text)
        block->inputs[block->input_count++] = (Operand){.name = name, .kind = VALUE_TEXT, .value = bytes_of_text(text)};
}

static void add_inputs(MathsSheet *sheet, MathsBlock *block, const Timeline *timeline, const TimelineFact *fact)
{
    enum { TEXTS = 3 };
    block->inputs = arena_new(&sheet->arena, (DERIVATION_INPUTS_MAX + TEXTS) * sizeof *block->inputs);
    add_text_input(block, "hash", fact->how.hash);
    add_text_input(block, "label", fact->how.label);
    add_text_input(block, "group", fact->how.group);
    for (int i = 0; i < fact->how.from_count; i++) {
        const TimelineFact *input = fact_input(timeline, fact, i);
        if (input)
            block->inputs[block->input_count++] = operand_of(sheet, input->bare, input);
    }
}

/* Leading zeros of what is a number here and bytes there do not count. */
static bool same_value(const Operand *a, const Operand *b)
{
    if (a->kind != VALUE_NUMBER && b->kind != VALUE_NUMBER)
        return bytes_equal(a->value, b->value);
    Operand shortened[2] = {*a, *b};
    for (int i = 0; i < 2; i++)
        while (shortened[i].value.size && shortened[i].value.data[0] == 0)
            shortened[i].value = bytes_slice(shortened[i].value, 1, SIZE_MAX);
    return a->negative == b->negative && bytes_equal(shortened[0].value, shortened[1].value);
}

/* Compares what the rows come to with the block's result. */
static void judge(MathsSheet *sheet, MathsBlock *block, const char *whose)
{
    Operand worked;
    Arena arena = {0};
    worked_result(block->worked, &arena, &worked);
    bool same = same_value(&worked, &block->result);
    Buffer text = BUFFER_EMPTY;
    text_append(&text, canvas_glyph(same ? GLYPH_GOOD : GLYPH_BAD));
    text_append(&text, same ? " agrees with what " : " the rows give another value than ");
    text_append(&text, whose);
    text_append(&text, same ? "" : ": an error of this program");
    block->verdict = arena_copy_text(&sheet->arena, text_finish(&text));
    block->verdict_style = same ? STYLE_GOOD : STYLE_BAD;
    buffer_clear(&text);
    arena_clear(&arena);
}

static void judge_fact(MathsSheet *sheet, MathsBlock *block, const TimelineFact *fact)
{
    Buffer whose = BUFFER_EMPTY;
    text_append(&whose, "the ");
    text_append(&whose, actor_name(fact->actor));
    text_append(&whose, " computed");
    judge(sheet, block, text_finish(&whose));
    buffer_clear(&whose);
}

static void add_fact(MathsSheet *sheet, const Timeline *timeline, const TimelineFact *fact)
{
    const DerivationItem *how = derivation_item(fact->how.id);
    MathsBlock *block = add_block(sheet);
    block->heading = fact->bare;
    block->meaning = fact_item(fact->ref.id)->meaning;
    block->result = operand_of(sheet, "=", fact);
    /* Of what was read from a message the Bytes view has more to say. */
    if (!*how->formula || fact->how.id == DERIVATION_READ)
        return;
    block->formula = how->formula;
    block->source = how->source;
    add_inputs(sheet, block, timeline, fact);
    take_worked(block, replay_fact(timeline, fact));
    if (block->worked)
        judge_fact(sheet, block, fact);
}

static void add_side(MathsBlock *block, const char *name, const Check *check, Bytes value)
{
    if (value.size)
        block->inputs[block->input_count++] = (Operand){.name = name, .kind = check->kind, .value = value};
}

static void add_check(MathsSheet *sheet, const Timeline *timeline, const Step *step)
{
    const Check *check = step->check;
    MathsBlock *block = add_block(sheet);
    block->heading = "check";
    block->meaning = step->item->title;
    block->inputs = arena_new(&sheet->arena, 2 * sizeof *block->inputs);
    add_side(block, "expected", check, check->expected);
    add_side(block, "found", check, check->found);
    block->verdict = check->passed ? "passed" : "FAILED";
    block->verdict_style = check->passed ? STYLE_GOOD : STYLE_BAD;
    take_worked(block, replay_check(timeline, step));
}

void maths_sheet_of_step(MathsSheet *sheet, const Timeline *timeline, const Step *step)
{
    maths_sheet_start(sheet, step->fact_count + 1);
    for (int i = 0; i < step->fact_count; i++)
        add_fact(sheet, timeline, &step->facts[i]);
    if (step->check)
        add_check(sheet, timeline, step);
}

static Operand copy_operand(MathsSheet *sheet, const Operand *operand)
{
    Operand copy = *operand;
    copy.name = arena_copy_text(&sheet->arena, operand->name);
    copy.value = arena_copy(&sheet->arena, operand->value);
    return copy;
}

void maths_sheet_of_row(MathsSheet *sheet, const Row *row, Worked *opened)
{
    Buffer heading = BUFFER_EMPTY;
    maths_sheet_start(sheet, 1);
    MathsBlock *block = add_block(sheet);
    text_append(&heading, row->result.name);
    text_append(&heading, " = ");
    text_append(&heading, row->formula);
    block->heading = arena_copy_text(&sheet->arena, text_finish(&heading));
    block->meaning = arena_copy_text(&sheet->arena, row->note);
    block->inputs = arena_new(&sheet->arena, ROW_OPERANDS_MAX * sizeof *block->inputs);
    block->input_count = row->operand_count;
    for (int i = 0; i < row->operand_count; i++)
        block->inputs[i] = copy_operand(sheet, &row->operands[i]);
    block->result = copy_operand(sheet, &row->result);
    take_worked(block, opened);
    judge(sheet, block, "the row says");
    buffer_clear(&heading);
}

void maths_sheet_add_worked(MathsSheet *sheet, const char *heading, const char *meaning, Worked *worked)
{
    MathsBlock *block = add_block(sheet);
    block->heading = heading;
    block->meaning = meaning;
    take_worked(block, worked);
}

void maths_sheet_clear(MathsSheet *sheet)
{
    for (int i = 0; i < sheet->count; i++)
        worked_free(sheet->blocks[i].worked);
    arena_clear(&sheet->arena);
    *sheet = (MathsSheet){0};
}
