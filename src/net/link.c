#include "net/link.h"

#include <sys/socket.h>
#include <unistd.h>

#include "base/memory.h"
#include "net/clock.h"
#include "net/socket.h"

/* The most that is taken at once: a record of full size and its header. */
enum { BLOCK_SIZE = 16384 + 5 };

struct Link {
    LinkConfig config;
    uint64_t sent, taken;
    bool ended, broken;
};

Link *link_new(const LinkConfig *config)
{
    Link *link = memory_new(sizeof *link);
    link->config = *config;
    return link;
}

void link_free(Link *link)
{
    if (!link)
        return;
    close(link->config.socket);
    memory_free(link);
}

int link_socket(const Link *link)
{
    return link->config.socket;
}

bool link_is_broken(const Link *link)
{
    return link->broken;
}

static Actor other_end(const Link *link)
{
    return link->config.own == ACTOR_CLIENT ? ACTOR_SERVER : ACTOR_CLIENT;
}

static void show(const Link *link, Actor from, Bytes bytes, uint64_t offset)
{
    Segment segment = {link->config.connection, 0, from, bytes, offset, clock_date(), 0};
    if (link->config.watch)
        link->config.watch(link->config.context, &segment);
}

size_t link_send(Link *link, Bytes bytes)
{
    if (link->broken || link->ended || bytes.size == 0)
        return 0;
    ssize_t size = send(link->config.socket, bytes.data, bytes.size, MSG_NOSIGNAL);
    if (size < 0) {
        link->broken = !socket_must_wait();
        return 0;
    }
    show(link, link->config.own, bytes_slice(bytes, 0, (size_t)size), link->sent);
    link->sent += (uint64_t)size;
    return (size_t)size;
}

void link_end(Link *link)
{
    if (link->ended)
        return;
    link->ended = true;
    shutdown(link->config.socket, SHUT_WR);
    show(link, link->config.own, BYTES_EMPTY, link->sent);
}

bool link_take(Link *link, Buffer *out)
{
    size_t before = out->size;
    uint8_t *place = buffer_extend(out, BLOCK_SIZE);
    ssize_t size = recv(link->config.socket, place, BLOCK_SIZE, 0);
    buffer_truncate(out, before + (size > 0 ? (size_t)size : 0));
    if (size > 0) {
        show(link, other_end(link), bytes_slice(buffer_bytes(out), before, (size_t)size), link->taken);
        link->taken += (uint64_t)size;
        return true;
    }
    if (size < 0 && socket_must_wait())
        return true;
    link->broken = size < 0;
    show(link, other_end(link), BYTES_EMPTY, link->taken);
    return false;
}
