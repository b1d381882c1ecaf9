#include "sim/scenario/scenario_option.h"

#include <string.h>
#include <unistr.h>

#include "base/memory.h"
#include "base/text.h"
#include "sim/assets/assets.h"
#include "sim/diagnostic/nearest.h"
#include "sim/scenario/scenario_read.h"

typedef enum Owner { BOTH, CLIENT, SERVER, CONNECTION, RUN } Owner;

typedef struct OptionItem {
    ScenarioOption public;
    Owner owner;
    SettingReader *read;
} OptionItem;

static const OptionItem items[] = {
#define OPTION(id, name, argument, group, owner, reader, help) {{name, argument, help, group}, owner, reader},
#include "sim/scenario/scenario_options.def"
#undef OPTION
};

const ScenarioOption *scenario_option_at(int id)
{
    return id >= 0 && id < (int)COUNT_OF(items) ? &items[id].public : NULL;
}

static const char *option_name_at(int index)
{
    const ScenarioOption *option = scenario_option_at(index);
    return option ? option->name : NULL;
}

bool option_is_flag(int option)
{
    return items[option].public.argument == NULL;
}

/* "c12" or "h1": the letter and a number from 1. */
static bool numbered_prefix(int *out, char letter, const char *part)
{
    int value = 0;
    if (part[0] != letter || part[1] == '\0' || part[1] == '0' || strlen(part) > 4)
        return false;
    for (const char *c = part + 1; *c; c++) {
        if (*c < '0' || *c > '9')
            return false;
        value = 10 * value + (*c - '0');
    }
    *out = value;
    return value <= OPTION_CONNECTIONS_MAX;
}

static bool take_prefix(OptionKey *key, const char *part)
{
    static const Actor actors[] = {ACTOR_CLIENT, ACTOR_SERVER, ACTOR_ATTACKER};
    if (key->connection == OPTION_ANY && numbered_prefix(&key->connection, 'c', part))
        return true;
    if (key->handshake == OPTION_ANY && numbered_prefix(&key->handshake, 'h', part))
        return true;
    for (size_t i = 0; key->actor == OPTION_ANY && i < COUNT_OF(actors); i++)
        if (strcmp(part, actor_name(actors[i])) == 0) {
            key->actor = (int)actors[i];
            return true;
        }
    return false;
}

static int find_option(const char *name)
{
    for (int i = 0; i < (int)COUNT_OF(items); i++)
        if (strcmp(items[i].public.name, name) == 0)
            return i;
    return OPTION_ANY;
}

static bool unknown_option(const char *key, const char *name, Diagnostic *diagnostic)
{
    Buffer names = BUFFER_EMPTY;
    const char *near = nearest_name(name, option_name_at);
    nearest_append_names(&names, option_name_at);
    diagnostic_set(diagnostic, "%s: no such option%s%s%s; options are: %s", key, near ? "; did you mean " : "",
                   near ? near : "", near ? "?" : "", text_finish(&names));
    buffer_clear(&names);
    return false;
}

/* Whether the prefixes go with whose the option is. */
static bool check_owner(const OptionKey *key, const char *written, Diagnostic *diagnostic)
{
    const OptionItem *item = &items[key->option];
    const char *name = item->public.name;
    if (item->owner == RUN &&
        (key->actor != OPTION_ANY || key->connection != OPTION_ANY || key->handshake != OPTION_ANY))
        return diagnostic_set(diagnostic, "%s: holds for the whole run and takes no prefix: write %s", written, name);
    if (item->owner == CONNECTION && (key->actor != OPTION_ANY || key->handshake != OPTION_ANY))
        return diagnostic_set(diagnostic, "%s: holds for a connection: write %s or c1.%s", written, name, name);
    if (key->actor == OPTION_ANY || (item->owner == BOTH && key->actor != ACTOR_ATTACKER))
        return true;
    if (item->owner == BOTH)
        return diagnostic_set(diagnostic, "%s: the attacker has no %s; client and server have", written, name);
    Actor owner = item->owner == CLIENT ? ACTOR_CLIENT : ACTOR_SERVER;
    if (key->actor == (int)owner)
        return true;
    return diagnostic_set(diagnostic, "%s: only the %s has a %s: write %s or %s.%s", written, actor_name(owner), name,
                          name, actor_name(owner), name);
}

