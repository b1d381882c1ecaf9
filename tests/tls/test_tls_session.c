/* Sessions: their encoding, and a server's cache of them. */
#include <string.h>

#include "check.h"

#include "tls/secrets/session_cache.h"

/* An example; session_clear. */
static Session example(const char *id)
{
    Session session = {.version = VERSION_TLS_1_2,
                       .suite = suite_by_id(0x002f),
                       .extended_master_secret = true,
                       .created = 0x65920080};
    memset(secret_make(&session.master_secret, MASTER_SECRET_SIZE), 0xab, MASTER_SECRET_SIZE);
    buffer_append(&session.server_name, bytes_of_text("host"));
    buffer_append(&session.id, bytes_of_text(id));
    return session;
}

static void assert_same(const Session *a, const Session *b)
{
    assert_int_equal(a->version, b->version);
    assert_ptr_equal(a->suite, b->suite);
    assert_true(bytes_equal(secret_bytes(&a->master_secret), secret_bytes(&b->master_secret)));
    assert_int_equal(a->extended_master_secret, b->extended_master_secret);
    assert_int_equal(a->created, b->created);
    assert_true(bytes_equal(buffer_bytes(&a->server_name), buffer_bytes(&b->server_name)));
    assert_true(bytes_equal(buffer_bytes(&a->client_certificate), buffer_bytes(&b->client_certificate)));
}

static void a_session_is_encoded_as_documented(void **state)
{
    (void)state;
    Session session = example("id");
    Buffer out = BUFFER_EMPTY;
    session_encode(&out, &session);
    assert_hex(buffer_bytes(&out), "0303002f00"
                                   "abababababababababababababababababababababababababababababababababababababababab"
                                   "abababababababab"
                                   "0000000000659200800100"
                                   "04686f7374");
    assert_memory_equal(out.data + SESSION_MASTER_SECRET_OFFSET, session.master_secret.bytes, MASTER_SECRET_SIZE);
    buffer_clear(&out);
    session_clear(&session);
}

static void what_was_encoded_is_read_again(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        Session session = example("id"), read = {0};
        Buffer out = BUFFER_EMPTY;
        session.extended_master_secret = i & 1;
        if (i & 2)
            buffer_append(&session.client_certificate, bytes_of_text("certificate"));
        session_encode(&out, &session);
        assert_int_equal(session_decode(&read, buffer_bytes(&out)), ERROR_NONE);
        assert_same(&read, &session);
        /* no shorter, no longer one */
        for (size_t size = 0; size < out.size; size++) {
            Session part = {0};
            assert_int_equal(session_decode(&part, bytes_slice(buffer_bytes(&out), 0, size)), ERROR_DECODE_ERROR);
            assert_null(part.server_name.data);
        }
        buffer_append_number(&out, 1, 0);
        session_clear(&read);
        assert_int_equal(session_decode(&read, buffer_bytes(&out)), ERROR_DECODE_ERROR);
        buffer_clear(&out);
        session_clear(&session);
    }
}

static void what_no_session_can_hold_is_refused(void **state)
{
    (void)state;
    static const size_t places[] = {3, 4, 53}; /* low byte of the suite, compression, client_authentication_type */
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        Session session = example("id"), read = {0};
        Buffer out = BUFFER_EMPTY;
        session_encode(&out, &session);
        out.data[places[i]] ^= 0x7e;
        assert_int_equal(session_decode(&read, buffer_bytes(&out)), ERROR_DECODE_ERROR);
        buffer_clear(&out);
        session_clear(&session);
    }
}

static void add(SessionCache *cache, const char *id)
{
    Session session = example(id);
    session_cache_add(cache, &session);
    session_clear(&session);
}

static bool has(const SessionCache *cache, const char *id)
{
    Session found = {0}, session = example(id);
    bool is_there = session_cache_find(cache, bytes_of_text(id), &found);
    if (is_there) {
        assert_same(&found, &session);
        assert_true(bytes_equal(buffer_bytes(&found.id), bytes_of_text(id)));
    }
    session_clear(&session);
    session_clear(&found);
    return is_there;
}

static void the_oldest_session_makes_way(void **state)
{
    (void)state;
    SessionCache *cache = session_cache_new(2);
    assert_false(has(cache, "a"));
    add(cache, "a");
    add(cache, "b");
    add(cache, "a"); /* the same again, which is the newest now */
    assert_int_equal(session_cache_count(cache), 2);
    add(cache, "c");
    assert_int_equal(session_cache_count(cache), 2);
    assert_true(has(cache, "a"));
    assert_false(has(cache, "b"));
    assert_true(has(cache, "c"));
    session_cache_free(cache);
}

static void sessions_are_struck_and_forgotten(void **state)
{
    (void)state;
    SessionCache *cache = session_cache_new(10);
    add(cache, "a");
    add(cache, "b");
    add(cache, "c");
    assert_true(session_cache_remove(cache, bytes_of_text("b")));
    assert_false(session_cache_remove(cache, bytes_of_text("b")));
    assert_false(has(cache, "b"));
    assert_true(has(cache, "a") && has(cache, "c"));
    session_cache_empty(cache);
    assert_int_equal(session_cache_count(cache), 0);
    assert_false(has(cache, "a") || has(cache, "c"));
    session_cache_free(cache);
}

static void a_cache_knows_what_it_costs(void **state)
{
    (void)state;
    SessionCache *cache = session_cache_new(10);
    assert_int_equal(session_cache_size(cache), 0);
    add(cache, "a");
    add(cache, "bcd");
    size_t encoded = 2 + 2 + 1 + MASTER_SECRET_SIZE + 1 + 8 + 1 + 2 + 4;
    assert_int_equal(session_cache_size_of(cache, bytes_of_text("a")), 1 + encoded);
    assert_int_equal(session_cache_size_of(cache, bytes_of_text("bcd")), 3 + encoded);
    assert_int_equal(session_cache_size_of(cache, bytes_of_text("e")), 0);
    assert_int_equal(session_cache_size(cache), 4 + 2 * encoded);
    session_cache_free(cache);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_session_is_encoded_as_documented),  cmocka_unit_test(what_was_encoded_is_read_again),
        cmocka_unit_test(what_no_session_can_hold_is_refused), cmocka_unit_test(the_oldest_session_makes_way),
        cmocka_unit_test(sessions_are_struck_and_forgotten),   cmocka_unit_test(a_cache_knows_what_it_costs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
