/* What peers tell of themselves. */
#include <stdlib.h>
#include <string.h>

#include "comeback.h"

#include "base/memory.h"
#include "crypto/prf.h"

enum { KNOWN_MAX = 512, STORY_MAX = 512 };

typedef struct Known {
    int handshake;
    FactRef fact;
    Buffer value;
} Known;

/* Listens to both peers, and holds every event against what was told before. */
typedef struct Listener {
    Known known[2][KNOWN_MAX];
    int known_count[2];
    const char *story[STORY_MAX]; /* "client.send.client_hello", … */
    int story_count;
    Pair *pair;
    Buffer messages[2];            /* handshake messages told by each side */
    uint64_t sent[2], received[2]; /* end of the latest record told, in the sender's stream */
    bool judge;
    int handshake, handshakes; /* of the event at hand, and the most there may be; 0: one */
} Listener;

/* A derivation's inputs and a sentence's facts are of its own handshake. */
static const Buffer *find_known(const Listener *listener, Actor actor, FactRef fact)
{
    for (int i = listener->known_count[actor] - 1; i >= 0; i--) {
        const Known *known = &listener->known[actor][i];
        if (known->handshake == listener->handshake && known->fact.id == fact.id && known->fact.index == fact.index)
            return &known->value;
    }
    return NULL;
}

static Bytes known_value(const Listener *listener, Actor actor, FactRef fact)
{
    const Buffer *value = find_known(listener, actor, fact);
    if (!value) {
        Buffer name = BUFFER_EMPTY;
        fact_append_name(&name, fact);
        fail_msg("%s does not know %s", actor_name(actor), text_finish(&name));
    }
    return value ? buffer_bytes(value) : BYTES_EMPTY;
}

/* PRF values are computed again from the inputs that the derivation names. */
static void recompute(const Listener *listener, Actor actor, const Learned *learned)
{
    const Derivation *how = &learned->how;
    uint8_t out[512];
    Buffer seed = BUFFER_EMPTY;
    HashId hash;
    switch (how->id) {
    case DERIVATION_MASTER_SECRET:
    case DERIVATION_EXTENDED_MASTER_SECRET:
    case DERIVATION_KEY_BLOCK:
    case DERIVATION_VERIFY_DATA:
        assert_true(hash_find(how->hash, &hash));
        for (int i = 1; i < how->from_count; i++)
            buffer_append(&seed, known_value(listener, actor, how->from[i]));
        prf_stretch(hash, known_value(listener, actor, how->from[0]), how->label, buffer_bytes(&seed), out,
                    learned->value.size);
        assert_true(bytes_equal(bytes_of(out, learned->value.size), learned->value));
        buffer_clear(&seed);
        break;
    case DERIVATION_HANDSHAKE_MESSAGES:
        assert_true(bytes_equal(buffer_bytes(&listener->messages[actor]), learned->value));
        break;
    case DERIVATION_CUT:
        assert_true(bytes_equal(
            bytes_slice(known_value(listener, actor, how->from[0]), how->offset, learned->value.size), learned->value));
        break;
    case DERIVATION_COPY:
    case DERIVATION_STRIP_LEADING_ZEROS:
        assert_true(bytes_equal(known_value(listener, actor, how->from[0]), learned->value));
        break;
    case DERIVATION_ZEROS:
        assert_int_equal(learned->value.size, known_value(listener, actor, how->from[0]).size);
        for (size_t i = 0; i < learned->value.size; i++)
            assert_int_equal(learned->value.data[i], 0);
        break;
    case DERIVATION_PSK_PRE_MASTER:
        for (int i = 0; i < how->from_count; i++) {
            buffer_append_number(&seed, 2, known_value(listener, actor, how->from[i]).size);
            buffer_append(&seed, known_value(listener, actor, how->from[i]));
        }
        assert_true(bytes_equal(buffer_bytes(&seed), learned->value));
        buffer_clear(&seed);
        break;
    case DERIVATION_CONCATENATE:
        for (int i = 0; i < how->from_count; i++)
            buffer_append(&seed, known_value(listener, actor, how->from[i]));
        assert_true(bytes_equal(buffer_bytes(&seed), learned->value));
        buffer_clear(&seed);
        break;
    default:
        break;
    }
}

