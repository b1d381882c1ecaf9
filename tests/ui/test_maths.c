/* What the Maths view is made of: lines of sheets, values, and the verdict on what the rows come to. */
#include "ui/content/maths_sheet.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "sim/run/simulation.h"
#include "sim/timeline/timeline.h"
#include "ui/content/maths.h"
#include "ui/content/maths_row.h"

static Learned learned(FactId fact, const uint8_t *value, size_t size)
{
    return (Learned){.fact = {fact, 0}, .value = bytes_of(value, size), .how.id = DERIVATION_CHOSEN};
}

/* A client that says of 5^x mod 23 that it is `claimed`. */
static Timeline *claim(uint8_t x, uint8_t claimed)
{
    static const uint8_t p = 23, g = 5;
    Timeline *timeline = timeline_new();
    Learned facts[4] = {learned(FACT_DH_P, &p, 1), learned(FACT_DH_G, &g, 1), learned(FACT_DH_CLIENT_PRIVATE, &x, 1),
                        learned(FACT_DH_CLIENT_PUBLIC, &claimed, 1)};
    Derivation how = {.id = DERIVATION_MODEXP_PUBLIC, .from_count = 3};
    how.from[0].id = FACT_DH_G;
    how.from[1].id = FACT_DH_CLIENT_PRIVATE;
    how.from[2].id = FACT_DH_P;
    facts[3].how = how;
    Event event = {
        .id = EVENT_DH_KEY_PAIR, .actor = ACTOR_CLIENT, .handshake = 1, .learned = facts, .learned_count = 4};
    timeline_record(timeline, 1, &event);
    return timeline;
}

static void rows_are_compared_with_what_was_recorded(void **state)
{
    static const struct {
        uint8_t claimed; /* 5^6 = 15625 = 679 · 23 + 8 */
        Style style;
        const char *words;
    } cases[] = {{8, STYLE_GOOD, "agrees with what the client computed"},
                 {9, STYLE_BAD, "another value than what the client computed"}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Timeline *timeline = claim(6, cases[i].claimed);
        MathsSheet sheet;
        maths_sheet_of_step(&sheet, timeline, timeline_step(timeline, 1));
        const MathsBlock *block = &sheet.blocks[3];
        assert_non_null(block->worked);
        assert_int_equal(block->verdict_style, cases[i].style);
        assert_non_null(strstr(block->verdict, cases[i].words));
        assert_null(sheet.blocks[0].verdict);
        maths_sheet_clear(&sheet);
        timeline_free(timeline);
    }
}

/* Lines come in the order of blocks and kinds, one after the other, and each of a block's rows is found. */
static void every_line_has_its_place(void **state)
{
    (void)state;
    Timeline *timeline = claim(21, 14);
    MathsSheet sheet;
    maths_sheet_of_step(&sheet, timeline, timeline_step(timeline, 1));
    size_t rows = 0, lines = maths_sheet_lines(&sheet), found;
    for (size_t i = 0; i + 1 < lines; i++) {
        MathsLine line = maths_sheet_line(&sheet, i), next = maths_sheet_line(&sheet, i + 1);
        bool follows = next.block > line.block  ? line.kind == MATHS_SPACE && next.kind == MATHS_HEADING
                       : next.kind == line.kind ? next.index == line.index + 1
                                                : next.kind > line.kind && next.index == 0;
        assert_true(follows);
        assert_int_equal(maths_sheet_twin(&sheet, i, &sheet), i);
        if (line.kind != MATHS_ROW)
            continue;
        assert_true(maths_sheet_find_row(&sheet, 0, line.index, &found));
        assert_int_equal(found, i);
        rows++;
    }
    assert_int_equal(rows, sheet.blocks[3].rows);
    assert_false(maths_sheet_find_row(&sheet, 0, rows, &found));
    maths_sheet_clear(&sheet);
    timeline_free(timeline);
}

