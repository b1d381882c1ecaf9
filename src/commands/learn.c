/* tlsteps learn: the menu of lessons, and a lesson beside the handshake that it talks about. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "commands/front/arguments.h"
#include "commands/front/output.h"
#include "commands/front/stage.h"
#include "lesson/catalogue.h"
#include "report/tell/style.h"

typedef struct LearnOptions {
    const char *lesson; /* NULL: the menu */
    bool linear;
    TerminalOptions terminal;
} LearnOptions;

static bool take_lesson(void *context, const char *value, Diagnostic *diagnostic)
{
    LearnOptions *options = context;
    if (options->lesson)
        return diagnostic_set(diagnostic, "%s: one lesson at a time", value);
    options->lesson = value;
    return true;
}

/* A lesson with its run. */
typedef struct Opened {
    Lesson *lesson;
    Simulation *simulation;
} Opened;

static void close_lesson(Opened *opened)
{
    simulation_free(opened->simulation);
    lesson_free(opened->lesson);
}

static bool open_lesson(Opened *opened, const char *path, Diagnostic *diagnostic)
{
    *opened = (Opened){lesson_load(path, diagnostic), NULL};
    if (opened->lesson)
        opened->simulation = simulation_new(opened->lesson->scenario, diagnostic);
    if (!opened->simulation) {
        close_lesson(opened);
        return false;
    }
    simulation_run(opened->simulation);
    return true;
}

/* *whole is false where somebody's line had no end. */
static bool tell(const Linear *linear, const char *path, bool *whole, Diagnostic *diagnostic)
{
    Opened opened;
    if (!open_lesson(&opened, path, diagnostic))
        return false;
    *whole = linear_play(linear, opened.simulation, opened.lesson);
    close_lesson(&opened);
    return true;
}

static int tell_one(const Command *command, const LearnOptions *options, const char *path)
{
    Diagnostic diagnostic = {""};
    Linear linear = stage_linear(options->terminal);
    bool whole = true;
    if (!tell(&linear, path, &whole, &diagnostic))
        return command_fail(command, &diagnostic, STATUS_USAGE);
    return whole ? output_end() : stage_refuse_line(command);
}

/* On the open stage. False and a diagnostic where the lesson cannot be shown. */
static bool show(const char *path, bool *alive, Diagnostic *diagnostic)
{
    Opened opened;
    if (!open_lesson(&opened, path, diagnostic))
        return false;
    *alive = screen_play(opened.simulation, opened.lesson);
    close_lesson(&opened);
    return true;
}

static int show_one(const Command *command, const LearnOptions *options, const char *path)
{
    Diagnostic diagnostic = {""};
    bool alive = true;
    if (!stage_open(options->terminal))
        return STATUS_USAGE;
    bool shown = show(path, &alive, &diagnostic);
    int status = stage_close();
    return shown ? status : command_fail(command, &diagnostic, STATUS_USAGE);
}

/* The handshake without a lesson, as the menu's last entry: the default scenario. NULL `linear`: on the screen. *alive
   is false where the terminal is gone, or somebody's line had no end. */
static bool show_handshake(const Linear *linear, bool *alive, Diagnostic *diagnostic)
{
    Scenario *scenario = scenario_new();
    Simulation *simulation = simulation_new(scenario, diagnostic);
    if (simulation)
        simulation_run(simulation);
    if (simulation && linear)
        *alive = linear_play(linear, simulation, NULL);
    else if (simulation)
        *alive = screen_play(simulation, NULL);
    bool shown = simulation != NULL;
    simulation_free(simulation);
    scenario_free(scenario);
    return shown;
}

static const char introduction[] = "A lesson stands beside a handshake that takes place here and now: go through it "
                                   "step by step, look at its bytes and its numbers, and say what you expect before "
                                   "it goes on.";

/* Titles of the lessons, of one that cannot be read its name, and last the handshake without a lesson. */
static void make_titles(const char *titles[CATALOGUE_MAX + 1], Catalogue *catalogue)
{
    for (int i = 0; i < catalogue->count; i++) {
        CatalogueEntry entry = catalogue_entry(catalogue, i);
        Buffer unreadable = BUFFER_EMPTY;
        style_append_harmless(&unreadable, bytes_of_text(entry.name));
        text_append(&unreadable, ": cannot be read (Enter says why)");
        titles[i] = entry.title ? entry.title : arena_copy_characters(&catalogue->arena, buffer_bytes(&unreadable));
        buffer_clear(&unreadable);
    }
    titles[catalogue->count] = "Step through a handshake without a lesson";
}

