"""A row of a command's options that nothing reads, or whose reader fills another type than the member has, does not
compile. Arguments: the compiler's command."""

import subprocess
import sys
import unittest

import program

UNIT = """
#include "commands/front/export.h"
#include "commands/front/network.h"

typedef struct Said {{
    bool flag;
    const char *text;
    int number;
    double seconds;
    Scenario *scenario;
    Export export;
}} Said;

bool take_pair(const Option *option, void *place, const char *value, Diagnostic *diagnostic);
bool take_otherwise(const char *value);
static const Option options[] = {{
    OPTION_FLAG(Said, flag, "first", "before it"),
    {row},
    OPTION_SCENARIO(Said, scenario),
    {{.name = NULL}},
}};
const Option *second(void);
const Option *second(void)
{{
    return &options[1];
}}
"""

BUILT = [
    'OPTION_FLAG(Said, flag, "colour", "colours")',
    'OPTION_FLAG_OFF(Said, flag, "colour", "colours")',
    'OPTION_TEXT(Said, text, "colour", "WHEN", "colours")',
    'OPTION_CHOICE(Said, number, "colour", "always|never", "colours")',
    'OPTION_NUMBER(Said, number, "colour", "N", 1, 9, "colours")',
    'OPTION_NUMBER(Said, seconds, "colour", "N", 1, 9, "colours")',
    'OPTION_TIME(Said, seconds, "colour", "colours")',
    'OPTION(Said, text, "colour", "WHEN", take_pair, "colours")',
    "OPTIONS_EXPORT(Said, export)",
]

REFUSED = {
    "a row of texts alone": '{"colour", "WHEN", "colours"}',
    "a row without a member": 'OPTION_TEXT("colour", "WHEN", "colours")',
    "a row without a reader": 'OPTION(Said, text, "colour", "WHEN", "colours")',
    "a reader that is none": 'OPTION(Said, text, "colour", "WHEN", NULL, "colours")',
    "a reader of another form": 'OPTION(Said, text, "colour", "WHEN", take_otherwise, "colours")',
    "a member that is not there": 'OPTION_TEXT(Said, colour, "colour", "WHEN", "colours")',
    "a flag that is a text": 'OPTION_FLAG(Said, text, "colour", "colours")',
    "a text that is a flag": 'OPTION_TEXT(Said, flag, "colour", "WHEN", "colours")',
    "a choice that is a text": 'OPTION_CHOICE(Said, text, "colour", "always|never", "colours")',
    "a number that is a text": 'OPTION_NUMBER(Said, text, "colour", "N", 1, 9, "colours")',
    "a scenario that is a text": "OPTION_SCENARIO(Said, text)",
    "an export that is a text": "OPTIONS_EXPORT(Said, text)",
}


def compiled(row):
    """What the compiler says of a table with this row, without any warning asked for; empty where it takes it."""
    command = [*COMPILER, "-std=c11", "-D_DEFAULT_SOURCE", "-fsyntax-only", f"-I{program.ROOT / 'src'}", "-x", "c", "-"]
    run = subprocess.run(command, input=UNIT.format(row=row), capture_output=True, text=True)
    return run.stderr if run.returncode else ""


class Rows(unittest.TestCase):
    def test_whole_ones_compile(self):
        for row in BUILT:
            with self.subTest(row=row):
                self.assertEqual(compiled(row), "")

    def test_others_do_not(self):
        for what, row in REFUSED.items():
            with self.subTest(what):
                self.assertIn("error:", compiled(row))


COMPILER = sys.argv[1:]
unittest.main(argv=sys.argv[:1])
