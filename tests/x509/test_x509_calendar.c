#include "check.h"
#include "x509/der/calendar.h"

/* The seconds are those of `date -u -d TEXT +%s`. */
static const struct {
    const char *text;
    int64_t seconds;
} times[] = {
    {"0000-01-01 00:00:00", -62167219200},
    {"1600-02-29 12:00:00", -11670955200},
    {"1900-03-01 00:00:00", -2203891200},
    {"1969-12-31 23:59:59", -1},
    {"1970-01-01 00:00:00", 0},
    {"2000-02-29 23:59:59", 951868799},
    {"2020-01-01 00:00:00", 1577836800},
    {"2038-01-19 03:14:08", 2147483648},
    {"2049-12-31 23:59:59", 2524607999},
    {"2100-03-01 00:00:00", 4107542400},
    {"9999-12-31 23:59:59", 253402300799},
};

static void times_are_counted_in_seconds(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(times); i++) {
        int64_t seconds;
        Buffer text = BUFFER_EMPTY;
        assert_true(calendar_parse(&seconds, times[i].text));
        assert_int_equal(seconds, times[i].seconds);
        calendar_append(&text, seconds);
        buffer_truncate(&text, text.size - 4); /* " UTC" */
        assert_string_equal(text_finish(&text), times[i].text);
        buffer_clear(&text);
    }
}

/* One day after the other, over two leap cycles. */
static void days_follow_one_another(void **state)
{
    Calendar before = calendar_of_seconds(0);
    (void)state;
    for (int64_t day = 1; day < 800 * 366; day++) {
        Calendar at = calendar_of_seconds(day * 86400 + 3723);
        bool next_day = at.day == before.day + 1 && at.month == before.month && at.year == before.year;
        bool next_month = at.day == 1 && before.day >= 28 && at.month == before.month + 1 && at.year == before.year;
        bool next_year = at.day == 1 && at.month == 1 && before.month == 12 && at.year == before.year + 1;
        int64_t seconds;
        assert_true(next_day || next_month || next_year);
        assert_true(calendar_to_seconds(&seconds, &at));
        assert_int_equal(seconds, day * 86400 + 3723);
        before = at;
    }
}

static void short_forms_are_understood(void **state)
{
    int64_t seconds;
    (void)state;
    assert_true(calendar_parse(&seconds, "2026-07-04"));
    assert_int_equal(seconds, 1783123200);
    assert_true(calendar_parse(&seconds, "2026-07-04 12:30"));
    assert_int_equal(seconds, 1783123200 + 12 * 3600 + 30 * 60);
    assert_true(calendar_parse(&seconds, "2026-07-04T12:30:01Z"));
    assert_int_equal(seconds, 1783123200 + 12 * 3600 + 30 * 60 + 1);
}

static void what_is_no_time_is_refused(void **state)
{
    static const char *const texts[] = {"",
                                        "2026",
                                        "2026-7-4",
                                        "2026-13-01",
                                        "2026-00-01",
                                        "2026-02-29",
                                        "2100-02-29",
                                        "2026-04-31",
                                        "2026-01-00",
                                        "2026-01-01 24:00",
                                        "2026-01-01 12:60",
                                        "2026-01-01 12:00:60",
                                        "2026-01-01 12",
                                        "2026-01-01x",
                                        "2026-01-01 12:00:00+01",
                                        "+026-01-01"};
    int64_t seconds;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (calendar_parse(&seconds, texts[i]))
            fail_msg("%s is taken for a time", texts[i]);
}

static void asn1_times_are_read(void **state)
{
    static const struct {
        const char *text;
        bool generalized;
        int64_t seconds; /* -1: refused */
    } texts[] = {
        {"200101000000Z", false, 1577836800}, {"491231235959Z", false, 2524607999},
        {"500101000000Z", false, -631152000}, {"20200101000000Z", true, 1577836800},
        {"2001010000Z", false, -1},           {"200101000000+0100", false, -1},
        {"200101000000", false, -1},          {"20010100000Z", false, -1},
        {"20200101000000.5Z", true, -1},      {"20200101000000", true, -1},
        {"20201301000000Z", true, -1},        {"", true, -1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        int64_t seconds;
        Bytes text = bytes_of_text(texts[i].text);
        bool ok = texts[i].generalized ? calendar_from_generalized_time(&seconds, text)
                                       : calendar_from_utc_time(&seconds, text);
        if (ok != (texts[i].seconds != -1) || (ok && seconds != texts[i].seconds))
            fail_msg("%s", texts[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_are_counted_in_seconds), cmocka_unit_test(days_follow_one_another),
        cmocka_unit_test(short_forms_are_understood),   cmocka_unit_test(what_is_no_time_is_refused),
        cmocka_unit_test(asn1_times_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
