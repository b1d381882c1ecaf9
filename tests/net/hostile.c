/*
 * A crowd of hostile clients for a server of the loopback interface.
 *
 *     hostile PORT FLIGHTS HALF_OPEN SEED
 *
 * First HALF_OPEN connections are opened that say nothing, or the beginning of something, and stay until standard input
 * ends. Then FLIGHTS malformed first flights are sent, some at a time, each on a connection of its own that ends its
 * stream and reads what the server answers up to the end of that: made of random bytes, or of ClientHellos of real
 * programs that are cut short, have bits flipped, say or have more than they may, or come byte by byte.
 *
 * Every answer has to be nothing (only where what was sent could still go on), a flight that begins with a ServerHello
 * (a flipped bit may lie where any will do), or one fatal alert that the RFCs have for a first flight; and every
 * connection has to end in order, not by a reset, which could take an alert back. One line of JSON tells the counts.
 * The exit status is 0 where every answer was so.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "net/clock.h"
#include "net/server.h"
#include "net/socket.h"
#include "tls/record/record.h"
#include "tls/wire/message.h"
#include "tls/wire/ssl2_hello.h"

enum { AT_ONCE = 48, SECONDS_MAX = 60, ANSWER_MAX = 1 << 16, RECORD_HEADER = 5 };

typedef enum Kind { RANDOM_BYTES, CUT_SHORT, FLIPPED, OVERLONG, BYTE_BY_BYTE, KIND_COUNT } Kind;
static const char *const kind_names[] = {"random", "truncated", "bit-flipped", "overlong", "byte by byte"};

/* One connection and what is said on it. */
typedef struct Flight {
    int socket; /* -1: free */
    Kind kind;
    Buffer words, answer;
    size_t said;
    bool ended; /* the own stream */
    int64_t deadline;
} Flight;

typedef struct Crowd {
    const char *port;
    uint64_t state; /* of the generator */
    int wanted, started, finished;
    Flight flights[AT_ONCE];
    int kinds[KIND_COUNT], refused[256];
    int answered, silent, reset, late, wrong;
} Crowd;

/* A generator that everybody can repeat (xorshift64, Marsaglia 2003). */
static uint64_t draw(Crowd *crowd, uint64_t limit)
{
    crowd->state ^= crowd->state << 13;
    crowd->state ^= crowd->state >> 7;
    crowd->state ^= crowd->state << 17;
    return crowd->state % limit;
}

/* What is said */

static void append_hello(Crowd *crowd, Buffer *out)
{
    static const char *const hellos[] = {
#define HELLO(name, hex) hex,
#include "tls/captured_hellos.def"
#undef HELLO
    };
    if (!text_decode_hex(out, hellos[draw(crowd, COUNT_OF(hellos))]))
        abort();
}

/* As short as a ClientHello can be that is answered. */
static ClientHello small_hello(void)
{
    static const uint8_t random[RANDOM_SIZE], suites[] = {0xc0, 0x2b, 0xc0, 0x2f, 0x00, 0x9c}, null_compression = 0;
    return (ClientHello){.version = VERSION_TLS_1_2,
                         .random = BYTES_OF_ARRAY(random),
                         .cipher_suites = BYTES_OF_ARRAY(suites),
                         .compression_methods = bytes_of(&null_compression, 1)};
}

/* One in eight is in the format of SSL 2.0. */
static void append_any_hello(Crowd *crowd, Buffer *out)
{
    ClientHello hello = small_hello();
    if (draw(crowd, 8) == 0)
        ssl2_hello_encode(out, &hello);
    else
        append_hello(crowd, out);
}

static void append_small_hello(Buffer *out)
{
    ClientHello hello = small_hello();
    size_t start = out->size;
    buffer_append_number(out, 1, CONTENT_HANDSHAKE);
    buffer_append_number(out, 2, VERSION_TLS_1_0);
    buffer_append_number(out, 2, 0);
    client_hello_encode(out, &hello);
    bytes_write_number(out->data + start + 3, 2, out->size - start - RECORD_HEADER);
}

static void append_random(Crowd *crowd, Buffer *out, size_t size)
{
    for (size_t i = 0; i < size; i++)
        buffer_append_number(out, 1, draw(crowd, 256));
}

static void flip_bits(Crowd *crowd, Buffer *out)
{
    for (uint64_t left = 1 + draw(crowd, 8); left > 0; left--)
        out->data[draw(crowd, out->size)] ^= (uint8_t)(1u << draw(crowd, 8));
}

