/* Named groups of a key exchange: curves and finite fields, by their names and numbers in the IANA registry. */
#ifndef TLSTEPS_TLS_GROUP_H
#define TLSTEPS_TLS_GROUP_H

#include "math/curve.h"
#include "math/dh.h"
#include "tls/registry/registered.h"

typedef enum GroupKind { GROUP_FINITE_FIELD, GROUP_CURVE, GROUP_X25519 } GroupKind;

typedef struct Group {
    /* What stands for it in supported_groups: its own number; 0xff01 (arbitrary_explicit_prime_curves) for
       toy-curve-17; 0 for finite fields without a number (modp2048 …, toy-dh-23), of which nothing is said in the
       hello. */
    uint16_t id;
    const char *name;
    GroupKind kind;
    bool toy;      /* only for a peer whose configuration names it */
    unsigned bits; /* size of p, or of the field */
    const char *source;
} Group;

/* The group of a number (0 and 0xff01 are no group's own), of a name, or at a place of the list (in order of
   preference); NULL for none. Static. */
const Group *group_by_id(uint16_t id);
const Group *group_find(const char *name);
const Group *group_at(int index);
/* Its numbers; NULL where the kind is another. Made on first use. */
const DhGroup *group_field(const Group *group);
const Curve *group_curve(const Group *group);
/* Name of any number in the registry, also of groups that are not spoken here; NULL where unknown. */
const char *group_name_of_id(uint16_t id);
/* What IANA's registry has under a name that group_find does not find. */
Registered group_registered(const char *name);

enum { GROUP_EXPLICIT_PRIME = 0xff01, GROUP_EXPLICIT_CHAR2 = 0xff02 };

#endif
