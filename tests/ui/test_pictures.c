/* What the pictures say of the numbers that they show. */
#include "ui/player/picture.h"

#include <string.h>

#include "base/text.h"
#include "check.h"
#include "ui/content/ruler.h"

static const char *told(Buffer *out, const ClockPicture *picture)
{
    Page page;
    page_start(&page, 34);
    clock_picture_tell(picture, &page);
    for (int i = 0; i < page.count; i++) {
        for (const PageSpan *span = page.lines[i].first; span; span = span->next)
            text_append(out, span->text);
        text_append(out, "\n");
    }
    page_clear(&page);
    return text_finish(out);
}

static void assert_says(const ClockPicture *picture, const char *words, bool says)
{
    Buffer text = BUFFER_EMPTY;
    assert_int_equal(strstr(told(&text, picture), words) != NULL, says);
    buffer_clear(&text);
}

/* Whether 5 comes to every number is seen when it has gone round, and not before. */
static void a_generator_is_told_when_it_has_gone_round(void **state)
{
    (void)state;
    ClockPicture generator = {.p = 23, .g = 5, .run_g = 5}, subgroup = {.p = 23, .g = 2, .run_g = 5};
    for (generator.exponent = 0; generator.exponent < clock_picture_last(&generator); generator.exponent++)
        assert_says(&generator, "generator", false);
    assert_says(&generator, "generator", true);
    subgroup.exponent = clock_picture_last(&subgroup);
    assert_says(&subgroup, "subgroup", true);
    assert_says(&subgroup, "generator", false);
}

/* 5^15 = 19: marked for the side that sends it, while the picture is of the run's own generator. */
static void the_runs_numbers_are_named(void **state)
{
    (void)state;
    ClockPicture picture = {.p = 23, .g = 5, .run_g = 5};
    assert_says(&picture, "what the server sends", false);
    picture.marks[1] = (PictureMark){true, true, 15, 19, 0};
    assert_says(&picture, "B = 19 is what the server sends", true);
    assert_says(&picture, "5^15: b is 15", true);
    picture.marks[1].has_private = false;
    assert_says(&picture, "B = 19 is what the server sends", true);
    assert_says(&picture, "b is 15", false);
    picture.g = 7;
    assert_says(&picture, "what the server sends", false);
}

static void assert_ruler(int columns, const RulerPiece *pieces, int count, const char *bytes, const char *names)
{
    Page page;
    Buffer lines[2] = {BUFFER_EMPTY, BUFFER_EMPTY};
    page_start(&page, columns + PAGE_SIGNS);
    ruler_fill(&page, 0, pieces, count);
    assert_int_equal(page.count, 2);
    for (int i = 0; i < 2; i++)
        for (const PageSpan *span = page.lines[i].first; span; span = span->next)
            text_append(&lines[i], span->text);
    assert_string_equal(text_finish(&lines[0]), bytes);
    assert_string_equal(text_finish(&lines[1]), names);
    buffer_clear(&lines[0]);
    buffer_clear(&lines[1]);
    page_clear(&page);
}

/* 40 bytes in 80 columns, and in 40: each piece as long as it is, with as much of its name as there is room for. */
static void a_ruler_is_as_long_as_its_pieces(void **state)
{
    static const RulerPiece pieces[] = {{"client key", 16, STYLE_CLIENT},
                                        {"server key", 16, STYLE_SERVER},
                                        {"IV", 4, STYLE_CLIENT},
                                        {"IV", 4, STYLE_SERVER}};
    (void)state;
    canvas_start(GLYPHS_ASCII, true);
    assert_ruler(90, pieces, 4,
                 "0                               16                              32      36      40 bytes",
                 "|1 client key, 16---------------|2 server key, 16---------------|3 IV, 4|4 IV, 4|");
    assert_ruler(50, pieces, 4, "0               16              32  36  40 bytes",
                 "|1 client key---|2 server key---|3--|4--|");
    canvas_start(GLYPHS_DRAWN, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_generator_is_told_when_it_has_gone_round),
        cmocka_unit_test(the_runs_numbers_are_named),
        cmocka_unit_test(a_ruler_is_as_long_as_its_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
