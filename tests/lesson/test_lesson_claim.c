/* Claims: each kind true and false of a run, and what is said of a false one. */
#include "run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/claim.h"

static Simulation *simulation;

static int set_up(void **state)
{
    (void)state;
    simulation = run_of("suite: TLS_DHE_RSA_WITH_AES_128_GCM_SHA256\ngroup: toy-dh-23\nseed: 1\n");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    simulation_free(simulation);
    return 0;
}

/* What is wrong with a line: as a claim, or as one of the run; empty where it is true. */
static Diagnostic verdict(const char *line)
{
    Diagnostic diagnostic = {""};
    Arena arena = {0};
    Claim claim;
    if (claim_parse(&claim, &arena, line, "x.md", 7, &diagnostic) &&
        claim_holds(&claim, simulation_timeline(simulation), "x.md", &diagnostic))
        assert_string_equal(diagnostic.text, "");
    arena_clear(&arena);
    return diagnostic;
}

static void test_true(void **state)
{
    (void)state;
    static const char *const claims[] = {
        "client knows master_secret",
        "eavesdropper knows dh.server_private",
        "attacker lacks client_random",
        "eavesdropper lacks dh.client_private",
        "client:master_secret = server:master_secret",
        "c1.h1.client_random = eavesdropper:client_random",
        "cipher_suite is TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
        "dh.p is 0x17",
        "server:version is 1.2",
        "master_secret has 48 bytes",
        "dh.p has 1 byte",
        "client.send.client_hello before server.send.server_hello",
        "no client.send.certificate",
        "no client.send.finished#2",
        "outcome connected",
        "outcome closed",
    };
    for (size_t i = 0; i < COUNT_OF(claims); i++) {
        Diagnostic diagnostic = verdict(claims[i]);
        if (diagnostic.text[0])
            fail_msg("%s: %s", claims[i], diagnostic.text);
    }
}

static const struct {
    const char *claim, *found;
} false_claims[] = {
    {"client knows dh.server_private", "client does not know it"},
    {"eavesdropper lacks client_random", "eavesdropper knows it"},
    {"client_random = server_random", NULL},
    {"client:dh.client_private = server:dh.client_private", "the server does not know dh.client_private here"},
    {"ecdh.group = ecdh.group", "neither client nor server knows 'ecdh.group' here"},
    {"dh.p is 23", "0x17"},
    {"master_secret has 47 bytes", "48 bytes"},
    {"master_secret has 48", "48 bytes"},
    {"master_secret has many bytes", "48 bytes"},
    {"server.send.server_hello before client.send.client_hello", NULL},
    {"server.send.server_hello before server.send.server_hello", NULL},
    {"client.send.certificate before client.send.finished",
     "client.send.certificate never comes; did you mean server.send.certificate?"},
    {"client.send.finished before client.send.certificate",
     "client.send.certificate never comes; did you mean server.send.certificate?"},
    {"no client.send.finished", "it comes"},
    {"outcome handshake_failure", NULL},
    {"outcome conected", NULL},
};

static void test_false(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(false_claims); i++) {
        Diagnostic diagnostic = verdict(false_claims[i].claim);
        Buffer wanted = BUFFER_EMPTY;
        text_append(&wanted, "x.md:7: '");
        text_append(&wanted, false_claims[i].claim);
        text_append(&wanted, "' is false: ");
        text_append(&wanted, false_claims[i].found ? false_claims[i].found : "");
        if (strncmp(diagnostic.text, text_finish(&wanted), false_claims[i].found ? 600 : wanted.size) != 0)
            fail_msg("%s: %s", false_claims[i].claim, diagnostic.text);
        buffer_clear(&wanted);
    }
}

static void test_malformed(void **state)
{
    (void)state;
    static const struct {
        const char *line, *problem;
    } lines[] = {
        {"nobody knows client_random", "'nobody' is no actor: client, server, eavesdropper or attacker"},
        {"client knows everything", "no fact is called 'everything' (tlsteps list facts)"},
        {"client:nothing = dh.p", "no fact is called 'nothing' (tlsteps list facts)"},
        {"dh.p = eve:dh.p", "nobody is called 'eve'; actors: client, server, eavesdropper or attacker"},
        {"dh.p = c1.h1.dh.q", "no fact is called 'dh.q'; did you mean dh.p? (tlsteps list facts)"},
        {"server.certificate.0.rsa.modulu is 0x17",
         "no fact is called 'server.certificate.0.rsa.modulu'; did you mean server.certificate.0.rsa.modulus? "
         "(tlsteps list facts)"},
        {"size has 3 bytes", "no fact is called 'size' (tlsteps list facts)"},
        {"breakfast before finished", "'breakfast' is no step of any run (tlsteps run tells the names)"},
        {"finished before supper", "'supper' is no step of any run (tlsteps run tells the names)"},
        {"no server.send.server_key_exchagne", "'server.send.server_key_exchagne' is no step of any run; did you mean "
                                               "server.send.server_key_exchange? (tlsteps run tells the names)"},
    };
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        Diagnostic diagnostic = verdict(lines[i].line);
        assert_string_equal(diagnostic.text + strlen("x.md:7: "), lines[i].problem);
    }
}