/* Half of them look like a record as far as its header goes. */
static void make_random(Crowd *crowd, Buffer *out)
{
    size_t size = draw(crowd, 1024);
    if (draw(crowd, 2)) {
        buffer_append_number(out, 1, 20 + draw(crowd, 5));
        buffer_append_number(out, 2, 0x0300 + draw(crowd, 5));
        buffer_append_number(out, 2, draw(crowd, 2) ? size : draw(crowd, 65536));
    }
    append_random(crowd, out, size);
}

static void append_record(Buffer *out, Bytes content)
{
    buffer_append_number(out, 1, CONTENT_HANDSHAKE);
    buffer_append_number(out, 2, VERSION_TLS_1_0);
    buffer_append_number(out, 2, content.size);
    buffer_append(out, content);
}

/* A message that says it is longer than any may be, and so much of it. */
static void append_endless_message(Crowd *crowd, Buffer *out)
{
    uint8_t block[4096] = {HANDSHAKE_CLIENT_HELLO};
    bytes_write_number(block + 1, 3, HANDSHAKE_BODY_MAX + 1 + draw(crowd, 1 << 20));
    for (int i = 0; i < 4; i++)
        append_record(out, BYTES_OF_ARRAY(block));
}

static void make_overlong(Crowd *crowd, Buffer *out)
{
    switch (draw(crowd, 4)) {
    case 0: /* a record */
        buffer_append_number(out, 1, CONTENT_HANDSHAKE);
        buffer_append_number(out, 2, VERSION_TLS_1_2);
        buffer_append_number(out, 2, RECORD_PLAINTEXT_MAX + 1 + draw(crowd, 40000));
        append_random(crowd, out, draw(crowd, 2000));
        break;
    case 1:
        append_endless_message(crowd, out);
        break;
    case 2: /* bytes behind the extensions */
        append_hello(crowd, out);
        append_random(crowd, out, 1 + draw(crowd, 500));
        bytes_write_number(out->data + 3, 2, out->size - RECORD_HEADER);
        bytes_write_number(out->data + 6, 3, out->size - RECORD_HEADER - HANDSHAKE_HEADER_SIZE);
        break;
    default: /* a length inside that reaches beyond */
        append_hello(crowd, out);
        out->data[RECORD_HEADER + HANDSHAKE_HEADER_SIZE + 2 + RANDOM_SIZE] = (uint8_t)(33 + draw(crowd, 222));
    }
}

static void make_flight(Crowd *crowd, Flight *flight)
{
    switch (flight->kind) {
    case RANDOM_BYTES:
        make_random(crowd, &flight->words);
        break;
    case CUT_SHORT:
        append_any_hello(crowd, &flight->words);
        buffer_truncate(&flight->words, draw(crowd, flight->words.size));
        break;
    case FLIPPED:
        append_any_hello(crowd, &flight->words);
        flip_bits(crowd, &flight->words);
        break;
    case OVERLONG:
        make_overlong(crowd, &flight->words);
        break;
    default:
        append_small_hello(&flight->words);
        flip_bits(crowd, &flight->words);
    }
}

static Kind draw_kind(Crowd *crowd)
{
    uint64_t at = draw(crowd, 100);
    return at < 30 ? RANDOM_BYTES : at < 50 ? CUT_SHORT : at < 80 ? FLIPPED : at < 92 ? OVERLONG : BYTE_BY_BYTE;
}

/* Connections */

static bool open_socket(const Crowd *crowd, int *out)
{
    Diagnostic diagnostic = {""};
    if (socket_connect(out, socket_loopback, crowd->port, SECONDS_MAX * 1000, &diagnostic))
        return true;
    fprintf(stderr, "hostile: %s\n", diagnostic.text);
    return false;
}

static bool start_flight(Crowd *crowd, Flight *flight)
{
    if (!open_socket(crowd, &flight->socket)) {
        flight->socket = -1;
        return false;
    }
    flight->kind = draw_kind(crowd);
    flight->deadline = clock_moment() + SECONDS_MAX * 1000;
    make_flight(crowd, flight);
    crowd->kinds[flight->kind]++;
    crowd->started++;
    return true;
}

