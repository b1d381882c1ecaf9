#include "ui/content/maths_sheet.h"

#include "base/text.h"
#include "report/replay/replay.h"
#include "report/replay/reproduce.h"
#include "report/tell/sealed.h"
#include "report/tell/story.h"
#include "ui/content/words.h"
#include "ui/page/value.h"
#include "ui/terminal/canvas.h"

static MathsBlock *add_block(MathsSheet *sheet)
{
    return &sheet->blocks[sheet->count++];
}

/* Behind inputs and result. */
static void take_worked(MathsBlock *block, Worked *worked)
{
    block->small = block->result.name && block->input_count > 0 && operand_is_short(&block->result);
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

/* Says whether the rows come to `what`: "the client computed". */
static void say_verdict(MathsSheet *sheet, MathsBlock *block, bool agrees, const char *whose, const char *what)
{
    Buffer text = BUFFER_EMPTY;
    text_append(&text, canvas_glyph(agrees ? GLYPH_GOOD : GLYPH_BAD));
    text_append(&text, agrees ? " agrees with what " : " the rows give another value than what ");
    text_append(&text, "the ");
    text_append(&text, whose);
    text_append(&text, what);
    text_append(&text, agrees ? "" : ": an error of this program");
    block->verdict = arena_copy_text(&sheet->arena, text_finish(&text));
    block->verdict_style = agrees ? STYLE_GOOD : STYLE_BAD;
    buffer_clear(&text);
}

void maths_append_command_label(Buffer *out, const char *command)
{
    text_append(out, "check with ");
    text_append(out, reproduce_needs(command));
    text_append(out, ":");
}

/* How other people's software computes it. */
static void add_command(MathsSheet *sheet, MathsBlock *block, const Timeline *timeline, const TimelineFact *fact)
{
    Buffer line = BUFFER_EMPTY, label = BUFFER_EMPTY;
    if (reproduce_append(&line, timeline, fact)) {
        block->command = arena_copy_text(&sheet->arena, text_finish(&line));
        maths_append_command_label(&label, block->command);
        block->command_label = arena_copy_text(&sheet->arena, text_finish(&label));
    }
    buffer_clear(&line);
    buffer_clear(&label);
}

static bool is_computed(const TimelineFact *fact)
{
    switch (fact->how.id) {
    case DERIVATION_NONE:
    case DERIVATION_RANDOM:
    case DERIVATION_MARKED_RANDOM:
    case DERIVATION_READ:
    case DERIVATION_DECRYPTED:
    case DERIVATION_CONFIGURED:
    case DERIVATION_CHOSEN:
    case DERIVATION_IMPLIED:
    case DERIVATION_APPLICATION:
    case DERIVATION_REMEMBERED:
    case DERIVATION_CLOCK:
    case DERIVATION_COUNTED:
    case DERIVATION_STOLEN:
        return false;
    default:
        return true;
    }
}

static bool has_sealed_record(const Timeline *timeline, const Step *step)
{
    SealedRecord sealed;
    for (int i = 0; step->message && i < step->message->view.record_count; i++)
        if (sealed_find(&sealed, timeline, step, i))
            return true;
    return false;
}

bool maths_step_computes(const Timeline *timeline, const Step *step)
{
    for (int i = 0; i < step->fact_count; i++)
        if (is_computed(&step->facts[i]))
            return true;
    return step->check || has_sealed_record(timeline, step);
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
    block->computed = is_computed(fact);
    block->formula = how->formula;
    block->source = fact_source(fact->ref.id, fact->how.id);
    add_inputs(sheet, block, timeline, fact);
    add_command(sheet, block, timeline, fact);
    StepWorking working = replay_working_of_fact(timeline, fact);
    take_worked(block, working.worked);
    if (block->worked)
        say_verdict(sheet, block, working.agrees, actor_name(fact->actor), " computed");
}

/* A record that was protected or opened in this step. */
static void add_record(MathsSheet *sheet, const Timeline *timeline, const Step *step, int record)
{
    StepWorking working = replay_working_of_record(timeline, step, record);
    if (!working.worked)
        return;
    bool sends = step->item->kind == KIND_SEND;
    MathsBlock *block = add_block(sheet);
    Buffer heading = BUFFER_EMPTY;
    text_append(&heading, "record ");
    text_append_decimal(&heading, (uint64_t)record + 1);
    block->heading = arena_copy_text(&sheet->arena, text_finish(&heading));
    block->meaning = sends ? "How it was protected." : "How it was opened.";
    take_worked(block, working.worked);
    say_verdict(sheet, block, working.agrees, actor_name(step->actor), sends ? " sent" : " read");
    buffer_clear(&heading);
}

static void add_side(MathsBlock *block, const char *name, const Check *check, Bytes value)
{
    block->inputs[block->input_count++] = (Operand){.name = name, .kind = check->kind, .value = value};
}

static void say_outcome(MathsBlock *block, bool passed)
{
    static const char *const outcomes[2][2] = {{"FAILED", "FAILED; the rows below come to the same"},
                                               {"passed", "passed; the rows below come to the same"}};
    block->verdict = outcomes[passed][block->worked != NULL];
    block->verdict_style = passed ? STYLE_GOOD : STYLE_BAD;
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
    StepWorking working = replay_working_of_check(timeline, step);
    take_worked(block, working.worked);
    if (!working.agrees)
        say_verdict(sheet, block, false, actor_name(step->actor), " found");
    else
        say_outcome(block, check->passed);
}

void maths_sheet_of_step(MathsSheet *sheet, const Timeline *timeline, const Step *step)
{
    int records = step->message ? step->message->view.record_count : 0;
    maths_sheet_start(sheet, step->fact_count + records + 1);
    for (int i = 0; i < step->fact_count; i++)
        add_fact(sheet, timeline, &step->facts[i]);
    for (int i = 0; i < records; i++)
        add_record(sheet, timeline, step, i);
    if (step->check)
        add_check(sheet, timeline, step);
}

static bool comes_to(const Worked *worked, const Operand *value)
{
    Arena arena = {0};
    Operand result;
    worked_result(worked, &arena, &result);
    bool same = same_value(&result, value);
    arena_clear(&arena);
    return same;
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
    say_verdict(sheet, block, comes_to(opened, &block->result), "row", " says");
    buffer_clear(&heading);
}

void maths_sheet_add_worked(MathsSheet *sheet, const char *heading, const char *meaning, Worked *worked, bool small)
{
    MathsBlock *block = add_block(sheet);
    block->heading = heading;
    block->meaning = meaning;
    take_worked(block, worked);
    block->small = small;
}

void maths_sheet_clear(MathsSheet *sheet)
{
    for (int i = 0; i < sheet->count; i++)
        worked_free(sheet->blocks[i].worked);
    arena_clear(&sheet->arena);
    *sheet = (MathsSheet){0};
}
