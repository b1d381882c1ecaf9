#include "tls/record/tracker.h"

#include "base/memory.h"
#include "tls/record/record.h"
#include "tls/record/record_trail.h"
#include "tls/wire/ssl2_hello.h"

/* One side's bytes. */
typedef struct Direction {
    Actor sender;
    Buffer wire;     /* received and not yet read: less than a record, between calls */
    uint64_t offset; /* of its first byte in all that the sender has sent */
    Error error;     /* why nothing more is read */
    int epoch;
    int switched_in;          /* the handshake in which the latest change_cipher_spec came; 0 for none */
    uint64_t sequence_number; /* of the next record in this epoch (RFC 5246 §6.1) */
    Protection *protection;   /* NULL: epoch 0, or the keys are not known */
    Buffer plaintext;         /* of the record at hand */
    Buffer handshake;         /* bytes of handshake messages that are not complete */
    RecordTrail trail;        /* the records that these came in */
} Direction;

struct Tracker {
    TrackerEvents events;
    Direction client, server;
    int handshake;
    uint16_t version, previous_version;
    const Suite *suite, *previous_suite; /* previous: of the handshake before */
};

Tracker *tracker_new(const TrackerEvents *events)
{
    Tracker *tracker = memory_new(sizeof *tracker);
    tracker->events = *events;
    tracker->client.sender = ACTOR_CLIENT;
    tracker->server.sender = ACTOR_SERVER;
    tracker->handshake = 1;
    return tracker;
}

static void clear_direction(Direction *direction)
{
    buffer_clear(&direction->wire);
    buffer_clear(&direction->plaintext);
    buffer_clear(&direction->handshake);
    protection_free(direction->protection);
    record_trail_clear(&direction->trail);
}

void tracker_free(Tracker *tracker)
{
    if (!tracker)
        return;
    clear_direction(&tracker->client);
    clear_direction(&tracker->server);
    memory_free(tracker);
}

/* The handshake at hand is over for both sides, as far as keys tell. */
static bool both_switched(const Tracker *tracker)
{
    return tracker->client.switched_in == tracker->handshake && tracker->server.switched_in == tracker->handshake;
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
    if (tracker->handshake == 1 || tracker->suite || tracker->client.switched_in == tracker->handshake)
        return;
    tracker->handshake--;
    tracker->version = tracker->previous_version;
    tracker->suite = tracker->previous_suite;
}

/* What others have to know to read the message, and what this one tells about those to come. */
static void follow_handshake_message(Tracker *tracker, const Direction *direction, Bytes bytes)
{
    Message message;
    DecodeContext context = {tracker->version, tracker->suite, direction->sender};
    if (bytes.data[0] == HANDSHAKE_CLIENT_HELLO && direction->sender == ACTOR_CLIENT && both_switched(tracker))
        begin_handshake(tracker);
    if (bytes.data[0] != HANDSHAKE_SERVER_HELLO || direction->sender != ACTOR_SERVER)
        return;
    if (message_decode(&message, bytes, &context, NULL) == ERROR_NONE) {
        tracker->version = message.server_hello.version;
        tracker->suite = suite_by_id(message.server_hello.cipher_suite);
    }
}

static void report(Tracker *tracker, const Direction *direction, uint8_t type, Bytes bytes, bool readable,
                   const RecordView *records, int count)
{
    TrackedMessage message = {
        .sender = direction->sender,
        .handshake = type == CONTENT_APPLICATION_DATA && direction->switched_in > 0 ? direction->switched_in
                                                                                    : tracker->handshake,
        .epoch = direction->epoch,
        .content_type = type,
        .encrypted = direction->epoch > 0,
        .sequence_number = direction->epoch > 0 ? direction->sequence_number : 0,
        .readable = readable,
        .bytes = bytes,
        .context = {tracker->version, tracker->suite, direction->sender},
        .records = records,
        .record_count = count,
    };
    tracker->events.message(tracker->events.context, &message);
}

static void switch_keys(Tracker *tracker, Direction *direction)
{
    TrafficKeys keys = {BYTES_EMPTY, BYTES_EMPTY, BYTES_EMPTY};
    bool encrypt_then_mac = false;
    protection_free(direction->protection);
    direction->protection = NULL;
    direction->epoch++;
    direction->sequence_number = 0;
    direction->switched_in = tracker->handshake;
    if (!tracker->suite || !tracker->events.keys)
        return;
    if (tracker->events.keys(tracker->events.context, direction->sender, &keys, &encrypt_then_mac))
        direction->protection = protection_new(tracker->suite, tracker->version, encrypt_then_mac, &keys);
}

