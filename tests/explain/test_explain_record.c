/*
 * Records and tickets row by row, against src/tls, of every cipher suite in every version it is for, with contents of
 * sizes around the block's: protecting, opening, and what has been meddled with, byte for byte.
 */
#include "rows.h"

#include "crypto/hmac.h"
#include "explain/secrets/record.h"
#include "explain/secrets/ticket.h"
#include "tls/record/protection.h"
#include "tls/secrets/ticket.h"

enum { CONTENT_TYPE = 23 };

/* One direction of a connection: the protocol's protection, and what the rows are made from. */
typedef struct Direction {
    Protection *writer, *reader;
    RecordCase record;
    uint8_t iv[16]; /* of the record that comes */
    uint8_t keys[32 + 64 + 16];
} Direction;

static void direction_init(Direction *direction, const Suite *suite, uint16_t version, bool encrypt_then_mac)
{
    const CipherInfo *info = cipher_info(suite->cipher);
    size_t mac_size = info->aead ? 0 : hash_size(suite->mac), iv_size = protection_fixed_iv_size(suite, version);
    for (size_t i = 0; i < sizeof direction->keys; i++)
        direction->keys[i] = (uint8_t)(3 * i + 11);
    TrafficKeys keys = {bytes_of(direction->keys, mac_size), bytes_of(direction->keys + 64, info->key_size),
                        bytes_of(direction->keys + 96, iv_size)};
    direction->writer = protection_new(suite, version, encrypt_then_mac, &keys);
    direction->reader = protection_new(suite, version, encrypt_then_mac, &keys);
    if (iv_size)
        memcpy(direction->iv, keys.iv.data, iv_size);
    direction->record = (RecordCase){
        .cipher = suite->cipher,
        .mac = suite->mac,
        .encrypt_then_mac = encrypt_then_mac,
        .chained_iv = !info->aead && !version_has_record_iv(version),
        .mac_key = operand_bytes("client_write_mac_key", keys.mac_key),
        .key = operand_bytes("client_write_key", keys.key),
        .iv = operand_bytes("iv", bytes_of(direction->iv, info->aead ? iv_size : 16)),
        .content_type = CONTENT_TYPE,
        .version = version,
    };
}

static void direction_clear(Direction *direction)
{
    protection_free(direction->writer);
    protection_free(direction->reader);
}

/* That the rows come to `content`, or where that is NULL to a comparison that fails. */
static void assert_opens(const Direction *direction, Bytes fragment, const Bytes *content)
{
    Operand operand = operand_bytes("fragment", fragment), result;
    Worked *worked = explain_record_open(&direction->record, &operand, "content");
    Arena arena = {0};
    worked_result(worked, &arena, &result);
    assert_int_equal(result.kind, content ? VALUE_BYTES : VALUE_NUMBER);
    assert_true(bytes_equal(result.value, content ? *content : BYTES_EMPTY));
    arena_clear(&arena);
    worked_free(worked);
}

static void assert_protects(const Direction *direction, Bytes content, Bytes fragment)
{
    Operand operand = operand_bytes("content", content);
    Worked *worked = explain_record_protect(&direction->record, &operand, "fragment");
    assert_value(worked, fragment);
    assert_openings(worked);
    worked_free(worked);
}

/* The record's own IV, or in TLS 1.0 the next one's. */
static void keep_iv(Direction *direction, Bytes fragment, bool before)
{
    const CipherInfo *info = cipher_info(direction->record.cipher);
    size_t mac = direction->record.encrypt_then_mac ? hash_size(direction->record.mac) : 0;
    if (info->aead)
        return;
    if (before && !direction->record.chained_iv)
        memcpy(direction->iv, fragment.data, 16);
    else if (!before && direction->record.chained_iv)
        memcpy(direction->iv, fragment.data + fragment.size - mac - 16, 16);
}

static void exchange_record(Direction *direction, Random *random, Bytes content)
{
    Buffer fragment = BUFFER_EMPTY, opened = BUFFER_EMPTY;
    protection_seal(direction->writer, &fragment, CONTENT_TYPE, direction->record.version, content, random, "iv");
    keep_iv(direction, buffer_bytes(&fragment), true);
    assert_protects(direction, content, buffer_bytes(&fragment));
    assert_opens(direction, buffer_bytes(&fragment), &content);
    uint8_t type = CONTENT_TYPE;
    Error error =
        protection_open(direction->reader, &opened, &type, direction->record.version, buffer_bytes(&fragment));
    assert_int_equal(error, ERROR_NONE);
    keep_iv(direction, buffer_bytes(&fragment), false);
    direction->record.sequence_number++;
    buffer_clear(&fragment);
    buffer_clear(&opened);
}

typedef void UseDirection(Direction *direction, Random *random);

