#include "explain/language/digest.h"

#include "explain/language/row.h"

const char *digest_name(HashId hash)
{
    static const char *const names[HASH_COUNT] = {
        [HASH_MD5] = "MD5",        [HASH_SHA1] = "SHA-1",     [HASH_SHA224] = "SHA-224",
        [HASH_SHA256] = "SHA-256", [HASH_SHA384] = "SHA-384", [HASH_SHA512] = "SHA-512",
    };
    return names[hash];
}

const char *digest_formula(Arena *arena, HashId hash, const char *of)
{
    const char *name = digest_name(hash);
    return name ? row_text(arena, "%s(%s)", name, of) : row_text(arena, "MD5(%s) ‖ SHA-1(%s)", of, of);
}
