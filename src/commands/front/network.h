/* What the commands share that speak to a network: addresses, times, and the warning that goes with it. */
#ifndef TLSTEPS_COMMANDS_NETWORK_H
#define TLSTEPS_COMMANDS_NETWORK_H

#include "commands/front/command.h"

typedef struct NetworkAddress {
    char host[256]; /* empty: none was given */
    char port[6];
} NetworkAddress;

/* "HOST:PORT", "[ADDRESS]:PORT", ":PORT" or "PORT". */
WARN_UNUSED bool network_address_parse(NetworkAddress *out, const char *text, Diagnostic *diagnostic);
/* A port's number, 0 for any, in a char[6]. */
OptionReader network_take_port;
/* A row for a table of Option: seconds that something may take, at most a day. */
#define OPTION_TIME(Struct, member, name, help) OPTION_NUMBER(Struct, member, name, "SECONDS", 0.01, 86400, help)

/* Says on standard error that somebody else may listen, and what that means here. */
void network_warn(const Command *command);

#endif
