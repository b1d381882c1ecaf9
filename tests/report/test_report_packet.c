#include "check.h"
#include "report/write/packet.h"

/* The example of RFC 1071 §3: the sum of 0001 f203 f4f5 f6f7 is ddf2. */
static void test_checksum_is_that_of_the_rfc(void **state)
{
    (void)state;
    Buffer bytes = from_hex("0001f203f4f5f6f7");
    assert_int_equal(internet_checksum(buffer_bytes(&bytes)), 0xffff & ~0xddf2);
    buffer_clear(&bytes);
}

static void test_odd_last_byte_counts_as_high_one(void **state)
{
    (void)state;
    Buffer odd = from_hex("0001ab"), even = from_hex("0001ab00");
    assert_int_equal(internet_checksum(buffer_bytes(&odd)), internet_checksum(buffer_bytes(&even)));
    buffer_clear(&odd);
    buffer_clear(&even);
}

static Buffer packet_of(uint8_t flags, Bytes payload)
{
    Packet packet = {.from_address = 0xc0000201,
                     .to_address = 0xc6336401,
                     .from_port = 50000,
                     .to_port = 443,
                     .sequence = 0xfffffff0,
                     .acknowledgement = 7,
                     .flags = flags,
                     .payload = payload};
    Buffer out = BUFFER_EMPTY;
    packet_append(&out, &packet);
    return out;
}

static void test_checksums_add_up_to_nothing(void **state)
{
    (void)state;
    Buffer packet = packet_of(TCP_ACK | TCP_PSH, bytes_of_text("hello"));
    Bytes all = buffer_bytes(&packet);
    assert_int_equal(internet_checksum(bytes_slice(all, 0, 20)), 0);

    Buffer summed = BUFFER_EMPTY; /* addresses, protocol, length, segment (RFC 9293 §3.1) */
    buffer_append(&summed, bytes_slice(all, 12, 8));
    buffer_append_number(&summed, 2, 6);
    buffer_append_number(&summed, 2, all.size - 20);
    buffer_append(&summed, bytes_slice(all, 20, all.size));
    assert_int_equal(internet_checksum(buffer_bytes(&summed)), 0);
    buffer_clear(&summed);
    buffer_clear(&packet);
}

static void test_lengths_and_payload(void **state)
{
    (void)state;
    Buffer packet = packet_of(TCP_ACK, bytes_of_text("hello"));
    assert_int_equal(packet.size, 45);
    assert_int_equal(bytes_read_number(packet.data + 2, 2), 45);
    assert_int_equal(packet.data[20 + 12], 5 << 4); /* header of five words */
    assert_memory_equal(packet.data + 40, "hello", 5);
    buffer_clear(&packet);
}

static void test_only_a_syn_says_the_segment_size(void **state)
{
    (void)state;
    Buffer packet = packet_of(TCP_SYN, BYTES_EMPTY);
    assert_int_equal(packet.size, 44);
    assert_int_equal(packet.data[20 + 12], 6 << 4);
    assert_hex(bytes_slice(buffer_bytes(&packet), 40, 4), "020405b4");
    buffer_clear(&packet);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_checksum_is_that_of_the_rfc),
        cmocka_unit_test(test_odd_last_byte_counts_as_high_one),
        cmocka_unit_test(test_checksums_add_up_to_nothing),
        cmocka_unit_test(test_lengths_and_payload),
        cmocka_unit_test(test_only_a_syn_says_the_segment_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
