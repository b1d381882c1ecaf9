/* The lists of facts, derivations and events: unique, complete, and each name leads back to its item. */
#include "check.h"

#include <string.h>

#include "base/event.h"

static bool has_index(FactId id)
{
    return strchr(fact_item(id)->name, '%') != NULL;
}

static void names_of_facts_lead_back_to_them(void **state)
{
    (void)state;
    static const int indices[] = {0, 1, 9, 10, 123};
    for (int id = 0; id < FACT_COUNT; id++)
        for (size_t i = 0; i < (has_index((FactId)id) ? COUNT_OF(indices) : 1); i++) {
            Buffer name = BUFFER_EMPTY;
            FactRef found;
            fact_append_name(&name, (FactRef){(FactId)id, indices[i]});
            assert_null(strchr(text_finish(&name), '%'));
            assert_true(fact_find(text_finish(&name), &found));
            assert_int_equal(found.id, id);
            assert_int_equal(found.index, indices[i]);
            buffer_clear(&name);
        }
}

static void names_that_no_list_has_are_not_found(void **state)
{
    (void)state;
    static const char *const names[] = {
        "",
        "no_such_fact",
        "client_rando",
        "client_random2",
        "server.certificate",
        "server.certificate.",
        "server.certificate.%",
        "server.certificate.x.subject",
        "server.certificate.-1.subject",
        "server.certificate.1000",
        "server.certificate.99999999999999999999",
        "server.certificate.0.nothing",
        "server.certificate.0.",
    };
    FactRef found;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        assert_false(fact_find(names[i], &found));
}

/* What every text of the lists has to be: there, and with a source that one can look up. */
static void assert_told(const char *text, const char *source)
{
    assert_true(strlen(text) > 0);
    assert_true(strlen(source) > 0);
}

static void facts_are_told_and_no_name_stands_twice(void **state)
{
    (void)state;
    for (int id = 0; id < FACT_COUNT; id++) {
        const FactItem *item = fact_item((FactId)id);
        assert_told(item->meaning, item->source);
        assert_true(item->kind <= VALUE_TEXT);
        for (int other = 0; other < id; other++)
            assert_string_not_equal(item->name, fact_item((FactId)other)->name);
    }
}

static void derivations_are_told_and_no_name_stands_twice(void **state)
{
    (void)state;
    for (int id = 0; id < DERIVATION_COUNT; id++) {
        const DerivationItem *item = derivation_item((DerivationId)id);
        if (id != DERIVATION_NONE)
            assert_told(item->formula, fact_source(FACT_MASTER_SECRET, (DerivationId)id));
        for (int other = 0; other < id; other++)
            assert_string_not_equal(item->name, derivation_item((DerivationId)other)->name);
    }
}

static void what_nothing_made_has_the_source_of_the_fact(void **state)
{
    (void)state;
    assert_string_equal(fact_source(FACT_OFFERED_VERSION, DERIVATION_CONFIGURED), "RFC 5246 §7.4.1.2");
    assert_string_equal(fact_source(FACT_PSK_KEY, DERIVATION_CONFIGURED), "RFC 4279 §2");
    assert_string_equal(fact_source(FACT_DH_SERVER_PUBLIC, DERIVATION_MODEXP_PUBLIC), "RFC 5246 §8.1.2");
}

/* Every {name} in an event's text is a fact; `text` is the event's. */
static void assert_placeholders_are_facts(const char *text)
{
    for (const char *open = strchr(text, '{'); open; open = strchr(open + 1, '{')) {
        const char *close = strchr(open, '}');
        assert_non_null(close);
        Buffer name = BUFFER_EMPTY;
        FactRef found;
        buffer_append(&name, bytes_of(open + 1, (size_t)(close - open - 1)));
        if (!fact_find(text_finish(&name), &found))
            fail_msg("no fact is called '%s': %s", text_finish(&name), text);
        buffer_clear(&name);
    }
}

static void events_are_told_and_speak_of_facts_that_exist(void **state)
{
    (void)state;
    for (int id = 0; id < EVENT_COUNT; id++) {
        const EventItem *item = event_item((EventId)id);
        assert_told(item->title, item->source);
        assert_true(strlen(item->what) > 0);
        assert_placeholders_are_facts(item->text);
        assert_non_null(event_kind_name(item->kind));
    }
}

/* Purpose comes before values: they are for the text to tell. */
static void events_say_what_they_are_there_for(void **state)
{
    (void)state;
    for (int id = 0; id < EVENT_COUNT; id++) {
        const EventItem *item = event_item((EventId)id);
        size_t size = strlen(item->why);
        if (size < 40 || !strchr(".?", item->why[size - 1]) || strchr(item->why, '{'))
            fail_msg("%s (%s): \"%s\" is no sentence without values", item->what, item->title, item->why);
        assert_string_not_equal(item->why, item->text);
        for (int other = 0; other < id; other++)
            if (strcmp(event_item((EventId)other)->why, item->why) == 0)
                fail_msg("%s and %s are there for the same", item->title, event_item((EventId)other)->title);
    }
}

static void actors_have_names(void **state)
{
    (void)state;
    assert_string_equal(actor_name(ACTOR_CLIENT), "client");
    assert_string_equal(actor_name(ACTOR_SERVER), "server");
    assert_string_equal(actor_name(ACTOR_EAVESDROPPER), "eavesdropper");
    assert_string_equal(actor_name(ACTOR_ATTACKER), "attacker");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_facts_lead_back_to_them),
        cmocka_unit_test(names_that_no_list_has_are_not_found),
        cmocka_unit_test(facts_are_told_and_no_name_stands_twice),
        cmocka_unit_test(derivations_are_told_and_no_name_stands_twice),
        cmocka_unit_test(what_nothing_made_has_the_source_of_the_fact),
        cmocka_unit_test(events_are_told_and_speak_of_facts_that_exist),
        cmocka_unit_test(events_say_what_they_are_there_for),
        cmocka_unit_test(actors_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
