/* What stands in extension_data, for the extensions that this program takes part in. */
#include <stddef.h>

#include "tls/wire/message_parts.h"

/* server_name (RFC 6066 §3): a list of names in a ClientHello, nothing in a ServerHello. */

static void read_host_name(Extensions *out, Cursor *cursor, bool *seen)
{
    CursorScope scope;
    if (*seen)
        cursor_fail(cursor, RULE_HOST_NAME_ONCE, "host_name");
    *seen = true;
    cursor_enter_vector(cursor, "host_name", 2, 1, 0xffff, &scope);
    cursor_read_text(cursor, "content", cursor_remaining(cursor), &out->server_name);
    cursor_leave(cursor, &scope);
}

static void read_server_name(Extensions *out, Cursor *cursor, bool *seen)
{
    CursorScope scope;
    uint8_t type;
    Bytes other;
    cursor_enter_group(cursor, "server_name", &scope);
    cursor_read_u8(cursor, "name_type", &type);
    cursor_note(cursor, name_type_name(type));
    if (type == NAME_TYPE_HOST_NAME)
        read_host_name(out, cursor, seen);
    else /* names of a kind yet to be defined begin with a length of two bytes, so that they can be passed over */
        cursor_read_vector(cursor, "other_name", 2, 0, 0xffff, &other);
    cursor_leave(cursor, &scope);
}

static void decode_server_name(Extensions *out, Cursor *cursor, ExtensionPlace place)
{
    CursorScope scope;
    bool seen = false;
    if (place == PLACE_SERVER_HELLO)
        return; /* anything here is too much */
    cursor_enter_vector(cursor, "server_name_list", 2, 1, 0xffff, &scope);
    for (int i = 0; cursor_more(cursor); i++) {
        cursor_element(cursor, i);
        read_server_name(out, cursor, &seen);
    }
    cursor_leave(cursor, &scope);
}

static void encode_server_name(Buffer *out, const Extensions *extensions, ExtensionPlace place)
{
    if (place == PLACE_SERVER_HELLO)
        return;
    size_t list = buffer_open_vector(out, 2);
    if (extensions->server_name.size) {
        buffer_append_number(out, 1, NAME_TYPE_HOST_NAME);
        part_append_vector(out, 2, extensions->server_name);
    }
    (void)buffer_close_vector(out, list, 2);
}

static const ExtensionForm extension_form_server_name = {
    .decode = decode_server_name,
    .encode = encode_server_name,
    .samples = {EXTENSION_SAMPLE("\0\4\0\0\1a"), EXTENSION_SAMPLE("\0\4\1\0\1a")},
};

/* supported_groups (RFC 8422 §5.1.1). Some servers send it too, against the RFC: it is read and left alone. */

static void decode_supported_groups(Extensions *out, Cursor *cursor, ExtensionPlace place)
{
    static const NumberList list = {"named_group_list", "named_group", 2, 2, 0xffff};
    (void)place;
    part_read_u16_list(cursor, &out->supported_groups, &list, group_name_of_id);
}

static void encode_supported_groups(Buffer *out, const Extensions *extensions, ExtensionPlace place)
{
    (void)place;
    part_append_vector(out, 2, extensions->supported_groups);
}

static const ExtensionForm extension_form_supported_groups = {
    .decode = decode_supported_groups,
    .encode = encode_supported_groups,
    .samples = {EXTENSION_SAMPLE("\0\2\0\x1d")},
};

/* ec_point_formats (RFC 8422 §5.1.2) */

static void decode_ec_point_formats(Extensions *out, Cursor *cursor, ExtensionPlace place)
{
    static const NumberList list = {"ec_point_format_list", "ec_point_format", 1, 1, 0xff};
    (void)place;
    part_read_u8_list(cursor, &out->ec_point_formats, &list, point_format_name);
}

static void encode_ec_point_formats(Buffer *out, const Extensions *extensions, ExtensionPlace place)
{
    (void)place;
    part_append_vector(out, 1, extensions->ec_point_formats);
}

static const ExtensionForm extension_form_ec_point_formats = {
    .decode = decode_ec_point_formats,
    .encode = encode_ec_point_formats,
    .samples = {EXTENSION_SAMPLE("\1\0")},
};

/* signature_algorithms (RFC 5246 §7.4.1.4.1) and signature_algorithms_cert (RFC 8446 §4.2.3), which a server must not
   send in its hello */

static const NumberList schemes = {"supported_signature_algorithms", "signature_algorithm", 2, 2, 0xfffe};

static void decode_signature_algorithms(Extensions *out, Cursor *cursor, ExtensionPlace place)
{
    (void)place;
    part_read_u16_list(cursor, &out->signature_algorithms, &schemes, signature_scheme_name_of_id);
}

static void decode_signature_algorithms_cert(Extensions *out, Cursor *cursor, ExtensionPlace place)
{
    (void)place;
    part_read_u16_list(cursor, &out->signature_algorithms_cert, &schemes, signature_scheme_name_of_id);
}

