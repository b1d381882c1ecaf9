/* OCSP responses that a server staples to its certificate (RFC 6066 §8). */
#include "changes.h"

/* What the client's observer counts. */
typedef struct Heard {
    int statuses;
    EventId failed; /* the check that did not pass */
} Heard;

static void hear(void *context, const Event *event)
{
    Heard *heard = context;
    heard->statuses += event->id == EVENT_RECEIVE_CERTIFICATE_STATUS;
    if (event->check && !event->check->passed)
        heard->failed = event->id;
}

/* A pair whose server has a chain with a response (NULL: none) stapled to it. */
typedef struct Stapled {
    Pair pair;
    CertificateList chain;
    PrivateKey key;
    Buffer response;
    Credential credential;
    Heard heard;
    Observer observer;
} Stapled;

static void stapled_init(Stapled *stapled, const char *chain, const char *response)
{
    *stapled = (Stapled){.response = BUFFER_EMPTY};
    pki_load(&stapled->chain, &stapled->key, chain, "server.key");
    if (response)
        stapled->response = pki_read_file(response);
    stapled->credential = (Credential){.chain = &stapled->chain,
                                       .key = &stapled->key,
                                       .ocsp_responses = {buffer_bytes(&stapled->response)},
                                       .ocsp_count = response != NULL};
    stapled->observer = (Observer){hear, &stapled->heard};
    pair_init(&stapled->pair);
    stapled->pair.server_config.credentials = &stapled->credential;
    stapled->pair.server_config.credential_count = 1;
    stapled->pair.client_config.observer = &stapled->observer;
    stapled->pair.client_config.extensions.has_status_request = true;
}

static void stapled_run(Stapled *stapled)
{
    pair_start(&stapled->pair);
    pair_run(&stapled->pair);
}

static void stapled_clear(Stapled *stapled)
{
    pair_clear(&stapled->pair);
    certificate_list_clear(&stapled->chain);
    private_key_clear(&stapled->key);
    buffer_clear(&stapled->response);
}

static void a_good_response_is_stapled_for_who_asks(void **state)
{
    static const char *const responses[] = {"good.ocsp", "delegated.ocsp"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(responses); i++) {
        Stapled stapled;
        stapled_init(&stapled, "good.pem", responses[i]);
        stapled.pair.client_config.client.require_status = true;
        stapled_run(&stapled);
        assert_connected(&stapled.pair);
        assert_int_equal(stapled.heard.statuses, 1);
        stapled_clear(&stapled);
    }
}

static void every_key_exchange_with_a_certificate_has_room_for_it(void **state)
{
    static const char *const suites[] = {"AES128-SHA", "DHE-RSA-AES128-SHA", "TLS_RSA_PSK_WITH_AES_128_CBC_SHA"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(suites); i++) {
        Stapled stapled;
        stapled_init(&stapled, "good.pem", "good.ocsp");
        pair_offer(&stapled.pair, suites[i], i == 1 ? "ffdhe2048" : NULL);
        stapled_run(&stapled);
        assert_connected(&stapled.pair);
        assert_int_equal(stapled.heard.statuses, 1);
        stapled_clear(&stapled);
    }
}

static void nothing_is_stapled_for_who_does_not_ask(void **state)
{
    Stapled stapled;
    (void)state;
    stapled_init(&stapled, "must-staple.pem", "revoked.ocsp");
    stapled.pair.client_config.extensions.has_status_request = false;
    stapled_run(&stapled);
    assert_connected(&stapled.pair);
    assert_int_equal(stapled.heard.statuses, 0);
    stapled_clear(&stapled);
}

static void a_server_may_have_nothing_to_staple(void **state)
{
    Stapled stapled;
    (void)state;
    stapled_init(&stapled, "good.pem", NULL);
    stapled_run(&stapled);
    assert_connected(&stapled.pair);
    assert_int_equal(stapled.heard.statuses, 0);
    stapled_clear(&stapled);
}

static void a_response_that_has_to_come_is_missed(void **state)
{
    (void)state;
    for (int required = 0; required < 2; required++) {
        Stapled stapled;
        stapled_init(&stapled, required ? "good.pem" : "must-staple.pem", NULL);
        stapled.pair.client_config.client.require_status = required;
        stapled_run(&stapled);
        assert_refused(&stapled.pair, ACTOR_CLIENT, ERROR_BAD_CERTIFICATE_STATUS_RESPONSE);
        assert_int_equal(peer_error(stapled.pair.client), ERROR_STATUS_MISSING);
        assert_int_equal(stapled.heard.failed, EVENT_CHECK_STATUS_PRESENCE);
        stapled_clear(&stapled);
    }
}

