/*
 * mbed TLS at the other end of a connection, as its packages bring the library and no programs.
 *
 *     interop_mbedtls client PORT [KEY=VALUE…]   says its standard input, prints what it hears
 *     interop_mbedtls server [KEY=VALUE…]        prints its port; echoes to one client after the other, and closes
 *                                                where "CLOSE\n" comes
 *     interop_mbedtls version                    the library's
 *
 * Of 2.28 and of 3.6, which has neither TLS 1.0 nor TLS 1.1.
 *
 * On 127.0.0.1. Keys: suite, group, host, alpn, roots, psk (IDENTITY:HEX); certificate and key, up to twice;
 * version-min and version-max (1 to 3: TLS 1.0 to 1.2); fragment (512, 1024, 2048 or 4096); client-authentication
 * (optional, required); no-ems, no-etm, no-tickets; resume: the client connects, leaves, and connects again to go on
 * with the session; renegotiate: a renegotiation is agreed to; the client asks for one where its input is "AGAIN\n",
 * the server for each client where the value is "now".
 *
 * The client's exit status is 0 where it came to a close_notify and 1 where not; the library's words and the number of
 * an alert that came stand on standard error.
 */
#include <arpa/inet.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

#include <mbedtls/ctr_drbg.h>
#include <mbedtls/dhm.h>
#include <mbedtls/entropy.h>
#include <mbedtls/error.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl.h>
#include <mbedtls/ssl_cache.h>
#include <mbedtls/ssl_ticket.h>
#include <mbedtls/version.h>

#ifndef MBEDTLS_PRIVATE /* of 3.0 and later: a member that only the library should know */
#define MBEDTLS_PRIVATE(member) member
#endif

enum { CREDENTIALS_MAX = 2, GROUPS_MAX = 2, BLOCK_SIZE = 16384, KEY_BYTES_MAX = 64, TICKET_SECONDS = 3600 };

typedef struct Program {
    char **settings;
    mbedtls_ssl_config config;
    mbedtls_entropy_context entropy;
    mbedtls_ctr_drbg_context random;
    mbedtls_x509_crt roots, chains[CREDENTIALS_MAX];
    mbedtls_pk_context keys[CREDENTIALS_MAX];
    mbedtls_ssl_cache_context cache;
    mbedtls_ssl_ticket_context tickets;
    mbedtls_ssl_session session; /* of the client's first connection */
    int suites[2];
#if MBEDTLS_VERSION_MAJOR >= 3
    uint16_t groups[GROUPS_MAX + 1]; /* the last one is none */
#else
    mbedtls_ecp_group_id groups[GROUPS_MAX + 1];
#endif
    const char *protocols[2];
} Program;

typedef struct Connection {
    Program *program;
    mbedtls_ssl_context ssl;
    mbedtls_net_context socket;
} Connection;

static void tell(const char *what, int result)
{
    char text[200];
    mbedtls_strerror(result, text, sizeof text);
    fprintf(stderr, "%s: %s\n", what, text);
}

static void need(int result, const char *what)
{
    if (result >= 0)
        return;
    tell(what, result);
    exit(2);
}

/* The value of the number-th setting of this key; NULL where there is none. */
static const char *value_at(const Program *program, const char *key, int number)
{
    size_t length = strlen(key);
    for (char **setting = program->settings; *setting; setting++)
        if (strncmp(*setting, key, length) == 0 && (*setting)[length] == '=' && number-- == 0)
            return *setting + length + 1;
    return NULL;
}

static const char *value_of(const Program *program, const char *key)
{
    return value_at(program, key, 0);
}

/* What is offered or accepted */

