/*
 * What the byte view stands on: every byte of every message has exactly one leaf of the field tree, however the message
 * was cut or damaged; every field has a meaning and a source; and names, places and values are the right ones.
 */
#include "check.h"

#include <string.h>

#include "captured.h"
#include "tls/record/record.h"
#include "tls/wire/field_value.h"

/* True where the field has fields inside. In a tree these stand right behind it. */
static bool is_parent(const FieldTree *tree, int index)
{
    return index + 1 < tree->count && tree->fields[index + 1].parent == index;
}

static void check_tree(const FieldTree *tree, size_t size)
{
    size_t covered = 0;
    for (int i = 0; i < tree->count; i++) {
        const Field *field = &tree->fields[i];
        assert_true(field->parent < i);
        if (field->parent >= 0) {
            const Field *parent = &tree->fields[field->parent];
            assert_int_equal(field->depth, parent->depth + 1);
            assert_true(field->offset >= parent->offset);
            assert_true(field->offset + field->length <= parent->offset + parent->length);
        }
        if (is_parent(tree, i))
            continue;
        assert_int_equal(field->offset, covered);
        covered += field->length;
    }
    assert_int_equal(covered, size);
}

static void check_meanings(const FieldTree *tree)
{
    for (int i = 0; i < tree->count; i++) {
        const Field *field = &tree->fields[i];
        const char *parent = field->parent >= 0 ? tree->fields[field->parent].name : NULL;
        const FieldInfo *info = tls_field_info(parent, field->name);
        if (!info)
            fail_msg("no meaning for %s in %s", field->name, parent ? parent : "the message");
        assert_true(strlen(info->meaning) > 10 && strlen(info->source) > 5);
    }
}

static void annotate(const TrackedMessage *message, Bytes bytes, bool meanings)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    message_annotate(&tree, message->content_type, bytes, &message->context);
    check_tree(&tree, bytes.size);
    if (meanings)
        check_meanings(&tree);
    field_tree_clear(&tree);
}

static void check_whole(void *own, const TrackedMessage *message)
{
    (void)own;
    annotate(message, message->bytes, true);
    for (int i = 0; i < message->record_count; i++) {
        FieldTree tree = FIELD_TREE_EMPTY;
        record_annotate(&tree, message->records[i].bytes);
        check_tree(&tree, message->records[i].bytes.size);
        check_meanings(&tree);
        field_tree_clear(&tree);
    }
}

/* Every truncation of the first kilobyte and a half, and the same with its last byte changed. */
static void check_cut(void *own, const TrackedMessage *message)
{
    (void)own;
    Buffer copy = BUFFER_EMPTY;
    for (size_t size = 0; size <= message->bytes.size && size < 1500; size++) {
        annotate(message, bytes_slice(message->bytes, 0, size), false);
        buffer_set(&copy, bytes_slice(message->bytes, 0, size));
        if (size)
            copy.data[size - 1] ^= 0x81;
        annotate(message, buffer_bytes(&copy), false);
    }
    buffer_clear(&copy);
}

static void for_all_messages(void (*check)(void *own, const TrackedMessage *message))
{
    for (int i = 0; captured_at(i); i++) {
        CapturedRun run = {.connection = captured_at(i), .message = check};
        captured_run(&run);
        tracker_free(run.tracker);
    }
}

static void every_byte_has_one_leaf_and_every_field_a_meaning(void **state)
{
    (void)state;
    for_all_messages(check_whole);
}

static void cut_and_damaged_messages_are_covered_too(void **state)
{
    (void)state;
    for_all_messages(check_cut);
}

/* Numbers that the decoder calls by a name are called so for whoever chooses one. */
static void check_names(void *own, const TrackedMessage *message)
{
    int *count = own;
    FieldTree tree = FIELD_TREE_EMPTY;
    message_annotate(&tree, message->content_type, message->bytes, &message->context);
    for (int i = 0; i < tree.count; i++) {
        const Field *field = &tree.fields[i];
        Bytes bytes = bytes_slice(message->bytes, field->offset, field->length);
        bool in_certificate = field->depth > 2 && message->content_type == CONTENT_HANDSHAKE &&
                              message->bytes.data[0] == HANDSHAKE_CERTIFICATE;
        bool only_one = message->content_type == CONTENT_CHANGE_CIPHER_SPEC;
        if (field->kind != FIELD_NUMBER || !field->value_name || in_certificate || only_one)
            continue;
        const char *name = field_value_name(field, (uint16_t)bytes_read_number(bytes.data, bytes.size));
        if (!name || strcmp(name, field->value_name) != 0)
            fail_msg("%s of %s has no such name", field->value_name, field->name);
        ++*count;
    }
    field_tree_clear(&tree);
}

