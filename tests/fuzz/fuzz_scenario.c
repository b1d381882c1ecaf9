/* The lines of a scenario file. What is accepted can be written down and read again, to the same settings; what is not
   is told in one line. */
#include <string.h>

#include "base/text.h"
#include "fuzz.h"
#include "sim/scenario/scenario.h"

static void require_one_line(const Diagnostic *diagnostic)
{
    fuzz_require(diagnostic->text[0] != '\0');
    for (const char *c = diagnostic->text; *c; c++)
        fuzz_require((unsigned char)*c >= 0x20 && *c != 0x7f);
}

static void write_down(Buffer *out, const Scenario *scenario)
{
    const char *key, *value;
    for (int i = 0; scenario_setting_at(scenario, i, &key, &value); i++) {
        text_append(out, key);
        text_append(out, ": ");
        text_append(out, value);
        text_append(out, "\n");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Scenario *scenario = scenario_new(), *again = scenario_new();
    Buffer first = BUFFER_EMPTY, second = BUFFER_EMPTY;
    Diagnostic diagnostic = {""};
    if (!scenario_parse(scenario, bytes_of(data, size), "input", 1, &diagnostic))
        require_one_line(&diagnostic);
    write_down(&first, scenario); /* on error, what came before it */
    diagnostic = (Diagnostic){""};
    fuzz_require(scenario_parse(again, buffer_bytes(&first), "again", 1, &diagnostic));
    write_down(&second, again);
    fuzz_require(bytes_equal(buffer_bytes(&first), buffer_bytes(&second)));
    buffer_clear(&first);
    buffer_clear(&second);
    scenario_free(scenario);
    scenario_free(again);
    return 0;
}
