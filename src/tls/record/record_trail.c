#include "tls/record/record_trail.h"

#include <string.h>

#include "base/memory.h"

static void record_clear(TrailRecord *record)
{
    buffer_clear(&record->bytes);
    buffer_clear(&record->plaintext);
}

void record_trail_clear(RecordTrail *trail)
{
    for (int i = 0; i < trail->count; i++)
        record_clear(&trail->records[i]);
    memory_free(trail->records);
    memory_free(trail->views);
    *trail = (RecordTrail){0};
}

static void make_room(RecordTrail *trail)
{
    int capacity = trail->capacity;
    trail->records = memory_grown(trail->records, trail->count, &capacity, sizeof *trail->records);
    trail->views = memory_grown(trail->views, trail->count, &trail->capacity, sizeof *trail->views);
}

void record_trail_add(RecordTrail *trail, const RecordView *record)
{
    make_room(trail);
    trail->added += record->plaintext.size;
    TrailRecord *added = &trail->records[trail->count++];
    *added = (TrailRecord){.view = *record, .end = trail->added};
    added->view.bytes = added->view.plaintext = BYTES_EMPTY;
    buffer_append(&added->bytes, record->bytes);
    buffer_append(&added->plaintext, record->plaintext);
}

/* Records whose last byte has been handed on. */
static void drop_spent(RecordTrail *trail)
{
    int spent = 0;
    while (spent < trail->count && trail->records[spent].end <= trail->taken)
        record_clear(&trail->records[spent++]);
    if (spent == 0)
        return;
    trail->count -= spent;
    memmove(trail->records, trail->records + spent, (size_t)trail->count * sizeof *trail->records);
}

const RecordView *record_trail_take(RecordTrail *trail, size_t size, int *count)
{
    drop_spent(trail);
    trail->taken += size;
    *count = 0;
    for (int i = 0; i < trail->count; i++) {
        const TrailRecord *record = &trail->records[i];
        if (record->end - record->plaintext.size >= trail->taken)
            break;
        RecordView *view = &trail->views[(*count)++];
        *view = record->view;
        view->bytes = buffer_bytes(&record->bytes);
        view->plaintext = buffer_bytes(&record->plaintext);
    }
    return trail->views;
}