static int show_menu(const LearnOptions *options, Catalogue *catalogue)
{
    const char *titles[CATALOGUE_MAX + 1];
    Diagnostic problem = {""};
    bool alive = true;
    make_titles(titles, catalogue);
    Menu menu = {
        .heading = " TLSteps: a TLS handshake, step by step ", .titles = titles, .count = catalogue->count + 1};
    if (!stage_open(options->terminal))
        return STATUS_USAGE;
    while (alive) {
        menu.introduction = problem.text[0] ? problem.text : introduction;
        if (!screen_menu(&menu))
            break;
        problem.text[0] = '\0';
        if (menu.chosen < catalogue->count)
            show(catalogue->paths[menu.chosen], &alive, &problem);
        else
            show_handshake(NULL, &alive, &problem);
    }
    return stage_close();
}

/* The same in plain lines. */
static int tell_menu(const Command *command, const LearnOptions *options, Catalogue *catalogue)
{
    bool whole = true;
    const char *titles[CATALOGUE_MAX + 1];
    Diagnostic problem = {""};
    Linear linear = stage_linear(options->terminal);
    make_titles(titles, catalogue);
    Menu menu = {.titles = titles, .count = catalogue->count + 1};
    for (;;) {
        menu.introduction = problem.text[0] ? problem.text : introduction;
        if (!linear_menu(&linear, &menu))
            return output_end();
        problem.text[0] = '\0';
        if (menu.chosen < catalogue->count)
            tell(&linear, catalogue->paths[menu.chosen], &whole, &problem);
        else
            show_handshake(&linear, &whole, &problem);
        if (!whole)
            return stage_refuse_line(command);
    }
}

/* In plain lines there is a menu only where somebody can be asked. */
static int choose(const Command *command, const LearnOptions *options, Catalogue *catalogue, bool screen)
{
    Diagnostic diagnostic = {""};
    if (screen)
        return show_menu(options, catalogue);
    if (stage_linear(options->terminal).prompt)
        return tell_menu(command, options, catalogue);
    diagnostic_set(&diagnostic, "without a terminal it takes the name of a lesson; 'tlsteps list lessons' has them");
    return command_fail(command, &diagnostic, STATUS_USAGE);
}

static int learn(const Command *command, const LearnOptions *options)
{
    Diagnostic diagnostic = {""};
    Catalogue catalogue;
    if (!catalogue_open(&catalogue, NULL, &diagnostic))
        return command_fail(command, &diagnostic, STATUS_USAGE);
    bool screen = !options->linear && isatty(STDOUT_FILENO) && isatty(STDIN_FILENO) && !stage_is_dumb();
    const char *path = options->lesson ? catalogue_find(&catalogue, options->lesson, &diagnostic) : NULL;
    int status;
    if (options->lesson && !path)
        status = command_fail(command, &diagnostic, STATUS_USAGE);
    else if (path)
        status = screen ? show_one(command, options, path) : tell_one(command, options, path);
    else
        status = choose(command, options, &catalogue, screen);
    catalogue_close(&catalogue);
    return status;
}

static int run(const Command *command, char **arguments)
{
    LearnOptions options = {.lesson = NULL};
    int status;
    terminal_options_default(&options.terminal);
    if (arguments_read(command, arguments, &options, &status))
        status = learn(command, &options);
    return status;
}

static const Option learn_options[] = {
    OPTION_LINEAR(LearnOptions, linear),
    OPTIONS_STAGE(LearnOptions, terminal),
    {.name = NULL},
};

const Command command_learn = {
    .name = "learn",
    .operands = "[LESSON]",
    .take_operand = take_lesson,
    .summary = "Opens a lesson beside a live handshake; without LESSON, the menu.",
    .details = "LESSON is a name of 'tlsteps list lessons', a part of one, or a Markdown file.",
    .options = learn_options,
    .run = run,
};
