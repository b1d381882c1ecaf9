/* A revocation list in DER: reading it, looking for serial numbers, and writing its entries as text. */
#include "fuzz.h"
#include "x509/revocation/crl.h"

static void walk(const Crl *crl)
{
    Buffer text = BUFFER_EMPTY;
    Bytes entries = crl->revoked;
    CrlEntry entry, found;
    while (crl_entry_next(&entries, &entry)) {
        fuzz_require(crl_find(crl, entry.serial, &found));
        revocation_append(&text, &entry.revocation);
    }
    fuzz_require(entries.size == 0);
    for (size_t i = 0; i < text.size; i++)
        fuzz_require(text.data[i] >= 0x20 && text.data[i] < 0x7f);
    buffer_clear(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    Crl *plain, *annotated;
    Error error = crl_decode(&plain, bytes_of(data, size), NULL);
    fuzz_require(crl_decode(&annotated, bytes_of(data, size), &tree) == error);
    fuzz_require(tree.error == error && (plain != NULL) == (error == ERROR_NONE));
    fuzz_require_tree(&tree, size);
    if (plain && size < 1 << 12) /* a walk looks for every entry: quadratic */
        walk(plain);
    crl_free(plain);
    crl_free(annotated);
    field_tree_clear(&tree);
    return 0;
}
