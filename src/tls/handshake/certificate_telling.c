#include "tls/handshake/certificate_telling.h"

#include "base/text.h"
#include "tls/telling/message_telling.h"
#include "x509/certificate/distinguished_name.h"

/* What the values of one side's chain and key are called. */
typedef struct CertificateFacts {
    FactId certificate, subject, issuer, rsa_modulus, rsa_exponent, ec_group, ec_public;
    FactId rsa_private_exponent, rsa_prime_1, rsa_prime_2, key_modulus, ec_private;
    FactId signature, signature_scheme, signature_nonce, signature_salt, signed_data;
} CertificateFacts;

static const CertificateFacts *facts_of(Actor owner)
{
#define CERTIFICATE_FACTS(SIDE)                                                                                        \
    .certificate = FACT_##SIDE##_CERTIFICATE, .subject = FACT_##SIDE##_CERTIFICATE_SUBJECT,                            \
    .issuer = FACT_##SIDE##_CERTIFICATE_ISSUER, .rsa_modulus = FACT_##SIDE##_CERTIFICATE_RSA_MODULUS,                  \
    .rsa_exponent = FACT_##SIDE##_CERTIFICATE_RSA_EXPONENT, .ec_group = FACT_##SIDE##_CERTIFICATE_EC_GROUP,            \
    .ec_public = FACT_##SIDE##_CERTIFICATE_EC_PUBLIC, .rsa_private_exponent = FACT_##SIDE##_RSA_PRIVATE_EXPONENT,      \
    .rsa_prime_1 = FACT_##SIDE##_RSA_PRIME_1, .rsa_prime_2 = FACT_##SIDE##_RSA_PRIME_2,                                \
    .ec_private = FACT_##SIDE##_EC_PRIVATE, .signature = FACT_##SIDE##_SIGNATURE
    static const CertificateFacts server = {CERTIFICATE_FACTS(SERVER),
                                            .signature_scheme = FACT_SIGNATURE_SCHEME,
                                            .signature_nonce = FACT_SIGNATURE_NONCE,
                                            .signature_salt = FACT_SIGNATURE_SALT,
                                            .signed_data = FACT_SIGNED_PARAMETERS,
                                            .key_modulus = FACT_SERVER_CERTIFICATE_RSA_MODULUS};
    /* A client may show the certificate of somebody else, so that its own key has another modulus. */
    static const CertificateFacts client = {CERTIFICATE_FACTS(CLIENT),
                                            .signature_scheme = FACT_CLIENT_SIGNATURE_SCHEME,
                                            .signature_nonce = FACT_CLIENT_SIGNATURE_NONCE,
                                            .signature_salt = FACT_CLIENT_SIGNATURE_SALT,
                                            .signed_data = FACT_SIGNED_MESSAGES,
                                            .key_modulus = FACT_CLIENT_RSA_MODULUS};
#undef CERTIFICATE_FACTS
    return owner == ACTOR_CLIENT ? &client : &server;
}

static void tell_name(Telling *telling, FactId fact, DerivationId how, int index, Bytes name)
{
    Buffer text = BUFFER_EMPTY;
    distinguished_name_append(&text, name);
    telling_buffer(telling, fact, how, &text)->fact.index = index;
}

static void tell_public_key(Telling *telling, const CertificateFacts *facts, DerivationId how, int index,
                            const PublicKey *key)
{
    if (key_kind_is_rsa(key->kind)) {
        telling_number(telling, facts->rsa_modulus, how, key->rsa.n)->fact.index = index;
        telling_number(telling, facts->rsa_exponent, how, key->rsa.e)->fact.index = index;
    } else if (key->kind == KEY_EC) {
        Buffer point = BUFFER_EMPTY;
        curve_point_append(&point, key->curve, &key->point);
        telling_text(telling, facts->ec_group, how, key->curve->name)->fact.index = index;
        telling_buffer(telling, facts->ec_public, how, &point)->fact.index = index;
    }
}

void certificate_tell_unread(Telling *telling, Actor owner, DerivationId how, int index, Bytes der)
{
    telling_bytes(telling, facts_of(owner)->certificate, how, der)->fact.index = index;
}

