/* What the commands share that speak to a network: addresses, times, and the warning that goes with it. */
#ifndef TLSTEPS_COMMANDS_NETWORK_H
#define TLSTEPS_COMMANDS_NETWORK_H

#include "commands/command.h"

typedef struct NetworkAddress {
    char host[256]; /* empty: none was given */
    char port[6];
} NetworkAddress;

/* "HOST:PORT", "[ADDRESS]:PORT", ":PORT" or "PORT". */
WARN_UNUSED bool network_address_parse(NetworkAddress *out, const char *text, Diagnostic *diagnostic);
/* A port's number, from `least`. */
WARN_UNUSED bool network_port_parse(char out[6], const char *option, const char *text, int least,
                                    Diagnostic *diagnostic);
/* Seconds that something may take. */
WARN_UNUSED bool network_time_parse(double *out, const char *option, const char *text, Diagnostic *diagnostic);

/* Says on standard error that somebody else may listen, and what that means here. */
void network_warn(const Command *command);

#endif
