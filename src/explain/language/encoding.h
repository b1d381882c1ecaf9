/*
 * Values put together as messages have them: parts one after the other, the parameters of a key exchange, and the state
 * in a ticket. Nothing is hard in it, but every byte comes from somewhere.
 */
#ifndef TLSTEPS_EXPLAIN_ENCODING_H
#define TLSTEPS_EXPLAIN_ENCODING_H

#include "explain/language/worked.h"

/* The parts, no two of one name, one after the other: a row for each but the first. NULL for none. */
WARN_UNUSED Worked *explain_joined(const char *title, const char *result, const Operand *parts, int count);

/* ServerDHParams (RFC 5246 §7.4.3): p, g and the public value, numbers. */
WARN_UNUSED Worked *explain_dh_params(const Operand *p, const Operand *g, const Operand *public_value,
                                      const char *result);
/* ServerECDHParams of a named curve (RFC 8422 §5.4): its number in the registry, and the public point. */
WARN_UNUSED Worked *explain_named_curve_params(unsigned curve, const Operand *public_value, const char *result);
/* The same of a curve that is sent as its numbers (RFC 4492 §5.4). */
typedef struct CurveParams {
    Operand p, a, b, base, order, cofactor, public_value;
} CurveParams;
WARN_UNUSED Worked *explain_explicit_curve_params(const CurveParams *params, const char *result);

/* StatePlaintext of a ticket (RFC 5077 §4, as tls/secrets/session.h has it). */
typedef struct SessionState {
    unsigned version, suite;
    Bytes master_secret;
    Bytes client_certificate; /* empty: the client showed none */
    uint64_t created;         /* seconds since 1970 */
    bool extended_master_secret;
    Bytes server_name;
} SessionState;
WARN_UNUSED Worked *explain_session_state(const SessionState *state, const char *result);

#endif
