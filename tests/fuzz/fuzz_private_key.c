/* A private key in DER. */
#include "fuzz.h"
#include "x509/certificate/private_key.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    PrivateKey key;
    private_key_init(&key);
    Error error = private_key_decode(&key, bytes_of(data, size), NULL);
    fuzz_require((error == ERROR_NONE) == (key.kind != KEY_UNKNOWN));
    fuzz_require(private_key_decode(&key, bytes_of(data, size), &tree) == error && tree.error == error);
    fuzz_require_tree(&tree, size);
    private_key_clear(&key);
    field_tree_clear(&tree);
    return 0;
}
