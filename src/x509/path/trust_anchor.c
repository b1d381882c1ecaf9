#include "x509/path/trust_anchor.h"

#include <string.h>

#include "base/text.h"
#include "x509/certificate/distinguished_name.h"
#include "x509/certificate/pem.h"

static const char label_wanted[] = "CERTIFICATE";

typedef struct AnchorFile {
    CertificateList *list;
    TrustTell *tell;
    void *context;
    Error first; /* what was wrong with the first entry that cannot be used */
} AnchorFile;

static void leave_out(AnchorFile *file, Refusal *refusal)
{
    if (!file->first)
        file->first = refusal->error;
    file->tell(file->context, refusal);
    refusal_clear(refusal);
}

static bool begins_with(const Buffer *text, const char *start)
{
    return bytes_equal(bytes_slice(buffer_bytes(text), 0, strlen(start)), bytes_of_text(start));
}

/* Says which part of what counts is missing, where certificate_decode has something else against it, or nothing. */
static void refuse_anchor(Refusal *refusal, const Certificate *certificate)
{
    bool named = certificate->subject.size > 2, keyed = certificate->key.kind != KEY_UNKNOWN;
    const char *missing = named ? "subjectPublicKeyInfo" : "subject";
    const Flaw flaw = {.rule = named ? RULE_ANCHOR_KEY : RULE_ANCHOR_NAMED};
    if (refusal->error && (named == keyed || begins_with(&refusal->field, missing)))
        return;
    refusal_set_line(refusal, &flaw, 0);
    if (named)
        distinguished_name_append(&refusal->subject, certificate->subject);
    text_append(&refusal->field, missing);
}

static void add_entry(AnchorFile *file, Bytes der, unsigned line)
{
    Refusal refusal = {0};
    Certificate *certificate = certificate_decode_leniently(der, &refusal);
    if (certificate_can_be_anchor(certificate)) {
        certificate_list_add(file->list, certificate);
    } else {
        refuse_anchor(&refusal, certificate);
        refusal.line = line;
        leave_out(file, &refusal);
        certificate_free(certificate);
    }
    refusal_clear(&refusal);
}

/* One PEM block. Keys and the like are passed over; other kinds of certificate are not taken for certificates (RFC 7468
   §5.1), but missed, and so is a block that cannot be read (`error`). */
static void take_block(AnchorFile *file, const PemReader *reader, const PemBlock *block, Error error)
{
    const Flaw foreign = {.rule = RULE_PEM_LABEL, .seen = block->label};
    Refusal refusal = {0};
    bool wanted = pem_label_is(block, label_wanted);
    if (error && (wanted || block->label.size == 0))
        refusal_set_line(&refusal, &reader->flaw, reader->line);
    else if (!error && pem_is_foreign_certificate(block))
        refusal_set_line(&refusal, &foreign, block->line);
    else if (!error && wanted)
        add_entry(file, buffer_bytes(&block->der), block->line);
    if (refusal.error)
        leave_out(file, &refusal);
    refusal_clear(&refusal);
}

static void take_blocks(AnchorFile *file, Bytes text)
{
    PemReader reader;
    PemBlock block = {0};
    bool found = true;
    pem_reader_init(&reader, text);
    while (found) {
        Error error = pem_next(&reader, &block, &found);
        if (found)
            take_block(file, &reader, &block, error);
        if (error)
            pem_resume(&reader);
    }
    pem_block_clear(&block);
}

static Error refuse_entry(void *context, Bytes der, Refusal *refusal)
{
    (void)context;
    (void)der;
    (void)refusal;
    return ERROR_BAD_PEM; /* there is none: else one would have been left out */
}

Error trust_anchors_decode(CertificateList *list, Bytes file, TrustTell *tell, void *context, Refusal *refusal)
{
    AnchorFile anchors = {.list = list, .tell = tell, .context = context};
    size_t before = list->count;
    bool is_der;
    Error error = pem_check_form(&is_der, file, refusal);
    if (error)
        return error;
    if (is_der)
        add_entry(&anchors, file, 0);
    else
        take_blocks(&anchors, file);
    if (list->count > before)
        return ERROR_NONE;
    return anchors.first ? anchors.first : pem_read_file(file, label_wanted, refuse_entry, NULL, refusal);
}

static bool is_trusted(Bytes der, const CertificateList *roots)
{
    for (size_t i = 0; i < roots->count; i++)
        if (bytes_equal(roots->items[i]->der, der))
            return true;
    return false;
}

Error trust_sent_decode(Certificate **out, Bytes der, int index, const CertificateList *roots)
{
    Refusal refusal = {0};
    Error error = certificate_decode(out, der, NULL);
    if (!error || index == 0 || !is_trusted(der, roots))
        return error;
    *out = certificate_decode_leniently(der, &refusal);
    refusal_clear(&refusal);
    return ERROR_NONE;
}
