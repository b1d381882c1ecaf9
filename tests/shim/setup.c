#include "tests/shim/setup.h"

#include <string.h>

#include "base/text.h"
#include "net/clock.h"
#include "sim/assets/assets.h"

enum { SESSIONS_KEPT = 16, FILE_SIZE_MAX = 1 << 20 };

void shim_state_draw_anew(ShimState *state, const char *seed, uint64_t number)
{
    Buffer scope = BUFFER_EMPTY;
    text_append(&scope, "c");
    text_append_decimal(&scope, number);
    random_free(state->random);
    state->random = seed ? random_new_seeded(bytes_of_text(seed), text_finish(&scope)) : random_new_system();
    buffer_clear(&scope);
}

void shim_state_init(ShimState *state, const char *seed)
{
    *state = (ShimState){.sessions = session_cache_new(SESSIONS_KEPT), .ticket_keys = {.count = 1}};
    shim_state_draw_anew(state, seed, 0);
    random_fill(state->random, "ticket_key", &state->ticket_keys.keys[0], sizeof state->ticket_keys.keys[0]);
}

void shim_state_clear(ShimState *state)
{
    random_free(state->random);
    session_cache_free(state->sessions);
    session_clear(&state->session);
}

/* What is agreed on. Each returns false where we cannot. */

static bool set_versions(PeerConfig *config, const ShimFlags *flags, Diagnostic *diagnostic)
{
    const bool excluded[] = {flags->no_tls1_0, flags->no_tls1_1, flags->no_tls1_2};
    config->version_min = VERSION_TLS_1_0;
    config->version_max = VERSION_TLS_1_2;
    if (flags->version_max && flags->version_max < VERSION_TLS_1_2)
        config->version_max = (uint16_t)flags->version_max;
    if (flags->version_min > VERSION_TLS_1_0)
        config->version_min = (uint16_t)flags->version_min;
    while (config->version_min <= VERSION_TLS_1_2 && excluded[config->version_min - VERSION_TLS_1_0])
        config->version_min++;
    while (config->version_max >= VERSION_TLS_1_0 && excluded[config->version_max - VERSION_TLS_1_0])
        config->version_max--;
    if (config->version_min <= config->version_max && config->version_min >= VERSION_TLS_1_0)
        return true;
    return diagnostic_set(diagnostic, "no version is left but TLS 1.3");
}

/* "ALL", or names of suites with colons between them. */
static bool set_suites(PeerConfig *config, const ShimFlags *flags, Diagnostic *diagnostic)
{
    char name[128];
    const char *rest = flags->suites;
    if (!rest || strcmp(rest, "ALL") == 0)
        return true;
    config->suite_count = 0;
    for (size_t size; *rest; rest += size + (rest[size] == ':')) {
        size = strcspn(rest, ":");
        const Suite *suite = NULL;
        if (size < sizeof name && config->suite_count < PEER_LIST_MAX) {
            memcpy(name, rest, size);
            name[size] = '\0';
            suite = suite_find(name);
        }
        if (!suite)
            return diagnostic_set(diagnostic, "-cipher %s: not a list of suites that we speak", flags->suites);
        config->suites[config->suite_count++] = suite;
    }
    return true;
}

/* A pre-shared key brings its suites with it, behind the others. */
static void set_psk(ShimSetup *setup, const ShimFlags *flags)
{
    PeerConfig *config = &setup->config;
    const Suite *suite;
    if (!flags->psk)
        return;
    setup->psk = (Psk){bytes_of_text(flags->psk_identity ? flags->psk_identity : ""), bytes_of_text(flags->psk)};
    config->psks = &setup->psk;
    config->psk_count = 1;
    config->server.psk_hint = config->role == ACTOR_SERVER && setup->psk.identity.size ? flags->psk_identity : NULL;
    for (int i = 0; !flags->suites && (suite = suite_at(i)) && config->suite_count < PEER_LIST_MAX; i++)
        if (suite_uses_psk(suite))
            config->suites[config->suite_count++] = suite;
}

static bool set_groups(PeerConfig *config, const ShimNumbers *numbers, Diagnostic *diagnostic)
{
    if (numbers->count)
        config->group_count = 0;
    for (int i = 0; i < numbers->count; i++) {
        const Group *group = group_by_id((uint16_t)numbers->items[i]);
        if (!group)
            return diagnostic_set(diagnostic, "-curves %u: not a group that we speak", (unsigned)numbers->items[i]);
        config->groups[config->group_count++] = group;
    }
    return true;
}

