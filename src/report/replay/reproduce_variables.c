#include <assert.h>
#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "math/rsa.h"
#include "report/replay/reproduce_parts.h"
#include "report/tell/style.h"
#include "tls/registry/group.h"
#include "tls/wire/message.h"
#include "tls/wire/naming.h"

static const TimelineFact *input_fact(Reproduction *it, int index)
{
    const TimelineFact *fact = index < it->fact->how.from_count ? timeline_input(it->timeline, it->fact, index) : NULL;
    if (!fact)
        it->lacks = true;
    return fact;
}

static Bytes input(Reproduction *it, int index)
{
    const TimelineFact *fact = input_fact(it, index);
    return fact ? fact->value : BYTES_EMPTY;
}

static void append_input(Buffer *out, Reproduction *it, int index)
{
    Bytes value = input(it, index);
    if (!it->lacks && fact_item(it->fact->how.from[index].id)->kind == VALUE_NUMBER)
        text_append_hex_number(out, value);
    else
        text_append_hex(out, value);
}

static void append_inputs(Buffer *out, Reproduction *it)
{
    for (int i = 0; i < it->fact->how.from_count; i++) {
        text_append(out, i > 0 ? " " : "");
        append_input(out, it, i);
    }
}

/* The input that is a certain fact; NULL where the derivation does not name it. */
static const TimelineFact *named_fact(Reproduction *it, FactId id)
{
    for (int i = 0; i < it->fact->how.from_count; i++)
        if (it->fact->how.from[i].id == id)
            return input_fact(it, i);
    return NULL;
}

/* Its value, or nothing. */
static Bytes named_input(Reproduction *it, FactId id)
{
    const TimelineFact *fact = named_fact(it, id);
    return fact ? fact->value : BYTES_EMPTY;
}

/* What lies in the whole, from where on, and how long it is */

static void append_size(Buffer *out, Reproduction *it)
{
    text_append_decimal(out, it->fact->value.size);
}

static void append_digits(Buffer *out, Reproduction *it)
{
    text_append_decimal(out, 2 * it->fact->value.size);
}

static void append_coordinate(Buffer *out, Reproduction *it)
{
    text_append_decimal(out, it->fact->value.size - 1);
}

static void append_first(Buffer *out, Reproduction *it)
{
    text_append_decimal(out, 2 * it->fact->how.offset + 1);
}

static void append_last(Buffer *out, Reproduction *it)
{
    text_append_decimal(out, 2 * (it->fact->how.offset + it->fact->value.size));
}

/* What was said: a space behind each */

static void append_message(void *context, Bytes message)
{
    Buffer *out = context;
    text_append_hex(out, message);
    text_append(out, " ");
}

static void append_messages(Buffer *out, Reproduction *it)
{
    size_t start = out->size;
    timeline_take_messages(it->timeline, it->fact, append_message, out);
    it->lacks |= out->size == start;
}

static void append_data(Buffer *out, Reproduction *it)
{
    timeline_take_heard(it->timeline, it->fact, append_message, out);
}

/* Hashes */

static void append_hash(Buffer *out, Reproduction *it)
{
    text_append(out, it->fact->how.hash);
}

static bool has_two_hashes(const Reproduction *it)
{
    return strcmp(it->fact->how.hash, hash_name(HASH_MD5_SHA1)) == 0;
}

static void append_upper(Buffer *out, const char *text)
{
    for (; *text; text++) {
        char upper = (char)toupper((unsigned char)*text);
        buffer_append(out, bytes_of(&upper, 1));
    }
}

static const char *digest_name(const Reproduction *it)
{
    return has_two_hashes(it) ? "md5-sha1" : it->fact->how.hash;
}

static void append_digest(Buffer *out, Reproduction *it)
{
    text_append(out, digest_name(it));
}

static void append_kdf(Buffer *out, Reproduction *it)
{
    append_upper(out, digest_name(it));
}

static void append_digest_of_m(Buffer *out, Reproduction *it)
{
    if (has_two_hashes(it))
        text_append(out, "hashlib.md5(m).digest() + hashlib.sha1(m).digest()");
    else
        text_print(out, "hashlib.%s(m).digest()", it->fact->how.hash);
}

static void append_digest_info(Buffer *out, Reproduction *it)
{
    HashId hash;
    if (hash_find(it->fact->how.hash, &hash))
        text_append_hex(out, rsa_pkcs1_digest_info(hash));
}

static void append_label(Buffer *out, Reproduction *it)
{
    text_append(out, it->fact->how.label);
}

/* Groups */

/* "SECP256R1", as python3-cryptography has it */
static void append_curve(Buffer *out, Reproduction *it)
{
    append_upper(out, it->fact->how.group);
}

