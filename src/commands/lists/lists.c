#include "commands/lists/lists.h"

#include <ctype.h>
#include <string.h>

#include "base/event.h"
#include "base/text.h"
#include "commands/topics/topic.h"
#include "lesson/catalogue.h"
#include "report/write/json_parts.h"
#include "sim/assets/assets.h"
#include "tls/registry/group.h"
#include "tls/registry/signature.h"
#include "tls/registry/standing.h"
#include "tls/registry/suite.h"
#include "ui/terminal/actions.h"

/* A registry's 16-bit number as it is written there: "0xc02f". */
static json_t *new_id(uint16_t id)
{
    return json_sprintf("0x%04x", id);
}

static json_t *new_versions(const Suite *suite)
{
    json_t *array = json_array();
    for (uint16_t version = suite_version_min(suite); version <= VERSION_TLS_1_2; version++)
        json_array_append_new(array, json_string(version_name(version)));
    return array;
}

/* Those that this program speaks, with the document of each. */
static json_t *make_versions(Diagnostic *diagnostic)
{
    (void)diagnostic;
    static const char *const sources[] = {"RFC 2246", "RFC 4346", "RFC 5246"};
    json_t *array = json_array();
    for (uint16_t version = VERSION_TLS_1_0; version <= VERSION_TLS_1_2; version++)
        json_array_append_new(array, json_pack("{ss so ss so}", "name", version_name(version), "id", new_id(version),
                                               "source", sources[version - VERSION_TLS_1_0], "standing",
                                               json_new_standing(standing_of_version(version))));
    return array;
}

static json_t *make_suites(Diagnostic *diagnostic)
{
    (void)diagnostic;
    json_t *array = json_array();
    const Suite *suite;
    for (int i = 0; (suite = suite_at(i)); i++) {
        bool aead = cipher_info(suite->cipher)->aead;
        json_t *row = json_pack(
            "{ss so ss? ss ss ss ss ss so ss so}", "name", suite->name, "id", new_id(suite->id), "openssl_name",
            suite->openssl_name, "key_exchange", key_exchange_name(suite->key_exchange), "authentication",
            authentication_name(suite->authentication), "cipher", cipher_info(suite->cipher)->name, "mac",
            aead ? "AEAD" : hash_name(suite->mac), "prf", hash_name(suite->prf), "versions", new_versions(suite),
            "source", suite->source, "standing", json_new_standing(standing_of_suite(suite)));
        json_array_append_new(array, row);
    }
    return array;
}

static const char *group_kind_name(GroupKind kind)
{
    static const char *const names[] = {
        [GROUP_FINITE_FIELD] = "finite field", [GROUP_CURVE] = "curve", [GROUP_X25519] = "x25519"};
    return names[kind];
}

/* A number as in the JSON of a run: "0x17". */
static void add_number(json_t *row, const char *key, const mpz_t number)
{
    Buffer bytes = BUFFER_EMPTY;
    number_append(&bytes, number);
    json_object_set_new(row, key, json_new_value(VALUE_NUMBER, buffer_bytes(&bytes)));
    buffer_clear(&bytes);
}

static void add_curve_numbers(json_t *row, const Curve *curve)
{
    add_number(row, "p", curve->p);
    add_number(row, "a", curve->a);
    add_number(row, "b", curve->b);
    add_number(row, "base_x", curve->g.x);
    add_number(row, "base_y", curve->g.y);
    add_number(row, "order", curve->n);
}

/* 2^255 - 19 (RFC 7748 §4.1) */
static void add_x25519_prime(json_t *row)
{
    mpz_t p;
    mpz_init(p);
    mpz_ui_pow_ui(p, 2, 255);
    mpz_sub_ui(p, p, 19);
    add_number(row, "p", p);
    mpz_clear(p);
}

/* All that is needed to compute in a toy with paper and pencil; null for the others, whose numbers fill lines. */
static json_t *new_numbers(const Group *group)
{
    const DhGroup *field = group_field(group);
    const Curve *curve = group_curve(group);
    if (!group->toy)
        return json_null();
    if (field)
        return json_sprintf("p = %lu, g = %lu", mpz_get_ui(field->p), mpz_get_ui(field->g));
    return json_sprintf("y² = x³ + %lux + %lu mod %lu, G = (%lu, %lu), order %lu", mpz_get_ui(curve->a),
                        mpz_get_ui(curve->b), mpz_get_ui(curve->p), mpz_get_ui(curve->g.x), mpz_get_ui(curve->g.y),
                        mpz_get_ui(curve->n));
}

