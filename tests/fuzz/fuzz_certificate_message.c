/* A message about certificates, or a small one: its type and its body. */
#include "fuzz_message.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const DecodeContext context = {.sender = ACTOR_SERVER};
    Buffer bytes = BUFFER_EMPTY, again = BUFFER_EMPTY;
    Message message;
    if (size == 0)
        return 0;
    if (fuzz_message(&message, &bytes, data[0], &context, bytes_of(data + 1, size - 1)) &&
        message.type == HANDSHAKE_CERTIFICATE) {
        certificate_encode(&again, message.certificate.certificates, message.certificate.count);
        fuzz_require(bytes_equal(buffer_bytes(&again), buffer_bytes(&bytes)));
    }
    buffer_clear(&bytes);
    buffer_clear(&again);
    return 0;
}
