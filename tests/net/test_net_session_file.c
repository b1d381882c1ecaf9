/* Sessions as texts: what is written is read again, and what is not as it was written is refused by name. */
#include "check.h"

#include <string.h>

#include "base/text.h"
#include "net/session_file.h"

static void make_session(KeptSession *out, const char *host, const char *id, const char *ticket)
{
    Buffer bytes = from_hex(id);
    *out = (KeptSession){.session = {.version = VERSION_TLS_1_2}};
    out->session.suite = suite_find("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    out->session.created = 1767268800; /* 2026-01-01 12:00:00 */
    out->session.extended_master_secret = true;
    out->session.ticket_lifetime = 7200;
    for (size_t i = 0; i < MASTER_SECRET_SIZE; i++)
        secret_make(&out->session.master_secret, MASTER_SECRET_SIZE)[i] = (uint8_t)i;
    buffer_append(&out->session.id, buffer_bytes(&bytes));
    buffer_clear(&bytes);
    bytes = from_hex(ticket);
    buffer_append(&out->session.ticket, buffer_bytes(&bytes));
    buffer_clear(&bytes);
    text_append(&out->host, host);
}

static void what_is_written_is_read_again(void **state)
{
    static const char *const sessions[][3] = {
        {"server.tlsteps.example", "00ff", ""}, {"localhost", "", "0102030405"}, {"2001:db8::1", "aa", "bb"}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(sessions); i++) {
        KeptSession made, read = {.host = BUFFER_EMPTY};
        Buffer text = BUFFER_EMPTY, again = BUFFER_EMPTY;
        Diagnostic diagnostic = {""};
        make_session(&made, sessions[i][0], sessions[i][1], sessions[i][2]);
        session_file_encode(&text, &made);
        assert_true(session_file_decode(&read, buffer_bytes(&text), "file", &diagnostic));
        assert_int_equal(read.session.version, made.session.version);
        assert_ptr_equal(read.session.suite, made.session.suite);
        assert_true(bytes_equal(secret_bytes(&read.session.master_secret), secret_bytes(&made.session.master_secret)));
        assert_int_equal(read.session.created, made.session.created);
        assert_int_equal(read.session.ticket_lifetime, 7200);
        assert_true(read.session.extended_master_secret);
        assert_true(bytes_equal(buffer_bytes(&read.session.id), buffer_bytes(&made.session.id)));
        assert_true(bytes_equal(buffer_bytes(&read.session.ticket), buffer_bytes(&made.session.ticket)));
        assert_true(bytes_equal(buffer_bytes(&read.host), buffer_bytes(&made.host)));
        bool named = strchr(sessions[i][0], ':') == NULL; /* an address is not said in server_name */
        assert_int_equal(read.session.server_name.size, named ? made.host.size : 0);
        session_file_encode(&again, &read);
        assert_true(bytes_equal(buffer_bytes(&text), buffer_bytes(&again)));
        kept_session_clear(&made);
        kept_session_clear(&read);
        buffer_clear(&text);
        buffer_clear(&again);
    }
}

/* One place of a good file made another, and what is said of it. */
static const struct {
    const char *from, *to, *said;
} changes[] = {
    {"\"tlsteps_session\": 1", "\"tlsteps_session\": 2", "file: the value of \"tlsteps_session\" is not accepted: 1, "},
    {"\"tlsteps_session\": 1", "\"tlsteps_session\": \"1\"", "\"tlsteps_session\""},
    {"\"tlsteps_session\"", "\"session\"",
     "file: has no key \"tlsteps_session\"; accepted is a file that --session-out"},
    {"server.tlsteps.example", "two words", "\"host\" is not accepted: the name or the address of a host"},
    {"\"1.2\"", "\"1.3\"", "\"version\" is not accepted: \"1.2\", \"1.1\" or \"1.0\""},
    {"\"1.2\"", "\"1.0\"", "came with TLS 1.2, and the \"version\" is 1.0"},
    {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256", "\"suite\" is not accepted: a name from"},
    {"true", "\"yes\"", "\"extended_master_secret\" is not accepted: true or false"},
    {"2026-01-01", "2026-13-01", "\"created\" is not accepted: a date like"},
    {"\"00ff\"", "\"00f\"", "\"session_id\" is not accepted: hex of 32 bytes at most"},
    {"\"00ff\"", "\"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20\"", "\"session_id\""},
    {"\"00ff\"", "17", "\"session_id\""},
    {"\"00ff\"", "\"\"", "\"session_id\" and \"ticket\" are empty"},
    {"7200", "-1", "\"ticket_lifetime\" is not accepted: a number of seconds from 0 to 4294967295"},
    {"7200", "4294967296", "\"ticket_lifetime\""},
    {"2c2d2e2f", "2c2d2e", "\"master_secret\" is not accepted: hex of 48 bytes"},
    {"2c2d2e2f", "2c2d2e2f30", "\"master_secret\""},
    {"  \"host\"", "  \"more\": 1,\n  \"host\"", "\"more\" is no key of a session"},
    {"  \"host\"", "  \"host\": \"a\",\n  \"host\"", "file:5: no session: duplicate object key"},
    {"\"suite\"", "suite", "file:6: no session: "},
    {"}\n", "}\n}\n", "file:14: no session: end of file expected"},
    {"{\n", "[\n", "file:2: no session: "},
};

/* Appends `text` with the first `from` in it made `to`. */
static void append_changed(Buffer *out, const char *text, const char *from, const char *to)
{
    const char *place = strstr(text, from);
    assert_non_null(place);
    buffer_append(out, bytes_of(text, (size_t)(place - text)));
    text_append(out, to);
    text_append(out, place + strlen(from));
}

static void what_will_not_do_is_named(void **state)
{
    KeptSession made;
    Buffer text = BUFFER_EMPTY;
    (void)state;
    make_session(&made, "server.tlsteps.example", "00ff", "");
    session_file_encode(&text, &made);
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        KeptSession read = {.host = BUFFER_EMPTY};
        Buffer changed = BUFFER_EMPTY;
        Diagnostic diagnostic = {""};
        append_changed(&changed, text_finish(&text), changes[i].from, changes[i].to);
        assert_false(session_file_decode(&read, buffer_bytes(&changed), "file", &diagnostic));
        if (!strstr(diagnostic.text, changes[i].said))
            fail_msg("%s: %s", changes[i].to, diagnostic.text);
        assert_int_equal(read.host.size + read.session.id.size + read.session.ticket.size, 0);
        assert_null(read.session.suite);
        buffer_clear(&changed);
    }
    buffer_clear(&text);
    kept_session_clear(&made);
}

static void other_files_are_no_sessions(void **state)
{
    static const char *const texts[] = {"",
                                        "\n",
                                        "-----BEGIN SSL SESSION PARAMETERS-----\n",
                                        "[]",
                                        "17",
                                        "\"\\u0000\"",
                                        "{}",
                                        "{\"tlsteps_session\": 1}"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        KeptSession read = {.host = BUFFER_EMPTY};
        Diagnostic diagnostic = {""};
        assert_false(session_file_decode(&read, bytes_of_text(texts[i]), "file", &diagnostic));
        assert_memory_equal(diagnostic.text, "file:", 5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(what_will_not_do_is_named),
        cmocka_unit_test(other_files_are_no_sessions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
