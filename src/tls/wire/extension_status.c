/* What stands in extension_data of the two extensions that ask for OCSP responses. */
#include "tls/wire/message_parts.h"

/* status_request (RFC 6066 §8): what is asked for in a ClientHello, nothing in a ServerHello */

static void read_responder_ids(Cursor *cursor)
{
    CursorScope scope;
    Bytes id;
    cursor_enter_vector(cursor, "responder_id_list", 2, 0, 0xffff, &scope);
    for (int i = 0; cursor_more(cursor); i++) {
        cursor_element(cursor, i);
        cursor_read_vector(cursor, "responder_id", 2, 1, 0xffff, &id);
    }
    cursor_leave(cursor, &scope);
}

static void read_ocsp_request(Cursor *cursor)
{
    Bytes request_extensions;
    read_responder_ids(cursor);
    cursor_read_vector(cursor, "request_extensions", 2, 0, 0xffff, &request_extensions);
}

static void decode_status_request(Extensions *out, Cursor *cursor, ExtensionPlace place)
{
    Bytes request;
    if (place == PLACE_SERVER_HELLO)
        return; /* anything here is too much */
    cursor_read_u8(cursor, "status_type", &out->status_type);
    bool ocsp = out->status_type == STATUS_TYPE_OCSP;
    cursor_note(cursor, ocsp ? status_type_name(STATUS_TYPE_OCSP) : NULL);
    if (ocsp)
        read_ocsp_request(cursor);
    else /* of a type that this extension does not have */
        cursor_read_rest(cursor, "request", &request);
}

/* Any responder will do, and nothing more is asked. */
static void append_ocsp_request(Buffer *out)
{
    part_append_vector(out, 2, BYTES_EMPTY);
    part_append_vector(out, 2, BYTES_EMPTY);
}

static void encode_status_request(Buffer *out, const Extensions *extensions, ExtensionPlace place)
{
    if (place == PLACE_SERVER_HELLO)
        return;
    buffer_append_number(out, 1, extensions->status_type);
    append_ocsp_request(out);
}

const ExtensionForm extension_form_status_request = {
    .decode = decode_status_request,
    .encode = encode_status_request,
    .samples = {EXTENSION_SAMPLE("\1\0\3\0\1a\0\1a"), EXTENSION_SAMPLE("\2a")},
};

/* status_request_v2 (RFC 6961 §2.2): the same for several types, the preferred one first; nothing in a ServerHello */

static void note_status_type(Extensions *out, uint8_t type)
{
    for (int i = 0; i < STATUS_TYPES_KNOWN && out->status_types_v2[i] != type; i++)
        if (out->status_types_v2[i] == 0) {
            out->status_types_v2[i] = type;
            return;
        }
}

static void read_status_request_item(Extensions *out, Cursor *cursor)
{
    CursorScope item, content;
    uint8_t type;
    cursor_enter_group(cursor, "certificate_status_req", &item);
    if (cursor_read_u8(cursor, "status_type", &type)) {
        bool known = status_type_name(type) != NULL;
        Bytes request;
        cursor_note(cursor, status_type_name(type));
        cursor_enter_vector(cursor, "request", 2, 0, 0xffff, &content);
        if (known) {
            note_status_type(out, type);
            read_ocsp_request(cursor);
        } else {
            cursor_read_rest(cursor, "content", &request);
        }
        cursor_leave(cursor, &content);
    }
    cursor_leave(cursor, &item);
}

static void decode_status_request_v2(Extensions *out, Cursor *cursor, ExtensionPlace place)
{
    CursorScope scope;
    if (place == PLACE_SERVER_HELLO)
        return;
    cursor_enter_vector(cursor, "certificate_status_req_list", 2, 1, 0xffff, &scope);
    for (int i = 0; cursor_more(cursor); i++) {
        cursor_element(cursor, i);
        read_status_request_item(out, cursor);
    }
    cursor_leave(cursor, &scope);
}

static void encode_status_request_v2(Buffer *out, const Extensions *extensions, ExtensionPlace place)
{
    if (place == PLACE_SERVER_HELLO)
        return;
    size_t list = buffer_open_vector(out, 2);
    for (int i = 0; i < STATUS_TYPES_KNOWN && extensions->status_types_v2[i]; i++) {
        buffer_append_number(out, 1, extensions->status_types_v2[i]);
        size_t request = buffer_open_vector(out, 2);
        append_ocsp_request(out);
        (void)buffer_close_vector(out, request, 2);
    }
    (void)buffer_close_vector(out, list, 2);
}

const ExtensionForm extension_form_status_request_v2 = {
    .decode = decode_status_request_v2,
    .encode = encode_status_request_v2,
    .samples = {EXTENSION_SAMPLE("\0\x0b\1\0\x08\0\3\0\1a\0\1a"), EXTENSION_SAMPLE("\0\4\3\0\1a")},
};
