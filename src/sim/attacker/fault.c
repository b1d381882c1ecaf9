#include "sim/attacker/fault.h"

#include <string.h>

#include "base/memory.h"
#include "sim/scenario/tampering_telling.h"
#include "tls/wire/message.h"

/* Messages one after the other, each with its content type and its length in front. */
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

static const char client_key_exchange[] = "client_key_exchange";

/* One side that lies. */
typedef struct Liar {
    PeerFault hook;
    Teller teller;
    Tampering *rules;
    MessageQueue due;            /* to be sent now */
    TamperRule *swapping;        /* waits for the second of its two messages; or NULL */
    MessageQueue first, between; /* meanwhile held back */
    bool cut;
} Liar;

struct Fault {
    Tampering lists[2];
    Liar liars[2]; /* by role; `rules` NULL: does not lie */
};

/* A message on its way out. */
typedef struct Saying {
    const MessageView *message;
    const char *name;
    Buffer bytes; /* as it will be sent */
    int copies;
} Saying;

static void tell(Liar *liar, EventId id, const Saying *saying)
{
    tampering_tell(&liar->teller, id, saying->name);
}

/* Where a field stands in what was annotated; clears the tree. */
static bool find_field(FieldTree *tree, const char *path, size_t *offset, size_t *length)
{
    int index = field_tree_find(tree, path);
    if (index >= 0) {
        *offset = tree->fields[index].offset;
        *length = tree->fields[index].length;
    }
    field_tree_clear(tree);
    return index >= 0;
}

/* Where the part of a message stands that a rule is for. */
static bool find_part(const Liar *liar, const TamperRule *rule, const Saying *saying, size_t *offset, size_t *length)
{
    *offset = 0;
    *length = saying->bytes.size;
    if (!rule->field)
        return true;
    FieldTree tree = FIELD_TREE_EMPTY;
    DecodeContext context = {saying->message->version, suite_by_id(saying->message->cipher_suite), liar->teller.actor};
    message_annotate(&tree, saying->message->content_type, buffer_bytes(&saying->bytes), &context);
    return find_field(&tree, rule->field, offset, length);
}

static bool change(Liar *liar, const TamperRule *rule, Saying *saying)
{
    size_t offset, length;
    if (!find_part(liar, rule, saying, &offset, &length))
        return false;
    Buffer before = BUFFER_EMPTY;
    buffer_append(&before, bytes_slice(buffer_bytes(&saying->bytes), offset, length));
    bool done = tampering_change(rule, saying->bytes.data + offset, length);
    if (done)
        tampering_tell_change(&liar->teller, EVENT_FAULT_CHANGES, saying->name, rule, buffer_bytes(&before),
                              bytes_slice(buffer_bytes(&saying->bytes), offset, length));
    buffer_clear(&before);
    return done;
}

/* The content type stands in front of what is to be inserted. */
static void insert(Liar *liar, const TamperRule *rule, const Saying *saying)
{
    queue_add(liar->swapping ? &liar->between : &liar->due, rule->bytes.data[0],
              bytes_slice(rule->bytes, 1, rule->bytes.size));
    tell(liar, EVENT_FAULT_INSERTS, saying);
}

/* The first of the two messages is kept, and all behind it, until the second is due. */
static bool swap(Liar *liar, TamperRule *rule, Saying *saying)
{
    uint8_t type = saying->message->content_type;
    if (!liar->swapping) {
        liar->swapping = rule;
        queue_add(&liar->first, type, buffer_bytes(&saying->bytes));
        saying->copies = 0;
        return false;
    }
    if (liar->swapping != rule)
        return false;
    liar->swapping = NULL;
    queue_add(&liar->due, type, buffer_bytes(&saying->bytes));
    buffer_append(&liar->due, buffer_bytes(&liar->between));
    buffer_append(&liar->due, buffer_bytes(&liar->first));
    buffer_truncate(&liar->between, 0);
    saying->copies = 0;
    tell(liar, EVENT_FAULT_SWAPS, saying);
    return true;
}

/* True where the rule is done now. */
static bool apply(Liar *liar, TamperRule *rule, Saying *saying)
{
    switch (rule->action) {
    case TAMPER_CHANGE:
        return change(liar, rule, saying);
    case TAMPER_SWAP:
        return swap(liar, rule, saying);
    case TAMPER_DROP:
        saying->copies = 0;
        tell(liar, EVENT_FAULT_DROPS, saying);
        return true;
    case TAMPER_REPLAY:
        saying->copies = 2;
        tell(liar, EVENT_FAULT_REPLAYS, saying);
        return true;
    case TAMPER_INSERT:
        insert(liar, rule, saying);
        return true;
    case TAMPER_TRUNCATE:
        liar->cut = true;
        tell(liar, EVENT_FAULT_TRUNCATES, saying);
        return true;
    case TAMPER_WARNING:
    case TAMPER_FATAL:
        break; /* were asked for before the message was built: see alerts */
    }
    return false;
}

/* A field that nobody sees in the message, because it is encrypted there. */
static bool is_sealed(const TamperRule *rule)
{
    static const char block[] = "padded_pre_master_secret";
    return rule->field && strncmp(rule->field, block, strlen(block)) == 0;
}

static bool is_meant(TamperRule *rule, Actor sender, int handshake, const char *name)
{
    bool meant = tampering_meets(&rule->target, sender, handshake, name);
    if (rule->action == TAMPER_SWAP && tampering_meets(&rule->other, sender, handshake, name))
        meant = true;
    return meant;
}

