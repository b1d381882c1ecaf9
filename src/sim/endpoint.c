#include "sim/endpoint.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "sim/scenario_value.h"
#include "tls/offer.h"
#include "x509/calendar.h"

const char endpoint_default_host[] = "server.tlsteps.example";
static const char default_groups[] = "x25519,secp256r1,secp384r1,secp521r1,ffdhe2048,ffdhe3072";
static const char default_psk[] = "learner:00112233445566778899aabbccddeeff";
static const char default_now[] = "2026-01-01 12:00:00";

/* What is being set up, for the functions that each set one thing. */
typedef struct Setup {
    const Scenario *scenario;
    Credentials *credentials;
    int connection, handshake;
    bool live_server; /* for clients that are somebody else's */
    Diagnostic *diagnostic;
} Setup;

static const char *get(const Setup *setup, const char *option, Actor actor)
{
    return scenario_get(setup->scenario, option, actor, setup->connection, setup->handshake);
}

static bool flag(const Setup *setup, const char *option, Actor actor)
{
    const char *value = get(setup, option, actor);
    return value && strcmp(value, "yes") == 0;
}

static void set_groups(const Setup *setup, PeerConfig *config, Actor actor)
{
    const char *list = get(setup, "group", actor), *name;
    Buffer item = BUFFER_EMPTY;
    for (int i = 0; (name = value_item(&item, list ? list : default_groups, i)); i++)
        config->groups[config->group_count++] = group_find(name);
    buffer_clear(&item);
}

static bool group_fits(const Group *group, const Suite *suite)
{
    if (!suite_is_ephemeral(suite))
        return true;
    return (suite->key_exchange == KEY_EXCHANGE_DHE) == (group->kind == GROUP_FINITE_FIELD);
}

static bool some_group_fits(const PeerConfig *config, const Suite *suite)
{
    for (int i = 0; i < config->group_count; i++)
        if (group_fits(config->groups[i], suite))
            return true;
    return false;
}

static bool goes_by_psk(const Suite *suite)
{
    return suite_uses_psk(suite);
}

static bool goes_by_certificate(const Suite *suite)
{
    return suite_has_certificate(suite) && !suite_uses_psk(suite);
}

static void add_suites(PeerConfig *config, bool (*wanted)(const Suite *suite))
{
    const Suite *suite;
    for (int i = 0; (suite = suite_at(i)) && config->suite_count < PEER_LIST_MAX; i++)
        if (wanted(suite) && some_group_fits(config, suite))
            config->suites[config->suite_count++] = suite;
}

/* Who sets a pre-shared key wants to see it used. */
static void set_default_suites(PeerConfig *config, bool psk)
{
    if (psk)
        add_suites(config, goes_by_psk);
    add_suites(config, goes_by_certificate);
}

/* The start of a diagnostic about an option in force: where it stands, and its name there. */
static const char *origin(const Setup *setup, const char *option, Actor actor, const char **key)
{
    return scenario_origin(setup->scenario, option, actor, setup->connection, setup->handshake, key);
}

static bool refuse_groups(const Setup *setup, Actor actor, const char *groups, const char *suites)
{
    const char *key, *place = origin(setup, "group", actor, &key);
    return diagnostic_set(setup->diagnostic,
                          "%s%s: %s goes with no suite of %s; DHE suites take a finite field (ffdhe2048, …), ECDHE "
                          "suites a curve (x25519, secp256r1, …)",
                          place, key, groups, suites);
}

/* Groups are set before: that some of them goes with some of the suites is asked only of what somebody named. */
static bool set_suites(const Setup *setup, PeerConfig *config, Actor actor)
{
    const char *list = get(setup, "suite", actor), *groups = get(setup, "group", actor), *name;
    Buffer item = BUFFER_EMPTY;
    bool fits = false;
    for (int i = 0; list && (name = value_item(&item, list, i)); i++) {
        config->suites[config->suite_count++] = suite_find(name);
        fits = fits || some_group_fits(config, config->suites[i]);
    }
    buffer_clear(&item);
    if (!list)
        set_default_suites(config, get(setup, "psk", actor) != NULL);
    return !list || !groups || fits || refuse_groups(setup, actor, groups, list);
}

/* The lists of the other side, or of this one, as far as credentials depend on them. */
static bool set_offer(const Setup *setup, PeerConfig *config, Actor actor)
{
    set_groups(setup, config, actor);
    return set_suites(setup, config, actor);
}

