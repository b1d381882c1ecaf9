#include "ui/front/linear_words.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "ui/player/view.h"

enum { FEW_COLUMN = 10, ALL_COLUMN = 16, WORD_MOST = 32 };

/* What each word does that stands for an action; NULL where it arranges what stands on a screen. */
static const char *const sentences[ACTION_COUNT] = {
    [ACTION_NEXT] = "The next step is told, as by an empty line; a lesson reads on.",
    [ACTION_BACK] = "The step before is told; in a lesson, the page before.",
    [ACTION_NEXT_MESSAGE] = "The step that sends the next message is told.",
    [ACTION_BACK_MESSAGE] = "The step that sends the message before is told.",
    [ACTION_FIRST] = "The first step is told.",
    [ACTION_LAST] = "The last step is told.",
    [ACTION_GO_TO] = "A step is asked for, by its number or a part of its name.",
    [ACTION_FIND] = "What is behind the word is looked for in steps, values and fields.",
    [ACTION_FIND_NEXT] = "The next place of what was found is told.",
    [ACTION_FIND_BEFORE] = "The place before is told.",
    [ACTION_DEEPER] = "Steps are told deeper: not why they are there but what happens, then their bytes.",
    [ACTION_LESS_DEEP] = "Steps are told less deep again.",
    [ACTION_EVERYTHING] = "All about this step is told: why it is there, what happens, and its bytes.",
    [ACTION_VIEW_1] = "The messages between the two sides are told, as far as they have come.",
    [ACTION_VIEW_2] = "Every field of a message is told, with its bytes and its meaning.",
    [ACTION_VIEW_3] = "The computation of this step is told, row by row.",
    [ACTION_VIEW_4] = "The keys are told, and from which secrets each was made.",
    [ACTION_VIEW_5] = "The lesson's text is told again.",
    [ACTION_VIEW_6] = "Every secret is told, who has it, and what Eve would need for it.",
    [ACTION_UP] = "In a list, what stands before is chosen.",
    [ACTION_DOWN] = "In a list, what comes next is chosen.",
    [ACTION_PAGE_UP] = "Of a long computation, the rows before are told.",
    [ACTION_PAGE_DOWN] = "Of a long computation, the next rows are told.",
    [ACTION_HOME] = "Of a long computation, the first rows are told.",
    [ACTION_END] = "Of a long computation, the last rows are told.",
    [ACTION_OPEN] = "Values are told in full, or with their middle left out again; a row of Maths is opened.",
    [ACTION_COPY] = "A value of this step is chosen, and told alone.",
    [ACTION_DOCUMENTS] = "It is told what has become of the RFCs that this step cites.",
    [ACTION_SHOW] = "A value of this step is chosen, and told alone in full.",
    [ACTION_EXPORT] = "The run, or what is chosen, is written into a file.",
    [ACTION_WIRE] = "In Bytes, the record is told as it crosses the wire, or the plain message again.",
    [ACTION_CLOSE] = "What was opened is left.",
    [ACTION_ROW] = "In Maths, the row of a number is told.",
    [ACTION_BASE] = "Numbers are told in decimal, or in hexadecimal again.",
    [ACTION_TWIN] = "In Maths, the same is told in small numbers, or no longer.",
    [ACTION_PICTURES] = "The sums on a small curve are told, or powers as places on a clock.",
    [ACTION_ACTOR] = "Keys are told as another of the three has them.",
    [ACTION_CHANGE] = "A message is changed on its way, and the run tells who notices.",
    [ACTION_SCENARIO] = "The run is made again with another suite, group, certificate or option.",
    [ACTION_COMPARE] = "This run is told beside another one, from the first difference on.",
    [ACTION_CAUSE] = "Where runs are compared, the difference is told that the chosen one comes from.",
    [ACTION_HELP] = "The words that it takes to go through a run are told.",
    [ACTION_QUIT] = "You leave.",
};

Action linear_word_action(const char *word)
{
    char name[WORD_MOST];
    size_t size = strlen(word);
    Action action = action_named(word);
    if (action != ACTION_NONE || size >= sizeof name)
        return action;
    for (size_t i = 0; i <= size; i++)
        name[i] = word[i] == ' ' ? '_' : word[i];
    return action_named(name);
}

bool linear_word_is_of_screen(Action action)
{
    return !sentences[action];
}

/* Views are called by their own names, other actions by those of the list. */
static void print_word(char word[WORD_MOST], const Player *player, Action action)
{
    int view = (int)action - ACTION_VIEW_FIRST;
    bool is_view = view >= 0 && view < VIEW_COUNT;
    snprintf(word, WORD_MOST, "%s", is_view ? view_of(player, (ViewId)view)->name : action_item(action)->name);
    for (char *at = word; *at; at++)
        *at = *at == '_' ? ' ' : (char)tolower((unsigned char)*at);
}

static void add(Page *page, int column, const char *word, const char *sentence)
{
    page_definition(page, STYLE_PLAIN, word, column, STYLE_PLAIN, sentence);
}

static void add_action(Page *page, const Player *player, int column, Action action)
{
    char word[WORD_MOST];
    print_word(word, player, action);
    add(page, column, word, sentences[action]);
}

static void tell(const Linear *linear, Page *page)
{
    tell_page(linear, page);
    linear_say(linear, "");
    page_clear(page);
}

void linear_words_tell_few(const Linear *linear, const Player *player)
{
    Page page;
    page_start(&page, linear->width);
    add_action(&page, player, FEW_COLUMN, ACTION_NEXT);
    add_action(&page, player, FEW_COLUMN, ACTION_BACK);
    add(&page, FEW_COLUMN, "who", "Eve, client and server: it is told what each of them knows.");
    add_action(&page, player, FEW_COLUMN, ACTION_VIEW_6);
    add_action(&page, player, FEW_COLUMN, ACTION_CHANGE);
    add_action(&page, player, FEW_COLUMN, ACTION_QUIT);
    add(&page, 0, "", "A number leads to its step. There are more words: help all tells them.");
    tell(linear, &page);
}

void linear_words_tell_all(const Linear *linear, const Player *player)
{
    Page page;
    page_start(&page, linear->width);
    add(&page, ALL_COLUMN, "who", "It is told, in a few words, what each of the three knows.");
    add(&page, ALL_COLUMN, "who all", "Every value is told that each of them knows, by its full name.");
    add(&page, ALL_COLUMN, "again", "The step is told once more.");
    add(&page, ALL_COLUMN, "step 20", "Step 20 is told; the number alone, or a part of a step's name, does as well.");
    for (int action = 0; action < ACTION_COUNT; action++) {
        int view = action - ACTION_VIEW_FIRST;
        bool missing = view >= 0 && view < VIEW_COUNT && !view_of(player, (ViewId)view);
        if (sentences[action] && !missing)
            add_action(&page, player, ALL_COLUMN, (Action)action);
    }
    tell(linear, &page);
}
