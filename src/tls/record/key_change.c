#include "tls/record/key_change.h"

#include "tls/wire/message.h"

/* Up to TLS 1.2 each side says so for itself, and in a record of a type of its own, which is never encrypted
   (RFC 5246 §7.1). */
KeyChange key_change_of(uint16_t version, Actor sender, uint8_t content_type)
{
    (void)version;
    bool changes = content_type == CONTENT_CHANGE_CIPHER_SPEC;
    return (KeyChange){{changes && sender == ACTOR_CLIENT, changes && sender == ACTOR_SERVER}};
}
