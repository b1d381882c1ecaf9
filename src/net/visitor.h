/*
 * One client of a server, from the moment that its connection was taken to the moment that its socket is closed. It
 * never waits: server.c asks poll(2) for all of them.
 *
 *     handshake     until connected, as long as the handshake may take; a peer is made when the first byte comes
 *     conversation  a request is answered with a page, or every record echoed; as long as something happens in time
 *     farewell      after close_notify, or an alert: what is left is sent and the own stream ended, what comes is
 * thrown away until the client ends too, for a while; then the socket is closed
 *
 * Nothing is taken from a client that does not take its answer, so that a visitor's memory is bounded: the longest
 * handshake message, its parts and their names, a block of 16 KiB that came, and what is said about it.
 */
#ifndef TLSTEPS_NET_VISITOR_H
#define TLSTEPS_NET_VISITOR_H

#include "net/live.h"
#include "net/server.h"

typedef struct Visitor Visitor;
/* Takes over the socket. `config` is borrowed. */
WARN_UNUSED Visitor *visitor_new(const ServerConfig *config, int socket, int number);
void visitor_free(Visitor *visitor); /* closes the socket */

int visitor_socket(const Visitor *visitor);
short visitor_events(const Visitor *visitor);
/* The moment (clock_moment) at which it has waited long enough. */
int64_t visitor_deadline(const Visitor *visitor);
bool visitor_is_connected(const Visitor *visitor);

/* Does what poll(2) says can be done, or what is due since the deadline has passed. */
void visitor_work(Visitor *visitor, short happened);
/* Gives up at once: somebody else needs the room, or the server stops. */
void visitor_dismiss(Visitor *visitor);
/* Whether nothing is left to do. */
bool visitor_is_gone(const Visitor *visitor);

/* Concludes the connection in its timeline; what is to be told about it. */
Visit visitor_end(Visitor *visitor);

#endif
