/* An attacker who changes what passes: bits of a message, which messages there are, their order. He follows both
   directions without any key, and holds a message back until it has come whole. */
#include "base/memory.h"
#include "sim/attacker/attacker_kind.h"
#include "sim/attacker/meddling.h"
#include "sim/scenario/tampering_telling.h"
#include "tls/record/record.h"
#include "tls/record/tracker.h"

/* One direction. */
typedef struct Stream {
    Buffer wire;    /* came, and is not handed on yet */
    uint64_t start; /* of its first byte in all that came */
    uint64_t sent;  /* bytes handed on so far */
    Meddling meddling;
} Stream;

typedef struct Tamperer {
    Attacker base;
    Tampering rules;
    Tracker *tracker;
    Stream streams[2];   /* by who sends */
    AttackerOutput *out; /* of the call at hand */
} Tamperer;

/* A message on its way. */
typedef struct Passing {
    Passage base; /* its bytes: the records */
    const TrackedMessage *message;
    Bytes original; /* its records as they came */
    uint64_t offset;
} Passing;

/* Handing on */

static void send(void *context, Actor from, Bytes wire)
{
    Tamperer *tamperer = context;
    buffer_append(&tamperer->out->bytes[attacker_other_side(from)], wire);
    tamperer->streams[from].sent += wire.size;
}

