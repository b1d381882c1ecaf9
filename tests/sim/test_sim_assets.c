/* The program's data: where it is looked for, and that every named chain can be used. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/assets/assets.h"
#include "sim/assets/credentials.h"

static void every_named_chain_has_its_key(void **state)
{
    (void)state;
    Credentials *credentials = credentials_new();
    const CertificateAsset *asset;
    int count = 0;
    for (; (asset = assets_certificate_at(count)); count++) {
        const Credential *credential, *again;
        Diagnostic diagnostic = {""};
        if (!credentials_chain(credentials, &credential, asset->name, NULL, "key", true, &diagnostic))
            fail_msg("%s", diagnostic.text);
        assert_true(asset->what[0] != '\0');
        assert_ptr_equal(assets_certificate_find(asset->name), asset);
        assert_true(credentials_chain(credentials, &again, asset->name, NULL, "key", true, &diagnostic));
        assert_ptr_equal(again, credential); /* read once */
    }
    assert_true(count > 20);
    assert_null(assets_certificate_find("no such chain"));
    credentials_free(credentials);
}

static void the_roots_are_certificates(void **state)
{
    (void)state;
    Credentials *credentials = credentials_new();
    const CertificateList *roots;
    Diagnostic diagnostic = {""};
    assert_true(credentials_roots(credentials, &roots, NULL, &diagnostic));
    assert_int_equal(roots->count, 2);
    credentials_free(credentials);
}

static char *path_of(const char *name)
{
    Buffer path = BUFFER_EMPTY;
    Diagnostic diagnostic = {""};
    if (!assets_path(&path, name, &diagnostic))
        fail_msg("%s", diagnostic.text);
    char *copy = strdup(text_finish(&path));
    buffer_clear(&path);
    return copy;
}

static void files_that_do_not_go_together_are_told(void **state)
{
    (void)state;
    Credentials *credentials = credentials_new();
    const Credential *credential;
    char *chain = path_of("assets/pki/good.pem"), *key = path_of("assets/pki/ecdsa.key");
    Diagnostic mismatch = {""}, no_key = {""}, no_certificate = {""};
    assert_false(credentials_chain(credentials, &credential, chain, key, "--key", false, &mismatch));
    assert_non_null(strstr(mismatch.text, "ecdsa.key: this key is not the one of the certificate in"));
    assert_false(credentials_chain(credentials, &credential, chain, NULL, "--key", false, &no_key));
    assert_non_null(strstr(no_key.text, "--key: needed, "));
    assert_false(credentials_chain(credentials, &credential, key, NULL, "--key", false, &no_certificate));
    assert_non_null(strstr(no_key.text, "good.pem holds a certificate only"));
    assert_non_null(strstr(no_certificate.text,
                           ": no certificate can be read here: found none, but a block BEGIN PRIVATE KEY; "
                           "accepted: a block BEGIN CERTIFICATE (RFC 7468 §2)"));
    free(chain);
    free(key);
    credentials_free(credentials);
}

static void a_file_is_read_up_to_its_limit(void **state)
{
    (void)state;
    Buffer all = BUFFER_EMPTY, cut = BUFFER_EMPTY;
    char *path = path_of("assets/certificates");
    Diagnostic diagnostic = {""};
    assert_true(assets_read_file(&all, path, 1 << 20, &diagnostic));
    assert_true(assets_read_file(&cut, path, all.size, &diagnostic));
    assert_true(bytes_equal(buffer_bytes(&all), buffer_bytes(&cut)));
    assert_false(assets_read_file(&cut, path, all.size - 1, &diagnostic));
    assert_true(cut.size == all.size); /* as before */
    assert_non_null(strstr(diagnostic.text, "the most that is read"));
    diagnostic = (Diagnostic){""};
    assert_false(assets_read_file(&cut, "/", 10, &diagnostic));
    assert_non_null(strstr(diagnostic.text, "/: "));
    free(path);
    buffer_clear(&all);
    buffer_clear(&cut);
}

static void data_that_is_not_there_is_told_with_where_it_was_looked_for(void **state)
{
    (void)state;
    Buffer path = BUFFER_EMPTY;
    Diagnostic diagnostic = {""};
    char *before = strdup(getenv("TLSTEPS_DATA") ? getenv("TLSTEPS_DATA") : "");
    setenv("TLSTEPS_DATA", "/no/such/folder", 1);
    assert_false(assets_path(&path, "assets/certificates", &diagnostic));
    assert_non_null(strstr(diagnostic.text, "/no/such/folder/assets/certificates: No such file or directory"));
    assert_true(path.size == 0);
    /* from the build folder the source tree is found without being named */
    unsetenv("TLSTEPS_DATA");
    diagnostic = (Diagnostic){""};
    assert_true(assets_path(&path, "lessons/en", &diagnostic));
    setenv("TLSTEPS_DATA", before, 1);
    free(before);
    buffer_clear(&path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_named_chain_has_its_key),
        cmocka_unit_test(the_roots_are_certificates),
        cmocka_unit_test(files_that_do_not_go_together_are_told),
        cmocka_unit_test(a_file_is_read_up_to_its_limit),
        cmocka_unit_test(data_that_is_not_there_is_told_with_where_it_was_looked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
