/* Every theme's colours can be read: WCAG 2 asks for a contrast of 4.5, and where more is wanted for 7. */
#include "ui/terminal/theme.h"

#include "check.h"
#include "palette.h"

static void test_contrast_of_known_pairs(void **state)
{
    (void)state;
    /* Black on white is the greatest there is; #767676 is the lightest grey that passes on white. */
    assert_true(palette_contrast(16, 231) > 20.99 && palette_contrast(16, 231) < 21.01);
    assert_true(palette_contrast(243, 231) > 4.53 && palette_contrast(243, 231) < 4.55);
    assert_true(palette_contrast(100, 100) == 1);
}

static void check_theme(ThemeId theme, double least)
{
    for (int style = 0; style < STYLE_COUNT; style++) {
        ThemePair pair = theme_pair(theme, (Style)style);
        assert_in_range(pair.ink, 16, 255); /* the first sixteen look different on every terminal */
        assert_in_range(pair.ground, 16, 255);
        if (palette_contrast(pair.ink, pair.ground) < least)
            fail_msg("theme %d, style %d: colour %d on %d", (int)theme, style, pair.ink, pair.ground);
    }
}

static void test_dark(void **state)
{
    (void)state;
    check_theme(THEME_DARK, 4.5);
}

static void test_light(void **state)
{
    (void)state;
    check_theme(THEME_LIGHT, 4.5);
}

static void test_high_contrast(void **state)
{
    (void)state;
    check_theme(THEME_HIGH_CONTRAST, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contrast_of_known_pairs),
        cmocka_unit_test(test_dark),
        cmocka_unit_test(test_light),
        cmocka_unit_test(test_high_contrast),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
