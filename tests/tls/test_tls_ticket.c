/* Tickets: as openssl would make them, opened again, and keys that follow each other. */
#include <string.h>

#include "check.h"

#include "tls/secrets/ticket.h"

static TicketKey counting_key(void)
{
    TicketKey key;
    for (uint8_t i = 0; i < 16; i++) {
        key.name[i] = i;
        key.encryption_key[i] = (uint8_t)(16 + i);
    }
    for (uint8_t i = 0; i < 32; i++)
        key.mac_key[i] = (uint8_t)(32 + i);
    return key;
}

/*
 * From openssl, for a state of five bytes and one of a whole block, in Python
 *
 *     c = run(["openssl", "enc", "-aes-128-cbc", "-K", "101112…1f", "-iv", "404142…4f"], input=state)
 *     t = name + iv + len(c).to_bytes(2, "big") + c
 *     run(["openssl", "mac", "-digest", "SHA256", "-macopt", "hexkey:202122…3f", "HMAC"], input=t)
 */
#define NAME_AND_IV "000102030405060708090a0b0c0d0e0f404142434445464748494a4b4c4d4e4f"
static const struct {
    const char *state, *ticket;
} vectors[] = {
    {"7374617465", NAME_AND_IV "0010a9d2b80ec4eab67454f4bdf5c8ede068"
                               "2a8d90916326dde630aa0bac8f0ce6e1071f332326f6b419b3fe96187041af38"},
    {"00000000000000000000000000000000",
     NAME_AND_IV "0020424bd9b0edc4eea9ecb99122eb673042ff45dbaf823f308eaf8060d22833f8e8"
                 "6600adb9ed6fd81f3c7580285db4983d3297c893609b88c03956e82aef5657ec"},
};

static void tickets_are_sealed_as_by_openssl(void **state)
{
    (void)state;
    TicketKey key = counting_key();
    uint8_t iv[TICKET_IV_SIZE];
    for (uint8_t i = 0; i < sizeof iv; i++)
        iv[i] = (uint8_t)(64 + i);
    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        Buffer plain = from_hex(vectors[i].state), out = BUFFER_EMPTY;
        ticket_seal(&out, &key, iv, buffer_bytes(&plain));
        assert_hex(buffer_bytes(&out), vectors[i].ticket);
        buffer_clear(&plain);
        buffer_clear(&out);
    }
}

static void tickets_are_opened(void **state)
{
    (void)state;
    TicketKey key = counting_key();
    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        Buffer sealed = from_hex(vectors[i].ticket), out = BUFFER_EMPTY;
        Ticket ticket;
        uint8_t mac[TICKET_MAC_SIZE];
        assert_int_equal(ticket_parse(&ticket, buffer_bytes(&sealed)), ERROR_NONE);
        assert_true(bytes_equal(ticket.key_name, BYTES_OF_ARRAY(key.name)));
        ticket_compute_mac(mac, &key, &ticket);
        assert_true(bytes_equal(ticket.mac, BYTES_OF_ARRAY(mac)));
        assert_int_equal(ticket_open(&out, &key, &ticket), ERROR_NONE);
        assert_hex(buffer_bytes(&out), vectors[i].state);
        buffer_clear(&sealed);
        buffer_clear(&out);
    }
}

static void no_part_of_a_ticket_is_a_ticket(void **state)
{
    (void)state;
    Buffer sealed = from_hex(vectors[0].ticket);
    Ticket ticket;
    for (size_t size = 0; size < sealed.size; size++)
        assert_int_equal(ticket_parse(&ticket, bytes_slice(buffer_bytes(&sealed), 0, size)), ERROR_DECODE_ERROR);
    buffer_append_number(&sealed, 1, 0);
    assert_int_equal(ticket_parse(&ticket, buffer_bytes(&sealed)), ERROR_DECODE_ERROR);
    buffer_clear(&sealed);
}

/* A state of no whole blocks, and none at all. */
static void the_state_is_of_whole_blocks(void **state)
{
    (void)state;
    for (size_t size = 0; size <= 33; size++) {
        Buffer sealed = from_hex(NAME_AND_IV);
        Ticket ticket;
        size_t place = buffer_open_vector(&sealed, 2);
        memset(buffer_extend(&sealed, size), 7, size);
        assert_true(buffer_close_vector(&sealed, place, 2));
        memset(buffer_extend(&sealed, TICKET_MAC_SIZE), 9, TICKET_MAC_SIZE);
        bool whole = size == 16 || size == 32;
        assert_int_equal(ticket_parse(&ticket, buffer_bytes(&sealed)), whole ? ERROR_NONE : ERROR_DECODE_ERROR);
        buffer_clear(&sealed);
    }
}

/* Another IV changes the plaintext's first block bit by bit: here its padding. */
static void wrong_padding_is_told(void **state)
{
    (void)state;
    static const struct {
        size_t place; /* in the first block */
        uint8_t change;
        bool good;
    } changes[] = {{0, 1, true},         {4, 0xff, true},   {5, 1, false}, {15, 1, false}, {15, 11, false} /* 0 */,
                   {15, 11 ^ 17, false}, {15, 11 ^ 1, true}};
    TicketKey key = counting_key();
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        Buffer sealed = from_hex(vectors[0].ticket), out = BUFFER_EMPTY;
        Ticket ticket;
        sealed.data[TICKET_KEY_NAME_SIZE + changes[i].place] ^= changes[i].change;
        assert_int_equal(ticket_parse(&ticket, buffer_bytes(&sealed)), ERROR_NONE);
        assert_int_equal(ticket_open(&out, &key, &ticket), changes[i].good ? ERROR_NONE : ERROR_BAD_PADDING);
        assert_int_equal(out.size > 0, changes[i].good);
        buffer_clear(&sealed);
        buffer_clear(&out);
    }
}

static void the_key_before_still_opens(void **state)
{
    (void)state;
    TicketKeys keys = {0};
    TicketKey made[3];
    for (uint8_t i = 0; i < 3; i++) {
        memset(&made[i], i, sizeof made[i]);
        ticket_keys_rotate(&keys, &made[i]);
        assert_memory_equal(&keys.keys[0], &made[i], sizeof made[i]);
        assert_int_equal(keys.count, i == 0 ? 1 : 2);
    }
    assert_null(ticket_keys_find(&keys, BYTES_OF_ARRAY(made[0].name)));
    assert_ptr_equal(ticket_keys_find(&keys, BYTES_OF_ARRAY(made[1].name)), &keys.keys[1]);
    assert_ptr_equal(ticket_keys_find(&keys, BYTES_OF_ARRAY(made[2].name)), &keys.keys[0]);
    assert_null(ticket_keys_find(&keys, bytes_of(made[2].name, 15)));
    assert_null(ticket_keys_find(&keys, BYTES_EMPTY));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tickets_are_sealed_as_by_openssl),
        cmocka_unit_test(tickets_are_opened),
        cmocka_unit_test(no_part_of_a_ticket_is_a_ticket),
        cmocka_unit_test(the_state_is_of_whole_blocks),
        cmocka_unit_test(wrong_padding_is_told),
        cmocka_unit_test(the_key_before_still_opens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
