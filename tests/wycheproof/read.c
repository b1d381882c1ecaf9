/* Reading the collection's values out of JSON. */
#include <string.h>

#include "base/text.h"
#include "math/modular.h"
#include "wycheproof.h"

const char *wycheproof_text(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

bool wycheproof_bytes(Buffer *out, const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text && text_decode_hex(out, text);
}

bool wycheproof_number(mpz_t out, const json_t *object, const char *name)
{
    Buffer bytes = BUFFER_EMPTY;
    bool read = wycheproof_bytes(&bytes, object, name);
    if (read) {
        number_from_bytes(out, buffer_bytes(&bytes));
        if (bytes.size > 0 && bytes.data[0] & 0x80) {
            mpz_t range;
            mpz_init(range);
            mpz_ui_pow_ui(range, 256, bytes.size);
            mpz_sub(out, out, range);
            mpz_clear(range);
        }
    }
    buffer_clear(&bytes);
    return read;
}

bool wycheproof_hash(HashId *out, const char *name)
{
    static const struct {
        const char *name;
        HashId id;
    } names[] = {
        {"SHA-1", HASH_SHA1},     {"SHA-224", HASH_SHA224}, {"SHA-256", HASH_SHA256},
        {"SHA-384", HASH_SHA384}, {"SHA-512", HASH_SHA512},
    };
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strcmp(name, names[i].name) == 0) {
            *out = names[i].id;
            return true;
        }
    return false;
}