bool option_key_parse(OptionKey *out, const char *key, Diagnostic *diagnostic)
{
    Buffer part = BUFFER_EMPTY;
    const char *rest = key, *dot;
    bool good = true;
    *out = (OptionKey){OPTION_ANY, OPTION_ANY, OPTION_ANY, OPTION_ANY};
    while (good && (dot = strchr(rest, '.'))) {
        buffer_truncate(&part, 0);
        buffer_append(&part, bytes_of(rest, (size_t)(dot - rest)));
        good = take_prefix(out, text_finish(&part));
        rest = dot + 1;
    }
    if (!good)
        diagnostic_set(diagnostic,
                       "%s: '%s.' is no prefix here; prefixes are cN. (1 to %d), hN., client., server. and "
                       "attacker., each once",
                       key, (const char *)part.data, OPTION_CONNECTIONS_MAX);
    buffer_clear(&part);
    if (!good)
        return false;
    out->option = find_option(rest);
    if (out->option == OPTION_ANY)
        return unknown_option(key, rest, diagnostic);
    return check_owner(out, key, diagnostic);
}

void option_key_append(Buffer *out, const OptionKey *key)
{
    if (key->connection != OPTION_ANY) {
        text_append(out, "c");
        text_append_decimal(out, (uint64_t)key->connection);
        text_append(out, ".");
    }
    if (key->handshake != OPTION_ANY) {
        text_append(out, "h");
        text_append_decimal(out, (uint64_t)key->handshake);
        text_append(out, ".");
    }
    if (key->actor != OPTION_ANY) {
        text_append(out, actor_name((Actor)key->actor));
        text_append(out, ".");
    }
    text_append(out, items[key->option].public.name);
}

/* Nothing that could act on a terminal, and text that can stand in JSON. */
static bool check_characters(const char *written, const char *value, Diagnostic *diagnostic)
{
    size_t length = strlen(value);
    if (length > OPTION_VALUE_MAX)
        return diagnostic_set(diagnostic, "%s: longer than %d bytes", written, OPTION_VALUE_MAX);
    const uint8_t *text = (const uint8_t *)value;
    if (u8_check(text, length))
        return diagnostic_set(diagnostic, "%s: the value is not UTF-8", written);
    for (size_t i = 0; i < length;) {
        ucs4_t character;
        i += (size_t)u8_mbtouc(&character, text + i, length - i);
        if (character < 0x20 || (character >= 0x7f && character < 0xa0))
            return diagnostic_set(diagnostic, "%s: has a control character (0x%02x) in its value", written,
                                  (unsigned)character);
    }
    return true;
}

SettingValue *setting_value_read(const OptionKey *key, const char *written, const char *text, Diagnostic *diagnostic)
{
    SettingValue *value = memory_new(sizeof *value);
    value->holders = 1;
    value->text = memory_copy_text(text);
    if (check_characters(written, text, diagnostic) && items[key->option].read(value, key, written, text, diagnostic))
        return value;
    setting_value_release(value);
    return NULL;
}

SettingValue *setting_value_hold(SettingValue *value)
{
    value->holders++;
    return value;
}

void setting_value_release(SettingValue *value)
{
    if (--value->holders > 0)
        return;
    if (value->kind == SETTING_CHANGES) {
        tampering_clear(value->changes);
        memory_free(value->changes);
    } else if (value->kind == SETTING_WORDS) {
        buffer_clear(&value->words);
    }
    memory_free(value->text);
    memory_free(value);
}
