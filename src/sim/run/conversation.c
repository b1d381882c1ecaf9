#include "sim/run/conversation.h"

#include "base/memory.h"
#include "base/text.h"
#include "sim/attacker/attacker.h"
#include "sim/attacker/fault.h"
#include "sim/eavesdropper/eavesdropper.h"
#include "sim/run/application.h"
#include "sim/run/loot.h"
#include "sim/run/pipe.h"
#include "sim/scenario/scenario_value.h"
#include "sim/timeline/outcome.h"

/* Of the whole path, one way, in microseconds. */
enum { LATENCY = 20000, LINKS_MAX = 2 };

/* One end of the connection. */
typedef struct Side {
    Conversation *conversation;
    PeerConfig config;
    Random *random;
    Observer observer;
    Peer *peer;
    Application application;
    bool awake; /* something came, or nothing was tried yet */
    bool ended; /* its stream has ended */
} Side;

struct Conversation {
    ConversationConfig config;
    int64_t clock;
    Side sides[2]; /* ACTOR_CLIENT, ACTOR_SERVER */
    Pipe *links[LINKS_MAX];
    int link_count;
    Observer eavesdropper_observer, attacker_observer;
    Eavesdropper *eavesdropper; /* or NULL */
    Attacker *attacker;         /* or NULL */
    Fault *fault;               /* or NULL */
    unsigned loot;
    OutcomeWatch watch;
    bool over;
};

/* What the eavesdropper steals the moment that a peer has it. */
static void steal(Conversation *conversation, Actor actor, const Event *event)
{
    unsigned wanted = actor == ACTOR_CLIENT ? LOOT_CLIENT_PRIVATE : LOOT_SERVER_PRIVATE;
    if (!conversation->eavesdropper || !(conversation->loot & wanted))
        return;
    for (int i = 0; i < event->learned_count; i++) {
        FactId id = event->learned[i].fact.id;
        bool is_private = actor == ACTOR_CLIENT ? id == FACT_DH_CLIENT_PRIVATE || id == FACT_ECDH_CLIENT_PRIVATE
                                                : id == FACT_DH_SERVER_PRIVATE || id == FACT_ECDH_SERVER_PRIVATE;
        if (is_private)
            eavesdropper_take(conversation->eavesdropper, id, event->learned[i].value, event->handshake);
    }
}

static void observe_peer(void *context, const Event *event)
{
    Side *side = context;
    Conversation *conversation = side->conversation;
    timeline_record(conversation->config.timeline, conversation->config.number, event);
    outcome_watch(&conversation->watch, event, timeline_step_count(conversation->config.timeline));
    steal(conversation, event->actor, event);
}

static void observe_attacker(void *context, const Event *event)
{
    Conversation *conversation = context;
    timeline_record(conversation->config.timeline, conversation->config.number, event);
}

static void note_change(void *context, const WireChange *change)
{
    Conversation *conversation = context;
    timeline_record_change(conversation->config.timeline, change);
}

static void observe_eavesdropper(void *context, const Event *event)
{
    Conversation *conversation = context;
    timeline_record_overheard(conversation->config.timeline, conversation->config.number, event,
                              eavesdropper_speaker(conversation->eavesdropper));
}

static void watch_link(void *context, const Segment *segment)
{
    Conversation *conversation = context;
    timeline_record_segment(conversation->config.timeline, segment);
    if (conversation->eavesdropper && segment->link == 0)
        eavesdropper_hear(conversation->eavesdropper, segment->from, segment->bytes);
}

static void side_init(Side *side, Conversation *conversation, Actor role, const Endpoint *endpoint)
{
    const ConversationConfig *config = &conversation->config;
    Bytes seed = bytes_of_text(scenario_get(config->scenario, SCENARIO_SEED, role, config->number, 1));
    Buffer scope = BUFFER_EMPTY;
    text_print(&scope, "c%d.%s", config->number, actor_name(role));
    side->conversation = conversation;
    side->random = random_new_seeded(seed, text_finish(&scope));
    side->observer = (Observer){observe_peer, side};
    side->config = endpoint->config;
    side->config.random = side->random;
    side->config.observer = conversation->config.observed ? &side->observer : NULL;
    side->config.fault = fault_of(conversation->fault, role);
    side->peer = peer_new(&side->config);
    side->awake = true;
    application_init(&side->application, conversation->config.scenario, role, conversation->config.number,
                     conversation->config.client);
    side->application.observer = side->config.observer;
    buffer_clear(&scope);
}

