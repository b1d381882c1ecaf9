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

static Error add_der(void *context, Bytes der)
{
    Certificate *certificate;
    Error error = certificate_decode(&certificate, der, NULL);
    if (certificate)
        certificate_list_add(context, certificate);
    return error;
}

Error certificate_list_decode(CertificateList *list, unsigned *line, Bytes file)
{
    return pem_read_file(file, "CERTIFICATE", add_der, list, line);
}
