#include "base/text.h"
#include "x509/certificate/certificate.h"

static void append_bits(Buffer *out, unsigned bits, const char *const *names, size_t count)
{
    size_t before = out->size;
    for (size_t i = 0; i < count; i++)
        if (bits & 1u << i) {
            if (out->size > before)
                text_append(out, ", ");
            text_append(out, names[i]);
        }
    if (out->size == before)
        text_append(out, "none");
}

void key_usage_append(Buffer *out, unsigned key_usage)
{
    static const char *const names[] = {"digitalSignature", "contentCommitment", "keyEncipherment",
                                        "dataEncipherment", "keyAgreement",      "keyCertSign",
                                        "cRLSign",          "encipherOnly",      "decipherOnly"};
    append_bits(out, key_usage, names, COUNT_OF(names));
}

void purpose_append(Buffer *out, unsigned purposes)
{
    static const char *const names[] = {"anyExtendedKeyUsage", "serverAuth", "clientAuth", "OCSPSigning", "another"};
    append_bits(out, purposes, names, COUNT_OF(names));
}
