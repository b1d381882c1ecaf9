#include "sim/run/endpoint.h"

#include "base/memory.h"
#include "sim/run/endpoint_setup.h"
#include "sim/scenario/scenario_value.h"
#include "tls/handshake/offer.h"

static const char default_host[] = "server.tlsteps.example";
static const char default_psk[] = "learner:00112233445566778899aabbccddeeff";
#define DEFAULT_NOW INT64_C(1767268800) /* 2026-01-01 12:00:00 */

const char *setup_get(const Setup *setup, ScenarioId option, Actor actor)
{
    return scenario_get(setup->scenario, option, actor, setup->connection, setup->handshake);
}

bool setup_flag(const Setup *setup, ScenarioId option, Actor actor)
{
    return scenario_flag(setup->scenario, option, actor, setup->connection, setup->handshake);
}

uint64_t setup_number(const Setup *setup, ScenarioId option, Actor actor, uint64_t unset)
{
    return scenario_number(setup->scenario, option, actor, setup->connection, setup->handshake, unset);
}

const char *setup_origin(const Setup *setup, ScenarioId option, Actor actor, const char **key)
{
    return scenario_origin(setup->scenario, option, actor, setup->connection, setup->handshake, key);
}

static void set_signature_schemes(const Setup *setup, PeerConfig *config, Actor actor)
{
    const char *list = setup_get(setup, SCENARIO_SIGNATURE_ALGORITHMS, actor),
               *of_certificates = setup_get(setup, SCENARIO_SIGNATURE_ALGORITHMS_CERT, actor), *name;
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
    const char *list = setup_get(setup, SCENARIO_PSK, actor), *text;
    Buffer item = BUFFER_EMPTY;
    if (!list && has_psk_suite(config))
        list = default_psk;
    for (int i = 0; list && (text = value_item(&item, list, i)); i++)
        read_psk(&endpoint->texts, &endpoint->psks[config->psk_count++], text);
    buffer_clear(&item);
    config->psks = endpoint->psks;
    if (actor == ACTOR_SERVER)
        config->server.psk_hint = arena_copy_text(&endpoint->texts, setup_get(setup, SCENARIO_PSK_HINT, actor));
}

static void set_names(const Setup *setup, Endpoint *endpoint, Actor actor)
{
    PeerConfig *config = &endpoint->config;
    const char *host = setup_get(setup, SCENARIO_SERVER_NAME, actor),
               *protocols = setup_get(setup, SCENARIO_ALPN, actor), *name;
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
    const char *key, *place = setup_origin(setup, SCENARIO_SUITE, actor, &key);
    return diagnostic_set(
        setup->diagnostic,
        "%s%s: none of these suites may be offered for version %s; AEAD suites came with 1.2, and without a "
        "pre-shared key those with a MAC of SHA256 or SHA384; names that end in CBC_SHA are older",
        place, key, version);
}

/* A client has to be left with something to offer. */
static bool set_versions(const Setup *setup, PeerConfig *config, Actor actor)
{
    const SettingValue *value =
        scenario_value(setup->scenario, SCENARIO_VERSION, SETTING_VERSIONS, actor, setup->connection, setup->handshake);
    if (value) {
        config->version_min = value->versions.min;
        config->version_max = value->versions.max;
    }
    if (!value || actor != ACTOR_CLIENT)
        return true;
    for (int i = 0; i < config->suite_count; i++)
        if (offer_may_have(config, config->suites[i]))
            return true;
    return refuse_suites(setup, actor, version_name(config->version_max));
}

static void set_flags(const Setup *setup, PeerConfig *config, Actor actor)
{
    config->client.fallback_scsv = setup_flag(setup, SCENARIO_FALLBACK_SCSV, ACTOR_CLIENT);
    config->downgrade_sentinel = !setup_flag(setup, SCENARIO_NO_DOWNGRADE_SENTINEL, actor);
    config->client.ssl2_hello = setup_flag(setup, SCENARIO_SSL2_HELLO, ACTOR_CLIENT);
    config->record_size = (size_t)setup_number(setup, SCENARIO_RECORD_SIZE, actor, config->record_size);
    config->server.session_lifetime =
        (uint32_t)setup_number(setup, SCENARIO_SESSION_LIFETIME, actor, config->server.session_lifetime);
    config->server.renew_tickets = setup_flag(setup, SCENARIO_RENEW_TICKET, actor);
    config->extensions.has_extended_master_secret = !setup_flag(setup, SCENARIO_NO_EXTENDED_MASTER_SECRET, actor);
    config->extensions.has_encrypt_then_mac = !setup_flag(setup, SCENARIO_NO_ENCRYPT_THEN_MAC, actor);
    config->extensions.has_renegotiation_info = !setup_flag(setup, SCENARIO_NO_RENEGOTIATION_INFO, actor);
}

static void set_renegotiation(const Setup *setup, PeerConfig *config, Actor actor)
{
    bool legacy = setup_flag(setup, SCENARIO_LEGACY_RENEGOTIATION, actor);
    bool expected = scenario_handshakes(setup->scenario, setup->connection) > 1;
    bool allowed = setup_get(setup, SCENARIO_ALLOW_RENEGOTIATION, actor)
                       ? setup_flag(setup, SCENARIO_ALLOW_RENEGOTIATION, actor)
                       : expected || legacy;
    if (allowed)
        config->renegotiation = legacy ? RENEGOTIATION_ANY : RENEGOTIATION_BOUND;
}

int64_t endpoint_now(const Scenario *scenario, Actor actor, int connection)
{
    const SettingValue *value = scenario_value(scenario, SCENARIO_NOW, SETTING_TIME, actor, connection, 1);
    return value ? value->seconds : DEFAULT_NOW;
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
