/* The system's clocks, for live connections: simulated runs have a clock of their own. */
#ifndef TLSTEPS_NET_CLOCK_H
#define TLSTEPS_NET_CLOCK_H

#include <stdint.h>

/* Microseconds since 1970, UTC. */
int64_t clock_date(void);

/* A moment, in milliseconds of a clock that nobody sets. */
int64_t clock_moment(void);
/* Milliseconds from now until a moment, as poll(2) takes them: 0 where it has passed. */
int clock_until(int64_t moment);

#endif
