#include "tls/wire/message.h"

#include "tls/wire/message_parts.h"

const char *content_type_name(uint8_t type)
{
    switch (type) {
    case CONTENT_CHANGE_CIPHER_SPEC:
        return "change_cipher_spec";
    case CONTENT_ALERT:
        return "alert";
    case CONTENT_HANDSHAKE:
        return "handshake";
    case CONTENT_APPLICATION_DATA:
        return "application_data";
    default:
        return NULL;
    }
}

static MessageId id_of_handshake_type(uint8_t type)
{
    switch (type) {
#define HANDSHAKE_MESSAGE(NAME, value, name, meaning, source)                                                          \
    case value:                                                                                                        \
        return MESSAGE_##NAME;
#include "tls/registry/messages.def"
#undef HANDSHAKE_MESSAGE
    default:
        return MESSAGE_UNKNOWN;
    }
}

MessageId message_id(uint8_t content_type, Bytes message)
{
    switch (content_type) {
    case CONTENT_HANDSHAKE:
        return message.size ? id_of_handshake_type(message.data[0]) : MESSAGE_UNKNOWN;
    case CONTENT_CHANGE_CIPHER_SPEC:
        return MESSAGE_CHANGE_CIPHER_SPEC;
    case CONTENT_ALERT:
        return MESSAGE_ALERT;
    case CONTENT_APPLICATION_DATA:
        return MESSAGE_APPLICATION_DATA;
    case CONTENT_SSL2_HELLO:
        return MESSAGE_SSL2_CLIENT_HELLO;
    default:
        return MESSAGE_UNKNOWN;
    }
}

const char *handshake_type_name(uint8_t type)
{
    MessageId id = id_of_handshake_type(type);
    return id == MESSAGE_UNKNOWN ? NULL : message_id_name(id);
}

const char *message_name(uint8_t content_type, Bytes message)
{
    return message_id_name(message_id(content_type, message));
}

Error handshake_message_parse(Bytes *message, Bytes input)
{
    *message = BYTES_EMPTY;
    if (input.size < HANDSHAKE_HEADER_SIZE)
        return ERROR_NONE;
    size_t length = (size_t)bytes_read_number(input.data + 1, 3);
    if (length > HANDSHAKE_BODY_MAX)
        return ERROR_DECODE_ERROR;
    if (input.size - HANDSHAKE_HEADER_SIZE >= length)
        *message = bytes_slice(input, 0, HANDSHAKE_HEADER_SIZE + length);
    return ERROR_NONE;
}

static void finished_decode(Message *message, Cursor *cursor, const DecodeContext *context)
{
    cursor_read_bytes(cursor, "verify_data", suite_verify_data_size(context->suite, context->version),
                      &message->finished);
}

/* How a body is read: by type and version, for a type may have another form in another version. */
static const struct MessageForm {
    uint8_t type;
    uint16_t version_min, version_max;
    MessageDecoder *decode; /* NULL: it is empty */
} forms[] = {
    {HANDSHAKE_HELLO_REQUEST, VERSION_TLS_1_0, VERSION_TLS_1_2, NULL},
    {HANDSHAKE_CLIENT_HELLO, VERSION_TLS_1_0, VERSION_TLS_1_2, client_hello_decode},
    {HANDSHAKE_SERVER_HELLO, VERSION_TLS_1_0, VERSION_TLS_1_2, server_hello_decode},
    {HANDSHAKE_NEW_SESSION_TICKET, VERSION_TLS_1_0, VERSION_TLS_1_2, new_session_ticket_decode},
    {HANDSHAKE_CERTIFICATE, VERSION_TLS_1_0, VERSION_TLS_1_2, certificate_message_decode},
    {HANDSHAKE_SERVER_KEY_EXCHANGE, VERSION_TLS_1_0, VERSION_TLS_1_2, server_key_exchange_decode},
    {HANDSHAKE_CERTIFICATE_REQUEST, VERSION_TLS_1_0, VERSION_TLS_1_2, certificate_request_decode},
    {HANDSHAKE_SERVER_HELLO_DONE, VERSION_TLS_1_0, VERSION_TLS_1_2, NULL},
    {HANDSHAKE_CERTIFICATE_VERIFY, VERSION_TLS_1_0, VERSION_TLS_1_2, certificate_verify_decode},
    {HANDSHAKE_CLIENT_KEY_EXCHANGE, VERSION_TLS_1_0, VERSION_TLS_1_2, client_key_exchange_decode},
    {HANDSHAKE_FINISHED, VERSION_TLS_1_0, VERSION_TLS_1_2, finished_decode},
    {HANDSHAKE_CERTIFICATE_STATUS, VERSION_TLS_1_0, VERSION_TLS_1_2, certificate_status_decode},
};

/* The first form of the type where the version is not known, or none that has it: whoever looks on wants to see as much
   as can be seen. NULL: there is no such message. */
static const struct MessageForm *find_form(uint8_t type, uint16_t version)
{
    const struct MessageForm *first = NULL;
    for (size_t i = COUNT_OF(forms); i-- > 0;) {
        if (forms[i].type != type)
            continue;
        if (version >= forms[i].version_min && version <= forms[i].version_max)
            return &forms[i];
        first = &forms[i];
    }
    return first;
}

static void decode_body(Message *out, Cursor *cursor, const DecodeContext *context)
{
    const struct MessageForm *form = find_form(out->type, context->version);
    if (!form)
        cursor_fail(cursor, RULE_MESSAGE_TYPE, "msg_type");
    else if (form->decode)
        form->decode(out, cursor, context);
}

/* A body that is cut short is read as far as it goes, so that its reader sees what came. */
static void decode_sized_body(Message *out, Cursor *cursor, uint32_t length, const DecodeContext *context)
{
    size_t there = cursor_remaining(cursor);
    if (length < there)
        cursor->limit = cursor->position + length;
    decode_body(out, cursor, context);
    cursor_expect_end(cursor);
    if (length != there)
        cursor_fail_numbers(cursor, RULE_MESSAGE_LENGTH, "length", there, 0, length);
}

Error message_decode(Message *out, Bytes bytes, const DecodeContext *context, FieldTree *tree)
{
    Cursor cursor;
    uint32_t length;
    *out = (Message){.type = 0};
    cursor_init(&cursor, bytes, tree);
    cursor_read_u8(&cursor, "msg_type", &out->type);
    cursor_note(&cursor, handshake_type_name(out->type));
    if (cursor_read_u24(&cursor, "length", &length)) {
        if (length > HANDSHAKE_BODY_MAX)
            cursor_fail_numbers(&cursor, RULE_MESSAGE_LIMIT, "length", 0, HANDSHAKE_BODY_MAX, length);
        else
            decode_sized_body(out, &cursor, length, context);
    }
    part_note_undecoded(tree, cursor.position, bytes.size, -1, 0);
    return cursor.error;
}

void hello_request_encode(Buffer *out)
{
    part_end(out, part_begin(out, HANDSHAKE_HELLO_REQUEST));
}

void server_hello_done_encode(Buffer *out)
{
    part_end(out, part_begin(out, HANDSHAKE_SERVER_HELLO_DONE));
}

void finished_encode(Buffer *out, Bytes verify_data)
{
    size_t place = part_begin(out, HANDSHAKE_FINISHED);
    buffer_append(out, verify_data);
    part_end(out, place);
}
