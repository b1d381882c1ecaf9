#include "sim/attacker/fault.h"

#include "base/memory.h"
#include "sim/attacker/meddling.h"
#include "sim/scenario/tampering_telling.h"
#include "tls/wire/message.h"

/* Messages one after the other, each with its content type and its length in front, in which form they are meddled
   with. */
typedef Buffer MessageQueue;
enum { QUEUE_HEADER = 5 };

static void queue_add(MessageQueue *queue, uint8_t content_type, Bytes message)
{
    buffer_append_number(queue, 1, content_type);
    buffer_append_number(queue, 4, message.size);
    buffer_append(queue, message);
}

static bool queue_take(MessageQueue *queue, uint8_t *content_type, Buffer *out)
{
    if (queue->size == 0)
        return false;
    size_t size = (size_t)bytes_read_number(queue->data + 1, 4);
    *content_type = queue->data[0];
    buffer_append(out, bytes_slice(buffer_bytes(queue), QUEUE_HEADER, size));
    buffer_consume(queue, QUEUE_HEADER + size);
    return true;
}

/* One side that lies. */
typedef struct Liar {
    PeerFault hook;
    Meddling meddling; /* its rules NULL: does not lie */
    MessageQueue due;  /* to be sent now */
} Liar;

struct Fault {
    Tampering lists[2];
    Liar liars[2]; /* by role */
};

/* A message on its way out. */
typedef struct Saying {
    Passage base; /* its bytes: an entry of a queue */
    const MessageView *message;
} Saying;

/* Where the part of a message stands that a rule is for, in the message as it is now. */
static bool find_part(const TamperRule *rule, const Saying *saying, Bytes bytes, size_t *offset, size_t *length)
{
    *offset = 0;
    *length = bytes.size;
    if (!rule->field)
        return true;
    FieldTree tree = FIELD_TREE_EMPTY;
    DecodeContext context = {saying->message->version, suite_by_id(saying->message->cipher_suite)};
    message_annotate(&tree, saying->message->content_type, bytes, &context);
    return meddling_find_field(&tree, rule->field, offset, length);
}

static bool change(void *context, const TamperRule *rule, Passage *passage, Buffer *before, Buffer *after)
{
    size_t offset, length;
    Bytes bytes = bytes_slice(buffer_bytes(&passage->bytes), QUEUE_HEADER, passage->bytes.size - QUEUE_HEADER);
    (void)context;
    if (!find_part(rule, (const Saying *)passage, bytes, &offset, &length))
        return false;
    buffer_append(before, bytes_slice(bytes, offset, length));
    if (!tampering_change(rule, passage->bytes.data + QUEUE_HEADER + offset, length))
        return false;
    buffer_append(after, bytes_slice(bytes, offset, length));
    return true;
}

/* The content type stands in front of what is to be inserted. */
static void insert(void *context, const TamperRule *rule, const Passage *passage)
{
    Liar *liar = context;
    MessageQueue one = BUFFER_EMPTY;
    queue_add(&one, rule->bytes.data[0], bytes_slice(rule->bytes, 1, rule->bytes.size));
    meddling_send(&liar->meddling, passage->sender, buffer_bytes(&one));
    buffer_clear(&one);
}

static void send(void *context, Actor sender, Bytes bytes)
{
    Liar *liar = context;
    (void)sender;
    buffer_append(&liar->due, bytes);
}

static const MeddlingKind meddling_kind = {
    .changes = EVENT_FAULT_CHANGES,
    .inserts = EVENT_FAULT_INSERTS,
    .drops = EVENT_FAULT_DROPS,
    .replays = EVENT_FAULT_REPLAYS,
    .swaps = EVENT_FAULT_SWAPS,
    .truncates = EVENT_FAULT_TRUNCATES,
    .change = change,
    .insert = insert,
    .send = send,
};

static void offer(void *context, const MessageView *message, int handshake)
{
    Liar *liar = context;
    Actor sender = liar->meddling.teller.actor;
    MessageId id = message_id(message->content_type, message->bytes);
    Saying saying = {.base = {sender, handshake, id, BUFFER_EMPTY, 1}, .message = message};
    queue_add(&saying.base.bytes, message->content_type, message->bytes);
    meddling_take(&liar->meddling, &saying.base);
    for (int i = 0; i < saying.base.copies; i++)
        meddling_send(&liar->meddling, sender, buffer_bytes(&saying.base.bytes));
    buffer_clear(&saying.base.bytes);
}

/* Changes the block, of which the rule names a part. */
static bool change_block(Liar *liar, const TamperRule *rule, uint8_t *block, size_t size)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    Buffer before = BUFFER_EMPTY;
    size_t offset, length;
    pre_master_block_annotate(&tree, bytes_of(block, size));
    if (!meddling_find_field(&tree, rule->field, &offset, &length))
        return false;
    buffer_append(&before, bytes_of(block, size));
    bool done = tampering_change(rule, block + offset, length);
    if (done)
        tampering_tell_whole(&liar->meddling.teller, EVENT_FAULT_SEALS, rule->field, buffer_bytes(&before),
                             bytes_of(block, size));
    buffer_clear(&before);
    return done;
}

