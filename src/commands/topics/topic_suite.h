/* The cipher suite and the version that a topic is about. */
#ifndef TLSTEPS_COMMANDS_TOPIC_SUITE_H
#define TLSTEPS_COMMANDS_TOPIC_SUITE_H

#include "commands/topics/topic.h"
#include "explain/secrets/key_schedule.h"
#include "tls/registry/suite.h"

#define TOPIC_SUITE_OPTIONS                                                                                            \
    {"suite", "NAME", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "the cipher suite, as 'tlsteps list suites' has it"},   \
    {                                                                                                                  \
        "version", "1.0|1.1|1.2", "1.2", "of the protocol"                                                             \
    }

/* False and a diagnostic where there is no such suite, or the version does not have it. */
WARN_UNUSED bool topic_suite(const Suite **out, uint16_t *version, const TopicInput *input, Diagnostic *diagnostic);
KeySizes topic_key_sizes(const Suite *suite, uint16_t version);

#endif
