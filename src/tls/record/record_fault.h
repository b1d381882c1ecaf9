/* What is wrong with a record that was refused, for whoever is told of it. */
#ifndef TLSTEPS_TLS_RECORD_FAULT_H
#define TLSTEPS_TLS_RECORD_FAULT_H

#include "tls/record/connection.h"

/* Appends what would have been right, and what came instead, after connection_next has returned this error. */
void record_fault_describe(const Connection *connection, Error error, Buffer *expected, Buffer *found);

#endif
