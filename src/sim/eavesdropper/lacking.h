/*
 * The secrets of a run: every value that did not cross in the clear and does not follow from what did. Who has each,
 * and where the eavesdropper does not, what she would need to come to it. All of it is worked out from the derivations
 * of the run: which suite it is decides nothing here.
 */
#ifndef TLSTEPS_SIM_LACKING_H
#define TLSTEPS_SIM_LACKING_H

#include "base/arena.h"
#include "sim/timeline/ways.h"

/* Values that she would need together. */
typedef struct Need {
    const TimelineFact *facts[WAY_ROOTS_MAX];
    int count;
} Need;

typedef struct Secret {
    const TimelineFact *fact;               /* as the first of client and server came to it */
    const TimelineFact *known[ACTOR_COUNT]; /* as each actor came to this value, the eavesdropper under any name, or
                                               else to a longer one that it stands in; or NULL */
    /* Where the eavesdropper has it not: each of these would do, the least first. One of no values: she has all that it
       takes. None at all: nothing in the run leads to it. */
    Need needs[WAYS_MAX];
    int need_count;
    const TimelineFact **has; /* what she has of what goes into it, and of what a search could start from */
    int has_count;
    /* How many steps a search for one of the values that she needs would take, and how many she is ready for, as she
       says herself; NULL: there is no such search, or she has not come to it. */
    const TimelineFact *search_cost, *search_limit;
    /* Where one of the values that she needs follows from what she has by long computing, what that takes; 0: there is
       no such way, or she lacks where it starts from. */
    unsigned factoring_cost; /* see sieve_cost: an RSA modulus into its primes */
    unsigned prime_cost;     /* the same for logarithms modulo the prime of the key exchange */
    unsigned curve_cost;     /* the private number of a certificate's key on a curve, see logarithm_curve_cost */
} Secret;

typedef struct Secrets {
    Secret *items; /* in the order in which the first of the two sides came to them */
    int count;
    int step;       /* 0: the end */
    bool overheard; /* somebody listens; where nobody does, nobody is lacking anything */
    Ways ways;
    Arena arena;
} Secrets;

/* How much of a value somebody has. */
typedef enum Grasp {
    GRASP_NONE,
    GRASP_KNOWN,
    GRASP_PART,    /* a longer value that it stands in */
    GRASP_FOLLOWS, /* the eavesdropper: all that it takes, and she has not worked it out */
} Grasp;

/* Those that client or server has at a step (0: at the end). The timeline outlives them. */
void secrets_init(Secrets *secrets, const Timeline *timeline, int step);
void secrets_clear(Secrets *secrets);
/* Of any value of the run, secret or not, at that step. */
Grasp secrets_grasp(const Secrets *secrets, Actor actor, const TimelineFact *fact);

#endif
