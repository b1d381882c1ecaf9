/* The RSA key that a topic is about: of primes that are given, or generated. */
#ifndef TLSTEPS_COMMANDS_TOPIC_KEY_H
#define TLSTEPS_COMMANDS_TOPIC_KEY_H

#include "commands/topics/topic.h"
#include "math/rsa.h"

/* The options that it comes from. Either the primes or the length have presets. */
#define TOPIC_PRIME_OPTIONS(p, q, e)                                                                                   \
    {"p", "NUMBER", p, "the first prime"}, {"q", "NUMBER", q, "the second prime"},                                     \
    {                                                                                                                  \
        "e", "NUMBER", e, "the public exponent"                                                                        \
    }
#define TOPIC_LENGTH_OPTIONS(bits)                                                                                     \
    {"bits", "NUMBER", bits, "instead of --p and --q: primes are drawn whose product is so long, 512 to 4096"},        \
    {                                                                                                                  \
        "seed", "TEXT", "tlsteps", "what is drawn is drawn from it"                                                    \
    }
/* With presets that have room for paddings and digests. */
#define TOPIC_LONG_KEY_OPTIONS TOPIC_LENGTH_OPTIONS("1024"), TOPIC_PRIME_OPTIONS(NULL, NULL, "65537")

/* What a topic does with the key, once it is there. */
typedef bool TopicKeyWork(const TopicInput *input, const RsaPrivate *key, const RsaPublic *public, Workings *out,
                          Diagnostic *diagnostic);
/* Makes the key and does it; false and a diagnostic where the numbers make none. */
WARN_UNUSED bool topic_with_key(const TopicInput *input, Workings *out, Diagnostic *diagnostic, TopicKeyWork *work);

/* Refuses bytes that have come out of no computation modulo n: not as long as n, or not below it. Returns false. */
bool topic_refuse_bytes(const char *option, const mpz_t n, Diagnostic *diagnostic);
/* Values of the seed; to be given to random_free. */
WARN_UNUSED Random *topic_random(const TopicInput *input);

#endif