/* A hello of SSL 2.0, which may come in place of the first record: its size, or 0 where more has to come of it. */
static bool take_ssl2_hello(Tracker *tracker, Direction *direction, size_t *size)
{
    Bytes hello;
    if (direction->offset > 0 || !ssl2_hello_find(&hello, buffer_bytes(&direction->wire)))
        return false;
    RecordView view = {.bytes = hello, .plaintext = hello};
    if (hello.size > 0)
        report(tracker, direction, CONTENT_SSL2_HELLO, hello, true, &view, 1);
    direction->offset = *size = hello.size;
    return true;
}

/* Reports the messages that are complete now. */
static void take_handshake(Tracker *tracker, Direction *direction, const RecordView *record)
{
    Bytes rest, message;
    buffer_append(&direction->handshake, record->plaintext);
    record_trail_add(&direction->trail, record);
    rest = buffer_bytes(&direction->handshake);
    for (;;) {
        direction->error = handshake_message_parse(&message, rest);
        if (direction->error != ERROR_NONE || message.size == 0)
            break;
        int count;
        const RecordView *records = record_trail_take(&direction->trail, message.size, &count);
        follow_handshake_message(tracker, direction, message);
        report(tracker, direction, CONTENT_HANDSHAKE, message, true, records, count);
        rest = bytes_slice(rest, message.size, rest.size);
    }
    buffer_consume(&direction->handshake, direction->handshake.size - rest.size);
}

static void take_alerts(Tracker *tracker, Direction *direction, const RecordView *record)
{
    for (size_t at = 0; at < record->plaintext.size; at += ALERT_SIZE) {
        Bytes alert = bytes_slice(record->plaintext, at, ALERT_SIZE);
        report(tracker, direction, CONTENT_ALERT, alert, true, record, 1);
        if (direction->sender == ACTOR_SERVER && alert.size == ALERT_SIZE && alert.data[1] == ERROR_NO_RENEGOTIATION)
            take_back_handshake(tracker);
    }
}

static void take_plain(Tracker *tracker, Direction *direction, uint8_t type, const RecordView *record)
{
    direction->error = record_plaintext_check(type, record->plaintext.size);
    if (direction->error != ERROR_NONE)
        return;
    switch (type) {
    case CONTENT_HANDSHAKE:
        take_handshake(tracker, direction, record);
        break;
    case CONTENT_ALERT:
        take_alerts(tracker, direction, record);
        break;
    default:
        report(tracker, direction, type, record->plaintext, true, record, 1);
    }
}

static void take_record(Tracker *tracker, Direction *direction, const Record *record)
{
    RecordView view = {.offset = direction->offset,
                       .bytes = record->bytes,
                       .plaintext = record->fragment,
                       .encrypted = direction->epoch > 0};
    bool open = !view.encrypted;
    if (direction->protection) {
        buffer_truncate(&direction->plaintext, 0);
        open = protection_open(direction->protection, &direction->plaintext, record->type, record->version,
                               record->fragment) == ERROR_NONE;
        view.plaintext = buffer_bytes(&direction->plaintext);
    }
    /* A second switch that cannot be read still shows: the type of a record is never encrypted. */
    if (record->type == CONTENT_CHANGE_CIPHER_SPEC && both_switched(tracker))
        begin_handshake(tracker);
    if (open) {
        take_plain(tracker, direction, record->type, &view);
    } else {
        view.plaintext = BYTES_EMPTY;
        report(tracker, direction, record->type, record->fragment, false, &view, 1);
    }
    direction->sequence_number++;
    if (record->type == CONTENT_CHANGE_CIPHER_SPEC && direction->error == ERROR_NONE)
        switch_keys(tracker, direction);
}

void tracker_feed(Tracker *tracker, Actor sender, Bytes wire)
{
    Direction *direction = sender == ACTOR_CLIENT ? &tracker->client : &tracker->server;
    Record record;
    size_t read = 0;
    if (direction->error != ERROR_NONE)
        return;
    buffer_append(&direction->wire, wire);
    if (take_ssl2_hello(tracker, direction, &read) && read == 0)
        return;
    for (;;) {
        Bytes rest = bytes_slice(buffer_bytes(&direction->wire), read, direction->wire.size);
        direction->error = record_parse(&record, rest);
        if (direction->error != ERROR_NONE || record.bytes.size == 0)
            break;
        take_record(tracker, direction, &record);
        read += record.bytes.size;
        direction->offset += record.bytes.size;
        if (direction->error != ERROR_NONE)
            break;
    }
    buffer_consume(&direction->wire, direction->error == ERROR_NONE ? read : direction->wire.size);
}

Error tracker_error(const Tracker *tracker, Actor sender)
{
    return sender == ACTOR_CLIENT ? tracker->client.error : tracker->server.error;
}

const Suite *tracker_suite(const Tracker *tracker)
{
    return tracker->suite;
}

uint16_t tracker_version(const Tracker *tracker)
{
    return tracker->version;
}
