/* The scenario menu: what the run is, option by option, and a run of what is chosen instead; and the same list to
   choose what the run is to be compared with. */
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "sim/scenario/scenario_choice.h"
#include "ui/panels/panel_scenario.h"

#include "ui/panels/panel_compare.h"
#include "ui/player/picker.h"
#include "ui/player/rerun.h"

enum { ITEM_COMMAND = -2, ITEM_UNDO = -3, ITEM_OPENED = -4, ITEM_BEFORE = -5, CHOICE_DEFAULT = -1 };

/* The scenario that the menu shows: the run's, or one that cannot be run as yet. */
static const Scenario *shown(const Player *player)
{
    const Runs *runs = &player->runs;
    return runs->wanted ? runs->wanted : simulation_scenario(runs_played(runs));
}

/* What came out in this run where nothing was set; NULL where no fact tells. */
static const TimelineFact *came_to(const Player *player, ScenarioId option)
{
    static const struct {
        ScenarioId option;
        const char *fact;
    } tells[] = {{SCENARIO_VERSION, "version"},
                 {SCENARIO_SUITE, "cipher_suite"},
                 {SCENARIO_GROUP, "ecdh.group"},
                 {SCENARIO_GROUP, "dh.group"},
                 {SCENARIO_SERVER_NAME, "server_name"}};
    const TimelineFact *fact = NULL;
    for (size_t i = 0; i < COUNT_OF(tells) && !fact; i++)
        if (tells[i].option == option)
            fact = timeline_known(player->timeline, ACTOR_SERVER, tells[i].fact, 0);
    return fact;
}

/* "yes", "client X, server Y"; NULL where nothing is set. */
static const char *value_in_force(Buffer *out, const Player *player, ScenarioId option)
{
    const char *client = scenario_get(shown(player), option, ACTOR_CLIENT, 1, 1);
    const char *server = scenario_get(shown(player), option, ACTOR_SERVER, 1, 1);
    buffer_truncate(out, 0);
    if (!client && !server)
        return NULL;
    if (client && server && strcmp(client, server) == 0)
        return client;
    text_append(out, client ? "client " : "");
    text_append(out, client ? client : "");
    text_append(out, client && server ? "; " : "");
    text_append(out, server ? "server " : "");
    text_append(out, server ? server : "");
    return text_finish(out);
}

static void forget_wanted(Player *player)
{
    scenario_free(player->runs.wanted);
    player->runs.wanted = NULL;
}

/* Applying */

/* Runs the scenario with another value. False, with a problem, where the value is not accepted; where the whole is
   impossible it is kept, so that another choice can mend it, and the menu says so. */
static bool apply(Player *player, ScenarioId option, const char *value, Diagnostic *problem, Diagnostic *impossible)
{
    Scenario *scenario = scenario_copy(shown(player));
    if (!scenario_choose(scenario, option, value, problem)) {
        scenario_free(scenario);
        return false;
    }
    bool possible = rerun_scenario(player, scenario, impossible);
    forget_wanted(player);
    if (!possible) {
        player->runs.wanted = scenario;
    } else {
        scenario_free(scenario);
        player_notice(player, "the run was made again with this");
    }
    return true;
}

/* One value */

typedef struct OptionContext {
    ScenarioId option;
    Picker *menu; /* the one below, which runs it; NULL: the run that is played is compared with one that has it */
} OptionContext;

static ScenarioId id_of(const Picker *picker)
{
    return ((const OptionContext *)picker->context)->option;
}

static const ScenarioOption *option_of(const Picker *picker)
{
    return scenario_option_at((int)id_of(picker));
}

static void fill_values(const Player *player, Picker *picker)
{
    const ScenarioOption *option = option_of(picker);
    const char *value, *what;
    Buffer text = BUFFER_EMPTY, force = BUFFER_EMPTY;
    const char *now = value_in_force(&force, player, id_of(picker));
    text_append(&text, option->name);
    text_append(&text, now ? " is " : " is not set");
    text_append(&text, now ? now : "");
    picker->title = arena_copy_text(&picker->arena, text_finish(&text));
    picker->introduction = arena_copy_text(&picker->arena, option->help);
    picker_add(picker, CHOICE_DEFAULT, "(not set)", "what holds where nothing is said");
    for (int i = 0; scenario_choice_at(id_of(picker), i, &value, &what); i++)
        picker_add(picker, i, value, what);
    buffer_clear(&text);
    buffer_clear(&force);
}

