/* The certificates of a side, whom it trusts, and what is said on their revocation. */
#include <string.h>

#include "base/text.h"
#include "sim/run/endpoint_setup.h"
#include "sim/scenario/scenario_value.h"

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
    if (!setup_set_offer(setup, &client, ACTOR_CLIENT) || !setup_set_offer(setup, &server, ACTOR_SERVER))
        return false;
    if (setup_get(setup, SCENARIO_SUITE, ACTOR_CLIENT) || setup_get(setup, SCENARIO_SUITE, ACTOR_SERVER))
        count_kinds(&client, &server, rsa, ecdsa, &none);
    if (!*ecdsa && !none)
        *rsa = true;
    return true;
}

/* The options that name a side's chain and its key. */
typedef struct ChainOptions {
    Actor actor;
    ScenarioId certificate, key;
    int most; /* chains */
} ChainOptions;
static const ChainOptions server_chain = {ACTOR_SERVER, SCENARIO_CERTIFICATE, SCENARIO_KEY, ENDPOINT_CREDENTIALS_MAX};
static const ChainOptions client_chain = {ACTOR_CLIENT, SCENARIO_CLIENT_CERTIFICATE, SCENARIO_CLIENT_KEY, 1};

static bool refuse_key_alone(const Setup *setup, const ChainOptions *options)
{
    const char *key, *place = setup_origin(setup, options->key, options->actor, &key);
    return diagnostic_set(setup->diagnostic, "%s%s: stands alone; a certificate has to be named that it belongs to",
                          place, key);
}

/* A chain by its name or file; `key` may be NULL. */
static bool find_named(const Setup *setup, const ChainOptions *options, const Credential **out, const char *certificate,
                       const char *key)
{
    const char *name;
    Buffer key_option = BUFFER_EMPTY; /* where the certificate was named, its key can be */
    text_append(&key_option, setup_origin(setup, options->certificate, options->actor, &name));
    text_append(&key_option, scenario_option_at((int)options->key)->name);
    bool unchecked = setup_flag(setup, SCENARIO_UNCHECKED, options->actor);
    bool found = credentials_chain(setup->credentials, out, certificate, key, text_finish(&key_option), unchecked,
                                   setup->diagnostic);
    buffer_clear(&key_option);
    return found;
}

static bool refuse_count(const Setup *setup, const ChainOptions *options, ScenarioId option, int accepted)
{
    const char *key, *place = setup_origin(setup, option, options->actor, &key);
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
    const char *certificates = setup_get(setup, options->certificate, options->actor);
    const char *keys = setup_get(setup, options->key, options->actor);
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

/* Whether the server wants to know who the client is. */
static void set_request(const Setup *setup, PeerConfig *config)
{
    config->server.client_certificate =
        setup_flag(setup, SCENARIO_REQUIRE_CLIENT_CERTIFICATE, ACTOR_SERVER)   ? CLIENT_CERTIFICATE_REQUIRED
        : setup_flag(setup, SCENARIO_REQUEST_CLIENT_CERTIFICATE, ACTOR_SERVER) ? CLIENT_CERTIFICATE_REQUESTED
                                                                               : CLIENT_CERTIFICATE_NONE;
    config->server.no_certificate_authorities = setup_flag(setup, SCENARIO_NO_CERTIFICATE_AUTHORITIES, ACTOR_SERVER);
}

/* Responses by the places of a list, whose length was checked. */
static bool find_responses(const Setup *setup, Credential *out, const char *list)
{
    Buffer item = BUFFER_EMPTY;
    const char *name;
    bool good = true;
    for (int i = 0; good && (name = value_item(&item, list, i)); i++)
        if (strcmp(name, value_no_staple) != 0) {
            good = credentials_response(setup->credentials, &out->ocsp_responses[i], name, setup->diagnostic);
            out->ocsp_count = i + 1;
        }
    buffer_clear(&item);
    return good;
}

/* What the other side's certificates are held against, and what goes with the own ones. */
static bool set_statuses(const Setup *setup, Endpoint *endpoint)
{
    PeerConfig *config = &endpoint->config;
    const char *crl = setup_get(setup, SCENARIO_CRL, config->role),
               *staples = setup_get(setup, SCENARIO_STAPLE, ACTOR_SERVER);
    Credential stapled = {.ocsp_count = 0};
    if (crl && !credentials_crls(setup->credentials, &config->crls, crl, setup->diagnostic))
        return false;
    if (config->role == ACTOR_CLIENT) {
        config->client.require_status = setup_flag(setup, SCENARIO_REQUIRE_STATUS, ACTOR_CLIENT);
        config->extensions.has_status_request_v2 = setup_flag(setup, SCENARIO_STATUS_REQUEST_V2, ACTOR_CLIENT);
        config->extensions.has_status_request =
            setup_flag(setup, SCENARIO_STATUS_REQUEST, ACTOR_CLIENT) ||
            (config->client.require_status && !config->extensions.has_status_request_v2);
        return true;
    }
    if (staples && !find_responses(setup, &stapled, staples))
        return false;
    for (int i = 0; i < config->credential_count; i++) {
        memcpy(endpoint->credentials[i].ocsp_responses, stapled.ocsp_responses, sizeof stapled.ocsp_responses);
        endpoint->credentials[i].ocsp_count = stapled.ocsp_count;
    }
    return true;
}

static bool set_trust(const Setup *setup, PeerConfig *config)
{
    const TrustFile *trust;
    if (!credentials_trust(setup->credentials, &trust, setup_get(setup, SCENARIO_TRUST, config->role),
                           setup->diagnostic))
        return false;
    config->trusted = &trust->roots;
    config->trust_left_out = trust->left_out;
    config->trust_left_out_count = trust->left_out_count;
    return true;
}

bool setup_set_certificates(const Setup *setup, Endpoint *endpoint)
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
    config->path_max = (int)setup_number(setup, SCENARIO_MAX_CHAIN, config->role, (uint64_t)config->path_max);
    return set_statuses(setup, endpoint) && set_trust(setup, config);
}
