#include "sim/scenario/scenario_read.h"

#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "sim/assets/assets.h"
#include "sim/diagnostic/nearest.h"
#include "sim/scenario/attacker_names.h"
#include "sim/scenario/scenario_value.h"
#include "sim/scenario/tampering.h"
#include "tls/record/record.h"
#include "tls/registry/group.h"
#include "tls/registry/signature.h"
#include "tls/registry/suite.h"
#include "tls/registry/version.h"
#include "x509/certificate/dns_name.h"
#include "x509/certificate/ip_address.h"
#include "x509/der/calendar.h"
#include "x509/path/validate.h"

bool read_any(SettingValue *out, const OptionKey *key, const char *written, const char *value, Diagnostic *diagnostic)
{
    (void)out, (void)key;
    if (value[0] == '\0')
        return diagnostic_set(diagnostic, "%s: needs a value", written);
    return true;
}

bool read_flag(SettingValue *out, const OptionKey *key, const char *written, const char *value, Diagnostic *diagnostic)
{
    (void)key;
    out->kind = SETTING_FLAG;
    out->flag = strcmp(value, "yes") == 0;
    if (out->flag || strcmp(value, "no") == 0)
        return true;
    return diagnostic_set(diagnostic, "%s: '%s' is neither yes nor no", written, value);
}

static bool has_item(const char *list, const char *wanted)
{
    Buffer item = BUFFER_EMPTY;
    const char *name;
    bool has = false;
    for (int i = 0; !has && (name = value_item(&item, list, i)); i++)
        has = strcmp(name, wanted) == 0;
    buffer_clear(&item);
    return has;
}

bool read_version(SettingValue *out, const OptionKey *key, const char *written, const char *value,
                  Diagnostic *diagnostic)
{
    out->kind = SETTING_VERSIONS;
    bool known =
        value_versions(&out->versions, value) && (out->versions.min >= VERSION_TLS_1_0 || key->actor == ACTOR_CLIENT);
    return known ||
           diagnostic_set(diagnostic,
                          "%s: '%s' is not spoken here%s; accepted: 1.2, 1.1, 1.0, and several that follow "
                          "each other (a hello says the highest alone, and stands for all below)",
                          written, value, has_item(value, "1.3") ? ", as tlsteps speaks " VERSIONS_SPOKEN : "");
}

/* The names of a kind that are accepted. */
typedef struct Names {
    const char *what;
    bool (*known)(const char *name);
    NameAt *at;
    Registered (*registered)(const char *name); /* of names that are not known; NULL: there is no registry of them */
    const char *accepted;                       /* in words; NULL: all are told, where there are few */
} Names;

/* Somebody else may speak it: then it is no mistake in writing, and nothing near it was meant. */
static void append_refusal(Buffer *out, const char *name, const Names *names)
{
    Registered registered = names->registered ? names->registered(name) : REGISTERED_NOT;
    const char *near = registered == REGISTERED_NOT ? nearest_name(name, names->at) : NULL;
    if (registered == REGISTERED_TLS_1_3)
        text_print(out, "'%s' is a %s of TLS 1.3, and tlsteps speaks " VERSIONS_SPOKEN, name, names->what);
    else if (registered == REGISTERED_OTHER)
        text_print(out, "'%s' is a %s that tlsteps does not speak", name, names->what);
    else
        text_print(out, "'%s' is no %s", name, names->what);
    if (near)
        text_print(out, "; did you mean %s?", near);
    text_append(out, "; accepted: ");
    if (names->accepted)
        text_append(out, names->accepted);
    else
        nearest_append_names(out, names->at);
}

static bool check_names(const char *written, const char *value, const Names *names, Diagnostic *diagnostic)
{
    Buffer item = BUFFER_EMPTY, refusal = BUFFER_EMPTY;
    const char *name;
    int count = 0;
    while (!refusal.size && (name = value_item(&item, value, count))) {
        if (!names->known(name))
            append_refusal(&refusal, name, names);
        count++;
    }
    if (refusal.size)
        diagnostic_set(diagnostic, "%s: %s", written, text_finish(&refusal));
    else if (count > OPTION_LIST_MAX)
        diagnostic_set(diagnostic, "%s: a list of %d; accepted are %d at most", written, count, OPTION_LIST_MAX);
    bool good = !refusal.size && count <= OPTION_LIST_MAX;
    buffer_clear(&item);
    buffer_clear(&refusal);
    return good;
}

static bool suite_known(const char *name)
{
    return suite_find(name) != NULL;
}

/* IANA's names and OpenSSL's, by turns, so that the nearest of either is found. */
static const char *suite_name_at(int index)
{
    const Suite *suite = suite_at(index / 2);
    if (!suite)
        return NULL;
    return index % 2 == 0 || !suite->openssl_name ? suite->name : suite->openssl_name;
}

bool read_suites(SettingValue *out, const OptionKey *key, const char *written, const char *value,
                 Diagnostic *diagnostic)
{
    (void)out, (void)key;
    static const Names names = {"cipher suite", suite_known, suite_name_at, suite_registered,
                                "names of IANA or OpenSSL, with commas between; 'tlsteps list suites' has them all"};
    return check_names(written, value, &names, diagnostic);
}

