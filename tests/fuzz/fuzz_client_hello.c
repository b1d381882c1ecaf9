/* The body of a ClientHello; a well-formed one comes out the same when it is encoded again. */
#include "fuzz_message.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const DecodeContext context = {0, NULL};
    Buffer bytes = BUFFER_EMPTY, again = BUFFER_EMPTY;
    Message message;
    if (fuzz_message(&message, &bytes, HANDSHAKE_CLIENT_HELLO, &context, bytes_of(data, size))) {
        const Extensions *extensions = &message.client_hello.extensions;
        client_hello_encode(&again, &message.client_hello);
        /* Names of unknown types, who is to be asked for a status, and extensions beyond the ones kept are not written
           again. */
        bool asks = extensions->has_status_request || extensions->has_status_request_v2;
        if (!extensions->has_server_name && !asks && extensions->type_count < EXTENSIONS_MAX)
            fuzz_require(bytes_equal(buffer_bytes(&again), buffer_bytes(&bytes)));
    }
    buffer_clear(&bytes);
    buffer_clear(&again);
    return 0;
}
