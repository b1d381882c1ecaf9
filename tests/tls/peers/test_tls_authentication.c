/* Clients that prove who they are, and how servers judge them. */
#include <string.h>

#include "changes.h"
#include "comeback.h"

#include "tls/record/record.h"

static const SignatureScheme *scheme_of_client(const Pair *pair)
{
    PeerSummary summary;
    peer_summary(pair->server, &summary);
    return summary.client_signature_scheme;
}

/* Clients that are let in */

static void authenticate(const Suite *suite, const Credential *credential)
{
    Pair pair;
    pair_init(&pair);
    pair_offer(&pair, suite->name, suite->key_exchange == KEY_EXCHANGE_DHE ? "toy-dh-23" : "x25519");
    pair_ask_client(&pair, CLIENT_CERTIFICATE_REQUIRED, credential);
    pair_start(&pair);
    pair_run(&pair);
    assert_connected(&pair);
    assert_true(signature_scheme_suits(scheme_of_client(&pair), credential->key->kind));
    pair_exchange(&pair, bytes_of_text("question"), bytes_of_text("answer"));
    pair_clear(&pair);
}

static void a_client_authenticates_with_every_suite(void **state)
{
    (void)state;
    const Suite *suite;
    for (int i = 0; (suite = suite_at(i)); i++)
        for (int kind = 0; kind < 2 && suite_may_ask_client(suite); kind++)
            authenticate(suite, &pki()->clients[kind]);
}

/* Before TLS 1.2 the scheme goes without saying. */
static void a_client_authenticates_in_every_version(void **state)
{
    (void)state;
    static const char *const implied[] = {"rsa_pkcs1_md5_sha1", "ecdsa_sha1"};
    for (uint16_t version = VERSION_TLS_1_0; version <= VERSION_TLS_1_1; version++)
        for (int kind = 0; kind < 2; kind++) {
            Pair pair;
            pair_init(&pair);
            pair_offer(&pair, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "x25519");
            pair_ask_client(&pair, CLIENT_CERTIFICATE_REQUIRED, &pki()->clients[kind]);
            pair.client_config.version_min = pair.client_config.version_max = version;
            pair.server_config.version_min = pair.server_config.version_max = version;
            pair_start(&pair);
            pair_run(&pair);
            assert_connected(&pair);
            assert_string_equal(scheme_of_client(&pair)->name, implied[kind]);
            pair_clear(&pair);
        }
}

/* RFC 5246 §7.4.4, RFC 4279 §2; with RSA_PSK our choice. A server that insists on a certificate chooses none of these.
 */
static void run_without_asking(const Suite *suite, ClientCertificate wish)
{
    Pair pair;
    pair_init(&pair);
    pair_offer(&pair, suite->name, suite->key_exchange == KEY_EXCHANGE_DHE ? "toy-dh-23" : NULL);
    pair_ask_client(&pair, wish, &pki()->clients[0]);
    pair_start(&pair);
    pair_run(&pair);
    if (wish == CLIENT_CERTIFICATE_REQUIRED) {
        assert_refused(&pair, ACTOR_SERVER, ERROR_HANDSHAKE_FAILURE);
    } else {
        assert_connected(&pair);
        assert_null(scheme_of_client(&pair));
    }
    pair_clear(&pair);
}

static void with_other_suites_the_client_is_not_asked(void **state)
{
    (void)state;
    const Suite *suite;
    for (int i = 0; (suite = suite_at(i)); i++)
        for (ClientCertificate wish = CLIENT_CERTIFICATE_REQUESTED;
             wish <= CLIENT_CERTIFICATE_REQUIRED && !suite_may_ask_client(suite); wish++)
            run_without_asking(suite, wish);
}

/* RFC 5246 §7.4.8: the hash is the scheme's, whatever the suite's is. SHA-1 a server asks for only where it has nothing
   else, and then no certificate of these fits. */
