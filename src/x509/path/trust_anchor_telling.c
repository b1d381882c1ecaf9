/* What others might refuse about a trust anchor. */
#include "base/text.h"
#include "x509/der/calendar.h"
#include "x509/der/oid.h"
#include "x509/path/trust_anchor.h"

static void append_item(Buffer *out, const char *text)
{
    if (out->size)
        text_append(out, "; ");
    text_append(out, text);
}

static void append_number(Buffer *out, const char *text, uint64_t number)
{
    append_item(out, text);
    text_append_decimal(out, number);
}

static void append_time(Buffer *out, const char *text, int64_t time)
{
    append_item(out, text);
    calendar_append(out, time);
}

/* What keeps the whole from being read, or is against the profile: "extension keyUsage: found …; accepted: …". */
static void append_form(Buffer *out, const Certificate *anchor)
{
    Refusal refusal = {0};
    Certificate *whole;
    Buffer text = BUFFER_EMPTY;
    if (certificate_decode_or_refuse(&whole, anchor->der, &refusal)) {
        buffer_truncate(&refusal.subject, 0); /* whose it is goes without saying */
        refusal_append(&text, &refusal);
    }
    certificate_free(whole);
    if (text.size)
        append_item(out, text_finish(&text));
    buffer_truncate(&text, 0);
    certificate_append_remarks(&text, anchor);
    if (text.size)
        append_item(out, text_finish(&text));
    buffer_clear(&text);
    refusal_clear(&refusal);
}

static void append_dates(Buffer *out, const Certificate *anchor, int64_t now)
{
    bool known = anchor->not_before || anchor->not_after;
    if (known && now < anchor->not_before)
        append_time(out, "notBefore ", anchor->not_before);
    if (known && now > anchor->not_after)
        append_time(out, "notAfter ", anchor->not_after);
}

static bool is_readable(const Certificate *anchor, unsigned extension)
{
    return !(anchor->unreadable & extension);
}

/* Of one that is read in part there may be extensions that are told as unreadable already. */
static void append_extensions(Buffer *out, const Certificate *anchor, unsigned purpose, int below)
{
    unsigned there = anchor->extensions & ~anchor->unreadable;
    if (anchor->unknown_critical.size) {
        append_item(out, "critical and not known here: ");
        oid_append_name(out, anchor->unknown_critical);
    }
    if (anchor->version == 3 && !anchor->is_authority && is_readable(anchor, EXTENSION_BASIC_CONSTRAINTS))
        append_item(out, there & EXTENSION_BASIC_CONSTRAINTS ? "cA FALSE" : "no basicConstraints");
    if (anchor->path_length >= 0 && anchor->path_length < below)
        append_number(out, "pathLenConstraint ", (uint64_t)anchor->path_length);
    if (there & EXTENSION_KEY_USAGE && !(anchor->key_usage & KEY_USAGE_KEY_CERT_SIGN))
        append_item(out, "keyUsage without keyCertSign");
    if (there & EXTENSION_EXTENDED_KEY_USAGE && purpose && !(anchor->purposes & (purpose | PURPOSE_ANY))) {
        append_item(out, "extKeyUsage without ");
        purpose_append(out, purpose);
    }
}

void trust_anchor_append_oddities(Buffer *out, const Certificate *anchor, int64_t now, unsigned purpose, int below)
{
    append_dates(out, anchor, now);
    append_form(out, anchor);
    append_extensions(out, anchor, purpose, below);
}
