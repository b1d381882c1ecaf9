/* The handshake's tables by themselves: whole, without dead ends. */
#include <string.h>

#include "check.h"

#include "tls/handshake/opening.h"
#include "tls/v12/v12.h"

static const HandshakeVersion *const versions[] = {&handshake_opening, &handshake_v12};

/* A row of the opening that waits hands on to the table of a version. */
static bool is_last(const HandshakeVersion *version, const HandshakeRow *row)
{
    return row->kind == ROW_ENDS || (version == &handshake_opening && row->kind == ROW_WAITS);
}

static void check_row(const HandshakeVersion *version, const HandshakeRow *row)
{
    assert_string_not_equal(row->source, "");
    assert_int_equal(row->next[0] == 0, is_last(version, row));
    /* an end has neither a message nor a handler */
    assert_int_equal(row->message == MESSAGE_UNKNOWN, row->kind == ROW_ENDS);
    assert_int_equal(row->handler == NULL, row->kind == ROW_ENDS);
    for (int i = 0; i < HANDSHAKE_NEXT_MAX && row->next[i]; i++) {
        assert_in_range(row->next[i], 0, version->count - 1);
        assert_int_equal(version->rows[row->next[i]].role, row->role);
    }
}

static void next_states_exist_and_belong_to_the_same_side(void **state)
{
    (void)state;
    for (size_t v = 0; v < COUNT_OF(versions); v++)
        for (int i = 0; i < versions[v]->count; i++)
            check_row(versions[v], &versions[v]->rows[i]);
}

static void no_two_states_of_a_table_have_one_name(void **state)
{
    (void)state;
    for (size_t v = 0; v < COUNT_OF(versions); v++)
        for (int i = 0; i < versions[v]->count; i++)
            for (int j = 0; j < i; j++)
                assert_string_not_equal(versions[v]->rows[i].name, versions[v]->rows[j].name);
}

static void mark(const HandshakeVersion *version, bool *reached, int at)
{
    const HandshakeRow *row = &version->rows[at];
    if (reached[at])
        return;
    reached[at] = true;
    for (int i = 0; i < HANDSHAKE_NEXT_MAX && row->next[i]; i++)
        mark(version, reached, row->next[i]);
}

static void every_state_is_reached_from_its_side_s_first(void **state)
{
    (void)state;
    for (size_t v = 0; v < COUNT_OF(versions); v++) {
        bool reached[64] = {false};
        mark(versions[v], reached, versions[v]->first[ACTOR_CLIENT]);
        mark(versions[v], reached, versions[v]->first[ACTOR_SERVER]);
        for (int i = 0; i < versions[v]->count; i++)
            assert_true(reached[i]);
    }
}

static const HandshakeRow *opening_at_end(Actor role)
{
    const HandshakeRow *row = &handshake_opening.rows[handshake_opening.first[role]];
    while (!is_last(&handshake_opening, row))
        row = &handshake_opening.rows[row->next[0]];
    return row;
}

static void a_version_begins_with_the_message_that_decides_for_it(void **state)
{
    (void)state;
    for (int role = ACTOR_CLIENT; role <= ACTOR_SERVER; role++) {
        const HandshakeRow *first = &handshake_v12.rows[handshake_v12.first[role]];
        assert_int_equal(first->role, role);
        assert_int_equal(first->kind, ROW_WAITS);
        assert_int_equal(first->message, opening_at_end((Actor)role)->message);
    }
}

static bool has_counterpart(const HandshakeRow *row)
{
    for (size_t v = 0; v < COUNT_OF(versions); v++)
        for (int i = 0; i < versions[v]->count; i++) {
            const HandshakeRow *other = &versions[v]->rows[i];
            if (other->role != row->role && (other->kind == ROW_SENDS) != (row->kind == ROW_SENDS) &&
                other->message == row->message)
                return true;
        }
    return false;
}

static void what_one_side_sends_the_other_waits_for(void **state)
{
    (void)state;
    for (size_t v = 0; v < COUNT_OF(versions); v++)
        for (int i = 0; i < versions[v]->count; i++)
            assert_true(versions[v]->rows[i].kind == ROW_ENDS || has_counterpart(&versions[v]->rows[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(next_states_exist_and_belong_to_the_same_side),
        cmocka_unit_test(no_two_states_of_a_table_have_one_name),
        cmocka_unit_test(a_version_begins_with_the_message_that_decides_for_it),
        cmocka_unit_test(every_state_is_reached_from_its_side_s_first),
        cmocka_unit_test(what_one_side_sends_the_other_waits_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
