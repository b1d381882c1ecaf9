/* What is thought today of a version, a suite, a group, a signature scheme (standings.def). */
#ifndef TLSTEPS_TLS_STANDING_H
#define TLSTEPS_TLS_STANDING_H

#include "tls/registry/group.h"
#include "tls/registry/signature.h"
#include "tls/registry/suite.h"

typedef enum StandingVerdict {
    STANDING_RECOMMENDED,
    STANDING_ALLOWED,
    STANDING_DISCOURAGED, /* SHOULD NOT be used */
    STANDING_FORBIDDEN    /* MUST NOT be used */
} StandingVerdict;
/* "recommended", "allowed", "discouraged", "forbidden" */
const char *standing_verdict_name(StandingVerdict verdict);

typedef struct Standing {
    StandingVerdict verdict;
    char recommended;     /* 'Y', 'N' or 'D' in IANA's column Recommended (RFC 9847 §3); '-': stands in none */
    const char *sentence; /* holds in every run */
    const char *source;
} Standing;

/* NULL for a version that this program does not speak. */
const Standing *standing_of_version(uint16_t version);
const Standing *standing_of_suite(const Suite *suite);
const Standing *standing_of_group(const Group *group);
/* NULL for one that stands in no list of signature_algorithms: those of TLS 1.0 and 1.1. */
const Standing *standing_of_scheme(const SignatureScheme *scheme);
/* Of a finite field that has no name here. */
const Standing *standing_of_other_field(void);

#endif