static bool seal(void *context, uint8_t *block, size_t size, int handshake)
{
    Liar *liar = context;
    bool changed = false;
    liar->meddling.teller.handshake = handshake;
    for (int i = 0; i < liar->meddling.rules->count; i++) {
        TamperRule *rule = &liar->meddling.rules->rules[i];
        if (rule->sealed &&
            meddling_is_meant(rule, liar->meddling.teller.actor, handshake, MESSAGE_CLIENT_KEY_EXCHANGE) &&
            change_block(liar, rule, block, size))
            changed = rule->done = true;
    }
    return changed;
}

static bool take(void *context, uint8_t *content_type, Buffer *out)
{
    Liar *liar = context;
    return !liar->meddling.cut && queue_take(&liar->due, content_type, out);
}

static bool is_alert(const TamperRule *rule)
{
    return !rule->done && (rule->action == TAMPER_WARNING || rule->action == TAMPER_FATAL);
}

/* The message itself is counted when it is offered: it may be asked after several times. */
static bool alerts(void *context, MessageId next, int handshake, Error *alert, bool *fatal)
{
    Liar *liar = context;
    for (int i = 0; i < liar->meddling.rules->count; i++) {
        TamperRule *rule = &liar->meddling.rules->rules[i];
        TamperTarget target = rule->target;
        if (!is_alert(rule) || !tampering_meets(&target, liar->meddling.teller.actor, handshake, next))
            continue;
        rule->done = true;
        *alert = rule->alert;
        *fatal = rule->action == TAMPER_FATAL;
        liar->meddling.teller.handshake = handshake;
        tampering_tell(&liar->meddling.teller, EVENT_FAULT_ALERTS, message_id_name(next));
        return true;
    }
    return false;
}

/* Life */

static const SettingValue *value_for(const FaultConfig *config, Actor role)
{
    return scenario_value(config->scenario, SCENARIO_FAULT, SETTING_CHANGES, role, config->connection, 1);
}

/* False where there is nothing to do on this connection. */
static bool take_rules(Tampering *out, const FaultConfig *config, const SettingValue *value)
{
    if (!value)
        return false;
    tampering_copy(out, value->changes);
    tampering_keep_connection(out, config->connection);
    return out->count > 0;
}

static void make_liar(Fault *fault, Actor role, Tampering *rules, const Observer *observer)
{
    Liar *liar = &fault->liars[role];
    liar->meddling = (Meddling){.kind = &meddling_kind, .context = liar, .teller = {observer, role, 1}, .rules = rules};
    liar->hook = (PeerFault){offer, take, alerts, seal, liar};
}

Fault *fault_new(const FaultConfig *config)
{
    const SettingValue *client = value_for(config, ACTOR_CLIENT), *server = value_for(config, ACTOR_SERVER);
    Fault *fault = memory_new(sizeof *fault);
    bool client_lies = take_rules(&fault->lists[ACTOR_CLIENT], config, client);
    bool together = client == server; /* one setting, that names no side */
    bool server_lies = together ? client_lies : take_rules(&fault->lists[ACTOR_SERVER], config, server);
    if (client_lies)
        make_liar(fault, ACTOR_CLIENT, &fault->lists[ACTOR_CLIENT], config->observers[ACTOR_CLIENT]);
    if (server_lies)
        make_liar(fault, ACTOR_SERVER, &fault->lists[together ? ACTOR_CLIENT : ACTOR_SERVER],
                  config->observers[ACTOR_SERVER]);
    if (client_lies || server_lies)
        return fault;
    fault_free(fault);
    return NULL;
}

void fault_free(Fault *fault)
{
    if (!fault)
        return;
    for (int i = 0; i < 2; i++) {
        tampering_clear(&fault->lists[i]);
        buffer_clear(&fault->liars[i].due);
        meddling_clear(&fault->liars[i].meddling);
    }
    memory_free(fault);
}

const PeerFault *fault_of(const Fault *fault, Actor role)
{
    return fault && fault->liars[role].meddling.rules ? &fault->liars[role].hook : NULL;
}

bool fault_ends_stream(const Fault *fault, Actor role)
{
    return fault && fault->liars[role].meddling.cut;
}

void fault_append_undone(Fault *fault, Buffer *out)
{
    for (Actor role = ACTOR_CLIENT; fault && role <= ACTOR_SERVER; role++) {
        Liar *liar = &fault->liars[role];
        bool shared = role == ACTOR_SERVER && liar->meddling.rules == fault->liars[ACTOR_CLIENT].meddling.rules;
        if (liar->meddling.rules && !shared)
            tampering_tell_undone(&liar->meddling.teller, EVENT_FAULT_FINDS_NOTHING, liar->meddling.rules, out);
    }
}
