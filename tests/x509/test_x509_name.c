#include "files.h"
#include "x509/certificate/ip_address.h"
#include "x509/certificate/name.h"
#include "x509/der/der.h"

/* Whether a certificate with only this one dNSName is for a host. */
static bool matches(const char *dns_name, const char *host)
{
    Buffer names = BUFFER_EMPTY;
    Certificate certificate = {0};
    buffer_append_number(&names, 1, DER_CONTEXT(2));
    size_t place = buffer_open_vector(&names, 1);
    text_append(&names, dns_name);
    assert_true(buffer_close_vector(&names, place, 1));
    certificate.alternative_names = buffer_bytes(&names);
    bool result = certificate_is_for_host(&certificate, host);
    buffer_clear(&names);
    return result;
}

static const struct {
    const char *dns_name, *host;
    bool matches;
} cases[] = {
    {"server.example", "server.example", true},
    {"Server.EXAMPLE", "sERVER.example", true},
    {"server.example", "server.example.", true},
    {"server.example.", "server.example", false}, /* openssl and GnuTLS say so, too */
    {"server.example.", "server.example.", false},
    {"server.example", "server.exampl", false},
    {"server.example", "aserver.example", false},
    {"example", "server.example", false},
    {"*.a.example", "server.a.example", true},
    {"*.a.example", "SERVER.A.EXAMPLE", true},
    {"*.a.example", "a.example", false},
    {"*.a.example", ".a.example", false},
    {"*.a.example", "x.y.a.example", false},
    {"*.example", "a.example", false},
    {"*", "a", false},
    {"*.", "a.", false},
    {"s*.a.example", "server.a.example", false},
    {"*s.a.example", "as.a.example", false},
    {"server.*.example", "server.a.example", false},
    {"*.*.example", "x.y.example", false},
    {"xn--bcher-kva.example", "XN--Bcher-KVA.example", true}, /* A-labels (RFC 5890 §2.3.2.1) are labels like others */
    {"*.a.example", "xn--bcher-kva.a.example", true},
    {"xn--*.a.example", "xn--bcher-kva.a.example", false},
    {"*.a.example.", "server.a.example", false},
    {"127.0.0.1", "127.0.0.1", false}, /* an address has to be an iPAddress */
    {"*.0.0.1", "127.0.0.1", false},
    {"", "", false},
    {"a", "", false},
};

static void names_match_as_in_rfc_9525(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (matches(cases[i].dns_name, cases[i].host) != cases[i].matches)
            fail_msg("%s and %s", cases[i].dns_name, cases[i].host);
}

static void addresses_match_by_their_octets(void **state)
{
    CertificateList list = read_chain("good");
    (void)state;
    assert_true(certificate_is_for_host(list.items[0], "127.0.0.1"));
    assert_true(certificate_is_for_host(list.items[0], "0:0:0:0:0:0:0:1"));
    assert_true(certificate_is_for_host(list.items[0], "::0.0.0.1"));
    assert_false(certificate_is_for_host(list.items[0], "127.0.0.2"));
    assert_false(certificate_is_for_host(list.items[0], "::2"));
    assert_false(certificate_is_for_host(list.items[1], "127.0.0.1"));
    certificate_list_clear(&list);
}

static const struct {
    const char *text, *hex, *back; /* `back` NULL: the same as `text`; `hex` NULL: refused */
} addresses[] = {
    {"0.0.0.0", "00000000", NULL},
    {"192.0.2.255", "c00002ff", NULL},
    {"::", "00000000000000000000000000000000", NULL},
    {"::1", "00000000000000000000000000000001", NULL},
    {"1::", "00010000000000000000000000000000", NULL},
    {"2001:db8::1", "20010db8000000000000000000000001", NULL},
    {"2001:DB8:0:0:1:0:0:1", "20010db8000000000001000000000001", "2001:db8::1:0:0:1"},
    {"1:2:3:4:5:6:7:8", "00010002000300040005000600070008", NULL},
    {"1:0:3:4:5:6:7:8", "00010000000300040005000600070008", NULL},
    {"1::3:4:5:6:7:8", "00010000000300040005000600070008", "1:0:3:4:5:6:7:8"},
    {"::ffff:192.0.2.1", "00000000000000000000ffffc0000201", "::ffff:c000:201"},
    {"1:2:3:4:5:6:192.0.2.1", "000100020003000400050006c0000201", "1:2:3:4:5:6:c000:201"},
    {"", NULL, NULL},
    {"1.2.3", NULL, NULL},
    {"1.2.3.4.5", NULL, NULL},
    {"1.2.3.256", NULL, NULL},
    {"1.2.3.04", NULL, NULL},
    {"1.2.3.", NULL, NULL},
    {"1.2.3.4 ", NULL, NULL},
    {":", NULL, NULL},
    {":1", NULL, NULL},
    {"1:", NULL, NULL},
    {":::", NULL, NULL},
    {"1::2::3", NULL, NULL},
    {"1:2:3:4:5:6:7", NULL, NULL},
    {"1:2:3:4:5:6:7:8:9", NULL, NULL},
    {"1:2:3:4:5:6:7::8", NULL, NULL}, /* nothing is missing that :: could stand for */
    {"12345::", NULL, NULL},
    {"::g", NULL, NULL},
    {"1:2:3:4:5:6:7:1.2.3.4", NULL, NULL},
    {"::1.2.3.4:5", NULL, NULL},
    {"server.example", NULL, NULL},
};

static void addresses_are_read_and_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(addresses); i++) {
        uint8_t octets[IP_ADDRESS_SIZE_MAX];
        Buffer text = BUFFER_EMPTY;
        Bytes address = bytes_of(octets, ip_address_parse(octets, addresses[i].text));
        if ((address.size == 0) != (addresses[i].hex == NULL))
            fail_msg("%s gives %zu octets", addresses[i].text, address.size);
        if (address.size) {
            assert_hex(address, addresses[i].hex);
            ip_address_append(&text, address);
            assert_string_equal(text_finish(&text), addresses[i].back ? addresses[i].back : addresses[i].text);
        }
        buffer_clear(&text);
    }
}

static void names_are_safe_to_show(void **state)
{
    GeneralName name = {.kind = GENERAL_NAME_DNS, .value = bytes_of("a\033[2J\0b", 7)};
    Buffer text = BUFFER_EMPTY;
    (void)state;
    general_name_append(&text, &name);
    assert_string_equal(text_finish(&text), "DNS:a\\1b[2J\\00b");
    buffer_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_match_as_in_rfc_9525),
        cmocka_unit_test(addresses_match_by_their_octets),
        cmocka_unit_test(addresses_are_read_and_written),
        cmocka_unit_test(names_are_safe_to_show),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
