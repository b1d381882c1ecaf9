#include "base/memory.h"
#include "x509/certificate/certificate.h"
#include "x509/certificate/pem.h"

void certificate_list_add(CertificateList *list, Certificate *certificate)
{
    list->items = memory_grown(list->items, (int)list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = certificate;
}

void certificate_list_clear(CertificateList *list)
{
    for (size_t i = 0; i < list->count; i++)
        certificate_free(list->items[i]);
    memory_free(list->items);
    *list = (CertificateList){0};
}

Error certificate_decode_or_refuse(Certificate **out, Bytes der, Refusal *refusal)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    Error error = certificate_decode(out, der, NULL);
    if (!error)
        return ERROR_NONE;
    error = certificate_decode(out, der, &tree); /* once more, for the names of its fields */
    refusal_set(refusal, &tree, der);
    field_tree_clear(&tree);
    return error;
}

static Error add_der(void *context, Bytes der, Refusal *refusal)
{
    Certificate *certificate;
    Error error = certificate_decode_or_refuse(&certificate, der, refusal);
    if (certificate)
        certificate_list_add(context, certificate);
    return error;
}

static Error add_leniently(void *context, Bytes der, Refusal *refusal)
{
    certificate_list_add(context, certificate_decode_leniently(der, refusal));
    refusal_clear(refusal);
    return ERROR_NONE;
}

Error certificate_list_decode_leniently(CertificateList *list, Refusal *refusal, Bytes file)
{
    return pem_read_file(file, "CERTIFICATE", add_leniently, list, refusal);
}

Error certificate_list_decode(CertificateList *list, Refusal *refusal, Bytes file)
{
    return pem_read_file(file, "CERTIFICATE", add_der, list, refusal);
}
