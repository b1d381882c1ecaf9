#include "tls/version.h"

#include <stddef.h>

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
    case 0x0304:
        return "1.3";
    default:
        return NULL;
    }
}

bool version_names_signatures(uint16_t version)
{
    return version == 0 || version >= VERSION_TLS_1_2;
}

bool version_has_record_iv(uint16_t version)
{
    return version == 0 || version >= VERSION_TLS_1_1;
}