static void learn(Listener *listener, Actor actor, const Learned *learned)
{
    for (int i = 0; i < learned->how.from_count; i++)
        (void)known_value(listener, actor, learned->how.from[i]);
    assert_true(listener->known_count[actor] < KNOWN_MAX);
    Known *known = &listener->known[actor][listener->known_count[actor]++];
    known->handshake = listener->handshake;
    known->fact = learned->fact;
    known->value = BUFFER_EMPTY;
    buffer_append(&known->value, learned->value);
    recompute(listener, actor, learned);
}

/* Every {fact} of the event's sentence is known by now to who acts. */
static void check_sentence(const Listener *listener, const Event *event)
{
    for (const char *at = event_item(event->id)->text; (at = strchr(at, '{')); at++) {
        char name[64] = "";
        FactRef fact;
        size_t size = strcspn(at + 1, "}");
        assert_true(size < sizeof name);
        memcpy(name, at + 1, size);
        if (!fact_find(name, &fact))
            fail_msg("no fact is called %s", name);
        (void)known_value(listener, event->actor, fact);
    }
}

/* The records told are those that cross, and carry the message. */
static void check_message(Listener *listener, const Event *event)
{
    const MessageView *message = event->message;
    bool sends = event_item(event->id)->kind == KIND_SEND || event->id == EVENT_SEND_ALERT ||
                 event->id == EVENT_SEND_CLOSE_NOTIFY || event->id == EVENT_SEND_CLOSE_NOTIFY_IN_CLEAR;
    Actor sender = sends ? event->actor : other_side(event->actor);
    Buffer content = BUFFER_EMPTY;
    assert_true(message->record_count > 0);
    for (int i = 0; i < message->record_count; i++) {
        const RecordView *record = &message->records[i];
        Bytes wire =
            bytes_slice(buffer_bytes(&listener->pair->wire[sender]), (size_t)record->offset, record->bytes.size);
        if (!sends)
            assert_true(bytes_equal(wire, record->bytes));
        assert_int_equal(record->encrypted, message->encrypted);
        assert_int_equal(record->bytes.data[0], message->content_type);
        if (!record->encrypted)
            assert_true(bytes_equal(bytes_slice(record->bytes, 5, SIZE_MAX), record->plaintext));
        buffer_append(&content, record->plaintext);
        uint64_t *end = sends ? &listener->sent[sender] : &listener->received[sender];
        assert_true(record->offset + record->bytes.size >= *end);
        *end = record->offset + record->bytes.size;
    }
    bool found = false;
    for (size_t at = 0; at + message->bytes.size <= content.size && !found; at++)
        found = bytes_equal(bytes_slice(buffer_bytes(&content), at, message->bytes.size), message->bytes);
    assert_true(found);
    buffer_clear(&content);
}

static void add_to_story(Listener *listener, const Event *event)
{
    const EventItem *item = event_item(event->id);
    Buffer line = BUFFER_EMPTY;
    text_append(&line, actor_name(event->actor));
    text_append(&line, ".");
    text_append(&line, event_kind_name(item->kind));
    text_append(&line, ".");
    text_append(&line, item->what);
    assert_true(listener->story_count < STORY_MAX);
    listener->story[listener->story_count++] = memory_copy_text(text_finish(&line));
    buffer_clear(&line);
}

/* What a peer was set up with is told when it begins, or, of pre-shared keys, when one is taken; what is agreed on in
   the handshake is nobody's configuration. */
static void check_origins(const Event *event)
{
    for (int i = 0; i < event->learned_count; i++)
        if (event->learned[i].how.id == DERIVATION_CONFIGURED)
            assert_true(event->id == EVENT_SERVER_KEY || event->id == EVENT_CLIENT_KEY || event->id == EVENT_OFFER ||
                        event->id == EVENT_CHOOSE_PSK || event->id == EVENT_FIND_PSK || event->id == EVENT_PSK_HINT ||
                        event->id == EVENT_TICKET_KEY);
}

static void observe(void *context, const Event *event)
{
    Listener *listener = context;
    listener->handshake = event->handshake;
    add_to_story(listener, event);
    for (int i = 0; i < event->learned_count; i++)
        learn(listener, event->actor, &event->learned[i]);
    if (event->message && event->message->content_type == CONTENT_HANDSHAKE)
        buffer_append(&listener->messages[event->actor], event->message->bytes);
    if (!listener->judge)
        return;
    check_sentence(listener, event);
    check_origins(event);
    if (event->message)
        check_message(listener, event);
    assert_true(event->handshake >= 1 && event->handshake <= (listener->handshakes ? listener->handshakes : 1));
    assert_int_equal(event_item(event->id)->kind == KIND_CHECK, event->check != NULL);
}