static void add_links(Conversation *conversation)
{
    conversation->link_count = conversation->attacker ? 2 : 1;
    for (int i = 0; i < conversation->link_count; i++) {
        PipeConfig config = {conversation->config.number,          i,          LATENCY / conversation->link_count,
                             i == 0 ? ACTOR_CLIENT : ACTOR_SERVER, watch_link, conversation};
        conversation->links[i] = pipe_new(&config);
    }
}

static void add_attacker(Conversation *conversation)
{
    const ConversationConfig *config = &conversation->config;
    AttackerConfig attacker = {.scenario = config->scenario,
                               .connection = config->number,
                               .client = &config->client->config,
                               .observer = config->observed ? &conversation->attacker_observer : NULL,
                               .changed = config->observed ? note_change : NULL,
                               .context = conversation};
    conversation->attacker_observer = (Observer){observe_attacker, conversation};
    conversation->attacker = attacker_new(&attacker);
}

static void add_eavesdropper(Conversation *conversation)
{
    const ConversationConfig *config = &conversation->config;
    bool away = scenario_flag(config->scenario, SCENARIO_NO_EAVESDROPPER, ACTOR_EAVESDROPPER, config->number, 1);
    EavesdropperConfig eavesdropper = {.limit = loot_search_limit(config->scenario),
                                       .memory = config->memory,
                                       .connection = config->number,
                                       .observer = &conversation->eavesdropper_observer};
    if (!config->observed || away)
        return;
    conversation->loot = loot_of(config->scenario, config->number).before;
    conversation->eavesdropper_observer = (Observer){observe_eavesdropper, conversation};
    loot_take(&eavesdropper, conversation->loot, &config->server->config);
    conversation->eavesdropper = eavesdropper_new(&eavesdropper);
}

static void add_fault(Conversation *conversation)
{
    FaultConfig config = {.scenario = conversation->config.scenario, .connection = conversation->config.number};
    for (Actor role = ACTOR_CLIENT; conversation->config.observed && role <= ACTOR_SERVER; role++)
        config.observers[role] = &conversation->sides[role].observer;
    conversation->fault = fault_new(&config);
}

Conversation *conversation_new(const ConversationConfig *config, int64_t clock)
{
    Conversation *conversation = memory_new(sizeof *conversation);
    conversation->config = *config;
    conversation->clock = clock;
    add_attacker(conversation);
    add_links(conversation);
    add_fault(conversation);
    add_eavesdropper(conversation);
    side_init(&conversation->sides[ACTOR_CLIENT], conversation, ACTOR_CLIENT, config->client);
    side_init(&conversation->sides[ACTOR_SERVER], conversation, ACTOR_SERVER, config->server);
    return conversation;
}

static void side_clear(Side *side)
{
    peer_free(side->peer);
    random_free(side->random);
    application_clear(&side->application);
}

void conversation_free(Conversation *conversation)
{
    if (!conversation)
        return;
    side_clear(&conversation->sides[ACTOR_CLIENT]);
    side_clear(&conversation->sides[ACTOR_SERVER]);
    eavesdropper_free(conversation->eavesdropper);
    attacker_free(conversation->attacker);
    fault_free(conversation->fault);
    for (int i = 0; i < conversation->link_count; i++)
        pipe_free(conversation->links[i]);
    memory_free(conversation);
}

int64_t conversation_clock(const Conversation *conversation)
{
    return conversation->clock;
}

const Peer *conversation_client(const Conversation *conversation)
{
    return conversation->sides[ACTOR_CLIENT].peer;
}

/* The link at an actor's end of the path. */
static Pipe *own_link(const Conversation *conversation, Actor actor)
{
    return conversation->links[actor == ACTOR_CLIENT ? 0 : conversation->link_count - 1];
}

static bool is_terminal(PeerState state)
{
    return state == PEER_CLOSED || state == PEER_FAILED || state == PEER_TRUNCATED;
}

