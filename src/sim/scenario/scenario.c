#include "sim/scenario/scenario.h"

#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "sim/scenario/attacker_names.h"

typedef struct Setting {
    OptionKey key;
    char *written; /* the key, prefixes and all, in its one order */
    SettingValue *value;
    char *origin, *given; /* where it stands, and the key as it was given there */
} Setting;

struct Scenario {
    Setting *settings; /* in the order in which they were set */
    int count, capacity;
};

Scenario *scenario_new(void)
{
    return memory_new(sizeof(Scenario));
}

static void setting_clear(Setting *setting)
{
    memory_free(setting->written);
    setting_value_release(setting->value);
    memory_free(setting->origin);
    memory_free(setting->given);
}

void scenario_free(Scenario *scenario)
{
    if (!scenario)
        return;
    for (int i = 0; i < scenario->count; i++)
        setting_clear(&scenario->settings[i]);
    memory_free(scenario->settings);
    memory_free(scenario);
}

/* Takes over what the setting owns. */
static void append(Scenario *scenario, Setting setting)
{
    scenario->settings =
        memory_grown(scenario->settings, scenario->count, &scenario->capacity, sizeof *scenario->settings);
    scenario->settings[scenario->count++] = setting;
}

Scenario *scenario_copy(const Scenario *scenario)
{
    Scenario *copy = scenario_new();
    for (int i = 0; i < scenario->count; i++) {
        const Setting *setting = &scenario->settings[i];
        append(copy, (Setting){setting->key, memory_copy_text(setting->written), setting_value_hold(setting->value),
                               memory_copy_text(setting->origin), memory_copy_text(setting->given)});
    }
    return copy;
}

static Setting *find_written(Scenario *scenario, const char *written)
{
    for (int i = 0; i < scenario->count; i++)
        if (strcmp(scenario->settings[i].written, written) == 0)
            return &scenario->settings[i];
    return NULL;
}

static void remove_key(Scenario *scenario, const char *written)
{
    Setting *setting = find_written(scenario, written);
    if (!setting)
        return;
    setting_clear(setting);
    size_t behind = (size_t)(scenario->settings + scenario->count - (setting + 1));
    memmove(setting, setting + 1, behind * sizeof *setting);
    scenario->count--;
}

static bool set(Scenario *scenario, const char *origin, const char *key, const char *value, Diagnostic *diagnostic)
{
    OptionKey parsed;
    if (!option_key_parse(&parsed, key, diagnostic))
        return false;
    if (!value && !option_is_flag(parsed.option))
        return diagnostic_set(diagnostic, "%s: needs a value: %s", key, scenario_option_at(parsed.option)->argument);
    SettingValue *read = setting_value_read(&parsed, key, value ? value : "yes", diagnostic);
    if (!read)
        return false;
    Buffer written = BUFFER_EMPTY;
    option_key_append(&written, &parsed);
    remove_key(scenario, text_finish(&written));
    append(scenario, (Setting){parsed, memory_copy_text(text_finish(&written)), read, memory_copy_text(origin),
                               memory_copy_text(key)});
    buffer_clear(&written);
    return true;
}

bool scenario_set(Scenario *scenario, const char *key, const char *value, Diagnostic *diagnostic)
{
    return set(scenario, "", key, value, diagnostic);
}

bool scenario_set_from(Scenario *scenario, const char *origin, const char *key, const char *value,
                       Diagnostic *diagnostic)
{
    Diagnostic found = {""};
    return set(scenario, origin, key, value, &found) || diagnostic_set(diagnostic, "%s%s", origin, found.text);
}

bool scenario_knows(const char *key, bool *takes_argument)
{
    OptionKey parsed;
    if (!option_key_parse(&parsed, key, NULL))
        return false;
    *takes_argument = !option_is_flag(parsed.option);
    return true;
}

static bool holds(int wanted, int actual)
{
    return wanted == OPTION_ANY || wanted == actual;
}

/* The setting in force, or NULL. */
static const Setting *find(const Scenario *scenario, ScenarioId option, Actor actor, int connection, int handshake)
{
    for (int i = scenario->count - 1; i >= 0; i--) {
        const OptionKey *key = &scenario->settings[i].key;
        if (key->option == (int)option && holds(key->actor, (int)actor) && holds(key->connection, connection) &&
            holds(key->handshake, handshake))
            return &scenario->settings[i];
    }
    return NULL;
}

const char *scenario_get(const Scenario *scenario, ScenarioId option, Actor actor, int connection, int handshake)
{
    const Setting *setting = find(scenario, option, actor, connection, handshake);
    return setting ? setting->value->text : NULL;
}

