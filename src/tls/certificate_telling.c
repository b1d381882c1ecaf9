#include "tls/certificate_telling.h"

#include "tls/message_telling.h"
#include "x509/distinguished_name.h"

static void tell_name(Telling *telling, FactId fact, DerivationId how, int index, Bytes name)
{
    Buffer text = BUFFER_EMPTY;
    distinguished_name_append(&text, name);
    telling_buffer(telling, fact, how, &text)->fact.index = index;
}

static void tell_public_key(Telling *telling, DerivationId how, int index, const PublicKey *key)
{
    if (key->kind == KEY_RSA) {
        telling_number(telling, FACT_SERVER_CERTIFICATE_RSA_MODULUS, how, key->rsa.n)->fact.index = index;
        telling_number(telling, FACT_SERVER_CERTIFICATE_RSA_EXPONENT, how, key->rsa.e)->fact.index = index;
    } else if (key->kind == KEY_EC) {
        Buffer point = BUFFER_EMPTY;
        curve_point_append(&point, key->curve, &key->point);
        telling_text(telling, FACT_SERVER_CERTIFICATE_EC_GROUP, how, key->curve->name)->fact.index = index;
        telling_buffer(telling, FACT_SERVER_CERTIFICATE_EC_PUBLIC, how, &point)->fact.index = index;
    }
}

void certificate_tell(Telling *telling, DerivationId how, int index, const Certificate *certificate)
{
    telling_bytes(telling, FACT_SERVER_CERTIFICATE, how, certificate->der)->fact.index = index;
    tell_name(telling, FACT_SERVER_CERTIFICATE_SUBJECT, how, index, certificate->subject);
    tell_name(telling, FACT_SERVER_CERTIFICATE_ISSUER, how, index, certificate->issuer);
    tell_public_key(telling, how, index, &certificate->key);
}

void certificate_tell_key(Telling *telling, DerivationId how, const PrivateKey *key)
{
    if (key->kind == KEY_RSA) {
        telling_number(telling, FACT_SERVER_RSA_PRIVATE_EXPONENT, how, key->rsa.d);
        telling_number(telling, FACT_SERVER_RSA_PRIME_1, how, key->rsa.p);
        telling_number(telling, FACT_SERVER_RSA_PRIME_2, how, key->rsa.q);
    } else if (key->kind == KEY_EC) {
        telling_number(telling, FACT_SERVER_EC_PRIVATE, how, key->d);
    }
}

void certificate_tell_credential(const Teller *teller, const Credential *credential)
{
    Telling telling;
    if (!telling_begin(&telling, teller, EVENT_SERVER_KEY))
        return;
    for (size_t i = 0; i < credential->chain->count && i < CERTIFICATES_MAX; i++)
        certificate_tell(&telling, DERIVATION_CONFIGURED, (int)i, credential->chain->items[i]);
    certificate_tell_key(&telling, DERIVATION_CONFIGURED, credential->key);
    telling_end(&telling);
}

void certificate_tell_received(Handshake *handshake, const MessageView *message, const CertificateMessage *chain)
{
    Telling telling;
    if (!telling_begin_received(&telling, handshake->teller, EVENT_RECEIVE_CERTIFICATE, message, handshake->connection,
                                handshake->agreement))
        return;
    /* A certificate that cannot be read is told as its bytes alone. */
    for (int i = 0; i < chain->count; i++)
        if ((size_t)i < handshake->chain.count)
            certificate_tell(&telling, DERIVATION_READ, i, handshake->chain.items[i]);
        else
            telling_bytes(&telling, FACT_SERVER_CERTIFICATE, DERIVATION_READ, chain->certificates[i])->fact.index = i;
    telling_end(&telling);
}
