/*
 * The eavesdropper alone: what she learns from bytes that crossed a wire and from stolen items, given as lines of
 * standard input, one thing a line:
 *
 *     limit N                              tries of a search; before a connection
 *     forget all                           the loot so far is not for the next connection
 *     server-key CHAIN KEY                 a private key that was copied from the server, with its chain: files
 *     psk IDENTITY:HEX                     a pre-shared key of the server's
 *     ticket-key NAME ENCRYPTION MAC       a ticket key of the server's, each part as hex; not forgotten
 *     connection N                         from here on this connection
 *     take FACT HANDSHAKE HEX              a private value of a handshake of the connection
 *     client HEX | server HEX              what that side sent
 *     review N                             she goes through what she recorded of a connection, with the loot at hand
 *
 * Prints what she knows at the end, a fact a line: its full name and its value. No peer and no scenario is here.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "sim/assets/credentials.h"
#include "sim/eavesdropper/eavesdropper.h"
#include "sim/scenario/scenario_value.h"
#include "sim/timeline/timeline.h"

enum { PSKS_MAX = 8 };

typedef struct Listener {
    Timeline *timeline;
    Credentials *credentials;
    EavesdropperConfig config;
    EavesdropperMemory *memory;
    Psk psks[PSKS_MAX];
    Buffer psk_parts[PSKS_MAX][2];
    Observer observer;
    Eavesdropper *eavesdropper;
    int connection;
} Listener;

static void observe(void *context, const Event *event)
{
    Listener *listener = context;
    timeline_record_overheard(listener->timeline, listener->connection, event,
                              eavesdropper_speaker(listener->eavesdropper));
}

static void die(const char *line, const char *why)
{
    fprintf(stderr, "overhear: %.60s: %s\n", line, why);
    exit(2);
}

static void add_server_key(Listener *listener, const char *line, char *chain, char *key)
{
    const Credential *credential = NULL;
    Diagnostic diagnostic = {""};
    if (!key || !credentials_chain(listener->credentials, &credential, chain, key, "", true, &diagnostic))
        die(line, diagnostic.text);
    if (listener->config.server_key_count == EAVESDROPPER_KEYS_MAX)
        die(line, "too many keys");
    listener->config.server_keys[listener->config.server_key_count++] = credential->key;
}

static void add_psk(Listener *listener, const char *line, const char *text)
{
    int i = listener->config.psk_count;
    if (i == PSKS_MAX)
        die(line, "too many keys");
    buffer_truncate(&listener->psk_parts[i][0], 0);
    buffer_truncate(&listener->psk_parts[i][1], 0);
    if (!value_psk(&listener->psk_parts[i][0], &listener->psk_parts[i][1], text))
        die(line, "no pre-shared key");
    listener->psks[i] = (Psk){buffer_bytes(&listener->psk_parts[i][0]), buffer_bytes(&listener->psk_parts[i][1])};
    listener->config.psk_count++;
}

static void begin_connection(Listener *listener, int number)
{
    eavesdropper_free(listener->eavesdropper);
    listener->connection = number;
    listener->config.memory = listener->memory;
    listener->config.connection = number;
    listener->config.psks = listener->psks;
    listener->config.observer = &listener->observer;
    listener->eavesdropper = eavesdropper_new(&listener->config);
}

static void review(Listener *listener, int number)
{
    bool loot = listener->config.server_key_count > 0 || listener->config.psk_count > 0;
    if (!eavesdropper_memory_may_open(listener->memory, number, loot))
        return;
    begin_connection(listener, number);
    eavesdropper_review(listener->eavesdropper);
}

static void read_part(uint8_t *out, size_t size, const char *line, const char *hex)
{
    Buffer bytes = BUFFER_EMPTY;
    if (!hex || !text_decode_hex(&bytes, hex) || bytes.size != size)
        die(line, "no ticket key");
    memcpy(out, bytes.data, size);
    buffer_clear(&bytes);
}

static void add_ticket_key(Listener *listener, char **words)
{
    TicketKey key;
    read_part(key.name, sizeof key.name, words[0], words[1]);
    read_part(key.encryption_key, sizeof key.encryption_key, words[0], words[2]);
    read_part(key.mac_key, sizeof key.mac_key, words[0], words[3]);
    eavesdropper_memory_add_ticket_key(listener->memory, &key);
}

static void take(Listener *listener, const char *line, const char *name, const char *handshake, Bytes value)
{
    FactRef fact;
    if (!fact_find(name, &fact))
        die(line, "no such fact");
    eavesdropper_take(listener->eavesdropper, fact.id, value, atoi(handshake));
}

static void obey(Listener *listener, char *line)
{
    char *rest = NULL, *words[4];
    for (int i = 0; i < 4; i++)
        words[i] = strtok_r(i ? NULL : line, " \n", &rest);
    if (!words[0] || !words[1])
        return;
    Buffer bytes = BUFFER_EMPTY;
    const char *hex = words[3] ? words[3] : words[1];
    bool decoded = text_decode_hex(&bytes, hex);
    if (strcmp(words[0], "limit") == 0)
        listener->config.limit = strtoull(words[1], NULL, 10);
    else if (strcmp(words[0], "forget") == 0)
        listener->config.server_key_count = listener->config.psk_count = 0;
    else if (strcmp(words[0], "server-key") == 0)
        add_server_key(listener, words[0], words[1], words[2]);
    else if (strcmp(words[0], "psk") == 0)
        add_psk(listener, words[0], words[1]);
    else if (strcmp(words[0], "ticket-key") == 0)
        add_ticket_key(listener, words);
    else if (strcmp(words[0], "review") == 0)
        review(listener, atoi(words[1]));
    else if (strcmp(words[0], "connection") == 0)
        begin_connection(listener, atoi(words[1]));
    else if (!decoded || !listener->eavesdropper)
        die(words[0], "cannot be obeyed");
    else if (strcmp(words[0], "take") == 0)
        take(listener, words[0], words[1], words[2], buffer_bytes(&bytes));
    else
        eavesdropper_hear(listener->eavesdropper, strcmp(words[0], "client") == 0 ? ACTOR_CLIENT : ACTOR_SERVER,
                          buffer_bytes(&bytes));
    buffer_clear(&bytes);
}

/* The latest value of each name. */
static void print_facts(const Timeline *timeline)
{
    for (int i = 0; i < timeline_fact_count(timeline); i++) {
        const TimelineFact *fact = timeline_fact_at(timeline, i);
        if (timeline_known(timeline, ACTOR_EAVESDROPPER, fact->name, 0) != fact)
            continue;
        Buffer value = BUFFER_EMPTY;
        timeline_append_value(&value, fact->ref, fact->value);
        printf("%s %s\n", fact->name, text_finish(&value));
        buffer_clear(&value);
    }
}

int main(void)
{
    Listener listener = {
        .timeline = timeline_new(), .credentials = credentials_new(), .config = {.limit = EAVESDROPPER_DEFAULT_LIMIT}};
    listener.observer = (Observer){observe, &listener};
    listener.memory = eavesdropper_memory_new();
    char *line = NULL;
    size_t capacity = 0;
    while (getline(&line, &capacity, stdin) > 0)
        obey(&listener, line);
    free(line);
    print_facts(listener.timeline);
    eavesdropper_free(listener.eavesdropper);
    eavesdropper_memory_free(listener.memory);
    credentials_free(listener.credentials);
    timeline_free(listener.timeline);
    for (int i = 0; i < PSKS_MAX; i++) {
        buffer_clear(&listener.psk_parts[i][0]);
        buffer_clear(&listener.psk_parts[i][1]);
    }
    return 0;
}
