/* Live connections over a pair of sockets: what each side's timeline has of them, and what of it is kept. */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "check.h"

#include "net/clock.h"
#include "net/live.h"
#include "net/live_scenario.h"
#include "net/socket.h"

/* A client and a server, each with a timeline of its own, as two programs have. */
typedef struct Pair {
    Scenario *scenario;
    Credentials *credentials;
    Endpoint endpoints[2];
    Random *random;
    Timeline *timelines[2];
    Live *lives[2];
} Pair;

static void pair_init(Pair *pair, const char *key, const char *value)
{
    Diagnostic diagnostic = {""};
    int sockets[2];
    *pair = (Pair){.scenario = scenario_new(), .credentials = credentials_new(), .random = random_new_system()};
    if (key)
        assert_true(scenario_set(pair->scenario, key, value, &diagnostic));
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets), 0);
    for (int side = 0; side < 2; side++) {
        if (!live_scenario_endpoint(&pair->endpoints[side], pair->scenario, pair->credentials, (Actor)side,
                                    &diagnostic))
            fail_msg("%s", diagnostic.text);
        fcntl(sockets[side], F_SETFL, O_NONBLOCK);
        pair->endpoints[side].config.random = pair->random;
        pair->timelines[side] = timeline_new();
        LiveConfig config = {&pair->endpoints[side].config, sockets[side], pair->timelines[side], 1, NULL};
        pair->lives[side] = live_new(&config);
    }
}

static void pair_clear(Pair *pair)
{
    for (int side = 0; side < 2; side++) {
        live_free(pair->lives[side]);
        timeline_free(pair->timelines[side]);
        endpoint_clear(&pair->endpoints[side]);
    }
    random_free(pair->random);
    credentials_free(pair->credentials);
    scenario_free(pair->scenario);
}

/* Each side's turn, until neither has anything to do. What is heard is taken. */
static size_t pair_run(Pair *pair)
{
    size_t heard = 0;
    for (int turn = 0; turn < 400; turn++)
        for (int side = 0; side < 2; side++) {
            Live *live = pair->lives[side];
            live_receive(live);
            while (live_step(live))
                ;
            live_send(live);
            heard += peer_read(live_peer(live)).size;
            peer_read_take(live_peer(live), peer_read(live_peer(live)).size);
        }
    return heard;
}

static bool knows(const Pair *pair, Actor whose, Actor actor, const char *name)
{
    return timeline_known(pair->timelines[whose], actor, name, 0) != NULL;
}

static void test_each_timeline_has_its_own_side_alone(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair, NULL, NULL);
    pair_run(&pair);
    peer_close(live_peer(pair.lives[ACTOR_SERVER]));
    pair_run(&pair);
    for (int side = 0; side < 2; side++) {
        Actor own = (Actor)side, other = (Actor)(1 - side);
        live_conclude(pair.lives[side]);
        const Outcome *outcome = timeline_outcome(pair.timelines[side], 1);
        assert_int_equal(own == ACTOR_CLIENT ? outcome->client : outcome->server, ENDING_CLOSED);
        assert_int_equal(own == ACTOR_CLIENT ? outcome->server : outcome->client, ENDING_UNKNOWN);
        assert_int_equal(outcome->alert_count, 2); /* both close_notify, sent and received */
        assert_true(knows(&pair, own, own, "master_secret"));
        assert_false(knows(&pair, own, other, "master_secret"));
        assert_false(knows(&pair, own, other, "client_random"));
        assert_false(knows(&pair, own, ACTOR_EAVESDROPPER, "client_random"));
        assert_true(live_is_done(pair.lives[side]));
        /* What was received is where the other side's messages cross; each flight is one side's. */
        for (int i = 1; i <= timeline_step_count(pair.timelines[side]); i++) {
            const Step *step = timeline_step(pair.timelines[side], i);
            assert_true(!step->message || step_sends(step));
            assert_true(!step->message || (step->message->from == ACTOR_CLIENT) == (step->flight % 2 == 1));
        }
    }
    const TimelineFact *a = timeline_known(pair.timelines[0], ACTOR_CLIENT, "master_secret", 0);
    const TimelineFact *b = timeline_known(pair.timelines[1], ACTOR_SERVER, "master_secret", 0);
    assert_true(bytes_equal(a->value, b->value));
    pair_clear(&pair);
}

