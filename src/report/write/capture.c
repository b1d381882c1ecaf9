#include "report/write/capture.h"

#include <string.h>

#include "base/memory.h"
#include "crypto/hash.h"
#include "report/write/packet.h"

/* pcapng: draft-ietf-opsawg-pcapng §4. Its numbers may stand in either byte order; ours are big-endian throughout. */
enum {
    BLOCK_SECTION_HEADER = 0x0a0d0d0a,
    BLOCK_INTERFACE = 1,
    BLOCK_ENHANCED_PACKET = 6,
    BYTE_ORDER_MAGIC = 0x1a2b3c4d,
    LINKTYPE_IPV4 = 228,
    OPTION_END = 0,
    OPTION_NAME = 2,
    OPTION_TIME_RESOLUTION = 9,
};

enum { PORT_SERVER = 443, PORT_FIRST = 49152, PORT_COUNT = 16384 };
enum { CLIENT_COUNT = 254 };
#define ADDRESS_CLIENTS 0xc0000200u /* 192.0.2.0: a client is one of .1 to .254 */
#define ADDRESS_SERVER  0xc6336401u /* 198.51.100.1 */

/* One TCP connection as it is written down. Index: ACTOR_CLIENT, ACTOR_SERVER. */
typedef struct Conversation {
    bool open, ended[2];
    uint32_t next[2]; /* sequence number of a side's next byte */
    uint16_t identification[2];
    uint32_t client_address;
    uint16_t client_port;
} Conversation;

static size_t open_block(Buffer *out, uint32_t type)
{
    size_t start = out->size;
    buffer_append_number(out, 4, type);
    buffer_append_number(out, 4, 0); /* total length, when it is known */
    return start;
}

static void pad_to_word(Buffer *out, size_t start)
{
    while ((out->size - start) % 4)
        buffer_append_number(out, 1, 0);
}

static void close_block(Buffer *out, size_t start)
{
    pad_to_word(out, start);
    size_t size = out->size - start + 4;
    bytes_write_number(out->data + start + 4, 4, size);
    buffer_append_number(out, 4, size);
}

static void append_option(Buffer *out, size_t block, uint16_t code, Bytes value)
{
    buffer_append_number(out, 2, code);
    buffer_append_number(out, 2, value.size);
    buffer_append(out, value);
    pad_to_word(out, block);
}

static void append_file_header(Buffer *out, CapturePlace place)
{
    static const uint8_t microseconds = 6;
    size_t section = open_block(out, BLOCK_SECTION_HEADER);
    buffer_append_number(out, 4, BYTE_ORDER_MAGIC);
    buffer_append_number(out, 4, 0x00010000); /* version 1.0 */
    buffer_append_number(out, 8, UINT64_MAX); /* length of the section: not said */
    close_block(out, section);

    size_t interface = open_block(out, BLOCK_INTERFACE);
    buffer_append_number(out, 4, (uint32_t)LINKTYPE_IPV4 << 16);
    buffer_append_number(out, 4, 0); /* packets are never cut */
    append_option(out, interface, OPTION_NAME, bytes_of_text(place == CAPTURE_AT_CLIENT ? "client" : "server"));
    append_option(out, interface, OPTION_TIME_RESOLUTION, bytes_of(&microseconds, 1));
    append_option(out, interface, OPTION_END, BYTES_EMPTY);
    close_block(out, interface);
}

static void append_packet(Buffer *out, Conversation *conversation, Actor from, uint8_t flags, Bytes payload,
                          int64_t time)
{
    Actor to = from == ACTOR_CLIENT ? ACTOR_SERVER : ACTOR_CLIENT;
    Packet packet = {
        .from_address = from == ACTOR_CLIENT ? conversation->client_address : ADDRESS_SERVER,
        .to_address = to == ACTOR_CLIENT ? conversation->client_address : ADDRESS_SERVER,
        .from_port = from == ACTOR_CLIENT ? conversation->client_port : PORT_SERVER,
        .to_port = to == ACTOR_CLIENT ? conversation->client_port : PORT_SERVER,
        .sequence = conversation->next[from],
        .acknowledgement = flags & TCP_ACK ? conversation->next[to] : 0,
        .flags = flags,
        .identification = conversation->identification[from]++,
        .payload = payload,
    };
    size_t block = open_block(out, BLOCK_ENHANCED_PACKET);
    buffer_append_number(out, 4, 0); /* interface */
    buffer_append_number(out, 8, (uint64_t)time);
    size_t sizes = out->size;
    buffer_append_number(out, 8, 0); /* captured and original size, when they are known */
    packet_append(out, &packet);
    size_t size = out->size - sizes - 8;
    bytes_write_number(out->data + sizes, 4, size);
    bytes_write_number(out->data + sizes + 4, 4, size);
    close_block(out, block);

    conversation->next[from] += (uint32_t)payload.size + (flags & (TCP_SYN | TCP_FIN) ? 1 : 0);
}

