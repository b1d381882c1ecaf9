#include "ui/front/linear.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistr.h>

#include "base/text.h"
#include "ui/front/act.h"
#include "ui/front/linear_tell.h"
#include "ui/front/linear_who.h"
#include "ui/front/linear_words.h"
#include "ui/player/panel.h"
#include "ui/player/view.h"

/* Of the area that keys are told of: a page is what somebody listens to at once; of other views than the maths nothing
   has to be scrolled to. */
enum { HEIGHT = 10000, MATHS_HEIGHT = 60, LINE_MOST = 256, ESCAPE = 27 };

typedef struct Session {
    const Linear *linear;
    Player player;
    bool asked; /* for a step, which is told then also where it is the present one */
} Session;

/* The rest of a line of input of which no more is wanted; false where it does not end. */
static bool skip_line(FILE *in)
{
    int character = fgetc(in);
    for (int size = LINE_MOST; character != EOF && character != '\n' && size < LINEAR_LINE_MOST; size++)
        character = fgetc(in);
    return character == EOF || character == '\n';
}

typedef enum LineResult { LINE_READ, LINE_NONE, LINE_ENDLESS } LineResult;

/* A line of input, without its end and the spaces around it. */
static LineResult read_line(const Linear *linear, char line[LINE_MOST])
{
    fflush(linear->out);
    if (!linear->in || !fgets(line, LINE_MOST, linear->in))
        return LINE_NONE;
    if (!strchr(line, '\n') && !skip_line(linear->in))
        return LINE_ENDLESS;
    size_t size = strlen(line), front = strspn(line, " \t");
    while (size > front && isspace((unsigned char)line[size - 1]))
        size--;
    memmove(line, line + front, size > front ? size - front : 0);
    line[size > front ? size - front : 0] = '\0';
    return LINE_READ;
}

static Extent extent_of(const Session *session)
{
    return (Extent){session->player.view == VIEW_MATHS ? MATHS_HEIGHT : HEIGHT, session->linear->width};
}

static void type(Session *session, unsigned character)
{
    act_key(&session->player, character, false, extent_of(session));
}

static void act(Session *session, Action action)
{
    act_do(&session->player, action, extent_of(session));
}

/* Types a line into the panel on top, and ends it. An empty one takes what was typed, or stands there, as it is. */
static void type_line(Session *session, const char *line)
{
    ucs4_t character;
    Panel *panel = session->player.panel;
    if (panel && panel->kind->retype && *line)
        panel->kind->retype(&session->player, panel);
    for (int size; session->player.panel && (size = u8_strmbtouc(&character, (const uint8_t *)line)) > 0; line += size)
        type(session, character);
    if (session->player.panel)
        act(session, ACTION_OPEN);
}

static ViewId view_named(const Player *player, const char *word)
{
    for (int id = 0; id < VIEW_COUNT; id++) {
        const View *view = view_of(player, (ViewId)id);
        if (view && strcasecmp(view->name, word) == 0)
            return (ViewId)id;
    }
    return VIEW_COUNT;
}

static void obey_panel(Session *session, const char *line)
{
    Action action = action_named(line);
    bool moves = strlen(line) > 1 && action >= ACTION_UP && action <= ACTION_OPEN; /* other words are typed */
    if (strcmp(line, "close") == 0)
        type(session, ESCAPE);
    else if (moves)
        act(session, action);
    else
        type_line(session, line);
}

/* What is no command is a step's number or name; "step" in front of it says so. */
static void go_to(Session *session, const char *line)
{
    static const char step[] = "step ";
    session->asked = true;
    act(session, ACTION_GO_TO);
    type_line(session, line + (strncasecmp(line, step, sizeof step - 1) == 0 ? sizeof step - 1 : 0));
}

/* The action of a line that is its words, or begins with them: *argument is what stands behind, NULL where nothing
   does. */
