#include "sim/run/endpoint.h"

#include <string.h>

#include "base/memory.h"
#include "sim/run/endpoint_setup.h"
#include "sim/scenario/scenario_value.h"
#include "tls/handshake/offer.h"
#include "x509/der/calendar.h"

static const char default_host[] = "server.tlsteps.example";
static const char default_psk[] = "learner:00112233445566778899aabbccddeeff";
static const char default_now[] = "2026-01-01 12:00:00";

const char *setup_get(const Setup *setup, const char *option, Actor actor)
{
    return scenario_get(setup->scenario, option, actor, setup->connection, setup->handshake);
}

bool setup_flag(const Setup *setup, const char *option, Actor actor)
{
    const char *value = setup_get(setup, option, actor);
    return value && strcmp(value, "yes") == 0;
}

const char *setup_origin(const Setup *setup, const char *option, Actor actor, const char **key)
{
    return scenario_origin(setup->scenario, option, actor, setup->connection, setup->handshake, key);
}

static void set_signature_schemes(const Setup *setup, PeerConfig *config, Actor actor)
{
    const char *list = setup_get(setup, "signature-algorithms", actor),
               *of_certificates = setup_get(setup, "signature-algorithms-cert", actor), *name;
    const SignatureScheme *scheme;
    Buffer item = BUFFER_EMPTY;
    for (int i = 0; list && (name = value_item(&item, list, i)); i++)
        config->signature_schemes[config->signature_scheme_count++] = signature_scheme_find(name);
    for (int i = 0; of_certificates && (name = value_item(&item, of_certificates, i)); i++)
        config->certificate_schemes[config->certificate_scheme_count++] = signature_scheme_find(name);
    /* A client that lists none stands for SHA-1 (RFC 5246 §7.4.1.4.1), and a server serves it. */
    for (int i = 0; !list && (scheme = signature_scheme_at(i)); i++)
        if (scheme->hash != HASH_SHA1 || actor == ACTOR_SERVER)
            config->signature_schemes[config->signature_scheme_count++] = scheme;
    buffer_clear(&item);
}

static bool has_psk_suite(const PeerConfig *config)
{
    for (int i = 0; i < config->suite_count; i++)
        if (suite_uses_psk(config->suites[i]))
            return true;
    return false;
}

static void read_psk(Arena *texts, Psk *out, const char *text)
{
    Buffer identity = BUFFER_EMPTY, key = BUFFER_EMPTY;
    if (value_psk(&identity, &key, text))
        *out = (Psk){arena_copy(texts, buffer_bytes(&identity)), arena_copy(texts, buffer_bytes(&key))};
    buffer_clear(&key);
    buffer_clear(&identity);
}

/* Suites are set before: one that calls for a key gets the default one. */
static void set_psks(const Setup *setup, Endpoint *endpoint, Actor actor)
{
    PeerConfig *config = &endpoint->config;
    const char *list = setup_get(setup, "psk", actor), *text;
    Buffer item = BUFFER_EMPTY;
    if (!list && has_psk_suite(config))
        list = default_psk;
    for (int i = 0; list && (text = value_item(&item, list, i)); i++)
        read_psk(&endpoint->texts, &endpoint->psks[config->psk_count++], text);
    buffer_clear(&item);
    config->psks = endpoint->psks;
    if (actor == ACTOR_SERVER)
        config->server.psk_hint = arena_copy_text(&endpoint->texts, setup_get(setup, "psk-hint", actor));
}

static void set_names(const Setup *setup, Endpoint *endpoint, Actor actor)
{
    PeerConfig *config = &endpoint->config;
    const char *host = setup_get(setup, "server-name", actor), *protocols = setup_get(setup, "alpn", actor), *name;
    Buffer item = BUFFER_EMPTY;
    if (!host && actor == ACTOR_CLIENT)
        host = default_host;
    config->server_name = arena_copy_text(&endpoint->texts, host);
    for (int i = 0; protocols && (name = value_item(&item, protocols, i)); i++)
        config->protocols[config->protocol_count++] = arena_copy_text(&endpoint->texts, name);
    buffer_clear(&item);
}

static bool refuse_suites(const Setup *setup, Actor actor, const char *version)
{
    const char *key, *place = setup_origin(setup, "suite", actor, &key);
    return diagnostic_set(
        setup->diagnostic,
        "%s%s: none of these suites may be offered for version %s; AEAD suites came with 1.2, and without a "
        "pre-shared key those with a MAC of SHA256 or SHA384; names that end in CBC_SHA are older",
        place, key, version);
}

