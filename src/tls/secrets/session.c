#include "tls/secrets/session.h"

#include "base/memory.h"
#include "tls/wire/message_parts.h"

enum { COMPRESSION_NULL = 0, CLIENT_ANONYMOUS = 0, CLIENT_CERTIFICATE_BASED = 1 };

void session_clear(Session *session)
{
    buffer_clear(&session->server_name);
    buffer_clear(&session->client_certificate);
    buffer_clear(&session->id);
    buffer_clear(&session->ticket);
    memory_wipe(session, sizeof *session);
}

void session_copy(Session *out, const Session *session)
{
    Session copy = *session; /* whole before `out` is cleared, for it may be the same */
    copy.server_name = copy.client_certificate = copy.id = copy.ticket = BUFFER_EMPTY;
    buffer_append(&copy.server_name, buffer_bytes(&session->server_name));
    buffer_append(&copy.client_certificate, buffer_bytes(&session->client_certificate));
    buffer_append(&copy.id, buffer_bytes(&session->id));
    buffer_append(&copy.ticket, buffer_bytes(&session->ticket));
    session_clear(out);
    *out = copy;
    memory_wipe(&copy, sizeof copy);
}

static void append_client_identity(Buffer *out, const Session *session)
{
    bool anonymous = session->client_certificate.size == 0;
    buffer_append_number(out, 1, anonymous ? CLIENT_ANONYMOUS : CLIENT_CERTIFICATE_BASED);
    if (!anonymous)
        part_append_vector(out, 3, buffer_bytes(&session->client_certificate));
}

void session_encode(Buffer *out, const Session *session)
{
    buffer_append_number(out, 2, session->version);
    buffer_append_number(out, 2, session->suite->id);
    buffer_append_number(out, 1, COMPRESSION_NULL);
    buffer_append(out, secret_bytes(&session->master_secret));
    append_client_identity(out, session);
    buffer_append_number(out, 8, (uint64_t)session->created);
    buffer_append_number(out, 1, session->extended_master_secret);
    part_append_vector(out, 2, buffer_bytes(&session->server_name));
}

static void read_client_identity(Session *out, Cursor *cursor)
{
    uint8_t type;
    Bytes certificate;
    if (!cursor_read_u8(cursor, "client_authentication_type", &type) || type == CLIENT_ANONYMOUS)
        return;
    if (type != CLIENT_CERTIFICATE_BASED)
        cursor_fail(cursor, RULE_SESSION_IDENTITY, "client_authentication_type");
    if (cursor_read_vector(cursor, "certificate", 3, 1, 0xffffff, &certificate))
        buffer_append(&out->client_certificate, certificate);
}

static void read_suite(Session *out, Cursor *cursor)
{
    uint16_t suite;
    uint8_t compression;
    cursor_read_u16(cursor, "cipher_suite", &suite);
    out->suite = suite_by_id(suite);
    if (cursor_read_u8(cursor, "compression_method", &compression) && (!out->suite || compression != COMPRESSION_NULL))
        cursor_fail(cursor, RULE_SESSION_SUITE, "cipher_suite");
}

static void read_state(Session *out, Cursor *cursor)
{
    Bytes secret, name;
    uint64_t created;
    uint8_t extended;
    cursor_read_u16(cursor, "protocol_version", &out->version);
    read_suite(out, cursor);
    if (cursor_read_bytes(cursor, "master_secret", MASTER_SECRET_SIZE, &secret))
        secret_set(&out->master_secret, secret);
    read_client_identity(out, cursor);
    cursor_read_u64(cursor, "timestamp", &created);
    cursor_read_u8(cursor, "extended_master_secret", &extended);
    if (cursor_read_vector(cursor, "server_name", 2, 0, 0xffff, &name))
        buffer_append(&out->server_name, name);
    cursor_expect_end(cursor);
    out->created = (int64_t)created;
    out->extended_master_secret = extended != 0;
}

Error session_decode(Session *out, Bytes state)
{
    Cursor cursor;
    cursor_init(&cursor, state, NULL);
    read_state(out, &cursor);
    if (cursor.error)
        session_clear(out);
    return cursor.error;
}