static bool group_known(const char *name)
{
    return group_find(name) != NULL;
}

static const char *group_name_at(int index)
{
    const Group *group = group_at(index);
    return group ? group->name : NULL;
}

bool read_groups(SettingValue *out, const OptionKey *key, const char *written, const char *value,
                 Diagnostic *diagnostic)
{
    (void)out, (void)key;
    static const Names names = {"group", group_known, group_name_at, group_registered, NULL};
    return check_names(written, value, &names, diagnostic);
}

static bool signature_scheme_known(const char *name)
{
    return signature_scheme_find(name) != NULL;
}

static const char *signature_scheme_name_at(int index)
{
    const SignatureScheme *scheme = signature_scheme_at(index);
    return scheme ? scheme->name : NULL;
}

bool read_signature_schemes(SettingValue *out, const OptionKey *key, const char *written, const char *value,
                            Diagnostic *diagnostic)
{
    (void)out, (void)key;
    static const Names names = {"signature scheme", signature_scheme_known, signature_scheme_name_at,
                                signature_scheme_registered, NULL};
    return check_names(written, value, &names, diagnostic);
}

/* A host's name, or its address. */
static bool is_host(const char *name)
{
    uint8_t address[IP_ADDRESS_SIZE_MAX];
    return dns_name_is_host(bytes_of_text(name)) || ip_address_parse(address, name) > 0;
}

bool read_host(SettingValue *out, const OptionKey *key, const char *written, const char *value, Diagnostic *diagnostic)
{
    (void)out, (void)key;
    return is_host(value) ||
           diagnostic_set(
               diagnostic,
               "%s: '%s' is no host name; accepted are letters, digits, - and _ in parts of up to 63, with dots "
               "between, 253 characters in all, and IP addresses",
               written, value);
}

/* RFC 7301 §3.1: 1 to 255 bytes each. */
bool read_protocols(SettingValue *out, const OptionKey *key, const char *written, const char *value,
                    Diagnostic *diagnostic)
{
    enum { PROTOCOLS_MAX = 8 };
    (void)out, (void)key;
    Buffer item = BUFFER_EMPTY;
    bool good = true;
    int count = 0;
    while (good && value_item(&item, value, count)) {
        good = item.size >= 1 && item.size <= 255;
        count++;
    }
    buffer_clear(&item);
    if (good && count <= PROTOCOLS_MAX)
        return true;
    return diagnostic_set(diagnostic, "%s: accepted are up to %d names of 1 to 255 bytes, with commas between", written,
                          PROTOCOLS_MAX);
}

static const char *certificate_name_at(int index)
{
    const CertificateAsset *asset = assets_certificate_at(index);
    return asset ? asset->name : NULL;
}

