/* What each field means, and which document says so. */
#include <string.h>

#include "tls/wire/message.h"
#include "x509/certificate/certificate.h"

static const FieldInfo infos[] = {
/* Where an extension says a single thing, that is called like the extension and means the same. */
#define EXTENSION(NAME, type, name, meaning, source)
#define SPOKEN(NAME, type, name, member, members, places, meaning, source) {"extension_data", name, meaning, source},
#include "tls/registry/extensions.def"
#undef EXTENSION
#define EXTENSION(NAME, type, name, meaning, source) {"extensions", name, meaning, source},
#include "tls/registry/extensions.def"
#undef EXTENSION
#define FIELD(parent, name, meaning, source) {parent, name, meaning, source},
#define GROUP                                FIELD
#include "tls/registry/fields.def"
#undef GROUP
#undef FIELD
};

/* The fields of messages that have fields inside. */
static const char *const groups[] = {
#define EXTENSION(NAME, type, name, meaning, source) name,
#include "tls/registry/extensions.def"
#undef EXTENSION
#define FIELD(parent, name, meaning, source)
#define GROUP(parent, name, meaning, source) name,
#include "tls/registry/fields.def"
#undef GROUP
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

static bool is_group(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(groups); i++)
        if (strcmp(groups[i], name) == 0)
            return true;
    return false;
}

const FieldInfo *tls_field_info(const char *parent, const char *name)
{
    const FieldInfo *found = find(parent, name);
    if (found)
        return found;
    /* Some names stand in messages and in certificates: the parent tells which is meant. A signature and a list of
       extensions are in both, and x509 says more exactly what is in its own. */
    const FieldInfo *in_message = find(NULL, name), *in_certificate = x509_field_info(parent, name);
    if (!in_message || !in_certificate)
        return in_message ? in_message : in_certificate;
    bool exact = in_certificate->parent != NULL;
    return !exact && (!parent || is_group(parent)) ? in_message : in_certificate;
}