/* Everything that one side put on the link is what the other took off it, up to both ends. */
static void test_segments_are_what_crossed(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair, NULL, NULL);
    int64_t before = clock_date();
    pair_run(&pair);
    peer_write(live_peer(pair.lives[ACTOR_CLIENT]), bytes_of_text("hello"));
    peer_close(live_peer(pair.lives[ACTOR_CLIENT]));
    pair_run(&pair);
    for (int from = 0; from < 2; from++) {
        Buffer streams[2] = {BUFFER_EMPTY, BUFFER_EMPTY};
        int ends[2] = {0, 0};
        for (int side = 0; side < 2; side++)
            for (int i = 0; i < timeline_segment_count(pair.timelines[side]); i++) {
                const Segment *segment = timeline_segment_at(pair.timelines[side], i);
                if (segment->from != (Actor)from)
                    continue;
                assert_int_equal(segment->offset, streams[side].size);
                assert_true(segment->time >= before && segment->time <= clock_date());
                ends[side] += segment->bytes.size == 0;
                buffer_append(&streams[side], segment->bytes);
            }
        assert_true(streams[0].size > 100 && bytes_equal(buffer_bytes(&streams[0]), buffer_bytes(&streams[1])));
        assert_int_equal(ends[0], 1);
        assert_int_equal(ends[1], 1);
        buffer_clear(&streams[0]);
        buffer_clear(&streams[1]);
    }
    pair_clear(&pair);
}

static void test_application_data_is_kept_up_to_a_limit_and_then_counted(void **state)
{
    (void)state;
    enum { SAID = 300000 };
    static const uint8_t zeros[SAID];
    Pair pair;
    pair_init(&pair, NULL, NULL);
    pair_run(&pair);
    peer_write(live_peer(pair.lives[ACTOR_CLIENT]), BYTES_OF_ARRAY(zeros));
    size_t heard = pair_run(&pair);
    peer_close(live_peer(pair.lives[ACTOR_CLIENT]));
    pair_run(&pair);
    assert_int_equal(heard, SAID);
    for (int side = 0; side < 2; side++) {
        live_conclude(pair.lives[side]);
        size_t kept = 0;
        for (int i = 1; i <= timeline_step_count(pair.timelines[side]); i++) {
            const Step *step = timeline_step(pair.timelines[side], i);
            if (step->message && strcmp(step->message->type, "application_data") == 0)
                kept += step->message->view.bytes.size;
        }
        assert_int_equal(kept, LIVE_DATA_KEPT);
        const TimelineFact *counted = timeline_known(pair.timelines[side], (Actor)side, "application_data_counted", 0);
        assert_non_null(counted);
        assert_true(bytes_equal(counted->value, bytes_of_text("234464")));
        assert_non_null(timeline_find_step(pair.timelines[side], "application_data_counted"));
        assert_true(timeline_memory(pair.timelines[side]) < 1 << 20);
    }
    pair_clear(&pair);
}

static void test_a_connection_that_breaks_off_is_truncated(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair, NULL, NULL);
    pair_run(&pair);
    shutdown(live_socket(pair.lives[ACTOR_SERVER]), SHUT_RDWR);
    pair_run(&pair);
    Outcome outcome = live_outcome(pair.lives[ACTOR_CLIENT]);
    assert_int_equal(outcome.client, ENDING_TRUNCATED);
    assert_string_equal(outcome_caught_by(&outcome), "truncated");
    pair_clear(&pair);
}

/* The alert that ends a handshake is in both timelines, and the side that sent it says which check failed. */
static void test_a_refusal_has_its_alert_and_check(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair, "client.server-name", "wrong.example");
    pair_run(&pair);
    Outcome client = live_outcome(pair.lives[ACTOR_CLIENT]), server = live_outcome(pair.lives[ACTOR_SERVER]);
    assert_int_equal(client.client, ENDING_FAILED);
    assert_int_equal(server.server, ENDING_FAILED);
    assert_string_equal(outcome_caught_by(&client), "certificate_name");
    assert_null(server.caught_by);
    assert_int_equal(client.alert_count, 1);
    assert_int_equal(server.alert_count, 1);
    assert_int_equal(server.alerts[0].from, ACTOR_CLIENT);
    assert_int_equal(server.alerts[0].alert, ERROR_CERTIFICATE_UNKNOWN);
    assert_true(live_is_done(pair.lives[ACTOR_SERVER]));
    pair_clear(&pair);
}

