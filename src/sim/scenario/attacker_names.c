#include "sim/scenario/attacker_names.h"

#include <stddef.h>

#include "base/attributes.h"

const char *attacker_name_at(int index)
{
    static const char *const names[] = {
#define ATTACKER(name) #name,
#include "sim/scenario/attackers.def"
#undef ATTACKER
        "none",
    };
    return index < (int)COUNT_OF(names) ? names[index] : NULL;
}
