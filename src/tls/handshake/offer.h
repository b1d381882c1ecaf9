/* What a client offers: its configuration as the contents of a ClientHello. */
#ifndef TLSTEPS_TLS_OFFER_H
#define TLSTEPS_TLS_OFFER_H

#include "tls/handshake/config.h"

/* Starts as all zero. */
typedef struct Offer {
    ClientHello hello; /* pointing into the lists below and into the configuration; `random` is the caller's to set */
    Buffer suites, groups, schemes, certificate_schemes, protocols;
    bool ssl2_format; /* the hello is one of SSL 2.0: to be set beforehand */
} Offer;

/* All but the extensions, for which there are the lists (extensions_offer). */
void offer_make(Offer *out, const PeerConfig *config);
/* SSL 2.0 had no room for extensions, and SSL 3.0 none of them. */
bool offer_has_extensions(const Offer *offer, const PeerConfig *config);
void offer_clear(Offer *offer);

/* A host as server_name has it: without the dot that may stand at its end, and nothing for an address written in digits
   (RFC 6066 §3). NULL allowed. Points into `name`. */
Bytes offer_host_name(const char *name);

/* Whether two of them are the same name: case does not matter. */
bool offer_same_host(Bytes a, Bytes b);

/* A client whose highest version does not have a suite must not offer it (RFC 5288 §4, RFC 5289 §4); one without a
   pre-shared key cannot go on with a suite that needs one. */
bool offer_may_have(const PeerConfig *config, const Suite *suite);
/* A suite with that key exchange is offered. */
bool offer_has_exchange(const PeerConfig *config, KeyExchange exchange);
bool offer_has_suite(const Offer *offer, uint16_t id);
bool offer_has_group(const Offer *offer, uint16_t id);
bool offer_has_protocol(const Offer *offer, Bytes name);

/* The same questions to the lists of any hello: is a 16-bit number, or a name behind its length byte, in the list? */
bool number_list_has(Bytes list, uint16_t number);
bool name_list_has(Bytes list, Bytes name);
bool number_list_has_finite_field(Bytes list);

#endif
