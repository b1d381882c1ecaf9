#include "sim/eavesdropper/eavesdropper_remember.h"

#include <string.h>

/* Longer primes than anybody uses are not computed with. */
enum { FIELD_BITS_MAX = 8192 };

static void use_field(HeardHandshake *heard, const ServerKeyExchange *exchange)
{
    KeyShare *share = &heard->share;
    if (share->field || exchange->dh_p.size > FIELD_BITS_MAX / 8)
        return;
    key_share_use_field(share, exchange->dh_p, exchange->dh_g);
    heard->has_share = mpz_cmp_ui(share->field->p, 3) > 0;
}

/* The named group with the curve's numbers, or NULL. */
static const Group *recognise_curve(const Curve *curve)
{
    const Group *group;
    for (int i = 0; (group = group_at(i)); i++) {
        const Curve *known = group_curve(group);
        if (known && mpz_cmp(known->p, curve->p) == 0 && mpz_cmp(known->a, curve->a) == 0 &&
            mpz_cmp(known->b, curve->b) == 0 && point_equal(&known->g, &curve->g))
            return group;
    }
    return NULL;
}

/* RFC 4492 §5.4: the numbers of the curve itself. */
static void use_explicit_curve(HeardHandshake *heard, const ExplicitCurve *explicit)
{
    Curve *curve = &heard->curve;
    number_from_bytes(curve->p, explicit->p);
    number_from_bytes(curve->a, explicit->a);
    number_from_bytes(curve->b, explicit->b);
    number_from_bytes(curve->n, explicit->order);
    number_from_bytes(curve->h, explicit->cofactor);
    if (mpz_cmp_ui(curve->p, 3) <= 0 || curve_point_decode(&curve->g, curve, explicit->base) || curve_check(curve))
        return;
    heard->share.curve = curve;
    heard->share.group = recognise_curve(curve);
    heard->has_share = true;
}

/* The group and the server's public value. */
static void take_server_exchange(HeardHandshake *heard, const ServerKeyExchange *exchange)
{
    enum { CURVE_EXPLICIT_PRIME = 1, CURVE_NAMED = 3 };
    bool field = heard->suite->key_exchange == KEY_EXCHANGE_DHE;
    const Group *group = group_by_id(exchange->named_curve);
    /* A handshake has one such message: the numbers of a second would mix with those of the first. */
    if (heard->server_public.size > 0)
        return;
    buffer_set(&heard->server_public, field ? exchange->dh_ys : exchange->ec_point);
    if (field) {
        use_field(heard, exchange);
    } else if (exchange->curve_type == CURVE_EXPLICIT_PRIME) {
        use_explicit_curve(heard, &exchange->explicit_curve);
    } else if (exchange->curve_type == CURVE_NAMED && group && group->kind != GROUP_FINITE_FIELD) {
        key_share_use_group(&heard->share, group);
        heard->has_share = true;
    }
}

static void take_client_hello(HeardHandshake *heard, const ClientHello *hello)
{
    heard->offered_extended_master_secret = hello->extensions.has_extended_master_secret;
    heard->offered_encrypt_then_mac = hello->extensions.has_encrypt_then_mac;
    memcpy(heard->client_random, hello->random.data, RANDOM_SIZE);
    buffer_set(&heard->offered_session_id, hello->session_id);
    buffer_set(&heard->offered_ticket, hello->extensions.session_ticket);
}

/* The server takes the challenge for the random, behind zeros where it is shorter (RFC 5246 §E.2). */
static void take_ssl2_hello(HeardHandshake *heard, const Ssl2Hello *hello)
{
    Bytes challenge = hello->challenge;
    if (challenge.size <= RANDOM_SIZE && challenge.size > 0)
        memcpy(heard->client_random + RANDOM_SIZE - challenge.size, challenge.data, challenge.size);
}

