/* An attacker who changes what passes: bits of a message, which messages there are, their order. He follows both
   directions without any key, and holds a message back until it has come whole. */
#include <string.h>

#include "base/memory.h"
#include "sim/attacker/attacker_kind.h"
#include "sim/scenario/tampering_telling.h"
#include "tls/record/record.h"
#include "tls/record/tracker.h"

/* One direction. */
typedef struct Stream {
    Buffer wire;           /* came, and is not handed on yet */
    uint64_t start;        /* of its first byte in all that came */
    uint64_t sent;         /* bytes handed on so far */
    bool cut;              /* he ended it: nothing follows */
    TamperRule *swapping;  /* waits for the second of its two messages; or NULL */
    Buffer first, between; /* meanwhile held back */
} Stream;

typedef struct Tamperer {
    Attacker base;
    Tampering rules;
    Tracker *tracker;
    Stream streams[2];   /* by who sends */
    AttackerOutput *out; /* of the call at hand */
    bool meddled;        /* in this call */
} Tamperer;

/* A message on its way. */
typedef struct Passing {
    const TrackedMessage *message;
    const char *name;
    Bytes original; /* its records as they came */
    uint64_t offset;
    Buffer wire; /* and as they go on */
    int copies;
} Passing;

static Teller teller_of(const Tamperer *tamperer, int handshake)
{
    return (Teller){tamperer->base.config.observer, ACTOR_ATTACKER, handshake};
}

static void tell(Tamperer *tamperer, EventId id, const Passing *passing)
{
    Teller teller = teller_of(tamperer, passing->message->handshake);
    tampering_tell(&teller, id, passing->name);
    tamperer->meddled = true;
}

/* Handing on */

static void send(Tamperer *tamperer, Actor from, Bytes wire)
{
    Stream *stream = &tamperer->streams[from];
    if (stream->cut)
        return;
    if (stream->swapping) {
        buffer_append(&stream->between, wire);
        return;
    }
    buffer_append(&tamperer->out->bytes[attacker_other_side(from)], wire);
    stream->sent += wire.size;
}

/* Says that other bytes arrive than were sent; where they are held back, their place is not known yet. */
static void note_change(const Tamperer *tamperer, Actor from, uint64_t offset, Bytes sent, Bytes received)
{
    const Stream *stream = &tamperer->streams[from];
    const AttackerConfig *config = &tamperer->base.config;
    WireChange change = {.connection = config->connection,
                         .from = from,
                         .sent_offset = offset,
                         .received_offset = stream->swapping ? UINT64_MAX : stream->sent,
                         .sent = sent,
                         .received = received};
    if (config->changed && !bytes_equal(sent, received))
        config->changed(config->context, &change);
}

/* Changing bytes */

/* Where a byte of a message that crosses in the clear stands in its records, each with its header. Peers that put
   several messages into a record are not followed that far. */
static bool find_in_records(const TrackedMessage *message, size_t at, size_t *place)
{
    size_t total = 0;
    *place = 0;
    for (int i = 0; i < message->record_count; i++)
        total += message->records[i].plaintext.size;
    if (total != message->bytes.size)
        return false;
    for (int i = 0; i < message->record_count; i++) {
        size_t size = message->records[i].plaintext.size;
        if (at < size) {
            *place += RECORD_HEADER_SIZE + at;
            return true;
        }
        at -= size;
        *place += RECORD_HEADER_SIZE + size;
    }
    return false;
}

/* The part of a message that a rule names: where it begins in the message, and how long it is. */
static bool find_field(const TrackedMessage *message, const char *path, size_t *offset, size_t *length)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    if (message->readable)
        message_annotate(&tree, message->content_type, message->bytes, &message->context);
    int index = field_tree_find(&tree, path);
    if (index >= 0) {
        *offset = tree.fields[index].offset;
        *length = tree.fields[index].length;
    }
    field_tree_clear(&tree);
    return index >= 0;
}

/* Changes a field in its place among the records. */
static bool change_field(const TamperRule *rule, Passing *passing, Buffer *before, Buffer *after)
{
    size_t offset, length, place;
    if (!find_field(passing->message, rule->field, &offset, &length))
        return false;
    for (size_t i = 0; i < length; i++) {
        if (!find_in_records(passing->message, offset + i, &place) || place >= passing->wire.size)
            return false;
        buffer_append(before, bytes_of(passing->wire.data + place, 1));
    }
    buffer_append(after, buffer_bytes(before));
    if (!tampering_change(rule, after->data, after->size))
        return false;
    for (size_t i = 0; i < length; i++)
        if (find_in_records(passing->message, offset + i, &place))
            passing->wire.data[place] = after->data[i];
    return true;
}

