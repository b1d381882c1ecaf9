/* Which derivations are replayed, and that a value which is not what comes out is noticed. Whole runs, of which every
   computation is replayed, are in tests/commands/test_rows.py. */
#include "report/replay/replay.h"
#include "report/replay/reproduce.h"

#include "../sim/run.h"

static void every_kind_has_a_way_or_nothing_to_compute(void **state)
{
    (void)state;
    for (int id = 0; id < DERIVATION_COUNT; id++) {
        assert_true(replay_has_way((DerivationId)id));
        assert_int_equal(reproduce_has((DerivationId)id), replay_computes((DerivationId)id));
    }
}

static Learned number(FactId id, const uint8_t *value, DerivationId how)
{
    return (Learned){.fact = {id, 0}, .value = bytes_of(value, 1), .how = {.id = how}};
}

/* Of toy numbers: g = 5, x = 6, p = 23, where g^x mod p is 8. */
static Timeline *tell_power(uint8_t claimed)
{
    static const uint8_t g = 5, x = 6, p = 23;
    Learned learned[] = {number(FACT_DH_G, &g, DERIVATION_CHOSEN), number(FACT_DH_P, &p, DERIVATION_CHOSEN),
                         number(FACT_DH_SERVER_PRIVATE, &x, DERIVATION_RANDOM),
                         number(FACT_DH_SERVER_PUBLIC, &claimed, DERIVATION_MODEXP_PUBLIC)};
    const FactId from[] = {FACT_DH_G, FACT_DH_SERVER_PRIVATE, FACT_DH_P};
    learned[3].how.from_count = COUNT_OF(from);
    for (size_t i = 0; i < COUNT_OF(from); i++)
        learned[3].how.from[i] = (FactRef){from[i], 0};
    Event event = {.id = EVENT_DH_KEY_PAIR,
                   .actor = ACTOR_SERVER,
                   .handshake = 1,
                   .learned = learned,
                   .learned_count = COUNT_OF(learned)};
    Timeline *timeline = timeline_new();
    timeline_record(timeline, 1, &event);
    return timeline;
}

static void a_value_that_does_not_come_out_is_noticed(void **state)
{
    (void)state;
    for (uint8_t claimed = 7; claimed <= 9; claimed++) {
        Timeline *timeline = tell_power(claimed);
        StepWorkings workings;
        replay_step(&workings, timeline, timeline_step(timeline, 1));
        assert_int_equal(workings.count, 1);
        assert_string_equal(workings.items[0].fact->bare, "dh.server_public");
        assert_int_equal(workings.items[0].agrees, claimed == 8);
        step_workings_clear(&workings);
        timeline_free(timeline);
    }
}

static void what_is_not_known_is_not_replayed(void **state)
{
    (void)state;
    uint8_t claimed = 8;
    Learned alone = number(FACT_DH_SERVER_PUBLIC, &claimed, DERIVATION_MODEXP_PUBLIC);
    alone.how.from[0] = (FactRef){FACT_DH_G, 0};
    alone.how.from_count = 1;
    Event event = {
        .id = EVENT_DH_KEY_PAIR, .actor = ACTOR_SERVER, .handshake = 1, .learned = &alone, .learned_count = 1};
    Timeline *timeline = timeline_new();
    timeline_record(timeline, 1, &event);
    assert_null(replay_fact(timeline, timeline_fact_at(timeline, 0)));
    Buffer line = BUFFER_EMPTY;
    assert_false(reproduce_append(&line, timeline, timeline_fact_at(timeline, 0)));
    assert_int_equal(line.size, 0);
    buffer_clear(&line);
    timeline_free(timeline);
}

/* A message in more records than anybody would think of: a certificate under the keys of the handshake before. */
static void every_record_of_a_message_is_replayed(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nsuite: TLS_RSA_WITH_AES_128_GCM_SHA256\nrenegotiate: client\nrecord-size: 8");
    const Timeline *timeline = simulation_timeline(run);
    const Step *step = timeline_find_step(timeline, "c1.h2.server.send.certificate");
    int records = step->message->view.record_count;
    StepWorkings workings;
    assert_in_range(records, 200, 1000);
    replay_step(&workings, timeline, step);
    assert_int_equal(workings.count, records);
    for (int i = 0; i < workings.count; i++) {
        assert_int_equal(workings.items[i].record, i);
        assert_true(workings.items[i].agrees);
    }
    step_workings_clear(&workings);
    simulation_free(run);
}

/* It has keys all the same: which ones the record knows, whatever was said before it. */
static void a_record_behind_no_change_cipher_spec_is_replayed(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nsuite: TLS_RSA_WITH_AES_128_CBC_SHA\nversion: 1.0\n"
                             "fault: drop:client.change_cipher_spec");
    const Timeline *timeline = simulation_timeline(run);
    StepWorkings workings;
    replay_step(&workings, timeline, timeline_find_step(timeline, "c1.h1.client.send.finished"));
    assert_int_equal(workings.count, 1);
    assert_true(workings.items[0].agrees);
    step_workings_clear(&workings);
    simulation_free(run);
}

/* The client believes in what it said twice, and hashed it twice. */
static void a_hash_covers_what_its_actor_hashed(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nfault: replay:client_key_exchange");
    const Timeline *timeline = simulation_timeline(run);
    StepWorkings workings;
    replay_step(&workings, timeline, timeline_find_step(timeline, "c1.h1.client.compute.session_hash"));
    assert_int_equal(workings.count, 1);
    assert_true(workings.items[0].agrees);
    step_workings_clear(&workings);
    simulation_free(run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_has_a_way_or_nothing_to_compute),
        cmocka_unit_test(a_value_that_does_not_come_out_is_noticed),
        cmocka_unit_test(what_is_not_known_is_not_replayed),
        cmocka_unit_test(every_record_of_a_message_is_replayed),
        cmocka_unit_test(a_record_behind_no_change_cipher_spec_is_replayed),
        cmocka_unit_test(a_hash_covers_what_its_actor_hashed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
