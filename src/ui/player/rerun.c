#include "ui/player/rerun.h"

#include <string.h>

#include "sim/scenario/scenario_changes.h"

bool rerun_is_possible(Player *player)
{
    if (!player->runs.opened)
        player_notice(player, "a live connection cannot be made again; one of tlsteps play can");
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

bool rerun_scenario(Player *player, const Scenario *scenario, Diagnostic *diagnostic)
{
    Simulation *made = simulation_new(scenario, diagnostic);
    if (!made)
        return false;
    simulation_run(made);
    runs_remember(&player->runs);
    switch_to(player, made);
    return true;
}

void rerun_undo(Player *player)
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

void rerun_without(Player *player, int index)
{
    Diagnostic diagnostic = {""};
    Scenario *scenario = scenario_copy(simulation_scenario(runs_played(&player->runs)));
    if (scenario_change_remove(scenario, index, &diagnostic) && rerun_scenario(player, scenario, &diagnostic))
        player_notice(player, "that change is gone; the run was made again without it");
    else
        player_notice(player, "%s", diagnostic.text);
    scenario_free(scenario);
}

const char *rerun_lesson_note(const Player *player)
{
    return player->reader.lesson ? " The lesson stays with its own run, and Undo leads back to it." : "";
}

bool rerun_with(Player *player, const char *rule, Diagnostic *diagnostic)
{
    const ChangeDraft *draft = &player->draft;
    Scenario *scenario = scenario_copy(simulation_scenario(runs_played(&player->runs)));
    bool done = scenario_change_add(scenario, draft->who, draft->sent->message->from, draft->sent->connection, rule,
                                    diagnostic) &&
                rerun_scenario(player, scenario, diagnostic);
    scenario_free(scenario);
    return done;
}
