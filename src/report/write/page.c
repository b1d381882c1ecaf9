#include "report/write/page.h"

#include <string.h>

#include "base/text.h"
#include "report/tell/style.h"
#include "tls/wire/message.h"
#include "tls/wire/naming.h"

/* How much of the page each list may take. */
enum { LIST_MAX = 2000, CHECKS_MAX = 2500, VALUE_MAX = 300 };

typedef struct PageWriter {
    Buffer *out;
    const Timeline *timeline;
    int connection;
} PageWriter;

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n<link rel=\"icon\" href=\"data:,\">\n"
    "<title>Your TLS handshake</title>\n<style>body{font-family:sans-serif;max-width:50em;margin:2em auto;"
    "padding:0 1em}code,li,td{font-family:monospace}td{padding:.1em 1em .1em 0}.failed{color:#b00}</style>\n"
    "</head>\n<body>\n<h1>Your TLS handshake</h1>\n"
    "<p>This page was made of the handshake that your program has just completed with tlsteps, a teaching tool.</p>\n";

/* Text from anywhere, as HTML; what acts on a terminal is nothing to show either. */
static void append_text(Buffer *out, Bytes text)
{
    Buffer harmless = BUFFER_EMPTY;
    style_append_harmless(&harmless, text);
    for (size_t i = 0; i < harmless.size; i++) {
        char c = (char)harmless.data[i];
        const char *entity = c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : c == '"' ? "&quot;" : NULL;
        if (entity)
            text_append(out, entity);
        else
            buffer_append(out, bytes_of(&c, 1));
    }
    buffer_clear(&harmless);
}

/* What the server knows under a fact's bare name, of the connection's latest handshake; empty where nothing. */
static Bytes value_of(const PageWriter *writer, const char *name)
{
    Buffer full = BUFFER_EMPTY;
    text_print(&full, "c%d.%s", writer->connection, name);
    const TimelineFact *fact = timeline_known(writer->timeline, ACTOR_SERVER, text_finish(&full), 0);
    buffer_clear(&full);
    return fact ? fact->value : BYTES_EMPTY;
}

static void append_row(const PageWriter *writer, const char *what, Bytes value)
{
    if (value.size == 0)
        return;
    text_print(writer->out, "<tr><td>%s</td><td>", what);
    append_text(writer->out, bytes_slice(value, 0, VALUE_MAX));
    text_append(writer->out, value.size > VALUE_MAX ? "…</td></tr>\n" : "</td></tr>\n");
}

static void append_agreed(const PageWriter *writer)
{
    Bytes group = value_of(writer, "ecdh.group");
    text_append(writer->out, "<h2>What was agreed on</h2>\n<table>\n");
    append_row(writer, "Protocol version", value_of(writer, "version"));
    append_row(writer, "Cipher suite", value_of(writer, "cipher_suite"));
    append_row(writer, "Group of the key exchange", group.size ? group : value_of(writer, "dh.group"));
    append_row(writer, "Signature scheme", value_of(writer, "signature_scheme"));
    append_row(writer, "Application protocol", value_of(writer, "protocol"));
    append_row(writer, "Extended master secret", value_of(writer, "extended_master_secret"));
    append_row(writer, "Encrypt-then-MAC", value_of(writer, "encrypt_then_mac"));
    text_append(writer->out, "</table>\n");
}

/* The end of the list's first item. */
static size_t item_size(Bytes list)
{
    for (size_t i = 0; i + 1 < list.size; i++)
        if (list.data[i] == ',' && list.data[i + 1] == ' ')
            return i;
    return list.size;
}

/* A list of names with ", " between them, as facts have it. */
static void append_list(const PageWriter *writer, const char *heading, Bytes list)
{
    size_t start = writer->out->size;
    if (list.size == 0)
        return;
    text_print(writer->out, "<h2>%s</h2>\n<ul>\n", heading);
    while (list.size && writer->out->size - start < LIST_MAX) {
        size_t size = item_size(list);
        text_append(writer->out, "<li>");
        append_text(writer->out, bytes_slice(list, 0, size < VALUE_MAX ? size : VALUE_MAX));
        text_append(writer->out, "</li>\n");
        list = bytes_slice(list, size + 2, list.size);
    }
    text_append(writer->out, list.size ? "<li>… and more</li>\n</ul>\n" : "</ul>\n");
}

