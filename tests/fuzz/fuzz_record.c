/* Bytes of a connection as records: parsed, named, and opened with the keys of a suite that the first byte chooses, in
   the version of the first record. */
#include "fuzz_message.h"
#include "tls/record/protection.h"
#include "tls/record/record.h"

static Protection *protection_of(uint8_t choice, Bytes records)
{
    static const uint8_t zeros[64];
    const Suite *suite = suite_at(choice >> 1);
    if (!suite || records.size < 3)
        return NULL;
    uint16_t version = (uint16_t)bytes_read_number(records.data + 1, 2);
    const CipherInfo *info = cipher_info(suite->cipher);
    const TrafficKeys keys = {bytes_of(zeros, info->aead ? 0 : hash_size(suite->mac)), bytes_of(zeros, info->key_size),
                              bytes_of(zeros, protection_fixed_iv_size(suite, version))};
    return protection_new(suite, version, choice & 1, &keys);
}

static void look_at(const Record *record, Protection *protection)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    Buffer plaintext = BUFFER_EMPTY;
    record_annotate(&tree, record->bytes);
    fuzz_require(tree.error == ERROR_NONE);
    fuzz_require_tree(&tree, record->bytes.size);
    fuzz_require_leaves(&tree, record->bytes.size);
    field_tree_clear(&tree);
    if (!protection)
        return;
    uint8_t type = record->type;
    Error error = protection_open(protection, &plaintext, &type, record->version, record->fragment);
    fuzz_require(error == ERROR_NONE || (error == ERROR_BAD_RECORD_MAC && plaintext.size == 0));
    fuzz_require(plaintext.size <= record->fragment.size);
    buffer_clear(&plaintext);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Record record;
    if (size == 0)
        return 0;
    Bytes rest = bytes_of(data + 1, size - 1);
    Protection *protection = protection_of(data[0], rest);
    while (record_parse(&record, rest) == ERROR_NONE && record.bytes.size) {
        look_at(&record, protection);
        rest = bytes_slice(rest, record.bytes.size, rest.size);
    }
    protection_free(protection);
    return 0;
}
