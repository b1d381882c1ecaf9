#include "sim/scenario/scenario_changes.h"

#include <string.h>

#include "base/text.h"
#include "sim/scenario/scenario_option.h"

static const char *option_name(TamperWho who)
{
    return who == TAMPER_BY_ATTACKER ? "tamper" : "fault";
}

/* The rules of a setting; false where it is about something else. */
static bool read_rules(Tampering *out, const char *key, const char *value)
{
    Diagnostic ignored = {""}; /* the value was checked when it was set */
    for (TamperWho who = TAMPER_BY_ATTACKER; who <= TAMPER_BY_SENDER; who++)
        if (strcmp(option_key_name(key), option_name(who)) == 0)
            return tampering_parse(out, value, who, key, &ignored);
    return false;
}

/* The setting that rule `index` stands in, with all its rules; *index then counts among those. False past the end. */
static bool find_setting(const Scenario *scenario, int *index, const char **key, Tampering *rules)
{
    const char *value;
    for (int i = 0; scenario_setting_at(scenario, i, key, &value); i++) {
        *rules = (Tampering){.count = 0};
        if (!read_rules(rules, *key, value))
            continue;
        if (*index < rules->count)
            return true;
        *index -= rules->count;
        tampering_clear(rules);
    }
    return false;
}

bool scenario_change_at(const Scenario *scenario, int index, const char **key, Buffer *rule)
{
    Tampering rules;
    if (index < 0 || !find_setting(scenario, &index, key, &rules))
        return false;
    text_append(rule, rules.rules[index].text);
    tampering_clear(&rules);
    return true;
}

static bool is_set(const Scenario *scenario, const char *option)
{
    const char *key, *value;
    for (int i = 0; scenario_setting_at(scenario, i, &key, &value); i++)
        if (strcmp(option_key_name(key), option) == 0)
            return true;
    return false;
}

/* A rule goes where those already are that hold for the same side and connection. Where none holds and there are others
   it gets a place of its own, which does not win over theirs. */
void scenario_change_append_key(Buffer *out, const Scenario *scenario, TamperWho who, Actor sender, int connection)
{
    const char *option = option_name(who), *key;
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
    text_append(out, option);
}

bool scenario_change_add(Scenario *scenario, TamperWho who, Actor sender, int connection, const char *rule,
                         Diagnostic *diagnostic)
{
    Buffer key = BUFFER_EMPTY, value = BUFFER_EMPTY;
    Actor actor = who == TAMPER_BY_ATTACKER ? ACTOR_ATTACKER : sender;
    const char *before = scenario_get(scenario, option_name(who), actor, connection, 1);
    scenario_change_append_key(&key, scenario, who, sender, connection);
    text_append(&value, before ? before : "");
    text_append(&value, before ? "," : "");
    text_append(&value, rule);
    bool added = scenario_replace(scenario, text_finish(&key), text_finish(&value), diagnostic);
    buffer_clear(&key);
    buffer_clear(&value);
    return added;
}

void scenario_change_remove(Scenario *scenario, int index)
{
    const char *key;
    Tampering rules;
    if (index < 0 || !find_setting(scenario, &index, &key, &rules))
        return;
    Buffer value = BUFFER_EMPTY;
    Diagnostic ignored = {""}; /* what is left was accepted before */
    for (int i = 0; i < rules.count; i++) {
        if (i == index)
            continue;
        text_append(&value, value.size ? "," : "");
        text_append(&value, rules.rules[i].text);
    }
    (void)!scenario_replace(scenario, key, value.size ? text_finish(&value) : NULL, &ignored);
    buffer_clear(&value);
    tampering_clear(&rules);
}