static bool change_record(const TamperRule *rule, Passing *passing, Buffer *before, Buffer *after)
{
    buffer_append(before, buffer_bytes(&passing->wire));
    if (!tampering_change(rule, passing->wire.data, passing->wire.size))
        return false;
    buffer_append(after, buffer_bytes(&passing->wire));
    return true;
}

static bool change(Tamperer *tamperer, const TamperRule *rule, Passing *passing)
{
    Buffer before = BUFFER_EMPTY, after = BUFFER_EMPTY;
    bool done =
        rule->field ? change_field(rule, passing, &before, &after) : change_record(rule, passing, &before, &after);
    if (done) {
        Teller teller = teller_of(tamperer, passing->message->handshake);
        tampering_tell_change(&teller, EVENT_ATTACKER_CHANGES, passing->name, rule, buffer_bytes(&before),
                              buffer_bytes(&after));
        tamperer->meddled = true;
    }
    buffer_clear(&before);
    buffer_clear(&after);
    return done;
}

/* Messages that come, go, and change places */

static void insert(Tamperer *tamperer, const TamperRule *rule, const Passing *passing)
{
    Actor from = passing->message->sender;
    note_change(tamperer, from, passing->offset, BYTES_EMPTY, rule->bytes);
    send(tamperer, from, rule->bytes);
    tell(tamperer, EVENT_ATTACKER_INSERTS, passing);
}

static void truncate_stream(Tamperer *tamperer, const Passing *passing)
{
    Actor from = passing->message->sender;
    tamperer->streams[from].cut = true;
    tamperer->out->ended[attacker_other_side(from)] = true;
    tell(tamperer, EVENT_ATTACKER_TRUNCATES, passing);
}

/* The first of the two messages is kept, and all behind it, until the second has come. */
static bool swap(Tamperer *tamperer, TamperRule *rule, Passing *passing)
{
    Stream *stream = &tamperer->streams[passing->message->sender];
    if (!stream->swapping) {
        stream->swapping = rule;
        buffer_set(&stream->first, buffer_bytes(&passing->wire));
        passing->copies = 0;
        return false;
    }
    if (stream->swapping != rule)
        return false;
    Actor from = passing->message->sender;
    stream->swapping = NULL;
    send(tamperer, from, buffer_bytes(&passing->wire));
    send(tamperer, from, buffer_bytes(&stream->between));
    send(tamperer, from, buffer_bytes(&stream->first));
    buffer_truncate(&stream->between, 0);
    passing->copies = 0;
    tell(tamperer, EVENT_ATTACKER_SWAPS, passing);
    return true;
}

/* True where the rule is done now. */
static bool apply(Tamperer *tamperer, TamperRule *rule, Passing *passing)
{
    switch (rule->action) {
    case TAMPER_CHANGE:
        return change(tamperer, rule, passing);
    case TAMPER_SWAP:
        return swap(tamperer, rule, passing);
    case TAMPER_DROP:
        passing->copies = 0;
        tell(tamperer, EVENT_ATTACKER_DROPS, passing);
        return true;
    case TAMPER_REPLAY:
        passing->copies = 2;
        tell(tamperer, EVENT_ATTACKER_REPLAYS, passing);
        return true;
    case TAMPER_INSERT:
        insert(tamperer, rule, passing);
        return true;
    case TAMPER_TRUNCATE:
        truncate_stream(tamperer, passing);
        return true;
    case TAMPER_WARNING:
    case TAMPER_FATAL:
        break; /* are a peer's alone */
    }
    return false;
}

static bool is_meant(TamperRule *rule, const Passing *passing)
{
    const TrackedMessage *message = passing->message;
    bool meant = tampering_meets(&rule->target, message->sender, message->handshake, passing->name);
    if (rule->action == TAMPER_SWAP &&
        tampering_meets(&rule->other, message->sender, message->handshake, passing->name))
        meant = true;
    return meant;
}

/* Following */

/* The first message under new keys is Finished, whether he can read it or not. */
static const char *name_of(const TrackedMessage *message)
{
    if (message->readable || message->content_type != CONTENT_HANDSHAKE)
        return message_name(message->content_type, message->bytes);
    return message->sequence_number == 0 ? "finished" : "encrypted_handshake";
}

