/* What holds for every list, line and step, whatever the keys before: not how the screen looks, but that its keys undo
   each other, and that what is shown at a step does not hang on the way there. */
#include <curses.h>
#include <string.h>

#include "base/text.h"
#include "check.h"
#include "ui/front/act.h"
#include "ui/page/list.h"
#include "ui/page/typing.h"
#include "ui/player/view.h"

/* --- lists --- */

enum { COUNT_MOST = 24, HEIGHT_MOST = 12 };

static int moved(int selected, int count, int height, Action action)
{
    assert_true(list_move(&selected, count, height, action));
    assert_in_range(selected, 0, count > 0 ? count - 1 : 0);
    return selected;
}

/* Where neither end of the list is in the way. */
static void a_page_up_undoes_a_page_down(void **state)
{
    (void)state;
    for (int count = 1; count <= COUNT_MOST; count++)
        for (int height = 1; height <= HEIGHT_MOST; height++)
            for (int at = 0; at < count; at++) {
                int down = moved(at, count, height, ACTION_PAGE_DOWN), up = moved(at, count, height, ACTION_PAGE_UP);
                if (down < count - 1)
                    assert_int_equal(moved(down, count, height, ACTION_PAGE_UP), at);
                if (up > 0)
                    assert_int_equal(moved(up, count, height, ACTION_PAGE_DOWN), at);
            }
}

/* A page is as far as it can be without an entry being passed over: the last one in sight becomes the first. */
static void pages_pass_over_nothing_and_repeat_one_entry(void **state)
{
    (void)state;
    for (int height = 2; height <= HEIGHT_MOST; height++)
        assert_int_equal(moved(0, 10 * HEIGHT_MOST, height, ACTION_PAGE_DOWN), height - 1);
}

static void what_is_selected_is_in_sight(void **state)
{
    (void)state;
    for (int count = 1; count <= COUNT_MOST; count++)
        for (int height = 1; height <= HEIGHT_MOST; height++)
            for (int at = 0; at < count; at++) {
                int top = list_top(at, count, height);
                assert_in_range(at, top, top + height - 1);
                assert_in_range(top, 0, count);
            }
}

/* --- lines that are typed --- */

static void press(Typing *typing, unsigned value, int is_code)
{
    Key key = {value, is_code, action_of_key(value, is_code)};
    assert_int_equal(typing_key(typing, &key), TYPING_GOES_ON);
}

/* One, two, three and four bytes long; one and two columns wide. */
static const unsigned characters[] = {'a', '~', 0xe9, 0x3b1, 0x4f60, 0xff1f, 0x1f512, 0x20000};

static void a_backspace_undoes_a_character(void **state)
{
    (void)state;
    static const struct {
        unsigned value;
        int is_code;
    } backspaces[] = {{KEY_BACKSPACE, true}, {127, false}, {8, false}};
    for (size_t first = 0; first < COUNT_OF(characters); first++)
        for (size_t second = 0; second < COUNT_OF(characters); second++)
            for (size_t i = 0; i < COUNT_OF(backspaces); i++) {
                Typing typing = {""}, before;
                press(&typing, characters[first], false);
                before = typing;
                press(&typing, characters[second], false);
                assert_true(strlen(typing.text) > strlen(before.text));
                press(&typing, backspaces[i].value, backspaces[i].is_code);
                assert_string_equal(typing.text, before.text);
                press(&typing, backspaces[i].value, backspaces[i].is_code);
                assert_string_equal(typing.text, "");
                press(&typing, backspaces[i].value, backspaces[i].is_code);
                assert_string_equal(typing.text, "");
            }
}

/* However much is typed: what there is stays whole characters, and as many backspaces take it all away. */
static void a_line_that_is_full_ends_in_a_whole_character(void **state)
{
    (void)state;
    for (size_t which = 0; which < COUNT_OF(characters); which++) {
        Typing typing = {""};
        size_t one = 0, typed = 0;
        for (size_t i = 0; i < 2 * sizeof typing.text; i++) {
            press(&typing, characters[which], false);
            one = i == 0 ? strlen(typing.text) : one;
        }
        assert_int_equal(strlen(typing.text) % one, 0);
        for (typed = 0; typing.text[0] && typed <= sizeof typing.text; typed++)
            press(&typing, KEY_BACKSPACE, true);
        assert_int_equal(typed, (sizeof typing.text - 1) / one);
    }
}

/* --- steps --- */

static Simulation *simulation;

