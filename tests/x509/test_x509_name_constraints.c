#include <string.h>

#include "files.h"
#include "x509/certificate/distinguished_name.h"
#include "x509/certificate/ip_address.h"
#include "x509/certificate/name_constraints.h"
#include "x509/certificate/subtrees.h"
#include "x509/der/der.h"

static size_t open_element(Buffer *out, uint8_t tag)
{
    buffer_append_number(out, 1, tag);
    return buffer_open_vector(out, 1);
}

static void close_element(Buffer *out, size_t place)
{
    assert_true(buffer_close_vector(out, place, 1));
}

static void add_element(Buffer *out, uint8_t tag, Bytes contents)
{
    size_t place = open_element(out, tag);
    buffer_append(out, contents);
    close_element(out, place);
}

/* A Name from "O=Example/CN=x": each step one attribute, in strings of the given type. */
static void add_name(Buffer *out, const char *text, uint8_t string)
{
    size_t name = open_element(out, DER_SEQUENCE);
    while (*text) {
        const char *value = strchr(text, '=') + 1;
        size_t size = strcspn(value, "/");
        size_t set = open_element(out, DER_SET), attribute = open_element(out, DER_SEQUENCE);
        OidId type = text[0] == 'O' ? OID_ORGANIZATION : text[0] == 'E' ? OID_EMAIL_ADDRESS : OID_COMMON_NAME;
        add_element(out, DER_OBJECT_IDENTIFIER, oid_contents(type));
        add_element(out, string, bytes_of(value, size));
        close_element(out, attribute);
        close_element(out, set);
        text = value + size + (value[size] == '/');
    }
    close_element(out, name);
}

/* A GeneralName from "DNS:…", "email:…", "URI:…", "IP:hex", "other:hex", or "dir:O=…". */
static void add_general_name(Buffer *out, const char *text)
{
    const char *value = strchr(text, ':') + 1;
    if (text[0] == 'd') {
        size_t place = open_element(out, GENERAL_NAME_TAG_DIRECTORY);
        add_name(out, value, DER_UTF8_STRING);
        close_element(out, place);
    } else if (text[0] == 'I' || text[0] == 'o') {
        Buffer octets = from_hex(value);
        add_element(out, text[0] == 'I' ? DER_CONTEXT(7) : DER_CONTEXT(8), buffer_bytes(&octets));
        buffer_clear(&octets);
    } else {
        uint8_t tag = text[0] == 'D' ? DER_CONTEXT(2) : text[0] == 'e' ? DER_CONTEXT(1) : DER_CONTEXT(6);
        add_element(out, tag, bytes_of_text(value));
    }
}

/* Names with commas between, each as a subtree or by itself. */
static void add_general_names(Buffer *out, const char *text, bool subtrees)
{
    char copy[200], *rest = copy, *name;
    assert_true(strlen(text) < sizeof copy);
    strcpy(copy, text);
    while ((name = strsep(&rest, ","))) {
        if (!name[0])
            continue;
        size_t place = subtrees ? open_element(out, DER_SEQUENCE) : 0;
        add_general_name(out, name);
        if (subtrees)
            close_element(out, place);
    }
}

static bool forbids(const char *permitted, const char *excluded, const char *names, const char *subject)
{
    Buffer in = BUFFER_EMPTY, out = BUFFER_EMPTY, alternatives = BUFFER_EMPTY, subject_name = BUFFER_EMPTY;
    Certificate authority = {0}, certificate = {0};
    GeneralName forbidden;
    add_general_names(&in, permitted, true);
    add_general_names(&out, excluded, true);
    add_general_names(&alternatives, names, false);
    add_name(&subject_name, subject, DER_PRINTABLE_STRING);
    authority.permitted_subtrees = buffer_bytes(&in);
    authority.excluded_subtrees = buffer_bytes(&out);
    certificate.subject = buffer_bytes(&subject_name);
    certificate.alternative_names = buffer_bytes(&alternatives);
    certificate.extensions = names[0] ? EXTENSION_SUBJECT_ALT_NAME : 0;
    bool result = name_constraints_forbid(&authority, &certificate, &forbidden);
    buffer_clear(&in);
    buffer_clear(&out);
    buffer_clear(&alternatives);
    buffer_clear(&subject_name);
    return result;
}

