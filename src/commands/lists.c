#include "commands/lists.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/event.h"
#include "base/text.h"
#include "report/style.h"
#include "sim/assets.h"
#include "tls/group.h"
#include "tls/signature.h"
#include "tls/suite.h"

/* A registry's 16-bit number as it is written there: "0xc02f". */
static json_t *new_id(uint16_t id)
{
    return json_sprintf("0x%04x", id);
}

static json_t *make_suites(Diagnostic *diagnostic)
{
    (void)diagnostic;
    json_t *array = json_array();
    const Suite *suite;
    for (int i = 0; (suite = suite_at(i)); i++) {
        bool aead = cipher_info(suite->cipher)->aead;
        json_t *row =
            json_pack("{ss so ss ss ss ss ss ss s[s] ss}", "name", suite->name, "id", new_id(suite->id), "openssl_name",
                      suite->openssl_name, "key_exchange", key_exchange_name(suite->key_exchange), "authentication",
                      authentication_name(suite->authentication), "cipher", cipher_info(suite->cipher)->name, "mac",
                      aead ? "AEAD" : hash_name(suite->mac), "prf", hash_name(suite->prf), "versions", "1.2", "source",
                      suite->source);
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

static json_t *make_groups(Diagnostic *diagnostic)
{
    (void)diagnostic;
    json_t *array = json_array();
    const Group *group;
    for (int i = 0; (group = group_at(i)); i++) {
        const char *exchange = group->kind == GROUP_FINITE_FIELD ? "DHE" : "ECDHE";
        json_t *row =
            json_pack("{ss so ss ss si sb ss}", "name", group->name, "id", group->id ? new_id(group->id) : json_null(),
                      "kind", group_kind_name(group->kind), "key_exchange", exchange, "bits", (int)group->bits, "toy",
                      (int)group->toy, "source", group->source);
        json_array_append_new(array, row);
    }
    return array;
}

static json_t *make_certificates(Diagnostic *diagnostic)
{
    Buffer path = BUFFER_EMPTY;
    bool there = assets_path(&path, "assets/certificates", diagnostic);
    buffer_clear(&path);
    if (!there)
        return NULL;
    json_t *array = json_array();
    const CertificateAsset *asset;
    for (int i = 0; (asset = assets_certificate_at(i)); i++)
        json_array_append_new(array, json_pack("{ss ss ss ss}", "name", asset->name, "what", asset->what, "chain_file",
                                               asset->chain_file, "key_file", asset->key_file));
    return array;
}

static json_t *make_alerts(Diagnostic *diagnostic)
{
    (void)diagnostic;
    json_t *array = json_array();
    Error error;
    for (unsigned i = 0; error_at(i, &error); i++)
        if (error_is_alert(error))
            json_array_append_new(array, json_pack("{ss si ss}", "name", error_name(error), "id", (int)error, "meaning",
                                                   error_sentence(error)));
    return array;
}

static json_t *make_facts(Diagnostic *diagnostic)
{
    (void)diagnostic;
    static const char *const kinds[] = {[VALUE_BYTES] = "bytes", [VALUE_NUMBER] = "number", [VALUE_TEXT] = "text"};
    json_t *array = json_array();
    for (int id = 0; id < FACT_COUNT; id++) {
        const FactItem *fact = fact_item((FactId)id);
        json_array_append_new(array, json_pack("{ss ss ss ss}", "name", fact->name, "kind", kinds[fact->kind],
                                               "meaning", fact->meaning, "source", fact->source));
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
        json_array_append_new(array, json_pack("{ss so ss ss}", "name", scheme->name, "id", new_id(scheme->id),
                                               "algorithm", kinds[scheme->kind], "hash", hash_name(scheme->hash)));
    return array;
}

static int is_lesson(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 3 && strcmp(entry->d_name + length - 3, ".md") == 0;
}

/* The text of the first heading; the file's name where there is none. */
static json_t *new_title(Bytes text, const char *name)
{
    for (size_t i = 0; i + 2 < text.size; i++)
        if ((i == 0 || text.data[i - 1] == '\n') && text.data[i] == '#' && text.data[i + 1] == ' ') {
            size_t end = i;
            while (end < text.size && text.data[end] != '\n')
                end++;
            return json_stringn((const char *)text.data + i + 2, end - i - 2);
        }
    return json_string(name);
}

static bool append_lesson(json_t *array, const char *folder, const char *file, Diagnostic *diagnostic)
{
    enum { LESSON_SIZE_MAX = 1 << 20 };
    Buffer path = BUFFER_EMPTY, text = BUFFER_EMPTY;
    style_print(&path, "%s/%s", folder, file);
    bool read = assets_read_file(&text, text_finish(&path), LESSON_SIZE_MAX, diagnostic);
    if (read)
        json_array_append_new(array, json_pack("{ss% so ss}", "name", file, strlen(file) - 3, "title",
                                               new_title(buffer_bytes(&text), file), "path", text_finish(&path)));
    buffer_clear(&path);
    buffer_clear(&text);
    return read;
}

static json_t *make_lessons(Diagnostic *diagnostic)
{
    Buffer folder = BUFFER_EMPTY;
    struct dirent **entries = NULL;
    json_t *array = json_array();
    int count = -1;
    bool done = assets_path(&folder, "lessons/en", diagnostic);
    if (done && (count = scandir(text_finish(&folder), &entries, is_lesson, alphasort)) < 0)
        done = diagnostic_set(diagnostic, "%s: %s", text_finish(&folder), strerror(errno));
    for (int i = 0; i < count; i++) {
        done = done && append_lesson(array, text_finish(&folder), entries[i]->d_name, diagnostic);
        free(entries[i]);
    }
    free(entries);
    buffer_clear(&folder);
    if (!done) {
        json_decref(array);
        return NULL;
    }
    return array;
}

static const List lists[] = {
    {"suites", "cipher suites", {"name", "id", "key_exchange", "authentication", "cipher", "mac"}, make_suites},
    {"groups", "groups of a key exchange", {"name", "id", "key_exchange", "bits", "source"}, make_groups},
    {"signature-schemes", "signature schemes", {"name", "id", "algorithm", "hash"}, make_signature_schemes},
    {"certificates", "chains that come with the program", {"name", "what"}, make_certificates},
    {"alerts", "alerts", {"name", "id", "meaning"}, make_alerts},
    {"facts", "names of everything that can be known", {"name", "kind", "meaning"}, make_facts},
    {"lessons", "lessons", {"name", "title"}, make_lessons},
};

const List *list_at(int index)
{
    return index >= 0 && index < (int)COUNT_OF(lists) ? &lists[index] : NULL;
}

const List *list_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(lists); i++)
        if (strcmp(lists[i].name, name) == 0)
            return &lists[i];
    return NULL;
}