/* Sends what the side has put together, and ends its stream where it has no more to say. */
static void flush(Conversation *conversation, Actor actor)
{
    Side *side = &conversation->sides[actor];
    Pipe *link = own_link(conversation, actor);
    Bytes output = peer_output(side->peer);
    if (side->ended)
        return;
    if (output.size) {
        pipe_send(link, actor, output, conversation->clock);
        peer_output_take(side->peer, output.size);
    }
    if (is_terminal(peer_state(side->peer)) || fault_ends_stream(conversation->fault, actor)) {
        pipe_send(link, actor, BYTES_EMPTY, conversation->clock);
        side->ended = true;
    }
}

/* One step of a side; where it can do no more its bytes leave. */
static bool side_step(Conversation *conversation, Actor actor)
{
    Side *side = &conversation->sides[actor];
    if (!side->awake)
        return false;
    if (peer_step(side->peer) || application_step(&side->application, side->peer))
        return true;
    side->awake = false;
    flush(conversation, actor);
    return false;
}

/* Where the piece that arrives next is; false where none is under way. */
static bool find_arrival(const Conversation *conversation, int *link, Actor *from)
{
    int64_t earliest = INT64_MAX;
    for (int i = 0; i < conversation->link_count; i++)
        for (int sender = ACTOR_CLIENT; sender <= ACTOR_SERVER; sender++) {
            int64_t arrival = pipe_arrival(conversation->links[i], (Actor)sender);
            if (arrival < earliest) {
                earliest = arrival;
                *link = i;
                *from = (Actor)sender;
            }
        }
    return earliest != INT64_MAX;
}

/* The attacker gets a piece, and what he sends on account of it leaves. */
static void pass_on(Conversation *conversation, Actor from, Bytes wire)
{
    AttackerOutput out = {0};
    attacker_hear(conversation->attacker, &out, from, wire);
    for (Actor to = ACTOR_CLIENT; to <= ACTOR_SERVER; to++) {
        Actor sender = to == ACTOR_CLIENT ? ACTOR_SERVER : ACTOR_CLIENT;
        Pipe *link = own_link(conversation, to);
        if (out.bytes[to].size)
            pipe_send(link, sender, buffer_bytes(&out.bytes[to]), conversation->clock);
        if (out.ended[to])
            pipe_send(link, sender, BYTES_EMPTY, conversation->clock);
    }
    attacker_output_clear(&out);
}

static void hand_over(Side *side, Bytes wire, bool more)
{
    if (more)
        peer_receive(side->peer, wire);
    else
        peer_end(side->peer);
    side->awake = true;
}

static bool deliver(Conversation *conversation)
{
    int link;
    Actor from;
    if (!find_arrival(conversation, &link, &from))
        return false;
    Buffer wire = BUFFER_EMPTY;
    Actor to = from == ACTOR_CLIENT ? ACTOR_SERVER : ACTOR_CLIENT;
    conversation->clock = pipe_arrival(conversation->links[link], from);
    bool more = pipe_take(conversation->links[link], from, &wire);
    if (conversation->links[link] == own_link(conversation, to))
        hand_over(&conversation->sides[to], buffer_bytes(&wire), more);
    else
        pass_on(conversation, from, buffer_bytes(&wire));
    buffer_clear(&wire);
    return true;
}

/* Nothing can happen any more. */
static void finish(Conversation *conversation)
{
    Outcome outcome = outcome_finish(&conversation->watch, peer_state(conversation->sides[ACTOR_CLIENT].peer),
                                     peer_state(conversation->sides[ACTOR_SERVER].peer));
    Buffer undone = BUFFER_EMPTY;
    if (conversation->attacker)
        attacker_append_undone(conversation->attacker, &undone);
    fault_append_undone(conversation->fault, &undone);
    if (undone.size)
        outcome.undone = text_finish(&undone);
    timeline_set_outcome(conversation->config.timeline, conversation->config.number, &outcome);
    buffer_clear(&undone);
    conversation->over = true;
}

bool conversation_step(Conversation *conversation)
{
    if (conversation->over)
        return false;
    if (side_step(conversation, ACTOR_CLIENT) || side_step(conversation, ACTOR_SERVER) || deliver(conversation))
        return true;
    finish(conversation);
    return false;
}
