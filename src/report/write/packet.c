#include "report/write/packet.h"

enum { IPV4_HEADER_SIZE = 20, TCP_HEADER_SIZE = 20, PROTOCOL_TCP = 6, HOPS = 64, WINDOW = 65535 };
enum { DO_NOT_FRAGMENT = 0x4000, IPV4_CHECKSUM_AT = 10, TCP_CHECKSUM_AT = 16 };

/* Adds the words of `bytes`, an odd last byte counting as the high one. */
static uint32_t sum_words(uint32_t sum, Bytes bytes)
{
    for (size_t i = 0; i < bytes.size; i++) {
        sum += (uint32_t)bytes.data[i] << (i % 2 ? 0 : 8);
        sum = (sum & 0xffff) + (sum >> 16);
    }
    return sum;
}

uint16_t internet_checksum(Bytes bytes)
{
    return (uint16_t)~sum_words(0, bytes);
}

static void append_ipv4_header(Buffer *out, const Packet *packet, size_t size)
{
    size_t start = out->size;
    buffer_append_number(out, 1, 0x45); /* version 4, header of five words */
    buffer_append_number(out, 1, 0);    /* service */
    buffer_append_number(out, 2, size);
    buffer_append_number(out, 2, packet->identification);
    buffer_append_number(out, 2, DO_NOT_FRAGMENT);
    buffer_append_number(out, 1, HOPS);
    buffer_append_number(out, 1, PROTOCOL_TCP);
    buffer_append_number(out, 2, 0); /* checksum, below */
    buffer_append_number(out, 4, packet->from_address);
    buffer_append_number(out, 4, packet->to_address);
    uint16_t checksum = internet_checksum(bytes_slice(buffer_bytes(out), start, IPV4_HEADER_SIZE));
    bytes_write_number(out->data + start + IPV4_CHECKSUM_AT, 2, checksum);
}

/* RFC 9293 §3.1: the sum covers addresses, protocol and length besides the segment. */
static uint16_t tcp_checksum(const Packet *packet, Bytes segment)
{
    uint8_t pseudo[12];
    bytes_write_number(pseudo, 4, packet->from_address);
    bytes_write_number(pseudo + 4, 4, packet->to_address);
    bytes_write_number(pseudo + 8, 2, PROTOCOL_TCP);
    bytes_write_number(pseudo + 10, 2, segment.size);
    return (uint16_t)~sum_words(sum_words(0, BYTES_OF_ARRAY(pseudo)), segment);
}

static void append_tcp_options(Buffer *out, uint8_t flags)
{
    if (!(flags & TCP_SYN))
        return;
    buffer_append_number(out, 2, 0x0204); /* maximum segment size, an option of four bytes */
    buffer_append_number(out, 2, PACKET_PAYLOAD_MAX);
}

void packet_append(Buffer *out, const Packet *packet)
{
    size_t header = TCP_HEADER_SIZE + (packet->flags & TCP_SYN ? 4 : 0);
    append_ipv4_header(out, packet, IPV4_HEADER_SIZE + header + packet->payload.size);
    size_t start = out->size;
    buffer_append_number(out, 2, packet->from_port);
    buffer_append_number(out, 2, packet->to_port);
    buffer_append_number(out, 4, packet->sequence);
    buffer_append_number(out, 4, packet->acknowledgement);
    buffer_append_number(out, 1, header / 4 << 4);
    buffer_append_number(out, 1, packet->flags);
    buffer_append_number(out, 2, WINDOW);
    buffer_append_number(out, 2, 0); /* checksum, below */
    buffer_append_number(out, 2, 0); /* urgent pointer */
    append_tcp_options(out, packet->flags);
    buffer_append(out, packet->payload);
    uint16_t checksum = tcp_checksum(packet, bytes_slice(buffer_bytes(out), start, out->size - start));
    bytes_write_number(out->data + start + TCP_CHECKSUM_AT, 2, checksum);
}
