/* Checks of the names of what is said on the revocation of certificates. */
#include <string.h>

#include "sim/assets/assets.h"
#include "sim/diagnostic/nearest.h"
#include "sim/scenario/scenario_read.h"
#include "sim/scenario/scenario_value.h"
#include "tls/wire/message.h"

static bool check_status(StatusKind kind, NameAt *at, const char *what, const char *list, const char *written,
                         const char *value, Diagnostic *diagnostic)
{
    if (assets_status_find(kind, value) || strpbrk(value, "./"))
        return true;
    if (!assets_statuses_read(diagnostic))
        return false;
    const char *near = nearest_name(value, at);
    return diagnostic_set(diagnostic,
                          "%s: '%s' is no %s's name%s%s%s; accepted: a name from 'tlsteps list %s', or a file "
                          "(with a dot or a slash in its path)",
                          written, value, what, near ? "; did you mean " : "", near ? near : "", near ? "?" : "", list);
}

/* Name `index` of those of a kind. */
static const char *status_name_at(StatusKind kind, int index)
{
    const StatusAsset *asset;
    for (int i = 0; (asset = assets_status_at(i)); i++)
        if (asset->kind == kind && index-- == 0)
            return asset->name;
    return NULL;
}

static const char *crl_name_at(int index)
{
    return status_name_at(STATUS_CRL, index);
}

bool read_crl(SettingValue *out, const OptionKey *key, const char *written, const char *value, Diagnostic *diagnostic)
{
    (void)out, (void)key;
    return check_status(STATUS_CRL, crl_name_at, "revocation list", "revocation-lists", written, value, diagnostic);
}

static const char *response_name_at(int index)
{
    return status_name_at(STATUS_OCSP, index);
}

/* Each for the certificate at its place of the chain. */
bool read_staples(SettingValue *out, const OptionKey *key, const char *written, const char *value,
                  Diagnostic *diagnostic)
{
    Buffer item = BUFFER_EMPTY;
    const char *name;
    bool good = value_item_count(value) <= CERTIFICATES_MAX ||
                diagnostic_set(diagnostic, "%s: accepted is a list of %d at most", written, CERTIFICATES_MAX);
    (void)out, (void)key;
    for (int i = 0; good && (name = value_item(&item, value, i)); i++)
        good = strcmp(name, value_no_staple) == 0 || check_status(STATUS_OCSP, response_name_at, "OCSP response",
                                                                  "ocsp-responses", written, name, diagnostic);
    buffer_clear(&item);
    return good;
}
