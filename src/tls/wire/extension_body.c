/* What stands in extension_data, for the extensions that this program takes part in. */
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
    out->has_server_name = true;
    if (place == EXTENSION_OF_SERVER_HELLO)
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
    if (place == EXTENSION_OF_SERVER_HELLO)
        return;
    size_t list = buffer_open_vector(out, 2);
    if (extensions->server_name.size) {
        buffer_append_number(out, 1, NAME_TYPE_HOST_NAME);
        part_append_vector(out, 2, extensions->server_name);
    }
    (void)buffer_close_vector(out, list, 2);
}

/* supported_groups (RFC 8422 §5.1.1). Some servers send it too, against the RFC: it is read and left alone. */

static void decode_supported_groups(Extensions *out, Cursor *cursor, ExtensionPlace place)
{
    static const NumberList list = {"named_group_list", "named_group", 2, 2, 0xffff};
    (void)place;
    out->has_supported_groups = true;
    part_read_u16_list(cursor, &out->supported_groups, &list, group_name_of_id);
}

static void encode_supported_groups(Buffer *out, const Extensions *extensions, ExtensionPlace place)
{
    (void)place;
    part_append_vector(out, 2, extensions->supported_groups);
}

/* ec_point_formats (RFC 8422 §5.1.2) */

static void decode_ec_point_formats(Extensions *out, Cursor *cursor, ExtensionPlace place)
{
    static const NumberList list = {"ec_point_format_list", "ec_point_format", 1, 1, 0xff};
    (void)place;
    out->has_ec_point_formats = true;
    part_read_u8_list(cursor, &out->ec_point_formats, &list, point_format_name);
}

static void encode_ec_point_formats(Buffer *out, const Extensions *extensions, ExtensionPlace place)
{
    (void)place;
    part_append_vector(out, 1, extensions->ec_point_formats);
}

/* signature_algorithms (RFC 5246 §7.4.1.4.1) and signature_algorithms_cert (RFC 8446 §4.2.3), which a server must not
   send in its hello */

static void read_schemes(Bytes *out, Cursor *cursor, ExtensionPlace place, RuleId rule, const char *extension)
{
    static const NumberList list = {"supported_signature_algorithms", "signature_algorithm", 2, 2, 0xfffe};
    if (place == EXTENSION_OF_SERVER_HELLO)
        cursor_fail(cursor, rule, extension);
    part_read_u16_list(cursor, out, &list, signature_scheme_name_of_id);
}

static void decode_signature_algorithms(Extensions *out, Cursor *cursor, ExtensionPlace place)
{
    out->has_signature_algorithms = true;
    read_schemes(&out->signature_algorithms, cursor, place, RULE_SCHEMES_BY_CLIENT, "signature_algorithms");
}

static void decode_signature_algorithms_cert(Extensions *out, Cursor *cursor, ExtensionPlace place)
{
    out->has_signature_algorithms_cert = true;
    read_schemes(&out->signature_algorithms_cert, cursor, place, RULE_CERTIFICATE_SCHEMES_BY_CLIENT,
                 "signature_algorithms_cert");
}

static void encode_signature_algorithms(Buffer *out, const Extensions *extensions, ExtensionPlace place)
{
    (void)place;
    part_append_vector(out, 2, extensions->signature_algorithms);
}

static void encode_signature_algorithms_cert(Buffer *out, const Extensions *extensions, ExtensionPlace place)
{
    (void)place;
    part_append_vector(out, 2, extensions->signature_algorithms_cert);
}

/* application_layer_protocol_negotiation (RFC 7301 §3.1): from a server exactly one name */

static void decode_alpn(Extensions *out, Cursor *cursor, ExtensionPlace place)
{
    CursorScope list, name;
    Bytes content;
    int count = 0;
    out->has_alpn = true;
    if (cursor_enter_vector(cursor, "protocol_name_list", 2, 2, 0xffff, &list))
        out->alpn = part_ahead(cursor);
    for (; cursor_more(cursor); count++) {
        cursor_element(cursor, count);
        cursor_enter_vector(cursor, "protocol_name", 1, 1, 0xff, &name);
        cursor_read_text(cursor, "content", cursor_remaining(cursor), &content);
        cursor_leave(cursor, &name);
    }
    if (place == EXTENSION_OF_SERVER_HELLO && count != 1)
        cursor_fail_numbers(cursor, RULE_PROTOCOL_ONE, "protocol_name_list", 0, 0, (uint64_t)count);
    cursor_leave(cursor, &list);
}

static void encode_alpn(Buffer *out, const Extensions *extensions, ExtensionPlace place)
{
    (void)place;
    part_append_vector(out, 2, extensions->alpn);
}

