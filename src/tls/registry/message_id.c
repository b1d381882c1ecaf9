#include "tls/registry/message_id.h"

const char *message_id_name(MessageId id)
{
    static const char *const names[MESSAGE_ID_COUNT] = {
        [MESSAGE_UNKNOWN] = "unknown",
#define HANDSHAKE_MESSAGE(NAME, value, name, meaning, source) [MESSAGE_##NAME] = (name),
#include "tls/registry/messages.def"
#undef HANDSHAKE_MESSAGE
        [MESSAGE_CHANGE_CIPHER_SPEC] = "change_cipher_spec",
        [MESSAGE_ALERT] = "alert",
        [MESSAGE_APPLICATION_DATA] = "application_data",
        [MESSAGE_SSL2_CLIENT_HELLO] = "ssl2_client_hello",
        [MESSAGE_ENCRYPTED_HANDSHAKE] = "encrypted_handshake",
        [MESSAGE_ENCRYPTED_RECORD] = "encrypted_record",
    };
    return names[id];
}
