#include "tls/secrets/session_cache.h"

#include <string.h>

#include "base/memory.h"

typedef struct Entry {
    Buffer id, state;
} Entry;

struct SessionCache {
    Entry *entries; /* the oldest first */
    int count, capacity;
};

SessionCache *session_cache_new(int capacity)
{
    SessionCache *cache = memory_new(sizeof *cache);
    cache->entries = memory_new_array((size_t)capacity, sizeof *cache->entries);
    cache->capacity = capacity;
    return cache;
}

void session_cache_free(SessionCache *cache)
{
    if (!cache)
        return;
    session_cache_empty(cache);
    memory_free(cache->entries);
    memory_free(cache);
}

static Entry *find(const SessionCache *cache, Bytes id)
{
    for (int i = 0; i < cache->count; i++)
        if (bytes_equal(buffer_bytes(&cache->entries[i].id), id))
            return &cache->entries[i];
    return NULL;
}

static void remove_entry(SessionCache *cache, Entry *entry)
{
    Entry *end = cache->entries + cache->count;
    buffer_clear(&entry->id);
    buffer_clear(&entry->state);
    memmove(entry, entry + 1, (size_t)(end - entry - 1) * sizeof *entry);
    cache->count--;
}

void session_cache_add(SessionCache *cache, const Session *session)
{
    session_cache_remove(cache, buffer_bytes(&session->id));
    if (cache->count == cache->capacity)
        remove_entry(cache, cache->entries);
    Entry *entry = &cache->entries[cache->count++];
    *entry = (Entry){BUFFER_EMPTY, BUFFER_EMPTY};
    buffer_append(&entry->id, buffer_bytes(&session->id));
    session_encode(&entry->state, session);
}

bool session_cache_find(const SessionCache *cache, Bytes id, Session *out)
{
    const Entry *entry = find(cache, id);
    if (!entry || session_decode(out, buffer_bytes(&entry->state)))
        return false;
    buffer_append(&out->id, id);
    return true;
}

bool session_cache_remove(SessionCache *cache, Bytes id)
{
    Entry *entry = find(cache, id);
    if (entry)
        remove_entry(cache, entry);
    return entry != NULL;
}

void session_cache_empty(SessionCache *cache)
{
    while (cache->count > 0)
        remove_entry(cache, &cache->entries[cache->count - 1]);
}

int session_cache_count(const SessionCache *cache)
{
    return cache->count;
}

static size_t entry_size(const Entry *entry)
{
    return entry->id.size + entry->state.size;
}

size_t session_cache_size(const SessionCache *cache)
{
    size_t size = 0;
    for (int i = 0; i < cache->count; i++)
        size += entry_size(&cache->entries[i]);
    return size;
}

size_t session_cache_size_of(const SessionCache *cache, Bytes id)
{
    const Entry *entry = find(cache, id);
    return entry ? entry_size(entry) : 0;
}
