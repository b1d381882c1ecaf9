#include "tls/transcript.h"

void transcript_clear(Transcript *transcript)
{
    buffer_clear(&transcript->waiting);
    *transcript = (Transcript){0};
}

void transcript_add(Transcript *transcript, Bytes message)
{
    if (transcript->hashing)
        hash_update(&transcript->hash, message);
    else
        buffer_append(&transcript->waiting, message);
}

void transcript_use_hash(Transcript *transcript, HashId id)
{
    transcript->hashing = true;
    hash_init(&transcript->hash, id);
    hash_update(&transcript->hash, buffer_bytes(&transcript->waiting));
    buffer_clear(&transcript->waiting);
}

Bytes transcript_digest(const Transcript *transcript, uint8_t digest[HASH_SIZE_MAX])
{
    Hash copy = transcript->hash;
    hash_finish(&copy, digest);
    return bytes_of(digest, hash_size(copy.id));
}