static void a_certificate_that_asks_for_a_response_gets_it(void **state)
{
    Stapled stapled;
    (void)state;
    stapled_init(&stapled, "must-staple.pem", "good.ocsp");
    stapled_run(&stapled);
    assert_connected(&stapled.pair);
    assert_int_equal(stapled.heard.statuses, 1);
    stapled_clear(&stapled);
}

static const struct {
    const char *response;
    Error error, alert;
    EventId check;
} bad[] = {
    {"revoked.ocsp", ERROR_CERTIFICATE_REVOKED, ERROR_BAD_CERTIFICATE_STATUS_RESPONSE, EVENT_CHECK_STATUS_VERDICT},
    {"unknown.ocsp", ERROR_STATUS_UNKNOWN, ERROR_BAD_CERTIFICATE_STATUS_RESPONSE, EVENT_CHECK_STATUS_VERDICT},
    {"old.ocsp", ERROR_STATUS_EXPIRED, ERROR_BAD_CERTIFICATE_STATUS_RESPONSE, EVENT_CHECK_STATUS_VALIDITY},
    {"own-word.ocsp", ERROR_STATUS_SIGNER, ERROR_BAD_CERTIFICATE_STATUS_RESPONSE, EVENT_CHECK_STATUS_SIGNER},
    {"forged.ocsp", ERROR_STATUS_SIGNATURE, ERROR_BAD_CERTIFICATE_STATUS_RESPONSE, EVENT_CHECK_STATUS_SIGNATURE},
    {"malformed.ocsp", ERROR_BAD_DER, ERROR_BAD_CERTIFICATE_STATUS_RESPONSE, EVENT_CHECK_STATUS_FORM},
};

static void a_bad_response_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        Stapled stapled;
        stapled_init(&stapled, "good.pem", bad[i].response);
        stapled_run(&stapled);
        assert_refused(&stapled.pair, ACTOR_CLIENT, bad[i].alert);
        assert_int_equal(peer_error(stapled.pair.client), bad[i].error);
        assert_int_equal(stapled.heard.failed, bad[i].check);
        stapled_clear(&stapled);
    }
}

/* Changes on the way */

static void other_status_type(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    bytes->data[HANDSHAKE_HEADER_SIZE] = STATUS_TYPE_OCSP_MULTI + 1;
}

static void become_certificate_status(Change *change, Message *message, Buffer *bytes)
{
    static const uint8_t response[] = {0x30, 0x00};
    const CertificateStatus status = {STATUS_TYPE_OCSP, {BYTES_OF_ARRAY(response)}, 1};
    (void)change, (void)message;
    buffer_truncate(bytes, 0);
    certificate_status_encode(bytes, &status);
}

/* A list with a response for each certificate of the chain, and so many more. */
static void become_list(Message *message, Buffer *bytes, int more)
{
    CertificateStatus *status = &message->certificate_status; /* points into `bytes` */
    Buffer changed = BUFFER_EMPTY;
    status->status_type = STATUS_TYPE_OCSP_MULTI;
    status->count = 2 + more;
    certificate_status_encode(&changed, status);
    buffer_set(bytes, buffer_bytes(&changed));
    buffer_clear(&changed);
}

static void become_fitting_list(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    become_list(message, bytes, 0);
}

static void become_longer_list(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    become_list(message, bytes, 1);
}

static void answer_status_request(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->server_hello.extensions.has_status_request = true;
    Buffer changed = BUFFER_EMPTY;
    server_hello_encode(&changed, &message->server_hello);
    buffer_set(bytes, buffer_bytes(&changed));
    buffer_clear(&changed);
}

static const struct {
    const char *what;
    HandshakeType type;
    ChangeMessage *apply;
    bool asks;
    Error alert;
} changes[] = {
    {"left out, and missed", HANDSHAKE_CERTIFICATE_STATUS, drop, true, ERROR_BAD_CERTIFICATE_STATUS_RESPONSE},
    {"one byte more", HANDSHAKE_CERTIFICATE_STATUS, append_byte, true, ERROR_DECODE_ERROR},
    {"one byte less", HANDSHAKE_CERTIFICATE_STATUS, cut_byte, true, ERROR_DECODE_ERROR},
    {"no OCSP response", HANDSHAKE_CERTIFICATE_STATUS, other_status_type, true, ERROR_ILLEGAL_PARAMETER},
    {"a list, where one response was agreed on", HANDSHAKE_CERTIFICATE_STATUS, become_fitting_list, true,
     ERROR_ILLEGAL_PARAMETER},
    {"another signature", HANDSHAKE_CERTIFICATE_STATUS, change_last_byte, true, ERROR_BAD_CERTIFICATE_STATUS_RESPONSE},
    {"not asked for", HANDSHAKE_SERVER_KEY_EXCHANGE, become_certificate_status, false, ERROR_UNEXPECTED_MESSAGE},
    {"twice", HANDSHAKE_SERVER_KEY_EXCHANGE, become_certificate_status, true, ERROR_UNEXPECTED_MESSAGE},
    {"answered, not asked for", HANDSHAKE_SERVER_HELLO, answer_status_request, false, ERROR_UNSUPPORTED_EXTENSION},
};

