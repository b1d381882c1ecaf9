#include "commands/front/live_stage.h"

#include <poll.h>
#include <unistd.h>

#include "net/http.h"
#include "net/socket.h"
#include "report/write/page.h"
#include "sim/run/application.h"
#include "sim/scenario/scenario_value.h"

/* Between two looks at a side that has nothing to show yet. */
enum { MILLISECONDS = 1000 };

/* What goes on while the reader reads. */
typedef struct Playing {
    const LiveStage *stage;
    Application client;  /* what our client says */
    HttpRequest request; /* what our server is asked */
    Buffer response;     /* what it answers as it stands; empty: a page */
    bool answered, concluded;
    int sends; /* the step with which what is to be sent leaves */
} Playing;

static Actor role_of(const Playing *playing)
{
    return playing->stage->endpoint->config.role;
}

/* The last step so far that sends something. */
static int last_sending_step(const Playing *playing)
{
    int number = timeline_step_count(playing->stage->timeline);
    for (; number > 0; number--) {
        const Step *step = timeline_step(playing->stage->timeline, number);
        if (step->message && step->message->from == role_of(playing))
            break;
    }
    return number;
}

static void answer(Playing *playing, Peer *peer)
{
    Buffer page = BUFFER_EMPTY, response = BUFFER_EMPTY;
    playing->answered = true;
    report_page(&page, playing->stage->timeline, playing->stage->number);
    if (playing->response.size)
        buffer_append(&response, buffer_bytes(&playing->response));
    else
        http_response_append(&response, &playing->request, http_request_judge(&playing->request), buffer_bytes(&page));
    peer_write(peer, buffer_bytes(&response));
    peer_close(peer);
    buffer_clear(&response);
    buffer_clear(&page);
}

/* Says what our side has to say. */
static void converse(Playing *playing)
{
    Peer *peer = live_peer(playing->stage->live);
    if (role_of(playing) == ACTOR_CLIENT) {
        application_step(&playing->client, peer);
        return;
    }
    Bytes came = peer_read(peer);
    http_request_read(&playing->request, came);
    peer_read_take(peer, came.size);
    if (playing->request.over && !playing->answered)
        answer(playing, peer);
}

/* One step of the peer, after what has come where it can do nothing without; false where there is nothing to do. */
static bool take_step(Playing *playing)
{
    Live *live = playing->stage->live;
    converse(playing);
    if (live_step(live))
        return true;
    live_send(live);
    live_receive(live);
    converse(playing);
    return live_step(live);
}

static FeedState advance(void *context)
{
    Playing *playing = context;
    int before = timeline_step_count(playing->stage->timeline);
    while (timeline_step_count(playing->stage->timeline) == before && take_step(playing))
        ;
    bool over = live_is_over(playing->stage->live);
    if (over && !playing->concluded && timeline_step_count(playing->stage->timeline) == before) {
        live_conclude(playing->stage->live);
        playing->concluded = true;
    }
    playing->sends = last_sending_step(playing);
    if (timeline_step_count(playing->stage->timeline) > before)
        return FEED_GREW;
    return over ? FEED_ENDED : FEED_WAITS;
}

static void reach(void *context, int step)
{
    const Playing *playing = context;
    if (step >= playing->sends)
        live_send(playing->stage->live);
}

bool live_stage_is_there(void)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

static int play(const LiveStage *stage, Playing *playing)
{
    Feed feed = {advance, reach, stage->first, live_socket(stage->live), playing};
    FeedState state = FEED_GREW;
    /* The screen wants a first step, which a side without a certificate may have only when something has come. */
    while (timeline_step_count(stage->timeline) < stage->first && state != FEED_ENDED) {
        state = advance(playing);
        if (state == FEED_WAITS && !socket_wait(live_socket(stage->live), POLLIN, MILLISECONDS))
            state = FEED_GREW; /* once more */
    }
    if (state == FEED_ENDED || !stage_open(stage->terminal))
        return STATUS_USAGE;
    screen_play_live(stage->timeline, &feed);
    return stage_close();
}

int live_stage_play(const LiveStage *stage)
{
    Playing playing = {.stage = stage};
    scenario_append_words(&playing.response, stage->scenario, SCENARIO_RESPONSE, ACTOR_SERVER, 1, 1);
    if (role_of(&playing) == ACTOR_CLIENT)
        application_init(&playing.client, stage->scenario, ACTOR_CLIENT, 1, stage->endpoint);
    int status = play(stage, &playing);
    live_send(stage->live);
    if (!playing.concluded)
        live_conclude(stage->live);
    application_clear(&playing.client);
    buffer_clear(&playing.response);
    return status;
}
