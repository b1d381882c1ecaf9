#include "sim/scenario/scenario_choice.h"

#include <string.h>

#include "sim/assets/assets.h"
#include "sim/scenario/attacker_names.h"
#include "sim/scenario/scenario_option.h"
#include "sim/scenario/scenario_value.h"
#include "tls/registry/group.h"
#include "tls/registry/signature.h"
#include "tls/registry/suite.h"

typedef bool ChoiceAt(int index, const char **value, const char **what);

static bool suite_choice(int index, const char **value, const char **what)
{
    const Suite *suite = suite_at(index);
    if (!suite)
        return false;
    *value = suite->name;
    *what = suite->source;
    return true;
}

static bool group_choice(int index, const char **value, const char **what)
{
    const Group *group = group_at(index);
    if (!group)
        return false;
    *value = group->name;
    *what = group->toy ? "small enough for paper" : group->source;
    return true;
}

static bool scheme_choice(int index, const char **value, const char **what)
{
    const SignatureScheme *scheme = signature_scheme_at(index);
    if (!scheme)
        return false;
    *value = scheme->name;
    *what = "";
    return true;
}

static bool certificate_choice(int index, const char **value, const char **what)
{
    const CertificateAsset *asset = assets_certificate_at(index);
    if (!asset)
        return false;
    *value = asset->name;
    *what = asset->what;
    return true;
}

/* The statements of one kind among all. */
static bool status_choice(StatusKind kind, int index, const char **value, const char **what)
{
    const StatusAsset *asset;
    for (int i = 0; (asset = assets_status_at(i)); i++)
        if (asset->kind == kind && index-- == 0) {
            *value = asset->name;
            *what = asset->what;
            return true;
        }
    return false;
}

static bool crl_choice(int index, const char **value, const char **what)
{
    return status_choice(STATUS_CRL, index, value, what);
}

static bool staple_choice(int index, const char **value, const char **what)
{
    return status_choice(STATUS_OCSP, index, value, what);
}

/* A value and what it is, from a table that ends in NULL. */
static bool table_choice(const char *const (*table)[2], int index, const char **value, const char **what)
{
    for (int i = 0; table[i][0]; i++)
        if (i == index) {
            *value = table[i][0];
            *what = table[i][1];
            return true;
        }
    return false;
}

static bool version_choice(int index, const char **value, const char **what)
{
    static const char *const table[][2] = {{"1.2", "TLS 1.2 alone"},
                                           {"1.1", "TLS 1.1 alone"},
                                           {"1.0", "TLS 1.0 alone"},
                                           {"1.2,1.1", "both"},
                                           {"1.2,1.1,1.0", "all that there are"},
                                           {NULL, NULL}};
    return table_choice(table, index, value, what);
}

static bool resume_choice(int index, const char **value, const char **what)
{
    static const char *const table[][2] = {{"session-id", "the server remembers the session"},
                                           {"ticket", "the client brings the session back, sealed"},
                                           {NULL, NULL}};
    return table_choice(table, index, value, what);
}

static bool renegotiate_choice(int index, const char **value, const char **what)
{
    static const char *const table[][2] = {{"client", "the client says hello again"},
                                           {"server", "the server asks for it, with a HelloRequest"},
                                           {"none", "nobody"},
                                           {NULL, NULL}};
    return table_choice(table, index, value, what);
}

static bool attacker_choice(int index, const char **value, const char **what)
{
    *value = attacker_name_at(index);
    *what = "";
    return *value != NULL;
}

static bool loot_choice(int index, const char **value, const char **what)
{
    *value = loot_name(index);
    *what = "";
    return *value != NULL;
}

static const struct {
    const char *option;
    ChoiceAt *at;
} choices[] = {
    {"version", version_choice},
    {"suite", suite_choice},
    {"group", group_choice},
    {"signature-algorithms", scheme_choice},
    {"renegotiate", renegotiate_choice},
    {"certificate", certificate_choice},
    {"client-certificate", certificate_choice},
    {"crl", crl_choice},
    {"staple", staple_choice},
    {"resume", resume_choice},
    {"attacker", attacker_choice},
    {"eavesdropper-has", loot_choice},
};

bool scenario_choice_at(const char *option, int index, const char **value, const char **what)
{
    for (size_t i = 0; i < COUNT_OF(choices); i++)
        if (strcmp(choices[i].option, option) == 0)
            return index >= 0 && choices[i].at(index, value, what);
    return false;
}

bool scenario_choose(Scenario *scenario, const char *option, const char *value, Diagnostic *diagnostic)
{
    Scenario *tried = scenario_new();
    bool good = !value || scenario_set(tried, option, value, diagnostic);
    scenario_free(tried);
    if (!good)
        return false;
    const char *key, *ignored;
    for (int i = 0; scenario_setting_at(scenario, i, &key, &ignored);)
        if (strcmp(option_key_name(key), option) != 0)
            i++;
        else if (!scenario_replace(scenario, key, NULL, diagnostic))
            return false;
    return !value || scenario_set(scenario, option, value, diagnostic);
}
