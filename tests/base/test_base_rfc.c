/* The list of RFCs, and the mark that a text's citations carry. */
#include "check.h"

#include <string.h>

#include "base/rfc.h"
#include "base/text.h"

static void numbers_rise_and_lead_back(void **state)
{
    (void)state;
    for (int i = 0; rfc_at(i); i++) {
        assert_ptr_equal(rfc_find(rfc_at(i)->number), rfc_at(i));
        assert_true(i == 0 || rfc_at(i - 1)->number < rfc_at(i)->number);
    }
    assert_null(rfc_at(-1));
    assert_null(rfc_at(RFC_COUNT));
    assert_null(rfc_find(1));
}

/* What replaced an RFC came after it, and stands in the list with a date of its own. */
static void what_replaces_an_rfc_stands_in_the_list(void **state)
{
    (void)state;
    for (int i = 0; rfc_at(i); i++)
        for (int k = 0; k < RFC_OBSOLETED_BY_MAX && rfc_at(i)->obsoleted_by[k]; k++) {
            const Rfc *by = rfc_find(rfc_at(i)->obsoleted_by[k]);
            assert_non_null(by);
            assert_true(by->number > rfc_at(i)->number);
            assert_true(k == 0 || by->number > rfc_at(i)->obsoleted_by[k - 1]);
        }
}

static void assert_marked(const char *text, const char *expected)
{
    Buffer out = BUFFER_EMPTY;
    rfc_append_marked(&out, text);
    assert_string_equal(text_finish(&out), expected);
    buffer_clear(&out);
}

static void replaced_and_historic_rfcs_are_marked(void **state)
{
    (void)state;
    assert_marked("RFC 5246 §7.4.1.3, §F.1.4, RFC 8422 §5.4", "RFC 5246* §7.4.1.3, §F.1.4, RFC 8422* §5.4");
    assert_marked("RFC 2246 §5", "RFC 2246* §5");
    assert_marked("RFC 1421", "RFC 1421*");
    assert_marked("our choice of RFC 6066 §8", "our choice of RFC 6066 §8");
    assert_marked("FIPS 186-5 §6.4.1", "FIPS 186-5 §6.4.1");
    assert_marked("RFC x, RFC ", "RFC x, RFC ");
    assert_marked("", "");
}

static void assert_standing(int number, const char *expected)
{
    Buffer out = BUFFER_EMPTY;
    rfc_append_standing(&out, rfc_find(number));
    assert_string_equal(text_finish(&out), expected);
    buffer_clear(&out);
}

static void what_became_of_an_rfc_is_told_with_dates(void **state)
{
    (void)state;
    assert_standing(5246, "obsoleted by RFC 8446 (August 2018) and RFC 9846 (July 2026)");
    assert_standing(4346, "historic, obsoleted by RFC 5246 (August 2008)");
    assert_standing(1421, "historic");
    assert_standing(6066, "in force");
}

static void a_text_s_citations_are_gathered(void **state)
{
    (void)state;
    RfcSet set = {0};
    int count = 0;
    rfc_set_add(&set, "RFC 5246 §7.4.2, RFC 9846 §4.2.3");
    rfc_set_add(&set, "RFC 5246");
    rfc_set_add(&set, NULL);
    for (int i = 0; i < RFC_COUNT; i++)
        count += set.cited[i];
    assert_int_equal(count, 2);
    assert_true(set.cited[RFC_IN_LIST_5246] && set.cited[RFC_IN_LIST_9846]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_rise_and_lead_back),
        cmocka_unit_test(what_replaces_an_rfc_stands_in_the_list),
        cmocka_unit_test(replaced_and_historic_rfcs_are_marked),
        cmocka_unit_test(what_became_of_an_rfc_is_told_with_dates),
        cmocka_unit_test(a_text_s_citations_are_gathered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
