/* One bit of one message is turned over on its way, for every bit of whole handshakes: whatever happens, no two peers
   end up connected with different ideas of what they agreed on, and nothing that was signed or hashed gets through. */
#include <stdlib.h>

#include "comeback.h"

#include "tls/record/record.h"

typedef struct Flip {
    Actor sender;
    int record; /* which of the sender's records, from 0 */
    size_t bit; /* in the record, header and all */
    int seen[2];
    bool done;
} Flip;

static void flip_bit(void *context, Actor sender, Buffer *record)
{
    Flip *flip = context;
    if (sender != flip->sender || flip->seen[sender]++ != flip->record)
        return;
    if (flip->bit / 8 >= record->size)
        return;
    record->data[flip->bit / 8] ^= (uint8_t)(1 << flip->bit % 8);
    flip->done = true;
}

/* What a run with a bit turned over may end in. Bits of a record's header before a version is agreed on are outside of
   the transcript: nothing protects them, and nothing depends on them (RFC 5246 §6.2.1, §E.1). */
static bool may_connect(const Flip *flip)
{
    bool version_byte = flip->bit / 8 == 1 || flip->bit / 8 == 2;
    return version_byte && flip->record == 0;
}

/* How the handshakes are made whose bits are turned over. */
typedef struct Kind {
    const char *suite, *group;
    uint16_t version_min, version_max; /* 0: TLS 1.2 alone */
    bool extended;
    bool renegotiated;        /* the server asks for a second handshake once the first is done */
    Comeback *comeback;       /* what is resumed; NULL: nothing */
    const Credential *client; /* what the server asks for and the client shows; NULL: nothing */
} Kind;

static void run_kind(Pair *pair, const Kind *kind)
{
    pair_offer(pair, kind->suite, kind->group);
    pair->client_config.extensions.has_extended_master_secret = kind->extended;
    pair->server_config.server.psk_hint = "a hint";
    if (kind->version_min)
        pair_set_versions(pair, kind->version_min, kind->version_max);
    if (kind->comeback) {
        comeback_restore(kind->comeback);
        comeback_lend(kind->comeback, pair);
    }
    pair->client_config.renegotiation = pair->server_config.renegotiation = RENEGOTIATION_BOUND;
    if (kind->client)
        pair_ask_client(pair, CLIENT_CERTIFICATE_REQUESTED, kind->client);
    pair_start(pair);
    pair_run(pair);
    if (kind->renegotiated && peer_renegotiate(pair->server))
        pair_run(pair);
}

/* False past the end of the sender's records. */
static bool run_flipped(Flip *flip, const Kind *kind, int *connected)
{
    Pair pair;
    pair_init(&pair);
    pair.meddle = flip_bit;
    pair.context = flip;
    run_kind(&pair, kind);
    bool both = peer_state(pair.client) == PEER_CONNECTED && peer_state(pair.server) == PEER_CONNECTED;
    if (flip->done && both) {
        if (!may_connect(flip))
            fail_msg("connected in spite of bit %zu in record %d of the %s", flip->bit, flip->record,
                     actor_name(flip->sender));
        assert_true(pair_agrees(&pair));
        ++*connected;
    }
    /* The last flight is special: its sender is connected before it can hear of any trouble. */
    Actor last = kind->comeback ? ACTOR_CLIENT : ACTOR_SERVER;
    bool of_last = flip->sender == last && peer_state(pair_peer(&pair, last)) == PEER_CONNECTED;
    if (flip->done && !both && !of_last) {
        assert_int_not_equal(peer_state(pair.client), PEER_CONNECTED);
        assert_int_not_equal(peer_state(pair.server), PEER_CONNECTED);
    }
    bool more = flip->seen[flip->sender] > flip->record;
    pair_clear(&pair);
    return more;
}

static void flip_all(const Kind *kind, size_t step)
{
    int runs = 0, connected = 0;
    for (Actor sender = ACTOR_CLIENT; sender <= ACTOR_SERVER; sender++)
        for (int record = 0;; record++) {
            bool any = false;
            for (size_t bit = (size_t)(record + (int)sender) % step;; bit += step) {
                Flip flip = {.sender = sender, .record = record, .bit = bit};
                any = run_flipped(&flip, kind, &connected);
                if (!flip.done)
                    break;
                runs++;
            }
            if (!any)
                break;
        }
    print_message("%s: %d runs, %d of them connected\n", kind->suite, runs, connected);
    assert_true(runs > 100);
}

/* TLSTEPS_EVERY_BIT=1 turns over every bit instead of every some. */
static size_t step(size_t usual)
{
    return getenv("TLSTEPS_EVERY_BIT") ? 1 : usual;
}