/* The three packets that open a TCP connection (RFC 9293 §3.5), all before the first byte. */
static void append_opening(Buffer *out, Conversation *conversation, int64_t time)
{
    append_packet(out, conversation, ACTOR_CLIENT, TCP_SYN, BYTES_EMPTY, time - 3);
    append_packet(out, conversation, ACTOR_SERVER, TCP_SYN | TCP_ACK, BYTES_EMPTY, time - 2);
    append_packet(out, conversation, ACTOR_CLIENT, TCP_ACK, BYTES_EMPTY, time - 1);
    conversation->open = true;
}

/* A side's end of its stream; the last of the two is acknowledged (RFC 9293 §3.6). */
static void append_end(Buffer *out, Conversation *conversation, Actor from, int64_t time)
{
    if (conversation->ended[from])
        return;
    Actor other = from == ACTOR_CLIENT ? ACTOR_SERVER : ACTOR_CLIENT;
    append_packet(out, conversation, from, TCP_FIN | TCP_ACK, BYTES_EMPTY, time);
    conversation->ended[from] = true;
    if (conversation->ended[other])
        append_packet(out, conversation, other, TCP_ACK, BYTES_EMPTY, time + 1);
}

static void append_segment(Buffer *out, Conversation *conversation, const Segment *segment)
{
    if (!conversation->open)
        append_opening(out, conversation, segment->time);
    if (segment->bytes.size == 0) {
        append_end(out, conversation, segment->from, segment->time);
        return;
    }
    for (size_t offset = 0; offset < segment->bytes.size; offset += PACKET_PAYLOAD_MAX) {
        Bytes part = bytes_slice(segment->bytes, offset, PACKET_PAYLOAD_MAX);
        bool last = offset + part.size == segment->bytes.size;
        append_packet(out, conversation, segment->from, (uint8_t)(TCP_ACK | (last ? TCP_PSH : 0)), part, segment->time);
    }
}

/* The link of a connection that lies at the chosen end. */
static int link_at(const Timeline *timeline, int connection, CapturePlace place)
{
    int link = 0;
    if (place == CAPTURE_AT_CLIENT)
        return link;
    for (int i = 0; i < timeline_segment_count(timeline); i++) {
        const Segment *segment = timeline_segment_at(timeline, i);
        if (segment->connection == connection && segment->link > link)
            link = segment->link;
    }
    return link;
}

/* Address, port and first sequence numbers by the seed, so that captures of different runs do not fall together. */
static void conversation_init(Conversation *conversation, Bytes digest, int connection)
{
    uint64_t port = bytes_read_number(digest.data, 2) + (uint64_t)connection - 1;
    *conversation = (Conversation){.client_address = ADDRESS_CLIENTS + 1 + digest.data[2] % CLIENT_COUNT,
                                   .client_port = (uint16_t)(PORT_FIRST + port % PORT_COUNT)};
    for (int side = 0; side < 2; side++)
        conversation->next[side] = (uint32_t)bytes_read_number(digest.data + 3 + 4 * side, 4) + (uint32_t)connection;
}

/* A side whose end was never seen (the run stalled) still closes its socket when the program ends. */
static void append_missing_ends(Buffer *out, Conversation *conversation, int64_t time)
{
    if (!conversation->open)
        return;
    append_end(out, conversation, ACTOR_CLIENT, time + 2);
    append_end(out, conversation, ACTOR_SERVER, time + 3);
}

void report_capture(Buffer *out, const Timeline *timeline, CapturePlace place, const char *seed)
{
    uint8_t digest[HASH_SIZE_MAX];
    hash_all(HASH_SHA256, bytes_of_text(seed ? seed : ""), digest);
    append_file_header(out, place);
    for (int connection = 1; connection <= timeline_connection_count(timeline); connection++) {
        Conversation conversation;
        conversation_init(&conversation, BYTES_OF_ARRAY(digest), connection);
        int link = link_at(timeline, connection, place);
        int64_t time = 0;
        for (int i = 0; i < timeline_segment_count(timeline); i++) {
            const Segment *segment = timeline_segment_at(timeline, i);
            if (segment->connection != connection || segment->link != link)
                continue;
            append_segment(out, &conversation, segment);
            time = segment->time;
        }
        append_missing_ends(out, &conversation, time);
    }
}
