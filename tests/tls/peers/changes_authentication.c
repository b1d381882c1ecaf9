#include "changes.h"

/* CertificateRequest */

static void encode_request(Buffer *bytes, const CertificateRequest *request)
{
    Buffer fresh = BUFFER_EMPTY;
    certificate_request_encode(&fresh, VERSION_TLS_1_2, request);
    buffer_set(bytes, buffer_bytes(&fresh));
    buffer_clear(&fresh);
}

void request_no_name(Change *change, Message *message, Buffer *bytes)
{
    static const uint8_t authorities[] = {0, 1, 'a'};
    (void)change;
    message->certificate_request.authorities = BYTES_OF_ARRAY(authorities);
    encode_request(bytes, &message->certificate_request);
}

void request_other_types(Change *change, Message *message, Buffer *bytes)
{
    static const uint8_t dss_sign = 2;
    (void)change;
    message->certificate_request.certificate_types = bytes_of(&dss_sign, 1);
    encode_request(bytes, &message->certificate_request);
}

void request_twice(Change *change, Message *message, Buffer *bytes)
{
    Buffer both = BUFFER_EMPTY;
    (void)change, (void)message;
    buffer_append(&both, buffer_bytes(bytes));
    buffer_append(&both, buffer_bytes(bytes));
    buffer_set(bytes, buffer_bytes(&both));
    buffer_clear(&both);
}

/* Certificate */

void certificate_of_client_ecdsa(Change *change, Message *message, Buffer *bytes)
{
    const CertificateList *chain = &pki()->client_ecdsa;
    Bytes certificates[CERTIFICATES_MAX];
    Buffer fresh = BUFFER_EMPTY;
    (void)change, (void)message;
    for (size_t i = 0; i < chain->count; i++)
        certificates[i] = chain->items[i]->der;
    certificate_encode(&fresh, certificates, (int)chain->count);
    buffer_set(bytes, buffer_bytes(&fresh));
    buffer_clear(&fresh);
}

/* CertificateVerify */

static void set_scheme(Buffer *bytes, uint16_t scheme)
{
    bytes_write_number(bytes->data + HANDSHAKE_HEADER_SIZE, 2, scheme);
}

void verify_unknown_scheme(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    set_scheme(bytes, 0x0301); /* rsa with sha224 */
}

void verify_other_kind(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    set_scheme(bytes, 0x0403);
}

/* One that goes with the key, and was asked for. */
void verify_other_hash(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    set_scheme(bytes, 0x0601);
}
