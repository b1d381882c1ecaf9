#include "net/session_file.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "x509/certificate/dns_name.h"
#include "x509/certificate/ip_address.h"
#include "x509/der/calendar.h"

enum { FORMAT = 1, TICKET_MAX = 65535 };

static const char warning[] =
    "This file holds the master secret of a TLS session. Whoever reads it can decrypt what was "
    "said under it, and go on in its place.";

void kept_session_clear(KeptSession *kept)
{
    session_clear(&kept->session);
    buffer_clear(&kept->host);
}

/* Writing */

static void set_text(json_t *object, const char *key, const char *text)
{
    json_object_set_new(object, key, json_string(text));
}

static void set_hex(json_t *object, const char *key, Bytes bytes)
{
    Buffer hex = BUFFER_EMPTY;
    text_append_hex(&hex, bytes);
    set_text(object, key, text_finish(&hex));
    buffer_clear(&hex);
}

/* "2026-01-01 12:00:00Z" */
static void set_moment(json_t *object, const char *key, int64_t seconds)
{
    static const char zone[] = " UTC";
    Buffer moment = BUFFER_EMPTY;
    calendar_append(&moment, seconds);
    buffer_truncate(&moment, moment.size - (sizeof zone - 1));
    text_append(&moment, "Z");
    set_text(object, key, text_finish(&moment));
    buffer_clear(&moment);
}

void session_file_encode(Buffer *out, const KeptSession *kept)
{
    const Session *session = &kept->session;
    Buffer host = BUFFER_EMPTY;
    json_t *object = json_pack("{s:i, s:s}", "tlsteps_session", FORMAT, "warning", warning);
    buffer_append(&host, buffer_bytes(&kept->host));
    set_text(object, "host", text_finish(&host));
    set_text(object, "version", version_name(session->version));
    set_text(object, "suite", session->suite->name);
    json_object_set_new(object, "extended_master_secret", json_boolean(session->extended_master_secret));
    set_moment(object, "created", session->created);
    set_hex(object, "session_id", buffer_bytes(&session->id));
    set_hex(object, "ticket", buffer_bytes(&session->ticket));
    json_object_set_new(object, "ticket_lifetime", json_integer(session->ticket_lifetime));
    set_hex(object, "master_secret", secret_bytes(&session->master_secret));
    char *text = json_dumps(object, JSON_INDENT(2));
    text_append(out, text);
    text_append(out, "\n");
    memory_wipe(text, strlen(text));
    free(text);
    json_decref(object);
    buffer_clear(&host);
}

/* Reading */

typedef struct Reader {
    KeptSession *out;
    const char *path;
    Diagnostic *diagnostic;
} Reader;

static bool refuse(const Reader *reader, const char *key, const char *accepted)
{
    return diagnostic_set(reader->diagnostic, "%s: the value of \"%s\" is not accepted: %s is", reader->path, key,
                          accepted);
}

static bool take_hex(const Reader *reader, const char *key, const json_t *value, Buffer *out, size_t most,
                     const char *accepted)
{
    const char *text = json_string_value(value);
    return (text && text_decode_hex(out, text) && out->size <= most) || refuse(reader, key, accepted);
}

static bool take_format(const Reader *reader, const char *key, const json_t *value)
{
    if (json_is_integer(value) && json_integer_value(value) == FORMAT)
        return true;
    return refuse(reader, key, "1, the version of this format that this program knows,");
}

static bool take_warning(const Reader *reader, const char *key, const json_t *value)
{
    return json_is_string(value) || refuse(reader, key, "a text");
}

static bool take_host(const Reader *reader, const char *key, const json_t *value)
{
    const char *text = json_string_value(value);
    uint8_t address[IP_ADDRESS_SIZE_MAX];
    if (!text || !(dns_name_is_host(bytes_of_text(text)) || ip_address_parse(address, text)))
        return refuse(reader, key, "the name or the address of a host");
    text_append(&reader->out->host, text);
    return true;
}

static bool take_version(const Reader *reader, const char *key, const json_t *value)
{
    const char *text = json_string_value(value);
    for (uint16_t version = VERSION_TLS_1_0; text && version <= VERSION_TLS_1_2; version++)
        if (strcmp(version_name(version), text) == 0) {
            reader->out->session.version = version;
            return true;
        }
    return refuse(reader, key, "\"1.2\", \"1.1\" or \"1.0\"");
}

static bool take_suite(const Reader *reader, const char *key, const json_t *value)
{
    const char *text = json_string_value(value);
    reader->out->session.suite = text ? suite_find(text) : NULL;
    return reader->out->session.suite || refuse(reader, key, "a name from 'tlsteps list suites'");
}