static void no_flipped_bit_of_an_ecdhe_handshake_gets_through(void **state)
{
    (void)state;
    flip_all(&(Kind){"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "x25519", .extended = true}, step(7));
    flip_all(&(Kind){"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "toy-curve-17", .extended = false}, step(11));
}

static void no_flipped_bit_of_a_dhe_handshake_gets_through(void **state)
{
    (void)state;
    flip_all(&(Kind){"TLS_DHE_RSA_WITH_AES_128_CBC_SHA", "toy-dh-23", .extended = true}, step(29));
}

static void no_flipped_bit_of_a_psk_handshake_gets_through(void **state)
{
    (void)state;
    flip_all(&(Kind){"TLS_PSK_WITH_AES_128_GCM_SHA256", NULL, .extended = true}, step(7));
    flip_all(&(Kind){"TLS_PSK_WITH_AES_128_CBC_SHA", NULL, .extended = false}, step(19));
    flip_all(&(Kind){"TLS_DHE_PSK_WITH_AES_256_CBC_SHA384", "toy-dh-23", .extended = false}, step(7));
    flip_all(&(Kind){"TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256", "toy-curve-17", .extended = true}, step(19));
    flip_all(&(Kind){"TLS_RSA_PSK_WITH_AES_128_GCM_SHA256", NULL, .extended = true}, step(61));
}

static void no_flipped_bit_of_an_anonymous_handshake_gets_through(void **state)
{
    (void)state;
    flip_all(&(Kind){"TLS_DH_anon_WITH_AES_128_GCM_SHA256", "toy-dh-23", .extended = true}, step(7));
    flip_all(&(Kind){"TLS_ECDH_anon_WITH_AES_128_CBC_SHA", "x25519", .extended = false}, step(19));
}

static void no_flipped_bit_of_an_rsa_handshake_gets_through(void **state)
{
    (void)state;
    flip_all(&(Kind){"TLS_RSA_WITH_AES_256_CBC_SHA256", NULL, .extended = true}, step(29));
    flip_all(&(Kind){"TLS_RSA_WITH_AES_256_CBC_SHA256", NULL, .extended = false}, step(31));
}

static void no_flipped_bit_of_an_old_version_gets_through(void **state)
{
    (void)state;
    flip_all(&(Kind){"TLS_RSA_WITH_AES_128_CBC_SHA", NULL, VERSION_TLS_1_0, VERSION_TLS_1_0, .extended = true},
             step(37));
    flip_all(&(Kind){"TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", "toy-curve-17", VERSION_TLS_1_0, VERSION_TLS_1_0,
                     .extended = false},
             step(31));
    flip_all(
        &(Kind){"TLS_DHE_RSA_WITH_AES_128_CBC_SHA", "toy-dh-23", VERSION_TLS_1_1, VERSION_TLS_1_1, .extended = false},
        step(31));
    flip_all(
        &(Kind){"TLS_RSA_WITH_AES_256_CBC_SHA", NULL, VERSION_TLS_1_1, VERSION_TLS_1_1, .client = &pki()->clients[0]},
        step(53));
}

/* With all versions at both sides, a bit of the hello's version makes another one of them. */
static void no_downgrade_gets_through(void **state)
{
    (void)state;
    for (int extended = 0; extended < 2; extended++)
        flip_all(&(Kind){"TLS_RSA_WITH_AES_128_CBC_SHA", NULL, VERSION_TLS_1_0, VERSION_TLS_1_2, .extended = extended},
                 step(13));
}

/* Every record of the second handshake is protected by the keys of the first. */
static void no_flipped_bit_of_a_second_handshake_gets_through(void **state)
{
    (void)state;
    flip_all(&(Kind){"TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", "toy-dh-23", .extended = true, .renegotiated = true},
             step(67));
    flip_all(&(Kind){"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "toy-curve-17", .renegotiated = true}, step(71));
}

static void no_flipped_bit_of_a_handshake_with_a_client_s_certificate_gets_through(void **state)
{
    (void)state;
    flip_all(&(Kind){"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "x25519", .client = &pki()->clients[1]}, step(41));
    flip_all(&(Kind){"TLS_RSA_WITH_AES_128_GCM_SHA256", NULL, .extended = true, .client = &pki()->clients[0]},
             step(43));
}

static const char resumed_suite[] = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";

static void offer_resumed_suite(Pair *pair)
{
    pair_offer(pair, resumed_suite, "x25519");
}

static void no_flipped_bit_of_an_abbreviated_handshake_gets_through(void **state)
{
    (void)state;
    Comeback comeback;
    comeback_init(&comeback, offer_resumed_suite);
    flip_all(&(Kind){resumed_suite, "x25519", .extended = true, .comeback = &comeback}, step(3));
    comeback_clear(&comeback);
}

/* The ticket in the hello counts to the transcript like everything else in it. */
static void no_flipped_bit_of_a_handshake_by_ticket_gets_through(void **state)
{
    (void)state;
    Comeback comeback;
    comeback_init_ticket(&comeback, offer_resumed_suite);
    flip_all(&(Kind){resumed_suite, "x25519", .extended = true, .comeback = &comeback}, step(5));
    comeback_clear(&comeback);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_flipped_bit_of_an_ecdhe_handshake_gets_through),
        cmocka_unit_test(no_flipped_bit_of_a_dhe_handshake_gets_through),
        cmocka_unit_test(no_flipped_bit_of_a_psk_handshake_gets_through),
        cmocka_unit_test(no_flipped_bit_of_an_anonymous_handshake_gets_through),
        cmocka_unit_test(no_flipped_bit_of_an_rsa_handshake_gets_through),
        cmocka_unit_test(no_flipped_bit_of_an_old_version_gets_through),
        cmocka_unit_test(no_downgrade_gets_through),
        cmocka_unit_test(no_flipped_bit_of_a_second_handshake_gets_through),
        cmocka_unit_test(no_flipped_bit_of_a_handshake_with_a_client_s_certificate_gets_through),
        cmocka_unit_test(no_flipped_bit_of_an_abbreviated_handshake_gets_through),
        cmocka_unit_test(no_flipped_bit_of_a_handshake_by_ticket_gets_through),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
