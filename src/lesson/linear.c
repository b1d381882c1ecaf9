#include "lesson/linear.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "lesson/fill.h"
#include "lesson/layout.h"

typedef struct Telling {
    FILE *out, *in;
    const Lesson *lesson;
    const Timeline *timeline;
    int width, step;
    bool ended;
} Telling;

static void print_layout(const Telling *telling, TextLayout *layout)
{
    for (int i = 0; i < layout->line_count; i++) {
        for (int j = 0; j < layout->lines[i].span_count; j++)
            fputs(layout->lines[i].spans[j].text, telling->out);
        fputc('\n', telling->out);
    }
    text_layout_clear(layout);
}

/* A paragraph: `lead`, and a text with its values filled in. */
static void tell_paragraph(const Telling *telling, int indent, const char *lead, const char *text)
{
    TextLayout layout = TEXT_LAYOUT_EMPTY;
    Diagnostic problem = {""};
    Buffer filled = BUFFER_EMPTY;
    text_append(&filled, lead);
    fill_text(&filled, bytes_of_text(text), telling->timeline, telling->step, FILL_LIMIT, &problem);
    text_layout_paragraph(&layout, text_finish(&filled), indent, telling->width);
    print_layout(telling, &layout);
    buffer_clear(&filled);
}

static void tell_text(const Telling *telling, const LessonItem *item)
{
    TextLayout layout = TEXT_LAYOUT_EMPTY;
    Diagnostic problem = {""};
    text_layout_block(&layout, item->node, telling->timeline, telling->step, telling->width, &problem);
    print_layout(telling, &layout);
}

static void tell_step(Telling *telling, const LessonItem *item)
{
    const Step *step = timeline_find_step(telling->timeline, item->step);
    if (!step)
        return;
    telling->step = step->number;
    fprintf(telling->out, "[Step %d of %d, %s: %s]\n\n", step->number, timeline_step_count(telling->timeline),
            actor_name(step->actor), step->item->title);
}

/* The rest of a line of input of which no more is wanted. */
static void skip_line(FILE *in)
{
    int character;
    do
        character = fgetc(in);
    while (character != EOF && character != '\n');
}

/* A line of input, without its end; false at the end of input. */
static bool read_line(Telling *telling, char *line, size_t size)
{
    fflush(telling->out);
    if (!fgets(line, (int)size, telling->in)) {
        telling->ended = true;
        return false;
    }
    if (!strchr(line, '\n'))
        skip_line(telling->in);
    line[strcspn(line, "\n")] = '\0';
    return true;
}

/* The answer that somebody types, from 0, or -1 at the end of input. */
static int read_answer(Telling *telling, const Question *question)
{
    char line[8];
    for (;;) {
        fprintf(telling->out, "Your answer (a to %c): ", 'a' + question->answer_count - 1);
        if (!read_line(telling, line, sizeof line))
            return -1;
        int answer = tolower((unsigned char)line[0]) - 'a';
        if (answer >= 0 && answer < question->answer_count && line[1] == '\0')
            return answer;
    }
}

static int right_answer(const Question *question)
{
    int at = 0;
    while (!question->answers[at].right)
        at++;
    return at;
}

static void tell_verdict(const Telling *telling, const Question *question, int answer)
{
    const char *verdict = question->answers[answer].right ? "is right. " : "is wrong. ";
    char lead[32];
    snprintf(lead, sizeof lead, "%c) %s", 'a' + answer, verdict);
    tell_paragraph(telling, 0, lead, question->answers[answer].explanation);
}

static void tell_question(Telling *telling, const Question *question)
{
    tell_paragraph(telling, 0, "", question->text);
    for (int i = 0; i < question->answer_count; i++) {
        char lead[] = {(char)('a' + i), ')', ' ', '\0'};
        tell_paragraph(telling, 2, lead, question->answers[i].text);
    }
    int right = right_answer(question), given = telling->in ? read_answer(telling, question) : right;
    if (given < 0)
        return;
    if (given != right)
        tell_verdict(telling, question, given);
    tell_verdict(telling, question, right);
    fputc('\n', telling->out);
}

static void tell_item(Telling *telling, const LessonItem *item)
{
    char line[8];
    if (item->begins_page && telling->in) {
        fputs("(Enter goes on) ", telling->out);
        if (!read_line(telling, line, sizeof line))
            return;
    }
    if (item->kind == LESSON_TEXT)
        tell_text(telling, item);
    else if (item->kind == LESSON_AT)
        tell_step(telling, item);
    else if (item->kind == LESSON_PREDICT)
        tell_question(telling, item->question);
}

void lesson_tell(FILE *out, FILE *in, const Lesson *lesson, const Timeline *timeline, int width)
{
    Telling telling = {.out = out, .in = in, .lesson = lesson, .timeline = timeline, .width = width, .step = 1};
    fprintf(out, "%s\n\n", lesson->title);
    for (int i = 0; i < lesson->item_count && !telling.ended; i++)
        tell_item(&telling, &lesson->items[i]);
}
