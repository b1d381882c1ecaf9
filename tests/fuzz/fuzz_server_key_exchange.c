/* The body of a ServerKeyExchange, behind a byte that says by which suite it is read, and in its top bit that it is one
   of TLS 1.1. */
#include "fuzz_message.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Buffer bytes = BUFFER_EMPTY, again = BUFFER_EMPTY;
    Message message;
    if (size == 0)
        return 0;
    const DecodeContext context = {data[0] & 0x80 ? VERSION_TLS_1_1 : VERSION_TLS_1_2, suite_at(data[0] & 0x7f)};
    if (fuzz_message(&message, &bytes, HANDSHAKE_SERVER_KEY_EXCHANGE, &context, bytes_of(data + 1, size - 1))) {
        server_key_exchange_encode(&again, context.version, context.suite, &message.server_key_exchange);
        fuzz_require(bytes_equal(buffer_bytes(&again), buffer_bytes(&bytes)));
    }
    buffer_clear(&bytes);
    buffer_clear(&again);
    return 0;
}