static void named_values_have_the_names_of_the_decoder(void **state)
{
    (void)state;
    int count = 0;
    for (int i = 0; captured_at(i); i++) {
        CapturedRun run = {.connection = captured_at(i), .message = check_names, .own = &count};
        captured_run(&run);
        tracker_free(run.tracker);
    }
    assert_true(count > 100);
}

static void assert_parsed(Field field, const char *text, const char *hex)
{
    Buffer out = BUFFER_EMPTY, expected = from_hex(hex ? hex : "");
    assert_int_equal(field_value_parse(&out, &field, text), hex != NULL);
    assert_true(bytes_equal(buffer_bytes(&out), buffer_bytes(&expected)));
    buffer_clear(&out);
    buffer_clear(&expected);
}

static void values_are_given_as_name_number_text_or_hex(void **state)
{
    (void)state;
    const Field suite = {.name = "cipher_suite", .length = 2, .kind = FIELD_NUMBER};
    const Field hint = {.name = "ticket_lifetime_hint", .length = 4, .kind = FIELD_NUMBER};
    const Field random = {.name = "random_bytes", .length = 3, .kind = FIELD_BYTES};
    const Field host = {.name = "content", .length = 2, .kind = FIELD_TEXT};
    assert_parsed(suite, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "c030");
    assert_parsed(suite, "ecdhe-rsa-aes256-gcm-sha384", "c030");
    assert_parsed(suite, "0xc030", "c030");
    assert_parsed(suite, "c030", "c030");
    assert_parsed(suite, "65535", "ffff");
    assert_parsed(suite, "65536", NULL);
    assert_parsed(suite, "TLS_NO_SUCH_SUITE", NULL);
    assert_parsed(suite, "", NULL);
    assert_parsed(hint, "300", "0000012c");
    assert_parsed(random, "010203", "010203");
    assert_parsed(random, "0102", NULL);
    assert_parsed(random, "77", NULL);
    assert_parsed(host, "ab", "6162");
    assert_parsed(host, "0xfffe", "fffe");
    assert_parsed(host, "abc", NULL);
}

typedef struct Expected {
    const char *path, *value_name;
    size_t offset, length;
} Expected;

static void check_fields(const FieldTree *tree, const Expected *expected, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int index = field_tree_find(tree, expected[i].path);
        if (index < 0)
            fail_msg("no field %s", expected[i].path);
        const Field *field = &tree->fields[index];
        assert_int_equal(field->offset, expected[i].offset);
        assert_int_equal(field->length, expected[i].length);
        if (expected[i].value_name)
            assert_string_equal(field->value_name, expected[i].value_name);
        else
            assert_null(field->value_name);
    }
}

