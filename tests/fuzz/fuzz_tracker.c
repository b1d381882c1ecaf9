/*
 * Both sides of a connection: pieces of two bytes of header (the top bit is the sender, the rest the size) and content.
 * Keys are known to be zero for every handshake of an odd number.
 */
#include "fuzz_message.h"
#include "tls/record/tracker.h"

typedef struct Onlooker {
    Tracker *tracker;
    int handshake; /* the one at hand */
    bool may_be_taken_back;
} Onlooker;

/* A side that has not switched yet still sends application data under the keys of the handshake before; everything else
   counts to the one at hand. */
static void follow_handshake(Onlooker *onlooker, const TrackedMessage *message)
{
    fuzz_require(message->handshake >= 1);
    if (message->content_type == CONTENT_APPLICATION_DATA && message->encrypted) {
        fuzz_require(message->handshake <= onlooker->handshake);
        return;
    }
    fuzz_require(message->handshake >= onlooker->handshake - onlooker->may_be_taken_back);
    if (message->handshake != onlooker->handshake)
        onlooker->may_be_taken_back = false;
    onlooker->handshake = message->handshake;
    if (message->sender == ACTOR_SERVER && message->content_type == CONTENT_ALERT)
        onlooker->may_be_taken_back = true;
}

static void look_at(void *context, const TrackedMessage *message)
{
    Onlooker *onlooker = context;
    FieldTree tree = FIELD_TREE_EMPTY;
    follow_handshake(onlooker, message);
    fuzz_require(message->record_count >= 1);
    fuzz_require(message->encrypted || message->readable);
    if (message->readable) {
        message_annotate(&tree, message->content_type, message->bytes, &message->context);
        fuzz_require_tree(&tree, message->bytes.size);
        fuzz_require_leaves(&tree, message->bytes.size);
    }
    field_tree_clear(&tree);
}

static bool give_keys(void *context, Actor sender, TrafficKeys *out, bool *encrypt_then_mac)
{
    static const uint8_t zeros[64];
    const Onlooker *onlooker = context;
    const Suite *suite = tracker_suite(onlooker->tracker);
    const CipherInfo *info = cipher_info(suite->cipher);
    *out = (TrafficKeys){bytes_of(zeros, info->aead ? 0 : hash_size(suite->mac)), bytes_of(zeros, info->key_size),
                         bytes_of(zeros, protection_fixed_iv_size(suite, tracker_version(onlooker->tracker)))};
    *encrypt_then_mac = sender == ACTOR_CLIENT;
    return onlooker->handshake % 2 == 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Onlooker onlooker = {NULL, 1, false};
    const TrackerEvents events = {look_at, give_keys, &onlooker};
    Bytes rest = bytes_of(data, size);
    onlooker.tracker = tracker_new(&events);
    while (rest.size >= 2) {
        size_t header = (size_t)bytes_read_number(rest.data, 2);
        Bytes piece = bytes_slice(rest, 2, header & 0x7fff);
        tracker_feed(onlooker.tracker, header & 0x8000 ? ACTOR_SERVER : ACTOR_CLIENT, piece);
        rest = bytes_slice(rest, 2 + piece.size, rest.size);
    }
    tracker_free(onlooker.tracker);
    return 0;
}