#if MBEDTLS_VERSION_MAJOR >= 3
static void set_versions(Program *program)
{
    const char *min = value_of(program, "version-min"), *max = value_of(program, "version-max");
    if ((min && atoi(min) != 3) || (max && atoi(max) != 3))
        need(MBEDTLS_ERR_SSL_FEATURE_UNAVAILABLE, "version");
    mbedtls_ssl_conf_min_tls_version(&program->config, MBEDTLS_SSL_VERSION_TLS1_2);
    mbedtls_ssl_conf_max_tls_version(&program->config, MBEDTLS_SSL_VERSION_TLS1_2);
}

static void set_group(Program *program, int number, const mbedtls_ecp_curve_info *curve)
{
    program->groups[number] = curve->tls_id;
    mbedtls_ssl_conf_groups(&program->config, program->groups);
}

static int parse_key(Program *program, int number, const char *path)
{
    return mbedtls_pk_parse_keyfile(&program->keys[number], path, NULL, mbedtls_ctr_drbg_random, &program->random);
}
#else
static void set_versions(Program *program)
{
    const char *min = value_of(program, "version-min"), *max = value_of(program, "version-max");
    mbedtls_ssl_conf_min_version(&program->config, MBEDTLS_SSL_MAJOR_VERSION_3,
                                 min ? atoi(min) : MBEDTLS_SSL_MINOR_VERSION_3);
    mbedtls_ssl_conf_max_version(&program->config, MBEDTLS_SSL_MAJOR_VERSION_3,
                                 max ? atoi(max) : MBEDTLS_SSL_MINOR_VERSION_3);
}

static void set_group(Program *program, int number, const mbedtls_ecp_curve_info *curve)
{
    program->groups[number] = curve->grp_id;
    mbedtls_ssl_conf_curves(&program->config, program->groups);
}

static int parse_key(Program *program, int number, const char *path)
{
    return mbedtls_pk_parse_keyfile(&program->keys[number], path, NULL);
}
#endif

static void set_groups(Program *program)
{
    const char *group;
    for (int i = 0; i < GROUPS_MAX && (group = value_at(program, "group", i)); i++) {
        const mbedtls_ecp_curve_info *curve = mbedtls_ecp_curve_info_from_name(group);
        if (!curve)
            need(MBEDTLS_ERR_SSL_FEATURE_UNAVAILABLE, group);
        set_group(program, i, curve);
    }
}

static void set_suite(Program *program)
{
    const char *suite = value_of(program, "suite");
    if (suite) {
        program->suites[0] = mbedtls_ssl_get_ciphersuite_id(suite);
        if (program->suites[0] == 0)
            need(MBEDTLS_ERR_SSL_FEATURE_UNAVAILABLE, suite);
        mbedtls_ssl_conf_ciphersuites(&program->config, program->suites);
    }
}

static void set_extensions(Program *program)
{
    const char *fragment = value_of(program, "fragment");
    int size = fragment ? atoi(fragment) : 0;
    mbedtls_ssl_conf_extended_master_secret(&program->config, value_of(program, "no-ems") == NULL);
    mbedtls_ssl_conf_encrypt_then_mac(&program->config, value_of(program, "no-etm") == NULL);
    if (size)
        need(mbedtls_ssl_conf_max_frag_len(&program->config, size <= 512    ? MBEDTLS_SSL_MAX_FRAG_LEN_512
                                                             : size <= 1024 ? MBEDTLS_SSL_MAX_FRAG_LEN_1024
                                                             : size <= 2048 ? MBEDTLS_SSL_MAX_FRAG_LEN_2048
                                                                            : MBEDTLS_SSL_MAX_FRAG_LEN_4096),
             "fragment");
    mbedtls_ssl_conf_session_tickets(&program->config, value_of(program, "no-tickets") == NULL);
    if (value_of(program, "renegotiate"))
        mbedtls_ssl_conf_renegotiation(&program->config, MBEDTLS_SSL_RENEGOTIATION_ENABLED);
    if ((program->protocols[0] = value_of(program, "alpn")))
        need(mbedtls_ssl_conf_alpn_protocols(&program->config, program->protocols), "alpn");
}

/* Certificates and keys */

