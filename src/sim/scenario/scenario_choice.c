#include "sim/scenario/scenario_choice.h"

#include "sim/assets/assets.h"
#include "sim/scenario/attacker_names.h"
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
    static const char *const meanings[] = {[RESUME_BY_ID] = "the server remembers the session",
                                           [RESUME_BY_TICKET] = "the client brings the session back, sealed"};
    *value = resumption_name(index);
    *what = *value ? meanings[index] : NULL;
    return *value != NULL;
}

static bool renegotiate_choice(int index, const char **value, const char **what)
{
    static const char *const meanings[] = {[STARTER_CLIENT] = "the client says hello again",
                                           [STARTER_SERVER] = "the server asks for it, with a HelloRequest",
                                           [STARTER_NOBODY] = "nobody"};
    *value = starter_name(index);
    *what = *value ? meanings[index] : NULL;
    return *value != NULL;
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
    ScenarioId option;
    ChoiceAt *at;
} choices[] = {
    {SCENARIO_VERSION, version_choice},
    {SCENARIO_SUITE, suite_choice},
    {SCENARIO_GROUP, group_choice},
    {SCENARIO_SIGNATURE_ALGORITHMS, scheme_choice},
    {SCENARIO_RENEGOTIATE, renegotiate_choice},
    {SCENARIO_CERTIFICATE, certificate_choice},
    {SCENARIO_CLIENT_CERTIFICATE, certificate_choice},
    {SCENARIO_CRL, crl_choice},
    {SCENARIO_STAPLE, staple_choice},
    {SCENARIO_RESUME, resume_choice},
    {SCENARIO_ATTACKER, attacker_choice},
    {SCENARIO_EAVESDROPPER_HAS, loot_choice},
};

bool scenario_choice_at(ScenarioId option, int index, const char **value, const char **what)
{
    for (size_t i = 0; i < COUNT_OF(choices); i++)
        if (choices[i].option == option)
            return index >= 0 && choices[i].at(index, value, what);
    return false;
}

bool scenario_choose(Scenario *scenario, ScenarioId option, const char *value, Diagnostic *diagnostic)
{
    const char *name = scenario_option_at((int)option)->name, *key, *text;
    Scenario *tried = scenario_new();
    bool good = !value || scenario_set(tried, name, value, diagnostic);
    scenario_free(tried);
    if (!good)
        return false;
    for (int i = 0; scenario_setting_at(scenario, i, &key, &text);)
        if (scenario_setting_option(scenario, i) != option)
            i++;
        else if (!scenario_replace(scenario, key, NULL, diagnostic))
            return false;
    return !value || scenario_set(scenario, name, value, diagnostic);
}
