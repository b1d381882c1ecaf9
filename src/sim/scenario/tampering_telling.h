/* How an attacker, or a peer that lies, tells what it did to a message. */
#ifndef TLSTEPS_SIM_TAMPERING_TELLING_H
#define TLSTEPS_SIM_TAMPERING_TELLING_H

#include "sim/scenario/tampering.h"
#include "tls/telling/telling.h"

/* What was done to a message of that name. */
void tampering_tell(const Teller *teller, EventId id, const char *message);
/* Which bytes were changed into which. */
void tampering_tell_change(const Teller *teller, EventId id, const char *message, const TamperRule *rule, Bytes before,
                           Bytes after);
/* The same with all bytes of what `part` is a part of, and a mask for all of them. */
void tampering_tell_whole(const Teller *teller, EventId id, const char *part, Bytes before, Bytes after);
/* Which rules found nothing to do, where there are any; they are appended to `out`. */
void tampering_tell_undone(const Teller *teller, EventId id, const Tampering *tampering, Buffer *out);

#endif