/* With every suite, version and order of encryption and MAC. */
static void with_every_protection(UseDirection *use)
{
    Random *random = random_new_seeded(bytes_of_text("records"), "");
    const Suite *suite;
    for (int i = 0; (suite = suite_at(i)) != NULL; i++)
        for (uint16_t version = suite_version_min(suite); version <= VERSION_TLS_1_2; version++)
            for (int encrypt_then_mac = 0; encrypt_then_mac <= !cipher_info(suite->cipher)->aead; encrypt_then_mac++) {
                Direction direction = {0};
                direction_init(&direction, suite, version, encrypt_then_mac != 0);
                use(&direction, random);
                direction_clear(&direction);
            }
    random_free(random);
}

static void send_some(Direction *direction, Random *random)
{
    static const size_t sizes[] = {0, 1, 11, 12, 15, 16, 17, 31, 32, 300};
    uint8_t content[300];
    memset(content, 'x', sizeof content);
    for (size_t i = 0; i < COUNT_OF(sizes); i++)
        exchange_record(direction, random, bytes_of(content, sizes[i]));
}

static void records_are_those_of_the_protocol(void **state)
{
    (void)state;
    with_every_protection(send_some);
}

/* Each bit of a record turned over, and each shorter beginning of it. */
static void meddle(Direction *direction, Random *random)
{
    Buffer fragment = BUFFER_EMPTY;
    protection_seal(direction->writer, &fragment, CONTENT_TYPE, direction->record.version,
                    bytes_of_text("hello, world"), random, "iv");
    for (size_t i = 0; i < fragment.size; i++) {
        fragment.data[i] ^= (uint8_t)(1 << i % 8);
        assert_opens(direction, buffer_bytes(&fragment), NULL);
        fragment.data[i] ^= (uint8_t)(1 << i % 8);
        assert_opens(direction, bytes_of(fragment.data, i), NULL);
    }
    direction->record.sequence_number++;
    assert_opens(direction, buffer_bytes(&fragment), NULL);
    buffer_clear(&fragment);
}

static void what_is_not_what_was_sent_fails_a_comparison(void **state)
{
    (void)state;
    with_every_protection(meddle);
}

/* Padding may be longer than it has to be: 16 bytes of content, MAC-less on paper, and 240 more bytes of padding. */
static void long_padding_opens_and_wrong_padding_does_not(void **state)
{
    (void)state;
    Direction direction = {0};
    direction_init(&direction, suite_find("TLS_RSA_WITH_AES_128_CBC_SHA"), VERSION_TLS_1_2, true);
    uint8_t fragment[16 + 256 + 20] = {0}, covered[13 + 16 + 256] = {0};
    memset(fragment + 16 + 16, 239, 240);
    for (int wrong = 0; wrong < 2; wrong++) {
        uint8_t plain[256];
        memcpy(plain, fragment + 16, sizeof plain);
        plain[100] ^= (uint8_t)wrong;
        Cipher *cipher = cipher_new(CIPHER_AES_128_CBC, direction.record.key.value);
        uint8_t sent[sizeof fragment] = {0};
        cipher_cbc_encrypt(cipher, sent, BYTES_OF_ARRAY(plain), sent + 16);
        cipher_free(cipher);
        bytes_write_number(covered + 8, 1, CONTENT_TYPE);
        bytes_write_number(covered + 9, 2, VERSION_TLS_1_2);
        bytes_write_number(covered + 11, 2, 16 + 256);
        memcpy(covered + 13, sent, 16 + 256);
        hmac_all(HASH_SHA1, direction.record.mac_key.value, BYTES_OF_ARRAY(covered), sent + 16 + 256);
        Bytes content = bytes_of(fragment + 16, 16);
        assert_opens(&direction, BYTES_OF_ARRAY(sent), wrong ? NULL : &content);
    }
    direction_clear(&direction);
}

static void keys_of_another_size_have_no_rows(void **state)
{
    (void)state;
    Operand content = operand_bytes("content", bytes_of_text("hello"));
    uint8_t key[32] = {0};
    RecordCase record = {.cipher = CIPHER_AES_128_GCM,
                         .key = operand_bytes("key", bytes_of(key, 15)),
                         .iv = operand_bytes("iv", bytes_of(key, 4))};
    assert_null(explain_record_protect(&record, &content, "fragment"));
    record.key.value.size = 16;
    record.iv.value.size = 12;
    assert_null(explain_record_open(&record, &content, "fragment"));
    record = (RecordCase){.cipher = CIPHER_AES_128_CBC,
                          .mac = HASH_SHA256,
                          .key = operand_bytes("key", bytes_of(key, 16)),
                          .mac_key = operand_bytes("mac_key", bytes_of(key, 32))};
    assert_null(explain_record_protect(&record, &content, "fragment"));
    record.mac_key.value.size = 20;
    assert_null(explain_record_open(&record, &content, "fragment"));
}

