#include "sim/eavesdropper.h"

#include "base/memory.h"
#include "sim/eavesdropper_state.h"

static void hear_message(void *context, const TrackedMessage *message)
{
    Eavesdropper *eavesdropper = context;
    eavesdropper->speaker = message->sender;
    eavesdropper->teller.handshake = message->handshake;
    eavesdropper_read(eavesdropper, message);
}

static bool give_keys(void *context, Actor sender, TrafficKeys *out, bool *encrypt_then_mac)
{
    Eavesdropper *eavesdropper = context;
    if (!eavesdropper->has_keys)
        return false;
    *out = sender == ACTOR_CLIENT ? eavesdropper->keys.client : eavesdropper->keys.server;
    *encrypt_then_mac = eavesdropper->encrypt_then_mac;
    return true;
}

EventId eavesdropper_event(const Eavesdropper *eavesdropper, EventId of_first, EventId of_further)
{
    return eavesdropper->teller.handshake > 1 ? of_further : of_first;
}

static void forget(Eavesdropper *eavesdropper)
{
    transcript_clear(&eavesdropper->transcript);
    buffer_clear(&eavesdropper->encrypted_pre_master);
    key_share_clear(&eavesdropper->share);
    curve_clear(&eavesdropper->curve);
    buffer_clear(&eavesdropper->server_public);
    buffer_clear(&eavesdropper->client_public);
    memory_wipe(&eavesdropper->keys, sizeof eavesdropper->keys);
}

static void start_afresh(Eavesdropper *eavesdropper)
{
    key_share_init(&eavesdropper->share);
    curve_init(&eavesdropper->curve);
}

void eavesdropper_begin(Eavesdropper *eavesdropper)
{
    Eavesdropper kept = {.config = eavesdropper->config,
                         .teller = eavesdropper->teller,
                         .tracker = eavesdropper->tracker,
                         .speaker = eavesdropper->speaker,
                         .stolen = eavesdropper->stolen};
    forget(eavesdropper);
    *eavesdropper = kept;
    start_afresh(eavesdropper);
}

Eavesdropper *eavesdropper_new(const EavesdropperConfig *config)
{
    Eavesdropper *eavesdropper = memory_new(sizeof *eavesdropper);
    TrackerEvents events = {hear_message, give_keys, eavesdropper};
    eavesdropper->config = *config;
    eavesdropper->teller = (Teller){config->observer, ACTOR_EAVESDROPPER, 1};
    eavesdropper->tracker = tracker_new(&events);
    start_afresh(eavesdropper);
    return eavesdropper;
}

static void forget_stolen(Eavesdropper *eavesdropper)
{
    while (eavesdropper->stolen) {
        StolenValue *loot = eavesdropper->stolen;
        eavesdropper->stolen = loot->next;
        buffer_clear(&loot->value);
        memory_free(loot);
    }
}

void eavesdropper_free(Eavesdropper *eavesdropper)
{
    if (!eavesdropper)
        return;
    tracker_free(eavesdropper->tracker);
    forget(eavesdropper);
    forget_stolen(eavesdropper);
    memory_free(eavesdropper);
}

void eavesdropper_hear(Eavesdropper *eavesdropper, Actor from, Bytes wire)
{
    tracker_feed(eavesdropper->tracker, from, wire);
}

Actor eavesdropper_speaker(const Eavesdropper *eavesdropper)
{
    return eavesdropper->speaker;
}

void eavesdropper_take(Eavesdropper *eavesdropper, FactId what, Bytes value, int handshake)
{
    bool client = what == FACT_DH_CLIENT_PRIVATE || what == FACT_ECDH_CLIENT_PRIVATE;
    Telling telling;
    StolenValue *loot = memory_new(sizeof *loot);
    *loot = (StolenValue){
        .next = eavesdropper->stolen, .owner = client ? ACTOR_CLIENT : ACTOR_SERVER, .handshake = handshake};
    buffer_append(&loot->value, value);
    eavesdropper->stolen = loot;
    Teller teller = {eavesdropper->config.observer, ACTOR_EAVESDROPPER, handshake};
    if (!telling_begin(&telling, &teller,
                       client ? EVENT_EAVESDROPPER_CLIENT_PRIVATE : EVENT_EAVESDROPPER_SERVER_PRIVATE))
        return;
    telling_bytes(&telling, what, DERIVATION_STOLEN, value);
    telling_end(&telling);
}

Bytes eavesdropper_stolen(const Eavesdropper *eavesdropper, Actor owner)
{
    for (const StolenValue *loot = eavesdropper->stolen; loot; loot = loot->next)
        if (loot->owner == owner && loot->handshake == eavesdropper->teller.handshake)
            return buffer_bytes(&loot->value);
    return BYTES_EMPTY;
}
