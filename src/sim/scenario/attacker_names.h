/* The names of those who can stand in the middle of the wire. */
#ifndef TLSTEPS_SIM_ATTACKER_NAMES_H
#define TLSTEPS_SIM_ATTACKER_NAMES_H

typedef enum AttackerName {
#define ATTACKER(id, name) ATTACKER_##id,
#include "sim/scenario/attackers.def"
#undef ATTACKER
    ATTACKER_NONE, /* what holds where nothing is said */
} AttackerName;
/* What the option `attacker` accepts, one by one, "none" at the end; NULL past it. */
const char *attacker_name_at(int index);

#endif
