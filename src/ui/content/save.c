#include "ui/content/save.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "report/tell/story.h"
#include "report/write/capture.h"
#include "report/write/keylog.h"
#include "report/write/writers.h"

enum { TEXT_WIDTH = 100 };

static void append_text(Buffer *out, const Report *report, const Taken *taken)
{
    (void)taken;
    report_text(out, report, REPORT_STEPS_ALL, DEPTH_WHAT, &(ReportStyle){TEXT_WIDTH, false});
}

static void append_json(Buffer *out, const Report *report, const Taken *taken)
{
    (void)taken;
    report_json(out, report, REPORT_STEPS_ALL, TLSTEPS_VERSION);
}

static void append_markdown(Buffer *out, const Report *report, const Taken *taken)
{
    (void)taken;
    report_markdown(out, report, REPORT_STEPS_ALL);
}

static void append_capture(Buffer *out, const Report *report, const Taken *taken)
{
    (void)taken;
    report_capture(out, report->timeline, CAPTURE_AT_CLIENT, report->scenario ? story_seed(report) : "");
}

static void append_keylog(Buffer *out, const Report *report, const Taken *taken)
{
    (void)taken;
    report_keylog(out, report->timeline);
}

static void append_hex(Buffer *out, const Report *report, const Taken *taken)
{
    (void)report;
    buffer_append(out, buffer_bytes(&taken->text));
    text_append(out, "\n");
}

static void append_raw(Buffer *out, const Report *report, const Taken *taken)
{
    (void)report;
    buffer_append(out, buffer_bytes(&taken->raw));
}

static const SaveKind kinds[] = {
    {".txt", "the run as text", SAVE_NEEDS_SCENARIO, append_text},
    {".json", "the run as JSON", SAVE_NEEDS_SCENARIO, append_json},
    {".md", "the run as Markdown", SAVE_NEEDS_SCENARIO, append_markdown},
    {".pcapng", "the run's packets, for Wireshark", SAVE_NEEDS_RUN, append_capture},
    {".keylog", "the run's master secrets, with which Wireshark decrypts the packets", SAVE_NEEDS_RUN, append_keylog},
    {".hex", "the value as it is written here", SAVE_NEEDS_VALUE, append_hex},
    {".bin", "the value's bytes", SAVE_NEEDS_VALUE, append_raw},
};

const SaveKind *save_kind_at(int index)
{
    return index >= 0 && (size_t)index < COUNT_OF(kinds) ? &kinds[index] : NULL;
}

const SaveKind *save_kind_of(const char *name)
{
    size_t size = strlen(name);
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        size_t ending = strlen(kinds[i].ending);
        if (size > ending && strcasecmp(name + size - ending, kinds[i].ending) == 0)
            return &kinds[i];
    }
    return NULL;
}
