/* What a handshake has to remember in TLS 1.0 to 1.2 alone. */
#ifndef TLSTEPS_TLS_V12_HANDSHAKE_H
#define TLSTEPS_TLS_V12_HANDSHAKE_H

#include "tls/handshake/handshake.h"
#include "tls/secrets/key_schedule.h"

/* By which extension the server says that a CertificateStatus may come: status_request (RFC 6066 §8), or
   status_request_v2 (RFC 6961 §2.2). */
typedef enum StatusAnswer { STATUS_NOT_ANSWERED, STATUS_ANSWERED, STATUS_ANSWERED_V2 } StatusAnswer;

struct V12Handshake {
    StatusAnswer status_answered;
    bool answer_renegotiation; /* server: says renegotiation_info */

    Buffer session_id; /* client: that it offers; server: that it answers */
    bool resuming;     /* both sides know that this handshake is an abbreviated one */
    bool by_ticket;    /* server: the session came out of a ticket */
    bool new_ticket;   /* a NewSessionTicket is to come: the server said session_ticket */

    Buffer pre_master_secret;
    KeyBlock keys;
    bool client_finished, server_finished; /* that side's Finished has passed, and was good */
};

#endif
