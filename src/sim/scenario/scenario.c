#include "sim/scenario/scenario.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "sim/scenario/scenario_option.h"

typedef struct Setting {
    OptionKey key;
    char *written; /* the key, prefixes and all, in its one order */
    char *value;
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
    memory_free(setting->value);
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
    if (scenario->count == scenario->capacity) {
        scenario->capacity = 2 * scenario->capacity + 8;
        scenario->settings = memory_resize(scenario->settings, (size_t)scenario->capacity * sizeof *scenario->settings);
    }
    scenario->settings[scenario->count++] = setting;
}

Scenario *scenario_copy(const Scenario *scenario)
{
    Scenario *copy = scenario_new();
    for (int i = 0; i < scenario->count; i++) {
        const Setting *setting = &scenario->settings[i];
        append(copy, (Setting){setting->key, memory_copy_text(setting->written), memory_copy_text(setting->value),
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
    if (!value)
        value = "yes";
    if (!option_check(&parsed, key, value, diagnostic))
        return false;
    Buffer written = BUFFER_EMPTY;
    option_key_append(&written, &parsed);
    remove_key(scenario, text_finish(&written));
    append(scenario, (Setting){parsed, memory_copy_text(text_finish(&written)), memory_copy_text(value),
                               memory_copy_text(origin), memory_copy_text(key)});
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
    Diagnostic ignored = {""};
    if (!option_key_parse(&parsed, key, &ignored))
        return false;
    *takes_argument = !option_is_flag(parsed.option);
    return true;
}

static bool holds(int wanted, int actual)
{
    return wanted == OPTION_ANY || wanted == actual;
}

/* The setting in force, or NULL. */
static const Setting *find(const Scenario *scenario, const char *option, Actor actor, int connection, int handshake)
{
    for (int i = scenario->count - 1; i >= 0; i--) {
        const OptionKey *key = &scenario->settings[i].key;
        if (strcmp(scenario_option_at(key->option)->name, option) == 0 && holds(key->actor, (int)actor) &&
            holds(key->connection, connection) && holds(key->handshake, handshake))
            return &scenario->settings[i];
    }
    return NULL;
}

const char *scenario_get(const Scenario *scenario, const char *option, Actor actor, int connection, int handshake)
{
    const Setting *setting = find(scenario, option, actor, connection, handshake);
    return setting ? setting->value : NULL;
}

const char *scenario_origin(const Scenario *scenario, const char *option, Actor actor, int connection, int handshake,
                            const char **key)
{
    const Setting *setting = find(scenario, option, actor, connection, handshake);
    *key = setting ? setting->given : option;
    return setting ? setting->origin : "";
}

static bool is_set_to(const Scenario *scenario, const char *option, int connection, const char *value)
{
    const char *set = scenario_get(scenario, option, ACTOR_ATTACKER, connection, 1);
    return set && strcmp(set, value) == 0;
}

int scenario_handshakes(const Scenario *scenario, int connection)
{
    bool again = is_set_to(scenario, "renegotiate", connection, "client") ||
                 is_set_to(scenario, "renegotiate", connection, "server");
    return 1 + again + is_set_to(scenario, "attacker", connection, "inject");
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
    *value = scenario->settings[index].value;
    return true;
}

bool scenario_replace(Scenario *scenario, const char *key, const char *value, Diagnostic *diagnostic)
{
    OptionKey parsed;
    if (!option_key_parse(&parsed, key, diagnostic) || (value && !option_check(&parsed, key, value, diagnostic)))
        return false;
    Buffer written = BUFFER_EMPTY;
    option_key_append(&written, &parsed);
    Setting *setting = find_written(scenario, text_finish(&written));
    bool good = true;
    if (setting && value) {
        char *copy = memory_copy_text(value);
        memory_free(setting->value);
        setting->value = copy;
    } else if (value) {
        good = scenario_set(scenario, key, value, diagnostic);
    } else {
        remove_key(scenario, text_finish(&written));
    }
    buffer_clear(&written);
    return good;
}
