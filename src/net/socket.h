/*
 * TCP sockets over IPv4 and IPv6. Each is a descriptor that does not block, is closed in a program that is started, and
 * sends without delay. The caller closes it (close(2)).
 */
#ifndef TLSTEPS_NET_SOCKET_H
#define TLSTEPS_NET_SOCKET_H

#include "base/bytes.h"
#include "sim/diagnostic/diagnostic.h"

extern const char socket_loopback[]; /* "127.0.0.1" */

/* Connects to the first address of a host (a name or an address) that takes the connection, within `milliseconds` for
   all of them. False and a diagnostic with the last reason. */
WARN_UNUSED bool socket_connect(int *out, const char *host, const char *port, int milliseconds, Diagnostic *diagnostic);
/* Listens at an address of this machine; port "0" is any free one. */
WARN_UNUSED bool socket_listen(int *out, const char *host, const char *port, Diagnostic *diagnostic);
/* Takes a connection that waits. False where there is none; errno says why. */
WARN_UNUSED bool socket_accept(int *out, int listener);

/* Appends an end's address, "127.0.0.1:443" or "[::1]:443": the other side's, or this one's. */
typedef enum SocketEnd { SOCKET_OWN, SOCKET_OTHER } SocketEnd;
void socket_append_address(Buffer *out, int descriptor, SocketEnd end);
/* This side's port. */
uint16_t socket_port(int descriptor);
/* Whether this end's address can be reached from this machine alone (127.0.0.0/8, ::1). */
bool socket_is_loopback(int descriptor, SocketEnd end);

/* Waits until `events` of poll(2) come; false where they do not within `milliseconds`. */
bool socket_wait(int descriptor, short events, int milliseconds);
/* Whether errno says that nothing is wrong, and the call is to be made again later. */
bool socket_must_wait(void);

#endif
