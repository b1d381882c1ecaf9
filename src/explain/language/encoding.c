#include "explain/language/encoding.h"

#include "explain/language/list.h"
#include "explain/language/row.h"

Worked *explain_joined(const char *title, const char *result, const Operand *parts, int count)
{
    if (count == 0)
        return NULL;
    Arena arena = {0};
    List *list = list_new(title);
    const char *before = parts[0].name;
    list_given(list, &parts[0]);
    if (count == 1)
        list_row(list, result, before, "there is no other");
    for (int i = 1; i < count; i++) {
        const char *name = i == count - 1 ? result : row_text(&arena, "first_%d", i + 1);
        list_given(list, &parts[i]);
        list_row(list, name, row_text(&arena, "%s ‖ %s", before, parts[i].name), "%zu bytes more", parts[i].value.size);
        before = name;
    }
    arena_clear(&arena);
    return list_finish(list);
}

/* A number behind its length, which takes `length_size` bytes (RFC 5246 §4.3). Returns its part's name. */
static const char *add_number(List *list, Arena *arena, const Operand *number, const char *name, int length_size)
{
    const char *size = row_text(arena, "size_of_%s", name), *part = row_text(arena, "%s_part", name);
    bool zero = number->value.size == 0;
    list_given(list, number);
    list_row(list, size, zero ? "1" : row_text(arena, "(bits(%s) + 7) div 8", number->name),
             "bytes that the number needs");
    list_row(list, part, row_text(arena, "bytes(%s, %d) ‖ bytes(%s, %s)", size, length_size, number->name, size),
             "the length, and the number in so many bytes");
    return part;
}

Worked *explain_dh_params(const Operand *p, const Operand *g, const Operand *public_value, const char *result)
{
    Arena arena = {0};
    List *list = list_new("p, g and the public value as ServerKeyExchange writes them");
    const char *first = add_number(list, &arena, p, "p", 2), *second = add_number(list, &arena, g, "g", 2);
    const char *third = add_number(list, &arena, public_value, "Ys", 2);
    list_row(list, result, row_text(&arena, "%s ‖ %s ‖ %s", first, second, third), "dh_p, dh_g, dh_Ys");
    arena_clear(&arena);
    return list_finish(list);
}

Worked *explain_named_curve_params(unsigned curve, const Operand *public_value, const char *result)
{
    Arena arena = {0};
    List *list = list_new("The curve's number and the public value as ServerKeyExchange writes them");
    list_given_count(list, "namedcurve", curve);
    list_given(list, public_value);
    list_row(list, result,
             row_text(&arena, "bytes(3, 1) ‖ bytes(namedcurve, 2) ‖ bytes(len(%s), 1) ‖ %s", public_value->name,
                      public_value->name),
             "3 says: a curve by its number");
    arena_clear(&arena);
    return list_finish(list);
}

Worked *explain_explicit_curve_params(const CurveParams *params, const char *result)
{
    Arena arena = {0};
    List *list = list_new("The curve's numbers and the public value as ServerKeyExchange writes them");
    const char *p = add_number(list, &arena, &params->p, "p", 1);
    const Operand *const coefficients[] = {&params->a, &params->b};
    const char *parts[2];
    for (int i = 0; i < 2; i++) {
        parts[i] = row_text(&arena, "%c_part", "ab"[i]);
        list_given(list, coefficients[i]);
        list_row(list, parts[i], row_text(&arena, "bytes(size_of_p, 1) ‖ bytes(%s, size_of_p)", coefficients[i]->name),
                 "an element of the field, as long as p");
    }
    list_row(list, "curve", row_text(&arena, "bytes(1, 1) ‖ %s ‖ %s ‖ %s", p, parts[0], parts[1]),
             "1 says: a curve by its numbers, modulo a prime");
    const char *n = add_number(list, &arena, &params->order, "n", 1);
    const char *h = add_number(list, &arena, &params->cofactor, "h", 1);
    list_given(list, &params->base);
    list_given(list, &params->public_value);
    list_row(list, result,
             row_text(&arena, "curve ‖ bytes(len(%s), 1) ‖ %s ‖ %s ‖ %s ‖ bytes(len(%s), 1) ‖ %s", params->base.name,
                      params->base.name, n, h, params->public_value.name, params->public_value.name),
             "base point, order, cofactor, and the public point");
    arena_clear(&arena);
    return list_finish(list);
}

Worked *explain_session_state(const SessionState *state, const char *result)
{
    bool known = state->client_certificate.size > 0;
    List *list = list_new("What the server has to know of the session");
    list_given_count(list, "version", state->version);
    list_given_count(list, "cipher_suite", state->suite);
    list_given_bytes(list, "master_secret", state->master_secret);
    list_row(list, "begin", "bytes(version, 2) ‖ bytes(cipher_suite, 2) ‖ bytes(0, 1) ‖ master_secret",
             "the 00 is the compression method, null");
    list_given_bytes(list, "certificate", state->client_certificate);
    list_row(list, "identity", known ? "bytes(1, 1) ‖ bytes(len(certificate), 3) ‖ certificate" : "bytes(0, 1)",
             known ? "the client showed a certificate" : "the client is anonymous");
    list_given_count(list, "created", (size_t)state->created);
    list_given_count(list, "extended", state->extended_master_secret);
    list_given_bytes(list, "server_name", state->server_name);
    list_row(list, "end", "bytes(created, 8) ‖ bytes(extended, 1) ‖ bytes(len(server_name), 2) ‖ server_name",
             "time, whether the master secret is the extended one, and the host");
    list_row(list, result, "begin ‖ identity ‖ end", "StatePlaintext");
    return list_finish(list);
}
