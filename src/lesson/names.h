/* The names that a lesson writes: actors, facts and steps; and of one that does not exist, which was probably meant. */
#ifndef TLSTEPS_LESSON_NAMES_H
#define TLSTEPS_LESSON_NAMES_H

#include "sim/diagnostic/diagnostic.h"
#include "sim/timeline/timeline.h"

WARN_UNUSED bool names_actor(const char *name, Actor *out);

/* A fact's or step's name behind its connection and handshake: "dh.p" of "c1.h1.dh.p". */
const char *names_without_place(const char *name);

/* Whether a fact can be called so in any run: "dh.p", "server:dh.p", "c1.h1.dh.p". A diagnostic (without a path) where
   not. */
WARN_UNUSED bool names_fact(const char *name, Diagnostic *diagnostic);

/* Whether a step of that name can come in any run: "finished", "client.send.finished#2". A diagnostic where not. */
WARN_UNUSED bool names_step(const char *name, Diagnostic *diagnostic);

/* The name of the run's step that was probably meant, as many parts long as `name`; NULL where none is near. */
const char *names_nearest_step(const Timeline *timeline, const char *name);

#endif
