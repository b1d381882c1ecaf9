/*
 * What is talked about inside the connection: the client's request, the server's response, and the end.
 *
 * On a connection that renegotiates they talk twice: when the first response has come, or is under way, the side that
 * wants to renegotiate asks for it, and behind that the client makes its second request, whether there was a new
 * handshake or it was declined. The server closes behind its last response.
 *
 * The server's application knows where a request ends, not where it begins: what somebody said in front of it it takes
 * for a part of it, and tells of that.
 */
#ifndef TLSTEPS_SIM_APPLICATION_H
#define TLSTEPS_SIM_APPLICATION_H

#include "sim/run/endpoint.h"
#include "sim/scenario/scenario.h"
#include "tls/peer/peer.h"

enum { EXCHANGES_MAX = 2 };

typedef struct Exchange {
    Buffer request, response;
} Exchange;

typedef struct Application {
    Actor role;
    bool renegotiates;        /* this side asks for it */
    const Observer *observer; /* the caller's to set; NULL: nobody looks */
    Exchange exchanges[EXCHANGES_MAX];
    int count, spoken; /* exchanges, and in how many this side has said its part */
    Buffer heard;      /* since this side spoke last */
} Application;

/* The scenario's requests and responses; by default HTTP GETs for the host that the client asks for, and short answers.
 */
void application_init(Application *application, const Scenario *scenario, Actor role, int connection,
                      const Endpoint *client);
void application_clear(Application *application);

/* Does the next thing that the script has for its side: the client speaks once it is connected, the server answers when
   the request has come whole, and closes. False where there is nothing to do. */
bool application_step(Application *application, Peer *peer);

#endif
