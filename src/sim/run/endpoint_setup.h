/* Setting up an endpoint, for endpoint.c and the files that set one kind of thing each. */
#ifndef TLSTEPS_SIM_ENDPOINT_SETUP_H
#define TLSTEPS_SIM_ENDPOINT_SETUP_H

#include "sim/run/endpoint.h"

/* What is being set up. */
typedef struct Setup {
    const Scenario *scenario;
    Credentials *credentials;
    int connection, handshake;
    bool live_server; /* for clients that are somebody else's */
    Diagnostic *diagnostic;
} Setup;

/* The value of an option for one side in the setup's connection and handshake; NULL where nothing is said. */
const char *setup_get(const Setup *setup, ScenarioId option, Actor actor);
bool setup_flag(const Setup *setup, ScenarioId option, Actor actor);
uint64_t setup_number(const Setup *setup, ScenarioId option, Actor actor, uint64_t unset);
/* The start of a diagnostic about an option in force: where it stands, and its name there. */
const char *setup_origin(const Setup *setup, ScenarioId option, Actor actor, const char **key);

/* Groups and suites of either side. False and a diagnostic where they do not go together, here and below. */
WARN_UNUSED bool setup_set_offer(const Setup *setup, PeerConfig *config, Actor actor);
/* What the endpoint shows for itself, whom it trusts, and what it holds against or staples to certificates. The role
   and the offer are set before. */
WARN_UNUSED bool setup_set_certificates(const Setup *setup, Endpoint *endpoint);

#endif
