#include "tls/record/tracker.h"

#include "base/memory.h"
#include "tls/record/key_change.h"
#include "tls/record/record_reader.h"

/* One side's bytes. */
typedef struct Direction {
    Actor sender;
    RecordReader reader;
    Error error; /* why nothing more is read */
} Direction;

struct Tracker {
    TrackerEvents events;
    Direction sides[2]; /* by ACTOR_CLIENT and ACTOR_SERVER */
    int handshake;
    uint16_t version, previous_version;
    const Suite *suite, *previous_suite; /* previous: of the handshake before */
};

Tracker *tracker_new(const TrackerEvents *events)
{
    Tracker *tracker = memory_new(sizeof *tracker);
    tracker->events = *events;
    for (Actor side = ACTOR_CLIENT; side <= ACTOR_SERVER; side++)
        tracker->sides[side] = (Direction){.sender = side, .reader = {.noting = true}};
    tracker->handshake = 1;
    return tracker;
}

void tracker_free(Tracker *tracker)
{
    if (!tracker)
        return;
    record_reader_clear(&tracker->sides[ACTOR_CLIENT].reader);
    record_reader_clear(&tracker->sides[ACTOR_SERVER].reader);
    memory_free(tracker);
}

static RecordKeys keys_of(const Tracker *tracker, Actor side)
{
    return tracker->sides[side].reader.epoch.keys;
}

/* The handshake at hand is over for both sides, as far as keys tell. */
static bool both_switched(const Tracker *tracker)
{
    return keys_of(tracker, ACTOR_CLIENT).handshake == tracker->handshake &&
           keys_of(tracker, ACTOR_SERVER).handshake == tracker->handshake;
}

static void begin_handshake(Tracker *tracker)
{
    tracker->handshake++;
    tracker->previous_version = tracker->version;
    tracker->previous_suite = tracker->suite;
    tracker->version = 0;
    tracker->suite = NULL;
}

/* A further handshake that the server did not go along with (RFC 5246 §7.2.2). */
static void take_back_handshake(Tracker *tracker)
{
    if (tracker->handshake == 1 || tracker->suite || keys_of(tracker, ACTOR_CLIENT).handshake == tracker->handshake)
        return;
    tracker->handshake--;
    tracker->version = tracker->previous_version;
    tracker->suite = tracker->previous_suite;
}

/* What others have to know to read the message, and what this one tells about those to come. */
static void follow_handshake_message(Tracker *tracker, const Direction *direction, Bytes bytes)
{
    Message message;
    DecodeContext context = {tracker->version, tracker->suite};
    if (bytes.data[0] == HANDSHAKE_CLIENT_HELLO && direction->sender == ACTOR_CLIENT && both_switched(tracker))
        begin_handshake(tracker);
    if (bytes.data[0] != HANDSHAKE_SERVER_HELLO || direction->sender != ACTOR_SERVER)
        return;
    if (message_decode(&message, bytes, &context, NULL) == ERROR_NONE) {
        tracker->version = message.server_hello.version;
        tracker->suite = suite_by_id(message.server_hello.cipher_suite);
    }
}

/* Application data counts to the handshake that its keys are from. */
static int handshake_of(const Tracker *tracker, uint8_t type, const RecordView *record)
{
    return type == CONTENT_APPLICATION_DATA && record->encrypted ? record->keys.handshake : tracker->handshake;
}

static void report(Tracker *tracker, const Direction *direction, const MessageView *view, bool readable)
{
    const RecordView *last = &view->records[view->record_count - 1];
    TrackedMessage message = {
        .sender = direction->sender,
        .handshake = handshake_of(tracker, view->content_type, last),
        .content_type = view->content_type,
        .encrypted = last->encrypted,
        .sequence_number = last->encrypted ? last->sequence_number : 0,
        .readable = readable,
        .bytes = view->bytes,
        .context = {tracker->version, tracker->suite},
        .records = view->records,
        .record_count = view->record_count,
    };
    tracker->events.message(tracker->events.context, &message);
}

/* Reports the messages that are complete now. */
static void take_handshake(Tracker *tracker, Direction *direction)
{
    MessageView message;
    bool found;
    record_reader_add_handshake(&direction->reader);
    while (!(direction->error = record_reader_message(&direction->reader, &message, &found)) && found) {
        follow_handshake_message(tracker, direction, message.bytes);
        report(tracker, direction, &message, true);
    }
}