static void encode_signature_algorithms(Buffer *out, const Extensions *extensions, ExtensionPlace place)
{
    (void)place;
    part_append_vector(out, 2, extensions->signature_algorithms);
}

static const ExtensionForm extension_form_signature_algorithms = {
    .decode = decode_signature_algorithms,
    .encode = encode_signature_algorithms,
    .misplaced = RULE_SCHEMES_BY_CLIENT,
    .samples = {EXTENSION_SAMPLE("\0\2\4\1")},
};

static void encode_signature_algorithms_cert(Buffer *out, const Extensions *extensions, ExtensionPlace place)
{
    (void)place;
    part_append_vector(out, 2, extensions->signature_algorithms_cert);
}

static const ExtensionForm extension_form_signature_algorithms_cert = {
    .decode = decode_signature_algorithms_cert,
    .encode = encode_signature_algorithms_cert,
    .misplaced = RULE_CERTIFICATE_SCHEMES_BY_CLIENT,
    .samples = {EXTENSION_SAMPLE("\0\2\4\1")},
};

/* application_layer_protocol_negotiation (RFC 7301 §3.1): from a server exactly one name */

static void decode_alpn(Extensions *out, Cursor *cursor, ExtensionPlace place)
{
    CursorScope list, name;
    Bytes content;
    int count = 0;
    if (cursor_enter_vector(cursor, "protocol_name_list", 2, 2, 0xffff, &list))
        out->alpn = part_ahead(cursor);
    for (; cursor_more(cursor); count++) {
        cursor_element(cursor, count);
        cursor_enter_vector(cursor, "protocol_name", 1, 1, 0xff, &name);
        cursor_read_text(cursor, "content", cursor_remaining(cursor), &content);
        cursor_leave(cursor, &name);
    }
    if (place == PLACE_SERVER_HELLO && count != 1)
        cursor_fail_numbers(cursor, RULE_PROTOCOL_ONE, "protocol_name_list", 0, 0, (uint64_t)count);
    cursor_leave(cursor, &list);
}

static void encode_alpn(Buffer *out, const Extensions *extensions, ExtensionPlace place)
{
    (void)place;
    part_append_vector(out, 2, extensions->alpn);
}

static const ExtensionForm extension_form_alpn = {
    .decode = decode_alpn,
    .encode = encode_alpn,
    .samples = {EXTENSION_SAMPLE("\0\2\1a")},
};

/* extended_master_secret (RFC 7627 §5.1) and encrypt_then_mac (RFC 7366 §2): being there says everything */

static const ExtensionForm extension_form_extended_master_secret = {.decode = NULL};
static const ExtensionForm extension_form_encrypt_then_mac = {.decode = NULL};

/* session_ticket (RFC 5077 §3.2): the ticket itself, without a length of its own; nothing from a server */

static void decode_session_ticket(Extensions *out, Cursor *cursor, ExtensionPlace place)
{
    if (place == PLACE_CLIENT_HELLO && cursor_more(cursor))
        cursor_read_rest(cursor, "sealed_session", &out->session_ticket);
}

static void encode_session_ticket(Buffer *out, const Extensions *extensions, ExtensionPlace place)
{
    (void)place;
    buffer_append(out, extensions->session_ticket);
}

static const ExtensionForm extension_form_session_ticket = {
    .decode = decode_session_ticket,
    .encode = encode_session_ticket,
    .samples = {EXTENSION_SAMPLE("a")},
};

/* renegotiation_info (RFC 5746 §3.2) */

static void decode_renegotiation_info(Extensions *out, Cursor *cursor, ExtensionPlace place)
{
    (void)place;
    cursor_read_vector(cursor, "renegotiated_connection", 1, 0, 0xff, &out->renegotiated_connection);
}

static void encode_renegotiation_info(Buffer *out, const Extensions *extensions, ExtensionPlace place)
{
    (void)place;
    part_append_vector(out, 1, extensions->renegotiated_connection);
}

static const ExtensionForm extension_form_renegotiation_info = {
    .decode = decode_renegotiation_info,
    .encode = encode_renegotiation_info,
    .samples = {EXTENSION_SAMPLE("\1a")},
};

/* All of them */

static const SpokenExtension spoken[] = {
#define EXTENSION(NAME, type, name, meaning, source)
#define SPOKEN(NAME, type, name, member, members, places, meaning, source)                                             \
    {type, places, offsetof(Extensions, has_##member), &extension_form_##member},
#include "tls/registry/extensions.def"
#undef EXTENSION
};

const SpokenExtension *spoken_extension_at(int index)
{
    return index >= 0 && (size_t)index < COUNT_OF(spoken) ? &spoken[index] : NULL;
}

const SpokenExtension *spoken_extension_of(uint16_t type)
{
    for (size_t i = 0; i < COUNT_OF(spoken); i++)
        if (spoken[i].type == type)
            return &spoken[i];
    return NULL;
}