static void take_server_hello(HeardHandshake *heard, const ServerHello *hello)
{
    const Extensions *extensions = &hello->extensions;
    heard->suite = suite_by_id(hello->cipher_suite);
    heard->version = hello->version;
    memcpy(heard->server_random, hello->random.data, RANDOM_SIZE);
    buffer_set(&heard->session_id, hello->session_id);
    heard->extended_master_secret = heard->offered_extended_master_secret && extensions->has_extended_master_secret;
    heard->encrypt_then_mac = heard->offered_encrypt_then_mac && extensions->has_encrypt_then_mac;
    if (heard->suite) {
        transcript_use_hash(&heard->transcript, suite_prf_hash(heard->suite, hello->version));
        transcript_release(&heard->transcript);
    }
}

/* A chain whose first certificate cannot be read gives its next one here, which no server's key fits. */
static void take_server_key(EavesdropperState *state, const PublicKey *key)
{
    state->heard.server_modulus_bits = key->kind == KEY_RSA ? mpz_sizeinbase(key->rsa.n, 2) : 0;
    for (int i = 0; i < state->config.server_key_count; i++)
        if (private_key_matches(state->config.server_keys[i], key))
            state->heard.server_key = state->config.server_keys[i];
}

/* The first that can be read. */
static void take_server_chain(EavesdropperState *state, const CertificateList *chain)
{
    for (size_t i = 0; i < chain->count; i++)
        if (chain->items[i]) {
            take_server_key(state, &chain->items[i]->key);
            return;
        }
}

static const Psk *stolen_psk(const EavesdropperConfig *config, Bytes identity)
{
    for (int i = 0; i < config->psk_count; i++)
        if (bytes_equal(config->psks[i].identity, identity))
            return &config->psks[i];
    return NULL;
}

static void take_client_exchange(EavesdropperState *state, const ClientKeyExchange *exchange)
{
    HeardHandshake *heard = &state->heard;
    switch (heard->suite->key_exchange) {
    case KEY_EXCHANGE_RSA:
        buffer_set(&heard->encrypted_pre_master, exchange->encrypted_pre_master_secret);
        break;
    case KEY_EXCHANGE_DHE:
        buffer_set(&heard->client_public, exchange->dh_yc);
        break;
    case KEY_EXCHANGE_ECDHE:
        buffer_set(&heard->client_public, exchange->ec_point);
        break;
    case KEY_EXCHANGE_PSK:
        break;
    }
    if (suite_uses_psk(heard->suite))
        heard->psk = stolen_psk(&state->config, exchange->psk_identity);
}

static void take_message(EavesdropperState *state, const Overheard *overheard)
{
    const Message *decoded = &overheard->decoded;
    switch (decoded->type) {
    case HANDSHAKE_CLIENT_HELLO:
        take_client_hello(&state->heard, &decoded->client_hello);
        break;
    case HANDSHAKE_SERVER_HELLO:
        take_server_hello(&state->heard, &decoded->server_hello);
        break;
    case HANDSHAKE_CERTIFICATE:
        if (overheard->message->sender == ACTOR_SERVER)
            take_server_chain(state, &overheard->chain);
        break;
    case HANDSHAKE_SERVER_KEY_EXCHANGE:
        if (suite_is_ephemeral(state->heard.suite))
            take_server_exchange(&state->heard, &decoded->server_key_exchange);
        break;
    case HANDSHAKE_CLIENT_KEY_EXCHANGE:
        take_client_exchange(state, &decoded->client_key_exchange);
        break;
    default:
        break;
    }
}

static void add_to_transcript(EavesdropperState *state, Bytes message, size_t skipped)
{
    state->place = transcript_next(&state->heard.transcript);
    state->place.skipped = skipped;
    transcript_add(&state->heard.transcript, bytes_slice(message, skipped, message.size));
}

void eavesdropper_remember(EavesdropperState *state, const Overheard *overheard)
{
    state->place = (TranscriptPlace){.number = 0};
    if (overheard->begins)
        heard_handshake_begin(&state->heard);
    if (overheard->in_hash)
        add_to_transcript(state, overheard->message->bytes, overheard->skipped);
    if (overheard->kind == OVERHEARD_HANDSHAKE)
        take_message(state, overheard);
    else if (overheard->kind == OVERHEARD_SSL2_HELLO && overheard->ssl2_read)
        take_ssl2_hello(&state->heard, &overheard->ssl2);
}
