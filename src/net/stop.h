/* SIGINT and SIGTERM as something to wait for: a loop over poll(2) ends in order. */
#ifndef TLSTEPS_NET_STOP_H
#define TLSTEPS_NET_STOP_H

#include <stdbool.h>

#include "base/attributes.h"

/* From now on, until somebody else handles them, these signals do not end the program. A descriptor that can be read
   once one came; it lives as long as the program. -1 where the system has none. */
WARN_UNUSED int stop_catch(void);
bool stop_was_asked(void);

#endif
