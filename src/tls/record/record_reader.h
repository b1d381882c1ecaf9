/*
 * Reads what one side sends: bytes from the wire become records, and records messages. A peer reads the other side with
 * it (connection.h), an onlooker each of the two (tracker.h). It judges no order and knows no handshake: which version
 * records must have, and when keys change, it is told.
 *
 * A record is taken off the input with record_reader_next, and opened with record_reader_open; then its content is a
 * message of its own (record_reader_hand_on), or bytes of handshake messages, which records may cut and join in any way
 * (record_reader_add_handshake, record_reader_message).
 */
#ifndef TLSTEPS_TLS_RECORD_READER_H
#define TLSTEPS_TLS_RECORD_READER_H

#include "tls/record/epoch.h"
#include "tls/record/record.h"
#include "tls/record/record_trail.h"

/* Starts as all zero. Who reads with it sets what stands first, and looks at the next three. */
typedef struct RecordReader {
    bool noting;      /* messages are told with their records */
    uint16_t version; /* that records must have; 0: any */

    Epoch epoch;           /* the sender's keys */
    Record record;         /* the latest one, and how it is told; both valid until more bytes are received */
    RecordView view;       /* its plaintext is empty until it is opened */
    uint8_t content_type;  /* of its content, once it is opened */
    uint16_t seen_version; /* of the first record; 0 before it came */

    Buffer input;
    size_t input_start;     /* what stands before it has been read */
    uint64_t input_offset;  /* of input_start in all that came */
    Buffer plaintext;       /* of the protected record at hand */
    Buffer handshake_bytes; /* that came and were not handed on */
    size_t handed_on;       /* of these, as the latest message */
    RecordTrail trail;
} RecordReader;

/* Wipes everything. */
void record_reader_clear(RecordReader *reader);
/* Bytes from the wire; copied. */
void record_reader_receive(RecordReader *reader, Bytes wire);
/* What came where no record has been read yet; empty afterwards. */
Bytes record_reader_first_bytes(const RecordReader *reader);

/* A hello of SSL 2.0 in place of the first record: false where there is none. It may not have come completely, then it
   is not `found`, and more has to come of it; otherwise it is the latest record. */
WARN_UNUSED bool record_reader_take_ssl2_hello(RecordReader *reader, bool *found);
/* Takes the next record off the input and numbers it; `found` is false where more bytes have to come. The errors are
   those of record_parse, and ERROR_PROTOCOL_VERSION. */
WARN_UNUSED Error record_reader_next(RecordReader *reader, bool *found);
/* It is protected with keys that are not known. */
bool record_reader_is_closed(const RecordReader *reader);
/* Opens the latest record, which is not closed; the errors are those of protection_open. */
WARN_UNUSED Error record_reader_open(RecordReader *reader);

/* The latest record's content as a message of that type, whole. */
void record_reader_hand_on(const RecordReader *reader, uint8_t content_type, MessageView *out);
/* The latest record's content are handshake bytes. */
void record_reader_add_handshake(RecordReader *reader);
/* The next whole handshake message, valid until the next call; `found` is false where more bytes have to come. */
WARN_UNUSED Error record_reader_message(RecordReader *reader, MessageView *out, bool *found);
/* Handshake bytes that stand behind the message handed on last: more messages, or the beginning of one. */
Bytes record_reader_bytes_behind(const RecordReader *reader);

#endif
