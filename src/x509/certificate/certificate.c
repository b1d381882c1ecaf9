#include "x509/certificate/certificate.h"

#include "base/memory.h"
#include "base/text.h"
#include "x509/certificate/distinguished_name.h"
#include "x509/certificate/extensions.h"
#include "x509/der/der.h"
#include "x509/der/der_time.h"

void certificate_init(Certificate *certificate)
{
    *certificate = (Certificate){.version = 1, .path_length = -1};
    public_key_init(&certificate->key);
}

void certificate_clear(Certificate *certificate)
{
    public_key_clear(&certificate->key);
}

/* Nothing is said of one that could not be read. */
static bool serial_is_positive(Bytes serial)
{
    return serial.size == 0 || (serial.data[0] < 0x80 && !(serial.size == 1 && serial.data[0] == 0));
}

/* Of a certificate that is read leniently a part in front of name and key that cannot be read is passed over. */
static void pass_over(Cursor *cursor, const Certificate *out, const Cursor *before, const char *name)
{
    Bytes ignored;
    if (cursor->error == ERROR_NONE || !out->is_partial)
        return;
    *cursor = *before;
    der_read_any(cursor, name, &ignored);
}

/* version [0] EXPLICIT INTEGER DEFAULT v1: 1 for v2, 2 for v3 (§4.1.2.1); v1 is left out (X.690 §11.5). */
static void read_version(Cursor *cursor, Certificate *out)
{
    const Cursor before = *cursor;
    CursorScope scope;
    int number = 0;
    if (!der_next_is(cursor, DER_CONTEXT_CONSTRUCTED(0)))
        return;
    if (der_enter(cursor, "version", DER_CONTEXT_CONSTRUCTED(0), &scope) && der_read_small(cursor, "number", &number)) {
        if (number < 1 || number > 2)
            cursor_fail(cursor, RULE_CERTIFICATE_VERSION, "version");
        cursor_note(cursor, number == 1 ? "v2" : "v3");
    }
    der_leave(cursor, &scope);
    out->version = number + 1;
    pass_over(cursor, out, &before, "version");
}

/* Any INTEGER is good DER. The profile wants a positive one of at most 20 octets, and asks that others be handled
   gracefully (§4.1.2.2): they are accepted, and remarked on. */
static void read_serial(Cursor *cursor, Certificate *out)
{
    const Cursor before = *cursor;
    if (der_read_integer(cursor, "serialNumber", &out->serial) && cursor->tree && !serial_is_positive(out->serial))
        cursor_note(cursor, "not positive, against RFC 5280 §4.1.2.2");
    pass_over(cursor, out, &before, "serialNumber");
}

static void read_issuer(Cursor *cursor, Certificate *out)
{
    const Cursor before = *cursor;
    if (distinguished_name_decode_fields(cursor, "issuer", &out->issuer) && out->issuer.size <= 2)
        cursor_fail(cursor, RULE_ISSUER_NAMED, "issuer");
    pass_over(cursor, out, &before, "issuer");
}

static void read_validity(Cursor *cursor, Certificate *out)
{
    const Cursor before = *cursor;
    CursorScope scope;
    if (der_enter(cursor, "validity", DER_SEQUENCE, &scope)) {
        der_read_time(cursor, "notBefore", &out->not_before);
        der_read_time(cursor, "notAfter", &out->not_after);
    }
    der_leave(cursor, &scope);
    pass_over(cursor, out, &before, "validity");
}

/* What may follow the key: two identifiers since v2, extensions since v3 (§4.1). */
static void read_tail(Cursor *cursor, Certificate *out)
{
    CursorScope scope;
    Bytes ignored;
    if (out->version >= 2 && der_next_is(cursor, DER_CONTEXT(1)))
        der_read(cursor, "issuerUniqueID", DER_CONTEXT(1), FIELD_BYTES, &ignored);
    if (out->version >= 2 && der_next_is(cursor, DER_CONTEXT(2)))
        der_read(cursor, "subjectUniqueID", DER_CONTEXT(2), FIELD_BYTES, &ignored);
    if ((out->version >= 3 || out->is_partial) && der_next_is(cursor, DER_CONTEXT_CONSTRUCTED(3))) {
        if (der_enter(cursor, "extensions", DER_CONTEXT_CONSTRUCTED(3), &scope))
            extensions_decode_fields(cursor, out);
        der_leave(cursor, &scope);
    } else if (cursor->error == ERROR_NONE) {
        out->unreadable = 0;
    }
}

