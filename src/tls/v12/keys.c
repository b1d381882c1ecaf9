#include "tls/v12/keys.h"

#include <string.h>

#include "tls/telling/key_telling.h"
#include "tls/telling/message_telling.h"
#include "tls/v12/v12_handshake.h"

static Actor other_side(const Handshake *handshake)
{
    return handshake->config->role == ACTOR_CLIENT ? ACTOR_SERVER : ACTOR_CLIENT;
}

void handshake_tell_anonymity(const Handshake *handshake)
{
    if (agreement_authentication(handshake->agreement) == AUTHENTICATION_ANON)
        telling_state(handshake->teller, EVENT_ANONYMOUS);
}

static void derive_master_secret(Handshake *handshake)
{
    Agreement *agreement = handshake->agreement;
    HashId prf = agreement_hash(agreement);
    Bytes pre_master = buffer_bytes(&handshake->v12->pre_master_secret);
    uint8_t *out = secret_make(&agreement->master_secret, MASTER_SECRET_SIZE);
    if (agreement->extended_master_secret) {
        uint8_t digest[HASH_SIZE_MAX];
        Bytes session_hash = transcript_digest(&handshake->transcript, digest);
        key_tell_session_hash(handshake->teller, EVENT_SESSION_HASH, prf, session_hash,
                              transcript_part(&handshake->transcript));
        extended_master_secret_derive(out, prf, pre_master, session_hash);
    } else {
        master_secret_derive(out, prf, pre_master, BYTES_OF_ARRAY(agreement->client_random),
                             BYTES_OF_ARRAY(agreement->server_random));
    }
    key_tell_master_secret(handshake->teller,
                           agreement->extended_master_secret ? EVENT_EXTENDED_MASTER_SECRET : EVENT_MASTER_SECRET, prf,
                           agreement->extended_master_secret, secret_bytes(&agreement->master_secret));
}

void handshake_derive_keys(Handshake *handshake)
{
    derive_master_secret(handshake);
    handshake_expand_keys(handshake);
}

/* By what is cut from the key block, and for what. */
static EventId event_of_keys(CipherId cipher, uint16_t version)
{
    if (cipher == CIPHER_AES_128_GCM || cipher == CIPHER_AES_256_GCM)
        return EVENT_KEYS_GCM;
    return cipher_info(cipher)->aead || version_has_record_iv(version) ? EVENT_KEYS : EVENT_KEYS_WITH_IV;
}

void handshake_expand_keys(Handshake *handshake)
{
    const Agreement *agreement = handshake->agreement;
    key_block_derive(&handshake->v12->keys, agreement->suite, agreement->version,
                     secret_bytes(&agreement->master_secret), BYTES_OF_ARRAY(agreement->client_random),
                     BYTES_OF_ARRAY(agreement->server_random));
    key_tell_block(handshake->teller, EVENT_KEY_BLOCK, agreement_hash(agreement), &handshake->v12->keys);
    key_tell_keys(handshake->teller, event_of_keys(agreement->suite->cipher, agreement->version),
                  &handshake->v12->keys);
}

static Protection *make_protection(const Handshake *handshake, Actor sender)
{
    const Agreement *agreement = handshake->agreement;
    return protection_new(agreement->suite, agreement->version, agreement->encrypt_then_mac,
                          sender == ACTOR_CLIENT ? &handshake->v12->keys.client : &handshake->v12->keys.server);
}

void handshake_send_change_cipher_spec(Handshake *handshake)
{
    static const uint8_t content = 1;
    EventId id = handshake->previous ? EVENT_SEND_CHANGE_CIPHER_SPEC_AGAIN : EVENT_SEND_CHANGE_CIPHER_SPEC;
    handshake_send_content(handshake, id, CONTENT_CHANGE_CIPHER_SPEC, bytes_of(&content, 1));
    connection_set_writing(handshake->connection, make_protection(handshake, handshake->config->role),
                           handshake->teller->handshake, handshake->agreement->record_limit[other_side(handshake)]);
}

