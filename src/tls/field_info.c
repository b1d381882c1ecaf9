/* What each field means, and which document says so. */
#include <string.h>

#include "tls/message.h"
#include "x509/certificate.h"

static const FieldInfo infos[] = {
#define EXTENSION(NAME, type, name, meaning, source) {"extensions", name, meaning, source},
#include "tls/extensions.def"
#undef EXTENSION
#define FIELD(parent, name, meaning, source) {parent, name, meaning, source},
#include "tls/fields.def"
#undef FIELD
};

/* NULL stands for itself. */
static bool same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static const FieldInfo *find(const char *parent, const char *name)
{
    for (size_t i = 0; i < COUNT_OF(infos); i++)
        if (same(infos[i].parent, parent) && strcmp(infos[i].name, name) == 0)
            return &infos[i];
    return NULL;
}

/* True for a field that has fields of a message in it, or the top. */
static bool is_ours(const char *parent)
{
    return !parent || find(NULL, parent) || find("extensions", parent);
}

const FieldInfo *tls_field_info(const char *parent, const char *name)
{
    const FieldInfo *found = find(parent, name);
    if (found)
        return found;
    /* Some names stand in messages and in certificates: the parent tells which is meant. */
    const FieldInfo *anywhere = find(NULL, name);
    if (anywhere && is_ours(parent))
        return anywhere;
    found = x509_field_info(parent, name);
    return found ? found : anywhere;
}