/* What is compared with a value may hold the words of other forms. */
static void test_the_first_word_says_the_form(void **state)
{
    (void)state;
    static const struct {
        const char *claim, *form, *left, *right;
    } claims[] = {
        {"protocol is who knows me", "FACT is VALUE", "protocol", "who knows me"},
        {"protocol is a lacks b = c has d before e", "FACT is VALUE", "protocol", "a lacks b = c has d before e"},
        {"outcome who knows me is mine", "outcome connected", NULL, "who knows me is mine"},
    };
    for (size_t i = 0; i < COUNT_OF(claims); i++) {
        Diagnostic diagnostic = {""};
        Arena arena = {0};
        Claim claim;
        if (!claim_parse(&claim, &arena, claims[i].claim, "x.md", 7, &diagnostic))
            fail_msg("%s", diagnostic.text);
        assert_string_equal(claim_form(&claim), claims[i].form);
        assert_string_equal(claim.right, claims[i].right);
        assert_int_equal(claim.left != NULL, claims[i].left != NULL);
        if (claim.left)
            assert_string_equal(claim.left, claims[i].left);
        arena_clear(&arena);
    }
}

/* The refusal of a line that is no claim lists every form. */
static void test_all_forms_are_named(void **state)
{
    (void)state;
    Diagnostic diagnostic = verdict("breakfast");
    const char *form;
    for (int i = 0; (form = claim_form_at(i)); i++)
        if (!strstr(diagnostic.text, form))
            fail_msg("%s is not in: %s", form, diagnostic.text);
}

/* "FACT is VALUE" with names that there are. */
static void fill_in(Buffer *out, const char *form, size_t size)
{
    static const struct {
        const char *word, *name;
    } names[] = {{"FACT", "dh.p"}, {"STEP", "client.send.finished"}, {"VALUE", "0x17"}};
    for (size_t at = 0; at < size;) {
        size_t taken = 0;
        for (size_t i = 0; i < COUNT_OF(names) && !taken; i++)
            if (strncmp(form + at, names[i].word, strlen(names[i].word)) == 0) {
                text_append(out, names[i].name);
                taken = strlen(names[i].word);
            }
        if (!taken)
            buffer_append(out, bytes_of(form + at++, 1));
        at += taken;
    }
}

/* Parses what stands between backquotes in a line, and marks the form of each. */
static void take_examples(unsigned *seen, const char *line, const char *end)
{
    const char *quote;
    while ((quote = memchr(line, '`', (size_t)(end - line)))) {
        const char *close = memchr(quote + 1, '`', (size_t)(end - quote - 1)), *form;
        Buffer text = BUFFER_EMPTY;
        Diagnostic diagnostic = {""};
        Arena arena = {0};
        Claim claim;
        fill_in(&text, quote + 1, (size_t)(close - quote - 1));
        if (!claim_parse(&claim, &arena, text_finish(&text), "README.md", 1, &diagnostic))
            fail_msg("%s", diagnostic.text);
        for (int i = 0; (form = claim_form_at(i)); i++)
            if (strcmp(form, claim_form(&claim)) == 0)
                *seen |= 1U << i;
        arena_clear(&arena);
        buffer_clear(&text);
        line = close + 1;
    }
}

/* The table in the README has every form, and no other. */
static void test_the_readme_tells_the_forms(void **state)
{
    (void)state;
    static const char heading[] = "| claim | is true where |\n| --- | --- |\n";
    static char text[100000];
    unsigned seen = 0;
    snprintf(text, sizeof text, "%s/README.md", getenv("TLSTEPS_DATA"));
    FILE *file = fopen(text, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    const char *row = strstr(text, heading);
    assert_non_null(row);
    for (row += strlen(heading); *row == '|'; row = strchr(row, '\n') + 1)
        take_examples(&seen, row, strchr(row + 1, '|'));
    for (int i = 0; claim_form_at(i); i++)
        if (!(seen & 1U << i))
            fail_msg("README.md has no row for: %s", claim_form_at(i));
}

/* The outcome of a run that fails is its alert, not `connected`. */
static void test_failed_run(void **state)
{
    (void)state;
    Simulation *before = simulation;
    simulation = run_of("client.suite: TLS_RSA_WITH_AES_128_GCM_SHA256\n"
                        "server.suite: TLS_RSA_WITH_AES_256_GCM_SHA384\nseed: 1\n");
    assert_string_equal(verdict("outcome handshake_failure").text, "");
    assert_string_equal(verdict("outcome failed").text, "");
    assert_string_not_equal(verdict("outcome connected").text, "");
    simulation_free(simulation);
    simulation = before;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_true),
        cmocka_unit_test(test_false),
        cmocka_unit_test(test_malformed),
        cmocka_unit_test(test_the_first_word_says_the_form),
        cmocka_unit_test(test_all_forms_are_named),
        cmocka_unit_test(test_the_readme_tells_the_forms),
        cmocka_unit_test(test_failed_run),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