void handshake_receive_change_cipher_spec(Handshake *handshake, const MessageView *message)
{
    handshake_tell_received(handshake, EVENT_RECEIVE_CHANGE_CIPHER_SPEC, message);
    connection_set_reading(handshake->connection, make_protection(handshake, other_side(handshake)),
                           handshake->teller->handshake, handshake->agreement->record_limit[handshake->config->role]);
}

/* The second Finished of a handshake covers the first. */
static EventId verify_data_event(const Handshake *handshake, Actor sender)
{
    bool client = sender == ACTOR_CLIENT;
    if (handshake->v12->resuming)
        return client ? EVENT_RESUMED_CLIENT_VERIFY_DATA : EVENT_RESUMED_SERVER_VERIFY_DATA;
    if (client)
        return EVENT_CLIENT_VERIFY_DATA;
    return handshake->v12->new_ticket ? EVENT_TICKETED_SERVER_VERIFY_DATA : EVENT_SERVER_VERIFY_DATA;
}

/* What `sender`'s Finished holds, from the transcript as it stands; kept in the agreement. */
static Bytes compute_verify_data(Handshake *handshake, Actor sender)
{
    Agreement *agreement = handshake->agreement;
    bool client = sender == ACTOR_CLIENT;
    uint8_t digest[HASH_SIZE_MAX];
    Bytes hash = transcript_digest(&handshake->transcript, digest);
    HashId prf = agreement_hash(agreement);
    size_t size = agreement_verify_data_size(agreement);
    uint8_t *out = agreement->verify_data + (client ? 0 : size);
    verify_data_derive(out, size, prf, secret_bytes(&agreement->master_secret), sender, hash);

    Telling telling;
    if (!telling_begin(&telling, handshake->teller, verify_data_event(handshake, sender)))
        return bytes_of(out, size);
    FactId hash_fact = client ? FACT_CLIENT_FINISHED_HASH : FACT_SERVER_FINISHED_HASH;
    Learned *hashed = telling_bytes(&telling, hash_fact, DERIVATION_HANDSHAKE_HASH, hash);
    Learned *verify = telling_bytes(&telling, client ? FACT_CLIENT_VERIFY_DATA : FACT_SERVER_VERIFY_DATA,
                                    DERIVATION_VERIFY_DATA, bytes_of(out, size));
    hashed->how.hash = verify->how.hash = hash_name(prf);
    hashed->how.transcript = transcript_part(&handshake->transcript);
    verify->how.label = finished_label(sender);
    learned_from(verify, FACT_MASTER_SECRET);
    learned_from(verify, hash_fact);
    telling_end(&telling);
    return bytes_of(out, size);
}

static void note_finished(Handshake *handshake, Actor sender)
{
    *(sender == ACTOR_CLIENT ? &handshake->v12->client_finished : &handshake->v12->server_finished) = true;
}

void handshake_send_finished(Handshake *handshake)
{
    finished_encode(&handshake->message, compute_verify_data(handshake, handshake->config->role));
    handshake_send(handshake, EVENT_SEND_FINISHED);
    note_finished(handshake, handshake->config->role);
}

Error handshake_receive_finished(Handshake *handshake, const MessageView *message)
{
    Message decoded;
    Error error = handshake_decode(handshake, &decoded, message);
    if (error)
        return error;
    handshake_tell_received(handshake, EVENT_RECEIVE_FINISHED, message);

    Actor sender = other_side(handshake);
    Bytes expected = compute_verify_data(handshake, sender);
    bool same = bytes_equal(expected, decoded.finished);
    error = handshake_check(handshake, EVENT_CHECK_FINISHED, same, ERROR_DECRYPT_ERROR, ERROR_DECRYPT_ERROR,
                            compared_bytes(expected, decoded.finished));
    transcript_add(&handshake->transcript, message->bytes);
    note_finished(handshake, sender);
    return error;
}