static void a_client_hello_has_the_fields_of_the_rfc(void **state)
{
    (void)state;
    Buffer hello = from_hex("0100005b"
                            "0303"
                            "5f5e0ff0"
                            "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c"
                            "00"
                            "0006"
                            "c02f"
                            "3a3a"
                            "00ff"
                            "0100"
                            "0035"
                            "0000000e000c0000097465737465722e61" /* server_name: tester.a and one byte more */
                            "62"
                            "000a00060004001d0017"
                            "00170000"
                            "12340002abcd"
                            "ff0100"
                            "0100"
                            "0032000600040403"
                            "0601");
    hello.data[3] = (uint8_t)(hello.size - 4);
    const DecodeContext context = {0, NULL};
    FieldTree tree = FIELD_TREE_EMPTY;
    message_annotate(&tree, CONTENT_HANDSHAKE, buffer_bytes(&hello), &context);
    check_tree(&tree, hello.size);
    static const Expected expected[] = {
        {"msg_type", "client_hello", 0, 1},
        {"length", NULL, 1, 3},
        {"client_version", "1.2", 4, 2},
        {"random", NULL, 6, 32},
        {"random.gmt_unix_time", NULL, 6, 4},
        {"random.random_bytes", NULL, 10, 28},
        {"session_id", NULL, 38, 1},
        {"cipher_suites", NULL, 39, 8},
        {"cipher_suites.length", NULL, 39, 2},
        {"cipher_suites.0", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", 41, 2},
        {"cipher_suites.1", "GREASE", 43, 2},
        {"cipher_suites.2", "TLS_EMPTY_RENEGOTIATION_INFO_SCSV", 45, 2},
        {"compression_methods.0", "null", 48, 1},
        {"extensions", NULL, 49, 55},
        {"extensions.server_name", NULL, 51, 18},
        {"extensions.server_name.extension_type", "server_name", 51, 2},
        {"extensions.server_name.extension_data.server_name_list.0.name_type", "host_name", 57, 1},
        {"extensions.server_name.extension_data.server_name_list.0.host_name.content", NULL, 60, 9},
        {"extensions.supported_groups.extension_data.named_group_list.1", "secp256r1", 77, 2},
        {"extensions.extended_master_secret.extension_data", NULL, 81, 2},
        {"extensions.unknown_extension.extension_data.content", NULL, 87, 2},
        {"extensions.4.extension_type", "renegotiation_info", 89, 2},
        {"extensions.signature_algorithms_cert.extension_data.supported_signature_algorithms.length", NULL, 98, 2},
        {"extensions.signature_algorithms_cert.extension_data.supported_signature_algorithms.1", "rsa_pkcs1_sha512",
         102, 2},
    };
    check_fields(&tree, expected, COUNT_OF(expected));
    assert_int_equal(tree.error, ERROR_NONE);
    field_tree_clear(&tree);
    buffer_clear(&hello);
}

/* RFC 8446 §4.1.3; a client's random that ends so means nothing. */
static void the_mark_at_the_end_of_a_server_s_random_is_named(void **state)
{
    (void)state;
    for (Actor sender = ACTOR_CLIENT; sender <= ACTOR_SERVER; sender++) {
        /* the fields of either hello stand alike up to there */
        Buffer hello = from_hex("020000260302"
                                "5f000000a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4444f574e47524400"
                                "00002f00");
        const DecodeContext context = {0, NULL};
        FieldTree tree = FIELD_TREE_EMPTY;
        hello.data[0] = sender == ACTOR_CLIENT ? HANDSHAKE_CLIENT_HELLO : HANDSHAKE_SERVER_HELLO;
        message_annotate(&tree, CONTENT_HANDSHAKE, buffer_bytes(&hello), &context);
        int at = field_tree_find(&tree, "random.random_bytes");
        assert_true(at >= 0);
        if (sender == ACTOR_SERVER)
            assert_string_equal(tree.fields[at].value_name, "ends in DOWNGRD 00");
        else
            assert_null(tree.fields[at].value_name);
        field_tree_clear(&tree);
        buffer_clear(&hello);
    }
}

static void alerts_and_the_like_are_named(void **state)
{
    (void)state;
    const DecodeContext context = {0, NULL};
    FieldTree tree = FIELD_TREE_EMPTY;
    message_annotate(&tree, CONTENT_ALERT, bytes_of("\x02\x28", 2), &context);
    check_fields(&tree, (Expected[]){{"level", "fatal", 0, 1}, {"description", "handshake_failure", 1, 1}}, 2);
    field_tree_clear(&tree);
    message_annotate(&tree, CONTENT_CHANGE_CIPHER_SPEC, bytes_of("\x01", 1), &context);
    check_fields(&tree, (Expected[]){{"type", "change_cipher_spec", 0, 1}}, 1);
    field_tree_clear(&tree);
    message_annotate(&tree, CONTENT_APPLICATION_DATA, bytes_of("hello", 5), &context);
    check_fields(&tree, (Expected[]){{"application_data", NULL, 0, 5}}, 1);
    field_tree_clear(&tree);
    record_annotate(&tree, bytes_of("\x17\x03\x03\x00\x02hi", 7));
    check_fields(&tree,
                 (Expected[]){{"type", "application_data", 0, 1},
                              {"version", "1.2", 1, 2},
                              {"length", NULL, 3, 2},
                              {"fragment", NULL, 5, 2}},
                 4);
    field_tree_clear(&tree);
}

static void a_fault_in_a_certificate_is_noted_and_not_the_message_s(void **state)
{
    (void)state;
    const DecodeContext context = {0, NULL};
    Buffer bytes = from_hex("0b00000e00000b000003300100000002abcd");
    FieldTree tree = FIELD_TREE_EMPTY;
    Message message;
    assert_int_equal(message_decode(&message, buffer_bytes(&bytes), &context, &tree), ERROR_NONE);
    assert_int_equal(message.certificate.count, 2);
    assert_int_not_equal(tree.error, ERROR_NONE);
    check_tree(&tree, bytes.size);
    field_tree_clear(&tree);
    buffer_clear(&bytes);
}

/* All names that fields.def and the extension list have, so that a list's entry has a text even where no message here
   has the field. */
static void the_lists_hold_no_empty_text(void **state)
{
    (void)state;
    static const char *const names[][2] = {
#define FIELD(parent, name, meaning, source) {parent, name},
#define GROUP                                FIELD
#include "tls/registry/fields.def"
#undef GROUP
#undef FIELD
#define EXTENSION(NAME, type, name, meaning, source) {"extensions", name},
#include "tls/registry/extensions.def"
#undef EXTENSION
    };
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const FieldInfo *info = tls_field_info(names[i][0], names[i][1]);
        assert_non_null(info);
        assert_string_equal(info->name, names[i][1]);
        size_t length = strlen(info->meaning);
        assert_true(length > 10 && info->meaning[length - 1] == '.');
        assert_true(strncmp(info->source, "RFC ", 4) == 0 || strncmp(info->source, "draft-", 6) == 0 ||
                    strncmp(info->source, "ETSI ", 5) == 0);
    }
    assert_null(tls_field_info(NULL, "no such field"));
}

