#include "report/replay/reproduce.h"

#include <string.h>

#include "base/text.h"
#include "report/replay/reproduce_parts.h"
#include "tls/wire/message.h"

/* The textbook's arithmetic on y² = x³ + ax + b modulo p, of inputs 2 and 3, in one line of python: times(k) is kG. */
#define CURVE_ARITHMETIC(g)                                                                                            \
    "from functools import reduce; p, a = {2}, {3}; "                                                                  \
    "point = lambda h: (int(h[2 : len(h) // 2 + 1], 16), int(h[len(h) // 2 + 1 :], 16)); G = point(\"" g "\"); "       \
    "slope = lambda P, Q: ((3 * P[0] ** 2 + a) * pow(2 * P[1], -1, p) if P == Q else (Q[1] - P[1]) * "                 \
    "pow(Q[0] - P[0], -1, p)) % p; "                                                                                   \
    "third = lambda s, P, x: (x, (s * (P[0] - x) - P[1]) % p); "                                                       \
    "add = lambda P, Q: Q if not P else P if not Q else None if P[0] == Q[0] and (P[1] + Q[1]) % p == 0 else "         \
    "third(slope(P, Q), P, (slope(P, Q) ** 2 - P[0] - Q[0]) % p); "                                                    \
    "times = lambda k: reduce(lambda R, bit: add(add(R, R), G) if bit == \"1\" else add(R, R), bin(k)[2:], None)"

/* What a line can be for. */
typedef enum Case {
    CASE_ALWAYS,
    CASE_NAMED_CURVE,    /* one that python3-cryptography has */
    CASE_EXPLICIT_CURVE, /* the inputs say its numbers */
    CASE_FIELD,
    CASE_RSA_PKCS1,
    CASE_RSA_PSS,
    CASE_AES_CBC,
    CASE_AES_GCM,
    CASE_CHACHA20,
} Case;

typedef struct Line {
    DerivationId derivation;
    Case when;
    const char *text;
} Line;

static const Line lines[] = {
#define REPRODUCE(DERIVATION, CASE, text) {DERIVATION_##DERIVATION, CASE_##CASE, text},
#include "report/replay/reproduce.def"
#undef REPRODUCE
};

static bool names_input(const TimelineFact *fact, FactId id)
{
    for (int i = 0; i < fact->how.from_count; i++)
        if (fact->how.from[i].id == id)
            return true;
    return false;
}

static bool is_salted(const TimelineFact *fact)
{
    return names_input(fact, FACT_SIGNATURE_SALT) || names_input(fact, FACT_CLIENT_SIGNATURE_SALT);
}

static bool is_case(const Reproduction *it, Case when)
{
    const TimelineFact *fact = it->fact;
    const SealedRecord *record = &it->record;
    switch (when) {
    case CASE_NAMED_CURVE:
        return !names_input(fact, FACT_ECDH_P);
    case CASE_EXPLICIT_CURVE:
        return names_input(fact, FACT_ECDH_P);
    case CASE_FIELD:
        return names_input(fact, FACT_DH_P);
    case CASE_RSA_PKCS1:
        return !fact->how.group && !is_salted(fact);
    case CASE_RSA_PSS:
        return is_salted(fact);
    case CASE_AES_CBC:
        return it->has_record && !record->cipher->aead;
    case CASE_AES_GCM:
        return it->has_record && record->cipher->aead && record->cipher->record_iv_size > 0;
    case CASE_CHACHA20:
        return it->has_record && record->cipher->aead && record->cipher->record_iv_size == 0;
    default:
        return true;
    }
}

static void append_filled(Buffer *out, Reproduction *it, const char *text)
{
    const char *brace;
    for (; (brace = strchr(text, '{')); text = strchr(brace, '}') + 1) {
        buffer_append(out, bytes_of(text, (size_t)(brace - text)));
        reproduce_append_variable(out, it, bytes_of(brace + 1, strcspn(brace + 1, "}")));
    }
    text_append(out, text);
}

static void append_line(Buffer *out, Reproduction *it)
{
    size_t i = 0;
    while (i < COUNT_OF(lines) && !(lines[i].derivation == it->fact->how.id && is_case(it, lines[i].when)))
        i++;
    if (i < COUNT_OF(lines))
        append_filled(out, it, lines[i].text);
    else
        it->lacks = true;
}

/* What the records of a message hold: a line for each, and of several what they print joined. A handshake message's
   header, in the first of them, is no part of what it says. */
static void append_lines_of_records(Buffer *out, Reproduction *it)
{
    const Step *step = timeline_step(it->timeline, it->fact->step);
    int count = step->message ? step->message->view.record_count : 0;
    it->lacks = count == 0;
    it->skip = count > 0 && step->message->view.content_type == CONTENT_HANDSHAKE ? HANDSHAKE_HEADER_SIZE : 0;
    text_append(out, count > 1 ? "{ " : "");
    for (int i = 0; i < count && !it->lacks; i++) {
        it->has_record = sealed_find(&it->record, it->timeline, step, i);
        append_line(out, it);
        text_append(out, count > 1 ? "; " : "");
        it->skip -= it->record.plaintext.size < it->skip ? it->record.plaintext.size : it->skip;
    }
    text_append(out, count > 1 ? "} | tr -d '\\n'; echo" : "");
}

bool reproduce_append(Buffer *out, const Timeline *timeline, const TimelineFact *fact)
{
    Reproduction it = {.timeline = timeline, .fact = fact};
    size_t start = out->size;
    if (fact->how.id == DERIVATION_DECRYPTED)
        append_lines_of_records(out, &it);
    else
        append_line(out, &it);
    if (it.lacks)
        buffer_truncate(out, start);
    return !it.lacks;
}

/*
 * By what a line calls; the first that fits. `openssl kdf` came with 3.0, `pow(k, -1, n)` with python3.8. Of
 * python3-cryptography 38 is the oldest that the tests have run with.
 */
static const struct {
    const char *call, *needs;
} calls[] = {
    {"from cryptography", "python3-cryptography 38+"},
    {"openssl dgst", "python3 3.8+ and openssl 3.0+"},
    {"openssl", "openssl 3.0+"},
    {"python3", "python3 3.8+"},
    {"", "sh"},
};

const char *reproduce_needs(const char *line)
{
    size_t i = 0;
    while (!strstr(line, calls[i].call))
        i++;
    return calls[i].needs;
}

bool reproduce_has(DerivationId id)
{
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        if (lines[i].derivation == id)
            return true;
    return false;
}
