/* An OCSP response in DER: reading it, and judging it as one about a certificate that is its own issuer. */
#include "fuzz.h"
#include "x509/path/ocsp_validate.h"
#include "x509/revocation/ocsp.h"

static void ignore(void *context, const Event *event)
{
    (void)context;
    (void)event;
}

static void walk(const OcspResponse *response)
{
    Buffer text = BUFFER_EMPTY;
    Bytes responses = response->responses;
    OcspSingle single;
    while (ocsp_single_next(&responses, &single))
        ocsp_single_append_status(&text, &single);
    fuzz_require(responses.size == 0);
    for (size_t i = 0; i < text.size; i++)
        fuzz_require(text.data[i] >= 0x20 && text.data[i] < 0x7f);
    buffer_clear(&text);
}

static void judge(Bytes der, const Certificate *certificate)
{
    OcspRequest request = {
        .response = der, .certificate = certificate, .issuer = certificate, .now = INT64_C(1767268800)};
    const Observer observer = {ignore, NULL};
    Error alert = ERROR_NONE, error = ocsp_validate(&request, &observer, ACTOR_CLIENT, 1, &alert);
    fuzz_require(error == ERROR_NONE || error_is_alert(alert));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    OcspResponse *plain, *annotated;
    Error error = ocsp_response_decode(&plain, bytes_of(data, size), NULL);
    fuzz_require(ocsp_response_decode(&annotated, bytes_of(data, size), &tree) == error);
    fuzz_require(tree.error == error && (plain != NULL) == (error == ERROR_NONE));
    fuzz_require_tree(&tree, size);
    if (plain) {
        walk(plain);
        if (plain->certificates.count > 0)
            judge(bytes_of(data, size), plain->certificates.items[0]);
    }
    ocsp_response_free(plain);
    ocsp_response_free(annotated);
    field_tree_clear(&tree);
    return 0;
}
