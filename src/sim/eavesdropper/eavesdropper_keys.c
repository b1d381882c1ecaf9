/* From the pre-master secret to the keys: all that goes into them besides is public. */
#include <string.h>

#include "base/memory.h"
#include "sim/eavesdropper/eavesdropper_state.h"
#include "tls/telling/key_telling.h"

static void derive_master_secret(Eavesdropper *eavesdropper, SecretValue *secret, Bytes pre_master_secret)
{
    HashId prf = suite_prf_hash(eavesdropper->suite, eavesdropper->version);
    bool extended = eavesdropper->extended_master_secret;
    uint8_t *out = secret_make(secret, MASTER_SECRET_SIZE);
    if (extended) {
        uint8_t digest[HASH_SIZE_MAX];
        Bytes session_hash = transcript_digest(&eavesdropper->transcript, digest);
        EventId id =
            eavesdropper_event(eavesdropper, EVENT_EAVESDROPPER_SESSION_HASH, EVENT_EAVESDROPPER_SESSION_HASH_AGAIN);
        key_tell_session_hash(&eavesdropper->teller, id, prf, session_hash, transcript_part(&eavesdropper->transcript));
        extended_master_secret_derive(out, prf, pre_master_secret, session_hash);
    } else {
        master_secret_derive(out, prf, pre_master_secret, BYTES_OF_ARRAY(eavesdropper->client_random),
                             BYTES_OF_ARRAY(eavesdropper->server_random));
    }
    key_tell_master_secret(&eavesdropper->teller, EVENT_EAVESDROPPER_MASTER_SECRET, prf, extended,
                           secret_bytes(secret));
}

void eavesdropper_derive_keys(Eavesdropper *eavesdropper, Bytes pre_master_secret)
{
    SecretValue master_secret;
    derive_master_secret(eavesdropper, &master_secret, pre_master_secret);
    eavesdropper_use_master_secret(eavesdropper, &master_secret);
    secret_wipe(&master_secret);
}

/* Under the ID that the server gave it, where it gave one. */
static void remember(const Eavesdropper *eavesdropper)
{
    KnownSession *known = eavesdropper_memory_add_session(eavesdropper->memory);
    memcpy(known->client_random, eavesdropper->client_random, RANDOM_SIZE);
    known->master_secret = eavesdropper->master_secret;
    buffer_set(&known->id, buffer_bytes(&eavesdropper->session_id));
}

void eavesdropper_use_master_secret(Eavesdropper *eavesdropper, const SecretValue *master_secret)
{
    KeyBlock *keys = &eavesdropper->keys;
    eavesdropper->master_secret = *master_secret;
    remember(eavesdropper);
    key_block_derive(keys, eavesdropper->suite, eavesdropper->version, secret_bytes(&eavesdropper->master_secret),
                     BYTES_OF_ARRAY(eavesdropper->client_random), BYTES_OF_ARRAY(eavesdropper->server_random));
    eavesdropper->has_keys = true;
    key_tell_block(&eavesdropper->teller, EVENT_EAVESDROPPER_KEY_BLOCK,
                   suite_prf_hash(eavesdropper->suite, eavesdropper->version), keys);
    key_tell_keys(&eavesdropper->teller, EVENT_EAVESDROPPER_KEYS, keys);
}
