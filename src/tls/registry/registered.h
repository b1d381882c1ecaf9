/* Names of IANA's registries that are met and not spoken: what is to be said to somebody who asks for one. */
#ifndef TLSTEPS_TLS_REGISTERED_H
#define TLSTEPS_TLS_REGISTERED_H

typedef enum Registered {
    REGISTERED_NOT,     /* the registry has no such name, or the name of something spoken */
    REGISTERED_OTHER,   /* not spoken here, though a version is that is */
    REGISTERED_TLS_1_3, /* for TLS 1.3 alone */
} Registered;

#endif
