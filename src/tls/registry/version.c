#include "tls/registry/version.h"

#include <stddef.h>
#include <string.h>

const uint8_t version_downgrade_sentinel[DOWNGRADE_SENTINEL_SIZE] = {'D', 'O', 'W', 'N', 'G', 'R', 'D', 0};

const char *version_name(uint16_t version)
{
    switch (version) {
    case VERSION_SSL_2_0:
        return "SSL 2.0";
    case VERSION_SSL_3_0:
        return "SSL 3.0";
    case VERSION_TLS_1_0:
        return "1.0";
    case VERSION_TLS_1_1:
        return "1.1";
    case VERSION_TLS_1_2:
        return "1.2";
    case 0x0304: /* not spoken here, but offered by others */
        return "1.3";
    default:
        return NULL;
    }
}

/* 0: whoever reads a message before the version is known reads it as the newest that is spoken. */

bool version_names_signatures(uint16_t version)
{
    return version == 0 || version >= VERSION_TLS_1_2;
}

bool version_has_record_iv(uint16_t version)
{
    return version == 0 || version >= VERSION_TLS_1_1;
}

bool version_is_downgrade(uint16_t highest, uint16_t chosen)
{
    return highest >= VERSION_TLS_1_2 && chosen < VERSION_TLS_1_2;
}

const char *version_sentinel_name(const uint8_t *end_of_random)
{
    enum { WORD_SIZE = DOWNGRADE_SENTINEL_SIZE - 1 };
    if (memcmp(end_of_random, version_downgrade_sentinel, WORD_SIZE) != 0)
        return NULL;
    return end_of_random[WORD_SIZE] == 0   ? "ends in DOWNGRD 00"
           : end_of_random[WORD_SIZE] == 1 ? "ends in DOWNGRD 01"
                                           : NULL;
}