static Action action_of_line(char *line, char **argument)
{
    Action action = linear_word_action(line);
    *argument = NULL;
    for (char *space = strrchr(line, ' '); space && action == ACTION_NONE;) {
        *space = '\0';
        char *before = strrchr(line, ' ');
        action = linear_word_action(line);
        *argument = space + 1;
        *space = ' ';
        space = before;
    }
    return action;
}

/* "WORD" or "WORD ARGUMENT", where the word opens a panel to type into. */
static void obey_action(Session *session, char *line)
{
    char *argument;
    Action action = action_of_line(line, &argument);
    if (action == ACTION_NONE) {
        go_to(session, line);
        return;
    }
    if (linear_word_is_of_screen(action)) {
        player_notice(&session->player, "that is for a screen: here everything is told as a whole");
        return;
    }
    session->asked = action == ACTION_GO_TO;
    act(session, action);
    if (argument && session->player.panel)
        type_line(session, argument);
}

/* The answer, from 0, that a line gives to the question that waits; -1 for none. */
static int answer_of(const Player *player, const char *line)
{
    const Question *question = reader_pending(&player->reader);
    int answer = tolower((unsigned char)line[0]) - 'a';
    bool given = question && player->view == VIEW_LESSON && line[0] && !line[1] && answer >= 0 &&
                 answer < question->answer_count;
    return given ? answer : -1;
}

static void give_answer(Session *session, int answer)
{
    session->player.reader.answer = answer;
    reader_answer(&session->player);
    tell_outcome(session->linear, &session->player);
}

/* Where the player stood when it was told last. */
typedef struct Told {
    const Timeline *timeline;
    int step;
    Depth depth;
    ViewId view;
    int read; /* of a lesson */
    bool in_panel;
} Told;

static Told told_now(const Player *player)
{
    return (Told){.timeline = player->timeline,
                  .step = player->step,
                  .depth = player->depth,
                  .view = player->view,
                  .read = player->reader.shown,
                  .in_panel = player->panel != NULL};
}

/* What there is to see after a command, `before` it the player stood as told. */
static void tell_result(Session *session, const Told *before)
{
    const Linear *linear = session->linear;
    Player *player = &session->player;
    if (player->wish.kind != WISH_NONE) { /* there is no screen to take it from, and no clipboard */
        tell_text(linear, buffer_bytes(&player->wish.text));
        player_clear_wish(player);
    } else if (player->notice[0])
        linear_say(linear, player->notice);
    else if (player->panel)
        tell_panel(linear, player);
    else if (player->view == VIEW_LESSON && (player->reader.shown != before->read || before->view != VIEW_LESSON))
        tell_lesson(linear, player, player->step != before->step);
    else if (session->asked || player->step != before->step || player->timeline != before->timeline ||
             player->depth != before->depth)
        tell_step(linear, player);
    else if (!player->quit && !before->in_panel)
        tell_view(linear, player);
}

static void tell_who(const Linear *linear, const Player *player)
{
    linear_who_tell(linear, player);
    linear_say(linear, "");
}

/* Words that only plain lines have; false for another. */
static bool obey_word(const Session *session, const char *line)
{
    static const struct {
        const char *word;
        void (*tell)(const Linear *linear, const Player *player);
    } words[] = {{"who", tell_who},
                 {"who all", tell_knowledge},
                 {"again", tell_step},
                 {"help", linear_words_tell_few},
                 {"?", linear_words_tell_few},
                 {"help all", linear_words_tell_all}};
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (strcmp(words[i].word, line) == 0) {
            words[i].tell(session->linear, &session->player);
            return true;
        }
    return false;
}

static void obey_player(Session *session, char *line)
{
    Player *player = &session->player;
    ViewId view = view_named(player, line);
    bool waits = player->view == VIEW_LESSON && reader_pending(&player->reader);
    bool no_answer = waits && (!*line || (!line[1] && linear_word_action(line) == ACTION_NONE));
    if (view != VIEW_COUNT)
        act(session, (Action)(ACTION_VIEW_FIRST + (int)view));
    else if (no_answer)
        player_notice(player, "first your answer: its letter");
    else if (*line && strspn(line, "0123456789") == strlen(line))
        go_to(session, line); /* on the screen a digit is a view; those have names here */
    else if (*line)
        obey_action(session, line);
    else
        act(session, ACTION_NEXT);
}