/* What was typed is meant where the list has nothing like it, or just that. */
static const char *value_of(const Picker *picker, const PickerItem *item)
{
    const char *typed = picker->typing.text;
    for (int i = 0; *typed && !picker->moved && i < picker->count; i++)
        if (strcmp(picker->items[i].name, typed) == 0)
            return typed;
    if (!item)
        return typed;
    return item->id == CHOICE_DEFAULT ? NULL : item->name;
}

/* Compares with a run that has another value of an option. */
static void compare(Player *player, Picker *picker, ScenarioId option, const char *value)
{
    Scenario *scenario = scenario_copy(simulation_scenario(runs_played(&player->runs)));
    if (scenario_choose(scenario, option, value, &picker->problem))
        (void)!compare_with(player, scenario, &picker->problem);
    scenario_free(scenario);
}

static void take_value(Player *player, Picker *picker, const PickerItem *item, const char *typed)
{
    Diagnostic impossible = {""};
    ScenarioId option = id_of(picker);
    const char *value = value_of(picker, item);
    if (!item && !*typed)
        return;
    Picker *menu = ((const OptionContext *)picker->context)->menu;
    if (!menu) {
        compare(player, picker, option, value);
        return;
    }
    if (!apply(player, option, value, &picker->problem, &impossible))
        return;
    panel_close(player);
    menu->problem = impossible;
    picker_refresh(player, menu);
}

static void foot_value(const Player *player, const Picker *picker, const PickerItem *item, Page *page)
{
    (void)player;
    const char *value = value_of(picker, item);
    page_line(page);
    if (value && *value)
        page_format(page, STYLE_CODE, "--%s %s", option_of(picker)->name, value);
    if (strchr(option_of(picker)->argument, ','))
        page_paragraph(page, STYLE_DIM, 0, "Several are accepted: type them with commas between.");
}

static int choice_in_force(const Player *player, ScenarioId option)
{
    Buffer force = BUFFER_EMPTY;
    const char *now = value_in_force(&force, player, option), *value, *what;
    int chosen = CHOICE_DEFAULT;
    for (int i = 0; now && scenario_choice_at(option, i, &value, &what); i++)
        if (strcmp(value, now) == 0)
            chosen = i;
    buffer_clear(&force);
    return chosen;
}

static void value_open(Player *player, ScenarioId option, Picker *menu)
{
    static const PickerKind kind = {.fill = fill_values,
                                    .take = take_value,
                                    .foot = foot_value,
                                    .takes_typed = true,
                                    .prompt = "Value:",
                                    .enter = "run with it"};
    OptionContext *context = memory_new(sizeof *context);
    context->option = option;
    context->menu = menu;
    picker_open(player, &kind, context, choice_in_force(player, option));
}

/* The menu */

static bool is_in_changes(ScenarioId option)
{
    return option == SCENARIO_TAMPER || option == SCENARIO_FAULT;
}

/* What stands in the menu for an option that is not set. */
static const char *unset_text(Buffer *out, const Player *player, ScenarioId option)
{
    const TimelineFact *fact = came_to(player, option);
    if (option_is_flag((int)option))
        return "no";
    if (!fact)
        return "not set";
    text_append(out, "not set; it came to ");
    buffer_append(out, fact->value);
    return text_finish(out);
}

static void add_options(const Player *player, Picker *picker)
{
    const ScenarioOption *option;
    const char *group = "";
    Buffer force = BUFFER_EMPTY;
    for (int i = 0; (option = scenario_option_at(i)); i++) {
        if (strcmp(option->group, group) != 0)
            picker_add_heading(picker, option->group);
        group = option->group;
        const char *now = value_in_force(&force, player, (ScenarioId)i);
        picker_add(picker, i, option->name, now ? now : unset_text(&force, player, (ScenarioId)i));
    }
    buffer_clear(&force);
}

static void fill_menu(const Player *player, Picker *picker)
{
    picker->title = "The scenario: what this run is";
    Buffer text = BUFFER_EMPTY;
    text_append(&text, "Choose a line and give it another value: the run is made again with it, and everything else "
                       "stays as it is.");
    text_append(&text, rerun_lesson_note(player));
    picker->introduction = arena_copy_text(&picker->arena, text_finish(&text));
    buffer_clear(&text);
    picker_add(picker, ITEM_COMMAND, "Command line", "all of it, to run it outside");
    if (player->runs.count > 0)
        picker_add(picker, ITEM_UNDO, "Undo", "back to the run before the last change");
    add_options(player, picker);
}