static const struct {
    const char *permitted, *excluded, *names, *subject;
    bool forbidden;
} cases[] = {
    /* domains */
    {"DNS:a.example", "", "DNS:a.example", "", false},
    {"DNS:a.example", "", "DNS:x.y.A.Example", "", false},
    {"DNS:a.example", "", "DNS:ba.example", "", true},
    {"DNS:a.example", "", "DNS:example", "", true},
    {"DNS:a.example", "", "DNS:a.example,DNS:b.example", "", true},
    {"DNS:a.example,DNS:b.example", "", "DNS:a.example,DNS:b.example", "", false},
    {"DNS:.a.example", "", "DNS:x.a.example", "", false},
    {"DNS:.a.example", "", "DNS:a.example", "", true},
    {"DNS:", "", "DNS:any.example", "", false},
    {"", "DNS:", "DNS:any.example", "", true},
    {"", "DNS:a.example", "DNS:x.a.example", "", true},
    {"", "DNS:a.example", "DNS:b.example", "", false},
    {"DNS:a.example", "DNS:x.a.example", "DNS:a.example", "", false},
    {"DNS:a.example", "DNS:x.a.example", "DNS:y.x.a.example", "", true},
    /* wildcards: narrower than permitted is not inside; what could become an excluded name is */
    {"DNS:a.example", "", "DNS:*.a.example", "", false},
    {"DNS:x.a.example", "", "DNS:*.a.example", "", true},
    {"", "DNS:x.a.example", "DNS:*.a.example", "", true},
    {"", "DNS:x.b.example", "DNS:*.a.example", "", false},
    {"", "DNS:a.example", "DNS:*.a.example", "", true},
    /* a form that nobody constrains, and names of several forms */
    {"DNS:a.example", "", "IP:7f000001", "", false},
    {"DNS:a.example", "", "IP:7f000001,DNS:b.example", "", true},
    {"DNS:a.example", "", "", "CN=b.example", false},
    /* addresses */
    {"IP:0a000000ff000000", "", "IP:0a010203", "", false},
    {"IP:0a000000ff000000", "", "IP:0b010203", "", true},
    {"", "IP:0a000000ff000000", "IP:0affffff", "", true},
    {"", "IP:0a000000ff000000", "IP:09ffffff", "", false},
    {"IP:0a000000ff000000", "", "IP:00000000000000000000000000000001", "", true},
    {"IP:20010db8000000000000000000000000ffffffff000000000000000000000000", "", "IP:20010db8000000000000000000000001",
     "", false},
    {"IP:20010db8000000000000000000000000ffffffff000000000000000000000000", "", "IP:20010db9000000000000000000000001",
     "", true},
    /* mail */
    {"email:a.example", "", "email:x@A.example", "", false},
    {"email:a.example", "", "email:x@b.a.example", "", true},
    {"email:.a.example", "", "email:x@b.a.example", "", false},
    {"email:.a.example", "", "email:x@a.example", "", true},
    {"email:x@a.example", "", "email:x@A.EXAMPLE", "", false},
    {"email:x@a.example", "", "email:X@a.example", "", true},
    {"email:x@a.example", "", "email:y@a.example", "", true},
    {"email:a.example", "", "email:a.example", "", true},
    {"", "email:a.example", "email:x@b@a.example", "", true},
    {"email:a.example", "", "", "O=Some/E=x@a.example", false},
    {"email:a.example", "", "", "O=Some/E=x@b.example", true},
    {"", "email:b.example", "", "E=x@a.example/E=x@b.example", true},
    {"email:a.example", "", "DNS:a.example", "E=x@b.example", false},
    /* URIs */
    {"URI:a.example", "", "URI:https://a.example/b.example", "", false},
    {"URI:a.example", "", "URI:https://x.a.example/", "", true},
    {"URI:.a.example", "", "URI:https://x.a.example:443", "", false},
    {"URI:.a.example", "", "URI:https://a.example", "", true},
    {"URI:a.example", "", "URI:https://b.example@a.example?x", "", false},
    {"URI:a.example", "", "URI:https://b.example#@a.example", "", true},
    {"", "URI:a.example", "URI:ftp://a.example", "", true},
    {"", "URI:a.example", "URI:ftp://b.example", "", false},
    {"URI:a.example", "", "URI:urn:x:a://a.example", "", true},
    {"", "URI:a.example", "URI:mailto:x@b.example", "", true},
    {"", "URI:a.example", "URI:https://192.0.2.1/", "", true},
    {"", "URI:a.example", "URI:https://[2001:db8::1]/", "", true},
    /* distinguished names: subject and alternative name */
    {"dir:O=Some", "", "", "O=Some/CN=x", false},
    {"dir:O=Some", "", "", "O=  soME /CN=x", false},
    {"dir:O=Some  One", "", "", "O=some one", false},
    {"dir:O=Some One", "", "", "O=SomeOne", true},
    {"dir:O=Some", "", "", "CN=Some", true},
    {"dir:O=Some/CN=x", "", "", "O=Some", true},
    {"dir:O=Some", "", "", "", false},
    {"", "dir:O=Some", "", "O=some/CN=x", true},
    {"", "dir:O=Some", "dir:O=Some/CN=x", "O=Other", true},
    {"dir:O=Some", "", "dir:O=Other", "O=Some", true},
    /* a form that cannot be judged is refused where a constraint of it stands, and only there */
    {"other:2a03", "", "other:2a03", "", true},
    {"", "other:2a03", "other:2a04", "", true},
    {"DNS:a.example", "", "other:2a03", "", false},
};