static void set_credentials(Program *program)
{
    const char *chain;
    for (int i = 0; i < CREDENTIALS_MAX && (chain = value_at(program, "certificate", i)); i++) {
        need(mbedtls_x509_crt_parse_file(&program->chains[i], chain), chain);
        need(parse_key(program, i, value_at(program, "key", i)), "key");
        need(mbedtls_ssl_conf_own_cert(&program->config, &program->chains[i], &program->keys[i]), "certificate");
    }
}

static void set_trust(Program *program, bool client)
{
    const char *roots = value_of(program, "roots"), *wanted = value_of(program, "client-authentication");
    int mode = client ? MBEDTLS_SSL_VERIFY_REQUIRED : MBEDTLS_SSL_VERIFY_NONE;
    if (wanted && !client)
        mode = strcmp(wanted, "required") == 0 ? MBEDTLS_SSL_VERIFY_REQUIRED : MBEDTLS_SSL_VERIFY_OPTIONAL;
    mbedtls_ssl_conf_authmode(&program->config, mode);
    if (!roots)
        return;
    need(mbedtls_x509_crt_parse_file(&program->roots, roots), roots);
    mbedtls_ssl_conf_ca_chain(&program->config, &program->roots, NULL);
}

static void set_psk(Program *program)
{
    const char *psk = value_of(program, "psk"), *hex = psk ? strchr(psk, ':') : NULL;
    unsigned char key[KEY_BYTES_MAX];
    size_t size = 0;
    unsigned byte;
    if (!hex)
        return;
    while (size < sizeof key && sscanf(hex + 1 + 2 * size, "%2x", &byte) == 1)
        key[size++] = (unsigned char)byte;
    need(mbedtls_ssl_conf_psk(&program->config, key, size, (const unsigned char *)psk, (size_t)(hex - psk)), "psk");
}

/* What a server needs besides: a field for DHE, and sessions to go on with. */
static void set_server(Program *program)
{
    static const unsigned char p[] = MBEDTLS_DHM_RFC7919_FFDHE2048_P_BIN, g[] = MBEDTLS_DHM_RFC7919_FFDHE2048_G_BIN;
    need(mbedtls_ssl_conf_dh_param_bin(&program->config, p, sizeof p, g, sizeof g), "field");
    mbedtls_ssl_conf_session_cache(&program->config, &program->cache, mbedtls_ssl_cache_get, mbedtls_ssl_cache_set);
    need(mbedtls_ssl_ticket_setup(&program->tickets, mbedtls_ctr_drbg_random, &program->random,
                                  MBEDTLS_CIPHER_AES_256_GCM, TICKET_SECONDS),
         "tickets");
    mbedtls_ssl_conf_session_tickets_cb(&program->config, mbedtls_ssl_ticket_write, mbedtls_ssl_ticket_parse,
                                        &program->tickets);
}

static void program_init(Program *program, char **settings, bool client)
{
    program->settings = settings;
    mbedtls_ssl_config_init(&program->config);
    mbedtls_entropy_init(&program->entropy);
    mbedtls_ctr_drbg_init(&program->random);
    mbedtls_x509_crt_init(&program->roots);
    mbedtls_ssl_cache_init(&program->cache);
    mbedtls_ssl_ticket_init(&program->tickets);
    mbedtls_ssl_session_init(&program->session);
    for (int i = 0; i < CREDENTIALS_MAX; i++) {
        mbedtls_x509_crt_init(&program->chains[i]);
        mbedtls_pk_init(&program->keys[i]);
    }
    need(mbedtls_ctr_drbg_seed(&program->random, mbedtls_entropy_func, &program->entropy, NULL, 0), "random");
    need(mbedtls_ssl_config_defaults(&program->config, client ? MBEDTLS_SSL_IS_CLIENT : MBEDTLS_SSL_IS_SERVER,
                                     MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT),
         "defaults");
    mbedtls_ssl_conf_rng(&program->config, mbedtls_ctr_drbg_random, &program->random);
    set_versions(program);
    set_suite(program);
    set_groups(program);
    set_extensions(program);
    set_credentials(program);
    set_trust(program, client);
    set_psk(program);
    if (!client)
        set_server(program);
}