static void add_group_numbers(json_t *row, const Group *group)
{
    switch (group->kind) {
    case GROUP_FINITE_FIELD:
        add_number(row, "p", group_field(group)->p);
        add_number(row, "g", group_field(group)->g);
        break;
    case GROUP_CURVE:
        add_curve_numbers(row, group_curve(group));
        break;
    case GROUP_X25519:
        add_x25519_prime(row);
        break;
    }
    json_object_set_new(row, "numbers", new_numbers(group));
}

static json_t *make_groups(Diagnostic *diagnostic)
{
    (void)diagnostic;
    json_t *array = json_array();
    const Group *group;
    for (int i = 0; (group = group_at(i)); i++) {
        const char *exchange = group->kind == GROUP_FINITE_FIELD ? "DHE" : "ECDHE";
        json_t *row = json_pack("{ss so ss ss si sb ss so}", "name", group->name, "id",
                                group->id ? new_id(group->id) : json_null(), "kind", group_kind_name(group->kind),
                                "key_exchange", exchange, "bits", (int)group->bits, "toy", (int)group->toy, "source",
                                group->source, "standing", json_new_standing(standing_of_group(group)));
        add_group_numbers(row, group);
        json_array_append_new(array, row);
    }
    return array;
}

static json_t *make_certificates(Diagnostic *diagnostic)
{
    if (!assets_certificates_read(diagnostic))
        return NULL;
    json_t *array = json_array();
    const CertificateAsset *asset;
    for (int i = 0; (asset = assets_certificate_at(i)); i++)
        json_array_append_new(array, json_pack("{ss ss ss ss}", "name", asset->name, "what", asset->what, "chain_file",
                                               asset->chain_file, "key_file", asset->key_file));
    return array;
}

static json_t *make_statuses(StatusKind kind, Diagnostic *diagnostic)
{
    if (!assets_statuses_read(diagnostic))
        return NULL;
    json_t *array = json_array();
    const StatusAsset *asset;
    for (int i = 0; (asset = assets_status_at(i)); i++)
        if (asset->kind == kind)
            json_array_append_new(
                array, json_pack("{ss ss ss}", "name", asset->name, "what", asset->what, "file", asset->file));
    return array;
}

static json_t *make_revocation_lists(Diagnostic *diagnostic)
{
    return make_statuses(STATUS_CRL, diagnostic);
}

static json_t *make_ocsp_responses(Diagnostic *diagnostic)
{
    return make_statuses(STATUS_OCSP, diagnostic);
}

static json_t *make_facts(Diagnostic *diagnostic)
{
    (void)diagnostic;
    static const char *const kinds[] = {[VALUE_BYTES] = "bytes", [VALUE_NUMBER] = "number", [VALUE_TEXT] = "text"};
    json_t *array = json_array();
    for (int id = 0; id < FACT_COUNT; id++) {
        const FactItem *fact = fact_item((FactId)id);
        json_array_append_new(array, json_pack("{ss ss ss ss}", "name", fact->name, "kind",
                                               fact->counts ? "count" : kinds[fact->kind], "meaning", fact->meaning,
                                               "source", fact->source));
    }
    return array;
}

static json_t *make_signature_schemes(Diagnostic *diagnostic)
{
    (void)diagnostic;
    static const char *const kinds[] = {[SIGNATURE_UNKNOWN] = "unknown",
                                        [SIGNATURE_RSA_PKCS1] = "RSA PKCS #1 v1.5",
                                        [SIGNATURE_RSA_PSS] = "RSA PSS",
                                        [SIGNATURE_ECDSA] = "ECDSA"};
    json_t *array = json_array();
    const SignatureScheme *scheme;
    for (int i = 0; (scheme = signature_scheme_at(i)); i++)
        json_array_append_new(array, json_pack("{ss so ss ss ss so}", "name", scheme->name, "id", new_id(scheme->id),
                                               "algorithm", kinds[scheme->kind], "key", key_kind_name(scheme->key),
                                               "hash", hash_name(scheme->hash), "standing",
                                               json_new_standing(standing_of_scheme(scheme))));
    return array;
}

/* A lesson that cannot be read stands here too, with the reason in its title's place. */
static json_t *new_lesson(const CatalogueEntry *entry)
{
    Buffer title = BUFFER_EMPTY;
    text_append(&title, entry->title ? entry->title : "cannot be read: ");
    text_append(&title, entry->problem ? entry->problem : "");
    json_t *row =
        json_pack("{so so so sb}", "name", json_new_name(entry->name), "title", json_new_text(buffer_bytes(&title)),
                  "path", json_new_name(entry->path), "readable", (int)(entry->title != NULL));
    buffer_clear(&title);
    return row;
}

