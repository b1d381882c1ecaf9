/*
 * One side's half of an ephemeral key exchange, in whatever kind of group: a private value, the public value that
 * belongs to it, the other side's public value, and the secret that both come to. Public values are kept as they stand
 * on the wire (RFC 5246 §7.4.3, §7.4.7.2; RFC 8422 §5.4, §5.7).
 */
#ifndef TLSTEPS_TLS_KEY_SHARE_H
#define TLSTEPS_TLS_KEY_SHARE_H

#include "math/x25519.h"
#include "tls/registry/group.h"

typedef struct KeyShare {
    const Group *group;   /* NULL before one is set, and for numbers that no named group has */
    const DhGroup *field; /* of a finite field, named or not; else NULL */
    const Curve *curve;   /* of a Weierstrass curve; else NULL */
    DhGroup own_field;    /* what `field` points to where no named group has the numbers */
    bool has_own_field;
    mpz_t private_value;         /* of a field or curve */
    uint8_t scalar[X25519_SIZE]; /* of X25519 */
    Buffer own_public, other_public;
    Buffer secret; /* the shared number without leading zeros, or the x coordinate in full length */
} KeyShare;

void key_share_init(KeyShare *share);
void key_share_clear(KeyShare *share); /* wipes */

void key_share_use_group(KeyShare *share, const Group *group);
/* A finite field of these numbers: a group that has a name is recognised by them. */
void key_share_use_field(KeyShare *share, Bytes p, Bytes g);

/* Draws the private value as `name` and computes the public one. */
void key_share_generate(KeyShare *share, Random *random, const char *name);
/* Takes the other side's public value, checked: the errors of dh_public_check and curve_point_decode, for X25519
   ERROR_WRONG_LENGTH. It is kept also where the check fails, for whoever shows it. */
WARN_UNUSED Error key_share_receive(KeyShare *share, Bytes public_value);
/* Computes the secret. ERROR_SHARED_SECRET_ZERO for X25519, ERROR_POINT_AT_INFINITY. */
WARN_UNUSED Error key_share_agree(KeyShare *share);

#endif