static void what_is_changed_on_the_way_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        Stapled stapled;
        print_message("%s\n", changes[i].what);
        stapled_init(&stapled, "good.pem", "good.ocsp");
        Change change = {
            .pair = &stapled.pair, .sender = ACTOR_SERVER, .type = changes[i].type, .apply = changes[i].apply};
        pair_offer(&stapled.pair, "ECDHE-RSA-AES128-GCM-SHA256", "x25519");
        stapled.pair.client_config.extensions.has_status_request = stapled.pair.client_config.client.require_status =
            changes[i].asks;
        stapled.pair.meddle = change_record;
        stapled.pair.context = &change;
        stapled_run(&stapled);
        assert_true(change.done);
        assert_refused(&stapled.pair, ACTOR_CLIENT, changes[i].alert);
        arena_clear(&change.made);
        stapled_clear(&stapled);
    }
}

/* Lists (RFC 6961) */

static void chain_stapled_init(Stapled *stapled, Buffer *second, const char *response)
{
    stapled_init(stapled, "good.pem", "good.ocsp");
    *second = pki_read_file(response);
    stapled->credential.ocsp_responses[1] = buffer_bytes(second);
    stapled->credential.ocsp_count = 2;
    stapled->pair.client_config.extensions.has_status_request_v2 = true;
}

static void every_certificate_of_the_chain_is_asked_about(void **state)
{
    static const struct {
        const char *response;
        Error error;
    } lists[] = {
        {"intermediate-good.ocsp", ERROR_NONE},
        {"intermediate-revoked.ocsp", ERROR_CERTIFICATE_REVOKED},
        {"good.ocsp", ERROR_STATUS_MISMATCH}, /* in the other one's place */
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        Stapled stapled;
        Buffer second;
        chain_stapled_init(&stapled, &second, lists[i].response);
        stapled.pair.client_config.client.require_status = true;
        stapled_run(&stapled);
        if (lists[i].error)
            assert_refused(&stapled.pair, ACTOR_CLIENT, ERROR_BAD_CERTIFICATE_STATUS_RESPONSE);
        else
            assert_connected(&stapled.pair);
        assert_int_equal(peer_error(stapled.pair.client), lists[i].error);
        stapled_clear(&stapled);
        buffer_clear(&second);
    }
}

/* RFC 6961 §2.2 */
static void a_list_has_no_more_responses_than_there_are_certificates(void **state)
{
    Stapled stapled;
    Buffer second;
    (void)state;
    chain_stapled_init(&stapled, &second, "intermediate-good.ocsp");
    Change change = {.pair = &stapled.pair,
                     .sender = ACTOR_SERVER,
                     .type = HANDSHAKE_CERTIFICATE_STATUS,
                     .apply = become_longer_list};
    stapled.pair.meddle = change_record;
    stapled.pair.context = &change;
    stapled_run(&stapled);
    assert_true(change.done);
    assert_refused(&stapled.pair, ACTOR_CLIENT, ERROR_ILLEGAL_PARAMETER);
    assert_int_equal(stapled.heard.failed, EVENT_CHECK_STATUS_KIND);
    arena_clear(&change.made);
    stapled_clear(&stapled);
    buffer_clear(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_response_is_stapled_for_who_asks),
        cmocka_unit_test(every_key_exchange_with_a_certificate_has_room_for_it),
        cmocka_unit_test(nothing_is_stapled_for_who_does_not_ask),
        cmocka_unit_test(a_server_may_have_nothing_to_staple),
        cmocka_unit_test(a_response_that_has_to_come_is_missed),
        cmocka_unit_test(a_certificate_that_asks_for_a_response_gets_it),
        cmocka_unit_test(a_bad_response_is_refused),
        cmocka_unit_test(what_is_changed_on_the_way_is_refused),
        cmocka_unit_test(every_certificate_of_the_chain_is_asked_about),
        cmocka_unit_test(a_list_has_no_more_responses_than_there_are_certificates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
