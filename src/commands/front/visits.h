/* What a server tells: where it listens, and a line for each connection, as text or as a JSON object. */
#ifndef TLSTEPS_COMMANDS_VISITS_H
#define TLSTEPS_COMMANDS_VISITS_H

#include "net/server.h"

/* "Listening on 127.0.0.1:4433" */
void visits_append_listening_text(Buffer *out, int listener);
void visits_append_listening_json(Buffer *out, int listener);

/* "1  127.0.0.1:50000  TLS 1.2, SUITE, …; GET / HTTP/1.1; closed" */
void visit_append_text(Buffer *out, const Visit *visit);
void visit_append_json(Buffer *out, const Visit *visit);

#endif