/* Names that messages and certificates share get the text of the place where they stand. */
static void a_shared_name_is_explained_by_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *parent, *name, *source;
    } cases[] = {
        {NULL, "length", "RFC 5246"},
        {"cipher_suites", "length", "RFC 5246"},
        {"asn1_cert", "length", "RFC 5246"},
        {"certificate", "length", "X.690"},
        {"version", "length", "X.690"},
        {"type", "length", "X.690"},
        {"algorithm", "length", "X.690"},
        {"signature", "length", "RFC 5246 §4.3; in certificates X.690"},
        {NULL, "version", "RFC 5246"},
        {"tbsCertificate", "version", "RFC 5280"},
        {NULL, "extensions", "RFC 5246"},
        {"tbsCertificate", "extensions", "RFC 5280"},
        {"signed_params", "algorithm", "RFC 5246"},
        {NULL, "algorithm", "RFC 5246"},
        {"signature", "algorithm", "RFC 5280"},
        {"algorithm", "algorithm", "RFC 5280"},
        {"signed_params", "signature", "RFC 5246"},
        {"tbsCertificate", "signature", "RFC 5280"},
        {NULL, "type", "RFC 5246"},
        {"attribute", "type", "RFC 5280"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const FieldInfo *info = tls_field_info(cases[i].parent, cases[i].name);
        assert_non_null(info);
        if (strncmp(info->source, cases[i].source, strlen(cases[i].source)) != 0)
            fail_msg("%s in %s is explained by %s", cases[i].name, cases[i].parent, info->source);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(named_values_have_the_names_of_the_decoder),
        cmocka_unit_test(values_are_given_as_name_number_text_or_hex),
        cmocka_unit_test(every_byte_has_one_leaf_and_every_field_a_meaning),
        cmocka_unit_test(cut_and_damaged_messages_are_covered_too),
        cmocka_unit_test(a_client_hello_has_the_fields_of_the_rfc),
        cmocka_unit_test(the_mark_at_the_end_of_a_server_s_random_is_named),
        cmocka_unit_test(alerts_and_the_like_are_named),
        cmocka_unit_test(a_fault_in_a_certificate_is_noted_and_not_the_message_s),
        cmocka_unit_test(the_lists_hold_no_empty_text),
        cmocka_unit_test(a_shared_name_is_explained_by_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