static void offer(void *context, const MessageView *message, int handshake)
{
    Liar *liar = context;
    Saying saying = {.message = message, .name = message_name(message->content_type, message->bytes), .copies = 1};
    buffer_append(&saying.bytes, message->bytes);
    liar->teller.handshake = handshake;
    for (int i = 0; i < liar->rules->count; i++) {
        TamperRule *rule = &liar->rules->rules[i];
        if (!is_sealed(rule) && is_meant(rule, liar->teller.actor, handshake, saying.name) &&
            apply(liar, rule, &saying))
            rule->done = true;
    }
    for (int i = 0; i < saying.copies; i++)
        queue_add(liar->swapping ? &liar->between : &liar->due, message->content_type, buffer_bytes(&saying.bytes));
    buffer_clear(&saying.bytes);
}

/* Changes the block, of which the rule names a part. */
static bool change_block(Liar *liar, const TamperRule *rule, uint8_t *block, size_t size)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    Buffer before = BUFFER_EMPTY;
    size_t offset, length;
    pre_master_block_annotate(&tree, bytes_of(block, size));
    if (!find_field(&tree, rule->field, &offset, &length))
        return false;
    buffer_append(&before, bytes_of(block, size));
    bool done = tampering_change(rule, block + offset, length);
    if (done)
        tampering_tell_whole(&liar->teller, EVENT_FAULT_SEALS, rule->field, buffer_bytes(&before),
                             bytes_of(block, size));
    buffer_clear(&before);
    return done;
}

static bool seal(void *context, uint8_t *block, size_t size, int handshake)
{
    Liar *liar = context;
    bool changed = false;
    liar->teller.handshake = handshake;
    for (int i = 0; i < liar->rules->count; i++) {
        TamperRule *rule = &liar->rules->rules[i];
        if (is_sealed(rule) && is_meant(rule, liar->teller.actor, handshake, client_key_exchange) &&
            change_block(liar, rule, block, size))
            changed = rule->done = true;
    }
    return changed;
}

static bool take(void *context, uint8_t *content_type, Buffer *out)
{
    Liar *liar = context;
    return !liar->cut && queue_take(&liar->due, content_type, out);
}

static bool is_alert(const TamperRule *rule)
{
    return !rule->done && (rule->action == TAMPER_WARNING || rule->action == TAMPER_FATAL);
}

/* The message itself is counted when it is offered: it may be asked after several times. */
static bool alerts(void *context, const char *next, int handshake, Error *alert, bool *fatal)
{
    Liar *liar = context;
    for (int i = 0; i < liar->rules->count; i++) {
        TamperRule *rule = &liar->rules->rules[i];
        TamperTarget target = rule->target;
        if (!is_alert(rule) || !tampering_meets(&target, liar->teller.actor, handshake, next))
            continue;
        rule->done = true;
        *alert = rule->alert;
        *fatal = rule->action == TAMPER_FATAL;
        liar->teller.handshake = handshake;
        tampering_tell(&liar->teller, EVENT_FAULT_ALERTS, next);
        return true;
    }
    return false;
}

/* Life */

static const char *value_for(const FaultConfig *config, Actor role)
{
    return scenario_get(config->scenario, "fault", role, config->connection, 1);
}

/* False where there is nothing to do on this connection. */
static bool read_rules(Tampering *out, const FaultConfig *config, const char *value)
{
    Diagnostic ignored = {""}; /* the value was checked when it was set */
    if (!value || !tampering_parse(out, value, TAMPER_BY_SENDER, "fault", &ignored))
        return false;
    tampering_keep_connection(out, config->connection);
    return out->count > 0;
}

static void make_liar(Fault *fault, Actor role, Tampering *rules, const Observer *observer)
{
    Liar *liar = &fault->liars[role];
    liar->rules = rules;
    liar->teller = (Teller){observer, role, 1};
    liar->hook = (PeerFault){offer, take, alerts, seal, liar};
}

Fault *fault_new(const FaultConfig *config)
{
    const char *client = value_for(config, ACTOR_CLIENT), *server = value_for(config, ACTOR_SERVER);
    Fault *fault = memory_new(sizeof *fault);
    bool client_lies = read_rules(&fault->lists[ACTOR_CLIENT], config, client);
    bool together = client == server; /* one setting, that names no side */
    bool server_lies = together ? client_lies : read_rules(&fault->lists[ACTOR_SERVER], config, server);
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
        buffer_clear(&fault->liars[i].first);
        buffer_clear(&fault->liars[i].between);
    }
    memory_free(fault);
}

const PeerFault *fault_of(const Fault *fault, Actor role)
{
    return fault && fault->liars[role].rules ? &fault->liars[role].hook : NULL;
}

bool fault_ends_stream(const Fault *fault, Actor role)
{
    return fault && fault->liars[role].cut;
}

void fault_append_undone(Fault *fault, Buffer *out)
{
    for (Actor role = ACTOR_CLIENT; fault && role <= ACTOR_SERVER; role++) {
        Liar *liar = &fault->liars[role];
        bool shared = role == ACTOR_SERVER && liar->rules == fault->liars[ACTOR_CLIENT].rules;
        if (liar->rules && !shared)
            tampering_tell_undone(&liar->teller, EVENT_FAULT_FINDS_NOTHING, liar->rules, out);
    }
}
