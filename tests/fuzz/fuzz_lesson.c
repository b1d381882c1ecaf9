/* A lesson: read, laid out in a narrow and a wide terminal, its claims verified, against a run that is always the same.
   Nothing that is laid out acts on a terminal. */
#include <unistr.h>

#include "base/text.h"
#include "fuzz.h"
#include "lesson/layout.h"
#include "sim/run/simulation.h"

static const Timeline *timeline_get(void)
{
    static Simulation *simulation;
    if (simulation)
        return simulation_timeline(simulation);
    static const char text[] = "suite: TLS_DHE_RSA_WITH_AES_128_GCM_SHA256\ngroup: toy-dh-23\nseed: 1\n";
    Diagnostic diagnostic = {""};
    Scenario *scenario = scenario_new();
    fuzz_require(scenario_parse(scenario, bytes_of_text(text), "scenario", 1, &diagnostic));
    simulation = simulation_new(scenario, &diagnostic);
    fuzz_require(simulation != NULL);
    simulation_run(simulation);
    scenario_free(scenario);
    return simulation_timeline(simulation);
}

static void require_harmless(const TextSpan *span)
{
    Bytes text = bytes_of_text(span->text);
    while (text.size > 0) {
        ucs4_t character;
        int size = u8_mbtoucr(&character, text.data, text.size);
        fuzz_require(size > 0 && !text_acts_on_terminal(character));
        text = bytes_slice(text, (size_t)size, text.size);
    }
}

static void lay_out(const LessonItem *item, int width)
{
    TextLayout layout = TEXT_LAYOUT_EMPTY;
    Diagnostic problem = {""};
    bool ok = text_layout_block(&layout, item->node, timeline_get(), 0, width, &problem);
    fuzz_require(ok == (problem.text[0] == '\0') && layout.line_count > 0);
    for (int i = 0; i < layout.line_count; i++)
        for (int j = 0; j < layout.lines[i].span_count; j++)
            require_harmless(&layout.lines[i].spans[j]);
    text_layout_clear(&layout);
}

static void verify(const Lesson *lesson, const LessonItem *item)
{
    for (int i = 0; i < item->claim_count; i++) {
        Diagnostic problem = {""};
        bool holds = claim_holds(&item->claims[i], timeline_get(), lesson->path, &problem);
        fuzz_require(holds == (problem.text[0] == '\0'));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Diagnostic diagnostic = {""};
    Lesson *lesson = lesson_parse(bytes_of(data, size), "x.md", &diagnostic);
    fuzz_require((lesson == NULL) == (diagnostic.text[0] != '\0'));
    for (int i = 0; lesson && i < lesson->item_count; i++) {
        const LessonItem *item = &lesson->items[i];
        if (item->kind == LESSON_TEXT) {
            lay_out(item, 12);
            lay_out(item, 100);
        }
        verify(lesson, item);
    }
    lesson_free(lesson);
    return 0;
}
