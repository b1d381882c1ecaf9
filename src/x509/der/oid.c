#include "x509/der/oid.h"

#include <libtasn1.h>
#include <string.h>

#include "base/text.h"

typedef struct OidItem {
    const char *octets;
    size_t size;
    const char *name, *meaning;
} OidItem;

static const OidItem items[] = {
    [OID_UNKNOWN] = {"", 0, "unknown", "An identifier that is not known here."},
#define OID(ID, octets, name, meaning) [OID_##ID] = {octets, sizeof octets - 1, name, meaning},
#include "x509/der/oids.def"
#undef OID
};

OidId oid_find(Bytes contents)
{
    for (int id = OID_UNKNOWN + 1; id < OID_COUNT; id++)
        if (items[id].size == contents.size && memcmp(items[id].octets, contents.data, contents.size) == 0)
            return (OidId)id;
    return OID_UNKNOWN;
}

const char *oid_name(OidId id)
{
    return items[id].name;
}

const char *oid_meaning(OidId id)
{
    return items[id].meaning;
}

Bytes oid_contents(OidId id)
{
    return bytes_of(items[id].octets, items[id].size);
}

/* Each number stands in groups of seven bits, all octets but its last with the top bit set, the first not 80
   (X.690 §8.19.2). */
bool oid_is_valid(Bytes contents)
{
    bool begins = true;
    for (size_t i = 0; i < contents.size; i++) {
        if (begins && contents.data[i] == 0x80)
            return false;
        begins = contents.data[i] < 0x80;
    }
    return contents.size > 0 && begins;
}

void oid_append_dotted(Buffer *out, Bytes contents)
{
    uint8_t element[1 + 127]; /* a short length, and the contents: what libtasn1 reads */
    char text[4 * sizeof element];
    int read;
    if (!oid_is_valid(contents))
        return;
    if (contents.size < sizeof element) {
        element[0] = (uint8_t)contents.size;
        memcpy(element + 1, contents.data, contents.size);
        if (asn1_get_object_id_der(element, (int)contents.size + 1, &read, text, sizeof text) == ASN1_SUCCESS) {
            text_append(out, text);
            return;
        }
    }
    text_append_hex(out, contents); /* numbers beyond 64 bits */
}

void oid_append_name(Buffer *out, Bytes contents)
{
    OidId id = oid_find(contents);
    if (id != OID_UNKNOWN)
        text_append(out, items[id].name);
    else
        oid_append_dotted(out, contents);
}
