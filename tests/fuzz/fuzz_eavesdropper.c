/*
 * What somebody overhears who can open things: a byte that says what she stole (1 the server's keys, 2 the client's
 * private value, 4 the server's, which are both all ones, 8 the pre-shared key "learner", 16 the ticket key of a run
 * with the seed "fuzz"; with 32 she goes through all of it once more at the end), then pieces as fuzz_tracker has them.
 */
#include <string.h>

#include "fuzz.h"
#include "sim/assets/credentials.h"
#include "sim/eavesdropper/eavesdropper.h"

static void count(void *context, const Event *event)
{
    int *events = context;
    fuzz_require(event->actor == ACTOR_EAVESDROPPER && event->handshake >= 1);
    ++*events;
}

static const PrivateKey *stolen_key(const char *name)
{
    static Credentials *credentials;
    const Credential *credential;
    Diagnostic diagnostic = {""};
    if (!credentials)
        credentials = credentials_new();
    fuzz_require(credentials_chain(credentials, &credential, name, NULL, "key", true, &diagnostic));
    return credential->key;
}

/* As sim/run/sessions.h has it. */
static void steal_ticket_key(EavesdropperMemory *memory)
{
    TicketKey key;
    Random *random = random_new_seeded(bytes_of_text("fuzz"), "server");
    random_fill(random, "ticket_key.0.name", key.name, sizeof key.name);
    random_fill(random, "ticket_key.0.encryption_key", key.encryption_key, sizeof key.encryption_key);
    random_fill(random, "ticket_key.0.mac_key", key.mac_key, sizeof key.mac_key);
    random_free(random);
    eavesdropper_memory_add_ticket_key(memory, &key);
}

static void take(Eavesdropper *eavesdropper, unsigned loot)
{
    uint8_t ones[32];
    memset(ones, 1, sizeof ones);
    if (loot & 2)
        eavesdropper_take(eavesdropper, FACT_DH_CLIENT_PRIVATE, BYTES_OF_ARRAY(ones), 1);
    if (loot & 4)
        eavesdropper_take(eavesdropper, FACT_ECDH_SERVER_PRIVATE, BYTES_OF_ARRAY(ones), 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const uint8_t key[] = {0, 0x11, 0x22, 0x33};
    const Psk psk = {bytes_of_text("learner"), BYTES_OF_ARRAY(key)};
    int events = 0;
    Observer observer = {count, &events};
    EavesdropperConfig config = {.limit = 64, .observer = &observer};
    if (size == 0)
        return 0;
    if (data[0] & 1) {
        config.server_keys[0] = stolen_key("rsa");
        config.server_keys[1] = stolen_key("ecdsa");
        config.server_key_count = 2;
    }
    if (data[0] & 8) {
        config.psks = &psk;
        config.psk_count = 1;
    }
    config.memory = eavesdropper_memory_new();
    if (data[0] & 16)
        steal_ticket_key(config.memory);
    Eavesdropper *eavesdropper = eavesdropper_new(&config);
    for (Bytes rest = bytes_of(data + 1, size - 1); rest.size >= 2;) {
        size_t header = (size_t)bytes_read_number(rest.data, 2);
        Bytes piece = bytes_slice(rest, 2, header & 0x7fff);
        eavesdropper_hear(eavesdropper, header & 0x8000 ? ACTOR_SERVER : ACTOR_CLIENT, piece);
        take(eavesdropper, data[0]); /* again with each piece: a new handshake forgets it */
        rest = bytes_slice(rest, 2 + piece.size, rest.size);
    }
    if (data[0] & 32)
        eavesdropper_review(eavesdropper);
    eavesdropper_free(eavesdropper);
    eavesdropper_memory_free(config.memory);
    return 0;
}
