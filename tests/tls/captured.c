#include "captured.h"

#include <string.h>

#include "base/text.h"

static const CapturedConnection connections[] = {
#define FLIGHT(sender, hex)                                                                                            \
    {                                                                                                                  \
        ACTOR_##sender, hex                                                                                            \
    }
#define CONNECTION(name, handshakes, secrets, ...) {name, handshakes, secrets, {__VA_ARGS__}},
#include "captured_connections.def"
#undef CONNECTION
#undef FLIGHT
};

const CapturedConnection *captured_at(int index)
{
    return index >= 0 && (size_t)index < COUNT_OF(connections) ? &connections[index] : NULL;
}

/* Keeps what the key schedule needs. */
static void take_message(void *context, const TrackedMessage *tracked)
{
    CapturedRun *run = context;
    Message message;
    if (tracked->readable && tracked->content_type == CONTENT_HANDSHAKE &&
        message_decode(&message, tracked->bytes, &tracked->context, NULL) == ERROR_NONE) {
        if (message.type == HANDSHAKE_CLIENT_HELLO)
            memcpy(run->client_random, message.client_hello.random.data, RANDOM_SIZE);
        if (message.type == HANDSHAKE_SERVER_HELLO) {
            memcpy(run->server_random, message.server_hello.random.data, RANDOM_SIZE);
            run->encrypt_then_mac = message.server_hello.extensions.has_encrypt_then_mac;
        }
    }
    run->latest_handshake = tracked->handshake;
    run->message(run->own, tracked);
}

static bool give_keys(void *context, Actor sender, TrafficKeys *out, bool *encrypt_then_mac)
{
    CapturedRun *run = context;
    int handshake = run->latest_handshake;
    if (run->keyless || handshake > run->connection->handshakes)
        return false;
    Buffer secrets = BUFFER_EMPTY;
    if (!text_decode_hex(&secrets, run->connection->master_secrets))
        return false;
    Bytes secret =
        bytes_slice(buffer_bytes(&secrets), (size_t)(handshake - 1) * MASTER_SECRET_SIZE, MASTER_SECRET_SIZE);
    key_block_derive(&run->keys, tracker_suite(run->tracker), tracker_version(run->tracker), secret,
                     BYTES_OF_ARRAY(run->client_random), BYTES_OF_ARRAY(run->server_random));
    buffer_clear(&secrets);
    *out = sender == ACTOR_CLIENT ? run->keys.client : run->keys.server;
    *encrypt_then_mac = run->encrypt_then_mac;
    return true;
}

static void feed(CapturedRun *run, Actor sender, Bytes bytes)
{
    size_t piece = run->piece ? run->piece : bytes.size;
    for (size_t at = 0; at < bytes.size; at += piece)
        tracker_feed(run->tracker, sender, bytes_slice(bytes, at, piece));
}

void captured_run(CapturedRun *run)
{
    const TrackerEvents events = {take_message, give_keys, run};
    run->tracker = tracker_new(&events);
    for (const CapturedFlight *flight = run->connection->flights; flight->hex; flight++) {
        Buffer bytes = BUFFER_EMPTY;
        if (text_decode_hex(&bytes, flight->hex))
            feed(run, flight->sender, buffer_bytes(&bytes));
        buffer_clear(&bytes);
    }
}
