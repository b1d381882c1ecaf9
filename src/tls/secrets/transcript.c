#include "tls/secrets/transcript.h"

#include <assert.h>

void transcript_clear(Transcript *transcript)
{
    buffer_clear(&transcript->messages);
    *transcript = (Transcript){0};
}

void transcript_add(Transcript *transcript, Bytes message)
{
    transcript->count++;
    if (transcript->hashing)
        hash_update(&transcript->hash, message);
    if (!transcript->released)
        buffer_append(&transcript->messages, message);
}

TranscriptPlace transcript_next(const Transcript *transcript)
{
    return (TranscriptPlace){.number = transcript->count + 1};
}

TranscriptPart transcript_part(const Transcript *transcript)
{
    return (TranscriptPart){.first = transcript->count > 0 ? 1 : 0, .last = transcript->count};
}

/* From here on the hash runs along: what was said before anybody knew which one it is, is made up for. */
void transcript_use_hash(Transcript *transcript, HashId id)
{
    transcript->hashing = true;
    hash_init(&transcript->hash, id);
    hash_update(&transcript->hash, buffer_bytes(&transcript->messages));
}

void transcript_release(Transcript *transcript)
{
    assert(transcript->hashing);
    transcript->released = true;
    buffer_clear(&transcript->messages);
}

Bytes transcript_messages(const Transcript *transcript)
{
    assert(!transcript->released);
    return buffer_bytes(&transcript->messages);
}

Bytes transcript_digest(const Transcript *transcript, uint8_t digest[HASH_SIZE_MAX])
{
    Hash copy = transcript->hash; /* finishing ends a hash, and there are messages to come */
    hash_finish(&copy, digest);
    return bytes_of(digest, hash_size(copy.id));
}
