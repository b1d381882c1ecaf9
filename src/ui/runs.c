#include "ui/runs.h"

#include <string.h>

#include "base/text.h"
#include "sim/scenario_changes.h"
#include "ui/player.h"

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

bool runs_can_change(Player *player)
{
    if (!player->runs.opened)
        player_notice(player, "a live connection cannot be made again: tlsteps play can change one of its own");
    return player->runs.opened != NULL;
}

/* The latest step up to the current one whose name the other run has too; its first step where there is none. */
static int same_place(const Player *player, const Timeline *timeline)
{
    for (int number = player->step; number >= 1; number--) {
        const char *name = timeline_step(player->timeline, number)->name;
        const Step *step = timeline_find_step(timeline, name);
        if (step && strcmp(step->name, name) == 0)
            return step->number;
    }
    return 1;
}

/* `made`, or NULL for the run that was opened, takes the place of the one that is played. */
static void switch_to(Player *player, Simulation *made)
{
    Runs *runs = &player->runs;
    Simulation *left = runs->changed;
    const Timeline *timeline = simulation_timeline(made ? made : runs->opened);
    int step = same_place(player, timeline);
    runs->changed = made;
    player_switch(player, timeline, step);
    simulation_free(left);
}

/* Where there is no room the oldest but the first makes way. */
static void remember(Runs *runs, const Scenario *scenario)
{
    if (runs->count == RUNS_BEFORE_MAX) {
        scenario_free(runs->before[1]);
        memmove(&runs->before[1], &runs->before[2], (RUNS_BEFORE_MAX - 2) * sizeof runs->before[0]);
        runs->count--;
    }
    runs->before[runs->count++] = scenario_copy(scenario);
}

bool runs_play(Player *player, const Scenario *scenario, Diagnostic *diagnostic)
{
    Simulation *made = simulation_new(scenario, diagnostic);
    if (!made)
        return false;
    simulation_run(made);
    remember(&player->runs, simulation_scenario(runs_played(&player->runs)));
    switch_to(player, made);
    return true;
}

void runs_undo(Player *player)
{
    Runs *runs = &player->runs;
    Simulation *made = NULL;
    Diagnostic diagnostic = {""};
    if (runs->count == 0) {
        player_notice(player, "there is nothing to undo: this is the run as it was opened");
        return;
    }
    if (runs->count > 1) {
        made = simulation_new(runs->before[runs->count - 1], &diagnostic);
        if (!made) { /* a file that it names is gone meanwhile */
            player_notice(player, "%s", diagnostic.text);
            return;
        }
        simulation_run(made);
    }
    scenario_free(runs->before[--runs->count]);
    switch_to(player, made);
    player_notice(player, runs->count ? "back to the run before" : "back to the run as it was opened");
}

void runs_drop_change(Player *player, int index)
{
    Diagnostic diagnostic = {""};
    Scenario *scenario = scenario_copy(simulation_scenario(runs_played(&player->runs)));
    scenario_change_remove(scenario, index);
    if (runs_play(player, scenario, &diagnostic))
        player_notice(player, "that change is gone; the run was made again without it");
    else
        player_notice(player, "%s", diagnostic.text);
    scenario_free(scenario);
}

const char *runs_lesson_note(const Player *player)
{
    return player->reader.lesson ? " The lesson stays with its own run, and Undo leads back to it." : "";
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
        bool takes_value = true;
        text_append(out, " --");
        text_append(out, key);
        if (scenario_knows(key, &takes_value) && !takes_value && strcmp(value, "yes") == 0)
            continue;
        text_append(out, takes_value ? " " : "=");
        append_word(out, value);
    }
}