static void a_client_signs_with_every_scheme(void **state)
{
    (void)state;
    static const char *const suites[] = {"TLS_RSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_256_GCM_SHA384"};
    const SignatureScheme *scheme;
    for (int i = 0; (scheme = signature_scheme_at(i)); i++)
        for (size_t j = 0; j < COUNT_OF(suites) && scheme->hash != HASH_SHA1; j++) {
            Pair pair;
            pair_init(&pair);
            pair_offer(&pair, suites[j], NULL);
            const Credential *client =
                scheme->key == KEY_RSA_PSS ? &pki()->client_pss : &pki()->clients[scheme->key == KEY_EC];
            pair_ask_client(&pair, CLIENT_CERTIFICATE_REQUIRED, client);
            pair_name_scheme(&pair, ACTOR_CLIENT, scheme);
            pair_name_scheme(&pair, ACTOR_SERVER, scheme);
            pair_start(&pair);
            pair_run(&pair);
            assert_connected(&pair);
            assert_ptr_equal(scheme_of_client(&pair), scheme);
            pair_clear(&pair);
        }
}

/* RFC 9155 §3 */
static void sha1_is_not_asked_for_where_there_is_something_else(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair);
    pair_offer(&pair, "TLS_RSA_WITH_AES_128_GCM_SHA256", NULL);
    pair_ask_client(&pair, CLIENT_CERTIFICATE_REQUESTED, &pki()->clients[0]);
    pair_name_scheme(&pair, ACTOR_CLIENT, signature_scheme_find("rsa_pkcs1_sha1"));
    pair_start(&pair);
    pair_run(&pair);
    assert_connected(&pair);
    assert_null(scheme_of_client(&pair));
    pair_clear(&pair);
}

static void a_client_without_a_certificate_may_be_let_in(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair);
    pair_ask_client(&pair, CLIENT_CERTIFICATE_REQUESTED, NULL);
    pair_start(&pair);
    pair_run(&pair);
    assert_connected(&pair);
    assert_null(scheme_of_client(&pair));
    pair_clear(&pair);
}

static void a_client_that_is_not_asked_keeps_its_certificate_to_itself(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair);
    pair_ask_client(&pair, CLIENT_CERTIFICATE_NONE, &pki()->clients[0]);
    pair_start(&pair);
    pair_run(&pair);
    assert_connected(&pair);
    assert_null(scheme_of_client(&pair));
    pair_clear(&pair);
}

/* Which of its certificates a client shows */

static bool wire_has(const Pair *pair, Actor sender, Bytes part)
{
    Bytes wire = buffer_bytes(&pair->wire[sender]);
    for (size_t at = 0; at + part.size <= wire.size; at++)
        if (memcmp(wire.data + at, part.data, part.size) == 0)
            return true;
    return false;
}

static void a_client_shows_the_certificate_that_fits(void **state)
{
    (void)state;
    static const char *const schemes[] = {"ecdsa_secp256r1_sha256", "rsa_pkcs1_sha256"};
    for (size_t i = 0; i < COUNT_OF(schemes); i++) {
        Pair pair;
        pair_init(&pair);
        pair_ask_client(&pair, CLIENT_CERTIFICATE_REQUIRED, pki()->clients);
        pair.client_config.credential_count = 2;
        pair_name_scheme(&pair, ACTOR_CLIENT, signature_scheme_find(schemes[i]));
        pair_start(&pair);
        pair_run(&pair);
        assert_connected(&pair);
        assert_string_equal(scheme_of_client(&pair)->name, schemes[i]);
        pair_clear(&pair);
    }
}

/* An RSA certificate for a server that wants ECDSA, and one of an authority that the server does not name. */
static void a_client_shows_none_that_does_not_fit(void **state)
{
    (void)state;
    CertificateList chain = {0};
    PrivateKey key;
    pki_load(&chain, &key, "unknown-root.pem", "server.key");
    const Credential stranger = {.chain = &chain, .key = &key};
    const Credential *const clients[] = {&pki()->clients[0], &stranger};
    for (size_t i = 0; i < COUNT_OF(clients); i++) {
        Pair pair;
        pair_init(&pair);
        pair_offer(&pair, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "x25519");
        pair_ask_client(&pair, CLIENT_CERTIFICATE_REQUESTED, clients[i]);
        if (i == 0) {
            pair.server_config.signature_schemes[0] = signature_scheme_find("ecdsa_secp256r1_sha256");
            pair.server_config.signature_scheme_count = 1;
        }
        pair_start(&pair);
        pair_run(&pair);
        assert_connected(&pair);
        assert_null(scheme_of_client(&pair));
        pair_clear(&pair);
    }
    private_key_clear(&key);
    certificate_list_clear(&chain);
}

