#include "sim/eavesdropper/eavesdropper.h"

#include <string.h>

#include "base/memory.h"
#include "sim/eavesdropper/eavesdropper_break.h"
#include "sim/eavesdropper/eavesdropper_keys.h"
#include "sim/eavesdropper/eavesdropper_remember.h"
#include "sim/eavesdropper/eavesdropper_session.h"
#include "sim/eavesdropper/eavesdropper_tell.h"

struct Eavesdropper {
    EavesdropperState state;
    EavesdropperMemory *own_memory; /* where the configuration has none */
    Tracker *tracker;
    Actor speaker;
    bool goes_back; /* there is something in the recording that opens now */
};

static Recording *recording_of(const EavesdropperState *state)
{
    int connection = state->config.connection;
    return eavesdropper_memory_recording(state->memory, connection ? connection : 1);
}

/* Whether the message is one that she has not told of. Those that she cannot read she takes note of. */
static bool is_news(const EavesdropperState *state, const TrackedMessage *message)
{
    Recording *recording = recording_of(state);
    uint64_t offset = message->record_count > 0 ? message->records[0].offset : 0;
    bool now = state->listening == LISTENING_NOW;
    if (now && !message->readable)
        recording_add_unread(recording, message->sender, offset);
    return now ||
           (message->readable && message->encrypted && recording_take_unread(recording, message->sender, offset));
}

/* She will know the session of the present handshake again by its ID or by its ticket; empty: not by that. */
static void remember_session(const EavesdropperState *state, Bytes id, Bytes ticket)
{
    KnownSession *known = eavesdropper_memory_add_session(state->memory);
    memcpy(known->client_random, state->heard.client_random, RANDOM_SIZE);
    known->master_secret = state->heard.master_secret;
    buffer_set(&known->id, id);
    buffer_set(&known->ticket, ticket);
}

/* Under the ID that the server gave it, where it gave one. */
static void use_master_secret(EavesdropperState *state, const SecretValue *master_secret)
{
    eavesdropper_derive_keys(state, master_secret);
    remember_session(state, buffer_bytes(&state->heard.session_id), BYTES_EMPTY);
}

/* What she lacks she says when it crosses, and not again. */
static void tell_lack(const EavesdropperState *state, EventId id)
{
    if (!state->hushed)
        telling_state(&state->teller, id);
}

static void after_server_hello(EavesdropperState *state)
{
    SecretValue secret = {0};
    switch (state->heard.suite ? eavesdropper_find_session(state, &secret) : SESSION_NONE) {
    case SESSION_NONE:
        break;
    case SESSION_FOUND:
        use_master_secret(state, &secret);
        break;
    case SESSION_LACKS_SESSION:
        buffer_set(&recording_of(state)->wanted_id, buffer_bytes(&state->heard.offered_session_id));
        tell_lack(state, EVENT_EAVESDROPPER_LACKS_SESSION);
        break;
    case SESSION_LACKS_TICKET_KEY:
        tell_lack(state, EVENT_EAVESDROPPER_LACKS_TICKET_KEY);
        break;
    }
    secret_wipe(&secret);
}

/* What she has tried before she tries again only with what she stole since. */
static bool has_tried(const EavesdropperState *state)
{
    bool has_loot = state->config.server_key_count > 0 || state->config.psk_count > 0;
    return state->hushed && (state->listening == LISTENING_AGAIN || !has_loot);
}

static void after_client_key_exchange(EavesdropperState *state)
{
    Buffer pre_master_secret = BUFFER_EMPTY;
    SecretValue secret = {0};
    if (has_tried(state))
        return;
    if (eavesdropper_break(state, &pre_master_secret)) {
        eavesdropper_derive_master_secret(state, &secret, buffer_bytes(&pre_master_secret));
        use_master_secret(state, &secret);
    }
    secret_wipe(&secret);
    buffer_clear(&pre_master_secret);
}

/* A ticket that opens where the keys were missing gives them. */
static bool open_given(Eavesdropper *eavesdropper, Bytes ticket)
{
    EavesdropperState *state = &eavesdropper->state;
    SecretValue secret = {0};
    bool opened = eavesdropper_open_given(state, &secret, ticket) == SESSION_FOUND;
    if (opened) {
        use_master_secret(state, &secret);
        eavesdropper->goes_back = recording_of(state)->unread_count > 0;
    } else {
        tell_lack(state, EVENT_EAVESDROPPER_LACKS_TICKET_KEY);
    }
    secret_wipe(&secret);
    return opened;
}

/* What she knows now, she will know again by this ticket. */
static void after_new_session_ticket(Eavesdropper *eavesdropper, Bytes ticket)
{
    const EavesdropperState *state = &eavesdropper->state;
    bool again = state->listening == LISTENING_AGAIN && state->hushed;
    if (ticket.size == 0 || !state->heard.suite || again)
        return;
    if (state->heard.has_keys || open_given(eavesdropper, ticket))
        remember_session(state, BYTES_EMPTY, ticket);
}

