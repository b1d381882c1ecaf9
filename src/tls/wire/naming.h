/* Lists of numbers as a reader wants them: names, with commas between. A number without a name is written 0x1a2b. */
#ifndef TLSTEPS_TLS_NAMING_H
#define TLSTEPS_TLS_NAMING_H

#include "tls/registry/suite.h"

/* Of two bytes each. */
void names_append_suites(Buffer *out, Bytes ids);
void names_append_groups(Buffer *out, Bytes ids);
void names_append_schemes(Buffer *out, Bytes ids);
void names_append_extensions(Buffer *out, Bytes types);
void names_append_versions(Buffer *out, Bytes versions);
/* Of one byte each. */
void names_append_certificate_types(Buffer *out, Bytes types);
/* Of distinguished names, each behind its length of two bytes (RFC 5246 §7.4.4), with semicolons between. */
void names_append_authorities(Buffer *out, Bytes list);
/* Of protocol names, each behind its length byte (RFC 7301 §3.1). */
void names_append_protocols(Buffer *out, Bytes list);
/* One version: "1.2". */
void names_append_version(Buffer *out, uint16_t version);

/* Back again, from the name to what is called so: false, and 0, for a version, NULL for a suite, that is none of this
   program's. */
WARN_UNUSED bool names_find_version(uint16_t *out, Bytes name);
const Suite *names_find_suite(Bytes name);

#endif
