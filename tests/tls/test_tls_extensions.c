/* The rows of extensions.def that are spoken: each has all that belongs to one, and what belongs to it agrees. */
#include "check.h"

#include "tls/wire/message.h"

static const ExtensionPlace hellos[] = {PLACE_CLIENT_HELLO, PLACE_SERVER_HELLO};

static const char *name_of(const SpokenExtension *spoken)
{
    return extension_name(spoken->type);
}

/* A block with that extension alone, read. */
static Error read_block(Extensions *out, FieldTree *tree, const Buffer *block, ExtensionPlace place, Flaw *flaw)
{
    Cursor cursor;
    *out = (Extensions){.present = false};
    cursor_init(&cursor, buffer_bytes(block), tree);
    extensions_decode(out, &cursor, place);
    cursor_expect_end(&cursor);
    *flaw = cursor.flaw;
    return cursor.error;
}

static void write_block(Buffer *out, const SpokenExtension *spoken, Bytes data, ExtensionPlace place)
{
    buffer_truncate(out, 0);
    extensions_encode(out, &(Extensions){.types = {spoken->type}, .data = {data}, .type_count = 1}, place);
}

static void check_meanings(const FieldTree *tree)
{
    for (int i = 0; i < tree->count; i++) {
        const char *parent = tree->fields[i].parent >= 0 ? tree->fields[tree->fields[i].parent].name : NULL;
        if (!tls_field_info(parent, tree->fields[i].name))
            fail_msg("no meaning for %s in %s", tree->fields[i].name, parent ? parent : "the message");
    }
}

/* What was read, written again and read again is the same to the byte; the flag alone makes it be written. */
static void check_rewritten(const SpokenExtension *spoken, Extensions *read)
{
    Extensions again;
    Flaw flaw;
    Buffer first = BUFFER_EMPTY, second = BUFFER_EMPTY;
    read->type_count = 0;
    extensions_encode(&first, read, PLACE_CLIENT_HELLO);
    if (read_block(&again, NULL, &first, PLACE_CLIENT_HELLO, &flaw) || !extensions_have(&again, spoken->type))
        fail_msg("%s is not read as it is written", name_of(spoken));
    again.type_count = 0;
    extensions_encode(&second, &again, PLACE_CLIENT_HELLO);
    assert_true(bytes_equal(buffer_bytes(&first), buffer_bytes(&second)));
    buffer_clear(&second);
    buffer_clear(&first);
}

/* `first`: what it says is kept; another one may say what is passed over. */
static void check_sample(const SpokenExtension *spoken, Bytes data, bool first)
{
    Extensions read;
    Flaw flaw;
    FieldTree tree = FIELD_TREE_EMPTY;
    Buffer block = BUFFER_EMPTY;
    write_block(&block, spoken, data, PLACE_CLIENT_HELLO);
    if (read_block(&read, &tree, &block, PLACE_CLIENT_HELLO, &flaw))
        fail_msg("a sample of %s cannot be read", name_of(spoken));
    check_meanings(&tree);
    if (first)
        check_rewritten(spoken, &read);
    field_tree_clear(&tree);
    buffer_clear(&block);
}

static void each_has_a_form_and_samples_that_can_be_read(void **state)
{
    const SpokenExtension *spoken;
    (void)state;
    for (int i = 0; (spoken = spoken_extension_at(i)); i++) {
        const ExtensionForm *form = spoken->form;
        int count = 0;
        if (!form->decode != !form->encode)
            fail_msg("%s is read or written, and not both", name_of(spoken));
        for (; count < EXTENSION_SAMPLES_MAX && form->samples[count].size > 0; count++)
            check_sample(spoken, form->samples[count], count == 0);
        if (form->decode && count == 0)
            fail_msg("%s has data and no sample of them", name_of(spoken));
        if (!form->decode)
            check_sample(spoken, BYTES_EMPTY, true);
    }
}

/* RFC 8446 §4.2: one that is known, in a message that it does not belong to, is an illegal_parameter. */
static void each_stands_in_its_places_alone(void **state)
{
    const SpokenExtension *spoken;
    Buffer block = BUFFER_EMPTY;
    int refused = 0;
    (void)state;
    for (int i = 0; (spoken = spoken_extension_at(i)); i++)
        for (size_t j = 0; j < COUNT_OF(hellos); j++) {
            Extensions read;
            Flaw flaw;
            if (spoken->places & hellos[j])
                continue;
            write_block(&block, spoken, spoken->form->samples[0], hellos[j]);
            assert_int_equal(read_block(&read, NULL, &block, hellos[j], &flaw), ERROR_ILLEGAL_PARAMETER);
            assert_int_equal(flaw.rule, spoken->form->misplaced);
            assert_int_not_equal(flaw.rule, RULE_NONE);
            refused++;
        }
    buffer_clear(&block);
    assert_int_equal(refused, 2);
}

/* A hello of ours has them in the order of the rows, each with its flag alone. */
static void each_is_written_for_its_flag(void **state)
{
    const Extensions all = {
#define EXTENSION(NAME, type, name, meaning, source)
#define SPOKEN(NAME, type, name, member, members, places, meaning, source) .has_##member = true,
#include "tls/registry/extensions.def"
#undef EXTENSION
    };
    Buffer block = BUFFER_EMPTY;
    int count = 0;
    (void)state;
    extensions_encode(&block, &all, PLACE_CLIENT_HELLO);
    for (size_t at = 2; at + 4 <= block.size; count++) {
        const SpokenExtension *spoken = spoken_extension_at(count);
        assert_non_null(spoken);
        assert_int_equal(bytes_read_number(block.data + at, 2), spoken->type);
        at += 4 + (size_t)bytes_read_number(block.data + at + 2, 2);
    }
    assert_null(spoken_extension_at(count));
    buffer_clear(&block);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_has_a_form_and_samples_that_can_be_read),
        cmocka_unit_test(each_stands_in_its_places_alone),
        cmocka_unit_test(each_is_written_for_its_flag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
