/*
 * The handshakes of `tlsteps bench`, done by GnuTLS: both sides in one process over memory, new sessions each time, the
 * chain and the host name verified.
 *
 *     bench_gnutls FOLDER SUITE GROUP RESUME SECONDS
 *
 * FOLDER has the certificates (assets/pki). RESUME is "-" for full handshakes, or session-id or ticket for such as
 * resume the session of the first. Prints how many handshakes there were and the microseconds of processor
 * time that each took, both sides together.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <gnutls/gnutls.h>

#define HOST "server.tlsteps.example"

typedef struct Choice {
    const char *suite, *group; /* IANA's names; "-" for no group */
    const char *priority;      /* what GnuTLS calls the two */
    const char *certificate, *key;
} Choice;

static const Choice choices[] = {
    {"TLS_RSA_WITH_AES_128_GCM_SHA256", "-", "+RSA", "rsa-direct.pem", "server.key"},
    {"TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "ffdhe2048", "+DHE-RSA:+GROUP-FFDHE2048", "rsa-direct.pem", "server.key"},
    {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "secp256r1", "+ECDHE-RSA:+GROUP-SECP256R1", "rsa-direct.pem",
     "server.key"},
    {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "x25519", "+ECDHE-RSA:+GROUP-X25519", "rsa-direct.pem", "server.key"},
    {"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "secp256r1", "+ECDHE-ECDSA:+GROUP-SECP256R1", "ecdsa-direct.pem",
     "ecdsa.key"},
};

/* Bytes under way in one direction. A whole handshake fits. */
typedef struct Stream {
    unsigned char bytes[32768];
    size_t start, end;
} Stream;

typedef enum Resumption { FULL, BY_ID, BY_TICKET } Resumption;

/* What both sides keep from one handshake to the next. */
typedef struct Memory {
    Resumption resumption;
    gnutls_datum_t client;     /* its session; empty before the first */
    gnutls_datum_t ticket_key; /* the server's, as what follows: the one session that it keeps, by its ID */
    unsigned char id[64], data[8192];
    size_t id_size, data_size;
} Memory;

typedef struct Side {
    gnutls_session_t session;
    Stream *in, *out;
    bool done;
} Side;

static void check(int result, const char *what)
{
    if (result >= 0)
        return;
    fprintf(stderr, "bench_gnutls: %s: %s\n", what, gnutls_strerror(result));
    exit(1);
}

static ssize_t push(gnutls_transport_ptr_t context, const void *data, size_t size)
{
    Stream *out = ((Side *)context)->out;
    if (size > sizeof out->bytes - out->end) {
        errno = ENOBUFS;
        return -1;
    }
    memcpy(out->bytes + out->end, data, size);
    out->end += size;
    return (ssize_t)size;
}

static ssize_t pull(gnutls_transport_ptr_t context, void *data, size_t size)
{
    Side *side = context;
    size_t there = side->in->end - side->in->start;
    if (there == 0) {
        gnutls_transport_set_errno(side->session, EAGAIN);
        return -1;
    }
    size = size < there ? size : there;
    memcpy(data, side->in->bytes + side->in->start, size);
    side->in->start += size;
    return (ssize_t)size;
}

static int is_readable(gnutls_transport_ptr_t context, unsigned milliseconds)
{
    (void)milliseconds;
    Side *side = context;
    return side->in->end > side->in->start;
}

static int store(void *context, gnutls_datum_t id, gnutls_datum_t data)
{
    Memory *memory = context;
    if (id.size > sizeof memory->id || data.size > sizeof memory->data)
        return -1;
    memcpy(memory->id, id.data, memory->id_size = id.size);
    memcpy(memory->data, data.data, memory->data_size = data.size);
    return 0;
}

static gnutls_datum_t retrieve(void *context, gnutls_datum_t id)
{
    Memory *memory = context;
    gnutls_datum_t none = {NULL, 0};
    if (id.size != memory->id_size || memcmp(id.data, memory->id, id.size) != 0)
        return none;
    gnutls_datum_t found = {gnutls_malloc(memory->data_size), (unsigned)memory->data_size};
    if (!found.data)
        return none;
    memcpy(found.data, memory->data, memory->data_size);
    return found;
}

static int forget(void *context, gnutls_datum_t id)
{
    (void)context;
    (void)id;
    return 0;
}

static void prepare_resumption(Side *side, unsigned flags, Memory *memory)
{
    if (flags & GNUTLS_CLIENT && memory->client.size > 0)
        check(gnutls_session_set_data(side->session, memory->client.data, memory->client.size), "session to resume");
    if (flags & GNUTLS_SERVER && memory->resumption == BY_ID) {
        gnutls_db_set_store_function(side->session, store);
        gnutls_db_set_retrieve_function(side->session, retrieve);
        gnutls_db_set_remove_function(side->session, forget);
        gnutls_db_set_ptr(side->session, memory);
    }
    if (flags & GNUTLS_SERVER && memory->resumption == BY_TICKET)
        check(gnutls_session_ticket_enable_server(side->session, &memory->ticket_key), "tickets");
}

static void side_init(Side *side, unsigned flags, gnutls_priority_t priority,
                      gnutls_certificate_credentials_t credentials, Memory *memory)
{
    flags |= GNUTLS_NONBLOCK | (memory->resumption == BY_TICKET ? 0 : GNUTLS_NO_TICKETS);
    check(gnutls_init(&side->session, flags), "session");
    prepare_resumption(side, flags, memory);
    check(gnutls_priority_set(side->session, priority), "priority");
    check(gnutls_credentials_set(side->session, GNUTLS_CRD_CERTIFICATE, credentials), "credentials");
    gnutls_transport_set_ptr(side->session, side);
    gnutls_transport_set_push_function(side->session, push);
    gnutls_transport_set_pull_function(side->session, pull);
    gnutls_transport_set_pull_timeout_function(side->session, is_readable);
    if (flags & GNUTLS_CLIENT) {
        check(gnutls_server_name_set(side->session, GNUTLS_NAME_DNS, HOST, strlen(HOST)), "server name");
        gnutls_session_set_verify_cert(side->session, HOST, 0);
    }
}

static void step(Side *side)
{
    int result = gnutls_handshake(side->session);
    side->done = result == GNUTLS_E_SUCCESS;
    if (result != GNUTLS_E_AGAIN && result != GNUTLS_E_INTERRUPTED)
        check(result, "handshake");
}

static void connect_once(gnutls_priority_t priority, gnutls_certificate_credentials_t trust,
                         gnutls_certificate_credentials_t own, Memory *memory)
{
    static Stream to_server, to_client;
    Side client = {.in = &to_client, .out = &to_server}, server = {.in = &to_server, .out = &to_client};
    to_server.start = to_server.end = to_client.start = to_client.end = 0;
    side_init(&client, GNUTLS_CLIENT, priority, trust, memory);
    side_init(&server, GNUTLS_SERVER, priority, own, memory);
    while (!client.done || !server.done) {
        if (!client.done)
            step(&client);
        if (!server.done)
            step(&server);
    }
    if (memory->client.size > 0 && !gnutls_session_is_resumed(client.session))
        check(GNUTLS_E_DB_ERROR, "resuming");
    if (memory->resumption != FULL && memory->client.size == 0)
        check(gnutls_session_get_data2(client.session, &memory->client), "session to keep");
    gnutls_deinit(client.session);
    gnutls_deinit(server.session);
}

static double processor_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void measure(const Choice *choice, const char *folder, Resumption resumption, double seconds)
{
    static Memory memory;
    char priority_text[200], certificate[1024], key[1024], roots[1024];
    gnutls_priority_t priority;
    gnutls_certificate_credentials_t trust, own;
    snprintf(priority_text, sizeof priority_text,
             "NONE:+VERS-TLS1.2:+AES-128-GCM:+AEAD:+COMP-NULL:+SIGN-ALL:+CTYPE-X509:%s", choice->priority);
    snprintf(certificate, sizeof certificate, "%s/%s", folder, choice->certificate);
    snprintf(key, sizeof key, "%s/%s", folder, choice->key);
    snprintf(roots, sizeof roots, "%s/roots.pem", folder);
    check(gnutls_priority_init(&priority, priority_text, NULL), priority_text);
    check(gnutls_certificate_allocate_credentials(&trust), "trust");
    check(gnutls_certificate_allocate_credentials(&own), "own");
    check(gnutls_certificate_set_x509_trust_file(trust, roots, GNUTLS_X509_FMT_PEM), roots);
    check(gnutls_certificate_set_x509_key_file(own, certificate, key, GNUTLS_X509_FMT_PEM), certificate);

    memory.resumption = resumption;
    check(gnutls_session_ticket_key_generate(&memory.ticket_key), "ticket key");
    connect_once(priority, trust, own, &memory); /* what is made on first use, and the session */
    long handshakes = 0;
    double start = processor_seconds(), taken;
    do {
        connect_once(priority, trust, own, &memory);
        handshakes++;
        taken = processor_seconds() - start;
    } while (taken < seconds);
    printf("%ld %.2f\n", handshakes, 1e6 * taken / (double)handshakes);

    gnutls_free(memory.client.data);
    gnutls_free(memory.ticket_key.data);
    gnutls_certificate_free_credentials(trust);
    gnutls_certificate_free_credentials(own);
    gnutls_priority_deinit(priority);
}

static bool resumption_of(Resumption *out, const char *word)
{
    static const char *const words[] = {[FULL] = "-", [BY_ID] = "session-id", [BY_TICKET] = "ticket"};
    for (int i = FULL; i <= BY_TICKET; i++)
        if (strcmp(words[i], word) == 0) {
            *out = (Resumption)i;
            return true;
        }
    return false;
}

int main(int argc, char **argv)
{
    Resumption resumption;
    if (argc != 6 || !resumption_of(&resumption, argv[4])) {
        fputs("usage: bench_gnutls FOLDER SUITE GROUP -|session-id|ticket SECONDS\n", stderr);
        return 2;
    }
    for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++)
        if (strcmp(choices[i].suite, argv[2]) == 0 && strcmp(choices[i].group, argv[3]) == 0) {
            measure(&choices[i], argv[1], resumption, strtod(argv[5], NULL));
            return 0;
        }
    fprintf(stderr, "bench_gnutls: %s with %s is not measured\n", argv[2], argv[3]);
    return 2;
}