/* The request and the client's answer cross in the clear, and the certificate is the one that was shown. */
static void what_crosses_is_what_was_told(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair);
    pair_ask_client(&pair, CLIENT_CERTIFICATE_REQUIRED, &pki()->clients[0]);
    pair_start(&pair);
    pair_run(&pair);
    assert_connected(&pair);
    for (size_t i = 0; i < pki()->roots.count; i++)
        assert_true(wire_has(&pair, ACTOR_SERVER, pki()->roots.items[i]->subject));
    for (size_t i = 0; i < pki()->client.count; i++)
        assert_true(wire_has(&pair, ACTOR_CLIENT, pki()->client.items[i]->der));
    pair_clear(&pair);
}

/* Sessions */

static void show_certificate(Pair *pair)
{
    pair_ask_client(pair, CLIENT_CERTIFICATE_REQUESTED, &pki()->clients[0]);
}

static void show_none(Pair *pair)
{
    pair_ask_client(pair, CLIENT_CERTIFICATE_REQUESTED, NULL);
}

/* Both sides remember the certificate, and a server that insists on one is content with that. */
static void a_client_that_is_known_resumes(void **state)
{
    (void)state;
    static const ClientCertificate wishes[] = {CLIENT_CERTIFICATE_NONE, CLIENT_CERTIFICATE_REQUESTED,
                                               CLIENT_CERTIFICATE_REQUIRED};
    Bytes certificate = pki()->client.items[0]->der;
    for (size_t i = 0; i < COUNT_OF(wishes); i++) {
        Comeback comeback;
        Session of_server = {0};
        Pair pair;
        comeback_init(&comeback, show_certificate);
        assert_true(bytes_equal(buffer_bytes(&comeback.session.client_certificate), certificate));
        assert_true(session_cache_find(comeback.cache, buffer_bytes(&comeback.session.id), &of_server));
        assert_true(bytes_equal(buffer_bytes(&of_server.client_certificate), certificate));
        pair_init(&pair);
        comeback_lend(&comeback, &pair);
        pair_ask_client(&pair, wishes[i], NULL);
        pair_start(&pair);
        pair_run(&pair);
        assert_resumed(&pair);
        pair_clear(&pair);
        session_clear(&of_server);
        comeback_clear(&comeback);
    }
}

static void a_client_that_is_not_known_has_to_show_its_certificate(void **state)
{
    (void)state;
    for (int shows = 0; shows < 2; shows++) {
        Comeback comeback;
        Pair pair;
        comeback_init(&comeback, show_none);
        assert_int_equal(comeback.session.client_certificate.size, 0);
        pair_init(&pair);
        comeback_lend(&comeback, &pair);
        pair_ask_client(&pair, CLIENT_CERTIFICATE_REQUIRED, shows ? &pki()->clients[1] : NULL);
        pair_start(&pair);
        pair_run(&pair);
        if (shows)
            assert_not_resumed(&pair);
        else
            assert_refused(&pair, ACTOR_SERVER, ERROR_HANDSHAKE_FAILURE);
        pair_clear(&pair);
        comeback_clear(&comeback);
    }
}

/* Clients that are not let in */

/* Listens for the check that failed. */
static void note_failure(void *context, const Event *event)
{
    const char **failed = context;
    if (event->check && !event->check->passed)
        *failed = event_item(event->id)->what;
}

static void assert_text(const char *found, const char *expected)
{
    if (!found || !expected)
        assert_ptr_equal(found, expected);
    else
        assert_string_equal(found, expected);
}

typedef struct BadClient {
    const char *chain, *key;
    Error error, alert;
    const char *check;
} BadClient;