static void listener_clear(Listener *listener)
{
    for (int actor = 0; actor < 2; actor++)
        buffer_clear(&listener->messages[actor]);
    for (int actor = 0; actor < 2; actor++)
        for (int i = 0; i < listener->known_count[actor]; i++)
            buffer_clear(&listener->known[actor][i].value);
    for (int i = 0; i < listener->story_count; i++)
        free((void *)(uintptr_t)listener->story[i]);
}

/* A whole connection: handshake, a request, its response, closing. */
static void run_whole(Pair *pair, const char *suite, const char *group)
{
    pair_offer(pair, suite, group);
    pair_start(pair);
    pair_run(pair);
    assert_connected(pair);
    pair_exchange(pair, bytes_of_text("question"), bytes_of_text("answer"));
    peer_close(pair->server);
    pair_run(pair);
    assert_int_equal(peer_state(pair->client), PEER_CLOSED);
}

/* Two handshakes with something said before, in between and after. */
static void run_renegotiated(Pair *pair, const char *suite, const char *group, Actor starter)
{
    pair_offer(pair, suite, group);
    pair->client_config.renegotiation = pair->server_config.renegotiation = RENEGOTIATION_BOUND;
    pair_start(pair);
    pair_run(pair);
    assert_connected(pair);
    pair_exchange(pair, bytes_of_text("question"), bytes_of_text("answer"));
    assert_true(peer_renegotiate(pair_peer(pair, starter)));
    while (starter == ACTOR_CLIENT && peer_step(pair->client))
        ;
    pair_exchange(pair, BYTES_EMPTY, bytes_of_text("said while the hello was under way"));
    assert_connected(pair);
    pair_exchange(pair, bytes_of_text("question"), bytes_of_text("answer"));
    peer_close(pair->server);
    pair_run(pair);
    assert_int_equal(peer_state(pair->client), PEER_CLOSED);
}

static const char *const runs[][2] = {
    {"TLS_RSA_WITH_AES_128_CBC_SHA", NULL},
    {"TLS_RSA_WITH_AES_256_GCM_SHA384", NULL},
    {"TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", "toy-dh-23"},
    {"TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "ffdhe2048"},
    {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "toy-curve-17"},
    {"TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384", "secp256r1"},
    {"TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "x25519"},
    {"TLS_PSK_WITH_AES_128_CBC_SHA", NULL},
    {"TLS_RSA_PSK_WITH_AES_256_GCM_SHA384", NULL},
    {"TLS_DHE_PSK_WITH_AES_128_CBC_SHA256", "toy-dh-23"},
    {"TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256", "x25519"},
    {"TLS_ECDHE_PSK_WITH_AES_256_CBC_SHA384", "toy-curve-17"},
    {"TLS_DH_anon_WITH_AES_256_GCM_SHA384", "toy-dh-23"},
    {"TLS_ECDH_anon_WITH_AES_128_CBC_SHA", "secp256r1"},
};

static void judge_run(size_t i, uint16_t version, int flags)
{
    Pair pair;
    Listener listener = {.pair = &pair, .judge = true};
    Observer observer = {observe, &listener};
    pair_init(&pair);
    pair.client_config.observer = pair.server_config.observer = &observer;
    pair.client_config.extensions.has_extended_master_secret = flags & 1;
    if (flags & 2)
        pair.client_config.record_size = pair.server_config.record_size = 7;
    if (flags & 4) /* of either kind, or none */
        pair_ask_client(&pair, CLIENT_CERTIFICATE_REQUESTED, flags & 8 ? &pki()->clients[i % 2] : NULL);
    pair.server_config.server.psk_hint = flags & 16 ? "a hint" : NULL;
    pair_set_versions(&pair, version, version);
    run_whole(&pair, runs[i][0], runs[i][1]);
    pair_clear(&pair);
    listener_clear(&listener);
}

static void what_is_told_holds_together(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(runs); i++)
        for (uint16_t version = suite_version_min(suite_find(runs[i][0])); version <= VERSION_TLS_1_2; version++)
            for (int flags = 0; flags < 32; flags++)
                judge_run(i, version, flags);
}

static void what_is_told_of_two_handshakes_holds_together(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(runs); i++)
        for (Actor starter = ACTOR_CLIENT; starter <= ACTOR_SERVER; starter++) {
            Pair pair;
            Listener listener = {.pair = &pair, .judge = true, .handshakes = 2};
            Observer observer = {observe, &listener};
            pair_init(&pair);
            pair.client_config.observer = pair.server_config.observer = &observer;
            run_renegotiated(&pair, runs[i][0], runs[i][1], starter);
            for (int actor = ACTOR_CLIENT; actor <= ACTOR_SERVER; actor++) {
                listener.handshake = 1;
                Bytes first = known_value(&listener, (Actor)actor, (FactRef){FACT_MASTER_SECRET, 0});
                listener.handshake = 2;
                assert_false(
                    bytes_equal(first, known_value(&listener, (Actor)actor, (FactRef){FACT_MASTER_SECRET, 0})));
            }
            pair_clear(&pair);
            listener_clear(&listener);
        }
}