/* The records of a message, as far as they are not handed on already with one that shares them. */
static Bytes records_of(const Stream *stream, const TrackedMessage *message, uint64_t *offset)
{
    const RecordView *last = &message->records[message->record_count - 1];
    uint64_t end = last->offset + last->bytes.size;
    *offset = message->records[0].offset < stream->start ? stream->start : message->records[0].offset;
    return bytes_slice(buffer_bytes(&stream->wire), (size_t)(*offset - stream->start), (size_t)(end - *offset));
}

static void hand_on(Tamperer *tamperer, Passing *passing)
{
    Actor from = passing->message->sender;
    bool held = tamperer->streams[from].swapping && passing->copies == 0;
    Buffer goes_on = BUFFER_EMPTY;
    for (int i = 0; i < passing->copies && !tamperer->streams[from].cut; i++)
        buffer_append(&goes_on, buffer_bytes(&passing->wire));
    if (!held)
        note_change(tamperer, from, passing->offset, passing->original, buffer_bytes(&goes_on));
    send(tamperer, from, buffer_bytes(&goes_on));
    buffer_clear(&goes_on);
}

static void hear_message(void *context, const TrackedMessage *message)
{
    Tamperer *tamperer = context;
    Stream *stream = &tamperer->streams[message->sender];
    Passing passing = {.message = message, .name = name_of(message), .copies = 1};
    passing.original = records_of(stream, message, &passing.offset);
    size_t before = (size_t)(passing.offset - stream->start);
    send(tamperer, message->sender, bytes_slice(buffer_bytes(&stream->wire), 0, before));
    buffer_append(&passing.wire, passing.original);
    for (int i = 0; i < tamperer->rules.count; i++) {
        TamperRule *rule = &tamperer->rules.rules[i];
        if (is_meant(rule, &passing) && apply(tamperer, rule, &passing))
            rule->done = true;
    }
    hand_on(tamperer, &passing);
    size_t taken = before + passing.original.size;
    stream->start += taken;
    buffer_consume(&stream->wire, taken);
    buffer_clear(&passing.wire);
}

/* What he cannot follow, or what will not come whole any more, goes on as it is. */
static void hand_on_rest(Tamperer *tamperer, Actor from)
{
    Stream *stream = &tamperer->streams[from];
    send(tamperer, from, buffer_bytes(&stream->wire));
    stream->start += stream->wire.size;
    buffer_truncate(&stream->wire, 0);
}

static void hear(Attacker *attacker, AttackerOutput *out, Actor from, Bytes wire)
{
    Tamperer *tamperer = (Tamperer *)attacker;
    tamperer->out = out;
    tamperer->meddled = false;
    buffer_append(&tamperer->streams[from].wire, wire);
    tracker_feed(tamperer->tracker, from, wire);
    if (tracker_error(tamperer->tracker, from) != ERROR_NONE)
        hand_on_rest(tamperer, from);
    if (!tamperer->meddled)
        attacker_tell_pass(attacker, from);
}

static void hear_end(Attacker *attacker, AttackerOutput *out, Actor from)
{
    Tamperer *tamperer = (Tamperer *)attacker;
    tamperer->out = out;
    hand_on_rest(tamperer, from);
    attacker_pass_end(attacker, out, from);
}

/* Life */

static Attacker *make(const AttackerConfig *config)
{
    Tamperer *tamperer = memory_new(sizeof *tamperer);
    TrackerEvents events = {.message = hear_message, .context = tamperer};
    const char *value = scenario_get(config->scenario, "tamper", ACTOR_ATTACKER, config->connection, 1);
    Diagnostic ignored = {""}; /* the value was checked when it was set */
    tamperer->tracker = tracker_new(&events);
    if (value && tampering_parse(&tamperer->rules, value, TAMPER_BY_ATTACKER, "tamper", &ignored))
        tampering_keep_connection(&tamperer->rules, config->connection);
    return &tamperer->base;
}

static void append_undone(Attacker *attacker, Buffer *out)
{
    const Tamperer *tamperer = (const Tamperer *)attacker;
    Teller teller = teller_of(tamperer, 1);
    tampering_tell_undone(&teller, EVENT_ATTACKER_FINDS_NOTHING, &tamperer->rules, out);
}

static void clear(Attacker *attacker)
{
    Tamperer *tamperer = (Tamperer *)attacker;
    tampering_clear(&tamperer->rules);
    tracker_free(tamperer->tracker);
    for (int i = 0; i < 2; i++) {
        buffer_clear(&tamperer->streams[i].wire);
        buffer_clear(&tamperer->streams[i].first);
        buffer_clear(&tamperer->streams[i].between);
    }
}

const AttackerKind attacker_tamper = {
    .make = make, .hear = hear, .hear_end = hear_end, .append_undone = append_undone, .clear = clear};
