/* The groups and suites of a side: those that its options name, or what goes with the others. */
#include "sim/run/endpoint_setup.h"

#include "base/text.h"
#include "sim/scenario/scenario_value.h"

static const char default_groups[] = "x25519,secp256r1,secp384r1,secp521r1,ffdhe2048,ffdhe3072";

static void set_groups(const Setup *setup, PeerConfig *config, Actor actor)
{
    const char *list = setup_get(setup, SCENARIO_GROUP, actor), *name;
    Buffer item = BUFFER_EMPTY;
    for (int i = 0; (name = value_item(&item, list ? list : default_groups, i)); i++)
        config->groups[config->group_count++] = group_find(name);
    buffer_clear(&item);
}

static bool group_fits(const Group *group, const Suite *suite)
{
    if (!suite_is_ephemeral(suite))
        return true;
    return (suite->key_exchange == KEY_EXCHANGE_DHE) == (group->kind == GROUP_FINITE_FIELD);
}

static bool some_group_fits(const PeerConfig *config, const Suite *suite)
{
    for (int i = 0; i < config->group_count; i++)
        if (group_fits(config->groups[i], suite))
            return true;
    return false;
}

static bool goes_by_psk(const Suite *suite)
{
    return suite_uses_psk(suite);
}

static bool goes_by_certificate(const Suite *suite)
{
    return suite_has_certificate(suite) && !suite_uses_psk(suite);
}

static void add_suites(PeerConfig *config, bool (*wanted)(const Suite *suite))
{
    const Suite *suite;
    for (int i = 0; (suite = suite_at(i)) && config->suite_count < PEER_LIST_MAX; i++)
        if (wanted(suite) && some_group_fits(config, suite))
            config->suites[config->suite_count++] = suite;
}

/* Who sets a pre-shared key wants to see it used. */
static void set_default_suites(PeerConfig *config, bool psk)
{
    if (psk)
        add_suites(config, goes_by_psk);
    add_suites(config, goes_by_certificate);
}

static bool refuse_groups(const Setup *setup, Actor actor, const char *groups, const char *suites)
{
    const char *key, *place = setup_origin(setup, SCENARIO_GROUP, actor, &key);
    return diagnostic_set(setup->diagnostic,
                          "%s%s: %s goes with no suite of %s; DHE suites take a finite field (ffdhe2048, …), ECDHE "
                          "suites a curve (x25519, secp256r1, …)",
                          place, key, groups, suites);
}

/* Groups are set before: that some of them goes with some of the suites is asked only of what somebody named. */
static bool set_suites(const Setup *setup, PeerConfig *config, Actor actor)
{
    const char *list = setup_get(setup, SCENARIO_SUITE, actor), *groups = setup_get(setup, SCENARIO_GROUP, actor),
               *name;
    Buffer item = BUFFER_EMPTY;
    bool fits = false;
    for (int i = 0; list && (name = value_item(&item, list, i)); i++) {
        config->suites[config->suite_count++] = suite_find(name);
        fits = fits || some_group_fits(config, config->suites[i]);
    }
    buffer_clear(&item);
    if (!list)
        set_default_suites(config, setup_get(setup, SCENARIO_PSK, actor) != NULL);
    return !list || !groups || fits || refuse_groups(setup, actor, groups, list);
}

bool setup_set_offer(const Setup *setup, PeerConfig *config, Actor actor)
{
    set_groups(setup, config, actor);
    return set_suites(setup, config, actor);
}