static void names_are_held_against_constraints(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (forbids(cases[i].permitted, cases[i].excluded, cases[i].names, cases[i].subject) != cases[i].forbidden)
            fail_msg("permitted '%s', excluded '%s': '%s', subject '%s'", cases[i].permitted, cases[i].excluded,
                     cases[i].names, cases[i].subject);
}

static void subtrees_have_a_text_form(void **state)
{
    Buffer permitted = BUFFER_EMPTY, excluded = BUFFER_EMPTY, text = BUFFER_EMPTY;
    Certificate authority = {0};
    (void)state;
    add_general_names(&permitted, "DNS:a.example,IP:c0000200ffffff00,dir:O=Some", true);
    add_general_names(&excluded, "email:.b.example,URI:b.example", true);
    authority.permitted_subtrees = buffer_bytes(&permitted);
    name_constraints_append(&text, &authority);
    assert_string_equal(text_finish(&text), "permitted DNS:a.example, IP:192.0.2.0/24, DirName:O=Some");
    authority.excluded_subtrees = buffer_bytes(&excluded);
    buffer_truncate(&text, 0);
    name_constraints_append(&text, &authority);
    assert_string_equal(text_finish(&text), "permitted DNS:a.example, IP:192.0.2.0/24, DirName:O=Some; excluded "
                                            "email:.b.example, URI:b.example");
    buffer_clear(&permitted);
    buffer_clear(&excluded);
    buffer_clear(&text);
}

static const struct {
    const char *hex;
    Error error;
    const char *field;
} malformed[] = {
    {"3000", ERROR_BAD_CERTIFICATE, "nameConstraints"},                       /* empty */
    {"3002a000", ERROR_BAD_DER, "generalSubtree"},                            /* no subtree */
    {"3006a00430028000", ERROR_BAD_DER, "generalName"},                       /* no base */
    {"300ca00a30088203612e62800100", ERROR_BAD_CERTIFICATE, "minimum"},       /* the default, written down */
    {"300ca00a30088203612e62810101", ERROR_BAD_CERTIFICATE, "maximum"},       /* a distance */
    {"3009a0073005820361ff62", ERROR_BAD_CERTIFICATE, "dNSName"},             /* no ASCII */
    {"300aa00830068704c0000201", ERROR_BAD_CERTIFICATE, "iPAddress"},         /* an address is no range */
    {"300ea00c300a8708c0000200ff00ff00", ERROR_BAD_CERTIFICATE, "iPAddress"}, /* a mask with a hole */
    {"3012a1073005820361"
     "2e62a0073005820361"
     "2e62",
     ERROR_BAD_DER, "trailing_bytes"}, /* in the wrong order */
};

static void malformed_constraints_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(malformed); i++) {
        Buffer der = from_hex(malformed[i].hex);
        Bytes permitted, excluded;
        Cursor cursor;
        cursor_init(&cursor, buffer_bytes(&der), NULL);
        assert_false(name_constraints_decode_fields(&cursor, &permitted, &excluded));
        if (cursor.error != malformed[i].error || strcmp(cursor.flaw.field, malformed[i].field) != 0)
            fail_msg("%s: %s in %s", malformed[i].hex, error_name(cursor.error), cursor.flaw.field);
        buffer_clear(&der);
    }
}

/* Very many of both take too long to compare: then the names count as forbidden. */
static void work_is_bounded(void **state)
{
    Buffer permitted = BUFFER_EMPTY, names = BUFFER_EMPTY;
    Certificate authority = {0}, certificate = {.extensions = EXTENSION_SUBJECT_ALT_NAME};
    GeneralName forbidden;
    (void)state;
    for (int i = 0; i < 1000; i++) {
        add_general_names(&permitted, "DNS:a.example", true);
        add_general_names(&names, "DNS:a.example", false);
    }
    authority.permitted_subtrees = buffer_bytes(&permitted);
    certificate.alternative_names = buffer_bytes(&names);
    assert_true(name_constraints_forbid(&authority, &certificate, &forbidden));
    certificate.alternative_names = bytes_slice(buffer_bytes(&names), 0, 10 * (names.size / 1000));
    assert_false(name_constraints_forbid(&authority, &certificate, &forbidden));
    buffer_clear(&permitted);
    buffer_clear(&names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_held_against_constraints),
        cmocka_unit_test(subtrees_have_a_text_form),
        cmocka_unit_test(malformed_constraints_are_refused),
        cmocka_unit_test(work_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
