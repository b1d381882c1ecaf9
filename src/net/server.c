#include "net/server.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <sys/resource.h>

#include "base/memory.h"
#include "net/clock.h"
#include "net/socket.h"
#include "net/stop.h"
#include "net/visitor.h"

/* Descriptors for everything else; connections taken at once before the others have their turn; and a pause where the
   system has no descriptor left. */
enum { DESCRIPTORS_BESIDES = 32, ACCEPTED_AT_ONCE = 64, PAUSE = 50 };

/* In the list of what is asked of poll(2): the descriptor that tells of a signal, the listener, then the visitors. */
enum { ITEM_STOP, ITEM_LISTENER, ITEM_VISITORS };

typedef struct Server {
    const ServerConfig *config;
    int listener;
    Visitor **visitors;
    struct pollfd *items; /* ITEM_VISITORS + visitors_max */
    int count, taken;
    bool stopping;
} Server;

int server_room(int wanted)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return wanted;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
        getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= (rlim_t)wanted + DESCRIPTORS_BESIDES)
        return wanted;
    return limit.rlim_cur > DESCRIPTORS_BESIDES ? (int)limit.rlim_cur - DESCRIPTORS_BESIDES : 1;
}

static bool takes_more(const Server *server)
{
    return !server->stopping && !(server->config->once && server->taken > 0);
}

/* Visitors whose connection ended leave, in order. */
static void let_go(Server *server)
{
    int left = 0;
    for (int i = 0; i < server->count; i++) {
        Visitor *visitor = server->visitors[i];
        if (!visitor_is_gone(visitor)) {
            server->visitors[left++] = visitor;
            continue;
        }
        Visit visit = visitor_end(visitor);
        if (!server->config->tell(server->config->context, &visit))
            server->stopping = true;
        visitor_free(visitor);
    }
    server->count = left;
}

/* The oldest that is not connected makes room. False where all are. */
static bool make_room(Server *server)
{
    for (int i = 0; i < server->count; i++)
        if (!visitor_is_connected(server->visitors[i])) {
            visitor_dismiss(server->visitors[i]);
            let_go(server);
            return true;
        }
    return false;
}

static bool has_room(const Server *server)
{
    return server->count < server->config->visitors_max;
}

static void take_visitors(Server *server)
{
    for (int i = 0; i < ACCEPTED_AT_ONCE && takes_more(server); i++) {
        int socket;
        if (!has_room(server) && !make_room(server))
            return;
        if (!socket_accept(&socket, server->listener)) {
            if ((errno == EMFILE || errno == ENFILE) && !make_room(server))
                poll(NULL, 0, PAUSE);
            return;
        }
        server->visitors[server->count++] = visitor_new(server->config, socket, ++server->taken);
    }
}

/* Fills the list for poll(2); returns how long to wait. */
static int prepare(Server *server, int stop)
{
    int64_t first = INT64_MAX;
    server->items[ITEM_STOP] = (struct pollfd){.fd = stop, .events = POLLIN};
    server->items[ITEM_LISTENER] = (struct pollfd){.fd = takes_more(server) ? server->listener : -1, .events = POLLIN};
    for (int i = 0; i < server->count; i++) {
        const Visitor *visitor = server->visitors[i];
        server->items[ITEM_VISITORS + i] =
            (struct pollfd){.fd = visitor_socket(visitor), .events = visitor_events(visitor)};
        if (visitor_deadline(visitor) < first)
            first = visitor_deadline(visitor);
    }
    return first == INT64_MAX ? -1 : clock_until(first);
}

/* The visitors' turn comes before new ones are taken, which would change their places. */
static void serve(Server *server)
{
    for (int i = 0; i < server->count; i++)
        visitor_work(server->visitors[i], server->items[ITEM_VISITORS + i].revents);
    let_go(server);
    if (server->items[ITEM_LISTENER].revents)
        take_visitors(server);
}

static bool run(Server *server, int stop, Diagnostic *diagnostic)
{
    while (!server->stopping && (takes_more(server) || server->count > 0)) {
        int wait = prepare(server, stop);
        if (poll(server->items, (nfds_t)(ITEM_VISITORS + server->count), wait) >= 0)
            serve(server);
        else if (errno != EINTR)
            return diagnostic_set(diagnostic, "poll: %s", strerror(errno));
        server->stopping = server->stopping || stop_was_asked();
    }
    return true;
}

bool server_run(const ServerConfig *config, int listener, Diagnostic *diagnostic)
{
    Server server = {.config = config, .listener = listener};
    int stop = stop_catch();
    if (stop < 0)
        return diagnostic_set(diagnostic, "pipe: %s", strerror(errno));
    server.visitors = memory_new_array((size_t)config->visitors_max, sizeof *server.visitors);
    server.items = memory_new_array((size_t)config->visitors_max + ITEM_VISITORS, sizeof *server.items);
    server.stopping = !config->begin(config->context);
    bool good = run(&server, stop, diagnostic);
    for (int i = 0; i < server.count; i++)
        visitor_dismiss(server.visitors[i]);
    let_go(&server);
    memory_free(server.visitors);
    memory_free(server.items);
    return good;
}
