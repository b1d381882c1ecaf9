/* What is talked about inside the connection: the client's request, the server's response, and the end. */
#ifndef TLSTEPS_SIM_APPLICATION_H
#define TLSTEPS_SIM_APPLICATION_H

#include "sim/scenario.h"
#include "tls/peer.h"

typedef struct Application {
    Actor role;
    Buffer request, response;
    size_t received;
    bool spoke;
} Application;

/* The scenario's request and response; by default an HTTP GET for `host` and a short answer. */
void application_init(Application *application, const Scenario *scenario, Actor role, int connection, const char *host);
void application_clear(Application *application);

/* Does the next thing that the script has for its side: the client speaks once it is connected, the server answers when
   as many bytes have come as the request has, and closes. False where there is nothing to do. */
bool application_step(Application *application, Peer *peer);

#endif
