/*
 * What an attacker of a kind consists of, for the files that each make up one. A kind is a table of operations at the
 * end of its file, and stands in the list attackers.def. Its own state begins with an Attacker:
 *
 *     typedef struct Forwarder {
 *         Attacker base;
 *         …
 *     } Forwarder;
 */
#ifndef TLSTEPS_SIM_ATTACKER_KIND_H
#define TLSTEPS_SIM_ATTACKER_KIND_H

#include "sim/attacker/attacker.h"

typedef struct AttackerKind {
    /* Allocates and sets up all but the base. */
    Attacker *(*make)(const AttackerConfig *config);
    /* Bytes came from a side. */
    void (*hear)(Attacker *attacker, AttackerOutput *out, Actor from, Bytes wire);
    /* A side has ended its stream. */
    void (*hear_end)(Attacker *attacker, AttackerOutput *out, Actor from);
    /* As attacker_append_undone; NULL where there is never anything. */
    void (*append_undone)(Attacker *attacker, Buffer *out);
    /* Frees what the kind owns, but not the attacker itself; NULL where it owns nothing. */
    void (*clear)(Attacker *attacker);
} AttackerKind;

struct Attacker {
    const AttackerKind *kind;
    AttackerConfig config;
    bool ended[2]; /* what he ended, by who got it */
};

#define ATTACKER(id, name) extern const AttackerKind attacker_##name;
#include "sim/scenario/attackers.def"
#undef ATTACKER
extern const AttackerKind attacker_tamper;

/* Tells that what a side sent goes on as it is. */
void attacker_tell_pass(const Attacker *attacker, Actor from);
/* For kinds that end a side's stream when the other side's has ended. */
void attacker_pass_end(Attacker *attacker, AttackerOutput *out, Actor from);
Actor attacker_other_side(Actor actor);

#endif