/* A row that the twin has not is beside its last one. */
static void twins_of_other_lengths_stay_beside(void **state)
{
    (void)state;
    Timeline *longer = claim(21, 14), *shorter = claim(3, 10);
    MathsSheet sheet, twin;
    size_t last, beside;
    maths_sheet_of_step(&sheet, longer, timeline_step(longer, 1));
    maths_sheet_of_step(&twin, shorter, timeline_step(shorter, 1));
    assert_true(sheet.blocks[3].rows > twin.blocks[3].rows);
    assert_true(maths_sheet_find_row(&sheet, 0, sheet.blocks[3].rows - 1, &last));
    beside = maths_sheet_twin(&sheet, last, &twin);
    MathsLine line = maths_sheet_line(&twin, beside);
    assert_int_equal(line.kind, MATHS_ROW);
    assert_int_equal(line.index, twin.blocks[3].rows - 1);
    maths_sheet_clear(&sheet);
    maths_sheet_clear(&twin);
    timeline_free(longer);
    timeline_free(shorter);
}

/* What the last value comes to is in sight, and as much of the way there as there is room for. */
static void a_step_opens_at_its_result(void **state)
{
    (void)state;
    Timeline *timeline = claim(6, 8);
    MathsState maths = {0};
    maths_follow(&maths, timeline, 1);
    const MathsSide *side = maths_side(&maths, 80);
    MathsLine selected = maths_sheet_line(&side->sheet, side->selected);
    assert_int_equal(selected.kind, MATHS_RESULT);
    assert_string_equal(selected.block->heading, "dh.client_public");
    assert_int_equal(side->top, maths_sheet_heading(&side->sheet, side->selected));
    assert_false(maths_is_idle(&maths));
    maths_clear(&maths);
    timeline_free(timeline);
}

static Simulation *run(const char *suite)
{
    Diagnostic diagnostic;
    Scenario *scenario = scenario_new();
    assert_true(scenario_set(scenario, "suite", suite, &diagnostic));
    Simulation *simulation = simulation_new(scenario, &diagnostic);
    scenario_free(scenario);
    assert_non_null(simulation);
    simulation_run(simulation);
    return simulation;
}

/* Each step of a run computes something, or leads to one that does, with none in between. */
static void a_step_without_maths_leads_to_the_nearest_that_has_some(void **state)
{
    (void)state;
    Simulation *simulation = run("TLS_RSA_WITH_AES_128_GCM_SHA256");
    const Timeline *timeline = simulation_timeline(simulation);
    int idle = 0;
    for (int number = 1; number <= timeline_step_count(timeline); number++) {
        MathsState maths = {0};
        maths_follow(&maths, timeline, number);
        assert_int_equal(maths_is_idle(&maths), !maths_step_computes(timeline, timeline_step(timeline, number)));
        assert_int_equal(maths.elsewhere != NULL, maths_is_idle(&maths));
        int away = maths.elsewhere ? abs(maths.elsewhere->number - number) : 0;
        for (int i = 1; i < away; i++) {
            const Step *later = timeline_step(timeline, number + i), *before = timeline_step(timeline, number - i);
            assert_false(later && maths_step_computes(timeline, later));
            assert_false(before && maths_step_computes(timeline, before));
        }
        if (maths.elsewhere)
            assert_true(maths_step_computes(timeline, maths.elsewhere));
        idle += maths_is_idle(&maths);
        maths_clear(&maths);
    }
    assert_in_range(idle, 1, timeline_step_count(timeline) - 1);
    simulation_free(simulation);
}

