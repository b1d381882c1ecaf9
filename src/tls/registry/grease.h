/*
 * GREASE (RFC 8701): sixteen numbers 0a0a, 1a1a, … fafa that no suite, group, extension or signature scheme will ever
 * have. Clients sprinkle them into their offers so that servers do not forget to ignore what they do not know.
 */
#ifndef TLSTEPS_TLS_GREASE_H
#define TLSTEPS_TLS_GREASE_H

#include <stdint.h>

/* "GREASE" for one of the sixteen, NULL for any other number. */
const char *grease_name(uint16_t id);

#endif
