#include "net/live_scenario.h"

#include "net/clock.h"

/* Options that a live peer does not take. */
static const struct {
    ScenarioId option;
    const char *why;
    bool of_server; /* a client takes it */
} strangers[] = {
    {SCENARIO_CONNECTIONS, "how many connections a live peer has is up to whoever connects", false},
    {SCENARIO_SEED, "a live peer draws its random values from the operating system", false},
    {SCENARIO_RESUME, "a live server resumes whatever it still has", true},
    {SCENARIO_ROTATE_TICKET_KEY, "a live server draws a new key when its time has come", false},
    {SCENARIO_DAMAGED_TICKET, "a live client brings back its ticket as it is", false},
    {SCENARIO_SERVER_FORGETS, "a live server forgets when it is started again", false},
    {SCENARIO_RENEGOTIATE, "a live peer leaves it to the other side to ask for a new handshake", false},
    {SCENARIO_ATTACKER, "between two programs on a network stands nobody of ours", false},
    {SCENARIO_TAMPER, "between two programs on a network stands nobody of ours", false},
    {SCENARIO_EAVESDROPPER_HAS, "nobody of ours listens on a network", false},
    {SCENARIO_EAVESDROPPER_LIMIT, "nobody of ours listens on a network", false},
    {SCENARIO_NO_EAVESDROPPER, "nobody of ours listens on a network", false},
};

/* A live peer lies alike on each of its connections. */
static bool check_fault(const Scenario *scenario, Actor actor, Diagnostic *diagnostic)
{
    const SettingValue *value = scenario_value(scenario, SCENARIO_FAULT, SETTING_CHANGES, actor, 1, 1);
    int last = value ? tampering_last_connection(value->changes) : 0;
    const char *key, *place = scenario_origin(scenario, SCENARIO_FAULT, actor, 1, 1, &key);
    return last <= 1 || diagnostic_set(diagnostic, "%s%s: c%d.: a live peer lies alike on each of its connections",
                                       place, key, last);
}

bool live_scenario_check(const Scenario *scenario, Actor role, Diagnostic *diagnostic)
{
    for (size_t i = 0; i < COUNT_OF(strangers); i++)
        for (int actor = ACTOR_CLIENT; actor <= ACTOR_SERVER; actor++) {
            const char *key, *place = scenario_origin(scenario, strangers[i].option, (Actor)actor, 1, 1, &key);
            bool taken = strangers[i].of_server && role == ACTOR_CLIENT;
            if (!taken && scenario_get(scenario, strangers[i].option, (Actor)actor, 1, 1))
                return diagnostic_set(diagnostic, "%s%s: is for runs in one process: %s", place, key, strangers[i].why);
        }
    return check_fault(scenario, ACTOR_CLIENT, diagnostic) && check_fault(scenario, ACTOR_SERVER, diagnostic) &&
           scenario_applies(scenario, 1, diagnostic);
}

bool live_scenario_endpoint(Endpoint *endpoint, const Scenario *scenario, Credentials *credentials, Actor role,
                            Diagnostic *diagnostic)
{
    if (!live_scenario_check(scenario, role, diagnostic) ||
        !endpoint_init_live(endpoint, scenario, credentials, role, diagnostic))
        return false;
    if (!scenario_get(scenario, SCENARIO_NOW, role, 1, 1))
        endpoint->config.now = clock_date() / 1000000;
    return true;
}
