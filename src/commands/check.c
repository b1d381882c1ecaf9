/* tlsteps check: runs lessons and verifies every claim that they make. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "commands/arguments.h"
#include "commands/output.h"
#include "lesson/catalogue.h"
#include "lesson/check.h"

typedef struct CheckOptions {
    const char **paths;
    int count;
    bool verbose;
} CheckOptions;

static bool take(void *context, const char *name, const char *value, Diagnostic *diagnostic)
{
    CheckOptions *options = context;
    (void)diagnostic;
    if (name) {
        options->verbose = true;
        return true;
    }
    options->paths = memory_resize(options->paths, (size_t)(options->count + 1) * sizeof *options->paths);
    options->paths[options->count++] = value;
    return true;
}

static void tell(void *context, const char *what, const char *failure)
{
    const CheckOptions *options = context;
    if (failure)
        printf("FAILED  %s\n", failure);
    else if (options->verbose)
        printf("passed  %s\n", what);
}

static void check_file(LessonCheck *check, const char *path)
{
    int passed = check->passed, failed = check->failed;
    lesson_check(check, path);
    printf("%s: %d passed, %d failed\n", path, check->passed - passed, check->failed - failed);
}

static bool check_folder(LessonCheck *check, const char *folder, Diagnostic *diagnostic)
{
    Catalogue catalogue;
    bool ok = catalogue_open(&catalogue, folder, diagnostic);
    if (ok && catalogue.count == 0)
        ok = diagnostic_set(diagnostic, "%s: no lesson (a file that ends in .md) in this folder", folder);
    for (int i = 0; i < catalogue.count && ok; i++)
        check_file(check, catalogue.paths[i]);
    catalogue_close(&catalogue);
    return ok;
}

/* A folder, a file, or the name of a lesson that comes with the program. */
static bool check_operand(LessonCheck *check, const char *name, Diagnostic *diagnostic)
{
    struct stat status;
    if (stat(name, &status) == 0 && S_ISDIR(status.st_mode))
        return check_folder(check, name, diagnostic);
    Catalogue catalogue;
    const char *path = NULL;
    if (catalogue_open(&catalogue, NULL, diagnostic))
        path = catalogue_find(&catalogue, name, diagnostic);
    if (path)
        check_file(check, path);
    catalogue_close(&catalogue);
    return path != NULL;
}

static int check_all(const Command *command, CheckOptions *options)
{
    LessonCheck check = {.tell = tell, .context = options};
    Diagnostic diagnostic = {""};
    bool ok = options->count > 0 || check_folder(&check, NULL, &diagnostic);
    for (int i = 0; i < options->count && ok; i++)
        ok = check_operand(&check, options->paths[i], &diagnostic);
    if (!ok)
        return command_fail(command, &diagnostic, STATUS_USAGE);
    printf("%d passed, %d failed\n", check.passed, check.failed);
    if (fflush(stdout) != 0 || ferror(stdout))
        return STATUS_OUTPUT;
    return check.failed ? STATUS_UNEXPECTED : STATUS_EXPECTED;
}

static int run(const Command *command, char **arguments)
{
    CheckOptions options = {NULL, 0, false};
    int status;
    if (arguments_read(command, arguments, NULL, take, &options, &status))
        status = check_all(command, &options);
    memory_free(options.paths);
    return status;
}

static const Option check_options[] = {
    {"verbose", NULL, "tell also what passed"},
    {.name = NULL},
};

const Command command_check = {
    .name = "check",
    .operands = "[LESSON|DIR …]",
    .summary = "Runs lessons and verifies every claim that they make.",
    .details =
        "Without operands, the lessons that come with the program. The last line is 'N passed, N failed'; the status "
        "is 1 where something failed.",
    .options = check_options,
    .run = run,
};
