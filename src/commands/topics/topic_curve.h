/* The curve and the points that a topic is about: a named one, or numbers of the reader's own. */
#ifndef TLSTEPS_COMMANDS_TOPIC_CURVE_H
#define TLSTEPS_COMMANDS_TOPIC_CURVE_H

#include "commands/topics/topic.h"
#include "math/curve.h"

/* The options that they come from. */
#define TOPIC_CURVE_OPTIONS                                                                                            \
    {"curve", "CURVE", "toy-curve-17", "secp256r1, secp384r1, secp521r1 or toy-curve-17, which is for paper"},         \
        {"p", "NUMBER", NULL, "instead of --curve, with --a and --b: the modulus, a prime above 3"},                   \
        {"a", "NUMBER", NULL, "the a of y² = x³ + ax + b"},                                                            \
    {                                                                                                                  \
        "b", "NUMBER", NULL, "the b of y² = x³ + ax + b"                                                             \
    }
/* And for a topic with key pairs besides: */
#define TOPIC_GROUP_OPTIONS                                                                                            \
    {"base", "X,Y", NULL, "with --p, --a and --b: the base point G"},                                                  \
    {                                                                                                                  \
        "order", "NUMBER", NULL, "how many times G gives infinity, a prime; counted where p has 17 bits at most"       \
    }

/* Sets a curve that has been initialised, to be ended by curve_clear also then; false and a diagnostic where the
   numbers make none. The first leaves base point and order alone where the curve is no named one. */
WARN_UNUSED bool topic_curve(Curve *out, const TopicInput *input, Diagnostic *diagnostic);
WARN_UNUSED bool topic_group(Curve *out, const TopicInput *input, Diagnostic *diagnostic);

/* The point of an option, "X,Y", or "infinity" where that may be; false and a diagnostic, with both sides of the
   equation, where it is none of the curve's. */
WARN_UNUSED bool topic_curve_point(Point *out, const TopicInput *input, const char *option, const Curve *curve,
                                   bool may_be_infinity, Diagnostic *diagnostic);
/* A number from 1 up to n - 1. */
WARN_UNUSED bool topic_curve_private(mpz_t out, const TopicInput *input, const char *option, const Curve *curve,
                                     Diagnostic *diagnostic);

#endif