static bool has_suite(const PeerConfig *config, const Suite *suite)
{
    for (int i = 0; i < config->suite_count; i++)
        if (config->suites[i] == suite)
            return true;
    return false;
}

/* What of certificates the suites ask for that both sides list. */
static void count_kinds(const PeerConfig *client, const PeerConfig *server, bool *rsa, bool *ecdsa, bool *none)
{
    for (int i = 0; i < client->suite_count; i++) {
        const Suite *suite = client->suites[i];
        if (!has_suite(server, suite))
            continue;
        if (suite_has_certificate(suite))
            *(suite->authentication == AUTHENTICATION_ECDSA ? ecdsa : rsa) = true;
        else
            *none = true;
    }
}

/* Which kinds of certificate the server needs. */
static bool default_kinds(const Setup *setup, bool *rsa, bool *ecdsa)
{
    PeerConfig client = {0}, server = {0};
    bool none = false;
    *rsa = *ecdsa = setup->live_server;
    if (!set_offer(setup, &client, ACTOR_CLIENT) || !set_offer(setup, &server, ACTOR_SERVER))
        return false;
    if (get(setup, "suite", ACTOR_CLIENT) || get(setup, "suite", ACTOR_SERVER))
        count_kinds(&client, &server, rsa, ecdsa, &none);
    if (!*ecdsa && !none)
        *rsa = true;
    return true;
}

/* The options that name a side's chain and its key. */
typedef struct ChainOptions {
    Actor actor;
    const char *certificate, *key;
    int most; /* chains */
} ChainOptions;
static const ChainOptions server_chain = {ACTOR_SERVER, "certificate", "key", ENDPOINT_CREDENTIALS_MAX};
static const ChainOptions client_chain = {ACTOR_CLIENT, "client-certificate", "client-key", 1};

static bool refuse_key_alone(const Setup *setup, const ChainOptions *options)
{
    const char *key, *place = origin(setup, options->key, options->actor, &key);
    return diagnostic_set(setup->diagnostic, "%s%s: stands alone; a certificate has to be named that it belongs to",
                          place, key);
}

/* A chain by its name or file; `key` may be NULL. */
static bool find_named(const Setup *setup, const ChainOptions *options, const Credential **out, const char *certificate,
                       const char *key)
{
    const char *name;
    Buffer key_option = BUFFER_EMPTY; /* where the certificate was named, its key can be */
    text_append(&key_option, origin(setup, options->certificate, options->actor, &name));
    text_append(&key_option, options->key);
    bool found =
        credentials_chain(setup->credentials, out, certificate, key, text_finish(&key_option), setup->diagnostic);
    buffer_clear(&key_option);
    return found;
}

static bool refuse_count(const Setup *setup, const ChainOptions *options, const char *option, int accepted)
{
    const char *key, *place = origin(setup, option, options->actor, &key);
    return diagnostic_set(setup->diagnostic, "%s%s: accepted here is a list of %d", place, key, accepted);
}

/* Chains and keys of two lists, the first key with the first chain; without keys each chain has its own beside it. */
static bool find_listed(const Setup *setup, const ChainOptions *options, const Credential **out, int *count,
                        const char *chains, const char *keys)
{
    Buffer chain = BUFFER_EMPTY, key = BUFFER_EMPTY;
    int wanted = value_item_count(chains);
    bool good = true;
    if (wanted > options->most)
        return refuse_count(setup, options, options->certificate, options->most);
    if (keys && value_item_count(keys) != wanted)
        return refuse_count(setup, options, options->key, wanted);
    for (*count = 0; good && *count < wanted; *count += good)
        good = find_named(setup, options, &out[*count], value_item(&chain, chains, *count),
                          keys ? value_item(&key, keys, *count) : NULL);
    buffer_clear(&chain);
    buffer_clear(&key);
    return good;
}

/* The chains that a side's options name, if they do. */
static bool find_chosen(const Setup *setup, const ChainOptions *options, const Credential **out, int *count)
{
    const char *certificates = get(setup, options->certificate, options->actor);
    const char *keys = get(setup, options->key, options->actor);
    *count = 0;
    if (certificates)
        return find_listed(setup, options, out, count, certificates, keys);
    return !keys || refuse_key_alone(setup, options);
}

