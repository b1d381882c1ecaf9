/* The handlers of the table of TLS 1.0 to 1.2 (states.def). */
#ifndef TLSTEPS_TLS_HANDLERS_H
#define TLSTEPS_TLS_HANDLERS_H

#include "tls/handshake/handshake.h"

HandshakeHandler client_receive_hello, client_receive_certificate, client_receive_certificate_status,
    client_receive_key_exchange, client_receive_certificate_request, client_receive_hello_done, client_send_certificate,
    client_send_key_exchange, client_send_certificate_verify, client_send_change_cipher_spec, client_send_finished,
    client_receive_new_session_ticket, client_receive_change_cipher_spec, client_receive_finished;
HandshakeHandler server_receive_hello, server_send_hello, server_send_certificate, server_send_certificate_status,
    server_send_key_exchange, server_send_certificate_request, server_send_hello_done, server_receive_certificate,
    server_receive_key_exchange, server_receive_certificate_verify, server_receive_change_cipher_spec,
    server_receive_finished, server_send_new_session_ticket, server_send_change_cipher_spec, server_send_finished;

#endif
