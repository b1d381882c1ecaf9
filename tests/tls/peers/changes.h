/* What somebody in between may do to a message on its way: the changes that refusals.def names. */
#ifndef TLSTEPS_TESTS_CHANGES_H
#define TLSTEPS_TESTS_CHANGES_H

#include "pair.h"

/* One message of a pair's handshake is to be changed. */
typedef struct Change Change;
/* `message` is `bytes` decoded, and points into it. What `bytes` holds afterwards arrives; nothing where it is empty.
 */
typedef void ChangeMessage(Change *change, Message *message, Buffer *bytes);
struct Change {
    Pair *pair;
    Actor sender;
    HandshakeType type;
    ChangeMessage *apply;
    Arena made; /* what decoded messages are pointed to */
    bool done;
};

/* Makes the change, whose context is the Change, in the sender's first message of that type: for pair.meddle. Each
   message has to be in one record. */
void change_record(void *context, Actor sender, Buffer *record);

/* Of any message (changes.c) */
ChangeMessage append_byte, cut_byte, change_last_byte, drop, become_client_key_exchange, become_server_hello_done,
    become_certificate, become_certificate_request;
/* Of the hellos (changes_hello.c) */
ChangeMessage hello_version_1_1, hello_version_ssl_3, hello_version_0, hello_fallback, hello_other_suites,
    hello_only_deflate, hello_other_groups, hello_other_fields, hello_only_x25519, hello_other_schemes,
    hello_compressed_points, hello_renegotiates, hello_other_host, hello_host_with_nul, hello_host_address,
    hello_host_dot, hello_host_long_label, hello_other_protocols, hello_no_session_id, hello_extension_twice,
    answer_version_1_1, answer_version_1_3, answer_other_suite, answer_no_suite, answer_deflate, answer_session_ticket,
    answer_extension_twice, answer_encrypt_then_mac, answer_renegotiates, answer_other_protocol, answer_two_protocols,
    answer_compressed_points, answer_unbound;
/* Of the certificates and the key exchange (changes_exchange.c) */
ChangeMessage certificate_none, certificate_not_der, certificate_forged, certificate_ecdsa, certificate_p384,
    exchange_other_point, exchange_secp384r1, exchange_explicit, exchange_other_explicit, exchange_curve_type,
    exchange_sha1, exchange_ecdsa_scheme, exchange_toy, exchange_modp2048, exchange_short_prime, exchange_composite,
    public_zero, public_one, public_22, public_p_minus_one, public_p, point_compressed, x25519_zero, x25519_short,
    ciphertext_short, pre_master_version, pre_master_short, identity_unknown, identity_empty, identity_other;
/* Of the client's authentication (changes_authentication.c) */
ChangeMessage request_no_name, request_other_types, request_twice, certificate_of_client_ecdsa, verify_unknown_scheme,
    verify_other_kind, verify_other_hash;

#endif