static bool is_on(const Player *player, ScenarioId flag)
{
    return scenario_flag(shown(player), flag, ACTOR_CLIENT, 1, 1) ||
           scenario_flag(shown(player), flag, ACTOR_SERVER, 1, 1);
}

/* A flag has two values: no list is needed. */
static void turn_flag(Player *player, Picker *picker, ScenarioId option)
{
    Diagnostic problem = {""};
    (void)!apply(player, option, is_on(player, option) ? NULL : "yes", &problem, &problem);
    picker->problem = problem;
    picker_refresh(player, picker);
}

static void undo(Player *player, Picker *picker)
{
    forget_wanted(player);
    rerun_undo(player);
    picker_refresh(player, picker);
}

static void take_menu(Player *player, Picker *picker, const PickerItem *item, const char *typed)
{
    (void)typed;
    const ScenarioOption *option = item ? scenario_option_at(item->id) : NULL;
    if (option && option->argument)
        value_open(player, (ScenarioId)item->id, picker);
    else if (option)
        turn_flag(player, picker, (ScenarioId)item->id);
    else if (item && item->id == ITEM_UNDO)
        undo(player, picker);
}

static void foot_menu(const Player *player, const Picker *picker, const PickerItem *item, Page *page)
{
    (void)picker;
    const ScenarioOption *option = item ? scenario_option_at(item->id) : NULL;
    Buffer command = BUFFER_EMPTY;
    if (option) {
        page_paragraph(page, STYLE_PLAIN, 0, option->help);
        if (is_in_changes((ScenarioId)item->id))
            page_paragraph(page, STYLE_DIM, 0,
                           player->in_words ? "The word change writes these for you."
                                            : "The key t writes these for you.");
    } else if (item && item->id == ITEM_COMMAND) {
        runs_append_command(&command, "run", shown(player));
        page_command(page, STYLE_CODE, text_finish(&command));
    }
    buffer_clear(&command);
}

/* What to compare with: a run before, or the same one but for one option */

static void fill_compare(const Player *player, Picker *picker)
{
    picker->title = "Compare this run with which other?";
    picker->introduction = "Both are laid side by side, step by step: you see what differs first, and what follows "
                           "from it. This run is the one on the right.";
    if (player->runs.count > 0)
        picker_add(picker, ITEM_OPENED, "As it was opened", "before anything was changed");
    if (player->runs.count > 1)
        picker_add(picker, ITEM_BEFORE, "Before the last change", "one step back");
    picker_add_heading(picker, "The same, but for one option");
    add_options(player, picker);
}

static void take_compare(Player *player, Picker *picker, const PickerItem *item, const char *typed)
{
    (void)typed;
    const Runs *runs = &player->runs;
    const ScenarioOption *option = item ? scenario_option_at(item->id) : NULL;
    if (option && option->argument) {
        value_open(player, (ScenarioId)item->id, NULL);
    } else if (option) {
        compare(player, picker, (ScenarioId)item->id, is_on(player, (ScenarioId)item->id) ? NULL : "yes");
    } else if (item) {
        int before = item->id == ITEM_OPENED ? 0 : runs->count - 1;
        (void)!compare_with(player, runs->before[before], &picker->problem);
    }
}

static void foot_compare(const Player *player, const Picker *picker, const PickerItem *item, Page *page)
{
    (void)player, (void)picker;
    const ScenarioOption *option = item ? scenario_option_at(item->id) : NULL;
    if (option)
        page_paragraph(page, STYLE_PLAIN, 0, option->help);
}

void compare_open(Player *player)
{
    static const PickerKind kind = {.fill = fill_compare,
                                    .take = take_compare,
                                    .foot = foot_compare,
                                    .prompt = "Type to narrow the list:",
                                    .enter = "compare"};
    if (!rerun_is_possible(player))
        return;
    forget_wanted(player);
    /* Another seed is the nearest other run there is. */
    picker_open(player, &kind, NULL, player->runs.count > 0 ? ITEM_OPENED : SCENARIO_SEED);
}

void scenario_open(Player *player)
{
    static const PickerKind kind = {.fill = fill_menu,
                                    .take = take_menu,
                                    .foot = foot_menu,
                                    .prompt = "Type to narrow the list:",
                                    .enter = "change"};
    if (!rerun_is_possible(player))
        return;
    forget_wanted(player);
    picker_open(player, &kind, NULL, 1);
}
