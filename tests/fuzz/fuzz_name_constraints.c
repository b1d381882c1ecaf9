/* NameConstraints in DER behind their size of two bytes, and the names of a certificate that they are held against. */
#include "fuzz.h"
#include "x509/certificate/name_constraints.h"
#include "x509/certificate/subtrees.h"
#include "x509/der/der.h"

static bool read_constraints(Certificate *authority, Bytes der)
{
    Cursor cursor;
    cursor_init(&cursor, der, NULL);
    return name_constraints_decode_fields(&cursor, &authority->permitted_subtrees, &authority->excluded_subtrees);
}

static bool read_names(Certificate *certificate, Bytes der)
{
    Cursor cursor;
    cursor_init(&cursor, der, NULL);
    certificate->extensions = EXTENSION_SUBJECT_ALT_NAME;
    return general_names_decode_fields(&cursor, "subjectAltName", &certificate->alternative_names);
}

static void compare(const Certificate *authority, const Certificate *certificate)
{
    Buffer text = BUFFER_EMPTY;
    GeneralName name;
    if (name_constraints_forbid(authority, certificate, &name))
        general_name_append(&text, &name);
    name_constraints_append(&text, authority);
    for (size_t i = 0; i < text.size; i++)
        fuzz_require(text.data[i] >= 0x20 && text.data[i] != 0x7f);
    buffer_clear(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Certificate authority = {0}, certificate = {0};
    if (size < 2)
        return 0;
    Bytes rest = bytes_of(data + 2, size - 2);
    size_t constraints_size = (size_t)bytes_read_number(data, 2);
    if (read_constraints(&authority, bytes_slice(rest, 0, constraints_size)) &&
        read_names(&certificate, bytes_slice(rest, constraints_size, rest.size)))
        compare(&authority, &certificate);
    return 0;
}