/* A connection */

static void connection_init(Connection *connection, Program *program)
{
    connection->program = program;
    mbedtls_net_init(&connection->socket);
    mbedtls_ssl_init(&connection->ssl);
    need(mbedtls_ssl_setup(&connection->ssl, &program->config), "setup");
    mbedtls_ssl_set_bio(&connection->ssl, &connection->socket, mbedtls_net_send, mbedtls_net_recv, NULL);
}

static void connection_clear(Connection *connection)
{
    mbedtls_ssl_free(&connection->ssl);
    mbedtls_net_free(&connection->socket);
}

static bool shake_hands(Connection *connection)
{
    int result = mbedtls_ssl_handshake(&connection->ssl);
    if (result == 0)
        return true;
    tell("handshake", result);
    if (result == MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE)
        fprintf(stderr, "alert number %d\n", connection->ssl.MBEDTLS_PRIVATE(in_msg)[1]);
    return false;
}

static bool write_all(Connection *connection, const unsigned char *data, size_t size)
{
    while (size > 0) {
        int written = mbedtls_ssl_write(&connection->ssl, data, size);
        if (written < 0) {
            tell("write", written);
            return false;
        }
        data += written;
        size -= (size_t)written;
    }
    return true;
}

/* The client */

/* What comes is printed. 1: more may come; 0: close_notify came; below: the connection failed. */
static int hear(Connection *connection)
{
    unsigned char block[BLOCK_SIZE];
    int size;
    do {
        size = mbedtls_ssl_read(&connection->ssl, block, sizeof block);
        if (size > 0)
            fwrite(block, 1, (size_t)size, stdout);
    } while (size > 0 && mbedtls_ssl_get_bytes_avail(&connection->ssl) > 0);
    fflush(stdout);
    if (size > 0)
        return 1;
    if (size == MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY)
        return 0;
    tell("read", size);
    return -1;
}

/* A handshake within the connection. A client hears what is said before it is answered; a server only asks, and its
   next read takes what comes of it. */
static bool renegotiate(Connection *connection)
{
    int result = mbedtls_ssl_renegotiate(&connection->ssl);
    while (result == MBEDTLS_ERR_SSL_WAITING_SERVER_HELLO_RENEGO && hear(connection) > 0)
        result = mbedtls_ssl_handshake(&connection->ssl);
    if (result < 0)
        tell("renegotiation", result);
    return result == 0;
}

/* Waits for what comes first; the end of the input, where close_notify is sent, is `*ended`. */
static int converse_once(Connection *connection, bool *ended)
{
    unsigned char block[BLOCK_SIZE];
    fd_set readable;
    FD_ZERO(&readable);
    FD_SET(connection->socket.fd, &readable);
    if (!*ended)
        FD_SET(STDIN_FILENO, &readable);
    if (select(connection->socket.fd + 1, &readable, NULL, NULL, NULL) < 0)
        return -1;
    if (FD_ISSET(connection->socket.fd, &readable))
        return hear(connection);
    ssize_t size = read(STDIN_FILENO, block, sizeof block);
    if (size == 6 && memcmp(block, "AGAIN\n", 6) == 0 && value_of(connection->program, "renegotiate"))
        return renegotiate(connection) ? 1 : -1;
    if (size > 0)
        return write_all(connection, block, (size_t)size) ? 1 : -1;
    *ended = true;
    return mbedtls_ssl_close_notify(&connection->ssl) < 0 ? -1 : 1;
}

static bool converse(Connection *connection)
{
    bool ended = false;
    int going;
    do
        going = converse_once(connection, &ended);
    while (going > 0);
    mbedtls_ssl_close_notify(&connection->ssl);
    return going == 0;
}

