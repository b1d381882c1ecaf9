#include "sim/run/simulation.h"

#include "base/memory.h"
#include "base/text.h"
#include "sim/run/conversation.h"
#include "sim/run/hindsight.h"
#include "sim/run/sessions.h"
#include "sim/scenario/attacker_names.h"
#include "sim/scenario/scenario_value.h"
#include "sim/scenario/tampering.h"

/* Microseconds between the end of a connection and the next one, and what TCP takes to set one up. */
enum { PAUSE = 1000000, TCP_SETUP = 40000 };

/* The two ends of a connection that is to come. */
typedef struct Plan {
    Endpoint client, server;
} Plan;

struct Simulation {
    Scenario *scenario;
    Credentials *credentials;
    Sessions *sessions;
    EavesdropperMemory *memory; /* the eavesdropper's */
    Timeline *timeline;
    bool observed;
    Plan *plans;
    int plan_count;
    int begun;      /* connections */
    int heard_anew; /* recordings that she has gone through when all was over */
    Conversation *connection;
    int64_t clock;
};

static void plan_clear(Plan *plan)
{
    endpoint_clear(&plan->client);
    endpoint_clear(&plan->server);
}

void simulation_free(Simulation *simulation)
{
    if (!simulation)
        return;
    conversation_free(simulation->connection);
    for (int i = 0; i < simulation->plan_count; i++)
        plan_clear(&simulation->plans[i]);
    memory_free(simulation->plans);
    sessions_free(simulation->sessions);
    eavesdropper_memory_free(simulation->memory);
    timeline_free(simulation->timeline);
    credentials_free(simulation->credentials);
    scenario_free(simulation->scenario);
    memory_free(simulation);
}

static const char *get(const Simulation *simulation, ScenarioId option)
{
    return scenario_get(simulation->scenario, option, ACTOR_EAVESDROPPER, 1, 1);
}

/* Eight bytes of the system's randomness, as hex, where the scenario names no seed. */
static bool choose_seed(Simulation *simulation, Diagnostic *diagnostic)
{
    uint8_t drawn[8];
    Buffer text = BUFFER_EMPTY;
    if (get(simulation, SCENARIO_SEED))
        return true;
    Random *random = random_new_system();
    random_fill(random, "seed", drawn, sizeof drawn);
    random_free(random);
    text_append_hex(&text, BYTES_OF_ARRAY(drawn));
    bool good = scenario_set(simulation->scenario, "seed", text_finish(&text), diagnostic);
    buffer_clear(&text);
    return good;
}

static bool make_plan(Simulation *simulation, Plan *plan, int connection, Diagnostic *diagnostic)
{
    if (!endpoint_init(&plan->client, simulation->scenario, simulation->credentials, ACTOR_CLIENT, connection,
                       diagnostic))
        return false;
    if (endpoint_init(&plan->server, simulation->scenario, simulation->credentials, ACTOR_SERVER, connection,
                      diagnostic))
        return true;
    endpoint_clear(&plan->client);
    return false;
}

/* Whoever changes messages cannot do something else besides. */
static bool check_attacker_is_free(const Simulation *simulation, int connection, Diagnostic *diagnostic)
{
    const Scenario *scenario = simulation->scenario;
    const SettingValue *other =
        scenario_value(scenario, SCENARIO_ATTACKER, SETTING_CHOICE, ACTOR_ATTACKER, connection, 1);
    const char *key;
    if (!other || other->choice == ATTACKER_FORWARD ||
        !scenario_get(scenario, SCENARIO_TAMPER, ACTOR_ATTACKER, connection, 1))
        return true;
    const char *origin = scenario_origin(scenario, SCENARIO_ATTACKER, ACTOR_ATTACKER, connection, 1, &key);
    return diagnostic_set(diagnostic, "%s%s: %s does not go with tamper; accepted beside it is forward", origin, key,
                          other->text);
}

/* Changes are for connections that there are. */
static bool check_tampering(const Simulation *simulation, ScenarioId option, Actor actor, int count,
                            Diagnostic *diagnostic)
{
    const Scenario *scenario = simulation->scenario;
    for (int connection = 1; connection <= count; connection++) {
        if (actor == ACTOR_ATTACKER && !check_attacker_is_free(simulation, connection, diagnostic))
            return false;
        const SettingValue *value = scenario_value(scenario, option, SETTING_CHANGES, actor, connection, 1);
        int last = value ? tampering_last_connection(value->changes) : 0;
        const char *key, *origin = scenario_origin(scenario, option, actor, connection, 1, &key);
        if (last > count)
            return diagnostic_set(diagnostic, "%s%s: c%d.: the run has %d connection%s; see --connections", origin, key,
                                  last, count, count == 1 ? "" : "s");
    }
    return true;
}

