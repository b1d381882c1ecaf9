#include "sim/run/pipe.h"

#include "base/memory.h"

typedef struct Piece {
    struct Piece *next;
    Buffer bytes;
    uint64_t offset;
    int64_t arrival;
} Piece;

/* What is under way in one direction, the oldest piece first. */
typedef struct Lane {
    Piece *first, **end;
    uint64_t sent;
} Lane;

struct Pipe {
    PipeConfig config;
    Lane lanes[2]; /* by who sends: ACTOR_CLIENT, ACTOR_SERVER */
};

Pipe *pipe_new(const PipeConfig *config)
{
    Pipe *pipe = memory_new(sizeof *pipe);
    pipe->config = *config;
    for (int i = 0; i < 2; i++)
        pipe->lanes[i].end = &pipe->lanes[i].first;
    return pipe;
}

static void remove_first(Lane *lane)
{
    Piece *piece = lane->first;
    lane->first = piece->next;
    if (!lane->first)
        lane->end = &lane->first;
    buffer_clear(&piece->bytes);
    memory_free(piece);
}

void pipe_free(Pipe *pipe)
{
    if (!pipe)
        return;
    for (int i = 0; i < 2; i++)
        while (pipe->lanes[i].first)
            remove_first(&pipe->lanes[i]);
    memory_free(pipe);
}

static void show(const Pipe *pipe, Actor from, const Piece *piece, int64_t time)
{
    const PipeConfig *config = &pipe->config;
    Segment segment = {config->connection, config->link, from, buffer_bytes(&piece->bytes), piece->offset, time, 0};
    if (config->watch)
        config->watch(config->context, &segment);
}

void pipe_send(Pipe *pipe, Actor from, Bytes bytes, int64_t now)
{
    Lane *lane = &pipe->lanes[from];
    Piece *piece = memory_new(sizeof *piece);
    buffer_append(&piece->bytes, bytes);
    piece->offset = lane->sent;
    piece->arrival = now + pipe->config.latency;
    lane->sent += bytes.size;
    *lane->end = piece;
    lane->end = &piece->next;
    if (from == pipe->config.watched_end)
        show(pipe, from, piece, now);
}

int64_t pipe_arrival(const Pipe *pipe, Actor from)
{
    const Piece *piece = pipe->lanes[from].first;
    return piece ? piece->arrival : INT64_MAX;
}

bool pipe_take(Pipe *pipe, Actor from, Buffer *out)
{
    Lane *lane = &pipe->lanes[from];
    const Piece *piece = lane->first;
    bool more = piece->bytes.size > 0;
    if (from != pipe->config.watched_end)
        show(pipe, from, piece, piece->arrival);
    buffer_append(out, buffer_bytes(&piece->bytes));
    remove_first(lane);
    return more;
}