/* A client has to be left with something to offer. */
static bool set_versions(const Setup *setup, PeerConfig *config, Actor actor)
{
    const char *list = setup_get(setup, "version", actor);
    if (!list || !value_versions(&config->version_min, &config->version_max, list) || actor != ACTOR_CLIENT)
        return true;
    for (int i = 0; i < config->suite_count; i++)
        if (offer_may_have(config, config->suites[i]))
            return true;
    return refuse_suites(setup, actor, version_name(config->version_max));
}

static void set_flags(const Setup *setup, PeerConfig *config, Actor actor)
{
    const char *record_size = setup_get(setup, "record-size", actor),
               *lifetime = setup_get(setup, "session-lifetime", actor);
    uint64_t size, seconds;
    config->client.fallback_scsv = setup_flag(setup, "fallback-scsv", ACTOR_CLIENT);
    config->downgrade_sentinel = !setup_flag(setup, "no-downgrade-sentinel", actor);
    config->client.ssl2_hello = setup_flag(setup, "ssl2-hello", ACTOR_CLIENT);
    if (record_size && value_number(&size, record_size, 1, 16384))
        config->record_size = (size_t)size;
    if (lifetime && value_number(&seconds, lifetime, 0, SESSION_LIFETIME_MAX))
        config->server.session_lifetime = (uint32_t)seconds;
    config->server.renew_tickets = setup_flag(setup, "renew-ticket", actor);
    config->extensions.has_extended_master_secret = !setup_flag(setup, "no-extended-master-secret", actor);
    config->extensions.has_encrypt_then_mac = !setup_flag(setup, "no-encrypt-then-mac", actor);
    config->extensions.has_renegotiation_info = !setup_flag(setup, "no-renegotiation-info", actor);
}

static void set_renegotiation(const Setup *setup, PeerConfig *config, Actor actor)
{
    bool legacy = setup_flag(setup, "legacy-renegotiation", actor);
    bool expected = scenario_handshakes(setup->scenario, setup->connection) > 1;
    bool allowed = setup_get(setup, "allow-renegotiation", actor) ? setup_flag(setup, "allow-renegotiation", actor)
                                                                  : expected || legacy;
    if (allowed)
        config->renegotiation = legacy ? RENEGOTIATION_ANY : RENEGOTIATION_BOUND;
}

int64_t endpoint_now(const Scenario *scenario, Actor actor, int connection)
{
    int64_t seconds = 0;
    const char *now = scenario_get(scenario, "now", actor, connection, 1);
    return calendar_parse(&seconds, now ? now : default_now) ? seconds : 0;
}

/* For one handshake. */
static bool set_up(const Setup *setup, Endpoint *endpoint, Actor role)
{
    PeerConfig *config = &endpoint->config;
    *endpoint = (Endpoint){0};
    peer_config_init(config, role);
    config->suite_count = config->group_count = config->signature_scheme_count = config->protocol_count = 0;
    if (!setup_set_offer(setup, config, role) || !setup_set_certificates(setup, endpoint))
        return false;
    set_signature_schemes(setup, config, role);
    set_flags(setup, config, role);
    set_renegotiation(setup, config, role);
    config->now = endpoint_now(setup->scenario, role, setup->connection);
    set_psks(setup, endpoint, role);
    set_names(setup, endpoint, role);
    return set_versions(setup, config, role);
}

/* For all handshakes of the connection, the setup's being the first. */
static bool init(Endpoint *endpoint, Setup *setup, Actor role)
{
    int handshakes = scenario_handshakes(setup->scenario, setup->connection);
    bool good = set_up(setup, endpoint, role);
    for (Endpoint *latest = endpoint; good && setup->handshake++ < handshakes; latest = latest->next) {
        latest->next = memory_new(sizeof *latest->next);
        latest->config.next = &latest->next->config;
        good = set_up(setup, latest->next, role);
    }
    if (!good)
        endpoint_clear(endpoint);
    return good;
}

bool endpoint_init(Endpoint *endpoint, const Scenario *scenario, Credentials *credentials, Actor role, int connection,
                   Diagnostic *diagnostic)
{
    Setup setup = {scenario, credentials, connection, 1, false, diagnostic};
    return init(endpoint, &setup, role);
}

bool endpoint_init_live(Endpoint *endpoint, const Scenario *scenario, Credentials *credentials, Actor role,
                        Diagnostic *diagnostic)
{
    Setup setup = {scenario, credentials, 1, 1, role == ACTOR_SERVER, diagnostic};
    return init(endpoint, &setup, role);
}

void endpoint_clear(Endpoint *endpoint)
{
    if (endpoint->next)
        endpoint_clear(endpoint->next);
    memory_free(endpoint->next);
    arena_clear(&endpoint->texts);
}