static void connect_to(Connection *connection, const char *port)
{
    const char *host = value_of(connection->program, "host");
    need(mbedtls_net_connect(&connection->socket, "127.0.0.1", port, MBEDTLS_NET_PROTO_TCP), "connect");
    need(mbedtls_ssl_set_hostname(&connection->ssl, host), "host");
}

/* The connection whose session the next one goes on with. */
static bool hold_first_connection(Program *program, const char *port)
{
    Connection connection;
    connection_init(&connection, program);
    connect_to(&connection, port);
    bool good = shake_hands(&connection);
    if (good) {
        need(mbedtls_ssl_get_session(&connection.ssl, &program->session), "session");
        mbedtls_ssl_close_notify(&connection.ssl);
    }
    connection_clear(&connection);
    return good;
}

static int run_client(Program *program, const char *port)
{
    Connection connection;
    bool again = value_of(program, "resume") != NULL;
    if (again && !hold_first_connection(program, port))
        return 1;
    connection_init(&connection, program);
    connect_to(&connection, port);
    if (again)
        need(mbedtls_ssl_set_session(&connection.ssl, &program->session), "session");
    bool good = shake_hands(&connection) && converse(&connection);
    connection_clear(&connection);
    return good ? 0 : 1;
}

/* The server */

static bool ends_in_close(const unsigned char *data, int size)
{
    return size >= 6 && memcmp(data + size - 6, "CLOSE\n", 6) == 0;
}

static void echo(Connection *connection)
{
    unsigned char block[BLOCK_SIZE];
    for (;;) {
        int size = mbedtls_ssl_read(&connection->ssl, block, sizeof block);
        bool last = ends_in_close(block, size);
        if (size > 0 && !write_all(connection, block, (size_t)(last ? size - 6 : size)))
            return;
        if (size <= 0 || last)
            break;
    }
    mbedtls_ssl_close_notify(&connection->ssl);
}

/* A socket closed with unread bytes in it resets the connection, and the client would miss an alert. */
static void drain(Connection *connection)
{
    unsigned char block[BLOCK_SIZE];
    shutdown(connection->socket.fd, SHUT_WR);
    while (read(connection->socket.fd, block, sizeof block) > 0)
        ;
}

static int run_server(Program *program)
{
    const char *wanted = value_of(program, "renegotiate");
    bool asks = wanted && strcmp(wanted, "now") == 0;
    mbedtls_net_context listener;
    struct sockaddr_in address;
    socklen_t length = sizeof address;
    mbedtls_net_init(&listener);
    need(mbedtls_net_bind(&listener, "127.0.0.1", "0", MBEDTLS_NET_PROTO_TCP), "bind");
    if (getsockname(listener.fd, (struct sockaddr *)&address, &length) < 0)
        return 2;
    printf("port %d\n", ntohs(address.sin_port));
    fflush(stdout);
    for (;;) {
        Connection connection;
        connection_init(&connection, program);
        need(mbedtls_net_accept(&listener, &connection.socket, NULL, 0, NULL), "accept");
        if (shake_hands(&connection) && (!asks || renegotiate(&connection)))
            echo(&connection);
        drain(&connection);
        connection_clear(&connection);
    }
}

int main(int count, char **arguments)
{
    static Program program;
    bool client = count >= 3 && strcmp(arguments[1], "client") == 0;
    if (count == 2 && strcmp(arguments[1], "version") == 0)
        return puts(MBEDTLS_VERSION_STRING) < 0;
    if (!client && (count < 2 || strcmp(arguments[1], "server") != 0)) {
        fprintf(stderr, "usage: interop_mbedtls client PORT [KEY=VALUE…] | server [KEY=VALUE…] | version\n");
        return 2;
    }
    program_init(&program, arguments + (client ? 3 : 2), client);
    return client ? run_client(&program, arguments[2]) : run_server(&program);
}