/* TBSCertificate (§4.1.2). `algorithm` gets the octets of its signature field. */
static void read_tbs(Cursor *cursor, Certificate *out, Bytes *algorithm)
{
    CursorScope scope;
    Cursor before;
    size_t start = cursor->position;
    if (der_enter(cursor, "tbsCertificate", DER_SEQUENCE, &scope)) {
        read_version(cursor, out);
        read_serial(cursor, out);
        before = *cursor;
        signature_algorithm_decode_octets(cursor, "signature", &out->signature_algorithm, algorithm);
        pass_over(cursor, out, &before, "signature");
        read_issuer(cursor, out);
        read_validity(cursor, out);
        distinguished_name_decode_fields(cursor, "subject", &out->subject);
        size_t at = cursor->position;
        public_key_decode_fields(cursor, "subjectPublicKeyInfo", &out->key);
        out->key_info = der_read_since(cursor, at);
        read_tail(cursor, out);
    }
    der_leave(cursor, &scope);
    out->tbs = der_read_since(cursor, start);
}

bool certificate_element_decode_fields(Cursor *cursor, Certificate *out)
{
    CursorScope scope;
    size_t start = cursor->position;
    Bytes inner = BYTES_EMPTY;
    if (der_enter(cursor, "certificate", DER_SEQUENCE, &scope)) {
        read_tbs(cursor, out, &inner);
        /* §4.1.1.2 */
        signature_tail_decode_fields(cursor, inner, &out->signature_algorithm, &out->signature);
    }
    der_leave(cursor, &scope);
    out->der = der_read_since(cursor, start);
    return cursor->error == ERROR_NONE;
}

bool certificate_decode_fields(Cursor *cursor, Certificate *certificate)
{
    if (certificate) {
        certificate_element_decode_fields(cursor, certificate);
    } else {
        Certificate scratch;
        certificate_init(&scratch);
        certificate_element_decode_fields(cursor, &scratch);
        certificate_clear(&scratch);
    }
    return der_expect_end(cursor);
}

Error certificate_decode(Certificate **out, Bytes der, FieldTree *tree)
{
    Cursor cursor;
    Bytes copy;
    Certificate *certificate = der_new_with_copy(sizeof *certificate, &copy, der);
    certificate_init(certificate);
    cursor_init(&cursor, copy, tree);
    *out = NULL;
    if (certificate_decode_fields(&cursor, certificate))
        *out = certificate;
    else
        certificate_free(certificate);
    return cursor.error;
}

Certificate *certificate_decode_leniently(Bytes der, Refusal *refusal)
{
    Certificate *certificate;
    Cursor cursor;
    Bytes copy;
    refusal_clear(refusal);
    if (certificate_decode_or_refuse(&certificate, der, refusal) == ERROR_NONE)
        return certificate;
    certificate = der_new_with_copy(sizeof *certificate, &copy, der);
    certificate_init(certificate);
    certificate->is_partial = true;
    certificate->unreadable = EXTENSION_ANY; /* until they have been read */
    cursor_init(&cursor, copy, NULL);
    certificate_decode_fields(&cursor, certificate);
    certificate->der = copy;
    return certificate;
}

bool certificate_can_be_anchor(const Certificate *certificate)
{
    return certificate->subject.size > 2 && certificate->key.kind != KEY_UNKNOWN &&
           !(certificate->unreadable & EXTENSION_NAME_CONSTRAINTS);
}

void certificate_free(Certificate *certificate)
{
    if (!certificate)
        return;
    certificate_clear(certificate);
    memory_free(certificate);
}

bool certificate_is_self_issued(const Certificate *certificate)
{
    return bytes_equal(certificate->subject, certificate->issuer);
}

static void append_remark(Buffer *out, const Flaw *flaw)
{
    text_append(out, out->size ? "; " : "");
    text_append(out, flaw->field);
    text_append(out, ": found ");
    flaw_append_found(out, flaw, BYTES_EMPTY);
    text_append(out, ", where the profile has ");
    flaw_append_accepted(out, flaw, BYTES_EMPTY);
}

void certificate_append_place(Buffer *out, int index)
{
    if (index < 0) {
        text_append(out, "the root: ");
        return;
    }
    text_append(out, "certificate ");
    text_append_decimal(out, (uint64_t)index);
    text_append(out, ": ");
}

void certificate_append_remarks(Buffer *out, const Certificate *certificate)
{
    enum { SERIAL_SIZE_MAX = 20 };
    static const char name[] = "serialNumber";
    Bytes serial = certificate->serial;
    Buffer text = BUFFER_EMPTY;
    if (serial.size == 0) /* of a partial one it may be missing */
        return;
    der_append_integer(&text, serial);
    if (!serial_is_positive(serial))
        append_remark(out, &(Flaw){.rule = RULE_SERIAL_POSITIVE, .field = name, .seen = buffer_bytes(&text)});
    if (serial.size > SERIAL_SIZE_MAX)
        append_remark(out, &(Flaw){.rule = RULE_SERIAL_LENGTH, .field = name, .number = serial.size});
    buffer_clear(&text);
}
