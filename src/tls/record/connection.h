/*
 * A connection: the record layer of one peer (RFC 5246 §6). Bytes from the wire become messages, messages become
 * records, and each direction has the keys that are in force. It knows no handshake: what a message means, and when
 * keys change, it is told.
 *
 * Incoming records may cut and join handshake messages in any way. Outgoing ones carry one message, or a fragment of
 * one, each; a flight's records leave together. So each message's bytes stand on the wire as soon as it is built.
 *
 * What is wrong with a record is returned as the alert that goes with it, with these of our own choice where the RFC
 * names none: an empty handshake, alert or change_cipher_spec record and more than CONNECTION_IDLE_MAX records in a row
 * that bring nothing are unexpected_message; application data in the middle of a handshake message, and a
 * change_cipher_spec record with anything but one byte 1, are unexpected_message, as RFC 8446 §5.1 and §5 have it for
 * TLS 1.3; an alert that is cut in two, or joined with another, is decode_error.
 */
#ifndef TLSTEPS_TLS_CONNECTION_H
#define TLSTEPS_TLS_CONNECTION_H

#include "tls/record/record_reader.h"

enum { CONNECTION_IDLE_MAX = 16 };

/* Members are for connection.c; whoever tells of messages looks at the keys. */
typedef struct Connection {
    Random *random;
    size_t record_size; /* largest plaintext fragment sent, where the other side takes it */

    RecordReader reader; /* of the other side's records; its version, once agreed on, is this side's too */
    int idle;            /* records in a row that brought nothing */

    Epoch writing; /* the handshake of its keys names the records' random values */
    Buffer output;
    uint64_t output_offset; /* of output's first byte in all that was sent */
    RecordView *sent;       /* records of the latest message */
    int sent_count, sent_capacity;
} Connection;

/* Where it is `noting`, records are kept for somebody who looks. */
void connection_init(Connection *connection, Random *random, size_t record_size, bool noting);
/* Wipes everything. */
void connection_clear(Connection *connection);

/* Bytes from the wire; copied. */
void connection_receive(Connection *connection, Bytes wire);

/*
 * The next whole message: a handshake message with its header, or the content of a record of another type, or what a
 * connection may begin with in place of a record, a hello of SSL 2.0 (CONTENT_SSL2_HELLO). `found` is
 * false where more bytes have to come. The view is valid until the next call; its records are filled in only where the
 * connection is noting. The error is the alert to send.
 */
WARN_UNUSED Error connection_next(Connection *connection, MessageView *out, bool *found);
/* Handshake bytes of the latest record that stand behind the message handed on last: more messages, or the beginning of
   one. */
Bytes connection_bytes_behind(const Connection *connection);
/* What came where no record has been read yet; empty afterwards. */
Bytes connection_first_bytes(const Connection *connection);
/* A message came that brings nothing; the error is for too many in a row. One came that does. */
WARN_UNUSED Error connection_count_idle(Connection *connection);
void connection_note_progress(Connection *connection);

/* The most plaintext bytes of the next record: by one's own choice, and by the limit of the keys in force. */
size_t connection_fragment_max(const Connection *connection);
/* Puts a message into records behind the output, handshake messages and application data cut to fragments of that size;
   a hello of SSL 2.0 without a record. The view is valid until the output is taken or the next message is sent. */
void connection_send(Connection *connection, ContentType type, Bytes message, MessageView *out);
/* The first `size` bytes of the output have left. */
void connection_take_output(Connection *connection, size_t size);

/* The version is agreed on: records carry it from now on, and must carry it. */
void connection_set_version(Connection *connection, uint16_t version);
/* New keys for a direction, of a handshake of that number, taken over: an epoch begins. `limit`: the most plaintext
   bytes of a record in it, where the handshake agreed on fewer than RECORD_PLAINTEXT_MAX; 0: it did not. Records are
   cut to it, and a longer one that comes is record_overflow. */
void connection_set_reading(Connection *connection, Protection *protection, int handshake, size_t limit);
void connection_set_writing(Connection *connection, Protection *protection, int handshake, size_t limit);
/* Gives the keys of both directions away; protection_free is the caller's. */
void connection_release_keys(Connection *connection, Protection **reading, Protection **writing);
/* Forgets the keys of both directions. */
void connection_forget_keys(Connection *connection);

#endif
