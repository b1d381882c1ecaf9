/* A message about certificates, or a small one: its type and its body. */
#include "fuzz_message.h"

/* What was read is written back as it was. */
static void write_back(Buffer *out, const Message *message)
{
    const CertificateVerify *verify = &message->certificate_verify;
    switch (message->type) {
    case HANDSHAKE_CERTIFICATE:
        certificate_encode(out, message->certificate.certificates, message->certificate.count);
        break;
    case HANDSHAKE_CERTIFICATE_REQUEST:
        certificate_request_encode(out, VERSION_TLS_1_2, &message->certificate_request);
        break;
    case HANDSHAKE_CERTIFICATE_VERIFY:
        certificate_verify_encode(out, VERSION_TLS_1_2, verify->signature_scheme, verify->signature);
        break;
    case HANDSHAKE_CERTIFICATE_STATUS:
        certificate_status_encode(out, &message->certificate_status);
        break;
    default:
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const DecodeContext context = {0, NULL};
    Buffer bytes = BUFFER_EMPTY, again = BUFFER_EMPTY;
    Message message;
    if (size == 0)
        return 0;
    if (fuzz_message(&message, &bytes, data[0], &context, bytes_of(data + 1, size - 1))) {
        write_back(&again, &message);
        fuzz_require(again.size == 0 || bytes_equal(buffer_bytes(&again), buffer_bytes(&bytes)));
    }
    buffer_clear(&bytes);
    buffer_clear(&again);
    return 0;
}
