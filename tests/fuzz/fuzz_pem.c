/* A file of certificates or keys, PEM or DER. */
#include "fuzz.h"
#include "x509/certificate/certificate.h"
#include "x509/certificate/pem.h"
#include "x509/certificate/private_key.h"

static unsigned count_lines(Bytes text)
{
    unsigned lines = 1;
    for (size_t i = 0; i < text.size; i++)
        lines += text.data[i] == '\n' || text.data[i] == '\r';
    return lines;
}

/* Whoever is refused is told where and why, in characters that no terminal obeys. */
static void require_told(const Refusal *refusal, Bytes text)
{
    Buffer why = BUFFER_EMPTY;
    fuzz_require(refusal->line <= count_lines(text));
    fuzz_require((refusal->error == ERROR_NONE) == (refusal->rule == RULE_NONE));
    refusal_append(&why, refusal);
    for (size_t i = 0; i < why.size; i++)
        fuzz_require(why.data[i] >= 0x20 && why.data[i] != 0x7f);
    buffer_clear(&why);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Bytes text = bytes_of(data, size);
    CertificateList list = {0};
    PrivateKey key;
    Refusal refusal = {0};
    Error error = certificate_list_decode(&list, &refusal, text);
    fuzz_require(refusal.error == error && (error != ERROR_NONE || list.count > 0));
    require_told(&refusal, text);
    certificate_list_clear(&list);

    private_key_init(&key);
    error = private_key_decode_file(&key, &refusal, text);
    fuzz_require(refusal.error == error && (error == ERROR_NONE) == (key.kind != KEY_UNKNOWN));
    require_told(&refusal, text);
    refusal_clear(&refusal);
    private_key_clear(&key);
    return 0;
}