static void take_alerts(Tracker *tracker, Direction *direction, MessageView record)
{
    Bytes all = record.bytes;
    for (size_t at = 0; at < all.size; at += ALERT_SIZE) {
        Bytes alert = record.bytes = bytes_slice(all, at, ALERT_SIZE);
        report(tracker, direction, &record, true);
        if (direction->sender == ACTOR_SERVER && alert.size == ALERT_SIZE && alert.data[1] == ERROR_NO_RENEGOTIATION)
            take_back_handshake(tracker);
    }
}

static void take_plain(Tracker *tracker, Direction *direction, uint8_t type)
{
    MessageView record;
    record_reader_hand_on(&direction->reader, type, &record);
    direction->error = record_plaintext_check(type, record.bytes.size, 0);
    if (direction->error != ERROR_NONE)
        return;
    if (type == CONTENT_HANDSHAKE)
        take_handshake(tracker, direction);
    else if (type == CONTENT_ALERT)
        take_alerts(tracker, direction, record);
    else
        report(tracker, direction, &record, true);
}

/* A record that stays closed: its fragment. */
static void take_closed(Tracker *tracker, const Direction *direction, uint8_t type)
{
    MessageView record;
    record_reader_hand_on(&direction->reader, type, &record);
    record.bytes = direction->reader.record.fragment;
    report(tracker, direction, &record, false);
}

/* NULL where its keys are not known. */
static Protection *next_protection(Tracker *tracker, Actor side)
{
    TrafficKeys keys = {BYTES_EMPTY, BYTES_EMPTY, BYTES_EMPTY};
    bool encrypt_then_mac = false;
    if (!tracker->suite || !tracker->events.keys ||
        !tracker->events.keys(tracker->events.context, side, &keys, &encrypt_then_mac))
        return NULL;
    return protection_new(tracker->suite, tracker->version, encrypt_then_mac, &keys);
}

static void switch_keys(Tracker *tracker, KeyChange change)
{
    for (Actor side = ACTOR_CLIENT; side <= ACTOR_SERVER; side++)
        if (change.side[side])
            epoch_begin(&tracker->sides[side].reader.epoch, next_protection(tracker, side), tracker->handshake);
}

static bool changes_keys(KeyChange change)
{
    return change.side[ACTOR_CLIENT] || change.side[ACTOR_SERVER];
}

static void take_record(Tracker *tracker, Direction *direction)
{
    RecordReader *reader = &direction->reader;
    uint8_t type = reader->record.type;
    KeyChange change = key_change_of(tracker->version, direction->sender, type);
    /* A second switch that cannot be read still shows: the type of a record is never encrypted. */
    if (changes_keys(change) && both_switched(tracker))
        begin_handshake(tracker);
    if (!record_reader_is_closed(reader) && record_reader_open(reader) == ERROR_NONE)
        take_plain(tracker, direction, reader->content_type);
    else
        take_closed(tracker, direction, type);
    if (direction->error == ERROR_NONE)
        switch_keys(tracker, change);
}

void tracker_feed(Tracker *tracker, Actor sender, Bytes wire)
{
    Direction *direction = &tracker->sides[sender];
    bool found = true;
    if (direction->error != ERROR_NONE)
        return;
    record_reader_receive(&direction->reader, wire);
    if (record_reader_take_ssl2_hello(&direction->reader, &found) && found) {
        MessageView hello;
        record_reader_hand_on(&direction->reader, CONTENT_SSL2_HELLO, &hello);
        report(tracker, direction, &hello, true);
    }
    while (found && direction->error == ERROR_NONE) {
        direction->error = record_reader_next(&direction->reader, &found);
        if (found && direction->error == ERROR_NONE)
            take_record(tracker, direction);
    }
}

Error tracker_error(const Tracker *tracker, Actor sender)
{
    return tracker->sides[sender].error;
}

const Suite *tracker_suite(const Tracker *tracker)
{
    return tracker->suite;
}

uint16_t tracker_version(const Tracker *tracker)
{
    return tracker->version;
}
