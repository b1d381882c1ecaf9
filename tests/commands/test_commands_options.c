/* The tables of options that the commands have: each row is read, and can be told from every other; a table with a row
   that is not read ends the program before it reads anything. */
#include "check.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "commands/front/arguments.h"

static void check_row(const Command *command, int index)
{
    const Option *option = command_option_at(command, index), *other;
    if (!option->take || !option->help[0] ||
        strspn(option->name, "abcdefghijklmnopqrstuvwxyz-") != strlen(option->name))
        fail_msg("%s: --%s has no reader, no help or no such name", command->name, option->name);
    bool is_flag = option->take == option_take_flag || option->take == option_take_flag_off;
    if (is_flag && option->argument)
        fail_msg("%s: --%s is a flag with an argument", command->name, option->name);
    for (int i = 0; i < index && (other = command_option_at(command, i)); i++)
        if (strcmp(other->name, option->name) == 0)
            fail_msg("%s: two options are called --%s", command->name, option->name);
}

static void test_every_row_is_read(void **state)
{
    (void)state;
    const Command *command;
    int count = 0;
    for (int i = 0; (command = command_at(i)); i++) {
        for (int j = 0; command_option_at(command, j); j++, count++)
            check_row(command, j);
        assert_int_equal(command->take_operand != NULL, command->operands[0] != '\0');
    }
    assert_true(count > 40);
}

typedef struct Said {
    bool flag, off;
    const char *text, *operand;
    int choice, whole;
    double number;
} Said;

static bool take_operand(void *said, const char *value, Diagnostic *diagnostic)
{
    (void)diagnostic;
    ((Said *)said)->operand = value;
    return true;
}

static const Option rows[] = {
    OPTION_FLAG(Said, flag, "flag", "set"),
    OPTION_FLAG_OFF(Said, off, "no-off", "cleared"),
    OPTION_TEXT(Said, text, "text", "TEXT", "kept"),
    OPTION_CHOICE(Said, choice, "choice", "one|two|three", "a position"),
    OPTION_NUMBER(Said, whole, "whole", "N", 1, 9, "rounded down"),
    OPTION_NUMBER(Said, number, "number", "N", 0.5, 9, "as it is"),
    {.name = NULL},
};

/* The words of a line, NULL behind the last. */
static void split(char *words[16], char *line)
{
    int count = 0;
    for (char *word = strtok(line, " "); word && count < 15; word = strtok(NULL, " "))
        words[count++] = word;
    words[count] = NULL;
}

static void test_each_fills_its_member(void **state)
{
    (void)state;
    char line[] = "--flag --no-off --text=a=b --choice three --whole 2.9 --number=.5 -- --flag";
    char *arguments[16];
    split(arguments, line);
    const Command command = {.name = "said", .operands = "[VALUE]", .take_operand = take_operand, .options = rows};
    Said said = {.off = true};
    int status = -1;
    assert_true(arguments_read(&command, arguments, &said, &status));
    assert_true(said.flag && !said.off && status == -1);
    assert_string_equal(said.text, "a=b");
    assert_string_equal(said.operand, "--flag");
    assert_int_equal(said.choice, 2);
    assert_int_equal(said.whole, 2);
    assert_true(said.number > 0.49 && said.number < 0.51);
}

/* The signal that ends a program whose command has this table, called with one argument; 0 where it ends by itself. */
static int signal_of(const Option *options, OperandReader *take, const char *argument)
{
    char line[40], *arguments[16];
    snprintf(line, sizeof line, "%s", argument);
    split(arguments, line);
    const Command command = {.name = "planted", .operands = "[VALUE]", .take_operand = take, .options = options};
    pid_t child = fork();
    if (child == 0) {
        Said said = {.text = NULL};
        int status;
        fclose(stderr); /* where it would say that it ends */
        fclose(stdout);
        (void)!arguments_read(&command, arguments, &said, &status);
        _exit(0);
    }
    int status;
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void test_a_table_with_a_row_that_is_not_read_ends_the_program(void **state)
{
    (void)state;
    static const Option planted[] = {
        OPTION_FLAG(Said, flag, "flag", "set"),
        {.name = "colour", .argument = "WHEN", .help = "colours"},
        {.name = NULL},
    };
    static const char *const calls[] = {"--flag", "--help", "--colour=never", "operand"};
    for (size_t i = 0; i < COUNT_OF(calls); i++) {
        assert_int_equal(signal_of(planted, take_operand, calls[i]), SIGABRT);
        assert_int_equal(signal_of(rows, NULL, calls[i]), SIGABRT);
        assert_int_equal(signal_of(rows, take_operand, calls[i]), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_row_is_read),
        cmocka_unit_test(test_each_fills_its_member),
        cmocka_unit_test(test_a_table_with_a_row_that_is_not_read_ends_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
