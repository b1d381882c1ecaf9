/*
 * What the peers make of extensions: who says one and when, what follows from it, and what is told of it. The rows of
 * extensions.def that are spoken have a use each; here all are gone through. That an extension is refused is told by a
 * check, and checks have an order: they stand where their message is judged.
 */
#ifndef TLSTEPS_TLS_EXTENSION_USE_H
#define TLSTEPS_TLS_EXTENSION_USE_H

#include "tls/handshake/handshake.h"

/* NULL where there is nothing to do. */
typedef struct ExtensionUse {
    /* Client: completes what its configuration says of the extension (PeerConfig.extensions). */
    void (*offer)(Extensions *out, const Offer *offer, const PeerConfig *config);
    /* Server: takes up what was offered, into its agreement and into the answer. */
    void (*answer)(Handshake *handshake, const Extensions *offered, Extensions *out);
    /* Client: takes up what was answered. */
    void (*agree)(Handshake *handshake, const Extensions *answered);
    /* Adds facts, for who offers or reads it, and who answers or reads that. */
    void (*tell_offer)(Telling *telling, DerivationId how, const Extensions *offered);
    void (*tell_answer)(Telling *telling, DerivationId how, const Extensions *answered);
} ExtensionUse;

void extensions_offer(Extensions *out, const Offer *offer, const PeerConfig *config);
/* Into handshake->answer. */
void extensions_answer(Handshake *handshake, const Extensions *offered);
void extensions_agree(Handshake *handshake, const Extensions *answered);
void extensions_tell_offer(Telling *telling, DerivationId how, const Extensions *offered);
void extensions_tell_answer(Telling *telling, DerivationId how, const Extensions *answered);

#endif
