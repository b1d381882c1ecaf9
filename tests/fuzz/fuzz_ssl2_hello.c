/* What a connection begins with, as a hello in the format of SSL 2.0. */
#include "fuzz_message.h"
#include "tls/wire/ssl2_hello.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Bytes message;
    Ssl2Hello hello;
    FieldTree tree = FIELD_TREE_EMPTY;
    if (!ssl2_hello_find(&message, bytes_of(data, size)) || message.size == 0)
        return 0;
    fuzz_require(message.size <= size && message.data == data);
    Error error = ssl2_hello_decode(&hello, message, &tree);
    fuzz_require(ssl2_hello_decode(&hello, message, NULL) == error);
    fuzz_require(error == ERROR_NONE || error == ERROR_DECODE_ERROR);
    fuzz_require_tree(&tree, message.size);
    fuzz_require_leaves(&tree, message.size);
    field_tree_clear(&tree);
    return 0;
}