/* Where the runner names no schemes it counts on signatures with any of them being made, and on all but these two being
   verified. */
static bool is_verified_by_default(const SignatureScheme *scheme)
{
    return strcmp(scheme->name, "ecdsa_sha1") != 0 && strcmp(scheme->name, "ecdsa_secp521r1_sha512") != 0;
}

static void add_scheme(PeerConfig *config, const SignatureScheme *scheme)
{
    config->signature_schemes[config->signature_scheme_count++] = scheme;
}

static bool add_schemes(PeerConfig *config, const ShimNumbers *numbers, Diagnostic *diagnostic)
{
    for (int i = 0; i < numbers->count; i++) {
        const SignatureScheme *scheme = signature_scheme_by_id((uint16_t)numbers->items[i]);
        if (!scheme)
            return diagnostic_set(diagnostic, "a signature scheme of number %u is none of ours",
                                  (unsigned)numbers->items[i]);
        add_scheme(config, scheme);
    }
    return true;
}

/* The runner's certificates are signed as they are: BoringSSL leaves that to whoever verifies them. */
static void accept_every_certificate_scheme(PeerConfig *config)
{
    const SignatureScheme *scheme;
    for (int i = 0; (scheme = signature_scheme_at(i)); i++)
        config->certificate_schemes[config->certificate_scheme_count++] = scheme;
}

/* A peer has one list, for what it signs with and for what it verifies. So a server that does not ask for the client's
   certificate can be told what to sign with alone, and a client cannot. */
static bool set_schemes(PeerConfig *config, const ShimFlags *flags, Diagnostic *diagnostic)
{
    bool asks = flags->verify_peer || flags->require_client_certificate;
    bool verifies = flags->server ? asks : true;
    bool signs = flags->server || flags->credentials[0].certificate;
    const SignatureScheme *scheme;
    if (flags->signing_schemes.count && (verifies || flags->credential_count))
        return diagnostic_set(diagnostic, "-signing-prefs: a peer verifies with the same list");
    config->signature_scheme_count = 0;
    if (flags->signing_schemes.count)
        return add_schemes(config, &flags->signing_schemes, diagnostic);
    if (flags->verified_schemes.count) {
        accept_every_certificate_scheme(config);
        return add_schemes(config, &flags->verified_schemes, diagnostic);
    }
    for (int i = 0; (scheme = signature_scheme_at(i)); i++)
        if (is_verified_by_default(scheme) || (signs && !asks))
            add_scheme(config, scheme);
    return true;
}

/* Names with their length in front (RFC 7301 §3.1). */
static bool set_protocols(ShimSetup *setup, const ShimFlags *flags, Diagnostic *diagnostic)
{
    PeerConfig *config = &setup->config;
    Bytes list = bytes_of_text(flags->advertised_protocols ? flags->advertised_protocols : "");
    if (flags->selected_protocol)
        config->protocols[config->protocol_count++] = flags->selected_protocol;
    while (list.size && config->protocol_count < (int)COUNT_OF(config->protocols)) {
        Bytes name = bytes_slice(list, 1, list.data[0]);
        config->protocols[config->protocol_count++] = arena_copy_characters(&setup->texts, name);
        list = bytes_slice(list, 1 + name.size, list.size);
    }
    return list.size == 0 || diagnostic_set(diagnostic, "-advertise-alpn: more names than we offer");
}

/* Who proves what. The status is 0, or that of shim_setup_init. */

static int read_chain(CertificateList *out, const char *path, Diagnostic *diagnostic)
{
    Buffer file = BUFFER_EMPTY;
    if (!assets_read_file(&file, path, FILE_SIZE_MAX, diagnostic))
        return 1;
    Error error = certificate_list_decode(out, NULL, buffer_bytes(&file));
    buffer_clear(&file);
    if (error)
        diagnostic_set(diagnostic, "%s: %s", path, error_sentence(error));
    return error ? 1 : 0;
}

static int read_key(PrivateKey *out, const char *path, Diagnostic *diagnostic)
{
    Buffer file = BUFFER_EMPTY;
    if (!assets_read_file(&file, path, FILE_SIZE_MAX, diagnostic))
        return 1;
    Error error = private_key_decode_file(out, NULL, buffer_bytes(&file));
    buffer_clear(&file);
    if (error)
        diagnostic_set(diagnostic, "%s: %s", path, error_sentence(error));
    return error == ERROR_UNSUPPORTED_KEY ? SHIM_UNIMPLEMENTED : error ? 1 : 0;
}

