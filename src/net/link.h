/*
 * A live link: one end of a TCP connection, as sim's pipe is one of a simulated path. It carries bytes both ways, and
 * whoever watches it sees every piece pass, with the system's time. Nothing here waits: poll(2) tells when to call.
 */
#ifndef TLSTEPS_NET_LINK_H
#define TLSTEPS_NET_LINK_H

#include "sim/timeline/timeline.h"

typedef struct LinkConfig {
    int socket;                                           /* does not block; the link closes it */
    int connection;                                       /* as in Segment */
    Actor own;                                            /* ACTOR_CLIENT or ACTOR_SERVER: this end */
    void (*watch)(void *context, const Segment *segment); /* NULL: nobody does */
    void *context;
} LinkConfig;

typedef struct Link Link;
WARN_UNUSED Link *link_new(const LinkConfig *config); /* copied */
/* Closes the socket. NULL is allowed. */
void link_free(Link *link);

int link_socket(const Link *link);
/* Whether nothing goes either way any more: the other side reset the connection, or the network is gone. */
bool link_is_broken(const Link *link);

/* Sends what the socket takes at once, and returns how much that was. */
size_t link_send(Link *link, Bytes bytes);
/* Ends the own stream: the other side sees that no more comes, and can still be heard. */
void link_end(Link *link);
/* Appends what has come, a block at most. False where the other side's stream has ended. */
bool link_take(Link *link, Buffer *out);

#endif
