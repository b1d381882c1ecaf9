/* A client and a server that do one handshake after another over memory, for measuring. */
#ifndef TLSTEPS_COMMANDS_BENCH_PAIR_H
#define TLSTEPS_COMMANDS_BENCH_PAIR_H

#include "sim/run/endpoint.h"
#include "sim/run/sessions.h"
#include "sim/timeline/timeline.h"

typedef struct BenchPair {
    Endpoint client, server;
    Random *random;     /* the operating system's, as in a live connection */
    Sessions *sessions; /* NULL where every handshake is to be a full one */
} BenchPair;

/* Both sides as a scenario has them, which is borrowed; what is read for them belongs to `credentials`. One full
   handshake is done, because tables are made on first use; where the scenario says `resume` (and then it has a seed),
   all that follow resume its session. False and a diagnostic where the scenario cannot be met; then there is nothing to
   clear. */
WARN_UNUSED bool bench_pair_init(BenchPair *pair, const Scenario *scenario, Credentials *credentials,
                                 Diagnostic *diagnostic);
void bench_pair_clear(BenchPair *pair);

/* Wall-clock seconds that each side took, of all handshakes so far. */
typedef struct BenchShares {
    double client, server;
} BenchShares;

/* One handshake between two new peers, chain and name verified, up to where both may send data. What they do goes to
   `timeline` (NULL: nobody looks), and what each side took is added to `shares` (NULL: nobody asks). False and a
   diagnostic where they do not come to that. */
WARN_UNUSED bool bench_pair_connect(BenchPair *pair, Timeline *timeline, BenchShares *shares, Diagnostic *diagnostic);

#endif