static void obey(Session *session, char *line)
{
    Told before = told_now(&session->player);
    session->asked = false;
    int answer = answer_of(&session->player, line);
    if (before.in_panel) {
        obey_panel(session, line);
    } else if (answer >= 0) {
        give_answer(session, answer);
        return;
    } else if (obey_word(session, line)) {
        return;
    } else {
        obey_player(session, line);
    }
    tell_result(session, &before);
}

static void prompt(const Session *session)
{
    const Player *player = &session->player;
    const Question *question = player->view == VIEW_LESSON ? reader_pending(&player->reader) : NULL;
    if (!session->linear->prompt || player->quit)
        return;
    if (player->panel)
        fputs("> ", session->linear->out);
    else if (question)
        fprintf(session->linear->out, "Your answer (a to %c): ", 'a' + question->answer_count - 1);
    else if (player_step(player)->place < 1)
        fputs("set-up (Enter goes on, who tells who knows what, help explains): ", session->linear->out);
    else
        fprintf(session->linear->out,
                "%d of %d (Enter goes on, who tells who knows what, help explains): ", player_step(player)->place,
                player_place_count(player));
}

static int right_answer(const Question *question)
{
    int at = 0;
    while (!question->answers[at].right)
        at++;
    return at;
}

/* A lesson read on to its end, its questions answered. */
static void tell_whole_lesson(Session *session)
{
    Player *player = &session->player;
    for (;;) {
        const Question *question = reader_pending(&player->reader);
        if (question)
            give_answer(session, right_answer(question));
        int shown = player->reader.shown, step = player->step;
        reader_advance(player);
        if (player->reader.shown == shown)
            break;
        tell_lesson(session->linear, player, player->step != step);
    }
}

static void tell_all(Session *session)
{
    if (session->player.reader.lesson) {
        tell_whole_lesson(session);
        return;
    }
    for (int step = session->player.step + 1; step <= timeline_step_count(session->player.timeline); step++) {
        player_go(&session->player, step);
        tell_step(session->linear, &session->player);
    }
}

bool linear_play(const Linear *linear, const Simulation *simulation, const Lesson *lesson)
{
    Session session = {.linear = linear};
    LineResult result = LINE_NONE;
    char line[LINE_MOST];
    int lines = 0;
    canvas_start(GLYPHS_SPOKEN, linear->ascii);
    player_start(&session.player, simulation_timeline(simulation), lesson, NULL);
    runs_start(&session.player.runs, simulation);
    session.player.in_words = true;
    if (lesson) {
        tell_lesson(linear, &session.player, true);
    } else {
        player_go(&session.player, 1); /* the set-up is told too */
        tell_step(linear, &session.player);
    }
    for (prompt(&session); !session.player.quit && (result = read_line(linear, line)) == LINE_READ; lines++) {
        obey(&session, line);
        prompt(&session);
    }
    if (lines == 0 && !linear->prompt && result == LINE_NONE)
        tell_all(&session);
    act_end(&session.player);
    return result != LINE_ENDLESS;
}

bool linear_menu(const Linear *linear, Menu *menu)
{
    char line[LINE_MOST];
    canvas_start(GLYPHS_SPOKEN, linear->ascii);
    tell_paragraph(linear, menu->introduction);
    for (int i = 0; i < menu->count; i++)
        tell_line(linear, "%d. %s", i + 1, menu->titles[i]);
    for (;;) {
        if (linear->prompt)
            fprintf(linear->out, "Which (1 to %d; q leaves): ", menu->count);
        if (read_line(linear, line) != LINE_READ || strcmp(line, "q") == 0)
            return false;
        int chosen = atoi(line);
        if (chosen >= 1 && chosen <= menu->count) {
            menu->chosen = chosen - 1;
            return true;
        }
    }
}
