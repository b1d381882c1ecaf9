#include "names.h"

#include <signal.h>
#include <string.h>

static const struct {
    const char *name, *sent;
} keys[] = {
    {"space", " "},    {"Enter", "\r"},     {"Tab", "\t"},       {"Esc", "\x1b"},    {"Backspace", "\x7f"},
    {"Up", "\x1bOA"},  {"Down", "\x1bOB"},  {"Right", "\x1bOC"}, {"Left", "\x1bOD"}, {"Home", "\x1bOH"},
    {"End", "\x1bOF"}, {"PgUp", "\x1b[5~"}, {"↑", "\x1bOA"},     {"↓", "\x1bOB"},    {"→", "\x1bOC"},
    {"←", "\x1bOD"},   {"PgDn", "\x1b[6~"}, {"F1", "\x1bOP"},    {"^C", "\x03"},     {"^U", "\x15"},
    {"^L", "\x0c"},
};

Bytes key_named(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        if (strcmp(keys[i].name, name) == 0)
            return bytes_of_text(keys[i].sent);
    return bytes_of_text(name);
}

static const struct {
    const char *name;
    int number;
} signals[] = {{"INT", SIGINT}, {"TERM", SIGTERM}, {"HUP", SIGHUP}, {"SEGV", SIGSEGV}, {"ABRT", SIGABRT}};

int signal_named(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(signals); i++)
        if (strcmp(signals[i].name, name) == 0)
            return signals[i].number;
    return 0;
}
