/* Which message one is, for who does not take it apart, and what it is called. */
#ifndef TLSTEPS_TLS_MESSAGE_ID_H
#define TLSTEPS_TLS_MESSAGE_ID_H

/* Every message of any content type. A handshake message has the name of its HandshakeType; MESSAGE_UNKNOWN is what no
   list has. */
typedef enum MessageId {
    MESSAGE_UNKNOWN,
#define HANDSHAKE_MESSAGE(NAME, value, name, meaning, source) MESSAGE_##NAME,
#include "tls/registry/messages.def"
#undef HANDSHAKE_MESSAGE
    MESSAGE_CHANGE_CIPHER_SPEC,
    MESSAGE_ALERT,
    MESSAGE_APPLICATION_DATA,
    MESSAGE_SSL2_CLIENT_HELLO,
    /* What somebody without the keys sees: a handshake message that is encrypted, and a record that he cannot open. */
    MESSAGE_ENCRYPTED_HANDSHAKE,
    MESSAGE_ENCRYPTED_RECORD,
    MESSAGE_ID_COUNT,
} MessageId;
/* The name that steps, JSON and options use: "client_hello", "change_cipher_spec", "alert", "application_data",
   "ssl2_client_hello", "encrypted_handshake", "encrypted_record"; "unknown". Static. */
const char *message_id_name(MessageId id);

#endif
