/* Which lessons there are, and which one somebody means. */
#include "folder.h"

#include "lesson/catalogue.h"

static void assert_means(Catalogue *catalogue, const char *name, const char *file)
{
    Diagnostic diagnostic = {""};
    const char *path = catalogue_find(catalogue, name, &diagnostic);
    if (!path)
        fail_msg("%s: %s", name, diagnostic.text);
    assert_string_equal(strrchr(path, '/') + 1, file);
}

static void assert_refused(Catalogue *catalogue, const char *name, const char *problem)
{
    Diagnostic diagnostic = {""};
    assert_null(catalogue_find(catalogue, name, &diagnostic));
    assert_string_equal(diagnostic.text, problem);
}

static void test_folder(void **state)
{
    (void)state;
    Folder folder;
    Catalogue catalogue;
    Diagnostic diagnostic = {""};
    folder_make(&folder);
    folder_add(&folder, "06-ecdhe.md", "");
    folder_add(&folder, "05-dhe.md", "");
    folder_add(&folder, "notes.txt", "");
    folder_add(&folder, ".hidden.md", "");
    folder_add(&folder, ".md", "");
    folder_add(&folder, "07-hello-retry.md", "");
    assert_true(catalogue_open(&catalogue, folder.path, &diagnostic));
    assert_int_equal(catalogue.count, 3);
    assert_means(&catalogue, "05-dhe", "05-dhe.md");
    /* The whole name counts more than a part of another one. */
    assert_means(&catalogue, "dhe", "05-dhe.md");
    assert_means(&catalogue, "ecd", "06-ecdhe.md");
    assert_means(&catalogue, "retry", "07-hello-retry.md");
    assert_means(&catalogue, folder.files[0], "06-ecdhe.md");
    assert_refused(&catalogue, "rsa", "no lesson is called 'rsa': there are 05-dhe, 06-ecdhe, 07-hello-retry");
    assert_refused(&catalogue, "", "no lesson is called '': there are 05-dhe, 06-ecdhe, 07-hello-retry");
    assert_refused(&catalogue, "he", "more than one lesson is called 'he': there are 05-dhe, 06-ecdhe, 07-hello-retry");
    assert_refused(&catalogue, "md", "no lesson is called 'md': there are 05-dhe, 06-ecdhe, 07-hello-retry");
    catalogue_close(&catalogue);
    folder_remove(&folder);
}

static void test_entries(void **state)
{
    (void)state;
    Folder folder;
    Catalogue catalogue;
    Diagnostic diagnostic = {""};
    folder_make(&folder);
    folder_add(&folder, "1-good.md", "# Good\n");
    folder_add(&folder, "2-bad.md", "\n# Bad &#27;\n");
    assert_true(catalogue_open(&catalogue, folder.path, &diagnostic));
    CatalogueEntry good = catalogue_entry(&catalogue, 0), bad = catalogue_entry(&catalogue, 1);
    assert_string_equal(good.name, "1-good");
    assert_string_equal(good.title, "Good");
    assert_null(good.problem);
    assert_string_equal(bad.path, folder.files[1]);
    assert_string_equal(bad.name, "2-bad");
    assert_null(bad.title);
    assert_non_null(strstr(bad.problem, "2-bad.md:2: character U+001B"));
    catalogue_close(&catalogue);
    folder_remove(&folder);
}

static void test_own_lessons(void **state)
{
    (void)state;
    Catalogue catalogue;
    Diagnostic diagnostic = {""};
    assert_true(catalogue_open(&catalogue, NULL, &diagnostic));
    assert_means(&catalogue, "rsa", "04-rsa.md");
    catalogue_close(&catalogue);
}

static void test_no_folder(void **state)
{
    (void)state;
    Catalogue catalogue;
    Diagnostic diagnostic = {""};
    assert_false(catalogue_open(&catalogue, "/nowhere", &diagnostic));
    assert_string_equal(diagnostic.text, "/nowhere: No such file or directory");
    catalogue_close(&catalogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_folder),
        cmocka_unit_test(test_entries),
        cmocka_unit_test(test_own_lessons),
        cmocka_unit_test(test_no_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
