/* The fields that a change can name: all that messages of real runs have, and all that the list of fields tells of. */
#include "run.h"

#include "sim/assets/message_fields.h"
#include "sim/assets/message_samples.h"

/* Runs that have every kind of message, and most forms of each; who sent one is who can tell its fields. */
static const char *const scenarios[] = {
    "seed: 1",
    "seed: 1\nsuite: AES128-SHA\nversion: 1.0",
    "seed: 1\nsuite: DHE-RSA-AES128-GCM-SHA256\nalpn: h2,http/1.1\nstatus-request\nstaple: good",
    "seed: 1\nstatus-request-v2\nstaple: good,intermediate-good\ncertificate: ecdsa-p384",
    "seed: 1\nstatus-request-v2\nstaple: delegated,none",
    "seed: 1\ngroup: toy-curve-17",
    "seed: 1\nsuite: TLS_RSA_PSK_WITH_AES_128_GCM_SHA256\npsk: a:01\npsk-hint: b",
    "seed: 1\nsuite: TLS_DHE_PSK_WITH_AES_128_GCM_SHA256\npsk: a:01\npsk-hint: b",
    "seed: 1\nsuite: TLS_PSK_WITH_AES_128_GCM_SHA256\npsk: a:01",
    "seed: 1\nsuite: TLS_ECDH_anon_WITH_AES_128_CBC_SHA",
    "seed: 1\nrequire-client-certificate\nclient-certificate: client\nversion: 1.2",
    "seed: 1\nrequire-client-certificate\nclient-certificate: client\nversion: 1.1\nsuite: AES128-SHA",
    "seed: 1\ncertificate: name-constraints",
    "seed: 1\ncertificate: pss",
    "seed: 1\ncertificate: must-staple",
    "seed: 1\nresume: ticket",
    "seed: 1\nresume: session-id",
    "seed: 1\nrenegotiate: server",
    "seed: 1\ntamper: client_hello.extensions.length:1:01",
    "seed: 1\ntamper: certificate.certificate_list.0.certificate:4:01",
};

static bool is_field(const char *message, const char *path, bool sealed)
{
    Diagnostic ignored = {""};
    return message_field_check(message, path, sealed, "test", &ignored);
}

static int check_message(const Step *step)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    Buffer path = BUFFER_EMPTY;
    timeline_annotate(&tree, step->message);
    for (int i = 0; i < tree.count; i++) {
        buffer_truncate(&path, 0);
        field_tree_append_path(&path, &tree, i);
        if (!is_field(step->message->type, text_finish(&path), false))
            fail_msg("%s: there is no field %s", step->message->type, text_finish(&path));
    }
    int count = tree.count;
    buffer_clear(&path);
    field_tree_clear(&tree);
    return count;
}

static void every_field_of_a_run_can_be_named(void **state)
{
    int fields = 0;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(scenarios); i++) {
        Simulation *run = run_of(scenarios[i]);
        const Timeline *timeline = simulation_timeline(run);
        for (int number = 1; number <= timeline_step_count(timeline); number++) {
            const Step *step = timeline_step(timeline, number);
            if (step->message && step->actor == step->message->from)
                fields += check_message(step);
        }
        simulation_free(run);
    }
    print_message("%d fields\n", fields);
    assert_true(fields > 10000);
}

typedef struct Wanted {
    const char *parent, *name;
    bool seen;
} Wanted;

/* What the list of fields has of messages: not of records, nor of the hello of SSL 2.0, which no change can name. */
static Wanted wanted[] = {
#define FIELD(parent, name, meaning, source) {parent, name, false},
#define GROUP                                FIELD
#include "tls/registry/fields.def"
#undef GROUP
#undef FIELD
};

static bool is_elsewhere(const Wanted *field)
{
    static const char *const names[] = {"version", "fragment", "undecoded", "V2ClientHello", "cipher_spec"};
    if (field->parent && (strcmp(field->parent, "V2ClientHello") == 0))
        return true;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strcmp(field->name, names[i]) == 0)
            return true;
    return false;
}

static void look(void *context, const char *message, const FieldTree *tree)
{
    (void)context, (void)message;
    for (int i = 0; i < tree->count; i++)
        for (size_t j = 0; j < COUNT_OF(wanted); j++) {
            const Field *field = &tree->fields[i];
            const char *parent = field->parent < 0 ? NULL : tree->fields[field->parent].name;
            bool within = !wanted[j].parent || (parent && strcmp(parent, wanted[j].parent) == 0);
            if (within && strcmp(field->name, wanted[j].name) == 0)
                wanted[j].seen = true;
        }
}

static void every_field_of_the_list_is_in_a_sample(void **state)
{
    (void)state;
    message_samples_each(look, NULL);
    message_samples_sealed(look, NULL);
    for (size_t i = 0; i < COUNT_OF(wanted); i++)
        if (!wanted[i].seen && !is_elsewhere(&wanted[i]))
            fail_msg("no sample has a field %s in %s", wanted[i].name,
                     wanted[i].parent ? wanted[i].parent : "anything");
}

/* By their names, each as long as it was not sampled. */
static const char *unsampled[] = {
#define HANDSHAKE_MESSAGE(NAME, value, name, meaning, source) name,
#include "tls/registry/messages.def"
#undef HANDSHAKE_MESSAGE
    "alert", "change_cipher_spec", "application_data"};

static void cross_off(void *context, const char *message, const FieldTree *tree)
{
    (void)context, (void)tree;
    for (size_t i = 0; i < COUNT_OF(unsampled); i++)
        if (unsampled[i] && strcmp(unsampled[i], message) == 0)
            unsampled[i] = NULL;
}

static void every_message_has_a_sample(void **state)
{
    (void)state;
    message_samples_each(cross_off, NULL);
    for (size_t i = 0; i < COUNT_OF(unsampled); i++)
        if (unsampled[i])
            fail_msg("no sample of %s", unsampled[i]);
}

static void what_is_encrypted_is_a_field_to_its_sender_alone(void **state)
{
    (void)state;
    assert_true(is_field("client_key_exchange", "padded_pre_master_secret.separator", true));
    assert_false(is_field("client_key_exchange", "padded_pre_master_secret.separator", false));
}

/* A certificate of somebody's own may hold what none of ours does. */
static void a_certificate_may_have_any_field_that_is_known(void **state)
{
    (void)state;
    assert_true(is_field("certificate", "certificate_list.3.certificate.tbsCertificate.issuerUniqueID", false));
    assert_true(is_field("certificate", "certificate_list.0.certificate.undecoded", false));
    assert_false(is_field("certificate", "certificate_list.0.certificate.tbsCertificate.nothing", false));
    assert_false(is_field("certificate", "certificate_list.tbsCertificate", false));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_of_a_run_can_be_named),
        cmocka_unit_test(every_message_has_a_sample),
        cmocka_unit_test(every_field_of_the_list_is_in_a_sample),
        cmocka_unit_test(what_is_encrypted_is_a_field_to_its_sender_alone),
        cmocka_unit_test(a_certificate_may_have_any_field_that_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
