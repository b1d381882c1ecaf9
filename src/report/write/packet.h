/* IPv4 packets with TCP segments in them (RFC 791, RFC 9293), with right checksums. */
#ifndef TLSTEPS_REPORT_PACKET_H
#define TLSTEPS_REPORT_PACKET_H

#include "base/bytes.h"

enum { PACKET_PAYLOAD_MAX = 1460 /* what Ethernet's 1500 bytes leave after the two headers */ };

/* Bits of the TCP header's flags */
enum { TCP_FIN = 0x01, TCP_SYN = 0x02, TCP_PSH = 0x08, TCP_ACK = 0x10 };

typedef struct Packet {
    uint32_t from_address, to_address;
    uint16_t from_port, to_port;
    uint32_t sequence, acknowledgement;
    uint8_t flags;
    uint16_t identification; /* of the IP packet */
    Bytes payload;           /* at most PACKET_PAYLOAD_MAX bytes */
} Packet;

void packet_append(Buffer *out, const Packet *packet);

/* One's complement sum of the big-endian 16-bit words, an odd last byte counting as the high one (RFC 1071), inverted.
 */
uint16_t internet_checksum(Bytes bytes);

#endif