/* Powers are on a clock, multiples of a point on a curve; nothing in RSA is on either. */
static void a_step_has_the_picture_of_what_it_computes(void **state)
{
    static const struct {
        const char *suite, *step;
        PictureKind picture;
    } cases[] = {{"TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "server.compute.dh_key_pair", PICTURE_CLOCK},
                 {"TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "server.compute.server_signature", PICTURE_NONE},
                 {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "client.compute.ecdh_key_pair", PICTURE_CURVE},
                 {"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "server.compute.server_signature", PICTURE_CURVE},
                 {"TLS_RSA_WITH_AES_128_GCM_SHA256", "client.compute.encrypted_pre_master_secret", PICTURE_NONE}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Simulation *simulation = run(cases[i].suite);
        const Timeline *timeline = simulation_timeline(simulation);
        const Step *step = timeline_find_step(timeline, cases[i].step);
        assert_non_null(step);
        assert_int_equal(maths_picture_of_step(timeline, step), cases[i].picture);
        simulation_free(simulation);
    }
}

/* A textbook's lines are no counterparts of the run's. */
static void a_textbook_opens_at_its_beginning(void **state)
{
    (void)state;
    Simulation *simulation = run("TLS_RSA_WITH_AES_128_GCM_SHA256");
    const Timeline *timeline = simulation_timeline(simulation);
    const Step *step = timeline_find_step(timeline, "client.compute.encrypted_pre_master_secret");
    MathsState maths = {0};
    maths_follow(&maths, timeline, step->number);
    maths_select(&maths, maths_sheet_lines(&maths.level->run.sheet) - 1, (Extent){8, 76});
    for (int turn = 0; turn < 2; turn++) {
        assert_null(maths_turn_twin(&maths));
        assert_ptr_equal(maths_side(&maths, 76), &maths.level->twin);
        assert_int_equal(maths.level->twin.selected, 0);
        assert_int_equal(maths.level->twin.top, 0);
        maths_select(&maths, maths_sheet_lines(&maths.level->twin.sheet) - 1, (Extent){8, 76});
        assert_null(maths_turn_twin(&maths));
    }
    maths_clear(&maths);
    simulation_free(simulation);
}

static Operand number(const char *name, const uint8_t *value, bool negative)
{
    return (Operand){.name = name, .kind = VALUE_NUMBER, .value = bytes_of(value, 1), .negative = negative};
}

static void equations_are_shown_in_numbers(void **state)
{
    static const uint8_t two = 2, eleven = 11, twenty = 20, long_value[16] = {1};
    (void)state;
    Row row = {.formula = "r.x · s - \"r.x\" mod p-1", .operand_count = 2, .note = ""};
    row.operands[0] = number("r.x", &two, true);
    row.operands[1] = number("s", &eleven, false);
    row.result = number("t", &twenty, false);
    Buffer text = BUFFER_EMPTY;
    assert_string_equal(row_equation(&text, &row), "t = r.x · s - \"r.x\" mod p-1");
    buffer_truncate(&text, 0);
    assert_true(row_in_numbers(&text, &row, BASE_BEST));
    assert_string_equal(text_finish(&text), "20 = (-2) · 11 - \"r.x\" mod p-1");
    buffer_truncate(&text, 0);
    row.operands[1].value = BYTES_OF_ARRAY(long_value);
    assert_false(row_in_numbers(&text, &row, BASE_BEST));
    assert_int_equal(text.size, 0);
    buffer_clear(&text);
}

static void values_are_shown_in_a_base_with_their_size(void **state)
{
    static const uint8_t large[] = {0xff, 0xff, 0xff, 0xff, 0xff};
    static const struct {
        ValueKind kind;
        size_t size;
        bool negative;
        const char *best, *decimal, *hexadecimal, *length;
    } cases[] = {
        {VALUE_NUMBER, 0, false, "0", "0", "0x0", "0 bits"},
        {VALUE_NUMBER, 1, false, "255", "255", "0xff", "8 bits"},
        {VALUE_NUMBER, 1, true, "-255", "-255", "-0xff", "8 bits"},
        {VALUE_NUMBER, 4, false, "4294967295", "4294967295", "0xffffffff", "32 bits"},
        {VALUE_NUMBER, 5, false, "0xffffffffff", "1099511627775", "0xffffffffff", "40 bits"},
        {VALUE_BYTES, 1, false, "ff", "ff", "ff", "1 byte"},
        {VALUE_BYTES, 0, false, "(empty)", "(empty)", "(empty)", "0 bytes"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Operand value = {"v", cases[i].kind, bytes_of(large, cases[i].size), cases[i].negative};
        const char *expected[BASE_COUNT] = {cases[i].best, cases[i].decimal, cases[i].hexadecimal};
        Buffer text = BUFFER_EMPTY;
        for (int base = 0; base < BASE_COUNT; base++) {
            assert_string_equal(operand_in_base(&text, &value, (NumberBase)base), expected[base]);
            buffer_truncate(&text, 0);
        }
        assert_string_equal(operand_size_text(&text, &value), cases[i].length);
        buffer_clear(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_compared_with_what_was_recorded),
        cmocka_unit_test(every_line_has_its_place),
        cmocka_unit_test(twins_of_other_lengths_stay_beside),
        cmocka_unit_test(equations_are_shown_in_numbers),
        cmocka_unit_test(values_are_shown_in_a_base_with_their_size),
        cmocka_unit_test(a_step_opens_at_its_result),
        cmocka_unit_test(a_step_without_maths_leads_to_the_nearest_that_has_some),
        cmocka_unit_test(a_step_has_the_picture_of_what_it_computes),
        cmocka_unit_test(a_textbook_opens_at_its_beginning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
