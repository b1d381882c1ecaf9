/*
 * What ties a handshake to the one before it on the connection (RFC 5746): renegotiation_info repeats the verify_data
 * of that one, which nobody who stood outside it knows. So nobody can put another's first handshake behind his own.
 *
 * Where one side did not say renegotiation_info in the handshake before, the connection is unbound, and then neither
 * side may begin to say it now. A side whose configuration leaves RFC 5746 out looks at none of this.
 */
#include "tls/v12/binding.h"

#include "tls/v12/v12_handshake.h"

Bytes handshake_binding(const Handshake *handshake, Actor sender)
{
    if (!handshake->previous)
        return BYTES_EMPTY;
    size_t size = agreement_verify_data_size(handshake->previous);
    return bytes_of(handshake->previous->verify_data, sender == ACTOR_CLIENT ? size : 2 * size);
}

/* Does the extension hold what it has to? One that is not there is shown as empty. */
static Error check_bound(Handshake *handshake, EventId id, bool said, Bytes found, Actor sender)
{
    Bytes expected = handshake_binding(handshake, sender);
    return handshake_check(handshake, id, said && bytes_equal(expected, found), ERROR_HANDSHAKE_FAILURE,
                           ERROR_HANDSHAKE_FAILURE, compared_bytes(expected, found));
}

static Error check_unbound(Handshake *handshake, EventId id, const Extensions *extensions)
{
    bool said = extensions->has_renegotiation_info;
    return handshake_check(
        handshake, id, !said, ERROR_HANDSHAKE_FAILURE, ERROR_HANDSHAKE_FAILURE,
        compared_text("nothing said of renegotiation", said ? extension_name(TLS_EXTENSION_RENEGOTIATION_INFO) : NULL));
}

/* RFC 5746 §3.7, §4.4: the signal says that this is a first handshake, which it is not. */
static Error check_signal(Handshake *handshake, bool signalled)
{
    const char *found = signalled ? suite_name_of_id(SUITE_EMPTY_RENEGOTIATION_INFO_SCSV) : NULL;
    return handshake_check(handshake, EVENT_CHECK_CLIENT_SIGNAL, !signalled, ERROR_HANDSHAKE_FAILURE,
                           ERROR_HANDSHAKE_FAILURE, compared_text("no sign of a first handshake", found));
}

/* RFC 5746 §3.7, and §4.4 where the handshake before was without. */
static Error check_renegotiating_offer(Handshake *handshake, const Extensions *extensions, bool signalled)
{
    bool bound = handshake->previous->secure_renegotiation;
    Error error = check_signal(handshake, signalled);
    if (error)
        return error;
    handshake->agreement->secure_renegotiation = handshake->v12->answer_renegotiation = bound;
    if (!bound)
        return check_unbound(handshake, EVENT_CHECK_CLIENT_UNBOUND, extensions);
    return check_bound(handshake, EVENT_CHECK_CLIENT_BINDING, extensions->has_renegotiation_info,
                       extensions->renegotiated_connection, ACTOR_CLIENT);
}

/* RFC 5746 §3.6: either way of saying that this is a first handshake is answered. */
Error handshake_check_offered_binding(Handshake *handshake, const ClientHello *hello)
{
    const Extensions *extensions = &hello->extensions;
    bool signalled = number_list_has(hello->cipher_suites, SUITE_EMPTY_RENEGOTIATION_INFO_SCSV);
    if (!handshake->config->extensions.has_renegotiation_info)
        return ERROR_NONE;
    if (handshake->previous)
        return check_renegotiating_offer(handshake, extensions, signalled);
    if (!signalled && !extensions->has_renegotiation_info)
        return ERROR_NONE;
    handshake->agreement->secure_renegotiation = handshake->v12->answer_renegotiation = true;
    return check_bound(handshake, EVENT_CHECK_CLIENT_RENEGOTIATION, true, extensions->renegotiated_connection,
                       ACTOR_CLIENT);
}

/* RFC 5746 §3.5, and §4.2 where the handshake before was without. */
static Error check_renegotiating_answer(Handshake *handshake, const Extensions *answered)
{
    handshake->agreement->secure_renegotiation = handshake->previous->secure_renegotiation;
    if (!handshake->previous->secure_renegotiation)
        return check_unbound(handshake, EVENT_CHECK_SERVER_UNBOUND, answered);
    return check_bound(handshake, EVENT_CHECK_SERVER_BINDING, answered->has_renegotiation_info,
                       answered->renegotiated_connection, ACTOR_SERVER);
}

/* RFC 5746 §3.4; that a server may leave it out in a first handshake is our choice of §4.1. */
Error handshake_check_answered_binding(Handshake *handshake, const Extensions *answered)
{
    if (handshake->previous)
        return handshake->config->extensions.has_renegotiation_info ? check_renegotiating_answer(handshake, answered)
                                                                    : ERROR_NONE;
    if (!answered->has_renegotiation_info)
        return ERROR_NONE;
    handshake->agreement->secure_renegotiation = true;
    return check_bound(handshake, EVENT_CHECK_SERVER_RENEGOTIATION, true, answered->renegotiated_connection,
                       ACTOR_SERVER);
}

/* That a change is refused is our choice: only with an extended master secret on both of them do two handshakes of a
   connection belong together whatever certificates are shown (RFC 7627 §6.1). */
Error handshake_check_same_master_secret(Handshake *handshake, bool extended)
{
    if (!handshake->previous)
        return ERROR_NONE;
    bool before = handshake->previous->extended_master_secret;
    return handshake_check(handshake, EVENT_CHECK_SAME_BINDING, extended == before, ERROR_HANDSHAKE_FAILURE,
                           ERROR_HANDSHAKE_FAILURE,
                           compared_text(before ? "extended" : "not extended", extended ? "extended" : "not extended"));
}
