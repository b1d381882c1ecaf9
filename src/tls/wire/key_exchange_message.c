/* ServerKeyExchange and ClientKeyExchange (RFC 5246 §7.4.3, §7.4.7; RFC 8422 §5.4, §5.7; explicit curves: RFC 4492;
   with a pre-shared key: RFC 4279 §2 to §4, RFC 5489 §2). */
#include "tls/wire/message_parts.h"

enum { CURVE_TYPE_EXPLICIT_PRIME = 1, CURVE_TYPE_EXPLICIT_CHAR2 = 2, CURVE_TYPE_NAMED_CURVE = 3 };

/* An identity or a hint: UTF-8, says RFC 4279 §5.1, and nobody has to check it. */
static void read_psk_name(Cursor *cursor, const char *name, Bytes *out)
{
    CursorScope scope;
    cursor_enter_vector(cursor, name, 2, 0, 0xffff, &scope);
    cursor_read_text(cursor, "content", cursor_remaining(cursor), out);
    cursor_leave(cursor, &scope);
}

static void read_dh_params(ServerKeyExchange *out, Cursor *cursor)
{
    cursor_read_vector(cursor, "dh_p", 2, 1, 0xffff, &out->dh_p);
    cursor_read_vector(cursor, "dh_g", 2, 1, 0xffff, &out->dh_g);
    cursor_read_vector(cursor, "dh_Ys", 2, 1, 0xffff, &out->dh_ys);
}

/* An ECPoint is a struct with one vector in it. */
static void read_point(Cursor *cursor, const char *name, Bytes *point)
{
    CursorScope scope;
    cursor_enter_group(cursor, name, &scope);
    cursor_read_vector(cursor, "point", 1, 1, 0xff, point);
    cursor_leave(cursor, &scope);
}

static void read_explicit_prime(ExplicitCurve *out, Cursor *cursor)
{
    CursorScope curve;
    cursor_read_vector(cursor, "prime_p", 1, 1, 0xff, &out->p);
    cursor_enter_group(cursor, "curve", &curve);
    cursor_read_vector(cursor, "a", 1, 1, 0xff, &out->a);
    cursor_read_vector(cursor, "b", 1, 1, 0xff, &out->b);
    cursor_leave(cursor, &curve);
    read_point(cursor, "base", &out->base);
    cursor_read_vector(cursor, "order", 1, 1, 0xff, &out->order);
    cursor_read_vector(cursor, "cofactor", 1, 1, 0xff, &out->cofactor);
}

static void read_ecdh_params(ServerKeyExchange *out, Cursor *cursor)
{
    CursorScope scope;
    cursor_enter_group(cursor, "curve_params", &scope);
    cursor_read_u8(cursor, "curve_type", &out->curve_type);
    cursor_note(cursor, curve_type_name(out->curve_type));
    switch (out->curve_type) {
    case CURVE_TYPE_NAMED_CURVE:
        cursor_read_u16(cursor, "namedcurve", &out->named_curve);
        if (cursor->tree)
            cursor_note(cursor, group_name_of_id(out->named_curve));
        break;
    case CURVE_TYPE_EXPLICIT_PRIME:
        read_explicit_prime(&out->explicit_curve, cursor);
        break;
    default: /* curves over fields of characteristic 2 are not spoken here, and nobody offers them */
        cursor_fail(cursor, RULE_CURVE_TYPE, "curve_type");
    }
    cursor_leave(cursor, &scope);
    read_point(cursor, "public", &out->ec_point);
}

static void read_params(ServerKeyExchange *out, Cursor *cursor, const Suite *suite)
{
    CursorScope scope;
    Bytes params = part_ahead(cursor);
    cursor_enter_group(cursor, "params", &scope);
    if (suite->key_exchange == KEY_EXCHANGE_DHE)
        read_dh_params(out, cursor);
    else
        read_ecdh_params(out, cursor);
    if (cursor_leave(cursor, &scope))
        out->params = bytes_slice(params, 0, params.size - cursor_remaining(cursor));
}

static void read_signed_params(ServerKeyExchange *out, Cursor *cursor, uint16_t version)
{
    CursorScope scope;
    cursor_enter_group(cursor, "signed_params", &scope);
    part_read_signature(cursor, version, &out->signature_scheme, &out->signature);
    cursor_leave(cursor, &scope);
}

