/* The glossary: its order and its forms, and where a text mentions what stands in it. */
#include "check.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/glossary.h"
#include "base/text.h"

static void words_stand_in_the_order_of_the_alphabet(void **state)
{
    (void)state;
    for (int i = 1; term_at(i); i++)
        if (strcasecmp(term_at(i - 1)->word, term_at(i)->word) >= 0)
            fail_msg("%s stands behind %s", term_at(i)->word, term_at(i - 1)->word);
    assert_null(term_at(-1));
    assert_null(term_at(GLOSSARY_COUNT));
    assert_non_null(term_at(GLOSSARY_COUNT - 1));
}

/* No form belongs to two words, so that what is looked up and what is marked are the same. */
static void every_form_leads_to_its_word(void **state)
{
    (void)state;
    for (int i = 0; term_at(i); i++) {
        const Term *term = term_at(i);
        assert_int_equal(term_find(term->word), i);
        for (int k = 0; k < TERM_FORMS_MOST && term->forms[k]; k++)
            if (term_find(term->forms[k]) != i)
                fail_msg("%s of %s is a form of %s", term->forms[k], term->word,
                         term_at(term_find(term->forms[k]))->word);
    }
    assert_int_equal(term_find("Pre-Master Secret"), term_find("pre-master secret"));
    assert_int_equal(term_find("no such word"), -1);
    assert_int_equal(term_find(""), -1);
}

static int sentences(const char *text)
{
    int count = 0;
    for (; *text; text++)
        count += (*text == '.' || *text == '?' || *text == '!') && (text[1] == ' ' || !text[1]);
    return count;
}

/* One to three sentences; each begins with a capital and ends in a full stop. */
static void every_entry_is_a_few_whole_sentences(void **state)
{
    (void)state;
    for (int i = 0; term_at(i); i++) {
        const Term *term = term_at(i);
        size_t size = strlen(term->entry);
        if (sentences(term->entry) < 1 || sentences(term->entry) > 3 || term->entry[size - 1] != '.')
            fail_msg("%s: %s", term->word, term->entry);
        if (islower((unsigned char)term->entry[0]))
            fail_msg("%s: begins with a small letter", term->word);
        assert_null(strstr(term->entry, "  "));
    }
}

/* The mentions of a text, "word word". */
static void assert_mentions(const char *text, const char *expected)
{
    Buffer found = BUFFER_EMPTY;
    Mention mention;
    for (size_t from = 0; term_next(text, from, &mention); from = mention.at + mention.size) {
        assert_true(mention.size > 0 && mention.at >= from && mention.at + mention.size <= strlen(text));
        text_append(&found, found.size ? ", " : "");
        text_append(&found, term_at(mention.term)->word);
    }
    assert_string_equal(text_finish(&found), expected);
    buffer_clear(&found);
}

static void the_longest_word_wins(void **state)
{
    (void)state;
    assert_mentions("pre-master secret", "pre-master secret");
    assert_mentions("the extended master secret and the secret", "extended master secret, secret");
    assert_mentions("a key block of keys", "key block, key");
}

static void plurals_and_first_letters_are_found(void **state)
{
    (void)state;
    assert_mentions("Nonces. A nonce (once)", "nonce, nonce");
    assert_mentions("Hashes the handshake", "hash, handshake");
    assert_mentions("HMAC, MACs, IV", "HMAC, MAC, IV");
}

static void other_capitals_are_other_words(void **state)
{
    (void)state;
    assert_mentions("it has finished", "");
    assert_mentions("Finished", "Finished");
    assert_mentions("NONCE, Iv, mac", "");
}

static void parts_of_names_and_of_words_are_no_mentions(void **state)
{
    (void)state;
    assert_mentions("server.certificate.0.subject", "");
    assert_mentions("dh_key_pair", "");
    assert_mentions("primeval hashish", "");
    assert_mentions("A hash.", "hash");
    assert_mentions("", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_stand_in_the_order_of_the_alphabet),    cmocka_unit_test(every_form_leads_to_its_word),
        cmocka_unit_test(every_entry_is_a_few_whole_sentences),        cmocka_unit_test(the_longest_word_wins),
        cmocka_unit_test(plurals_and_first_letters_are_found),         cmocka_unit_test(other_capitals_are_other_words),
        cmocka_unit_test(parts_of_names_and_of_words_are_no_mentions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
