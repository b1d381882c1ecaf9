/* The list of errors: each value and name stands there once, and leads to the others. */
#include "check.h"

#include <string.h>

#include "base/error.h"

static void values_and_names_are_unique(void **state)
{
    (void)state;
    Error a, b;
    for (unsigned i = 0; error_at(i, &a); i++)
        for (unsigned k = 0; k < i && error_at(k, &b); k++) {
            assert_int_not_equal(a, b);
            assert_string_not_equal(error_name(a), error_name(b));
        }
}

static void names_lead_back_to_values(void **state)
{
    (void)state;
    Error error, found;
    unsigned count = 0;
    for (; error_at(count, &error); count++) {
        assert_true(error_find(error_name(error), &found));
        assert_int_equal(found, error);
    }
    assert_true(count > 50);
    assert_false(error_find("no_such_error", &found));
    assert_false(error_find("", &found));
}

static void every_error_has_a_sentence(void **state)
{
    (void)state;
    Error error;
    for (unsigned i = 0; error_at(i, &error); i++) {
        const char *sentence = error_sentence(error);
        assert_true(strlen(sentence) > 10);
        assert_true(sentence[0] >= 'A' && sentence[0] <= 'Z');
        assert_int_equal(sentence[strlen(sentence) - 1], '.');
    }
}

/* RFC 5246 §7.2 and the IANA registry of alerts. */
static void alerts_have_their_registered_numbers(void **state)
{
    (void)state;
    assert_string_equal(error_name((Error)0), "close_notify");
    assert_string_equal(error_name((Error)10), "unexpected_message");
    assert_string_equal(error_name((Error)20), "bad_record_mac");
    assert_string_equal(error_name((Error)40), "handshake_failure");
    assert_string_equal(error_name((Error)47), "illegal_parameter");
    assert_string_equal(error_name((Error)50), "decode_error");
    assert_string_equal(error_name((Error)51), "decrypt_error");
    assert_string_equal(error_name((Error)70), "protocol_version");
    assert_string_equal(error_name((Error)110), "unsupported_extension");
    assert_string_equal(error_name((Error)120), "no_application_protocol");
}

static void only_listed_values_below_256_are_alerts(void **state)
{
    (void)state;
    Error error;
    for (unsigned i = 0; error_at(i, &error); i++)
        assert_int_equal(error_is_alert(error), (int)error < 256);
    assert_false(error_is_alert((Error)11));
    assert_string_equal(error_name((Error)11), "unknown");
    assert_non_null(error_sentence((Error)11));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_and_names_are_unique),
        cmocka_unit_test(names_lead_back_to_values),
        cmocka_unit_test(every_error_has_a_sentence),
        cmocka_unit_test(alerts_have_their_registered_numbers),
        cmocka_unit_test(only_listed_values_below_256_are_alerts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
