#include "tls/registry/grease.h"

#include <stddef.h>

const char *grease_name(uint16_t id)
{
    return (id & 0x0f0f) == 0x0a0a && id >> 8 == (id & 0xff) ? "GREASE" : NULL;
}