/* Says that other bytes arrive than were sent; where they are held back, their place is not known yet. */
static void note_change(const Tamperer *tamperer, Actor from, uint64_t offset, Bytes sent, Bytes received)
{
    const Stream *stream = &tamperer->streams[from];
    const AttackerConfig *config = &tamperer->base.config;
    WireChange change = {.connection = config->connection,
                         .from = from,
                         .sent_offset = offset,
                         .received_offset = stream->meddling.swapping ? UINT64_MAX : stream->sent,
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
    return meddling_find_field(&tree, path, offset, length);
}

/* Changes a field in its place among the records. */
static bool change_field(const TamperRule *rule, Passing *passing, Buffer *before, Buffer *after)
{
    size_t offset, length, place;
    if (!find_field(passing->message, rule->field, &offset, &length))
        return false;
    for (size_t i = 0; i < length; i++) {
        if (!find_in_records(passing->message, offset + i, &place) || place >= passing->base.bytes.size)
            return false;
        buffer_append(before, bytes_of(passing->base.bytes.data + place, 1));
    }
    buffer_append(after, buffer_bytes(before));
    if (!tampering_change(rule, after->data, after->size))
        return false;
    for (size_t i = 0; i < length; i++)
        if (find_in_records(passing->message, offset + i, &place))
            passing->base.bytes.data[place] = after->data[i];
    return true;
}

static bool change_record(const TamperRule *rule, Passing *passing, Buffer *before, Buffer *after)
{
    buffer_append(before, buffer_bytes(&passing->base.bytes));
    if (!tampering_change(rule, passing->base.bytes.data, passing->base.bytes.size))
        return false;
    buffer_append(after, buffer_bytes(&passing->base.bytes));
    return true;
}

static bool change(void *context, const TamperRule *rule, Passage *passage, Buffer *before, Buffer *after)
{
    Passing *passing = (Passing *)passage;
    (void)context;
    return rule->field ? change_field(rule, passing, before, after) : change_record(rule, passing, before, after);
}

static void insert(void *context, const TamperRule *rule, const Passage *passage)
{
    Tamperer *tamperer = context;
    const Passing *passing = (const Passing *)passage;
    note_change(tamperer, passage->sender, passing->offset, BYTES_EMPTY, rule->bytes);
    meddling_send(&tamperer->streams[passage->sender].meddling, passage->sender, rule->bytes);
}

static const MeddlingKind meddling_kind = {
    .changes = EVENT_ATTACKER_CHANGES,
    .inserts = EVENT_ATTACKER_INSERTS,
    .drops = EVENT_ATTACKER_DROPS,
    .replays = EVENT_ATTACKER_REPLAYS,
    .swaps = EVENT_ATTACKER_SWAPS,
    .truncates = EVENT_ATTACKER_TRUNCATES,
    .change = change,
    .insert = insert,
    .send = send,
};

/* Following */

/* The first message under new keys is Finished, whether he can read it or not. */
static MessageId id_of(const TrackedMessage *message)
{
    if (message->readable || message->content_type != CONTENT_HANDSHAKE)
        return message_id(message->content_type, message->bytes);
    return message->sequence_number == 0 ? MESSAGE_FINISHED : MESSAGE_ENCRYPTED_HANDSHAKE;
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
    Actor from = passing->base.sender;
    Meddling *meddling = &tamperer->streams[from].meddling;
    bool held = meddling->swapping && passing->base.copies == 0;
    Buffer goes_on = BUFFER_EMPTY;
    for (int i = 0; i < passing->base.copies && !meddling->cut; i++)
        buffer_append(&goes_on, buffer_bytes(&passing->base.bytes));
    if (!held)
        note_change(tamperer, from, passing->offset, passing->original, buffer_bytes(&goes_on));
    meddling_send(meddling, from, buffer_bytes(&goes_on));
    buffer_clear(&goes_on);
}

static void hear_message(void *context, const TrackedMessage *message)
{
    Tamperer *tamperer = context;
    Stream *stream = &tamperer->streams[message->sender];
    Meddling *meddling = &stream->meddling;
    Passage passage = {message->sender, message->handshake, id_of(message), BUFFER_EMPTY, 1};
    Passing passing = {.base = passage, .message = message};
    bool was_cut = meddling->cut;
    passing.original = records_of(stream, message, &passing.offset);
    size_t before = (size_t)(passing.offset - stream->start);
    meddling_send(meddling, message->sender, bytes_slice(buffer_bytes(&stream->wire), 0, before));
    buffer_append(&passing.base.bytes, passing.original);
    meddling_take(meddling, &passing.base);
    if (meddling->cut && !was_cut)
        tamperer->out->ended[attacker_other_side(message->sender)] = true;
    hand_on(tamperer, &passing);
    size_t taken = before + passing.original.size;
    stream->start += taken;
    buffer_consume(&stream->wire, taken);
    buffer_clear(&passing.base.bytes);
}

/* What he cannot follow, or what will not come whole any more, goes on as it is. */
static void hand_on_rest(Tamperer *tamperer, Actor from)
{
    Stream *stream = &tamperer->streams[from];
    meddling_send(&stream->meddling, from, buffer_bytes(&stream->wire));
    stream->start += stream->wire.size;
    buffer_truncate(&stream->wire, 0);
}

static void hear(Attacker *attacker, AttackerOutput *out, Actor from, Bytes wire)
{
    Tamperer *tamperer = (Tamperer *)attacker;
    tamperer->out = out;
    tamperer->streams[from].meddling.done = false;
    buffer_append(&tamperer->streams[from].wire, wire);
    tracker_feed(tamperer->tracker, from, wire);
    if (tracker_error(tamperer->tracker, from) != ERROR_NONE)
        hand_on_rest(tamperer, from);
    if (!tamperer->streams[from].meddling.done)
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
    const SettingValue *value =
        scenario_value(config->scenario, SCENARIO_TAMPER, SETTING_CHANGES, ACTOR_ATTACKER, config->connection, 1);
    tamperer->tracker = tracker_new(&events);
    for (int i = 0; i < 2; i++)
        tamperer->streams[i].meddling = (Meddling){.kind = &meddling_kind,
                                                   .context = tamperer,
                                                   .teller = {config->observer, ACTOR_ATTACKER, 1},
                                                   .rules = &tamperer->rules};
    if (value) {
        tampering_copy(&tamperer->rules, value->changes);
        tampering_keep_connection(&tamperer->rules, config->connection);
    }
    return &tamperer->base;
}

static void append_undone(Attacker *attacker, Buffer *out)
{
    const Tamperer *tamperer = (const Tamperer *)attacker;
    Teller teller = {attacker->config.observer, ACTOR_ATTACKER, 1};
    tampering_tell_undone(&teller, EVENT_ATTACKER_FINDS_NOTHING, &tamperer->rules, out);
}

static void clear(Attacker *attacker)
{
    Tamperer *tamperer = (Tamperer *)attacker;
    tampering_clear(&tamperer->rules);
    tracker_free(tamperer->tracker);
    for (int i = 0; i < 2; i++) {
        buffer_clear(&tamperer->streams[i].wire);
        meddling_clear(&tamperer->streams[i].meddling);
    }
}

const AttackerKind attacker_tamper = {
    .make = make, .hear = hear, .hear_end = hear_end, .append_undone = append_undone, .clear = clear};
