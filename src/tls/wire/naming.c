#include "tls/wire/naming.h"

#include "base/text.h"
#include "tls/wire/message.h"
#include "x509/certificate/distinguished_name.h"

static void append_name_or_number(Buffer *out, const char *name, uint16_t number)
{
    uint8_t bytes[2];
    bytes_write_number(bytes, sizeof bytes, number);
    if (name) {
        text_append(out, name);
    } else {
        text_append(out, "0x");
        text_append_hex(out, BYTES_OF_ARRAY(bytes));
    }
}

static void append_list(Buffer *out, Bytes ids, const char *(*name)(uint16_t))
{
    for (size_t i = 0; i + 1 < ids.size; i += 2) {
        uint16_t id = (uint16_t)bytes_read_number(ids.data + i, 2);
        if (i > 0)
            text_append(out, ", ");
        append_name_or_number(out, name(id), id);
    }
}

void names_append_suites(Buffer *out, Bytes ids)
{
    append_list(out, ids, suite_name_of_id);
}

void names_append_groups(Buffer *out, Bytes ids)
{
    append_list(out, ids, group_name_of_id);
}

void names_append_schemes(Buffer *out, Bytes ids)
{
    append_list(out, ids, signature_scheme_name_of_id);
}

void names_append_extensions(Buffer *out, Bytes types)
{
    append_list(out, types, extension_name);
}

void names_append_versions(Buffer *out, Bytes versions)
{
    append_list(out, versions, version_name);
}

/* IANA writes these numbers in decimal. */
void names_append_certificate_types(Buffer *out, Bytes types)
{
    for (size_t i = 0; i < types.size; i++) {
        if (i > 0)
            text_append(out, ", ");
        const char *name = certificate_type_name(types.data[i]);
        if (name)
            text_append(out, name);
        else
            text_append_decimal(out, types.data[i]);
    }
}

void names_append_authorities(Buffer *out, Bytes list)
{
    for (size_t at = 0; at + 2 <= list.size;) {
        size_t size = (size_t)bytes_read_number(list.data + at, 2);
        if (at > 0)
            text_append(out, "; ");
        distinguished_name_append(out, bytes_slice(list, at + 2, size));
        at += 2 + size;
    }
}

void names_append_protocols(Buffer *out, Bytes list)
{
    for (size_t i = 0; i < list.size; i += 1 + (size_t)list.data[i]) {
        if (i > 0)
            text_append(out, ", ");
        buffer_append(out, bytes_slice(list, i + 1, list.data[i]));
    }
}

void names_append_version(Buffer *out, uint16_t version)
{
    append_name_or_number(out, version_name(version), version);
}

bool names_find_version(uint16_t *out, Bytes name)
{
    for (*out = VERSION_TLS_1_2; *out >= VERSION_TLS_1_0; --*out)
        if (bytes_equal(name, bytes_of_text(version_name(*out))))
            return true;
    *out = 0;
    return false;
}

const Suite *names_find_suite(Bytes name)
{
    const Suite *suite;
    for (int i = 0; (suite = suite_at(i)); i++)
        if (bytes_equal(name, bytes_of_text(suite->name)))
            return suite;
    return NULL;
}