void certificate_tell(Telling *telling, Actor owner, DerivationId how, int index, const Certificate *certificate)
{
    const CertificateFacts *facts = facts_of(owner);
    certificate_tell_unread(telling, owner, how, index, certificate->der);
    tell_name(telling, facts->subject, how, index, certificate->subject);
    tell_name(telling, facts->issuer, how, index, certificate->issuer);
    tell_public_key(telling, facts, how, index, &certificate->key);
}

void certificate_tell_key(Telling *telling, Actor owner, DerivationId how, const PrivateKey *key)
{
    const CertificateFacts *facts = facts_of(owner);
    if (key_kind_is_rsa(key->kind)) {
        if (facts->key_modulus != facts->rsa_modulus)
            telling_number(telling, facts->key_modulus, how, key->rsa.n);
        telling_number(telling, facts->rsa_private_exponent, how, key->rsa.d);
        telling_number(telling, facts->rsa_prime_1, how, key->rsa.p);
        telling_number(telling, facts->rsa_prime_2, how, key->rsa.q);
    } else if (key->kind == KEY_EC) {
        telling_number(telling, facts->ec_private, how, key->d);
    }
}

/* Without it the signature could not be computed again. False for PKCS #1 v1.5, which draws nothing. */
static bool tell_drawn(Telling *telling, FactId fact, const PrivateKey *key, const SignatureScheme *scheme, Bytes data,
                       Bytes signature)
{
    Buffer drawn = BUFFER_EMPTY;
    signature_recover_drawn(&drawn, scheme, key, data, signature);
    bool draws = drawn.size > 0;
    if (draws)
        telling_buffer(telling, fact, DERIVATION_RANDOM, &drawn);
    return draws;
}

void certificate_tell_signature(Telling *telling, Actor owner, const PrivateKey *key, const SignatureScheme *scheme,
                                Bytes data, Bytes signature)
{
    const CertificateFacts *facts = facts_of(owner);
    bool rsa = scheme->kind != SIGNATURE_ECDSA;
    FactId drawn = rsa ? facts->signature_salt : facts->signature_nonce;
    bool draws = tell_drawn(telling, drawn, key, scheme, data, signature);
    Learned *made = telling_bytes(telling, facts->signature, DERIVATION_SIGN, signature);
    made->how.hash = hash_name(scheme->hash);
    made->how.group = key->kind == KEY_EC ? key->curve->name : NULL;
    learned_from(made, facts->signature_scheme);
    learned_from(made, rsa ? facts->rsa_private_exponent : facts->ec_private);
    if (rsa)
        learned_from(made, facts->key_modulus);
    learned_from(made, facts->signed_data);
    if (draws)
        learned_from(made, drawn);
}

void certificate_tell_credential(const Teller *teller, const Credential *credential)
{
    Telling telling;
    if (!telling_begin(&telling, teller, teller->actor == ACTOR_CLIENT ? EVENT_CLIENT_KEY : EVENT_SERVER_KEY))
        return;
    for (size_t i = 0; i < credential->chain->count && i < CERTIFICATES_MAX; i++)
        certificate_tell(&telling, teller->actor, DERIVATION_CONFIGURED, (int)i, credential->chain->items[i]);
    certificate_tell_key(&telling, teller->actor, DERIVATION_CONFIGURED, credential->key);
    certificate_tell_responses(&telling, DERIVATION_CONFIGURED, credential->ocsp_responses, credential->ocsp_count);
    telling_end(&telling);
}

void certificate_tell_left_out(const Teller *teller, const PeerConfig *config)
{
    enum { TOLD = 16 }; /* of a file that is none of certificates there may be very many */
    Telling telling;
    int count = config->trust_left_out_count;
    if (count == 0 || !telling_begin(&telling, teller, EVENT_TRUST_FILE))
        return;
    telling_decimal(&telling, FACT_TRUST_LEFT_OUT_COUNT, DERIVATION_CONFIGURED, (uint64_t)count);
    for (int i = 0; i < count && i < TOLD; i++)
        telling_text(&telling, FACT_TRUST_LEFT_OUT, DERIVATION_CONFIGURED, config->trust_left_out[i])->fact.index = i;
    telling_end(&telling);
}

