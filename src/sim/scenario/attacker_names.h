/* The names of those who can stand in the middle of the wire. */
#ifndef TLSTEPS_SIM_ATTACKER_NAMES_H
#define TLSTEPS_SIM_ATTACKER_NAMES_H

/* What the option `attacker` accepts, one by one, "none" at the end; NULL past it. */
const char *attacker_name_at(int index);

#endif
