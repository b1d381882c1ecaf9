/* A certificate in DER: reading it, writing it as text, and validating it. */
#include "fuzz.h"
#include "x509/certificate/certificate.h"
#include "x509/certificate/distinguished_name.h"
#include "x509/certificate/name.h"
#include "x509/certificate/name_constraints.h"
#include "x509/der/calendar.h"
#include "x509/path/validate.h"

static void write_text(const Certificate *certificate)
{
    Buffer text = BUFFER_EMPTY;
    Bytes names = certificate->alternative_names;
    GeneralName name;
    distinguished_name_append(&text, certificate->subject);
    distinguished_name_append_short(&text, certificate->issuer);
    calendar_append(&text, certificate->not_before);
    calendar_append(&text, certificate->not_after);
    signature_algorithm_append_name(&text, &certificate->signature_algorithm);
    key_usage_append(&text, certificate->key_usage);
    purpose_append(&text, certificate->purposes);
    while (general_name_next(&names, &name))
        general_name_append(&text, &name);
    name_constraints_append(&text, certificate);
    certificate_append_remarks(&text, certificate);
    for (size_t i = 0; i < text.size; i++)
        fuzz_require(text.data[i] >= 0x20 && text.data[i] != 0x7f);
    buffer_clear(&text);
}

static void ignore(void *context, const Event *event)
{
    (void)context;
    (void)event;
}

/* As its own root, and as the issuer of itself. */
static void validate(Certificate *certificate)
{
    Certificate *items[] = {certificate, certificate};
    CertificateList chain = {.items = items, .count = 2}, roots = {.items = items, .count = 1}, none = {.items = items};
    X509Request request = {.chain = &chain, .roots = &roots, .host = "server.example", .purpose = PURPOSE_SERVER_AUTH};
    const Observer observer = {ignore, NULL};
    Error alert = ERROR_NONE;
    for (int i = 0; i < 2; i++) {
        Error error = x509_validate(NULL, &request, &observer, ACTOR_CLIENT, 1, &alert);
        fuzz_require(error == ERROR_NONE || error_is_alert(alert));
        request.roots = &none;
    }
    GeneralName forbidden;
    (void)name_constraints_forbid(certificate, certificate, &forbidden);
    Error error = signature_verify(&certificate->key, &certificate->signature_algorithm, certificate->tbs,
                                   certificate->signature);
    fuzz_require(error == ERROR_NONE || error == ERROR_BAD_SIGNATURE || error == ERROR_UNSUPPORTED_ALGORITHM);
}

/* Who is refused is told why, and what can be read is read all the same. */
static void read_leniently(Bytes der, Error error)
{
    Refusal refusal = {0};
    Buffer why = BUFFER_EMPTY;
    Certificate *read = certificate_decode_leniently(der, &refusal);
    fuzz_require(refusal.error == error && (refusal.rule == RULE_NONE) == (error == ERROR_NONE));
    fuzz_require(bytes_equal(read->der, der) || error == ERROR_NONE);
    fuzz_require(read->is_partial == (error != ERROR_NONE));
    refusal_append(&why, &refusal);
    for (size_t i = 0; i < why.size; i++)
        fuzz_require(why.data[i] >= 0x20 && why.data[i] != 0x7f);
    if (certificate_can_be_anchor(read))
        fuzz_require(read->subject.size > 2 && read->key.kind != KEY_UNKNOWN);
    write_text(read);
    validate(read);
    certificate_free(read);
    refusal_clear(&refusal);
    buffer_clear(&why);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    Certificate *plain, *annotated;
    Error error = certificate_decode(&plain, bytes_of(data, size), NULL);
    fuzz_require(certificate_decode(&annotated, bytes_of(data, size), &tree) == error);
    fuzz_require(tree.error == error && (plain != NULL) == (error == ERROR_NONE));
    fuzz_require_tree(&tree, size);
    if (plain) {
        write_text(plain);
        validate(plain);
    }
    read_leniently(bytes_of(data, size), error);
    certificate_free(plain);
    certificate_free(annotated);
    field_tree_clear(&tree);
    return 0;
}
