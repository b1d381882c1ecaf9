#include "x509/certificate/dns_name.h"

#include <string.h>

static uint8_t lower(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? (uint8_t)(c - 'A' + 'a') : c;
}

static bool may_stand_in_label(uint8_t c)
{
    uint8_t letter = lower(c);
    return (letter >= 'a' && letter <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool dns_name_is_host(Bytes name)
{
    enum { LABEL_MAX = 63, HOST_MAX = 253 };
    size_t label = 0;
    for (size_t i = 0; i < name.size; i++) {
        bool ends = name.data[i] == '.';
        if (ends ? label == 0 : !may_stand_in_label(name.data[i]) || label == LABEL_MAX)
            return false;
        label = ends ? 0 : label + 1;
    }
    return label > 0 && name.size <= HOST_MAX;
}

bool dns_name_equal(Bytes a, Bytes b)
{
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++)
        if (lower(a.data[i]) != lower(b.data[i]))
            return false;
    return true;
}

static Bytes without_final_dot(Bytes name)
{
    return name.size > 1 && name.data[name.size - 1] == '.' ? bytes_slice(name, 0, name.size - 1) : name;
}

Bytes dns_name_parent(Bytes name)
{
    const uint8_t *dot = name.size ? memchr(name.data, '.', name.size) : NULL;
    return dot ? bytes_slice(name, (size_t)(dot - name.data) + 1, name.size) : BYTES_EMPTY;
}

bool dns_name_is_wildcard(Bytes name)
{
    return name.size >= 2 && name.data[0] == '*' && name.data[1] == '.';
}

static bool wildcard_matches(Bytes pattern, Bytes host)
{
    if (!dns_name_is_wildcard(pattern))
        return false;
    Bytes parent = dns_name_parent(pattern), rest = dns_name_parent(host);
    bool two_labels = dns_name_parent(parent).size > 0;
    return two_labels && host.size > rest.size + 1 && dns_name_equal(parent, rest);
}

bool dns_name_matches(Bytes pattern, Bytes host)
{
    host = without_final_dot(host);
    return host.size && (dns_name_equal(pattern, host) || wildcard_matches(pattern, host));
}

bool dns_name_is_below(Bytes name, Bytes domain)
{
    name = without_final_dot(name);
    domain = without_final_dot(domain);
    if (name.size < domain.size + 2)
        return false;
    size_t more = name.size - domain.size;
    return name.data[more - 1] == '.' && dns_name_equal(bytes_slice(name, more, domain.size), domain);
}

bool dns_name_is_within(Bytes name, Bytes domain)
{
    return domain.size == 0 || dns_name_equal(without_final_dot(name), without_final_dot(domain)) ||
           dns_name_is_below(name, domain);
}
