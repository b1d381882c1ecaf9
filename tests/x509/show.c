/* show FILE…: what the program reads in each certificate of PEM files, line by line, for compare.py. */
#include <stdio.h>

#include "files.h"
#include "x509/certificate/distinguished_name.h"
#include "x509/certificate/name_constraints.h"
#include "x509/der/calendar.h"
#include "x509/der/der.h"

static void show(const char *what, Buffer *text)
{
    printf("%s %s\n", what, text_finish(text));
    buffer_truncate(text, 0);
}

static void show_names(Buffer *text, Bytes names)
{
    GeneralName name;
    while (general_name_next(&names, &name)) {
        if (text->size)
            text_append(text, ", ");
        general_name_append(text, &name);
    }
    show("names", text);
}

static void show_certificate(const Certificate *certificate)
{
    Buffer text = BUFFER_EMPTY;
    printf("version %d\n", certificate->version);
    der_append_integer(&text, certificate->serial);
    show("serial", &text);
    distinguished_name_append(&text, certificate->subject);
    show("subject", &text);
    distinguished_name_append(&text, certificate->issuer);
    show("issuer", &text);
    calendar_append(&text, certificate->not_before);
    show("from", &text);
    calendar_append(&text, certificate->not_after);
    show("until", &text);
    signature_algorithm_append_name(&text, &certificate->signature_algorithm);
    show("signature", &text);
    printf("key %s %u\n", key_kind_name(certificate->key.kind), public_key_bits(&certificate->key));
    if (key_kind_is_rsa(certificate->key.kind))
        number_append(&text, certificate->key.rsa.n);
    else
        curve_point_append(&text, certificate->key.curve, &certificate->key.point);
    Buffer hex = BUFFER_EMPTY;
    text_append_hex(&hex, buffer_bytes(&text));
    show("public", &hex);
    buffer_clear(&hex);
    buffer_truncate(&text, 0);
    key_usage_append(&text, certificate->key_usage);
    show("usage", &text);
    purpose_append(&text, certificate->purposes);
    show("purposes", &text);
    printf("authority %s %d\n", certificate->is_authority ? "yes" : "no", certificate->path_length);
    text_append_hex(&text, certificate->subject_key_id);
    show("subject_key_id", &text);
    text_append_hex(&text, certificate->authority_key_id);
    show("authority_key_id", &text);
    show_names(&text, certificate->alternative_names);
    name_constraints_append(&text, certificate);
    show("constraints", &text);
    buffer_clear(&text);
}

static bool show_file(const char *path)
{
    CertificateList list = {0};
    Buffer text = BUFFER_EMPTY;
    FILE *file = fopen(path, "rb");
    int c;
    while (file && (c = fgetc(file)) != EOF)
        buffer_append_number(&text, 1, (uint64_t)c);
    if (file)
        fclose(file);
    Error error = certificate_list_decode(&list, NULL, buffer_bytes(&text));
    for (size_t i = 0; i < list.count; i++) {
        printf("certificate %s %zu\n", path, i);
        show_certificate(list.items[i]);
    }
    certificate_list_clear(&list);
    buffer_clear(&text);
    return error == ERROR_NONE;
}

int main(int argc, char **argv)
{
    bool ok = true;
    for (int i = 1; i < argc; i++)
        ok = show_file(argv[i]) && ok;
    return ok ? 0 : 1;
}
