/* Why the eavesdropper has a secret, or has it not, in words. */
#ifndef TLSTEPS_REPORT_REASON_H
#define TLSTEPS_REPORT_REASON_H

#include "sim/eavesdropper/lacking.h"

/* Appends, as a sentence about her without a full stop: "needs dh.client_private or dh.server_private; has dh.p, …; the
   best general search takes about 2^112 steps, and she is ready for 2^20", or "has it since step 45: …". */
void reason_append(Buffer *out, const Timeline *timeline, const Secret *secret);

/* Hands over each reason why she lacks something at the end, with all that she lacks for it: "master_secret,
   key_block". The texts are valid during the call only. */
typedef void ReasonTaker(void *context, const char *names, const char *reason);
void reason_take_all(const Timeline *timeline, ReasonTaker *take, void *context);

#endif
