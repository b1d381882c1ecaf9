#include <string.h>

#include "check.h"
#include "report/write/capture.h"
#include "report/write/packet.h"
#include "sim/timeline/timeline.h"

enum { PACKETS_MAX = 40 };

/* The parts of a packet that matter here. */
typedef struct Seen {
    uint32_t from, sequence, acknowledgement;
    uint16_t from_port, to_port;
    uint8_t flags;
    size_t payload;
    uint64_t time;
} Seen;

static uint64_t number(Bytes bytes, size_t offset, size_t size)
{
    assert_true(offset + size <= bytes.size);
    return bytes_read_number(bytes.data + offset, size);
}

static Seen read_packet(Bytes block)
{
    Bytes packet = bytes_slice(block, 28, number(block, 20, 4));
    size_t header = 20 + number(packet, 32, 1) / 16 * 4;
    return (Seen){.from = (uint32_t)number(packet, 12, 4),
                  .sequence = (uint32_t)number(packet, 24, 4),
                  .acknowledgement = (uint32_t)number(packet, 28, 4),
                  .from_port = (uint16_t)number(packet, 20, 2),
                  .to_port = (uint16_t)number(packet, 22, 2),
                  .flags = (uint8_t)number(packet, 33, 1),
                  .payload = packet.size - header,
                  .time = number(block, 12, 8)};
}

/* The packets of a file, whose blocks have to be well formed. */
static int read_capture(Seen *out, Bytes file)
{
    int count = 0;
    assert_int_equal(number(file, 0, 4), 0x0a0d0d0a);
    assert_int_equal(number(file, 8, 4), 0x1a2b3c4d);
    while (file.size) {
        size_t size = number(file, 4, 4);
        assert_int_equal(size % 4, 0);
        assert_int_equal(number(file, size - 4, 4), size);
        if (number(file, 0, 4) == 6) {
            assert_true(count < PACKETS_MAX);
            out[count++] = read_packet(bytes_slice(file, 0, size));
        }
        file = bytes_slice(file, size, file.size);
    }
    return count;
}

static void send_segment(Timeline *timeline, int connection, int link, Actor from, size_t size)
{
    static const uint8_t bytes[20000];
    Segment segment = {.connection = connection, .link = link, .from = from, .bytes = {bytes, size}, .time = 1000000};
    timeline_record_segment(timeline, &segment);
}

static int capture(Seen *out, const Timeline *timeline, CapturePlace place, const char *seed)
{
    Buffer file = BUFFER_EMPTY;
    report_capture(&file, timeline, place, seed);
    int count = read_capture(out, buffer_bytes(&file));
    buffer_clear(&file);
    return count;
}

static void test_whole_connection_from_syn_to_fin(void **state)
{
    (void)state;
    static const uint8_t flags[] = {TCP_SYN,           TCP_SYN | TCP_ACK, TCP_ACK,           TCP_ACK | TCP_PSH,
                                    TCP_ACK | TCP_PSH, TCP_FIN | TCP_ACK, TCP_FIN | TCP_ACK, TCP_ACK};
    Seen seen[PACKETS_MAX];
    Timeline *timeline = timeline_new();
    send_segment(timeline, 1, 0, ACTOR_CLIENT, 100);
    send_segment(timeline, 1, 0, ACTOR_SERVER, 200);
    send_segment(timeline, 1, 0, ACTOR_SERVER, 0);
    send_segment(timeline, 1, 0, ACTOR_CLIENT, 0);
    assert_int_equal(capture(seen, timeline, CAPTURE_AT_CLIENT, "1"), COUNT_OF(flags));
    for (size_t i = 0; i < COUNT_OF(flags); i++)
        assert_int_equal(seen[i].flags, flags[i]);
    assert_int_equal(seen[3].payload, 100);
    assert_int_equal(seen[3].time, 1000000);
    assert_int_equal(seen[3].to_port, 443);
    assert_true(seen[3].from_port >= 49152);
    timeline_free(timeline);
}

