#include "tls/registry/group.h"

#include <string.h>

#include "tls/registry/grease.h"

static const Group groups[] = {
#define GROUP(id, name, kind, toy, bits, source) {id, name, GROUP_##kind, toy, bits, source},
#include "tls/registry/groups.def"
#undef GROUP
};

static const struct {
    uint16_t id;
    const char *name;
    Registered registered;
} other_names[] = {
#define GROUP_NAME(id, name)     {id, name, REGISTERED_OTHER},
#define GROUP_NAME_1_3(id, name) {id, name, REGISTERED_TLS_1_3},
#include "tls/registry/group_names.def"
#undef GROUP_NAME
#undef GROUP_NAME_1_3
};

const Group *group_by_id(uint16_t id)
{
    if (id == 0 || id == GROUP_EXPLICIT_PRIME)
        return NULL; /* several have these, so that none is meant */
    for (size_t i = 0; i < COUNT_OF(groups); i++)
        if (groups[i].id == id)
            return &groups[i];
    return NULL;
}

const Group *group_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(groups); i++)
        if (strcmp(groups[i].name, name) == 0)
            return &groups[i];
    return NULL;
}

const Group *group_at(int index)
{
    return index >= 0 && (size_t)index < COUNT_OF(groups) ? &groups[index] : NULL;
}

const DhGroup *group_field(const Group *group)
{
    return group->kind == GROUP_FINITE_FIELD ? dh_group_find(group->name) : NULL;
}

const Curve *group_curve(const Group *group)
{
    return group->kind == GROUP_CURVE ? curve_find(group->name) : NULL;
}

const char *group_name_of_id(uint16_t id)
{
    const Group *group = group_by_id(id);
    if (group)
        return group->name;
    for (size_t i = 0; i < COUNT_OF(other_names); i++)
        if (other_names[i].id == id)
            return other_names[i].name;
    return grease_name(id);
}

Registered group_registered(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(other_names); i++)
        if (strcmp(other_names[i].name, name) == 0)
            return other_names[i].registered;
    return REGISTERED_NOT;
}