/* What has a dot or a slash is a file; whether it can be read shows when the run is made. */
static bool check_one_certificate(const char *written, const char *value, Diagnostic *diagnostic)
{
    if (assets_certificate_find(value) || strpbrk(value, "./"))
        return true;
    if (!assets_certificates_read(diagnostic))
        return false;
    const char *near = nearest_name(value, certificate_name_at);
    return diagnostic_set(diagnostic,
                          "%s: '%s' is no certificate's name%s%s%s; accepted: a name from 'tlsteps list certificates', "
                          "or a file (with a dot or a slash in its path)",
                          written, value, near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}

bool read_certificate(SettingValue *out, const OptionKey *key, const char *written, const char *value,
                      Diagnostic *diagnostic)
{
    (void)out, (void)key;
    Buffer item = BUFFER_EMPTY;
    bool good = true;
    for (int i = 0; good && value_item(&item, value, i); i++)
        good = check_one_certificate(written, text_finish(&item), diagnostic);
    buffer_clear(&item);
    return good;
}

bool read_psks(SettingValue *out, const OptionKey *key, const char *written, const char *value, Diagnostic *diagnostic)
{
    (void)out, (void)key;
    Buffer item = BUFFER_EMPTY, identity = BUFFER_EMPTY, secret = BUFFER_EMPTY;
    bool good = true;
    int count = 0;
    while (good && value_item(&item, value, count)) {
        good = value_psk(&identity, &secret, text_finish(&item));
        count++;
    }
    buffer_clear(&secret);
    buffer_clear(&identity);
    buffer_clear(&item);
    if (good && count <= OPTION_LIST_MAX)
        return true;
    return diagnostic_set(
        diagnostic,
        "%s: accepted are up to %d of IDENTITY:HEX with commas between, the identity of 1 to %d bytes "
        "without a comma, the key of 1 to %d bytes as hex",
        written, OPTION_LIST_MAX, PSK_IDENTITY_SIZE_MAX, PSK_KEY_SIZE_MAX);
}

typedef struct Limit {
    ScenarioId option;
    uint64_t least, most;
} Limit;

static const Limit *limit_of(const OptionKey *key)
{
    static const Limit limits[] = {
#define LIMIT(id, least, most) {SCENARIO_##id, least, most},
#include "sim/scenario/scenario_limits.def"
#undef LIMIT
    };
    size_t i = 0;
    while (i < COUNT_OF(limits) && (int)limits[i].option != key->option)
        i++;
    assert(i < COUNT_OF(limits));
    return &limits[i];
}

bool read_number(SettingValue *out, const OptionKey *key, const char *written, const char *value,
                 Diagnostic *diagnostic)
{
    const Limit *limit = limit_of(key);
    out->kind = SETTING_NUMBER;
    if (value_number(&out->number, value, limit->least, limit->most))
        return true;
    return diagnostic_set(diagnostic, "%s: '%s' is not accepted: a number from %llu to %llu is", written, value,
                          (unsigned long long)limit->least, (unsigned long long)limit->most);
}

static int index_of(NameAt *at, const char *value)
{
    const char *name;
    for (int i = 0; (name = at(i)); i++)
        if (strcmp(name, value) == 0)
            return i;
    return -1;
}

/* One of a list of names; all are told where it is another. */
static bool read_choice(SettingValue *out, const char *written, const char *value, NameAt *at, const char *what,
                        Diagnostic *diagnostic)
{
    Buffer names = BUFFER_EMPTY;
    out->kind = SETTING_CHOICE;
    out->choice = index_of(at, value);
    if (out->choice >= 0)
        return true;
    nearest_append_names(&names, at);
    diagnostic_set(diagnostic, "%s: '%s' %s; accepted: %s", written, value, what, text_finish(&names));
    buffer_clear(&names);
    return false;
}

bool read_resume(SettingValue *out, const OptionKey *key, const char *written, const char *value,
                 Diagnostic *diagnostic)
{
    (void)key;
    out->kind = SETTING_CHOICE;
    out->choice = index_of(resumption_name, value);
    if (out->choice >= 0)
        return true;
    return diagnostic_set(diagnostic, "%s: '%s' is not accepted: session-id or ticket is", written, value);
}

bool read_application_text(SettingValue *out, const OptionKey *key, const char *written, const char *value,
                           Diagnostic *diagnostic)
{
    (void)key;
    out->kind = SETTING_WORDS;
    return value_unescape(&out->words, value) ||
           diagnostic_set(diagnostic, "%s: a backslash stands before something else than r, n, t, \\ or xHH", written);
}

bool read_date(SettingValue *out, const OptionKey *key, const char *written, const char *value, Diagnostic *diagnostic)
{
    (void)key;
    out->kind = SETTING_TIME;
    if (calendar_parse(&out->seconds, value))
        return true;
    return diagnostic_set(
        diagnostic,
        "%s: '%s' is no date; accepted: 2026-01-01, '2026-01-01 12:30' or '2026-01-01 12:30:15', with T "
        "for the blank or not, and with Z at the end or not: it is UTC",
        written, value);
}

bool read_attacker(SettingValue *out, const OptionKey *key, const char *written, const char *value,
                   Diagnostic *diagnostic)
{
    (void)key;
    return read_choice(out, written, value, attacker_name_at, "is no attacker", diagnostic);
}

static bool read_changes(SettingValue *out, const char *written, const char *value, TamperWho who,
                         Diagnostic *diagnostic)
{
    out->kind = SETTING_CHANGES;
    out->changes = memory_new(sizeof *out->changes);
    return tampering_parse(out->changes, value, who, written, diagnostic);
}

bool read_tamper(SettingValue *out, const OptionKey *key, const char *written, const char *value,
                 Diagnostic *diagnostic)
{
    (void)key;
    return read_changes(out, written, value, TAMPER_BY_ATTACKER, diagnostic);
}

bool read_fault(SettingValue *out, const OptionKey *key, const char *written, const char *value, Diagnostic *diagnostic)
{
    if (key->handshake != OPTION_ANY)
        return diagnostic_set(diagnostic, "%s: holds for a connection; a message may have a handshake: h%d.finished",
                              written, key->handshake);
    return read_changes(out, written, value, TAMPER_BY_SENDER, diagnostic);
}

bool read_renegotiate(SettingValue *out, const OptionKey *key, const char *written, const char *value,
                      Diagnostic *diagnostic)
{
    (void)key;
    return read_choice(out, written, value, starter_name, "renegotiates nothing", diagnostic);
}

static bool loot_known(const char *name)
{
    LootList loot;
    return value_loot(&loot, name);
}

bool read_loot(SettingValue *out, const OptionKey *key, const char *written, const char *value, Diagnostic *diagnostic)
{
    (void)key;
    static const Names names = {"loot", loot_known, loot_name, NULL, NULL};
    out->kind = SETTING_LOOT;
    return check_names(written, value, &names, diagnostic) && value_loot(&out->loot, value);
}

bool read_work(SettingValue *out, const OptionKey *key, const char *written, const char *value, Diagnostic *diagnostic)
{
    const Limit *limit = limit_of(key);
    out->kind = SETTING_NUMBER;
    if (value_work(&out->number, value, limit->least, limit->most))
        return true;
    return diagnostic_set(diagnostic, "%s: '%s' is not accepted: a number from 1 to 2^40 is, also written 2^N", written,
                          value);
}
