#include "x509/name.h"

#include <string.h>

#include "x509/ip_address.h"

static uint8_t lower(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? (uint8_t)(c - 'A' + 'a') : c;
}

static bool equal_ignoring_case(Bytes a, Bytes b)
{
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++)
        if (lower(a.data[i]) != lower(b.data[i]))
            return false;
    return true;
}

/* A dot at the end, which says that the name is complete, does not count. */
static Bytes without_final_dot(Bytes name)
{
    return name.size > 1 && name.data[name.size - 1] == '.' ? bytes_slice(name, 0, name.size - 1) : name;
}

/* What follows the first dot; empty where there is none. */
static Bytes after_first_label(Bytes name)
{
    const uint8_t *dot = name.size ? memchr(name.data, '.', name.size) : NULL;
    return dot ? bytes_slice(name, (size_t)(dot - name.data) + 1, name.size) : BYTES_EMPTY;
}

/* RFC 9525 §6.3: the wildcard is the whole left-most label and matches exactly one label. */
static bool wildcard_matches(Bytes pattern, Bytes host)
{
    if (pattern.size < 2 || pattern.data[0] != '*' || pattern.data[1] != '.')
        return false;
    Bytes parent = after_first_label(pattern), rest = after_first_label(host);
    bool two_labels = after_first_label(parent).size > 0;
    return two_labels && host.size > rest.size + 1 && equal_ignoring_case(parent, rest);
}

static bool dns_matches(Bytes pattern, Bytes host)
{
    pattern = without_final_dot(pattern);
    host = without_final_dot(host);
    return host.size && (equal_ignoring_case(pattern, host) || wildcard_matches(pattern, host));
}

bool certificate_is_for_host(const Certificate *certificate, const char *host)
{
    uint8_t octets[IP_ADDRESS_SIZE_MAX];
    Bytes names = certificate->alternative_names, address = bytes_of(octets, ip_address_parse(octets, host));
    GeneralName name;
    while (general_name_next(&names, &name)) {
        if (name.kind == GENERAL_NAME_IP_ADDRESS && address.size && bytes_equal(name.value, address))
            return true;
        if (name.kind == GENERAL_NAME_DNS && !address.size && dns_matches(name.value, bytes_of_text(host)))
            return true;
    }
    return false;
}