/* The same of a session that is resumed, and of one that is not. */
static void what_is_told_of_sessions_holds_together(void **state)
{
    (void)state;
    for (int kind = 0; kind < 4; kind++) {
        bool forgotten = kind & 1, by_ticket = kind & 2;
        Pair pair;
        Comeback comeback;
        Listener listener = {.pair = &pair, .judge = true};
        Observer observer = {observe, &listener};
        (by_ticket ? comeback_init_ticket : comeback_init)(&comeback, NULL);
        if (forgotten) {
            session_cache_empty(comeback.cache);
            comeback.keys.keys[0] = ticket_key_of(9);
        }
        pair_init(&pair);
        comeback_lend(&comeback, &pair);
        pair.client_config.observer = pair.server_config.observer = &observer;
        pair_start(&pair);
        pair_run(&pair);
        (forgotten ? assert_not_resumed : assert_resumed)(&pair);
        pair_exchange(&pair, bytes_of_text("question"), bytes_of_text("answer"));
        FactRef session = {FACT_SESSION_MASTER_SECRET, 0}, secret = {FACT_MASTER_SECRET, 0};
        Bytes kept = secret_bytes(&comeback.session.master_secret);
        assert_true(bytes_equal(known_value(&listener, ACTOR_CLIENT, session), kept));
        for (Actor actor = ACTOR_CLIENT; actor <= ACTOR_SERVER; actor++)
            assert_int_equal(bytes_equal(known_value(&listener, actor, secret), kept), !forgotten);
        assert_int_equal(find_known(&listener, ACTOR_SERVER, session) == NULL, forgotten);
        pair_clear(&pair);
        comeback_clear(&comeback);
        listener_clear(&listener);
    }
}

/* Both sides come to the same values under the same names. */
static void both_sides_know_the_same_secrets(void **state)
{
    (void)state;
    static const FactId shared[] = {FACT_CLIENT_RANDOM,      FACT_SERVER_RANDOM,       FACT_CIPHER_SUITE,
                                    FACT_PRE_MASTER_SECRET,  FACT_MASTER_SECRET,       FACT_KEY_BLOCK,
                                    FACT_CLIENT_WRITE_KEY,   FACT_SERVER_WRITE_KEY,    FACT_CLIENT_VERIFY_DATA,
                                    FACT_SERVER_VERIFY_DATA, FACT_CLIENT_FINISHED_HASH};
    for (size_t i = 0; i < COUNT_OF(runs); i++) {
        Pair pair;
        Listener listener = {.pair = &pair};
        Observer observer = {observe, &listener};
        pair_init(&pair);
        pair.client_config.observer = pair.server_config.observer = &observer;
        run_whole(&pair, runs[i][0], runs[i][1]);
        for (size_t j = 0; j < COUNT_OF(shared); j++) {
            FactRef fact = {shared[j], 0};
            assert_true(
                bytes_equal(known_value(&listener, ACTOR_CLIENT, fact), known_value(&listener, ACTOR_SERVER, fact)));
        }
        PeerSummary summary;
        peer_summary(pair.client, &summary);
        assert_true(
            bytes_equal(known_value(&listener, ACTOR_CLIENT, (FactRef){FACT_MASTER_SECRET, 0}), summary.master_secret));
        pair_clear(&pair);
        listener_clear(&listener);
    }
}

static void assert_number(const Listener *listener, Actor actor, FactId fact, uint64_t expected)
{
    Bytes value = known_value(listener, actor, (FactRef){fact, 0});
    assert_int_equal(bytes_read_number(value.data, value.size), expected);
}