/* What follows from a message, once it is remembered and told. */
static void go_on_from(Eavesdropper *eavesdropper, const Overheard *overheard)
{
    if (overheard->kind != OVERHEARD_HANDSHAKE)
        return;
    switch (overheard->decoded.type) {
    case HANDSHAKE_SERVER_HELLO:
        after_server_hello(&eavesdropper->state);
        break;
    case HANDSHAKE_CLIENT_KEY_EXCHANGE:
        after_client_key_exchange(&eavesdropper->state);
        break;
    case HANDSHAKE_NEW_SESSION_TICKET:
        after_new_session_ticket(eavesdropper, overheard->decoded.new_session_ticket.ticket);
        break;
    default:
        break;
    }
}

static void hear_message(void *context, const TrackedMessage *message)
{
    Eavesdropper *eavesdropper = context;
    EavesdropperState *state = &eavesdropper->state;
    Overheard overheard;
    eavesdropper->speaker = message->sender;
    state->teller.handshake = message->handshake;
    state->hushed = !is_news(state, message);
    bool silent = state->hushed && state->listening == LISTENING_AGAIN;
    state->teller.observer = silent ? NULL : state->config.observer;
    overheard_read(&overheard, message, state->heard.suite);
    eavesdropper_remember(state, &overheard);
    eavesdropper_tell(state, &overheard);
    go_on_from(eavesdropper, &overheard);
    overheard_clear(&overheard);
    state->teller.observer = state->config.observer;
}

static bool give_keys(void *context, Actor sender, TrafficKeys *out, bool *encrypt_then_mac)
{
    const EavesdropperState *state = &((const Eavesdropper *)context)->state;
    if (!state->heard.has_keys)
        return false;
    *out = sender == ACTOR_CLIENT ? state->heard.keys.client : state->heard.keys.server;
    *encrypt_then_mac = state->heard.encrypt_then_mac;
    return true;
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
    eavesdropper->state.config = *config;
    eavesdropper->own_memory = config->memory ? NULL : eavesdropper_memory_new();
    eavesdropper->state.memory = config->memory ? config->memory : eavesdropper->own_memory;
    eavesdropper->state.teller = (Teller){config->observer, ACTOR_EAVESDROPPER, 1};
    begin_to_follow(eavesdropper);
    heard_handshake_init(&eavesdropper->state.heard);
    return eavesdropper;
}

static void forget_stolen(EavesdropperState *state)
{
    while (state->stolen) {
        StolenValue *loot = state->stolen;
        state->stolen = loot->next;
        buffer_clear(&loot->value);
        memory_free(loot);
    }
}

void eavesdropper_free(Eavesdropper *eavesdropper)
{
    if (!eavesdropper)
        return;
    tracker_free(eavesdropper->tracker);
    heard_handshake_clear(&eavesdropper->state.heard);
    forget_stolen(&eavesdropper->state);
    eavesdropper_memory_free(eavesdropper->own_memory);
    memory_free(eavesdropper);
}

/* From the beginning of the connection to where she is. */
static void listen_to_recording(Eavesdropper *eavesdropper, Listening listening)
{
    const Recording *recording = recording_of(&eavesdropper->state);
    eavesdropper->state.listening = listening;
    eavesdropper->goes_back = false;
    begin_to_follow(eavesdropper);
    heard_handshake_begin(&eavesdropper->state.heard);
    for (int i = 0; i < recording->piece_count; i++)
        tracker_feed(eavesdropper->tracker, recording->pieces[i].from, recording->pieces[i].bytes);
    eavesdropper->state.listening = LISTENING_NOW;
}

/* Keys that came too late for some records open them in the recording. */
static void go_back(Eavesdropper *eavesdropper)
{
    if (!eavesdropper->goes_back)
        return;
    telling_state(&eavesdropper->state.teller, EVENT_EAVESDROPPER_GOES_BACK);
    listen_to_recording(eavesdropper, LISTENING_AGAIN);
}

void eavesdropper_hear(Eavesdropper *eavesdropper, Actor from, Bytes wire)
{
    recording_add(recording_of(&eavesdropper->state), from, wire);
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
        .next = eavesdropper->state.stolen, .owner = client ? ACTOR_CLIENT : ACTOR_SERVER, .handshake = handshake};
    buffer_append(&loot->value, value);
    eavesdropper->state.stolen = loot;
    Teller teller = {eavesdropper->state.config.observer, ACTOR_EAVESDROPPER, handshake};
    if (!telling_begin(&telling, &teller,
                       client ? EVENT_EAVESDROPPER_CLIENT_PRIVATE : EVENT_EAVESDROPPER_SERVER_PRIVATE))
        return;
    telling_bytes(&telling, what, DERIVATION_STOLEN, value);
    telling_end(&telling);
}
