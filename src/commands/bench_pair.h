/* A client and a server that do one full handshake after another over memory, for measuring. */
#ifndef TLSTEPS_COMMANDS_BENCH_PAIR_H
#define TLSTEPS_COMMANDS_BENCH_PAIR_H

#include "sim/endpoint.h"
#include "sim/timeline.h"

typedef struct BenchPair {
    Endpoint client, server;
    Random *random; /* the operating system's, as in a live connection */
} BenchPair;

/* Both sides as a scenario has them; what is read for them belongs to `credentials`. False and a diagnostic where the
   scenario cannot be met; then there is nothing to clear. */
WARN_UNUSED bool bench_pair_init(BenchPair *pair, const Scenario *scenario, Credentials *credentials,
                                 Diagnostic *diagnostic);
void bench_pair_clear(BenchPair *pair);

/* One full handshake between two new peers, chain and name verified, up to where both may send data. What they do goes
   to `timeline` (NULL: nobody looks). False and a diagnostic where they do not come to that. */
WARN_UNUSED bool bench_pair_connect(BenchPair *pair, Timeline *timeline, Diagnostic *diagnostic);

#endif
