/* An attacker who hands on everything as it is: he is there, and nobody can tell. */
#include "base/memory.h"
#include "sim/attacker/attacker_kind.h"

static Attacker *make(const AttackerConfig *config)
{
    (void)config;
    return memory_new(sizeof(Attacker));
}

static void hear(Attacker *attacker, AttackerOutput *out, Actor from, Bytes wire)
{
    buffer_append(&out->bytes[attacker_other_side(from)], wire);
    attacker_tell_pass(attacker, from);
}

const AttackerKind attacker_forward = {.make = make, .hear = hear, .hear_end = attacker_pass_end};
