#include "x509/der/der_time.h"

#include "base/text.h"
#include "x509/der/calendar.h"

/* `form` is the one of the type. */
static bool finish(Cursor *cursor, const char *name, const char *form, bool good, int64_t seconds)
{
    if (!good)
        return cursor_fail_words(cursor, RULE_TIME, name, bytes_of_text(form), BYTES_EMPTY);
    if (cursor->tree) {
        Buffer note = BUFFER_EMPTY;
        calendar_append(&note, seconds);
        cursor_note(cursor, text_finish(&note));
        buffer_clear(&note);
    }
    return true;
}

bool der_read_generalized_time(Cursor *cursor, const char *name, int64_t *out)
{
    Bytes text;
    if (!der_read(cursor, name, DER_GENERALIZED_TIME, FIELD_TEXT, &text))
        return false;
    bool good = calendar_from_generalized_time(out, text);
    return finish(cursor, name, "YYYYMMDDHHMMSSZ", good, *out);
}

bool der_read_time(Cursor *cursor, const char *name, int64_t *out)
{
    Bytes text;
    if (der_next_is(cursor, DER_GENERALIZED_TIME))
        return der_read_generalized_time(cursor, name, out);
    if (!der_read(cursor, name, DER_UTC_TIME, FIELD_TEXT, &text))
        return false;
    bool good = calendar_from_utc_time(out, text);
    return finish(cursor, name, "YYMMDDHHMMSSZ", good, *out);
}
