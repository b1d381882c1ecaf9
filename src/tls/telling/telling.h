/*
 * How a peer tells its observer what it does. An event is begun, filled and ended; where nobody listens nothing is
 * begun, and the caller returns at once:
 *
 *     Telling telling;
 *     if (!telling_begin(&telling, teller, EVENT_KEY_BLOCK))
 *         return;
 *     Learned *block = telling_bytes(&telling, FACT_KEY_BLOCK, DERIVATION_KEY_BLOCK, bytes);
 *     learned_from(block, FACT_MASTER_SECRET);
 *     telling_end(&telling);
 */
#ifndef TLSTEPS_TLS_TELLING_H
#define TLSTEPS_TLS_TELLING_H

#include <gmp.h>

#include "base/arena.h"
#include "base/event.h"
#include "tls/telling/compared.h"

/* Who tells, and to whom. */
typedef struct Teller {
    const Observer *observer; /* NULL: nobody listens */
    Actor actor;
    int handshake; /* number of the present one, from 1 */
} Teller;

enum { TELLING_FACTS_MAX = 80 };

/* An event being put together. Valid from telling_begin to telling_end. */
typedef struct Telling {
    const Teller *teller;
    Event event;
    MessageView message; /* what event.message points to, where there is one */
    Learned learned[TELLING_FACTS_MAX];
    Arena values; /* of facts whose bytes are made for the telling */
} Telling;

/* False, and nothing to be done, where nobody listens. */
bool telling_begin(Telling *telling, const Teller *teller, EventId id);
/* Hands the event to the observer. */
void telling_end(Telling *telling);

/* A fact that the actor learns by this event. `value` is borrowed until telling_end; text and number are copied. */
Learned *telling_bytes(Telling *telling, FactId fact, DerivationId how, Bytes value);
Learned *telling_text(Telling *telling, FactId fact, DerivationId how, const char *text);
/* Whether something is so: a flag for who asks, and a word for who reads. */
Learned *telling_flag(Telling *telling, FactId fact, DerivationId how, bool flag);
Learned *telling_number(Telling *telling, FactId fact, DerivationId how, const mpz_t number);
/* A count, written as decimal text. */
Learned *telling_decimal(Telling *telling, FactId fact, DerivationId how, uint64_t number);
/* The names of what stands in a list, as `append` writes them (wire/naming.h). */
Learned *telling_names(Telling *telling, FactId fact, DerivationId how, void (*append)(Buffer *out, Bytes list),
                       Bytes list);
/* The text in `buffer`, which is emptied. */
Learned *telling_buffer(Telling *telling, FactId fact, DerivationId how, Buffer *buffer);

/* Adds an input to the fact's derivation, in the order in which the formula names them. */
void learned_from(Learned *learned, FactId input);

/* Tells a check: what it compared, and the verdict. `error` is ERROR_NONE where it passed. */
void telling_check(const Teller *teller, EventId id, Error error, Compared compared);

/* Tells of a state. */
void telling_state(const Teller *teller, EventId id);

#endif
