#include "sim/eavesdropper/eavesdropper_keys.h"

#include "tls/telling/key_telling.h"

void eavesdropper_derive_master_secret(const EavesdropperState *state, SecretValue *out, Bytes pre_master_secret)
{
    const HeardHandshake *heard = &state->heard;
    HashId prf = suite_prf_hash(heard->suite, heard->version);
    bool extended = heard->extended_master_secret;
    uint8_t *made = secret_make(out, MASTER_SECRET_SIZE);
    if (extended) {
        uint8_t digest[HASH_SIZE_MAX];
        Bytes session_hash = transcript_digest(&heard->transcript, digest);
        EventId id = eavesdropper_event(state, EVENT_EAVESDROPPER_SESSION_HASH, EVENT_EAVESDROPPER_SESSION_HASH_AGAIN);
        key_tell_session_hash(&state->teller, id, prf, session_hash, transcript_part(&heard->transcript));
        extended_master_secret_derive(made, prf, pre_master_secret, session_hash);
    } else {
        master_secret_derive(made, prf, pre_master_secret, BYTES_OF_ARRAY(heard->client_random),
                             BYTES_OF_ARRAY(heard->server_random));
    }
    key_tell_master_secret(&state->teller, EVENT_EAVESDROPPER_MASTER_SECRET, prf, extended, secret_bytes(out));
}

void eavesdropper_derive_keys(EavesdropperState *state, const SecretValue *master_secret)
{
    HeardHandshake *heard = &state->heard;
    KeyBlock *keys = &heard->keys;
    heard->master_secret = *master_secret;
    key_block_derive(keys, heard->suite, heard->version, secret_bytes(&heard->master_secret),
                     BYTES_OF_ARRAY(heard->client_random), BYTES_OF_ARRAY(heard->server_random));
    heard->has_keys = true;
    key_tell_block(&state->teller, EVENT_EAVESDROPPER_KEY_BLOCK, suite_prf_hash(heard->suite, heard->version), keys);
    key_tell_keys(&state->teller, EVENT_EAVESDROPPER_KEYS, keys);
}
