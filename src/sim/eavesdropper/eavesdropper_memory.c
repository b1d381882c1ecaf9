#include "sim/eavesdropper/eavesdropper_memory.h"

#include <string.h>

#include "base/memory.h"

struct EavesdropperMemory {
    TicketKey *ticket_keys;
    int ticket_key_count, ticket_key_capacity;
    KnownSession *sessions;
    int session_count, session_capacity;
    Recording *recordings; /* of connection 1, 2, … */
    int recording_count, recording_capacity;
};

EavesdropperMemory *eavesdropper_memory_new(void)
{
    return memory_new(sizeof(EavesdropperMemory));
}

static void recording_clear(Recording *recording)
{
    for (int i = 0; i < recording->piece_count; i++)
        memory_free((void *)(uintptr_t)recording->pieces[i].bytes.data);
    memory_free(recording->pieces);
    memory_free(recording->unread);
    buffer_clear(&recording->wanted_id);
}

void eavesdropper_memory_free(EavesdropperMemory *memory)
{
    if (!memory)
        return;
    for (int i = 0; i < memory->recording_count; i++)
        recording_clear(&memory->recordings[i]);
    for (int i = 0; i < memory->session_count; i++) {
        buffer_clear(&memory->sessions[i].id);
        buffer_clear(&memory->sessions[i].ticket);
    }
    if (memory->sessions)
        memory_wipe(memory->sessions, (size_t)memory->session_count * sizeof *memory->sessions);
    if (memory->ticket_keys)
        memory_wipe(memory->ticket_keys, (size_t)memory->ticket_key_count * sizeof *memory->ticket_keys);
    memory_free(memory->recordings);
    memory_free(memory->sessions);
    memory_free(memory->ticket_keys);
    memory_free(memory);
}

void eavesdropper_memory_add_ticket_key(EavesdropperMemory *memory, const TicketKey *key)
{
    if (eavesdropper_memory_ticket_key(memory, BYTES_OF_ARRAY(key->name)))
        return;
    memory->ticket_keys =
        memory_grown(memory->ticket_keys, memory->ticket_key_count, &memory->ticket_key_capacity, sizeof *key);
    memory->ticket_keys[memory->ticket_key_count++] = *key;
}

const TicketKey *eavesdropper_memory_ticket_key(const EavesdropperMemory *memory, Bytes name)
{
    for (int i = 0; i < memory->ticket_key_count; i++)
        if (bytes_equal(BYTES_OF_ARRAY(memory->ticket_keys[i].name), name))
            return &memory->ticket_keys[i];
    return NULL;
}

KnownSession *eavesdropper_memory_add_session(EavesdropperMemory *memory)
{
    memory->sessions =
        memory_grown(memory->sessions, memory->session_count, &memory->session_capacity, sizeof *memory->sessions);
    return &memory->sessions[memory->session_count++];
}

const KnownSession *eavesdropper_memory_by_random(const EavesdropperMemory *memory, const uint8_t *client_random)
{
    for (int i = memory->session_count - 1; i >= 0; i--)
        if (memcmp(memory->sessions[i].client_random, client_random, RANDOM_SIZE) == 0)
            return &memory->sessions[i];
    return NULL;
}

const KnownSession *eavesdropper_memory_by_id(const EavesdropperMemory *memory, Bytes id)
{
    for (int i = memory->session_count - 1; id.size > 0 && i >= 0; i--)
        if (bytes_equal(buffer_bytes(&memory->sessions[i].id), id))
            return &memory->sessions[i];
    return NULL;
}

const KnownSession *eavesdropper_memory_by_ticket(const EavesdropperMemory *memory, Bytes ticket)
{
    for (int i = memory->session_count - 1; ticket.size > 0 && i >= 0; i--)
        if (bytes_equal(buffer_bytes(&memory->sessions[i].ticket), ticket))
            return &memory->sessions[i];
    return NULL;
}

Recording *eavesdropper_memory_recording(EavesdropperMemory *memory, int connection)
{
    while (memory->recording_count < connection) {
        memory->recordings = memory_grown(memory->recordings, memory->recording_count, &memory->recording_capacity,
                                          sizeof *memory->recordings);
        memory->recordings[memory->recording_count++] = (Recording){.ticket_keys = memory->ticket_key_count};
    }
    return &memory->recordings[connection - 1];
}

void recording_add(Recording *recording, Actor from, Bytes bytes)
{
    uint8_t *copy = memory_new(bytes.size);
    if (bytes.size > 0)
        memcpy(copy, bytes.data, bytes.size);
    recording->pieces =
        memory_grown(recording->pieces, recording->piece_count, &recording->piece_capacity, sizeof *recording->pieces);
    recording->pieces[recording->piece_count++] = (Piece){from, bytes_of(copy, bytes.size)};
}

void recording_add_unread(Recording *recording, Actor from, uint64_t offset)
{
    recording->unread = memory_grown(recording->unread, recording->unread_count, &recording->unread_capacity,
                                     sizeof *recording->unread);
    recording->unread[recording->unread_count++] = (UnreadRecord){from, offset};
}

bool recording_take_unread(Recording *recording, Actor from, uint64_t offset)
{
    for (int i = 0; i < recording->unread_count; i++)
        if (recording->unread[i].from == from && recording->unread[i].offset == offset) {
            recording->unread[i] = recording->unread[--recording->unread_count];
            return true;
        }
    return false;
}

bool eavesdropper_memory_may_open(EavesdropperMemory *memory, int connection, bool loot)
{
    const Recording *recording = eavesdropper_memory_recording(memory, connection);
    bool session_came = eavesdropper_memory_by_id(memory, buffer_bytes(&recording->wanted_id)) != NULL;
    return recording->unread_count > 0 && (loot || session_came || recording->ticket_keys < memory->ticket_key_count);
}