/* What the server has; the client's offer depends on it too. */
static bool find_credentials(const Setup *setup, const Credential *out[ENDPOINT_CREDENTIALS_MAX], int *count)
{
    bool rsa, ecdsa;
    if (!find_chosen(setup, &server_chain, out, count))
        return false;
    if (*count > 0)
        return true;
    if (!default_kinds(setup, &rsa, &ecdsa))
        return false;
    if (rsa && !find_named(setup, &server_chain, &out[(*count)++], "rsa", NULL))
        return false;
    return !ecdsa || find_named(setup, &server_chain, &out[(*count)++], "ecdsa", NULL);
}

static void add_group(PeerConfig *config, const Group *group)
{
    for (int i = 0; i < config->group_count; i++)
        if (config->groups[i] == group)
            return;
    if (group && config->group_count < PEER_LIST_MAX)
        config->groups[config->group_count++] = group;
}

/* RFC 8422 §5.3: the curve of an ECDSA certificate has to be one that the client listed. */
static void add_certificate_curves(PeerConfig *config, const Credential *const *credentials, int count)
{
    for (int i = 0; i < count; i++)
        if (credentials[i]->key->kind == KEY_EC && credentials[i]->key->curve->name)
            add_group(config, group_find(credentials[i]->key->curve->name));
}

static void set_signature_schemes(const Setup *setup, PeerConfig *config, Actor actor)
{
    const char *list = get(setup, "signature-algorithms", actor), *name;
    const SignatureScheme *scheme;
    Buffer item = BUFFER_EMPTY;
    for (int i = 0; list && (name = value_item(&item, list, i)); i++)
        config->signature_schemes[config->signature_scheme_count++] = signature_scheme_find(name);
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
    const char *list = get(setup, "psk", actor), *text;
    Buffer item = BUFFER_EMPTY;
    if (!list && has_psk_suite(config))
        list = default_psk;
    for (int i = 0; list && (text = value_item(&item, list, i)); i++)
        read_psk(&endpoint->texts, &endpoint->psks[config->psk_count++], text);
    buffer_clear(&item);
    config->psks = endpoint->psks;
    if (actor == ACTOR_SERVER)
        config->psk_hint = arena_copy_text(&endpoint->texts, get(setup, "psk-hint", actor));
}

static void set_names(const Setup *setup, Endpoint *endpoint, Actor actor)
{
    PeerConfig *config = &endpoint->config;
    const char *host = get(setup, "server-name", actor), *protocols = get(setup, "alpn", actor), *name;
    Buffer item = BUFFER_EMPTY;
    if (!host && actor == ACTOR_CLIENT)
        host = endpoint_default_host;
    config->server_name = arena_copy_text(&endpoint->texts, host);
    for (int i = 0; protocols && (name = value_item(&item, protocols, i)); i++)
        config->protocols[config->protocol_count++] = arena_copy_text(&endpoint->texts, name);
    buffer_clear(&item);
}

static bool refuse_suites(const Setup *setup, Actor actor, const char *version)
{
    const char *key, *place = origin(setup, "suite", actor, &key);
    return diagnostic_set(
        setup->diagnostic,
        "%s%s: none of these suites may be offered for version %s; AEAD suites and those with a MAC of "
        "SHA256 or SHA384 came with 1.2, names that end in CBC_SHA are older",
        place, key, version);
}

/* A client has to be left with something to offer. */
static bool set_versions(const Setup *setup, PeerConfig *config, Actor actor)
{
    const char *list = get(setup, "version", actor);
    if (!list || !value_versions(&config->version_min, &config->version_max, list) || actor != ACTOR_CLIENT)
        return true;
    for (int i = 0; i < config->suite_count; i++)
        if (offer_may_have(config, config->suites[i]))
            return true;
    return refuse_suites(setup, actor, version_name(config->version_max));
}

