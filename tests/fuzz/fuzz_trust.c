/* A trust file, PEM or DER: reading it, and what is said of its entries. */
#include "base/text.h"
#include "fuzz.h"
#include "x509/path/trust_anchor.h"

typedef struct Found {
    unsigned lines, faults;
} Found;

static void require_text(Buffer *text)
{
    for (size_t i = 0; i < text->size; i++)
        fuzz_require(text->data[i] >= 0x20 && text->data[i] != 0x7f);
    buffer_clear(text);
}

static void note(void *context, const Refusal *refusal)
{
    Found *found = context;
    Buffer text = BUFFER_EMPTY;
    refusal_append(&text, refusal);
    fuzz_require(refusal->error != ERROR_NONE && text.size > 0 && refusal->line <= found->lines);
    require_text(&text);
    found->faults++;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CertificateList roots = {0};
    Found found = {.lines = 1};
    Refusal refusal = {0};
    for (size_t i = 0; i < size; i++)
        found.lines += data[i] == '\n' || data[i] == '\r';
    Error error = trust_anchors_decode(&roots, bytes_of(data, size), note, &found, &refusal);
    fuzz_require((error == ERROR_NONE) == (roots.count > 0));
    fuzz_require(error == ERROR_NONE || found.faults > 0 || refusal.error == error);
    refusal_clear(&refusal);
    for (size_t i = 0; i < roots.count; i++) {
        const Certificate *anchor = roots.items[i];
        Buffer text = BUFFER_EMPTY;
        fuzz_require(anchor->subject.size > 2 && anchor->key.kind != KEY_UNKNOWN && anchor->key_info.size > 0);
        trust_anchor_append_oddities(&text, anchor, (int64_t)size * 1000000, PURPOSE_SERVER_AUTH, 1);
        require_text(&text);
    }
    certificate_list_clear(&roots);
    return 0;
}
