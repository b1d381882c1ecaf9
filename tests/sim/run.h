/* Runs for the tests of the room: a scenario from a text, and what the actors know at its end. */
#ifndef TLSTEPS_TESTS_SIM_RUN_H
#define TLSTEPS_TESTS_SIM_RUN_H

#include "check.h"

#include <string.h>

#include "sim/run/simulation.h"
#include "sim/timeline/outcome.h"

static inline Scenario *scenario_of(const char *text)
{
    Scenario *scenario = scenario_new();
    Diagnostic diagnostic = {""};
    if (!scenario_parse(scenario, bytes_of_text(text), "scenario", 1, &diagnostic))
        fail_msg("%s", diagnostic.text);
    return scenario;
}

/* A finished run; simulation_free. */
static inline Simulation *run_of(const char *text)
{
    Scenario *scenario = scenario_of(text);
    Diagnostic diagnostic = {""};
    Simulation *simulation = simulation_new(scenario, &diagnostic);
    if (!simulation)
        fail_msg("%s", diagnostic.text);
    simulation_run(simulation);
    scenario_free(scenario);
    return simulation;
}

/* Everything that crossed a link of a connection, or of all (0), both directions one after the other. */
static inline Buffer bytes_on_link(const Simulation *simulation, int connection, int link)
{
    const Timeline *timeline = simulation_timeline(simulation);
    Buffer out = BUFFER_EMPTY;
    for (int from = ACTOR_CLIENT; from <= ACTOR_SERVER; from++)
        for (int i = 0; i < timeline_segment_count(timeline); i++) {
            const Segment *segment = timeline_segment_at(timeline, i);
            if (segment->link == link && segment->from == (Actor)from &&
                (connection == 0 || segment->connection == connection))
                buffer_append(&out, segment->bytes);
        }
    return out;
}

static inline void assert_outcome(const Simulation *simulation, int connection, const char *client, const char *server)
{
    const Outcome *outcome = timeline_outcome(simulation_timeline(simulation), connection);
    assert_non_null(outcome);
    assert_string_equal(ending_name(outcome->client), client);
    assert_string_equal(ending_name(outcome->server), server);
}

static inline bool knows(const Simulation *simulation, Actor actor, const char *name)
{
    return timeline_known(simulation_timeline(simulation), actor, name, 0) != NULL;
}

/* Fails unless both know the same value under the name. */
static inline void assert_same_value(const Simulation *simulation, Actor a, Actor b, const char *name)
{
    const TimelineFact *of_a = timeline_known(simulation_timeline(simulation), a, name, 0);
    const TimelineFact *of_b = timeline_known(simulation_timeline(simulation), b, name, 0);
    if (!of_a || !of_b)
        fail_msg("%s is not known to %s", name, actor_name(of_a ? b : a));
    assert_true(bytes_equal(of_a->value, of_b->value));
}

#endif
