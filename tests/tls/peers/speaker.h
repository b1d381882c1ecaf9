/* Says under a connected peer's own keys what that peer never would. The keys are those of the handshake that is over
   at the time; the suite has to be an AEAD one or one with MAC first. */
#ifndef TLSTEPS_TESTS_SPEAKER_H
#define TLSTEPS_TESTS_SPEAKER_H

#include "pair.h"

#include "tls/record/protection.h"

typedef struct Speaker {
    Pair *pair;
    Actor actor;
    Protection *protection;
} Speaker;

/* In the place of `actor`, who has sent so many records under its keys, its Finished among them. */
void speaker_init(Speaker *speaker, Pair *pair, Actor actor, int records);
void speaker_clear(Speaker *speaker);
/* Appends it as one record. */
void speaker_seal(Speaker *speaker, Buffer *out, ContentType type, Bytes content);
/* Puts it into one record and gives it to the other side, which does all it can. */
void speaker_say(Speaker *speaker, ContentType type, Bytes content);
void speaker_say_hex(Speaker *speaker, ContentType type, const char *hex);

#endif
