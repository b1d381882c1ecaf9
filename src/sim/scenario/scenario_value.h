/* The forms that values of scenario options have, taken apart. All are false for what is not accepted. */
#ifndef TLSTEPS_SIM_SCENARIO_VALUE_H
#define TLSTEPS_SIM_SCENARIO_VALUE_H

#include "base/bytes.h"

/* Item `index` of a comma-separated list, without the blanks around it, copied to `out` (emptied first). NULL past the
   end. An empty list has one empty item. */
const char *value_item(Buffer *out, const char *list, int index);

/* How many items a list has: one where it has no comma. */
int value_item_count(const char *list);

/* A decimal number in [low, high]. */
WARN_UNUSED bool value_number(uint64_t *out, const char *text, uint64_t low, uint64_t high);
/* The same, also written as 2^N. */
WARN_UNUSED bool value_work(uint64_t *out, const char *text, uint64_t low, uint64_t high);

/* Appends the text with \r \n \t \\ and \xHH replaced by what they stand for. */
WARN_UNUSED bool value_unescape(Buffer *out, const char *text);

/* What every implementation has to take (RFC 4279 §5.3). */
enum { PSK_IDENTITY_SIZE_MAX = 128, PSK_KEY_SIZE_MAX = 64 };
/* "IDENTITY:HEX", cut at the last colon; both are emptied first. */
WARN_UNUSED bool value_psk(Buffer *identity, Buffer *key, const char *text);

/* Stands in a list of OCSP responses for a certificate that has none. */
extern const char value_no_staple[];

/* What the eavesdropper stole, as bits. */
typedef enum Loot {
    LOOT_SERVER_KEY = 1 << 0,
    LOOT_CLIENT_PRIVATE = 1 << 1,
    LOOT_SERVER_PRIVATE = 1 << 2,
    LOOT_PSK = 1 << 3,
    LOOT_TICKET_KEY = 1 << 4,
} Loot;
/* Before a connection, or when all connections are over. */
typedef struct LootList {
    unsigned before, after;
} LootList;
/* The names that a list may have: "server-key", …, "ticket-key@after"; NULL past the end. "@before" may be said too.
   What was drawn for a handshake alone is gone afterwards. */
const char *loot_name(int index);
WARN_UNUSED bool value_loot(LootList *out, const char *list);

/* Who asks for a second handshake, by the names that the option has. */
typedef enum Starter { STARTER_CLIENT, STARTER_SERVER, STARTER_NOBODY } Starter;
const char *starter_name(int index); /* NULL past the end */

/* How a session is resumed. The last has no name: it is what holds where nothing is said. */
typedef enum Resumption { RESUME_BY_ID, RESUME_BY_TICKET, RESUME_NOTHING } Resumption;
const char *resumption_name(int index); /* NULL past the end */

/* The lowest and the highest number on the wire. */
typedef struct VersionRange {
    uint16_t min, max;
} VersionRange;
/* A list of "1.2", "1.1" and "1.0", in any order. None between the lowest and the highest
   may be left out: a hello has room for the highest alone, and stands for all below (RFC 5246 §E.1). Alone, also
   "ssl3". */
WARN_UNUSED bool value_versions(VersionRange *out, const char *list);

#endif