/* extended_master_secret (RFC 7627 §5.1) and encrypt_then_mac (RFC 7366 §2): being there says everything */

static void decode_extended_master_secret(Extensions *out, Cursor *cursor, ExtensionPlace place)
{
    (void)cursor, (void)place;
    out->has_extended_master_secret = true;
}

static void decode_encrypt_then_mac(Extensions *out, Cursor *cursor, ExtensionPlace place)
{
    (void)cursor, (void)place;
    out->has_encrypt_then_mac = true;
}

static void encode_nothing(Buffer *out, const Extensions *extensions, ExtensionPlace place)
{
    (void)out, (void)extensions, (void)place;
}

/* session_ticket (RFC 5077 §3.2): the ticket itself, without a length of its own; nothing from a server */

static void decode_session_ticket(Extensions *out, Cursor *cursor, ExtensionPlace place)
{
    out->has_session_ticket = true;
    if (place == EXTENSION_OF_CLIENT_HELLO && cursor_more(cursor))
        cursor_read_rest(cursor, "sealed_session", &out->session_ticket);
}

static void encode_session_ticket(Buffer *out, const Extensions *extensions, ExtensionPlace place)
{
    (void)place;
    buffer_append(out, extensions->session_ticket);
}

/* renegotiation_info (RFC 5746 §3.2) */

static void decode_renegotiation_info(Extensions *out, Cursor *cursor, ExtensionPlace place)
{
    (void)place;
    out->has_renegotiation_info = true;
    cursor_read_vector(cursor, "renegotiated_connection", 1, 0, 0xff, &out->renegotiated_connection);
}

static void encode_renegotiation_info(Buffer *out, const Extensions *extensions, ExtensionPlace place)
{
    (void)place;
    part_append_vector(out, 1, extensions->renegotiated_connection);
}

#define HAS(member)                                                                                                    \
    static bool has_##member(const Extensions *extensions)                                                             \
    {                                                                                                                  \
        return extensions->has_##member;                                                                               \
    }
HAS(server_name)
HAS(supported_groups)
HAS(ec_point_formats)
HAS(signature_algorithms)
HAS(signature_algorithms_cert)
HAS(alpn)
HAS(extended_master_secret)
HAS(encrypt_then_mac)
HAS(session_ticket)
HAS(status_request)
HAS(status_request_v2)
HAS(renegotiation_info)
#undef HAS

/* In the order in which a hello of ours has them. */
static const ExtensionBody bodies[] = {
    {TLS_EXTENSION_RENEGOTIATION_INFO, has_renegotiation_info, decode_renegotiation_info, encode_renegotiation_info},
    {TLS_EXTENSION_SERVER_NAME, has_server_name, decode_server_name, encode_server_name},
    {TLS_EXTENSION_EC_POINT_FORMATS, has_ec_point_formats, decode_ec_point_formats, encode_ec_point_formats},
    {TLS_EXTENSION_SUPPORTED_GROUPS, has_supported_groups, decode_supported_groups, encode_supported_groups},
    {TLS_EXTENSION_SIGNATURE_ALGORITHMS, has_signature_algorithms, decode_signature_algorithms,
     encode_signature_algorithms},
    {TLS_EXTENSION_SIGNATURE_ALGORITHMS_CERT, has_signature_algorithms_cert, decode_signature_algorithms_cert,
     encode_signature_algorithms_cert},
    {TLS_EXTENSION_STATUS_REQUEST, has_status_request, extension_decode_status_request,
     extension_encode_status_request},
    {TLS_EXTENSION_STATUS_REQUEST_V2, has_status_request_v2, extension_decode_status_request_v2,
     extension_encode_status_request_v2},
    {TLS_EXTENSION_ALPN, has_alpn, decode_alpn, encode_alpn},
    {TLS_EXTENSION_SESSION_TICKET, has_session_ticket, decode_session_ticket, encode_session_ticket},
    {TLS_EXTENSION_ENCRYPT_THEN_MAC, has_encrypt_then_mac, decode_encrypt_then_mac, encode_nothing},
    {TLS_EXTENSION_EXTENDED_MASTER_SECRET, has_extended_master_secret, decode_extended_master_secret, encode_nothing},
};

const ExtensionBody *extension_body_at(int index)
{
    return index >= 0 && (size_t)index < COUNT_OF(bodies) ? &bodies[index] : NULL;
}

const ExtensionBody *extension_body_of(uint16_t type)
{
    for (size_t i = 0; i < COUNT_OF(bodies); i++)
        if (bodies[i].type == type)
            return &bodies[i];
    return NULL;
}
