/* The body of a ServerHello; a well-formed one comes out the same when it is encoded again. */
#include "fuzz_message.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const DecodeContext context = {0, NULL};
    Buffer bytes = BUFFER_EMPTY, again = BUFFER_EMPTY;
    Message message;
    if (fuzz_message(&message, &bytes, HANDSHAKE_SERVER_HELLO, &context, bytes_of(data, size))) {
        server_hello_encode(&again, &message.server_hello);
        if (message.server_hello.extensions.type_count < EXTENSIONS_MAX)
            fuzz_require(bytes_equal(buffer_bytes(&again), buffer_bytes(&bytes)));
    }
    buffer_clear(&bytes);
    buffer_clear(&again);
    return 0;
}