static void a_curve_without_a_name_is_told_in_full(void **state)
{
    static const struct {
        FactId fact;
        uint64_t value;
    } numbers[] = {
        {FACT_ECDH_P, 17}, {FACT_ECDH_A, 2}, {FACT_ECDH_B, 2}, {FACT_ECDH_BASE, 0x040501}, {FACT_ECDH_ORDER, 19}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(runs); i++) {
        Pair pair;
        Listener listener = {.pair = &pair};
        Observer observer = {observe, &listener};
        bool toy = runs[i][1] && strcmp(runs[i][1], "toy-curve-17") == 0;
        pair_init(&pair);
        pair.client_config.observer = pair.server_config.observer = &observer;
        run_whole(&pair, runs[i][0], runs[i][1]);
        for (int actor = ACTOR_CLIENT; actor <= ACTOR_SERVER; actor++)
            for (size_t j = 0; j < COUNT_OF(numbers); j++)
                if (toy)
                    assert_number(&listener, (Actor)actor, numbers[j].fact, numbers[j].value);
                else
                    assert_null(find_known(&listener, (Actor)actor, (FactRef){numbers[j].fact, 0}));
        pair_clear(&pair);
        listener_clear(&listener);
    }
}

static void nobody_s_looking_changes_no_byte(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(runs); i++) {
        Pair seen, unseen;
        Listener listener = {.pair = &seen};
        Observer observer = {observe, &listener};
        pair_init(&seen);
        pair_init(&unseen);
        seen.client_config.observer = seen.server_config.observer = &observer;
        run_renegotiated(&seen, runs[i][0], runs[i][1], ACTOR_SERVER);
        run_renegotiated(&unseen, runs[i][0], runs[i][1], ACTOR_SERVER);
        for (int side = 0; side < 2; side++)
            assert_true(bytes_equal(buffer_bytes(&seen.wire[side]), buffer_bytes(&unseen.wire[side])));
        pair_clear(&seen);
        pair_clear(&unseen);
        listener_clear(&listener);
    }
}

/* The events of three handshakes, one by one. */
static const char *const ecdhe_story[] = {
#define STEP(step) step,
#include "story_ecdhe.def"
};

static const char *const rsa_story[] = {
#include "story_rsa.def"
};

static const char *const client_story[] = {
#include "story_client.def"
#undef STEP
};

static void assert_story(const char *suite, const char *group, const Credential *client, const char *const *story,
                         size_t count)
{
    Pair pair;
    Listener listener = {.pair = &pair};
    Observer observer = {observe, &listener};
    pair_init(&pair);
    pair.client_config.observer = pair.server_config.observer = &observer;
    if (client)
        pair_ask_client(&pair, CLIENT_CERTIFICATE_REQUIRED, client);
    run_whole(&pair, suite, group);
    for (int i = 0; i < listener.story_count; i++) {
        if (getenv("TLSTEPS_SHOW_STORY"))
            print_message("STEP(\"%s\")\n", listener.story[i]);
        else
            assert_string_equal(listener.story[i], (size_t)i < count ? story[i] : "");
    }
    if (!getenv("TLSTEPS_SHOW_STORY"))
        assert_int_equal(listener.story_count, count);
    pair_clear(&pair);
    listener_clear(&listener);
}

static void an_ecdhe_handshake_is_told_in_order(void **state)
{
    (void)state;
    assert_story("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "x25519", NULL, ecdhe_story, COUNT_OF(ecdhe_story));
}

static void an_rsa_handshake_is_told_in_order(void **state)
{
    (void)state;
    assert_story("TLS_RSA_WITH_AES_128_CBC_SHA", NULL, NULL, rsa_story, COUNT_OF(rsa_story));
}

static void an_authenticated_client_s_handshake_is_told_in_order(void **state)
{
    (void)state;
    assert_story("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "x25519", &pki()->clients[0], client_story,
                 COUNT_OF(client_story));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_told_holds_together),
        cmocka_unit_test(what_is_told_of_two_handshakes_holds_together),
        cmocka_unit_test(what_is_told_of_sessions_holds_together),
        cmocka_unit_test(both_sides_know_the_same_secrets),
        cmocka_unit_test(a_curve_without_a_name_is_told_in_full),
        cmocka_unit_test(nobody_s_looking_changes_no_byte),
        cmocka_unit_test(an_ecdhe_handshake_is_told_in_order),
        cmocka_unit_test(an_rsa_handshake_is_told_in_order),
        cmocka_unit_test(an_authenticated_client_s_handshake_is_told_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