/* A server is also told that there is none. */
static EventId event_of_received(const Handshake *handshake, const CertificateMessage *chain)
{
    if (handshake->config->role == ACTOR_CLIENT)
        return handshake->chain.count > 0 ? EVENT_RECEIVE_CERTIFICATE : EVENT_RECEIVE_UNREADABLE_CERTIFICATE;
    return chain->count > 0 ? EVENT_RECEIVE_CLIENT_CERTIFICATE : EVENT_RECEIVE_EMPTY_CERTIFICATE;
}

void certificate_tell_received(const Handshake *handshake, const MessageView *message, const CertificateMessage *chain)
{
    Actor owner = handshake->config->role == ACTOR_CLIENT ? ACTOR_SERVER : ACTOR_CLIENT;
    Telling telling;
    if (!telling_begin_received(&telling, handshake->teller, event_of_received(handshake, chain), message,
                                handshake->agreement))
        return;
    /* A certificate that cannot be read is told as its bytes alone. */
    for (int i = 0; i < chain->count; i++)
        if ((size_t)i < handshake->chain.count)
            certificate_tell(&telling, owner, DERIVATION_READ, i, handshake->chain.items[i]);
        else
            certificate_tell_unread(&telling, owner, DERIVATION_READ, i, chain->certificates[i]);
    telling_end(&telling);
}

static void append_counted(Buffer *out, uint64_t count)
{
    text_append(out, "certificates in DER: ");
    text_append_decimal(out, count);
}

static void describe_read(const CertificateList *chain, Buffer *expected, Buffer *found)
{
    append_counted(expected, chain->count);
    append_counted(found, chain->count);
    for (size_t i = 0; i < chain->count; i++) {
        Buffer remarks = BUFFER_EMPTY;
        certificate_append_remarks(&remarks, chain->items[i]);
        if (remarks.size) {
            text_append(found, "; ");
            distinguished_name_append_short(found, chain->items[i]->subject);
            text_append(found, ", ");
            buffer_append(found, buffer_bytes(&remarks));
        }
        buffer_clear(&remarks);
    }
}

static void describe_refused(Bytes der, int index, Buffer *expected, Buffer *found)
{
    Certificate *none;
    Refusal refusal = {0};
    if (certificate_decode_or_refuse(&none, der, &refusal)) {
        certificate_append_place(expected, index);
        buffer_append(expected, buffer_bytes(&refusal.accepted));
        refusal_append_found(found, &refusal);
    }
    refusal_clear(&refusal);
}

void certificate_tell_form(const Teller *teller, const CertificateMessage *chain, const CertificateList *read,
                           Error error)
{
    Buffer expected = BUFFER_EMPTY, found = BUFFER_EMPTY;
    bool refused = error != ERROR_NONE && read->count < (size_t)chain->count;
    const Flaw none = {.rule = RULE_CERTIFICATES_SOME};
    if (!teller->observer)
        return;
    if (refused) {
        describe_refused(chain->certificates[read->count], (int)read->count, &expected, &found);
    } else if (chain->count == 0) {
        flaw_append_accepted(&expected, &none, BYTES_EMPTY);
        flaw_append_found(&found, &none, BYTES_EMPTY);
    } else {
        describe_read(read, &expected, &found);
    }
    Compared compared = compared_text(text_finish(&expected), text_finish(&found));
    compared.index = refused ? (int)read->count : -1;
    telling_check(teller, EVENT_CHECK_CERTIFICATE_FORM, error, compared);
    buffer_clear(&expected);
    buffer_clear(&found);
}

void certificate_tell_responses(Telling *telling, DerivationId how, const Bytes *responses, int count)
{
    for (int i = 0; i < count; i++)
        if (responses[i].size > 0)
            telling_bytes(telling, i ? FACT_OCSP_RESPONSE_OF_AUTHORITY : FACT_OCSP_RESPONSE, how, responses[i])
                ->fact.index = i;
}

void certificate_tell_status(Handshake *handshake, const MessageView *message, const CertificateStatus *status)
{
    Telling telling;
    if (!telling_begin_received(&telling, handshake->teller, EVENT_RECEIVE_CERTIFICATE_STATUS, message,
                                handshake->agreement))
        return;
    certificate_tell_responses(&telling, DERIVATION_READ, status->responses, status->count);
    telling_end(&telling);
}
