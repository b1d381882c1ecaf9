#include "tls/wire/field_value.h"

#include <string.h>

#include "base/text.h"
#include "tls/wire/message_parts.h"

const char *alert_level_name(uint8_t level)
{
    return level == ALERT_LEVEL_WARNING ? "warning" : level == ALERT_LEVEL_FATAL ? "fatal" : NULL;
}

const char *alert_description_name(uint8_t description)
{
    return error_is_alert((Error)description) ? error_name((Error)description) : NULL;
}

const char *compression_method_name(uint8_t method)
{
    return method == 0 ? "null" : method == 1 ? "DEFLATE" : NULL;
}

const char *curve_type_name(uint8_t type)
{
    static const char *const names[] = {NULL, "explicit_prime", "explicit_char2", "named_curve"};
    return type < COUNT_OF(names) ? names[type] : NULL;
}

/* RFC 6066 §3 */
const char *name_type_name(uint8_t type)
{
    return type == NAME_TYPE_HOST_NAME ? "host_name" : NULL;
}

const char *point_format_name(uint8_t format)
{
    static const char *const names[] = {"uncompressed", "ansiX962_compressed_prime", "ansiX962_compressed_char2"};
    return format < COUNT_OF(names) ? names[format] : NULL;
}

const char *status_type_name(uint8_t type)
{
    return type == STATUS_TYPE_OCSP ? "ocsp" : type == STATUS_TYPE_OCSP_MULTI ? "ocsp_multi" : NULL;
}

/* Names of numbers of two bytes, and of one. "type" is not here: in a record and in a ChangeCipherSpec the same number
   means different things. */
typedef struct FieldNames {
    const char *field;
    const char *(*of_two)(uint16_t);
    const char *(*of_one)(uint8_t);
} FieldNames;

static const FieldNames named[] = {
    {"cipher_suite", suite_name_of_id, NULL},
    {"client_version", version_name, NULL},
    {"server_version", version_name, NULL},
    {"version", version_name, NULL},
    {"named_group", group_name_of_id, NULL},
    {"namedcurve", group_name_of_id, NULL},
    {"signature_algorithm", signature_scheme_name_of_id, NULL},
    {"algorithm", signature_scheme_name_of_id, NULL},
    {"extension_type", extension_name, NULL},
    {"msg_type", NULL, handshake_type_name},
    {"level", NULL, alert_level_name},
    {"description", NULL, alert_description_name},
    {"compression_method", NULL, compression_method_name},
    {"curve_type", NULL, curve_type_name},
    {"certificate_type", NULL, certificate_type_name},
    {"ec_point_format", NULL, point_format_name},
    {"name_type", NULL, name_type_name},
    {"status_type", NULL, status_type_name},
};

/* Certificates have fields of the same names in other sizes. */
static const FieldNames *find_names(const Field *field)
{
    for (size_t i = 0; field->kind == FIELD_NUMBER && i < COUNT_OF(named); i++)
        if (strcmp(named[i].field, field->name) == 0 && field->length == (named[i].of_one ? 1 : 2))
            return &named[i];
    return NULL;
}

const char *field_value_name(const Field *field, uint16_t value)
{
    const FieldNames *names = find_names(field);
    if (!names || (names->of_one && value > UINT8_MAX))
        return NULL;
    return names->of_one ? names->of_one((uint8_t)value) : names->of_two(value);
}

bool field_has_value_names(const Field *field)
{
    return find_names(field) != NULL;
}

/* OpenSSL's names too. */
static bool find_suite(uint64_t *out, const Field *field, const char *text)
{
    const FieldNames *names = find_names(field);
    const Suite *suite = names && names->of_two == suite_name_of_id ? suite_find(text) : NULL;
    *out = suite ? suite->id : 0;
    return suite != NULL;
}

static bool parse_decimal(uint64_t *out, const char *text)
{
    enum { DIGITS_MAX = 19 };
    size_t length = strlen(text);
    if (length == 0 || length > DIGITS_MAX || text[strspn(text, "0123456789")] != '\0')
        return false;
    for (*out = 0; *text; text++)
        *out = 10 * *out + (uint64_t)(*text - '0');
    return true;
}

static bool fits(uint64_t number, size_t size)
{
    return size >= sizeof number || number >> (8 * size) == 0;
}

static void append_number(Buffer *out, size_t size, uint64_t number)
{
    uint8_t *place = buffer_extend(out, size);
    memset(place, 0, size);
    for (size_t i = 0; i < size && i < sizeof number; i++)
        place[size - 1 - i] = (uint8_t)(number >> (8 * i));
}

static bool parse_hex(Buffer *out, size_t size, const char *text)
{
    Buffer bytes = BUFFER_EMPTY;
    bool good = text_decode_hex(&bytes, strncmp(text, "0x", 2) == 0 ? text + 2 : text) && bytes.size == size;
    if (good)
        buffer_append(out, buffer_bytes(&bytes));
    buffer_clear(&bytes);
    return good;
}

bool field_value_parse(Buffer *out, const Field *field, const char *text)
{
    uint64_t number;
    bool is_number = field->kind == FIELD_NUMBER;
    if ((is_number && find_suite(&number, field, text)) || (is_number && parse_decimal(&number, text))) {
        if (!fits(number, field->length))
            return false;
        append_number(out, field->length, number);
        return true;
    }
    if (field->kind == FIELD_TEXT && strlen(text) == field->length) {
        text_append(out, text);
        return true;
    }
    return parse_hex(out, field->length, text);
}
