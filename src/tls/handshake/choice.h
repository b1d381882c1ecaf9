/* What a server chooses from a client's offer, and a client from a server's CertificateRequest. */
#ifndef TLSTEPS_TLS_CHOICE_H
#define TLSTEPS_TLS_CHOICE_H

#include "tls/handshake/config.h"

typedef struct Choice {
    uint16_t version;
    const Suite *suite;
    const Credential *credential;  /* NULL where the suite has no certificate */
    const Group *group;            /* NULL where the key exchange is not ephemeral */
    const SignatureScheme *scheme; /* NULL where nothing is signed */
    bool signed_otherwise;         /* the credential's chain is not signed by schemes that the client names */
} Choice;

/* The highest version that both have; 0 for none (RFC 5246 §E.1). */
uint16_t choice_version(const PeerConfig *config, const ClientHello *hello);

/*
 * The first suite of the server's list that the client offers, that goes with the version that both have, and for which
 * there is what it calls for: a credential of its kind, a pre-shared key, a group and a signature scheme in common.
 * A suite whose chain is signed as the client asks goes before the others (RFC 5246 §7.4.2, RFC 8446 §4.4.2.2).
 * Groups and schemes go by the server's order too, except that a client that lists no groups gets P-256 where the
 * server has it; before TLS 1.2 the scheme goes without saying. ERROR_HANDSHAKE_FAILURE where there is none;
 * ERROR_INSUFFICIENT_SECURITY where only the finite fields that the client offers were in the way (RFC 7919 §4).
 */
WARN_UNUSED Error choice_make(Choice *out, const PeerConfig *config, const ClientHello *hello);

/* The first of the server's application protocols that the client offers, NULL for none. */
const char *choice_protocol(const PeerConfig *config, const ClientHello *hello);

/* The first of the client's credentials that a CertificateRequest accepts, and the scheme to sign with: its key is of a
   type and goes with a scheme that are asked for, and where authorities are named, one of them issued a certificate of
   the chain (RFC 5246 §7.4.6). One whose chain is signed by schemes that are asked for (§7.4.4) goes before the others;
   that one of these is shown at all is our choice. NULL where there is none. */
const Credential *choice_answer_request(const SignatureScheme **scheme, const PeerConfig *config, uint16_t version,
                                        const CertificateRequest *request);

/* Whether the certificate of such a suite may have a key of this kind. One that only signs with PSS does where the
   suite signs, from TLS 1.2 on, which names its schemes (RFC 8446 §4.2.3). */
bool choice_key_fits(const Suite *suite, uint16_t version, KeyKind kind);
/* What the suite needs the key for, KEY_USAGE_… bits (RFC 5246 §7.4.2). */
unsigned choice_key_usage(const Suite *suite);
/* True where a client with these extensions can verify the scheme: it lists it, or has no list, which stands for SHA-1
   with either kind of key (RFC 5246 §7.4.1.4.1). */
bool choice_scheme_is_offered(const SignatureScheme *scheme, const Extensions *extensions);
/* The schemes by which certificates may be signed for a client with these extensions (RFC 8446 §4.2.3); empty: any. */
Bytes choice_certificate_schemes(const Extensions *extensions);
/* True where every certificate of the chain is signed by a scheme of the list, or the list is empty. One that names
   itself as its issuer counts as a root, which may be signed by any (RFC 8446 §4.4.2.2). */
bool choice_chain_is_signed_by(const CertificateList *chain, Bytes schemes);
/* True where a signature of the scheme can be made, or have been made, with the certificate's key. */
bool choice_scheme_suits(const SignatureScheme *scheme, const Certificate *certificate);

#endif
