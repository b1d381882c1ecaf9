/*
 * Runs test vectors of the Wycheproof collection (github.com/C2SP/wycheproof, testvectors_v1).
 *
 *     wycheproof_run [FILE …]
 *
 * Without arguments it runs every *_test.json of the folder WYCHEPROOF_FOLDER, which lies beside the checkout and is
 * no part of it: where it is absent, one line says so and the status is 77, which Meson reports as a skipped test.
 * Otherwise the status is 0 where every case came out as its file says, 1 where one did not, 2 where a file cannot be
 * read, holds no case or has a schema that is not in the table below.
 */
#include <glob.h>
#include <stdio.h>
#include <string.h>

#include "wycheproof.h"

enum { STATUS_RIGHT = 0, STATUS_WRONG = 1, STATUS_UNREADABLE = 2, STATUS_SKIPPED = 77 };

static const struct Schema {
    const char *name;
    CaseHandler *handler;
} schemas[] = {
    {"aead_test_schema_v1.json", wycheproof_aead},
    {"ecdh_ecpoint_test_schema_v1.json", wycheproof_ecdh_ecpoint},
    {"ecdsa_p1363_verify_schema_v1.json", wycheproof_ecdsa_p1363_verify},
    {"ecdsa_verify_schema_v1.json", wycheproof_ecdsa_verify},
    {"ind_cpa_test_schema_v1.json", wycheproof_cbc},
    {"mac_test_schema_v1.json", wycheproof_mac},
    {"primality_test_schema_v1.json", wycheproof_primality},
    {"rsaes_pkcs1_decrypt_schema_v1.json", wycheproof_rsa_pkcs1_decrypt},
    {"rsassa_pkcs1_verify_schema_v1.json", wycheproof_rsa_pkcs1_verify},
    {"rsassa_pss_verify_schema_v1.json", wycheproof_rsa_pss_verify},
    {"xdh_comp_schema_v1.json", wycheproof_xdh},
};

enum { REASONS_MAX = 16 };

typedef struct Tally {
    unsigned ran, failed, skipped;
    struct {
        const char *reason;
        unsigned count;
    } reasons[REASONS_MAX]; /* the skipped cases, by reason */
    size_t reason_count;
} Tally;

static void tally_skipped(Tally *tally, const char *reason)
{
    tally->skipped++;
    size_t i = 0;
    while (i < tally->reason_count && strcmp(tally->reasons[i].reason, reason) != 0)
        i++;
    if (i == REASONS_MAX)
        return;
    tally->reasons[i].reason = reason;
    tally->reasons[i].count++;
    if (i == tally->reason_count)
        tally->reason_count++;
}

static void print_tally(const char *path, const Tally *tally)
{
    const char *slash = strrchr(path, '/');
    printf("%s: %u cases ran", slash ? slash + 1 : path, tally->ran);
    if (tally->failed)
        printf(", %u failed", tally->failed);
    if (tally->skipped)
        printf(", %u skipped", tally->skipped);
    for (size_t i = 0; i < tally->reason_count; i++)
        printf("%s%s: %u%s", i ? ", " : " (", tally->reasons[i].reason, tally->reasons[i].count,
               i + 1 == tally->reason_count ? ")" : "");
    putchar('\n');
}

/* Whether the outcome is what the case asks for; "acceptable" leaves it open whether a case is accepted. */
static bool outcome_is_right(const char *result, Outcome found)
{
    if (found.verdict == VERDICT_WRONG)
        return false;
    if (strcmp(result, "valid") == 0)
        return found.verdict == VERDICT_ACCEPTED;
    if (strcmp(result, "invalid") == 0)
        return found.verdict == VERDICT_REFUSED;
    return strcmp(result, "acceptable") == 0;
}

static void run_case(Tally *tally, const Case *c, CaseHandler *handler, const char *path)
{
    Outcome found = handler(c);
    if (found.verdict == VERDICT_SKIPPED) {
        tally_skipped(tally, found.reason);
        return;
    }
    tally->ran++;
    const char *result = wycheproof_text(c->test, "result");
    if (outcome_is_right(result, found))
        return;
    tally->failed++;
    printf("%s: case %lld (%s) is %s, but was %s\n", path,
           (long long)json_integer_value(json_object_get(c->test, "tcId")), wycheproof_text(c->test, "comment"), result,
           found.reason                        ? found.reason
           : found.verdict == VERDICT_ACCEPTED ? "accepted"
                                               : "refused");
}

static CaseHandler *find_handler(const char *schema)
{
    for (size_t i = 0; i < COUNT_OF(schemas); i++)
        if (strcmp(schema, schemas[i].name) == 0)
            return schemas[i].handler;
    return NULL;
}

static int refuse_schema(const char *path, const char *schema)
{
    fprintf(stderr, "%s: schema '%s' is none of those that can be run:", path, schema);
    for (size_t i = 0; i < COUNT_OF(schemas); i++)
        fprintf(stderr, " %s", schemas[i].name);
    fputc('\n', stderr);
    return STATUS_UNREADABLE;
}

static int run_cases(const char *path, const json_t *file, CaseHandler *handler)
{
    Tally tally = {0};
    const json_t *groups = json_object_get(file, "testGroups");
    for (size_t i = 0; i < json_array_size(groups); i++) {
        const json_t *group = json_array_get(groups, i);
        const json_t *tests = json_object_get(group, "tests");
        for (size_t j = 0; j < json_array_size(tests); j++)
            run_case(&tally, &(Case){file, group, json_array_get(tests, j)}, handler, path);
    }
    print_tally(path, &tally);
    if (tally.ran + tally.skipped == 0)
        return STATUS_UNREADABLE;
    return tally.failed ? STATUS_WRONG : STATUS_RIGHT;
}

static int run_file(const char *path)
{
    json_error_t error;
    json_t *file = json_load_file(path, 0, &error);
    if (!file) {
        fprintf(stderr, "%s:%d: %s\n", path, error.line, error.text);
        return STATUS_UNREADABLE;
    }
    const char *schema = wycheproof_text(file, "schema");
    CaseHandler *handler = find_handler(schema);
    int status = handler ? run_cases(path, file, handler) : refuse_schema(path, schema);
    json_decref(file);
    return status;
}

static int run_files(char **paths, size_t count)
{
    int status = STATUS_RIGHT;
    for (size_t i = 0; i < count; i++) {
        int one = run_file(paths[i]);
        status = one > status ? one : status;
    }
    return status;
}

static int run_folder(void)
{
    glob_t files;
    if (glob(WYCHEPROOF_FOLDER "/*_test.json", 0, NULL, &files) != 0) {
        puts("Not run: there are no test vectors in " WYCHEPROOF_FOLDER);
        return STATUS_SKIPPED;
    }
    int status = run_files(files.gl_pathv, files.gl_pathc);
    globfree(&files);
    return status;
}

int main(int count, char **arguments)
{
    return count > 1 ? run_files(arguments + 1, (size_t)count - 1) : run_folder();
}