const SettingValue *scenario_value(const Scenario *scenario, ScenarioId option, SettingKind kind, Actor actor,
                                   int connection, int handshake)
{
    const Setting *setting = find(scenario, option, actor, connection, handshake);
    assert(!setting || setting->value->kind == kind);
    return setting ? setting->value : NULL;
}

bool scenario_flag(const Scenario *scenario, ScenarioId option, Actor actor, int connection, int handshake)
{
    const SettingValue *value = scenario_value(scenario, option, SETTING_FLAG, actor, connection, handshake);
    return value && value->flag;
}

uint64_t scenario_number(const Scenario *scenario, ScenarioId option, Actor actor, int connection, int handshake,
                         uint64_t unset)
{
    const SettingValue *value = scenario_value(scenario, option, SETTING_NUMBER, actor, connection, handshake);
    return value ? value->number : unset;
}

int scenario_choice(const Scenario *scenario, ScenarioId option, Actor actor, int connection, int handshake, int unset)
{
    const SettingValue *value = scenario_value(scenario, option, SETTING_CHOICE, actor, connection, handshake);
    return value ? value->choice : unset;
}

bool scenario_append_words(Buffer *out, const Scenario *scenario, ScenarioId option, Actor actor, int connection,
                           int handshake)
{
    const SettingValue *value = scenario_value(scenario, option, SETTING_WORDS, actor, connection, handshake);
    if (value)
        buffer_append(out, buffer_bytes(&value->words));
    return value != NULL;
}

const char *scenario_origin(const Scenario *scenario, ScenarioId option, Actor actor, int connection, int handshake,
                            const char **key)
{
    const Setting *setting = find(scenario, option, actor, connection, handshake);
    *key = setting ? setting->given : scenario_option_at((int)option)->name;
    return setting ? setting->origin : "";
}

int scenario_handshakes(const Scenario *scenario, int connection)
{
    Starter starter =
        (Starter)scenario_choice(scenario, SCENARIO_RENEGOTIATE, ACTOR_ATTACKER, connection, 1, STARTER_NOBODY);
    AttackerName attacker =
        (AttackerName)scenario_choice(scenario, SCENARIO_ATTACKER, ACTOR_ATTACKER, connection, 1, ATTACKER_NONE);
    return 1 + (starter != STARTER_NOBODY) + (attacker == ATTACKER_INJECT);
}

/* The most that a connection has of those that the key is about. */
static int handshakes_of(const Scenario *scenario, const OptionKey *key, int connections)
{
    int most = 0;
    for (int i = 1; i <= connections; i++) {
        int count = holds(key->connection, i) ? scenario_handshakes(scenario, i) : 0;
        most = count > most ? count : most;
    }
    return most;
}

bool scenario_applies(const Scenario *scenario, int connections, Diagnostic *diagnostic)
{
    for (int i = 0; i < scenario->count; i++) {
        const Setting *setting = &scenario->settings[i];
        if (setting->key.connection > connections)
            return diagnostic_set(diagnostic, "%s%s: the run has %d connection%s; see --connections", setting->origin,
                                  setting->given, connections, connections == 1 ? "" : "s");
        int handshakes = handshakes_of(scenario, &setting->key, connections);
        if (setting->key.handshake > handshakes)
            return diagnostic_set(diagnostic, "%s%s: the connection has %d handshake%s; see --renegotiate",
                                  setting->origin, setting->given, handshakes, handshakes == 1 ? "" : "s");
    }
    return true;
}

bool scenario_setting_at(const Scenario *scenario, int index, const char **key, const char **value)
{
    if (index < 0 || index >= scenario->count)
        return false;
    *key = scenario->settings[index].written;
    *value = scenario->settings[index].value->text;
    return true;
}

ScenarioId scenario_setting_option(const Scenario *scenario, int index)
{
    return (ScenarioId)scenario->settings[index].key.option;
}

const SettingValue *scenario_setting_value(const Scenario *scenario, int index)
{
    return scenario->settings[index].value;
}

bool scenario_replace(Scenario *scenario, const char *key, const char *value, Diagnostic *diagnostic)
{
    OptionKey parsed;
    SettingValue *read = NULL;
    if (!option_key_parse(&parsed, key, diagnostic) ||
        (value && !(read = setting_value_read(&parsed, key, value, diagnostic))))
        return false;
    Buffer written = BUFFER_EMPTY;
    option_key_append(&written, &parsed);
    Setting *setting = find_written(scenario, text_finish(&written));
    if (setting && read) {
        setting_value_release(setting->value);
        setting->value = read;
    } else if (read) {
        append(scenario, (Setting){parsed, memory_copy_text(text_finish(&written)), read, memory_copy_text(""),
                                   memory_copy_text(key)});
    } else {
        remove_key(scenario, text_finish(&written));
    }
    buffer_clear(&written);
    return true;
}
