/*
 * Resumption inside a handshake (RFC 5246 §7.3, figure 2): the client offers a session, the server takes it up or says
 * why not, and both come to new keys from the old master secret and the new randoms. Each reason against it is a check
 * of its own; most of them lead back to a full handshake, some end it.
 */
#ifndef TLSTEPS_TLS_RESUMPTION_H
#define TLSTEPS_TLS_RESUMPTION_H

#include "tls/handshake/handshake.h"

/* Client: adds the session that it was given, if any, to its offer. A session by its ID carries that; one by ticket the
   ticket, and an ID that is drawn (RFC 5077 §3.4). */
void client_offer_session(Handshake *handshake);
/* Client: whether the ServerHello resumes the session that was offered; a server that does has to keep to it. */
WARN_UNUSED Error client_recognise_session(Handshake *handshake, const ServerHello *hello);

/* Server: looks for the session that the client wants to resume, and sets `resuming` where it can be. */
WARN_UNUSED Error server_find_session(Handshake *handshake, const ClientHello *hello);
/* Server: whether the client will be given a ticket. */
bool server_gives_ticket(const Handshake *handshake, const ClientHello *hello);
/* Server: gives the session that a full handshake is about to make its ID, where it will be kept under one. */
void server_name_session(Handshake *handshake);

/* Both: takes the master secret out of the session, and the keys from there. */
void handshake_resume_keys(Handshake *handshake);
/* Both: fills in what the handshake has made of its session, once there is a master secret; name and ID are set before.
   No effect on one that is resumed. */
void handshake_make_session(Handshake *handshake);
/* Both, at the end of the handshake: the session that was made or resumed, which a server also puts in its cache. */
void handshake_keep_session(Handshake *handshake);

#endif