/* Each side's numbers go on where it stopped, and acknowledge all that the other side has sent. */
static void test_sequence_numbers(void **state)
{
    (void)state;
    Seen seen[PACKETS_MAX];
    Timeline *timeline = timeline_new();
    send_segment(timeline, 1, 0, ACTOR_CLIENT, 100);
    send_segment(timeline, 1, 0, ACTOR_SERVER, 5000);
    send_segment(timeline, 1, 0, ACTOR_CLIENT, 1);
    int count = capture(seen, timeline, CAPTURE_AT_CLIENT, "1");
    uint32_t client = seen[0].from, next[2] = {seen[0].sequence, seen[1].sequence};
    for (int i = 0; i < count; i++) {
        int side = seen[i].from == client ? 0 : 1;
        assert_int_equal(seen[i].sequence, next[side]);
        if (seen[i].flags & TCP_ACK)
            assert_int_equal(seen[i].acknowledgement, next[1 - side]);
        next[side] += (uint32_t)seen[i].payload + (seen[i].flags & (TCP_SYN | TCP_FIN) ? 1 : 0);
    }
    timeline_free(timeline);
}

static void test_long_segments_are_split(void **state)
{
    (void)state;
    Seen seen[PACKETS_MAX];
    Timeline *timeline = timeline_new();
    send_segment(timeline, 1, 0, ACTOR_CLIENT, 2 * PACKET_PAYLOAD_MAX + 1);
    capture(seen, timeline, CAPTURE_AT_CLIENT, "1");
    assert_int_equal(seen[3].payload, PACKET_PAYLOAD_MAX);
    assert_int_equal(seen[4].payload, PACKET_PAYLOAD_MAX);
    assert_int_equal(seen[5].payload, 1);
    assert_int_equal(seen[4].flags, TCP_ACK);
    assert_int_equal(seen[5].flags, TCP_ACK | TCP_PSH);
    timeline_free(timeline);
}

static void test_each_end_of_a_path_sees_its_own_link(void **state)
{
    (void)state;
    Seen seen[PACKETS_MAX];
    Timeline *timeline = timeline_new();
    send_segment(timeline, 1, 0, ACTOR_CLIENT, 10);
    send_segment(timeline, 1, 1, ACTOR_CLIENT, 11);
    capture(seen, timeline, CAPTURE_AT_CLIENT, "1");
    assert_int_equal(seen[3].payload, 10);
    capture(seen, timeline, CAPTURE_AT_SERVER, "1");
    assert_int_equal(seen[3].payload, 11);
    timeline_free(timeline);
}

static void test_connections_and_seeds_have_ports_of_their_own(void **state)
{
    (void)state;
    Seen seen[PACKETS_MAX];
    Timeline *timeline = timeline_new();
    send_segment(timeline, 1, 0, ACTOR_CLIENT, 10);
    send_segment(timeline, 2, 0, ACTOR_CLIENT, 10);
    int count = capture(seen, timeline, CAPTURE_AT_CLIENT, "1");
    uint16_t first = seen[0].from_port, second = seen[count / 2].from_port;
    assert_int_not_equal(first, second);
    capture(seen, timeline, CAPTURE_AT_CLIENT, "2");
    assert_int_not_equal(first, seen[0].from_port);
    capture(seen, timeline, CAPTURE_AT_CLIENT, "1");
    assert_int_equal(first, seen[0].from_port);
    timeline_free(timeline);
}

static void test_nothing_sent_is_a_file_without_packets(void **state)
{
    (void)state;
    Seen seen[PACKETS_MAX];
    Timeline *timeline = timeline_new();
    assert_int_equal(capture(seen, timeline, CAPTURE_AT_CLIENT, NULL), 0);
    timeline_free(timeline);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_connection_from_syn_to_fin),
        cmocka_unit_test(test_sequence_numbers),
        cmocka_unit_test(test_long_segments_are_split),
        cmocka_unit_test(test_each_end_of_a_path_sees_its_own_link),
        cmocka_unit_test(test_connections_and_seeds_have_ports_of_their_own),
        cmocka_unit_test(test_nothing_sent_is_a_file_without_packets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
