#include "net/live_scenario.h"

#include "net/clock.h"
#include "sim/scenario/tampering.h"

/* Options that a live peer does not take. */
static const struct {
    const char *option, *why;
    bool of_server; /* a client takes it */
} strangers[] = {
    {"connections", "how many connections a live peer has is up to whoever connects", false},
    {"seed", "a live peer draws its random values from the operating system", false},
    {"resume", "a live server resumes whatever it still has", true},
    {"rotate-ticket-key", "a live server draws a new key when its time has come", false},
    {"damaged-ticket", "a live client brings back its ticket as it is", false},
    {"server-forgets", "a live server forgets when it is started again", false},
    {"renegotiate", "a live peer leaves it to the other side to ask for a new handshake", false},
    {"attacker", "between two programs on a network stands nobody of ours", false},
    {"tamper", "between two programs on a network stands nobody of ours", false},
    {"eavesdropper-has", "nobody of ours listens on a network", false},
    {"eavesdropper-limit", "nobody of ours listens on a network", false},
    {"no-eavesdropper", "nobody of ours listens on a network", false},
};

/* A live peer lies alike on each of its connections. */
static bool check_fault(const Scenario *scenario, Actor actor, Diagnostic *diagnostic)
{
    const char *key, *value = scenario_get(scenario, "fault", actor, 1, 1);
    Tampering rules = {.count = 0};
    if (!value || !tampering_parse(&rules, value, TAMPER_BY_SENDER, "fault", diagnostic))
        return !value;
    int last = tampering_last_connection(&rules);
    tampering_clear(&rules);
    const char *place = scenario_origin(scenario, "fault", actor, 1, 1, &key);
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
    if (!scenario_get(scenario, "now", role, 1, 1))
        endpoint->config.now = clock_date() / 1000000;
    return true;
}