static void test_forgetting_ends_the_record(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair, NULL, NULL);
    pair_run(&pair);
    int steps = timeline_step_count(pair.timelines[ACTOR_SERVER]);
    int segments = timeline_segment_count(pair.timelines[ACTOR_SERVER]);
    live_forget(pair.lives[ACTOR_SERVER]);
    peer_write(live_peer(pair.lives[ACTOR_CLIENT]), bytes_of_text("hello"));
    assert_int_equal(pair_run(&pair), 5);
    assert_int_equal(timeline_step_count(pair.timelines[ACTOR_SERVER]), steps);
    assert_int_equal(timeline_segment_count(pair.timelines[ACTOR_SERVER]), segments);
    pair_clear(&pair);
}

static void test_settings_of_simulated_runs_are_refused(void **state)
{
    (void)state;
    static const char *const settings[][2] = {{"seed", "1"},
                                              {"connections", "2"},
                                              {"attacker", "forward"},
                                              {"no-eavesdropper", "yes"},
                                              {"c2.suite", "AES128-SHA"}};
    for (size_t i = 0; i < COUNT_OF(settings); i++) {
        Scenario *scenario = scenario_new();
        Diagnostic diagnostic = {""};
        assert_true(scenario_set_from(scenario, "--", settings[i][0], settings[i][1], &diagnostic));
        assert_false(live_scenario_check(scenario, ACTOR_SERVER, &diagnostic));
        assert_non_null(strstr(diagnostic.text, settings[i][0]));
        assert_memory_equal(diagnostic.text, "--", 2);
        scenario_free(scenario);
    }
}

static void test_sockets_of_both_families(void **state)
{
    (void)state;
    static const char *const hosts[] = {"127.0.0.1", "::1", "localhost"};
    for (size_t i = 0; i < COUNT_OF(hosts); i++) {
        int listener, client, server = -1;
        char port[6];
        Diagnostic diagnostic = {""};
        Buffer own = BUFFER_EMPTY, other = BUFFER_EMPTY;
        if (!socket_listen(&listener, hosts[i], "0", &diagnostic)) {
            assert_string_equal(hosts[i], "::1"); /* a machine may be without IPv6 */
            continue;
        }
        snprintf(port, sizeof port, "%u", socket_port(listener));
        if (!socket_connect(&client, hosts[i], port, 5000, &diagnostic))
            fail_msg("%s", diagnostic.text);
        assert_true(socket_wait(listener, POLLIN, 5000) && socket_accept(&server, listener));
        assert_true(socket_is_loopback(client, SOCKET_OTHER) && socket_is_loopback(listener, SOCKET_OWN));
        socket_append_address(&own, client, SOCKET_OWN);
        socket_append_address(&other, server, SOCKET_OTHER);
        assert_string_equal(text_finish(&own), text_finish(&other));
        buffer_clear(&own);
        buffer_clear(&other);
        close(client);
        close(server);
        close(listener);
        assert_false(socket_connect(&client, hosts[i], port, 5000, &diagnostic));
        assert_non_null(strstr(diagnostic.text, "refused"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_timeline_has_its_own_side_alone),
        cmocka_unit_test(test_segments_are_what_crossed),
        cmocka_unit_test(test_application_data_is_kept_up_to_a_limit_and_then_counted),
        cmocka_unit_test(test_a_connection_that_breaks_off_is_truncated),
        cmocka_unit_test(test_a_refusal_has_its_alert_and_check),
        cmocka_unit_test(test_forgetting_ends_the_record),
        cmocka_unit_test(test_settings_of_simulated_runs_are_refused),
        cmocka_unit_test(test_sockets_of_both_families),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
