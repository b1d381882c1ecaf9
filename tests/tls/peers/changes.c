/* Changes of any message, and how one is made on its way. */
#include "changes.h"

#include "tls/record/record.h"

static void set_length(Buffer *bytes)
{
    bytes_write_number(bytes->data + 1, 3, bytes->size - HANDSHAKE_HEADER_SIZE);
}

void append_byte(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    buffer_append_number(bytes, 1, 0);
    set_length(bytes);
}

void cut_byte(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    buffer_truncate(bytes, bytes->size - 1);
    set_length(bytes);
}

void change_last_byte(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    bytes->data[bytes->size - 1] ^= 1;
}

void drop(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    buffer_truncate(bytes, 0);
}

void become_client_key_exchange(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    bytes->data[0] = HANDSHAKE_CLIENT_KEY_EXCHANGE;
}

void become_server_hello_done(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    buffer_truncate(bytes, 0);
    server_hello_done_encode(bytes);
}

void become_certificate(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    buffer_truncate(bytes, 0);
    certificate_encode(bytes, &pki()->rsa.items[0]->der, 1);
}

void become_certificate_request(Change *change, Message *message, Buffer *bytes)
{
    static const uint8_t rsa_sign[] = {1}, schemes[] = {4, 1};
    (void)change, (void)message;
    CertificateRequest request = {.certificate_types = BYTES_OF_ARRAY(rsa_sign),
                                  .signature_algorithms = BYTES_OF_ARRAY(schemes)};
    buffer_truncate(bytes, 0);
    certificate_request_encode(bytes, VERSION_TLS_1_2, &request);
}

void change_record(void *context, Actor sender, Buffer *record)
{
    Change *change = context;
    if (change->done || sender != change->sender || record->data[0] != CONTENT_HANDSHAKE ||
        record->data[RECORD_HEADER_SIZE] != change->type)
        return;
    change->done = true;
    PeerSummary summary;
    peer_summary(pair_peer(change->pair, sender), &summary);
    DecodeContext decode = {summary.version, summary.suite};
    Buffer bytes = BUFFER_EMPTY;
    Message message;
    buffer_append(&bytes, bytes_slice(buffer_bytes(record), RECORD_HEADER_SIZE, record->size));
    assert_int_equal(message_decode(&message, buffer_bytes(&bytes), &decode, NULL), ERROR_NONE);
    change->apply(change, &message, &bytes);
    buffer_truncate(record, 0);
    if (bytes.size > 0) {
        record_header_append(record, CONTENT_HANDSHAKE, VERSION_TLS_1_2, bytes.size);
        buffer_append(record, buffer_bytes(&bytes));
    }
    buffer_clear(&bytes);
}