static bool make_plans(Simulation *simulation, Diagnostic *diagnostic)
{
    /* What is to be resumed has to be made first. */
    uint64_t least = get(simulation, SCENARIO_RESUME) ? 2 : 1;
    uint64_t count = scenario_number(simulation->scenario, SCENARIO_CONNECTIONS, ACTOR_EAVESDROPPER, 1, 1, least);
    if (!scenario_applies(simulation->scenario, (int)count, diagnostic) ||
        !check_tampering(simulation, SCENARIO_TAMPER, ACTOR_ATTACKER, (int)count, diagnostic) ||
        !check_tampering(simulation, SCENARIO_FAULT, ACTOR_CLIENT, (int)count, diagnostic) ||
        !check_tampering(simulation, SCENARIO_FAULT, ACTOR_SERVER, (int)count, diagnostic))
        return false;
    simulation->plans = memory_new_array(count, sizeof *simulation->plans);
    while (simulation->plan_count < (int)count) {
        Plan *plan = &simulation->plans[simulation->plan_count];
        if (!make_plan(simulation, plan, simulation->plan_count + 1, diagnostic))
            return false;
        simulation->plan_count++;
    }
    return true;
}

static Simulation *new_simulation(const Scenario *scenario, bool observed, Diagnostic *diagnostic)
{
    Simulation *simulation = memory_new(sizeof *simulation);
    simulation->scenario = scenario_copy(scenario);
    simulation->credentials = credentials_new();
    simulation->timeline = timeline_new();
    simulation->memory = eavesdropper_memory_new();
    simulation->observed = observed;
    simulation->clock = endpoint_now(scenario, ACTOR_EAVESDROPPER, 1) * 1000000;
    if (choose_seed(simulation, diagnostic) && make_plans(simulation, diagnostic)) {
        simulation->sessions = sessions_new(simulation->scenario);
        return simulation;
    }
    simulation_free(simulation);
    return NULL;
}

Simulation *simulation_new(const Scenario *scenario, Diagnostic *diagnostic)
{
    return new_simulation(scenario, true, diagnostic);
}

Simulation *simulation_new_unobserved(const Scenario *scenario, Diagnostic *diagnostic)
{
    return new_simulation(scenario, false, diagnostic);
}

const char *simulation_warning(const Simulation *simulation, int index)
{
    return credentials_warning(simulation->credentials, index);
}

static void begin_connection(Simulation *simulation)
{
    Plan *plan = &simulation->plans[simulation->begun++];
    ConversationConfig config = {.scenario = simulation->scenario,
                                 .client = &plan->client,
                                 .server = &plan->server,
                                 .timeline = simulation->timeline,
                                 .memory = simulation->memory,
                                 .observed = simulation->observed,
                                 .number = simulation->begun};
    sessions_lend(simulation->sessions, &plan->client.config, &plan->server.config, simulation->begun);
    simulation->connection = conversation_new(&config, simulation->clock + TCP_SETUP);
}

static void end_connection(Simulation *simulation)
{
    simulation->clock = conversation_clock(simulation->connection) + PAUSE;
    sessions_collect(simulation->sessions, conversation_client(simulation->connection));
    conversation_free(simulation->connection);
    simulation->connection = NULL;
}

/* The next recording that the eavesdropper has a reason to go through; false where there is none. */
static bool listen_anew(Simulation *simulation)
{
    const Plan *plans = simulation->plans;
    for (int i = 0; simulation->heard_anew == 0 && i < simulation->plan_count; i++)
        hindsight_steal(simulation->memory, simulation->scenario, &plans[i].server.config, i + 1);
    while (simulation->heard_anew < simulation->plan_count) {
        int connection = ++simulation->heard_anew;
        if (hindsight_listen(simulation->memory, simulation->scenario, &plans[connection - 1].server.config, connection,
                             simulation->timeline))
            return true;
    }
    return false;
}

bool simulation_step(Simulation *simulation)
{
    for (;;) {
        if (!simulation->connection) {
            if (simulation->begun == simulation->plan_count)
                return listen_anew(simulation);
            begin_connection(simulation);
        }
        if (conversation_step(simulation->connection))
            return true;
        end_connection(simulation);
    }
}

void simulation_run(Simulation *simulation)
{
    while (simulation_step(simulation))
        ;
}

const Timeline *simulation_timeline(const Simulation *simulation)
{
    return simulation->timeline;
}

const Scenario *simulation_scenario(const Simulation *simulation)
{
    return simulation->scenario;
}
