#include "tests/shim/flags.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "x509/certificate/pem.h"

typedef enum FlagKind { SWITCH, NUMBER, NUMBERS, TEXT, CREDENTIAL, FILE_NAME } FlagKind;

typedef struct Flag {
    const char *name;
    FlagKind kind;
    size_t place; /* in ShimFlags, or of a FILE_NAME in ShimCredential */
} Flag;

#define PLACE_SWITCH(member)     offsetof(ShimFlags, member)
#define PLACE_NUMBER(member)     offsetof(ShimFlags, member)
#define PLACE_NUMBERS(member)    offsetof(ShimFlags, member)
#define PLACE_TEXT(member)       offsetof(ShimFlags, member)
#define PLACE_CREDENTIAL(member) offsetof(ShimFlags, member)
#define PLACE_FILE_NAME(member)  offsetof(ShimCredential, member)
static const Flag flags[] = {
#define FLAG(name, KIND, member) {name, KIND, PLACE_##KIND(member)},
#include "tests/shim/flags.def"
#undef FLAG
};

static const Flag *find_flag(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(flags); i++)
        if (strcmp(flags[i].name, name) == 0)
            return &flags[i];
    return NULL;
}

static bool parse_number(uint64_t *out, const char *text)
{
    char *end;
    *out = strtoull(text, &end, 10);
    return text[0] >= '0' && text[0] <= '9' && *end == '\0';
}

static bool add_number(ShimNumbers *list, const char *text)
{
    return list->count < SHIM_NUMBERS_MAX && parse_number(&list->items[list->count++], text);
}

/* False where the value is none. */
static bool set(ShimFlags *out, const Flag *flag, const char *value)
{
    char *member = (char *)out + flag->place;
    switch (flag->kind) {
    case SWITCH:
        *(bool *)(void *)member = true;
        return true;
    case NUMBER:
        return parse_number((uint64_t *)(void *)member, value);
    case NUMBERS:
        return add_number((ShimNumbers *)(void *)member, value);
    case TEXT:
        *(const char **)(void *)member = value;
        return true;
    case CREDENTIAL:
        return out->credential_count++ < SHIM_CREDENTIALS_MAX;
    default:
        member = (char *)&out->credentials[out->credential_count] + flag->place;
        *(const char **)(void *)member = value;
        return true;
    }
}

static bool skip_prefix(const char **name, const char *prefix)
{
    size_t size = strlen(prefix);
    if (strncmp(*name, prefix, size) != 0)
        return false;
    *name += size;
    return true;
}

bool shim_flags_parse(ShimFlags *initial, ShimFlags *resumed, int count, char **words, Diagnostic *diagnostic)
{
    *initial = *resumed = (ShimFlags){.nothing_new = false};
    for (int i = 0; i < count; i++) {
        const char *name = words[i];
        bool dashed = skip_prefix(&name, "-");
        bool first_alone = skip_prefix(&name, "on-initial-");
        bool later_alone = !first_alone && skip_prefix(&name, "on-resume-");
        bool never = !first_alone && !later_alone && skip_prefix(&name, "on-retry-");
        const Flag *flag = dashed ? find_flag(name) : NULL;
        if (!flag)
            return diagnostic_set(diagnostic, "%s: the shim does not know this flag", words[i]);
        bool has_value = flag->kind != SWITCH && flag->kind != CREDENTIAL;
        if (has_value && i + 1 == count)
            return diagnostic_set(diagnostic, "%s: a value is missing", words[i]);
        const char *value = has_value ? words[++i] : "";
        if ((!never && !later_alone && !set(initial, flag, value)) ||
            (!never && !first_alone && !set(resumed, flag, value)))
            return diagnostic_set(diagnostic, "-%s %s: this is no value for it", flag->name, value);
    }
    return true;
}

bool shim_base64_decode(Buffer *out, const char *text)
{
    PemReader reader;
    PemBlock block = {.line = 0};
    bool found = false;
    Buffer file = BUFFER_EMPTY;
    text_append(&file, "-----BEGIN BYTES-----\n");
    text_append(&file, text);
    text_append(&file, "\n-----END BYTES-----\n");
    pem_reader_init(&reader, buffer_bytes(&file));
    bool good = pem_next(&reader, &block, &found) == ERROR_NONE && found;
    buffer_append(out, buffer_bytes(&block.der));
    pem_block_clear(&block);
    buffer_clear(&file);
    return good;
}
