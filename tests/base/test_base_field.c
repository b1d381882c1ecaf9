/* Finding fields by their paths. */
#include "check.h"

#include "base/field.h"
#include "base/text.h"

static int add(FieldTree *tree, const char *name, int parent, int index)
{
    return field_tree_add(tree, (Field){.name = name, .parent = parent, .index = index});
}

/* hello { version, suites { length, suite[0], suite[1] }, extensions { server_name { length }, alpn { length } } } */
static FieldTree hello(void)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    int top = add(&tree, "hello", -1, -1);                       /* 0 */
    add(&tree, "version", top, -1);                              /* 1 */
    int suites = add(&tree, "suites", top, -1);                  /* 2 */
    add(&tree, "length", suites, -1);                            /* 3 */
    add(&tree, "suite", suites, 0);                              /* 4 */
    add(&tree, "suite", suites, 1);                              /* 5 */
    int extensions = add(&tree, "extensions", top, -1);          /* 6 */
    int server_name = add(&tree, "server_name", extensions, -1); /* 7 */
    add(&tree, "length", server_name, -1);                       /* 8 */
    int alpn = add(&tree, "alpn", extensions, -1);               /* 9 */
    add(&tree, "length", alpn, -1);                              /* 10 */
    return tree;
}

static void paths_lead_to_their_fields(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        int index;
    } cases[] = {
        {"hello", 0},
        {"hello.version", 1},
        {"hello.suites.length", 3},
        {"hello.suites.0", 4},
        {"hello.suites.1", 5},
        {"hello.suites.suite", 4}, /* the first of several */
        {"hello.extensions.server_name.length", 8},
        {"hello.extensions.alpn.length", 10},
    };
    FieldTree tree = hello();
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(field_tree_find(&tree, cases[i].path), cases[i].index);
    field_tree_clear(&tree);
}

static void a_field_s_own_path_leads_to_it(void **state)
{
    (void)state;
    FieldTree tree = hello();
    Buffer path = BUFFER_EMPTY;
    for (int i = 0; i < tree.count; i++) {
        buffer_truncate(&path, 0);
        field_tree_append_path(&path, &tree, i);
        assert_int_equal(field_tree_find(&tree, text_finish(&path)), i);
    }
    assert_string_equal(text_finish(&path), "hello.extensions.alpn.length");
    buffer_clear(&path);
    field_tree_clear(&tree);
}

static void other_paths_lead_nowhere(void **state)
{
    (void)state;
    static const char *const paths[] = {
        "",
        "version",
        "hello.",
        ".hello",
        "hello..version",
        "hello.versio",
        "hello.version.x",
        "hello.suites.2",
        "hello.suites.-1",
        "hello.suites.0x0",
        "hello.0",
        "hello.suites.",
    };
    FieldTree tree = hello();
    for (size_t i = 0; i < COUNT_OF(paths); i++)
        assert_int_equal(field_tree_find(&tree, paths[i]), -1);
    field_tree_clear(&tree);
}

static void an_empty_tree_has_no_field(void **state)
{
    (void)state;
    FieldTree tree = FIELD_TREE_EMPTY;
    assert_int_equal(field_tree_find(&tree, "hello"), -1);
    field_tree_clear(&tree);
}

static void a_tree_holds_many_fields_and_can_be_used_again(void **state)
{
    (void)state;
    FieldTree tree = FIELD_TREE_EMPTY;
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 1000; i++)
            assert_int_equal(add(&tree, "element", -1, i), i);
        assert_int_equal(field_tree_find(&tree, "999"), 999);
        field_tree_clear(&tree);
        assert_int_equal(tree.count, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_lead_to_their_fields),
        cmocka_unit_test(a_field_s_own_path_leads_to_it),
        cmocka_unit_test(other_paths_lead_nowhere),
        cmocka_unit_test(an_empty_tree_has_no_field),
        cmocka_unit_test(a_tree_holds_many_fields_and_can_be_used_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