static void run_bad_client(const BadClient *bad, ClientCertificate wish)
{
    CertificateList chain = {0};
    PrivateKey key;
    Pair pair;
    const char *failed = NULL;
    const Observer observer = {note_failure, &failed};
    pki_load(&chain, &key, bad->chain, bad->key);
    const Credential credential = {.chain = &chain, .key = &key};
    pair_init(&pair);
    pair_ask_client(&pair, wish, &credential);
    pair.server_config.server.no_certificate_authorities = true;
    pair.server_config.observer = &observer;
    pair_start(&pair);
    pair_run(&pair);
    print_message("%s\n", bad->chain);
    assert_refused(&pair, ACTOR_SERVER, bad->alert);
    assert_string_equal(error_name(peer_error(pair.server)), error_name(bad->error));
    assert_text(failed, bad->check);
    pair_clear(&pair);
    private_key_clear(&key);
    certificate_list_clear(&chain);
}

static void a_client_s_certificate_has_to_be_good(void **state)
{
    (void)state;
    static const BadClient clients[] = {
        {"client-expired.pem", "client.key", ERROR_CERTIFICATE_EXPIRED, ERROR_CERTIFICATE_EXPIRED,
         "certificate_validity"},
        {"not-yet-valid.pem", "server.key", ERROR_CERTIFICATE_NOT_YET_VALID, ERROR_CERTIFICATE_EXPIRED,
         "certificate_validity"},
        {"unknown-root.pem", "server.key", ERROR_CERTIFICATE_NO_PATH, ERROR_UNKNOWN_CA, "certificate_path"},
        {"self-signed.pem", "server.key", ERROR_CERTIFICATE_NO_PATH, ERROR_UNKNOWN_CA, "certificate_path"},
        {"missing-intermediate.pem", "server.key", ERROR_CERTIFICATE_NO_PATH, ERROR_UNKNOWN_CA, "certificate_path"},
        {"good.pem", "server.key", ERROR_CERTIFICATE_KEY_USAGE, ERROR_UNSUPPORTED_CERTIFICATE, "certificate_purpose"},
        {"wrong-usage.pem", "server.key", ERROR_CERTIFICATE_KEY_USAGE, ERROR_UNSUPPORTED_CERTIFICATE,
         "certificate_key_usage"},
        {"short-key.pem", "short.key", ERROR_CERTIFICATE_SHORT_KEY, ERROR_BAD_CERTIFICATE, "certificate_key_size"},
        /* Alice's and Bob's certificates, in the hands of somebody who has another key. */
        {"client.pem", "server.key", ERROR_BAD_SIGNATURE, ERROR_DECRYPT_ERROR, "client_signature"},
        {"client-ecdsa.pem", "ecdsa.key", ERROR_BAD_SIGNATURE, ERROR_DECRYPT_ERROR, "client_signature"},
    };
    for (size_t i = 0; i < COUNT_OF(clients); i++) {
        run_bad_client(&clients[i], CLIENT_CERTIFICATE_REQUIRED);
        run_bad_client(&clients[i], CLIENT_CERTIFICATE_REQUESTED);
    }
}

static void a_server_without_roots_trusts_no_client(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair);
    pair_ask_client(&pair, CLIENT_CERTIFICATE_REQUIRED, &pki()->clients[0]);
    pair.server_config.trusted = NULL;
    pair_start(&pair);
    pair_run(&pair);
    assert_refused(&pair, ACTOR_SERVER, ERROR_UNKNOWN_CA);
    pair_clear(&pair);
}

static void a_client_without_a_certificate_may_be_refused(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair);
    pair_ask_client(&pair, CLIENT_CERTIFICATE_REQUIRED, NULL);
    pair_start(&pair);
    pair_run(&pair);
    assert_refused(&pair, ACTOR_SERVER, ERROR_HANDSHAKE_FAILURE);
    pair_clear(&pair);
}

/* Messages that are changed on their way */

typedef struct RefusedChange {
    const char *what;
    Actor sender;
    ClientCertificate wish;
    HandshakeType type;
    ChangeMessage *apply;
    Error alert;
    const char *check;
} RefusedChange;

