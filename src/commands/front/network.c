#include "commands/front/network.h"

#include <stdio.h>
#include <string.h>

#include "sim/scenario/scenario_value.h"

enum { PORT_MAX = 65535 };

static bool copy_host(NetworkAddress *out, const char *host, size_t size)
{
    if (size >= sizeof out->host)
        return false;
    memcpy(out->host, host, size);
    out->host[size] = '\0';
    return true;
}

static bool copy_port(char out[6], const char *text, int least)
{
    uint64_t number;
    if (!value_number(&number, text, (uint64_t)least, PORT_MAX))
        return false;
    snprintf(out, 6, "%u", (unsigned)number);
    return true;
}

/* The colon before the port is the last one; an address with colons of its own stands in brackets. */
static bool split(NetworkAddress *out, const char *text)
{
    const char *colon = strrchr(text, ':');
    size_t size = colon ? (size_t)(colon - text) : 0;
    bool bracketed = size >= 2 && text[0] == '[' && text[size - 1] == ']';
    if (bracketed)
        return copy_host(out, text + 1, size - 2) && copy_port(out->port, colon + 1, 1);
    if (memchr(text, ':', size))
        return false;
    return copy_host(out, text, size) && copy_port(out->port, colon ? colon + 1 : text, 1);
}

bool network_address_parse(NetworkAddress *out, const char *text, Diagnostic *diagnostic)
{
    return split(out, text) ||
           diagnostic_set(diagnostic,
                          "%s: no address; accepted are HOST:PORT, [IPV6-ADDRESS]:PORT and the PORT of this machine",
                          text);
}

bool network_take_port(const Option *option, void *place, const char *value, Diagnostic *diagnostic)
{
    return copy_port(place, value, 0) ||
           diagnostic_set(diagnostic, "--%s: '%s' is not accepted: a number from 0 to %d is", option->name, value,
                          PORT_MAX);
}

void network_warn(const Command *command)
{
    command_warn(command, "this connection leaves the machine. This is a teaching tool: it shows secrets on purpose, "
                          "does not run in constant time, and is not for protecting anything.");
}