static void set_flags(const Setup *setup, PeerConfig *config, Actor actor)
{
    const char *record_size = get(setup, "record-size", actor), *lifetime = get(setup, "session-lifetime", actor);
    uint64_t size, seconds;
    config->fallback_scsv = flag(setup, "fallback-scsv", ACTOR_CLIENT);
    config->ssl2_hello = flag(setup, "ssl2-hello", ACTOR_CLIENT);
    if (record_size && value_number(&size, record_size, 1, 16384))
        config->record_size = (size_t)size;
    if (lifetime && value_number(&seconds, lifetime, 0, SESSION_LIFETIME_MAX))
        config->session_lifetime = (uint32_t)seconds;
    config->renew_tickets = flag(setup, "renew-ticket", actor);
    config->extended_master_secret = !flag(setup, "no-extended-master-secret", actor);
    config->encrypt_then_mac = !flag(setup, "no-encrypt-then-mac", actor);
    config->renegotiation_info = !flag(setup, "no-renegotiation-info", actor);
}

static void set_renegotiation(const Setup *setup, PeerConfig *config, Actor actor)
{
    bool legacy = flag(setup, "legacy-renegotiation", actor);
    bool expected = scenario_handshakes(setup->scenario, setup->connection) > 1;
    bool allowed =
        get(setup, "allow-renegotiation", actor) ? flag(setup, "allow-renegotiation", actor) : expected || legacy;
    if (allowed)
        config->renegotiation = legacy ? RENEGOTIATION_ANY : RENEGOTIATION_BOUND;
}

int64_t endpoint_now(const Scenario *scenario, Actor actor, int connection)
{
    int64_t seconds = 0;
    const char *now = scenario_get(scenario, "now", actor, connection, 1);
    return calendar_parse(&seconds, now ? now : default_now) ? seconds : 0;
}

/* Whether the server wants to know who the client is. */
static void set_request(const Setup *setup, PeerConfig *config)
{
    config->client_certificate = flag(setup, "require-client-certificate", ACTOR_SERVER) ? CLIENT_CERTIFICATE_REQUIRED
                                 : flag(setup, "request-client-certificate", ACTOR_SERVER)
                                     ? CLIENT_CERTIFICATE_REQUESTED
                                     : CLIENT_CERTIFICATE_NONE;
    config->no_certificate_authorities = flag(setup, "no-certificate-authorities", ACTOR_SERVER);
}

/* What the other side's certificates are held against, and what goes with the own ones. */
static bool set_statuses(const Setup *setup, Endpoint *endpoint)
{
    PeerConfig *config = &endpoint->config;
    const char *crl = get(setup, "crl", config->role), *staple = get(setup, "staple", ACTOR_SERVER);
    Bytes response = BYTES_EMPTY;
    if (crl && !credentials_crls(setup->credentials, &config->crls, crl, setup->diagnostic))
        return false;
    if (config->role == ACTOR_CLIENT) {
        config->require_status = flag(setup, "require-status", ACTOR_CLIENT);
        config->status_request = config->require_status || flag(setup, "status-request", ACTOR_CLIENT);
        return true;
    }
    if (staple && !credentials_response(setup->credentials, &response, staple, setup->diagnostic))
        return false;
    for (int i = 0; i < config->credential_count; i++)
        endpoint->credentials[i].ocsp_response = response;
    return true;
}

static bool set_certificates(const Setup *setup, Endpoint *endpoint)
{
    PeerConfig *config = &endpoint->config;
    const Credential *credentials[ENDPOINT_CREDENTIALS_MAX];
    int count;
    if (!find_credentials(setup, credentials, &count))
        return false;
    if (config->role == ACTOR_CLIENT) {
        add_certificate_curves(config, credentials, count);
        if (!find_chosen(setup, &client_chain, &credentials[0], &count))
            return false;
        /* And its own, for a server that is shown it: OpenSSL's refuses a curve that the client did not list. */
        add_certificate_curves(config, credentials, count);
    } else {
        set_request(setup, config);
    }
    for (int i = 0; i < count; i++)
        endpoint->credentials[i] = *credentials[i];
    config->credentials = endpoint->credentials;
    config->credential_count = count;
    return set_statuses(setup, endpoint) && credentials_roots(setup->credentials, &config->trusted,
                                                              get(setup, "trust", config->role), setup->diagnostic);
}

/* For one handshake. */
static bool set_up(const Setup *setup, Endpoint *endpoint, Actor role)
{
    PeerConfig *config = &endpoint->config;
    *endpoint = (Endpoint){0};
    peer_config_init(config, role);
    config->suite_count = config->group_count = config->signature_scheme_count = config->protocol_count = 0;
    if (!set_offer(setup, config, role) || !set_certificates(setup, endpoint))
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