static const RefusedChange refusals[] = {
#define REFUSAL(what, sender, wish, message, change, alert, check, source)                                             \
    {what, ACTOR_##sender, CLIENT_CERTIFICATE_##wish, HANDSHAKE_##message, change, ERROR_##alert, check},
#include "refusals_client.def"
#undef REFUSAL
};

static void every_row_is_refused_with_its_alert(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        const RefusedChange *row = &refusals[i];
        Actor victim = other_side(row->sender);
        const char *failed = NULL;
        const Observer observer = {note_failure, &failed};
        Pair pair;
        Change change = {.pair = &pair, .sender = row->sender, .type = row->type, .apply = row->apply};
        print_message("%s: %s\n", handshake_type_name((uint8_t)row->type), row->what);
        pair_init(&pair);
        pair_offer(&pair, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "x25519");
        pair_ask_client(&pair, row->wish, &pki()->clients[0]);
        (victim == ACTOR_CLIENT ? &pair.client_config : &pair.server_config)->observer = &observer;
        pair.meddle = change_record;
        pair.context = &change;
        pair_start(&pair);
        pair_run(&pair);
        assert_true(change.done);
        assert_refused(&pair, victim, row->alert);
        assert_text(failed, row->check);
        arena_clear(&change.made);
        pair_clear(&pair);
    }
}

/* A client that is not asked for a certificate, and one that is asked in spite of the server: the server hears what it
   did not ask for. */
static void insert_request(void *context, Actor sender, Buffer *record)
{
    static const uint8_t types = CERTIFICATE_TYPE_RSA_SIGN, schemes[] = {0x04, 0x01};
    static const CertificateRequest request = {{&types, 1}, {schemes, sizeof schemes}, {NULL, 0}};
    bool *done = context;
    if (*done || sender != ACTOR_SERVER || record->data[RECORD_HEADER_SIZE] != HANDSHAKE_SERVER_HELLO_DONE)
        return;
    *done = true;
    Buffer message = BUFFER_EMPTY, both = BUFFER_EMPTY;
    certificate_request_encode(&message, VERSION_TLS_1_2, &request);
    record_header_append(&both, CONTENT_HANDSHAKE, VERSION_TLS_1_2, message.size);
    buffer_append(&both, buffer_bytes(&message));
    buffer_append(&both, buffer_bytes(record));
    buffer_set(record, buffer_bytes(&both));
    buffer_clear(&both);
    buffer_clear(&message);
}

static void a_server_that_did_not_ask_takes_no_certificate(void **state)
{
    (void)state;
    const Credential *const clients[] = {&pki()->clients[0], NULL};
    for (size_t i = 0; i < COUNT_OF(clients); i++) {
        Pair pair;
        bool done = false;
        pair_init(&pair);
        pair_ask_client(&pair, CLIENT_CERTIFICATE_NONE, clients[i]);
        pair.meddle = insert_request;
        pair.context = &done;
        pair_start(&pair);
        pair_run(&pair);
        assert_true(done);
        assert_refused(&pair, ACTOR_SERVER, ERROR_UNEXPECTED_MESSAGE);
        pair_clear(&pair);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_client_authenticates_with_every_suite),
        cmocka_unit_test(a_client_authenticates_in_every_version),
        cmocka_unit_test(with_other_suites_the_client_is_not_asked),
        cmocka_unit_test(a_client_signs_with_every_scheme),
        cmocka_unit_test(sha1_is_not_asked_for_where_there_is_something_else),
        cmocka_unit_test(a_client_without_a_certificate_may_be_let_in),
        cmocka_unit_test(a_client_that_is_not_asked_keeps_its_certificate_to_itself),
        cmocka_unit_test(a_client_shows_the_certificate_that_fits),
        cmocka_unit_test(a_client_shows_none_that_does_not_fit),
        cmocka_unit_test(what_crosses_is_what_was_told),
        cmocka_unit_test(a_client_that_is_known_resumes),
        cmocka_unit_test(a_client_that_is_not_known_has_to_show_its_certificate),
        cmocka_unit_test(a_client_s_certificate_has_to_be_good),
        cmocka_unit_test(a_server_without_roots_trusts_no_client),
        cmocka_unit_test(a_client_without_a_certificate_may_be_refused),
        cmocka_unit_test(every_row_is_refused_with_its_alert),
        cmocka_unit_test(a_server_that_did_not_ask_takes_no_certificate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