static bool take_binding(const Reader *reader, const char *key, const json_t *value)
{
    reader->out->session.extended_master_secret = json_is_true(value);
    return json_is_boolean(value) || refuse(reader, key, "true or false");
}

static bool take_created(const Reader *reader, const char *key, const json_t *value)
{
    const char *text = json_string_value(value);
    return (text && calendar_parse(&reader->out->session.created, text)) ||
           refuse(reader, key, "a date like \"2026-01-01 12:00:00Z\"");
}

static bool take_session_id(const Reader *reader, const char *key, const json_t *value)
{
    return take_hex(reader, key, value, &reader->out->session.id, SESSION_ID_MAX, "hex of 32 bytes at most");
}

static bool take_ticket(const Reader *reader, const char *key, const json_t *value)
{
    return take_hex(reader, key, value, &reader->out->session.ticket, TICKET_MAX, "hex of 65535 bytes at most");
}

static bool take_lifetime(const Reader *reader, const char *key, const json_t *value)
{
    json_int_t seconds = json_integer_value(value);
    if (!json_is_integer(value) || seconds < 0 || seconds > UINT32_MAX)
        return refuse(reader, key, "a number of seconds from 0 to 4294967295");
    reader->out->session.ticket_lifetime = (uint32_t)seconds;
    return true;
}

static bool take_secret(const Reader *reader, const char *key, const json_t *value)
{
    Buffer secret = BUFFER_EMPTY;
    bool good = take_hex(reader, key, value, &secret, MASTER_SECRET_SIZE, "hex of 48 bytes");
    if (good && secret.size != MASTER_SECRET_SIZE)
        good = refuse(reader, key, "hex of 48 bytes");
    if (good)
        secret_set(&reader->out->session.master_secret, buffer_bytes(&secret));
    buffer_clear(&secret);
    return good;
}

/* The first says what the file is, so that of a foreign one it is missed first. */
static const struct {
    const char *key;
    bool (*take)(const Reader *reader, const char *key, const json_t *value);
} items[] = {
    {"tlsteps_session", take_format},   {"warning", take_warning},       {"host", take_host},
    {"version", take_version},          {"suite", take_suite},           {"extended_master_secret", take_binding},
    {"created", take_created},          {"session_id", take_session_id}, {"ticket", take_ticket},
    {"ticket_lifetime", take_lifetime}, {"master_secret", take_secret},
};

static bool is_key(const char *key)
{
    for (size_t i = 0; i < COUNT_OF(items); i++)
        if (strcmp(items[i].key, key) == 0)
            return true;
    return false;
}

static bool take_all(const Reader *reader, json_t *object)
{
    const char *key;
    json_t *value;
    for (size_t i = 0; i < COUNT_OF(items); i++) {
        value = json_object_get(object, items[i].key);
        if (!value)
            return diagnostic_set(reader->diagnostic,
                                  "%s: has no key \"%s\"; accepted is a file that --session-out has written",
                                  reader->path, items[i].key);
        if (!items[i].take(reader, items[i].key, value))
            return false;
    }
    json_object_foreach(object, key, value) if (!is_key(key)) return diagnostic_set(
        reader->diagnostic, "%s: \"%s\" is no key of a session", reader->path, key);
    return true;
}

/* What has to fit together; the name that server_name had follows from the host. */
static bool complete(const Reader *reader)
{
    Session *session = &reader->out->session;
    uint8_t address[IP_ADDRESS_SIZE_MAX];
    if (session->id.size == 0 && session->ticket.size == 0)
        return diagnostic_set(reader->diagnostic,
                              "%s: \"session_id\" and \"ticket\" are empty: accepted is a session with one of them",
                              reader->path);
    if (suite_version_min(session->suite) > session->version)
        return diagnostic_set(reader->diagnostic, "%s: \"suite\": %s came with TLS %s, and the \"version\" is %s",
                              reader->path, session->suite->name, version_name(suite_version_min(session->suite)),
                              version_name(session->version));
    if (ip_address_parse(address, text_finish(&reader->out->host)) == 0)
        buffer_set(&session->server_name, buffer_bytes(&reader->out->host));
    return true;
}

bool session_file_decode(KeptSession *out, Bytes text, const char *path, Diagnostic *diagnostic)
{
    Reader reader = {out, path, diagnostic};
    json_error_t error;
    json_t *object = json_loadb((const char *)text.data, text.size, JSON_REJECT_DUPLICATES, &error);
    bool good = false;
    if (!object)
        diagnostic_set(diagnostic, "%s:%d: no session: %s", path, error.line > 0 ? error.line : 1, error.text);
    else if (!json_is_object(object))
        diagnostic_set(diagnostic, "%s:1: no session: accepted is one JSON object", path);
    else
        good = take_all(&reader, object) && complete(&reader);
    json_decref(object);
    if (!good)
        kept_session_clear(out);
    return good;
}
