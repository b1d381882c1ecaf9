#include "sim/scenario/scenario_value.h"

#include <string.h>

#include "base/text.h"
#include "tls/registry/version.h"

const char value_no_staple[] = "none";

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

const char *value_item(Buffer *out, const char *list, int index)
{
    buffer_truncate(out, 0);
    for (; index > 0; index--) {
        list = strchr(list, ',');
        if (!list)
            return NULL;
        list++;
    }
    while (is_blank(*list))
        list++;
    size_t length = strcspn(list, ",");
    while (length > 0 && is_blank(list[length - 1]))
        length--;
    buffer_append(out, bytes_of(list, length));
    return text_finish(out);
}

int value_item_count(const char *list)
{
    int count = 1;
    for (; *list; list++)
        count += *list == ',';
    return count;
}

bool value_number(uint64_t *out, const char *text, uint64_t low, uint64_t high)
{
    uint64_t value = 0;
    if (text[0] == '\0' || strlen(text) > 19 || text[strspn(text, "0123456789")] != '\0')
        return false;
    for (; *text; text++)
        value = 10 * value + (uint64_t)(*text - '0');
    *out = value;
    return value >= low && value <= high;
}

bool value_work(uint64_t *out, const char *text, uint64_t low, uint64_t high)
{
    uint64_t exponent;
    if (strncmp(text, "2^", 2) != 0)
        return value_number(out, text, low, high);
    if (!value_number(&exponent, text + 2, 0, 62))
        return false;
    *out = UINT64_C(1) << exponent;
    return *out >= low && *out <= high;
}

/* The byte that the escape sequence at `text` (behind its backslash) stands for; *length is how long it is. */
static bool unescape_one(char *out, size_t *length, const char *text)
{
    static const char letters[] = "rnt\\", stand_for[] = "\r\n\t\\";
    const char *found = *text ? strchr(letters, *text) : NULL;
    *length = 1;
    if (found) {
        *out = stand_for[found - letters];
        return true;
    }
    if (text[0] != 'x' || text[1] == '\0' || text[2] == '\0')
        return false;
    Buffer byte = BUFFER_EMPTY;
    bool decoded = text_decode_hex(&byte, (const char[]){text[1], text[2], '\0'});
    if (decoded)
        *out = (char)byte.data[0];
    buffer_clear(&byte);
    *length = 3;
    return decoded;
}

bool value_unescape(Buffer *out, const char *text)
{
    while (*text) {
        size_t plain = strcspn(text, "\\"), length;
        buffer_append(out, bytes_of(text, plain));
        text += plain;
        if (*text == '\0')
            return true;
        char c;
        if (!unescape_one(&c, &length, text + 1))
            return false;
        buffer_append(out, bytes_of(&c, 1));
        text += 1 + length;
    }
    return true;
}

bool value_psk(Buffer *identity, Buffer *key, const char *text)
{
    const char *colon = strrchr(text, ':');
    buffer_truncate(identity, 0);
    buffer_truncate(key, 0);
    if (!colon || colon == text || colon - text > PSK_IDENTITY_SIZE_MAX || !text_decode_hex(key, colon + 1))
        return false;
    buffer_append(identity, bytes_of(text, (size_t)(colon - text)));
    return key->size >= 1 && key->size <= PSK_KEY_SIZE_MAX;
}

static const struct {
    const char *name;
    Loot loot;
    bool after;
} loots[] = {
    {"server-key", LOOT_SERVER_KEY, false},
    {"client-private", LOOT_CLIENT_PRIVATE, false},
    {"server-private", LOOT_SERVER_PRIVATE, false},
    {"psk", LOOT_PSK, false},
    {"ticket-key", LOOT_TICKET_KEY, false},
    {"server-key@after", LOOT_SERVER_KEY, true},
    {"psk@after", LOOT_PSK, true},
    {"ticket-key@after", LOOT_TICKET_KEY, true},
};

const char *loot_name(int index)
{
    return index < (int)COUNT_OF(loots) ? loots[index].name : NULL;
}

/* "server-key@before" is "server-key". */
static size_t loot_length(const char *name)
{
    static const char before[] = "@before";
    size_t length = strlen(name), tail = sizeof before - 1;
    return length > tail && strcmp(name + length - tail, before) == 0 ? length - tail : length;
}

static bool add_loot(LootList *out, const char *name)
{
    size_t length = loot_length(name);
    for (size_t i = 0; i < COUNT_OF(loots); i++)
        if (strlen(loots[i].name) == length && strncmp(loots[i].name, name, length) == 0) {
            *(loots[i].after ? &out->after : &out->before) |= loots[i].loot;
            return length == strlen(name) || !loots[i].after;
        }
    return false;
}

bool value_loot(LootList *out, const char *list)
{
    Buffer item = BUFFER_EMPTY;
    const char *name;
    bool known = true;
    *out = (LootList){0, 0};
    for (int i = 0; known && (name = value_item(&item, list, i)); i++)
        known = add_loot(out, name);
    buffer_clear(&item);
    return known;
}

static unsigned version_bit(const char *name)
{
    for (unsigned i = VERSION_TLS_1_0; i <= VERSION_TLS_1_2; i++)
        if (strcmp(version_name((uint16_t)i), name) == 0)
            return 1u << (i - VERSION_TLS_1_0);
    return 0;
}

const char *starter_name(int index)
{
    static const char *const names[] = {
        [STARTER_CLIENT] = "client", [STARTER_SERVER] = "server", [STARTER_NOBODY] = "none"};
    return index < (int)COUNT_OF(names) ? names[index] : NULL;
}

const char *resumption_name(int index)
{
    static const char *const names[] = {[RESUME_BY_ID] = "session-id", [RESUME_BY_TICKET] = "ticket"};
    return index < (int)COUNT_OF(names) ? names[index] : NULL;
}

bool value_versions(VersionRange *out, const char *list)
{
    Buffer item = BUFFER_EMPTY;
    const char *name;
    unsigned bit = 1, bits = 0;
    if (strcmp(list, "ssl3") == 0) {
        out->min = out->max = VERSION_SSL_3_0;
        return true;
    }
    for (int i = 0; bit && (name = value_item(&item, list, i)); i++) {
        bit = version_bit(name);
        bits |= bit;
    }
    buffer_clear(&item);
    if (!bit)
        return false;
    out->min = out->max = VERSION_TLS_1_0;
    while (!(bits & 1u << (out->min - VERSION_TLS_1_0)))
        out->min++;
    while (bits >> (out->max - VERSION_TLS_1_0) > 1)
        out->max++;
    return (bits >> (out->min - VERSION_TLS_1_0)) == (1u << (out->max - out->min + 1)) - 1;
}
