/* tlsteps check: runs lessons and verifies every claim that they make. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "base/text.h"
#include "commands/front/arguments.h"
#include "commands/front/output.h"
#include "lesson/catalogue.h"
#include "lesson/check.h"
#include "report/tell/style.h"

typedef struct CheckOptions {
    const char **paths;
    int count, capacity;
    bool verbose;
} CheckOptions;

static bool take_path(void *context, const char *value, Diagnostic *diagnostic)
{
    CheckOptions *options = context;
    (void)diagnostic;
    options->paths = memory_grown(options->paths, options->count, &options->capacity, sizeof *options->paths);
    options->paths[options->count++] = value;
    return true;
}

/* A check, and what is to be printed of it. */
typedef struct Checking {
    LessonCheck check;
    Buffer out;
    bool verbose;
    bool alone; /* one file is all that is checked: the last line says of it what there is to say */
    int status; /* STATUS_OUTPUT once something could not be printed */
} Checking;

static void tell(void *context, const char *what, const char *failure)
{
    Checking *checking = context;
    if (failure)
        text_print(&checking->out, "FAILED  %s\n", failure);
    else if (checking->verbose)
        text_print(&checking->out, "passed  %s\n", what);
}

static void print(Checking *checking)
{
    if (checking->status == STATUS_EXPECTED)
        checking->status = output_print_harmless(buffer_bytes(&checking->out));
    buffer_truncate(&checking->out, 0);
}

static void check_file(Checking *checking, const char *path)
{
    LessonCheck before = checking->check;
    lesson_check(&checking->check, path);
    if (!checking->alone)
        text_print(&checking->out, "%s: %d passed, %d failed\n", path, checking->check.passed - before.passed,
                   checking->check.failed - before.failed);
    print(checking);
}

static bool check_folder(Checking *checking, const char *folder, Diagnostic *diagnostic)
{
    Catalogue catalogue;
    bool ok = catalogue_open(&catalogue, folder, diagnostic);
    if (ok && catalogue.count == 0)
        ok = diagnostic_set(diagnostic, "%s: no lesson (a file that ends in .md) in this folder", folder);
    checking->alone = checking->alone && catalogue.count == 1;
    for (int i = 0; i < catalogue.count && ok; i++)
        check_file(checking, catalogue.paths[i]);
    catalogue_close(&catalogue);
    return ok;
}

/* A lesson that is not there is no lesson that fails. */
static bool is_file(const char *path, Diagnostic *diagnostic)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return diagnostic_set(diagnostic, "%s: %s", path, strerror(errno));
    return S_ISREG(status.st_mode) || diagnostic_set(diagnostic, "%s: not a regular file", path);
}

/* A folder, a file, or the name of a lesson that comes with the program. */
static bool check_operand(Checking *checking, const char *name, Diagnostic *diagnostic)
{
    struct stat status;
    if (stat(name, &status) == 0 && S_ISDIR(status.st_mode))
        return check_folder(checking, name, diagnostic);
    Catalogue catalogue;
    const char *path = NULL;
    if (catalogue_open(&catalogue, NULL, diagnostic))
        path = catalogue_find(&catalogue, name, diagnostic);
    bool good = path && is_file(path, diagnostic);
    if (good)
        check_file(checking, path);
    catalogue_close(&catalogue);
    return good;
}

static int check_all(const Command *command, const CheckOptions *options)
{
    Checking checking = {
        .check = {.tell = tell, .context = &checking}, .verbose = options->verbose, .alone = options->count <= 1};
    Diagnostic diagnostic = {""};
    bool ok = options->count > 0 || check_folder(&checking, NULL, &diagnostic);
    for (int i = 0; i < options->count && ok; i++)
        ok = check_operand(&checking, options->paths[i], &diagnostic);
    if (ok) {
        text_print(&checking.out, "%d passed, %d failed\n", checking.check.passed, checking.check.failed);
        print(&checking);
    }
    buffer_clear(&checking.out);
    if (!ok)
        return command_fail(command, &diagnostic, STATUS_USAGE);
    if (checking.status != STATUS_EXPECTED)
        return checking.status;
    return checking.check.failed ? STATUS_UNEXPECTED : STATUS_EXPECTED;
}

static int run(const Command *command, char **arguments)
{
    CheckOptions options = {.paths = NULL};
    int status;
    if (arguments_read(command, arguments, &options, &status))
        status = check_all(command, &options);
    memory_free(options.paths);
    return status;
}

static const Option check_options[] = {
    OPTION_FLAG(CheckOptions, verbose, "verbose", "tell also what passed"),
    {.name = NULL},
};

const Command command_check = {
    .name = "check",
    .operands = "[LESSON|DIR …]",
    .take_operand = take_path,
    .summary = "Runs lessons and verifies every claim that they make.",
    .details =
        "Without operands, the lessons that come with the program. The last line is 'N passed, N failed'; the status "
        "is 1 where something failed, and 2 where an operand is no lesson and no folder of lessons.",
    .options = check_options,
    .run = run,
};
