/* Reading what crosses: what the eavesdropper overheard, as a value. It knows nothing of her, and changes nothing. */
#ifndef TLSTEPS_SIM_EAVESDROPPER_READ_H
#define TLSTEPS_SIM_EAVESDROPPER_READ_H

#include "tls/record/tracker.h"
#include "tls/wire/ssl2_hello.h"
#include "x509/certificate/certificate.h"

typedef enum OverheardKind {
    OVERHEARD_CLOSED, /* a record that cannot be opened */
    OVERHEARD_UNREAD, /* a message that cannot be read, or of a kind that nobody knows */
    OVERHEARD_HANDSHAKE,
    OVERHEARD_SSL2_HELLO,
    OVERHEARD_CHANGE_CIPHER_SPEC,
    OVERHEARD_ALERT,
    OVERHEARD_DATA, /* of the application */
} OverheardKind;

/* Borrows from the message that was tracked; its own are the certificates. */
typedef struct Overheard {
    OverheardKind kind;
    const TrackedMessage *message;
    bool begins;           /* a handshake: whether or not the hello can be read */
    bool in_hash;          /* belongs to the transcript */
    size_t skipped;        /* so many of its bytes at the front do not */
    Message decoded;       /* OVERHEARD_HANDSHAKE */
    bool ssl2_read;        /* OVERHEARD_SSL2_HELLO: it could be read */
    Ssl2Hello ssl2;        /* then */
    CertificateList chain; /* of a Certificate message, in its order; NULL in the place of one that cannot be read */
} Overheard;

/* `suite`: chosen in this handshake; NULL: none was, and key exchange messages are like any other. */
void overheard_read(Overheard *out, const TrackedMessage *message, const Suite *suite);
void overheard_clear(Overheard *overheard);

#endif