static void append_order(Buffer *out, Reproduction *it)
{
    const Curve *curve = curve_find(it->fact->how.group);
    Buffer order = BUFFER_EMPTY;
    number_append(&order, curve->n);
    text_append_hex_number(out, buffer_bytes(&order));
    buffer_clear(&order);
}

/* What an ECDSA signature leaves off the right of a digest (FIPS 186-5 §6.4.1). */
static void append_shift(Buffer *out, Reproduction *it)
{
    HashId hash;
    size_t order = mpz_sizeinbase(curve_find(it->fact->how.group)->n, 2);
    size_t bits = hash_find(it->fact->how.hash, &hash) ? 8 * hash_size(hash) : 0;
    text_append_decimal(out, bits > order ? bits - order : 0);
}

static void append_group(Buffer *out, Reproduction *it)
{
    const Group *group = it->fact->how.group ? group_find(it->fact->how.group) : NULL;
    it->lacks |= !group;
    text_print(out, "%04x", group ? group->id : 0);
}

/* A session's state, and what begins like it */

static void append_version(Buffer *out, Reproduction *it)
{
    uint16_t version;
    it->lacks |= !names_find_version(&version, input(it, 0));
    text_print(out, "%04x", version);
}

static void append_suite(Buffer *out, Reproduction *it)
{
    const Suite *suite = names_find_suite(named_input(it, FACT_CIPHER_SUITE));
    it->lacks |= !suite;
    text_print(out, "%04x", suite ? suite->id : 0);
}

static void append_identity(Buffer *out, Reproduction *it)
{
    Bytes certificate = named_input(it, FACT_CLIENT_CERTIFICATE);
    if (certificate.size == 0) {
        text_append(out, "00");
        return;
    }
    text_print(out, "01%06zx", certificate.size);
    text_append_hex(out, certificate);
}

static void append_created(Buffer *out, Reproduction *it)
{
    buffer_append(out, named_input(it, FACT_SESSION_CREATED));
}

static void append_extended(Buffer *out, Reproduction *it)
{
    const TimelineFact *extended = named_fact(it, FACT_EXTENDED_MASTER_SECRET);
    text_append(out, extended && extended->flag ? "01" : "00");
}

static void append_name(Buffer *out, Reproduction *it)
{
    Bytes name = named_input(it, FACT_SERVER_NAME);
    text_print(out, "%04zx", name.size);
    text_append_hex(out, name);
}

/* A record */

static void append_key(Buffer *out, Reproduction *it)
{
    text_append_hex(out, it->record.key);
}

static void append_iv(Buffer *out, Reproduction *it)
{
    text_append_hex(out, it->record.iv);
}

static void append_nonce(Buffer *out, Reproduction *it)
{
    text_append_hex(out, BYTES_OF_ARRAY(it->record.nonce));
}

static void append_additional(Buffer *out, Reproduction *it)
{
    text_append_hex(out, BYTES_OF_ARRAY(it->record.additional));
}

static void append_ciphertext(Buffer *out, Reproduction *it)
{
    text_append_hex(out, it->record.ciphertext);
}

/* Of the MAC that is encrypted too. */
static void append_mac_size(Buffer *out, Reproduction *it)
{
    text_append_decimal(out, it->record.encrypt_then_mac ? 0 : it->record.mac_size);
}

static void append_skip(Buffer *out, Reproduction *it)
{
    text_append_decimal(out, it->skip);
}

static const struct {
    const char *name;
    void (*append)(Buffer *out, Reproduction *it);
} variables[] = {
    {"inputs", append_inputs},
    {"size", append_size},
    {"digits", append_digits},
    {"coordinate", append_coordinate},
    {"first", append_first},
    {"last", append_last},
    {"messages", append_messages},
    {"data", append_data},
    {"hash", append_hash},
    {"digest", append_digest},
    {"kdf", append_kdf},
    {"digest_of_m", append_digest_of_m},
    {"digest_info", append_digest_info},
    {"label", append_label},
    {"curve", append_curve},
    {"order", append_order},
    {"shift", append_shift},
    {"group", append_group},
    {"version", append_version},
    {"suite", append_suite},
    {"identity", append_identity},
    {"created", append_created},
    {"extended", append_extended},
    {"name", append_name},
    {"key", append_key},
    {"iv", append_iv},
    {"nonce", append_nonce},
    {"additional", append_additional},
    {"ciphertext", append_ciphertext},
    {"mac_size", append_mac_size},
    {"skip", append_skip},
};

void reproduce_append_variable(Buffer *out, Reproduction *it, Bytes name)
{
    if (name.data[0] >= '0' && name.data[0] <= '9') {
        append_input(out, it, name.data[0] - '0');
        return;
    }
    size_t i = 0;
    while (i < COUNT_OF(variables) && !bytes_equal(name, bytes_of_text(variables[i].name)))
        i++;
    assert(i < COUNT_OF(variables)); /* the lines are ours */
    variables[i].append(out, it);
}
