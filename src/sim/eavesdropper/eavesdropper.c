#include "sim/eavesdropper/eavesdropper.h"

#include "base/memory.h"
#include "sim/eavesdropper/eavesdropper_state.h"

Recording *eavesdropper_recording(const Eavesdropper *eavesdropper)
{
    int connection = eavesdropper->config.connection;
    return eavesdropper_memory_recording(eavesdropper->memory, connection ? connection : 1);
}

/* Whether the message is one that she has not told of. Those that she cannot read she takes note of. */
static bool is_news(const Eavesdropper *eavesdropper, const TrackedMessage *message)
{
    Recording *recording = eavesdropper_recording(eavesdropper);
    uint64_t offset = message->record_count > 0 ? message->records[0].offset : 0;
    bool now = eavesdropper->listening == LISTENING_NOW;
    if (now && !message->readable)
        recording_add_unread(recording, message->sender, offset);
    return now ||
           (message->readable && message->encrypted && recording_take_unread(recording, message->sender, offset));
}

static void hear_message(void *context, const TrackedMessage *message)
{
    Eavesdropper *eavesdropper = context;
    eavesdropper->speaker = message->sender;
    eavesdropper->teller.handshake = message->handshake;
    eavesdropper->hushed = !is_news(eavesdropper, message);
    bool silent = eavesdropper->hushed && eavesdropper->listening == LISTENING_AGAIN;
    eavesdropper->teller.observer = silent ? NULL : eavesdropper->config.observer;
    eavesdropper_read(eavesdropper, message);
    eavesdropper->teller.observer = eavesdropper->config.observer;
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
    buffer_clear(&eavesdropper->offered_session_id);
    buffer_clear(&eavesdropper->offered_ticket);
    buffer_clear(&eavesdropper->session_id);
    secret_wipe(&eavesdropper->master_secret);
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
                         .memory = eavesdropper->memory,
                         .own_memory = eavesdropper->own_memory,
                         .listening = eavesdropper->listening,
                         .hushed = eavesdropper->hushed,
                         .goes_back = eavesdropper->goes_back,
                         .teller = eavesdropper->teller,
                         .tracker = eavesdropper->tracker,
                         .speaker = eavesdropper->speaker,
                         .stolen = eavesdropper->stolen};
    forget(eavesdropper);
    *eavesdropper = kept;
    start_afresh(eavesdropper);
}

static void begin_to_follow(Eavesdropper *eavesdropper)
{
    TrackerEvents events = {hear_message, give_keys, eavesdropper};
    tracker_free(eavesdropper->tracker);
    eavesdropper->tracker = tracker_new(&events);
}

Eavesdropper *eavesdropper_new(const EavesdropperConfig *config)
{
    Eavesdropper *eavesdropper = memory_new(sizeof *eavesdropper);
    eavesdropper->config = *config;
    eavesdropper->own_memory = config->memory ? NULL : eavesdropper_memory_new();
    eavesdropper->memory = config->memory ? config->memory : eavesdropper->own_memory;
    eavesdropper->teller = (Teller){config->observer, ACTOR_EAVESDROPPER, 1};
    begin_to_follow(eavesdropper);
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
    eavesdropper_memory_free(eavesdropper->own_memory);
    memory_free(eavesdropper);
}

/* From the beginning of the connection to where she is. */
static void listen_to_recording(Eavesdropper *eavesdropper, Listening listening)
{
    const Recording *recording = eavesdropper_recording(eavesdropper);
    eavesdropper->listening = listening;
    eavesdropper->goes_back = false;
    begin_to_follow(eavesdropper);
    eavesdropper_begin(eavesdropper);
    for (int i = 0; i < recording->piece_count; i++)
        tracker_feed(eavesdropper->tracker, recording->pieces[i].from, recording->pieces[i].bytes);
    eavesdropper->listening = LISTENING_NOW;
}

/* Keys that came too late for some records open them in the recording. */
static void go_back(Eavesdropper *eavesdropper)
{
    if (!eavesdropper->goes_back)
        return;
    telling_state(&eavesdropper->teller, EVENT_EAVESDROPPER_GOES_BACK);
    listen_to_recording(eavesdropper, LISTENING_AGAIN);
}

void eavesdropper_hear(Eavesdropper *eavesdropper, Actor from, Bytes wire)
{
    recording_add(eavesdropper_recording(eavesdropper), from, wire);
    tracker_feed(eavesdropper->tracker, from, wire);
    go_back(eavesdropper);
}

void eavesdropper_review(Eavesdropper *eavesdropper)
{
    listen_to_recording(eavesdropper, LISTENING_LATER);
    go_back(eavesdropper);
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
