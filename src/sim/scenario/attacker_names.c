#include "sim/scenario/attacker_names.h"

#include <stddef.h>

#include "base/attributes.h"

const char *attacker_name_at(int index)
{
    static const char *const names[] = {
#define ATTACKER(id, name) [ATTACKER_##id] = #name,
#include "sim/scenario/attackers.def"
#undef ATTACKER
        [ATTACKER_NONE] = "none",
    };
    return index < (int)COUNT_OF(names) ? names[index] : NULL;
}
