#include "commands/front/option.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

bool option_take_flag(const Option *option, void *place, const char *value, Diagnostic *diagnostic)
{
    (void)option, (void)value, (void)diagnostic;
    *(bool *)place = true;
    return true;
}

bool option_take_flag_off(const Option *option, void *place, const char *value, Diagnostic *diagnostic)
{
    (void)option, (void)value, (void)diagnostic;
    *(bool *)place = false;
    return true;
}

bool option_take_text(const Option *option, void *place, const char *value, Diagnostic *diagnostic)
{
    (void)option, (void)diagnostic;
    *(const char **)place = value;
    return true;
}

static bool choice_is(const char *choice, size_t size, const char *value)
{
    return strlen(value) == size && memcmp(choice, value, size) == 0;
}

bool option_parse_choice(int *out, const char *option, const char *choices, const char *value, Diagnostic *diagnostic)
{
    const char *choice = choices;
    for (*out = 0;; (*out)++) {
        size_t size = strcspn(choice, "|");
        if (choice_is(choice, size, value))
            return true;
        if (!choice[size])
            break;
        choice += size + 1;
    }
    return diagnostic_set(diagnostic, "--%s: '%s' is not accepted: one of %s is", option, value, choices);
}

bool option_take_choice(const Option *option, void *place, const char *value, Diagnostic *diagnostic)
{
    return option_parse_choice(place, option->name, option->argument, value, diagnostic);
}

/* Decimal, also with a fraction ("0.5"). */
bool option_take_number(const Option *option, void *place, const char *value, Diagnostic *diagnostic)
{
    char *end;
    double number = strtod(value, &end);
    bool plain = value[0] && strspn(value, "0123456789.") == strlen(value);
    if (!plain || *end != '\0' || number < option->least || number > option->most)
        return diagnostic_set(diagnostic, "--%s: '%s' is not accepted: a number from %g to %g is", option->name, value,
                              option->least, option->most);
    *(double *)place = number;
    return true;
}

bool option_take_whole_number(const Option *option, void *place, const char *value, Diagnostic *diagnostic)
{
    double number;
    if (!option_take_number(option, &number, value, diagnostic))
        return false;
    *(int *)place = (int)number;
    return true;
}

bool option_read_scenario(Scenario *scenario, const char *path, Diagnostic *diagnostic)
{
    enum { SIZE_MOST = 256 * 1024 };
    static const char name[] = "standard input";
    if (strcmp(path, "-") != 0)
        return scenario_load(scenario, path, diagnostic);
    Buffer text = BUFFER_EMPTY;
    uint8_t *place = buffer_extend(&text, SIZE_MOST + 1);
    text.size = fread(place, 1, SIZE_MOST + 1, stdin);
    bool good;
    if (ferror(stdin))
        good = diagnostic_set(diagnostic, "%s: %s", name, strerror(errno));
    else if (text.size > SIZE_MOST)
        good = diagnostic_set(diagnostic, "%s: longer than %d bytes, the most that is read", name, SIZE_MOST);
    else
        good = scenario_parse(scenario, text_skip_mark(buffer_bytes(&text)), name, 1, diagnostic);
    buffer_clear(&text);
    return good;
}

bool option_take_scenario(const Option *option, void *place, const char *value, Diagnostic *diagnostic)
{
    (void)option;
    return option_read_scenario(*(Scenario **)place, value, diagnostic);
}
