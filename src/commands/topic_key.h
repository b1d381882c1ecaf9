/* The RSA key that a topic is about: of primes that are given, or generated. */
#ifndef TLSTEPS_COMMANDS_TOPIC_KEY_H
#define TLSTEPS_COMMANDS_TOPIC_KEY_H

#include "commands/topic.h"
#include "math/rsa.h"

/* The options that it comes from; `p` and `q`, or else `bits`, have presets. */
#define TOPIC_KEY_OPTIONS(p, q, e, bits)                                                                               \
    {"p", "NUMBER", p, "the first prime"}, {"q", "NUMBER", q, "the second prime"},                                     \
        {"e", "NUMBER", e, "the public exponent"},                                                                     \
        {"bits", "NUMBER", bits, "instead of --p and --q: primes are drawn whose product is so long, 512 to 4096"},    \
    {                                                                                                                  \
        "seed", "TEXT", "tlsteps", "what is drawn is drawn from it"                                                    \
    }

/* Sets a key that has been initialised; false and a diagnostic where the numbers make none. */
WARN_UNUSED bool topic_key(RsaPrivate *out, const TopicInput *input, Diagnostic *diagnostic);
/* Its public half, initialised here. */
void topic_key_public(RsaPublic *out, const RsaPrivate *key);
/* Values of the seed; to be given to random_free. */
WARN_UNUSED Random *topic_random(const TopicInput *input);

#endif
