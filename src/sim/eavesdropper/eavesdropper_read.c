#include "sim/eavesdropper/eavesdropper_read.h"

/* A key exchange message can be read by who knows the suite; without it, it is a message like any other. */
static bool needs_suite(uint8_t type)
{
    return type == HANDSHAKE_SERVER_KEY_EXCHANGE || type == HANDSHAKE_CLIENT_KEY_EXCHANGE;
}

static void read_chain(CertificateList *chain, const CertificateMessage *certificates)
{
    for (int i = 0; i < certificates->count; i++) {
        Certificate *certificate;
        bool unread = certificate_decode(&certificate, certificates->certificates[i], NULL) != ERROR_NONE;
        certificate_list_add(chain, unread ? NULL : certificate);
    }
}

static void read_handshake(Overheard *out, const TrackedMessage *message, const Suite *suite)
{
    if (message->bytes.size > 0) {
        out->begins = message->bytes.data[0] == HANDSHAKE_CLIENT_HELLO;
        out->in_hash = message->bytes.data[0] != HANDSHAKE_HELLO_REQUEST;
    }
    if (message_decode(&out->decoded, message->bytes, &message->context, NULL) ||
        (needs_suite(out->decoded.type) && !suite)) {
        out->kind = OVERHEARD_UNREAD;
        return;
    }
    out->kind = OVERHEARD_HANDSHAKE;
    if (out->decoded.type == HANDSHAKE_CERTIFICATE)
        read_chain(&out->chain, &out->decoded.certificate);
}

/* A server that takes it hashes it without its length (RFC 5246 §E.2). */
static void read_ssl2_hello(Overheard *out, const TrackedMessage *message)
{
    out->kind = OVERHEARD_SSL2_HELLO;
    out->begins = out->in_hash = true;
    out->skipped = SSL2_HEADER_SIZE;
    out->ssl2_read = !ssl2_hello_decode(&out->ssl2, message->bytes, NULL);
}

static OverheardKind kind_of(uint8_t content_type)
{
    switch (content_type) {
    case CONTENT_CHANGE_CIPHER_SPEC:
        return OVERHEARD_CHANGE_CIPHER_SPEC;
    case CONTENT_ALERT:
        return OVERHEARD_ALERT;
    case CONTENT_APPLICATION_DATA:
        return OVERHEARD_DATA;
    default:
        return OVERHEARD_UNREAD;
    }
}

void overheard_read(Overheard *out, const TrackedMessage *message, const Suite *suite)
{
    *out = (Overheard){.kind = OVERHEARD_CLOSED, .message = message};
    if (!message->readable)
        return;
    if (message->content_type == CONTENT_HANDSHAKE)
        read_handshake(out, message, suite);
    else if (message->content_type == CONTENT_SSL2_HELLO)
        read_ssl2_hello(out, message);
    else
        out->kind = kind_of(message->content_type);
}

void overheard_clear(Overheard *overheard)
{
    certificate_list_clear(&overheard->chain);
}