static int run(void **state)
{
    (void)state;
    Diagnostic diagnostic = {""};
    Scenario *scenario = scenario_new();
    assert_true(scenario_set(scenario, "seed", "properties", &diagnostic));
    assert_true(scenario_set(scenario, "group", "toy-dh-23", &diagnostic));
    assert_true(scenario_set(scenario, "suite", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", &diagnostic));
    simulation = simulation_new(scenario, &diagnostic);
    scenario_free(scenario);
    assert_non_null(simulation);
    simulation_run(simulation);
    return 0;
}

static int forget(void **state)
{
    (void)state;
    simulation_free(simulation);
    return 0;
}

static const Extent extent = {10, 80};

static void start(Player *player)
{
    player_start(player, simulation_timeline(simulation), NULL, NULL);
    runs_start(&player->runs, simulation);
}

/* What the view that is seen says, as lines. */
static void say(Buffer *out, const Player *player)
{
    const View *view = view_of(player, player->view);
    Page page;
    page_start(&page, extent.width);
    (view->tell ? view->tell : view->fill)(player, &page);
    for (int i = 0; i < page.count; i++) {
        for (const PageSpan *span = page.lines[i].first; span; span = span->next)
            text_append(out, span->text);
        text_append(out, "\n");
    }
    page_clear(&page);
}

/* Everywhere: keys that scroll and select, then one step on; beside it a player that has just come there. */
static void a_step_shows_the_same_whichever_way_one_came(void **state)
{
    (void)state;
    static const Action before[] = {ACTION_PAGE_DOWN, ACTION_DOWN, ACTION_END, ACTION_UP, ACTION_PAGE_UP};
    for (int view = 0; view < VIEW_COUNT; view++) {
        Player walked;
        start(&walked);
        if (!player_has_view(&walked, (ViewId)view)) {
            act_end(&walked);
            continue;
        }
        act_do(&walked, (Action)(ACTION_VIEW_FIRST + view), extent);
        for (int step = walked.step + 1; step <= timeline_step_count(walked.timeline); step++) {
            Player fresh;
            Buffer there = BUFFER_EMPTY, here = BUFFER_EMPTY;
            act_do(&walked, before[step % (int)COUNT_OF(before)], extent);
            act_do(&walked, ACTION_NEXT, extent);
            assert_int_equal(walked.step, step);
            start(&fresh);
            act_do(&fresh, (Action)(ACTION_VIEW_FIRST + view), extent);
            player_go(&fresh, step);
            act_do(&fresh, ACTION_DEEPER, extent);
            act_do(&fresh, ACTION_LESS_DEEP, extent);
            if (step_sends(player_step(&walked)))
                assert_int_equal(walked.bytes.field, fresh.bytes.field);
            assert_int_equal(walked.scroll[view], fresh.scroll[view]);
            if (view != VIEW_SECRETS) { /* what was selected there stays selected */
                say(&there, &walked);
                say(&here, &fresh);
                assert_string_equal(text_finish(&there), text_finish(&here));
            }
            buffer_clear(&there);
            buffer_clear(&here);
            act_end(&fresh);
        }
        act_end(&walked);
    }
}

/* And a step back is a step back. */
static void back_undoes_next(void **state)
{
    (void)state;
    static const struct {
        Action there, back;
    } ways[] = {{ACTION_NEXT, ACTION_BACK}, {ACTION_NEXT_MESSAGE, ACTION_BACK_MESSAGE}};
    for (size_t way = 0; way < COUNT_OF(ways); way++) {
        Player player;
        start(&player);
        act_do(&player, ways[way].there, extent); /* to a message, from where one leads back */
        while (player.step < timeline_step_count(player.timeline)) {
            int step = player.step;
            act_do(&player, ways[way].there, extent);
            if (player.step == step)
                break;
            int next = player.step;
            act_do(&player, ways[way].back, extent);
            assert_int_equal(player.step, step);
            act_do(&player, ways[way].there, extent);
            assert_int_equal(player.step, next);
        }
        assert_true(player.step > 2);
        act_end(&player);
    }
}

/* Each action that shows a view shows one of its own: as many actions as views, in their order. */
static void each_view_has_its_action(void **state)
{
    (void)state;
    Player player;
    start(&player);
    for (int view = 0; view < VIEW_COUNT; view++) {
        act_do(&player, (Action)(ACTION_VIEW_FIRST + view), extent);
        if (player_has_view(&player, (ViewId)view))
            assert_int_equal(player.view, view);
        else
            assert_string_not_equal(player.notice, "");
    }
    act_end(&player);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_up_undoes_a_page_down),
        cmocka_unit_test(pages_pass_over_nothing_and_repeat_one_entry),
        cmocka_unit_test(what_is_selected_is_in_sight),
        cmocka_unit_test(a_backspace_undoes_a_character),
        cmocka_unit_test(a_line_that_is_full_ends_in_a_whole_character),
        cmocka_unit_test(a_step_shows_the_same_whichever_way_one_came),
        cmocka_unit_test(back_undoes_next),
        cmocka_unit_test(each_view_has_its_action),
    };
    return cmocka_run_group_tests(tests, run, forget);
}
