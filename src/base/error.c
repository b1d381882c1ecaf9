#include "base/error.h"

#include <stddef.h>
#include <string.h>

static const struct {
    Error value;
    const char *name, *sentence;
} errors[] = {
#define ERROR(NAME, value, name, sentence) {ERROR_##NAME, name, sentence},
#include "base/errors.def"
#undef ERROR
};

static size_t find(Error error)
{
    size_t at = 0;
    while (at < COUNT_OF(errors) && errors[at].value != error)
        at++;
    return at;
}

const char *error_name(Error error)
{
    size_t at = find(error);
    return at < COUNT_OF(errors) ? errors[at].name : "unknown";
}

const char *error_sentence(Error error)
{
    size_t at = find(error);
    return at < COUNT_OF(errors) ? errors[at].sentence : "No list has an error of this number.";
}

bool error_is_alert(Error error)
{
    return find(error) < COUNT_OF(errors) && (int)error < 256;
}

bool error_find(const char *name, Error *out)
{
    for (size_t i = 0; i < COUNT_OF(errors); i++)
        if (strcmp(errors[i].name, name) == 0) {
            *out = errors[i].value;
            return true;
        }
    return false;
}

bool error_at(unsigned index, Error *out)
{
    if (index >= COUNT_OF(errors))
        return false;
    *out = errors[index].value;
    return true;
}