void server_key_exchange_decode(Message *message, Cursor *cursor, const DecodeContext *context)
{
    const Suite *suite = context->suite;
    ServerKeyExchange *out = &message->server_key_exchange;
    /* With RSA key transport alone the server has nothing to say here (RFC 5246 §7.4.3). */
    if (!suite || (!suite_is_ephemeral(suite) && !suite_uses_psk(suite))) {
        cursor_fail(cursor, RULE_MESSAGE_OF_SUITE, "msg_type");
        return;
    }
    if (suite_uses_psk(suite))
        read_psk_name(cursor, "psk_identity_hint", &out->psk_identity_hint);
    if (suite_is_ephemeral(suite))
        read_params(out, cursor, suite);
    if (suite_signs(suite))
        read_signed_params(out, cursor, context->version);
}

void client_key_exchange_decode(Message *message, Cursor *cursor, const DecodeContext *context)
{
    ClientKeyExchange *out = &message->client_key_exchange;
    const Suite *suite = context->suite;
    if (!suite) {
        cursor_fail(cursor, RULE_MESSAGE_OF_SUITE, "msg_type");
        return;
    }
    if (suite_uses_psk(suite))
        read_psk_name(cursor, "psk_identity", &out->psk_identity);
    switch (suite->key_exchange) {
    case KEY_EXCHANGE_RSA:
        cursor_read_vector(cursor, "encrypted_pre_master_secret", 2, 0, 0xffff, &out->encrypted_pre_master_secret);
        break;
    case KEY_EXCHANGE_DHE:
        cursor_read_vector(cursor, "dh_Yc", 2, 1, 0xffff, &out->dh_yc);
        break;
    case KEY_EXCHANGE_ECDHE:
        read_point(cursor, "ecdh_Yc", &out->ec_point);
        break;
    case KEY_EXCHANGE_PSK:
        break; /* the identity is all */
    }
}

void client_key_exchange_encode(Buffer *out, const Suite *suite, Bytes psk_identity, Bytes exchange_keys)
{
    size_t place = part_begin(out, HANDSHAKE_CLIENT_KEY_EXCHANGE);
    if (suite_uses_psk(suite))
        part_append_vector(out, 2, psk_identity);
    if (suite->key_exchange != KEY_EXCHANGE_PSK)
        part_append_vector(out, suite->key_exchange == KEY_EXCHANGE_ECDHE ? 1 : 2, exchange_keys);
    part_end(out, place);
}

void server_key_exchange_encode(Buffer *out, uint16_t version, const Suite *suite, const ServerKeyExchange *exchange)
{
    size_t place = part_begin(out, HANDSHAKE_SERVER_KEY_EXCHANGE);
    if (suite_uses_psk(suite))
        part_append_vector(out, 2, exchange->psk_identity_hint);
    if (suite_is_ephemeral(suite))
        buffer_append(out, exchange->params);
    if (suite_signs(suite))
        part_append_signature(out, version, exchange->signature_scheme, exchange->signature);
    part_end(out, place);
}

/* A number without leading zeros; of zero one byte, for the vectors may not be empty. */
static void append_number(Buffer *out, unsigned length_size, const mpz_t number)
{
    size_t place = buffer_open_vector(out, length_size);
    if (mpz_sgn(number) == 0)
        buffer_append_number(out, 1, 0);
    else
        number_append(out, number);
    (void)buffer_close_vector(out, place, length_size);
}

void server_dh_params_encode(Buffer *out, const DhGroup *group, const mpz_t ys)
{
    append_number(out, 2, group->p);
    append_number(out, 2, group->g);
    append_number(out, 2, ys);
}

void server_ecdh_params_encode(Buffer *out, uint16_t named_curve, Bytes point)
{
    buffer_append_number(out, 1, CURVE_TYPE_NAMED_CURVE);
    buffer_append_number(out, 2, named_curve);
    part_append_vector(out, 1, point);
}

/* A field element has the field's length (RFC 4492 §5.4, by X9.62's FieldElement-to-OctetString conversion). */
static void append_field_element(Buffer *out, const Curve *curve, const mpz_t element)
{
    size_t size = curve_field_size(curve);
    buffer_append_number(out, 1, size);
    if (number_to_bytes(buffer_extend(out, size), size, element) != ERROR_NONE)
        buffer_truncate(out, out->size - size);
}

void server_explicit_ecdh_params_encode(Buffer *out, const Curve *curve, Bytes point)
{
    buffer_append_number(out, 1, CURVE_TYPE_EXPLICIT_PRIME);
    append_number(out, 1, curve->p);
    append_field_element(out, curve, curve->a);
    append_field_element(out, curve, curve->b);
    size_t base = buffer_open_vector(out, 1);
    curve_point_append(out, curve, &curve->g);
    (void)buffer_close_vector(out, base, 1);
    append_number(out, 1, curve->n);
    append_number(out, 1, curve->h);
    part_append_vector(out, 1, point);
}
