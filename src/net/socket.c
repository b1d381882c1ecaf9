#include "net/socket.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/text.h"
#include "net/clock.h"

enum { BACKLOG = 1024 };

const char socket_loopback[] = "127.0.0.1";

bool socket_must_wait(void)
{
    return errno == EAGAIN || errno == EINTR;
}

bool socket_wait(int descriptor, short events, int milliseconds)
{
    struct pollfd item = {.fd = descriptor, .events = events};
    int64_t end = clock_moment() + milliseconds;
    for (;;) {
        int ready = poll(&item, 1, clock_until(end));
        if (ready > 0)
            return true;
        if (ready == 0 || errno != EINTR)
            return false;
    }
}

static void set_up(int descriptor)
{
    int at_once = 1;
    fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
    fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
}

/* The addresses of a host, to be given to freeaddrinfo; NULL and a diagnostic where it has none. */
static struct addrinfo *look_up(const char *host, const char *port, int flags, Diagnostic *diagnostic)
{
    struct addrinfo wanted = {.ai_flags = flags | AI_NUMERICSERV, .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    /* The name with its dot is in no file of hosts, and no server of names is to be asked for it (RFC 6761 §6.3). */
    const char *name = text_equal_ignoring_case(host, "localhost.") ? "localhost" : host;
    int status = getaddrinfo(name, port, &wanted, &found);
    if (status == 0)
        return found;
    diagnostic_set(diagnostic, "%s: %s", host, status == EAI_SYSTEM ? strerror(errno) : gai_strerror(status));
    return NULL;
}

/* Connecting */

/* The result of a connection that was under way: 0 or its errno. */
static int connection_error(int descriptor)
{
    int error = 0;
    socklen_t size = sizeof error;
    return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

/* A descriptor, or -1 and errno. */
static int connect_to(const struct addrinfo *address, int64_t end)
{
    int descriptor = socket(address->ai_family, SOCK_STREAM, 0), error = 0;
    if (descriptor < 0)
        return -1;
    set_up(descriptor);
    if (connect(descriptor, address->ai_addr, address->ai_addrlen) != 0) {
        error = errno;
        if (error == EINPROGRESS || error == EINTR)
            error = socket_wait(descriptor, POLLOUT, clock_until(end)) ? connection_error(descriptor) : ETIMEDOUT;
    }
    if (error == 0)
        return descriptor;
    close(descriptor);
    errno = error;
    return -1;
}

bool socket_connect(int *out, const char *host, const char *port, int milliseconds, Diagnostic *diagnostic)
{
    struct addrinfo *addresses = look_up(host, port, AI_ADDRCONFIG, diagnostic);
    int64_t end = clock_moment() + milliseconds;
    int cause = 0;
    if (!addresses)
        return false;
    *out = -1;
    for (const struct addrinfo *address = addresses; address && *out < 0; address = address->ai_next) {
        *out = connect_to(address, end);
        cause = errno;
    }
    freeaddrinfo(addresses);
    return *out >= 0 || diagnostic_set(diagnostic, "%s port %s: %s", host, port, strerror(cause));
}

/* Listening */

static int listen_at(const struct addrinfo *address)
{
    int descriptor = socket(address->ai_family, SOCK_STREAM, 0), again = 1;
    if (descriptor < 0)
        return -1;
    set_up(descriptor);
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &again, sizeof again);
    if (bind(descriptor, address->ai_addr, address->ai_addrlen) == 0 && listen(descriptor, BACKLOG) == 0)
        return descriptor;
    int error = errno;
    close(descriptor);
    errno = error;
    return -1;
}

bool socket_listen(int *out, const char *host, const char *port, Diagnostic *diagnostic)
{
    struct addrinfo *addresses = look_up(host, port, AI_PASSIVE, diagnostic);
    if (!addresses)
        return false;
    *out = listen_at(addresses);
    int cause = errno;
    freeaddrinfo(addresses);
    return *out >= 0 || diagnostic_set(diagnostic, "%s port %s: %s", host, port, strerror(cause));
}

bool socket_accept(int *out, int listener)
{
    *out = accept(listener, NULL, NULL);
    if (*out < 0)
        return false;
    set_up(*out);
    return true;
}

/* Addresses */

typedef union Address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    struct sockaddr_storage storage;
} Address;

static bool address_of(Address *out, int descriptor, SocketEnd end)
{
    socklen_t size = sizeof *out;
    return end == SOCKET_OWN ? getsockname(descriptor, &out->any, &size) == 0
                             : getpeername(descriptor, &out->any, &size) == 0;
}

static bool is_v6(const Address *address)
{
    return address->any.sa_family == AF_INET6;
}

static uint16_t port_of(const Address *address)
{
    return ntohs(is_v6(address) ? address->v6.sin6_port : address->v4.sin_port);
}

void socket_append_address(Buffer *out, int descriptor, SocketEnd end)
{
    Address address;
    char host[INET6_ADDRSTRLEN];
    if (!address_of(&address, descriptor, end)) {
        text_append(out, "(gone)");
        return;
    }
    bool v6 = is_v6(&address);
    const void *number = v6 ? (const void *)&address.v6.sin6_addr : (const void *)&address.v4.sin_addr;
    text_append(out, v6 ? "[" : "");
    text_append(out, inet_ntop(address.any.sa_family, number, host, sizeof host) ? host : "?");
    text_append(out, v6 ? "]:" : ":");
    text_append_decimal(out, port_of(&address));
}

uint16_t socket_port(int descriptor)
{
    Address address;
    return address_of(&address, descriptor, SOCKET_OWN) ? port_of(&address) : 0;
}

bool socket_is_loopback(int descriptor, SocketEnd end)
{
    Address address;
    if (!address_of(&address, descriptor, end))
        return false;
    if (is_v6(&address))
        return IN6_IS_ADDR_LOOPBACK(&address.v6.sin6_addr);
    return ntohl(address.v4.sin_addr.s_addr) >> 24 == 127;
}