static void say(Flight *flight)
{
    size_t most = flight->kind == BYTE_BY_BYTE ? 1 : flight->words.size;
    Bytes rest = bytes_slice(buffer_bytes(&flight->words), flight->said, most);
    if (rest.size) {
        ssize_t sent = send(flight->socket, rest.data, rest.size, MSG_NOSIGNAL);
        if (sent > 0)
            flight->said += (size_t)sent;
        else if (!socket_must_wait())
            flight->said = flight->words.size; /* the server has ended it: what it said is still to be read */
    }
    if (flight->said == flight->words.size && !flight->ended) {
        shutdown(flight->socket, SHUT_WR);
        flight->ended = true;
    }
}

/* Whether what was sent could still have gone on: it ends within a record, or within a message. */
static bool is_unfinished(Bytes words)
{
    Buffer messages = BUFFER_EMPTY;
    Bytes message = BYTES_EMPTY;
    if (ssl2_hello_find(&message, words))
        return message.size == 0;
    bool partial = false, refused = false;
    while (words.size && !partial && !refused) {
        Record record;
        refused = record_parse(&record, words) != ERROR_NONE;
        partial = !refused && record.bytes.size == 0;
        if (refused || partial)
            break;
        if (record.type == CONTENT_HANDSHAKE)
            buffer_append(&messages, record.fragment);
        words = bytes_slice(words, record.bytes.size, words.size);
    }
    if (!partial && !refused)
        partial = handshake_message_parse(&message, buffer_bytes(&messages)) == ERROR_NONE && message.size == 0;
    buffer_clear(&messages);
    return partial;
}

static bool is_allowed(Error alert)
{
    static const Error allowed[] = {ERROR_UNEXPECTED_MESSAGE,    ERROR_RECORD_OVERFLOW,       ERROR_HANDSHAKE_FAILURE,
                                    ERROR_ILLEGAL_PARAMETER,     ERROR_DECODE_ERROR,          ERROR_PROTOCOL_VERSION,
                                    ERROR_INSUFFICIENT_SECURITY, ERROR_INAPPROPRIATE_FALLBACK};
    for (size_t i = 0; i < COUNT_OF(allowed); i++)
        if (allowed[i] == alert)
            return true;
    return false;
}

static void complain(Crowd *crowd, const Flight *flight, const char *why)
{
    Buffer words = BUFFER_EMPTY, answer = BUFFER_EMPTY;
    crowd->wrong++;
    text_append_hex(&words, bytes_slice(buffer_bytes(&flight->words), 0, 2048));
    text_append_hex(&answer, bytes_slice(buffer_bytes(&flight->answer), 0, 64));
    if (crowd->wrong <= 10)
        fprintf(stderr, "%s: %s\n  sent %s\n  heard %s\n", kind_names[flight->kind], why, text_finish(&words),
                text_finish(&answer));
    buffer_clear(&words);
    buffer_clear(&answer);
}

static void judge(Crowd *crowd, const Flight *flight)
{
    Bytes answer = buffer_bytes(&flight->answer);
    Record record;
    if (answer.size == 0) {
        crowd->silent++;
        if (!is_unfinished(buffer_bytes(&flight->words)))
            complain(crowd, flight, "no answer, though everything was said");
        return;
    }
    if (record_parse(&record, answer) != ERROR_NONE || record.bytes.size == 0) {
        complain(crowd, flight, "the answer is no record");
        return;
    }
    if (record.type == CONTENT_HANDSHAKE && record.fragment.data[0] == HANDSHAKE_SERVER_HELLO) {
        crowd->answered++;
        return;
    }
    bool fatal = record.type == CONTENT_ALERT && record.fragment.size == 2 && record.fragment.data[0] == 2;
    if (!fatal || !is_allowed((Error)record.fragment.data[1]) || record.bytes.size != answer.size)
        complain(crowd, flight, "neither a ServerHello nor one fatal alert for a first flight");
    else
        crowd->refused[record.fragment.data[1]]++;
}

static void finish(Crowd *crowd, Flight *flight)
{
    close(flight->socket);
    buffer_clear(&flight->words);
    buffer_clear(&flight->answer);
    *flight = (Flight){.socket = -1};
    crowd->finished++;
}