/* The ClientHello as it came: the last one of the connection. */
static const Step *find_hello(const PageWriter *writer)
{
    for (int number = timeline_step_count(writer->timeline); number > 0; number--) {
        const Step *step = timeline_step(writer->timeline, number);
        if (step->connection == writer->connection && step->event == EVENT_RECEIVE_CLIENT_HELLO)
            return step;
    }
    return NULL;
}

/* False where it cannot be read. What it points to stays the timeline's. */
static bool decode_hello(const PageWriter *writer, Extensions *out)
{
    const Step *hello = find_hello(writer);
    DecodeContext context = {0, NULL};
    Message message;
    bool decoded = hello && !message_decode(&message, hello->message->view.bytes, &context, NULL) &&
                   message.type == HANDSHAKE_CLIENT_HELLO;
    if (decoded)
        *out = message.client_hello.extensions;
    return decoded;
}

static void append_extensions(const PageWriter *writer)
{
    Extensions extensions;
    Buffer types = BUFFER_EMPTY, names = BUFFER_EMPTY;
    if (!decode_hello(writer, &extensions))
        return;
    for (int i = 0; i < extensions.type_count; i++)
        buffer_append_number(&types, 2, extensions.types[i]);
    names_append_extensions(&names, buffer_bytes(&types));
    append_list(writer, "Extensions that you sent", buffer_bytes(&names));
    buffer_clear(&types);
    buffer_clear(&names);
}

/* A client of TLS 1.3 names its versions here, and 1.2 in client_version whatever else it speaks (RFC 8446 §4.2.1). */
static void append_supported_versions(const PageWriter *writer)
{
    Extensions extensions;
    Buffer names = BUFFER_EMPTY;
    if (!decode_hello(writer, &extensions))
        return;
    for (int i = 0; i < extensions.type_count; i++)
        for (size_t at = 1;
             extensions.types[i] == TLS_EXTENSION_SUPPORTED_VERSIONS && at + 2 <= extensions.data[i].size; at += 2) {
            text_append(&names, names.size ? ", " : "");
            names_append_version(&names, (uint16_t)bytes_read_number(extensions.data[i].data + at, 2));
        }
    append_row(writer, "Versions in supported_versions", buffer_bytes(&names));
    buffer_clear(&names);
}

static void append_offer(const PageWriter *writer)
{
    text_append(writer->out, "<h2>What you asked for</h2>\n<table>\n");
    append_row(writer, "Version in client_version", value_of(writer, "offered_version"));
    append_supported_versions(writer);
    append_row(writer, "Server name", value_of(writer, "server_name"));
    append_row(writer, "Application protocols", value_of(writer, "offered_protocols"));
    text_append(writer->out, "</table>\n");
    append_list(writer, "Cipher suites that you offered", value_of(writer, "cipher_suites"));
    append_extensions(writer);
    append_list(writer, "Groups that you offered", value_of(writer, "supported_groups"));
    append_list(writer, "Signature schemes that you offered", value_of(writer, "signature_algorithms"));
    append_list(writer, "Signature schemes that you offered for certificates",
                value_of(writer, "signature_algorithms_cert"));
}

static void append_checks(const PageWriter *writer)
{
    size_t start = writer->out->size;
    text_append(writer->out, "<h2>What the server checked</h2>\n<ul>\n");
    for (int i = 1; i <= timeline_step_count(writer->timeline); i++) {
        const Step *step = timeline_step(writer->timeline, i);
        if (step->connection != writer->connection || step->actor != ACTOR_SERVER || !step->check)
            continue;
        if (writer->out->size - start >= CHECKS_MAX) {
            text_append(writer->out, "<li>… and more</li>\n");
            break;
        }
        text_print(writer->out, step->check->passed ? "<li>%s %s</li>\n" : "<li class=\"failed\">%s %s</li>\n",
                   step->item->title, step->check->passed ? "passed" : error_name(step->check->error));
    }
    text_append(writer->out, "</ul>\n");
}

void report_page(Buffer *out, const Timeline *timeline, int connection)
{
    PageWriter writer = {out, timeline, connection};
    text_append(out, head);
    append_agreed(&writer);
    append_offer(&writer);
    append_checks(&writer);
    text_append(out, "</body>\n</html>\n");
}
