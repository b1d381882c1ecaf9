#include "sim/scenario/scenario_changes.h"

#include "base/text.h"

static ScenarioId option_of(TamperWho who)
{
    return who == TAMPER_BY_ATTACKER ? SCENARIO_TAMPER : SCENARIO_FAULT;
}

/* The rules of the setting that rule `index` stands in; *index then counts among those. NULL past the end. */
static const Tampering *find_rules(const Scenario *scenario, int *index, const char **key)
{
    const char *text;
    for (int i = 0; scenario_setting_at(scenario, i, key, &text); i++) {
        const SettingValue *value = scenario_setting_value(scenario, i);
        if (value->kind != SETTING_CHANGES)
            continue;
        if (*index < value->changes->count)
            return value->changes;
        *index -= value->changes->count;
    }
    return NULL;
}

bool scenario_change_at(const Scenario *scenario, int index, const char **key, Buffer *rule)
{
    const Tampering *rules = index < 0 ? NULL : find_rules(scenario, &index, key);
    if (rules)
        text_append(rule, rules->rules[index].text);
    return rules != NULL;
}

static bool is_set(const Scenario *scenario, ScenarioId option)
{
    const char *key, *value;
    for (int i = 0; scenario_setting_at(scenario, i, &key, &value); i++)
        if (scenario_setting_option(scenario, i) == option)
            return true;
    return false;
}

/* A rule goes where those already are that hold for the same side and connection. Where none holds and there are others
   it gets a place of its own, which does not win over theirs. */
void scenario_change_append_key(Buffer *out, const Scenario *scenario, TamperWho who, Actor sender, int connection)
{
    ScenarioId option = option_of(who);
    const char *key;
    Actor actor = who == TAMPER_BY_ATTACKER ? ACTOR_ATTACKER : sender;
    if (scenario_get(scenario, option, actor, connection, 1)) {
        (void)scenario_origin(scenario, option, actor, connection, 1, &key);
        text_append(out, key);
        return;
    }
    if (is_set(scenario, option)) {
        text_print(out, "c%d.", connection);
        if (who == TAMPER_BY_SENDER)
            text_print(out, "%s.", actor_name(sender));
    }
    text_append(out, scenario_option_at((int)option)->name);
}

bool scenario_change_add(Scenario *scenario, TamperWho who, Actor sender, int connection, const char *rule,
                         Diagnostic *diagnostic)
{
    Buffer key = BUFFER_EMPTY, value = BUFFER_EMPTY;
    Actor actor = who == TAMPER_BY_ATTACKER ? ACTOR_ATTACKER : sender;
    const char *before = scenario_get(scenario, option_of(who), actor, connection, 1);
    scenario_change_append_key(&key, scenario, who, sender, connection);
    text_append(&value, before ? before : "");
    text_append(&value, before ? "," : "");
    text_append(&value, rule);
    bool added = scenario_replace(scenario, text_finish(&key), text_finish(&value), diagnostic);
    buffer_clear(&key);
    buffer_clear(&value);
    return added;
}

bool scenario_change_remove(Scenario *scenario, int index, Diagnostic *diagnostic)
{
    const char *key;
    const Tampering *rules = index < 0 ? NULL : find_rules(scenario, &index, &key);
    Buffer value = BUFFER_EMPTY;
    for (int i = 0; rules && i < rules->count; i++) {
        if (i == index)
            continue;
        text_append(&value, value.size ? "," : "");
        text_append(&value, rules->rules[i].text);
    }
    bool removed = !rules || scenario_replace(scenario, key, value.size ? text_finish(&value) : NULL, diagnostic);
    buffer_clear(&value);
    return removed;
}