static void hear(Crowd *crowd, Flight *flight)
{
    ssize_t size = recv(flight->socket, buffer_extend(&flight->answer, ANSWER_MAX), ANSWER_MAX, 0);
    buffer_truncate(&flight->answer, flight->answer.size - ANSWER_MAX + (size > 0 ? (size_t)size : 0));
    if (size > 0 || (size < 0 && socket_must_wait()))
        return;
    if (size < 0) {
        crowd->reset++;
        complain(crowd, flight, strerror(errno));
    } else {
        judge(crowd, flight);
    }
    finish(crowd, flight);
}

/* The crowd */

static bool fill_up(Crowd *crowd)
{
    for (int i = 0; i < AT_ONCE && crowd->started < crowd->wanted; i++)
        if (crowd->flights[i].socket < 0 && !start_flight(crowd, &crowd->flights[i]))
            return false;
    return true;
}

static bool attend(Crowd *crowd)
{
    struct pollfd items[AT_ONCE];
    for (int i = 0; i < AT_ONCE; i++)
        items[i] = (struct pollfd){.fd = crowd->flights[i].socket,
                                   .events = crowd->flights[i].ended ? POLLIN : POLLIN | POLLOUT};
    if (poll(items, AT_ONCE, SECONDS_MAX * 1000) <= 0)
        return false;
    for (int i = 0; i < AT_ONCE; i++) {
        Flight *flight = &crowd->flights[i];
        if (items[i].revents & POLLOUT)
            say(flight);
        if (items[i].revents & (POLLIN | POLLHUP | POLLERR))
            hear(crowd, flight);
        if (flight->socket >= 0 && clock_until(flight->deadline) == 0) {
            crowd->late++;
            complain(crowd, flight, "no end in time");
            finish(crowd, flight);
        }
    }
    return true;
}

static void report(const Crowd *crowd, double seconds)
{
    printf("{\"flights\": %d, \"seconds\": %.2f, \"per_second\": %.0f, \"kinds\": {", crowd->finished, seconds,
           crowd->finished / seconds);
    for (int i = 0; i < KIND_COUNT; i++)
        printf("%s\"%s\": %d", i ? ", " : "", kind_names[i], crowd->kinds[i]);
    printf("}, \"answered\": %d, \"silent\": %d, \"refused\": {", crowd->answered, crowd->silent);
    const char *before = "";
    for (int i = 0; i < 256; i++)
        if (crowd->refused[i]) {
            printf("%s\"%s\": %d", before, error_name((Error)i), crowd->refused[i]);
            before = ", ";
        }
    printf("}, \"reset\": %d, \"late\": %d, \"wrong\": %d}\n", crowd->reset, crowd->late, crowd->wrong);
}

/* Connections that say nothing, a part of a header, or half a hello. */
static bool hold_open(Crowd *crowd, int *sockets, int count)
{
    for (int i = 0; i < count; i++) {
        Buffer hello = BUFFER_EMPTY;
        append_small_hello(&hello);
        size_t sizes[] = {0, 3, hello.size / 2};
        bool good = open_socket(crowd, &sockets[i]) &&
                    send(sockets[i], hello.data, sizes[i % (int)COUNT_OF(sizes)], MSG_NOSIGNAL) >= 0;
        buffer_clear(&hello);
        if (!good)
            return false;
    }
    return true;
}

int main(int count, char **arguments)
{
    static Crowd crowd;
    if (count != 5) {
        fputs("hostile PORT FLIGHTS HALF_OPEN SEED\n", stderr);
        return 2;
    }
    int half_open = atoi(arguments[3]);
    int *sockets = memory_new_array((size_t)half_open, sizeof *sockets);
    crowd = (Crowd){.port = arguments[1], .wanted = atoi(arguments[2]), .state = strtoull(arguments[4], NULL, 10) | 1};
    for (int i = 0; i < AT_ONCE; i++)
        crowd.flights[i].socket = -1;
    if (server_room(half_open + AT_ONCE) < half_open + AT_ONCE || !hold_open(&crowd, sockets, half_open)) {
        fputs("hostile: not so many connections can be opened\n", stderr);
        return 1;
    }
    int64_t start = clock_moment();
    bool going = true;
    while (going && crowd.finished < crowd.wanted)
        going = fill_up(&crowd) && attend(&crowd);
    report(&crowd, (double)(clock_moment() - start + 1) / 1000);
    fflush(stdout);
    while (getchar() != EOF) /* the half-open ones stay until nobody counts them any more */
        ;
    for (int i = 0; i < half_open; i++)
        close(sockets[i]);
    memory_free(sockets);
    return going && crowd.wrong == 0 ? 0 : 1;
}
