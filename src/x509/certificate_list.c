#include "base/memory.h"
#include "x509/certificate.h"
#include "x509/pem.h"

void certificate_list_add(CertificateList *list, Certificate *certificate)
{
    list->items = memory_resize(list->items, (list->count + 1) * sizeof *list->items);
    list->items[list->count++] = certificate;
}

void certificate_list_clear(CertificateList *list)
{
    for (size_t i = 0; i < list->count; i++)
        certificate_free(list->items[i]);
    memory_free(list->items);
    *list = (CertificateList){NULL, 0};
}

static Error add_der(CertificateList *list, Bytes der)
{
    Certificate *certificate;
    Error error = certificate_decode(&certificate, der, NULL);
    if (certificate)
        certificate_list_add(list, certificate);
    return error;
}

static Error add_pem(CertificateList *list, unsigned *line, Bytes text)
{
    PemReader reader;
    PemBlock block = {0};
    bool found = true;
    Error error = ERROR_NONE;
    pem_reader_init(&reader, text);
    while (error == ERROR_NONE) {
        error = pem_next(&reader, &block, &found);
        *line = reader.line;
        if (error != ERROR_NONE || !found)
            break;
        if (pem_label_is(&block, "CERTIFICATE")) {
            *line = block.line;
            error = add_der(list, buffer_bytes(&block.der));
        }
    }
    pem_block_clear(&block);
    return error;
}

Error certificate_list_decode(CertificateList *list, unsigned *line, Bytes file)
{
    unsigned ignored = 0;
    size_t before = list->count;
    line = line ? line : &ignored;
    *line = 0;
    Error error = pem_is(file) ? add_pem(list, line, file) : file.size ? add_der(list, file) : ERROR_BAD_PEM;
    if (error == ERROR_NONE && list->count == before)
        error = ERROR_BAD_PEM;
    return error;
}