static void a_record_has_its_names(void **state)
{
    (void)state;
    Direction direction = {0};
    direction_init(&direction, suite_find("TLS_RSA_WITH_AES_128_CBC_SHA"), VERSION_TLS_1_2, false);
    Operand content = operand_bytes("content", bytes_of_text("hi"));
    Worked *worked = explain_record_protect(&direction.record, &content, "fragment");
    static const char *const names[] = {"header", "MAC", "padding_length", "padding", "ciphertext", "fragment"};
    assert_int_equal(worked_count(worked), COUNT_OF(names));
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        Arena arena = {0};
        Row row;
        worked_row(worked, i, &arena, &row);
        assert_string_equal(row.result.name, names[i]);
        arena_clear(&arena);
    }
    /* The MAC is python3's. */
    assert_row(worked, 2,
               "padding_length = 15 - len(content ‖ MAC) mod 16: content=6869 "
               "MAC=010821fdbf599da3eb39740b6b724e0595a6b80c -> padding_length=9");
    worked_free(worked);
    direction_clear(&direction);
}

static TicketKey ticket_key;

static TicketCase ticket_case(void)
{
    memset(ticket_key.name, 'n', sizeof ticket_key.name);
    memset(ticket_key.encryption_key, 'e', sizeof ticket_key.encryption_key);
    memset(ticket_key.mac_key, 'm', sizeof ticket_key.mac_key);
    return (TicketCase){operand_bytes("ticket_key.name", BYTES_OF_ARRAY(ticket_key.name)),
                        operand_bytes("ticket_key.encryption", BYTES_OF_ARRAY(ticket_key.encryption_key)),
                        operand_bytes("ticket_key.mac", BYTES_OF_ARRAY(ticket_key.mac_key))};
}

static void assert_ticket(const TicketCase *keys, Bytes ticket, const Bytes *state)
{
    Operand operand = operand_bytes("session_ticket", ticket), result;
    Worked *worked = explain_ticket_open(keys, &operand, "ticket_state");
    Arena arena = {0};
    worked_result(worked, &arena, &result);
    assert_int_equal(result.kind, state ? VALUE_BYTES : VALUE_NUMBER);
    assert_true(bytes_equal(result.value, state ? *state : BYTES_EMPTY));
    arena_clear(&arena);
    worked_free(worked);
}

static void tickets_are_those_of_the_protocol(void **state)
{
    (void)state;
    TicketCase keys = ticket_case();
    uint8_t iv[TICKET_IV_SIZE] = {9, 9}, text[100];
    memset(text, 's', sizeof text);
    for (size_t size = 1; size <= sizeof text; size++) {
        Buffer ticket = BUFFER_EMPTY;
        Bytes contents = bytes_of(text, size);
        Operand operands[] = {operand_bytes("ticket_iv", BYTES_OF_ARRAY(iv)), operand_bytes("ticket_state", contents)};
        ticket_seal(&ticket, &ticket_key, iv, contents);
        Worked *worked = explain_ticket_seal(&keys, &operands[0], &operands[1], "session_ticket");
        assert_value(worked, buffer_bytes(&ticket));
        assert_openings(worked);
        worked_free(worked);
        assert_ticket(&keys, buffer_bytes(&ticket), &contents);
        buffer_clear(&ticket);
    }
}

static void tickets_of_another_making_do_not_open(void **state)
{
    (void)state;
    TicketCase keys = ticket_case();
    uint8_t iv[TICKET_IV_SIZE] = {9, 9};
    Buffer ticket = BUFFER_EMPTY;
    ticket_seal(&ticket, &ticket_key, iv, bytes_of_text("state"));
    for (size_t i = 0; i < ticket.size; i++) {
        Ticket parts;
        ticket.data[i] ^= 1;
        Operand operand = operand_bytes("session_ticket", buffer_bytes(&ticket));
        if (ticket_parse(&parts, buffer_bytes(&ticket)))
            assert_null(explain_ticket_open(&keys, &operand, "ticket_state"));
        else
            assert_ticket(&keys, buffer_bytes(&ticket), NULL);
        ticket.data[i] ^= 1;
    }
    Operand operand = operand_bytes("session_ticket", bytes_of(ticket.data, 40));
    assert_null(explain_ticket_open(&keys, &operand, "ticket_state"));
    buffer_clear(&ticket);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_those_of_the_protocol),
        cmocka_unit_test(what_is_not_what_was_sent_fails_a_comparison),
        cmocka_unit_test(long_padding_opens_and_wrong_padding_does_not),
        cmocka_unit_test(keys_of_another_size_have_no_rows),
        cmocka_unit_test(a_record_has_its_names),
        cmocka_unit_test(tickets_are_those_of_the_protocol),
        cmocka_unit_test(tickets_of_another_making_do_not_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
