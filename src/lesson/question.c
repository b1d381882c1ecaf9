#include "lesson/question.h"

#include <string.h>

#include "lesson/lines.h"

static bool answer_parse(Question *question, Arena *arena, bool right, char *value, const char *path, int line,
                         Diagnostic *diagnostic)
{
    if (question->answer_count == ANSWERS_MAX)
        return diagnostic_set(diagnostic, "%s:%d: a question has at most %d answers", path, line, ANSWERS_MAX);
    char *bar = strchr(value, '|');
    if (!bar)
        return diagnostic_set(diagnostic, "%s:%d: an answer needs its explanation behind a |", path, line);
    *bar = '\0';
    Answer *answer = &question->answers[question->answer_count++];
    answer->text = arena_copy_text(arena, line_trim(value));
    answer->explanation = arena_copy_text(arena, line_trim(bar + 1));
    answer->right = right;
    if (!*answer->text || !*answer->explanation)
        return diagnostic_set(diagnostic, "%s:%d: an answer needs words before and behind its |", path, line);
    return true;
}

static bool line_parse(Question *question, Arena *arena, char *text, const char *path, int line, Diagnostic *diagnostic)
{
    char *value = strchr(text, ':');
    if (value) {
        *value++ = '\0';
        value = line_trim(value);
    }
    const char *key = line_trim(text);
    if (value && strcmp(key, "question") == 0) {
        if (question->text || !*value)
            return diagnostic_set(diagnostic, "%s:%d: a predict block asks one question", path, line);
        question->text = arena_copy_text(arena, value);
        return true;
    }
    if (value && (strcmp(key, "right") == 0 || strcmp(key, "wrong") == 0))
        return answer_parse(question, arena, strcmp(key, "right") == 0, value, path, line, diagnostic);
    return diagnostic_set(diagnostic, "%s:%d: a predict block has the lines question:, right: and wrong:", path, line);
}

static bool question_complete(const Question *question, const char *path, int line, Diagnostic *diagnostic)
{
    int right = 0;
    for (int i = 0; i < question->answer_count; i++)
        right += question->answers[i].right;
    if (!question->text)
        return diagnostic_set(diagnostic, "%s:%d: the predict block has no question:", path, line);
    if (right != 1 || question->answer_count < 2)
        return diagnostic_set(diagnostic, "%s:%d: a question needs one right: and at least one wrong: answer", path,
                              line);
    return true;
}

const Question *question_parse(Arena *arena, Bytes text, const char *path, int first_line, Diagnostic *diagnostic)
{
    Question *question = arena_new(arena, sizeof *question);
    Lines lines;
    bool ok = true;
    lines_begin(&lines, text, first_line);
    while (ok && lines_next(&lines))
        ok = line_parse(question, arena, lines.text, path, lines.number, diagnostic);
    lines_end(&lines);
    return ok && question_complete(question, path, first_line, diagnostic) ? question : NULL;
}
