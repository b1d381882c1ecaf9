/* The rules of an attacker (where the first byte is even) or of a side that lies. What is accepted names a message and
   a field of it that there is, and can be written down and read again; what is not is told in one line. */
#include <string.h>

#include "base/text.h"
#include "fuzz.h"
#include "sim/assets/message_fields.h"
#include "sim/scenario/tampering.h"

static void require_rules(const Tampering *rules, TamperWho who)
{
    fuzz_require(rules->count >= 1 && rules->count <= TAMPER_RULES_MAX);
    Diagnostic ignored = {""};
    for (int i = 0; i < rules->count; i++) {
        const TamperRule *rule = &rules->rules[i];
        fuzz_require(rule->text && rule->target.number >= 1);
        if (rule->field)
            fuzz_require(rule->action == TAMPER_CHANGE &&
                         message_field_check(message_id_name(rule->target.message), rule->field,
                                             who == TAMPER_BY_SENDER, "again", &ignored));
    }
}

static void require_line(const Diagnostic *diagnostic)
{
    fuzz_require(diagnostic->text[0] != '\0');
    for (const char *c = diagnostic->text; *c; c++)
        fuzz_require((unsigned char)*c >= 0x20 && *c != 0x7f);
}

static void read_again(const Tampering *rules, TamperWho who)
{
    Buffer text = BUFFER_EMPTY, once_more = BUFFER_EMPTY;
    Tampering again = {.count = 0};
    Diagnostic diagnostic = {""};
    tampering_append_undone(&text, rules);
    fuzz_require(tampering_parse(&again, text_finish(&text), who, "again", &diagnostic));
    tampering_append_undone(&once_more, &again);
    fuzz_require(bytes_equal(buffer_bytes(&text), buffer_bytes(&once_more)));
    tampering_clear(&again);
    buffer_clear(&once_more);
    buffer_clear(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    TamperWho who = data[0] % 2 ? TAMPER_BY_SENDER : TAMPER_BY_ATTACKER;
    Buffer text = BUFFER_EMPTY;
    Tampering rules = {.count = 0};
    Diagnostic diagnostic = {""};
    buffer_append(&text, bytes_of(data + 1, size - 1));
    if (tampering_parse(&rules, text_finish(&text), who, "input", &diagnostic)) {
        require_rules(&rules, who);
        read_again(&rules, who);
        tampering_clear(&rules);
    } else {
        require_line(&diagnostic);
    }
    buffer_clear(&text);
    return 0;
}
