/* The handshake's table by itself: whole, without dead ends. */
#include <string.h>

#include "check.h"

#include "tls/handshake/handshake_table.h"

static void next_states_belong_to_the_same_side(void **state)
{
    (void)state;
    const HandshakeRow *row;
    for (int i = 0; (row = handshake_row_at(i)); i++) {
        assert_string_not_equal(row->source, "");
        /* an end has neither a message nor a next state */
        assert_int_equal(row->message == MESSAGE_UNKNOWN, row->next[0] == 0);
        assert_int_equal(row->message == MESSAGE_UNKNOWN, row->kind == ROW_ENDS);
        for (int j = 0; j < HANDSHAKE_NEXT_MAX && row->next[j]; j++)
            assert_int_equal(handshake_row_at((int)row->next[j])->role, row->role);
    }
    assert_null(handshake_row_at(-1));
}

static void no_two_states_have_one_name(void **state)
{
    (void)state;
    for (int i = 0; handshake_row_at(i); i++)
        for (int j = 0; j < i; j++)
            assert_string_not_equal(handshake_row_at(i)->name, handshake_row_at(j)->name);
}

static void mark(bool *reached, int at)
{
    const HandshakeRow *row = handshake_row_at(at);
    if (reached[at])
        return;
    reached[at] = true;
    for (int i = 0; i < HANDSHAKE_NEXT_MAX && row->next[i]; i++)
        mark(reached, (int)row->next[i]);
}

static void every_state_is_reached_from_its_side_s_first(void **state)
{
    (void)state;
    bool reached[64] = {false};
    mark(reached, STATE_CLIENT_SEND_CLIENT_HELLO);
    mark(reached, STATE_SERVER_WAIT_CLIENT_HELLO);
    for (int i = 0; handshake_row_at(i); i++)
        assert_true(reached[i]);
}

static void what_one_side_sends_the_other_waits_for(void **state)
{
    (void)state;
    const HandshakeRow *row, *other;
    for (int i = 0; (row = handshake_row_at(i)); i++) {
        bool found = row->kind == ROW_ENDS;
        for (int j = 0; (other = handshake_row_at(j)); j++)
            found |= other->role != row->role && (other->kind == ROW_SENDS) != (row->kind == ROW_SENDS) &&
                     other->message == row->message;
        assert_true(found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(next_states_belong_to_the_same_side),
        cmocka_unit_test(no_two_states_have_one_name),
        cmocka_unit_test(every_state_is_reached_from_its_side_s_first),
        cmocka_unit_test(what_one_side_sends_the_other_waits_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