static int add_credential(ShimSetup *setup, const ShimCredential *from, Diagnostic *diagnostic)
{
    if (!from->certificate || !from->key)
        return 0;
    int number = setup->config.credential_count++;
    Credential *credential = &setup->credentials[number];
    int status = read_chain(&setup->chains[number], from->certificate, diagnostic);
    if (status == 0)
        status = read_key(&setup->keys[number], from->key, diagnostic);
    *credential = (Credential){.chain = &setup->chains[number], .key = &setup->keys[number]};
    if (status || !from->ocsp_response)
        return status;
    if (!shim_base64_decode(&setup->staples[number], from->ocsp_response)) {
        diagnostic_set(diagnostic, "-ocsp-response: not base64");
        return 1;
    }
    credential->ocsp_responses[0] = buffer_bytes(&setup->staples[number]);
    credential->ocsp_count = 1;
    return 0;
}

/* Those that have a beginning are tried before the one that has none. */
static int set_credentials(ShimSetup *setup, const ShimFlags *flags, Diagnostic *diagnostic)
{
    int status = 0;
    for (int i = 1; status == 0 && i <= flags->credential_count; i++)
        status = add_credential(setup, &flags->credentials[i], diagnostic);
    if (status == 0)
        status = add_credential(setup, &flags->credentials[0], diagnostic);
    if (status == 0 && flags->trusted && flags->trusted[0])
        status = read_chain(&setup->trusted, flags->trusted, diagnostic);
    setup->config.credentials = setup->credentials;
    setup->config.trusted = &setup->trusted;
    return status;
}

static void set_client_certificate(PeerConfig *config, const ShimFlags *flags)
{
    if (flags->verify_peer)
        config->server.client_certificate = CLIENT_CERTIFICATE_REQUESTED;
    else if (flags->require_client_certificate)
        config->server.client_certificate = CLIENT_CERTIFICATE_REQUIRED;
    config->server.no_certificate_authorities = true;
}

static void set_sessions(PeerConfig *config, ShimState *state, const ShimFlags *flags)
{
    config->extensions.has_session_ticket = !flags->no_ticket;
    config->server.renew_tickets = flags->renew_ticket;
    if (config->role == ACTOR_SERVER) {
        config->server.sessions = state->sessions;
        config->server.ticket_keys = flags->no_ticket ? NULL : &state->ticket_keys;
    } else if (state->session.suite) {
        config->client.session = &state->session;
    }
}

/* The runner wants the application protocol to be agreed on once. */
static void set_renegotiation(ShimSetup *setup, const ShimFlags *flags)
{
    setup->config.renegotiation = flags->renegotiates ? RENEGOTIATION_ANY : RENEGOTIATION_NONE;
    setup->later = setup->config;
    setup->later.protocol_count = 0;
}

int shim_setup_init(ShimSetup *setup, ShimState *state, const ShimFlags *flags, Diagnostic *diagnostic)
{
    *setup = (ShimSetup){.texts = {NULL, 0}};
    for (size_t i = 0; i < COUNT_OF(setup->keys); i++)
        private_key_init(&setup->keys[i]);
    PeerConfig *config = &setup->config;
    peer_config_init(config, flags->server ? ACTOR_SERVER : ACTOR_CLIENT);
    set_psk(setup, flags);
    if (!set_versions(config, flags, diagnostic) || !set_suites(config, flags, diagnostic) ||
        !set_groups(config, &flags->groups, diagnostic) || !set_schemes(config, flags, diagnostic) ||
        !set_protocols(setup, flags, diagnostic))
        return SHIM_UNIMPLEMENTED;
    int status = set_credentials(setup, flags, diagnostic);
    if (config->role == ACTOR_SERVER)
        set_client_certificate(config, flags);
    config->client.fallback_scsv = flags->fallback_scsv;
    config->server_name = flags->expected_server_name;
    config->record_size = flags->record_size;
    config->now = flags->now ? (int64_t)flags->now : clock_date() / 1000000;
    config->random = state->random;
    set_sessions(config, state, flags);
    set_renegotiation(setup, flags);
    return status;
}

void shim_setup_clear(ShimSetup *setup)
{
    for (size_t i = 0; i < COUNT_OF(setup->staples); i++) {
        certificate_list_clear(&setup->chains[i]);
        private_key_clear(&setup->keys[i]);
        buffer_clear(&setup->staples[i]);
    }
    certificate_list_clear(&setup->trusted);
    arena_clear(&setup->texts);
}