static json_t *make_lessons(Diagnostic *diagnostic)
{
    Catalogue catalogue;
    if (!catalogue_open(&catalogue, NULL, diagnostic))
        return NULL;
    json_t *array = json_array();
    for (int i = 0; i < catalogue.count; i++) {
        CatalogueEntry entry = catalogue_entry(&catalogue, i);
        json_array_append_new(array, new_lesson(&entry));
    }
    catalogue_close(&catalogue);
    return array;
}

static json_t *new_key(const ActionItem *item, const char *heading)
{
    Buffer name = BUFFER_EMPTY;
    for (const char *at = item->name; *at; at++)
        buffer_append_number(&name, 1, (uint64_t)tolower((unsigned char)*at));
    json_t *row = json_pack("{ss ss ss ss}", "name", text_finish(&name), "keys", item->keys, "section", heading, "what",
                            item->help);
    buffer_clear(&name);
    return row;
}

/* Each with the heading that it stands under. */
static json_t *make_keys(Diagnostic *diagnostic)
{
    (void)diagnostic;
    json_t *array = json_array();
    const ActionLine *line;
    const char *heading = "";
    for (int i = 0; (line = action_line_at(i)); i++) {
        if (line->heading) {
            heading = line->heading;
            continue;
        }
        json_array_append_new(array, new_key(action_item(line->action), heading));
    }
    return array;
}

static json_t *make_rfcs(Diagnostic *diagnostic)
{
    (void)diagnostic;
    json_t *array = json_array();
    for (int i = 0; i < RFC_COUNT; i++)
        json_array_append_new(array, json_new_rfc(rfc_at(i)));
    return array;
}

static json_t *new_topic_options(const Topic *topic)
{
    json_t *array = json_array();
    for (const TopicOption *option = topic->options; option->name; option++)
        json_array_append_new(array, json_pack("{ss ss ss? ss}", "name", option->name, "argument", option->argument,
                                               "preset", option->preset, "help", option->help));
    return array;
}

static json_t *make_topics(Diagnostic *diagnostic)
{
    (void)diagnostic;
    json_t *array = json_array();
    const Topic *topic;
    for (int i = 0; (topic = topic_at(i)); i++)
        json_array_append_new(array, json_pack("{ss ss ss? so}", "name", topic->name, "what", topic->summary, "details",
                                               topic->details, "options", new_topic_options(topic)));
    return array;
}

static const List lists[] = {
    {"versions", "versions of the protocol", {"name", "id", "source", "today", "recommended"}, {NULL}, make_versions},
    {"suites",
     "cipher suites",
     {"name", "id", "key_exchange", "authentication", "cipher", "mac", "today", "recommended"},
     {NULL},
     make_suites},
    {"groups",
     "groups of a key exchange",
     {"name", "id", "key_exchange", "bits", "source", "today", "recommended", "numbers"},
     {NULL},
     make_groups},
    {"signature-schemes",
     "signature schemes",
     {"name", "id", "algorithm", "key", "hash", "today", "recommended"},
     {NULL},
     make_signature_schemes},
    {"certificates", "chains that come with the program", {"name", "what"}, {NULL}, make_certificates},
    {"revocation-lists",
     "lists of revoked certificates that come with the program",
     {"name", "what"},
     {NULL},
     make_revocation_lists},
    {.name = "ocsp-responses",
     .what = "OCSP responses that come with the program",
     .columns = {"name", "what"},
     .make = make_ocsp_responses},
    {.name = "alerts",
     .what = "alerts, and how to see each",
     .columns = {"name", "id", "level", "source"},
     .below = {"meaning", "command", "reason"},
     .make = list_make_alerts},
    {.name = "glossary",
     .what = "words of the trade, and what they mean",
     .columns = {"name", "source"},
     .below = {"meaning"},
     .make = list_make_glossary},
    {"facts", "names of everything that can be known", {"name", "kind", "meaning"}, {NULL}, make_facts},
    {"rfcs",
     "RFCs that this program names, and what has become of each",
     {"name", "date", "status", "obsoleted_by", "as_of"},
     {"title", "note"},
     make_rfcs},
    {"lessons", "lessons", {"name", "title"}, {NULL}, make_lessons},
    {"keys", "what each key does on the screen", {"name", "keys", "what"}, {NULL}, make_keys},
    {"topics", "what tlsteps explain works out", {"name", "what"}, {NULL}, make_topics},
};

const List *list_at(int index)
{
    return index >= 0 && index < (int)COUNT_OF(lists) ? &lists[index] : NULL;
}

const List *lists_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(lists); i++)
        if (strcmp(lists[i].name, name) == 0)
            return &lists[i];
    return NULL;
}
