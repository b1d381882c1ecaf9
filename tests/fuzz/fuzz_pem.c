/* A file of certificates or keys, PEM or DER. */
#include "fuzz.h"
#include "x509/certificate.h"
#include "x509/pem.h"
#include "x509/private_key.h"

static unsigned count_lines(Bytes text)
{
    unsigned lines = 1;
    for (size_t i = 0; i < text.size; i++)
        lines += text.data[i] == '\n';
    return lines;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Bytes text = bytes_of(data, size);
    CertificateList list = {0};
    PrivateKey key;
    unsigned line;
    Error error = certificate_list_decode(&list, &line, text);
    fuzz_require(line <= count_lines(text) && (error != ERROR_NONE || list.count > 0));
    certificate_list_clear(&list);

    private_key_init(&key);
    error = private_key_decode_file(&key, &line, text);
    fuzz_require(line <= count_lines(text) && (error == ERROR_NONE) == (key.kind != KEY_UNKNOWN));
    private_key_clear(&key);
    return 0;
}
