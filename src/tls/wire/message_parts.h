/*
 * What the files that read and write messages share. Decoders read a message's body from the cursor, up to its limit;
 * the error is the cursor's. Encoders of bodies append.
 */
#ifndef TLSTEPS_TLS_MESSAGE_PARTS_H
#define TLSTEPS_TLS_MESSAGE_PARTS_H

#include "tls/wire/message.h"

/* Everything from the cursor's position to its limit, not yet read. */
Bytes part_ahead(const Cursor *cursor);

/* A vector of numbers of two bytes, or of one; each is noted with the name that `name_of` gives it. `out` is the
   content without the length. */
typedef struct NumberList {
    const char *list, *element; /* field names */
    unsigned length_size;       /* bytes of the length in front */
    size_t min, max;            /* of the content, in bytes */
} NumberList;
void part_read_u16_list(Cursor *cursor, Bytes *out, const NumberList *list, const char *(*name_of)(uint16_t));
void part_read_u8_list(Cursor *cursor, Bytes *out, const NumberList *list, const char *(*name_of)(uint8_t));

/* DigitallySigned without what is signed: the scheme, where the version names it, and the signature (RFC 5246 §4.7). */
void part_read_signature(Cursor *cursor, uint16_t version, uint16_t *scheme, Bytes *signature);
void part_append_signature(Buffer *out, uint16_t version, uint16_t scheme, Bytes signature);

/* A vector with its length of `length_size` bytes in front. */
void part_append_vector(Buffer *out, unsigned length_size, Bytes content);

/* Begins a handshake message; what is appended until part_end is its body. */
size_t part_begin(Buffer *out, HandshakeType type);
void part_end(Buffer *out, size_t place);

/* Marks the bytes from `offset` to `end` as not read, in a tree (NULL allowed), under `parent`. */
void part_note_undecoded(FieldTree *tree, size_t offset, size_t end, int parent, int depth);

/* RFC 6066 §3: the kind of name in server_name */
enum { NAME_TYPE_HOST_NAME = 0 };

/* What values of single fields are called; NULL for one without a name. field_value.c has them. */
const char *alert_level_name(uint8_t level);
const char *alert_description_name(uint8_t description);
const char *compression_method_name(uint8_t method);
const char *curve_type_name(uint8_t type);
const char *name_type_name(uint8_t type);
const char *point_format_name(uint8_t format);

/* Reads the body of a handshake message into the member of `out` that is its type's. One for each form of a body; which
   is whose stands in message.c. */
typedef void MessageDecoder(Message *out, Cursor *cursor, const DecodeContext *context);
MessageDecoder client_hello_decode, server_hello_decode, certificate_message_decode, server_key_exchange_decode,
    certificate_request_decode, certificate_verify_decode, client_key_exchange_decode, certificate_status_decode,
    new_session_ticket_decode;

#endif
