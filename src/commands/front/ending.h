/* How a live connection ended, in words: for a line about it, and for standard error. */
#ifndef TLSTEPS_COMMANDS_ENDING_H
#define TLSTEPS_COMMANDS_ENDING_H

#include "net/live.h"

/* Appends "closed", or what was wrong: "sent unexpected_message (check: protocol_spoken): One sentence. Expected was
   TLS; what was found is SSH." */
void ending_append(Buffer *out, const Live *live);
/* What the check compared that ended the connection; all NULL where none did. */
LiveFinding ending_finding(const Live *live);
/* Appends "TLS 1.2, SUITE, GROUP, SCHEME, protocol h2": what was agreed on; nothing before a suite was. */
void ending_append_agreement(Buffer *out, const Live *live);

#endif
