/* From the pre-master secret to the keys: all that goes into them besides is public. */
#include "sim/eavesdropper_state.h"

/* Begins to tell of one value made by the suite's PRF or its hash. */
static Learned *tell_derived(Telling *telling, const Eavesdropper *eavesdropper, EventId id, FactId fact,
                             DerivationId how, Bytes value, const char *label)
{
    if (!telling_begin(telling, &eavesdropper->teller, id))
        return NULL;
    Learned *learned = telling_bytes(telling, fact, how, value);
    learned->how.hash = hash_name(eavesdropper->suite->prf);
    learned->how.label = label;
    return learned;
}

static void derive_extended(Eavesdropper *eavesdropper, uint8_t *out, Bytes pre_master_secret)
{
    uint8_t digest[HASH_SIZE_MAX];
    Bytes session_hash = transcript_digest(&eavesdropper->transcript, digest);
    Telling telling;
    if (tell_derived(&telling, eavesdropper, EVENT_EAVESDROPPER_SESSION_HASH, FACT_SESSION_HASH,
                     DERIVATION_HANDSHAKE_HASH, session_hash, NULL))
        telling_end(&telling);
    extended_master_secret_derive(out, eavesdropper->suite->prf, pre_master_secret, session_hash);
    Learned *master =
        tell_derived(&telling, eavesdropper, EVENT_EAVESDROPPER_MASTER_SECRET, FACT_MASTER_SECRET,
                     DERIVATION_EXTENDED_MASTER_SECRET, bytes_of(out, MASTER_SECRET_SIZE), "extended master secret");
    if (!master)
        return;
    learned_from(master, FACT_PRE_MASTER_SECRET);
    learned_from(master, FACT_SESSION_HASH);
    telling_end(&telling);
}

static void derive_textbook(Eavesdropper *eavesdropper, uint8_t *out, Bytes pre_master_secret)
{
    Telling telling;
    master_secret_derive(out, eavesdropper->suite->prf, pre_master_secret, BYTES_OF_ARRAY(eavesdropper->client_random),
                         BYTES_OF_ARRAY(eavesdropper->server_random));
    Learned *master = tell_derived(&telling, eavesdropper, EVENT_EAVESDROPPER_MASTER_SECRET, FACT_MASTER_SECRET,
                                   DERIVATION_MASTER_SECRET, bytes_of(out, MASTER_SECRET_SIZE), "master secret");
    if (!master)
        return;
    learned_from(master, FACT_PRE_MASTER_SECRET);
    learned_from(master, FACT_CLIENT_RANDOM);
    learned_from(master, FACT_SERVER_RANDOM);
    telling_end(&telling);
}

static void tell_key_block(const Eavesdropper *eavesdropper)
{
    Telling telling;
    Learned *block =
        tell_derived(&telling, eavesdropper, EVENT_EAVESDROPPER_KEY_BLOCK, FACT_KEY_BLOCK, DERIVATION_KEY_BLOCK,
                     bytes_of(eavesdropper->keys.bytes, eavesdropper->keys.size), "key expansion");
    if (!block)
        return;
    learned_from(block, FACT_MASTER_SECRET);
    learned_from(block, FACT_SERVER_RANDOM);
    learned_from(block, FACT_CLIENT_RANDOM);
    telling_end(&telling);
}

static void tell_key(Telling *telling, const KeyBlock *block, FactId fact, Bytes key)
{
    if (key.size == 0)
        return;
    Learned *learned = telling_bytes(telling, fact, DERIVATION_CUT, key);
    learned->how.offset = (size_t)(key.data - block->bytes);
    learned_from(learned, FACT_KEY_BLOCK);
}

static void tell_keys(const Eavesdropper *eavesdropper)
{
    const KeyBlock *block = &eavesdropper->keys;
    Telling telling;
    if (!telling_begin(&telling, &eavesdropper->teller, EVENT_EAVESDROPPER_KEYS))
        return;
    tell_key(&telling, block, FACT_CLIENT_WRITE_MAC_KEY, block->client.mac_key);
    tell_key(&telling, block, FACT_SERVER_WRITE_MAC_KEY, block->server.mac_key);
    tell_key(&telling, block, FACT_CLIENT_WRITE_KEY, block->client.key);
    tell_key(&telling, block, FACT_SERVER_WRITE_KEY, block->server.key);
    tell_key(&telling, block, FACT_CLIENT_WRITE_IV, block->client.iv);
    tell_key(&telling, block, FACT_SERVER_WRITE_IV, block->server.iv);
    telling_end(&telling);
}

void eavesdropper_derive_keys(Eavesdropper *eavesdropper, Bytes pre_master_secret)
{
    uint8_t master_secret[MASTER_SECRET_SIZE];
    if (eavesdropper->extended_master_secret)
        derive_extended(eavesdropper, master_secret, pre_master_secret);
    else
        derive_textbook(eavesdropper, master_secret, pre_master_secret);
    key_block_derive(&eavesdropper->keys, eavesdropper->suite, BYTES_OF_ARRAY(master_secret),
                     BYTES_OF_ARRAY(eavesdropper->client_random), BYTES_OF_ARRAY(eavesdropper->server_random));
    eavesdropper->has_keys = true;
    tell_key_block(eavesdropper);
    tell_keys(eavesdropper);
}
