#include "speaker.h"

#include "tls/record/record.h"
#include "tls/secrets/key_schedule.h"

void speaker_seal(Speaker *speaker, Buffer *out, ContentType type, Bytes content)
{
    record_header_append(out, (uint8_t)type, VERSION_TLS_1_2,
                         protection_sealed_size(speaker->protection, content.size));
    protection_seal(speaker->protection, out, (uint8_t)type, VERSION_TLS_1_2, content, NULL, NULL);
}

void speaker_init(Speaker *speaker, Pair *pair, Actor actor, int records)
{
    PeerSummary summary;
    KeyBlock keys;
    Buffer skipped = BUFFER_EMPTY;
    peer_summary(pair_peer(pair, actor), &summary);
    key_block_derive(&keys, summary.suite, summary.version, summary.master_secret, summary.client_random,
                     summary.server_random);
    *speaker = (Speaker){pair, actor, NULL};
    speaker->protection =
        protection_new(summary.suite, summary.version, false, actor == ACTOR_CLIENT ? &keys.client : &keys.server);
    for (int i = 0; i < records; i++)
        speaker_seal(speaker, &skipped, CONTENT_HANDSHAKE, bytes_of_text("0123456789abcdef"));
    buffer_clear(&skipped);
}

void speaker_clear(Speaker *speaker)
{
    protection_free(speaker->protection);
}

void speaker_say(Speaker *speaker, ContentType type, Bytes content)
{
    Buffer record = BUFFER_EMPTY;
    Peer *listener = pair_peer(speaker->pair, other_side(speaker->actor));
    speaker_seal(speaker, &record, type, content);
    peer_receive(listener, buffer_bytes(&record));
    while (peer_step(listener))
        ;
    buffer_clear(&record);
}

void speaker_say_hex(Speaker *speaker, ContentType type, const char *hex)
{
    Buffer content = from_hex(hex);
    speaker_say(speaker, type, buffer_bytes(&content));
    buffer_clear(&content);
}
