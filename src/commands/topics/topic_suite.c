#include "commands/topics/topic_suite.h"

#include "sim/diagnostic/nearest.h"
#include "tls/record/protection.h"

static const char *suite_name_at(int index)
{
    const Suite *suite = suite_at(index);
    return suite ? suite->name : NULL;
}

bool topic_suite(const Suite **out, uint16_t *version, const TopicInput *input, Diagnostic *diagnostic)
{
    static const uint16_t versions[] = {VERSION_TLS_1_0, VERSION_TLS_1_1, VERSION_TLS_1_2};
    const char *name = topic_text(input, "suite");
    int choice;
    *out = suite_find(name);
    if (!*out) {
        if (suite_registered(name) == REGISTERED_TLS_1_3)
            return diagnostic_set(diagnostic,
                                  "--suite: '%s' is a cipher suite of TLS 1.3, and tlsteps speaks " VERSIONS_SPOKEN
                                  "; 'tlsteps list suites' has those that are accepted",
                                  name);
        const char *near = nearest_name(name, suite_name_at);
        return diagnostic_set(diagnostic,
                              "--suite: '%s' is not accepted%s%s%s; 'tlsteps list suites' has those that are", name,
                              near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
    }
    if (!topic_choice(&choice, input, "version", diagnostic))
        return false;
    *version = versions[choice];
    return *version >= suite_version_min(*out) ||
           diagnostic_set(diagnostic, "--version: %s is not for %s, which came with TLS 1.2",
                          topic_text(input, "version"), (*out)->name);
}

KeySizes topic_key_sizes(const Suite *suite, uint16_t version)
{
    const CipherInfo *info = cipher_info(suite->cipher);
    return (KeySizes){
        .mac_key = info->aead ? 0 : hash_size(suite->mac),
        .key = info->key_size,
        .iv = protection_fixed_iv_size(suite, version),
    };
}
