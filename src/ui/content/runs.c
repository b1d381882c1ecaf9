#include "ui/content/runs.h"

#include <string.h>

#include "base/text.h"

void runs_start(Runs *runs, const Simulation *opened)
{
    *runs = (Runs){.opened = opened};
}

void runs_clear(Runs *runs)
{
    simulation_free(runs->changed);
    scenario_free(runs->wanted);
    for (int i = 0; i < runs->count; i++)
        scenario_free(runs->before[i]);
    *runs = (Runs){.count = 0};
}

const Simulation *runs_played(const Runs *runs)
{
    return runs->changed ? runs->changed : runs->opened;
}

void runs_remember(Runs *runs)
{
    if (runs->count == RUNS_BEFORE_MAX) {
        scenario_free(runs->before[1]);
        memmove(&runs->before[1], &runs->before[2], (RUNS_BEFORE_MAX - 2) * sizeof runs->before[0]);
        runs->count--;
    }
    runs->before[runs->count++] = scenario_copy(simulation_scenario(runs_played(runs)));
}

/* Quotes where a shell would take something else for it. */
static void append_word(Buffer *out, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.,:/@=+%^";
    if (*word && word[strspn(word, plain)] == '\0') {
        text_append(out, word);
        return;
    }
    text_append(out, "'");
    for (; *word; word++)
        if (*word == '\'')
            text_append(out, "'\\''");
        else
            buffer_append(out, bytes_of(word, 1));
    text_append(out, "'");
}

void runs_append_command(Buffer *out, const char *command, const Scenario *scenario)
{
    const char *key, *value;
    text_append(out, "tlsteps ");
    text_append(out, command);
    for (int i = 0; scenario_setting_at(scenario, i, &key, &value); i++) {
        const SettingValue *read = scenario_setting_value(scenario, i);
        text_append(out, " --");
        text_append(out, key);
        if (read->kind == SETTING_FLAG && read->flag)
            continue;
        text_append(out, read->kind == SETTING_FLAG ? "=" : " ");
        append_word(out, value);
    }
}
