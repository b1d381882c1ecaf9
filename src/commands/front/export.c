#include "commands/front/export.h"

#include <string.h>

#include "commands/front/output.h"
#include "report/write/capture.h"
#include "report/write/keylog.h"
#include "report/write/writers.h"

void export_init(Export *export, bool prints)
{
    *export =
        (Export){.steps = REPORT_STEPS_ALL, .rows_depth = ROWS_DEPTH_DEFAULT, .depth = DEPTH_WHAT, .prints = prints};
}

static bool is_taken(const char *other, const char *file)
{
    return other && strcmp(other, file) == 0;
}

bool export_names(const Export *export, const char *file)
{
    return is_taken(export->capture, file) || is_taken(export->keylog, file) || is_taken(export->report, file);
}

static bool take_file(const char **out, const Export *export, const char *option, const char *value,
                      Diagnostic *diagnostic)
{
    *out = NULL; /* what was named before by this option is forgotten */
    if (value[0] == '\0')
        return diagnostic_set(diagnostic, "--%s: needs the name of a file", option);
    if (strcmp(value, "-") == 0)
        return diagnostic_set(diagnostic, "--%s: needs the name of a file; standard output is taken", option);
    if (export_names(export, value))
        return diagnostic_set(diagnostic, "--%s: %s is to hold something else already: accepted are two files", option,
                              value);
    *out = value;
    return true;
}

bool export_take_report(const Option *option, void *place, const char *value, Diagnostic *diagnostic)
{
    Export *export = place;
    return take_file(&export->report, export, option->name, value, diagnostic);
}

bool export_take_capture(const Option *option, void *place, const char *value, Diagnostic *diagnostic)
{
    Export *export = place;
    return take_file(&export->capture, export, option->name, value, diagnostic);
}

bool export_take_keylog(const Option *option, void *place, const char *value, Diagnostic *diagnostic)
{
    Export *export = place;
    return take_file(&export->keylog, export, option->name, value, diagnostic);
}

bool export_take_rows_depth(const Option *option, void *place, const char *value, Diagnostic *diagnostic)
{
    Export *export = place;
    if (value[0] < '0' || value[0] > '0' + ROWS_DEPTH_MAX || value[1] != '\0')
        return diagnostic_set(diagnostic, "--%s: '%s' is not accepted: a whole number from 0 to %d is", option->name,
                              value, ROWS_DEPTH_MAX);
    export->rows_depth = value[0] - '0';
    return export->rows = true;
}

bool export_agrees(const Export *export, Diagnostic *diagnostic)
{
    if (export->rows && export->format != EXPORT_JSON)
        return diagnostic_set(diagnostic, "--rows: needs --format json");
    if (export->steps == REPORT_STEPS_TITLES && export->format != EXPORT_TEXT)
        return diagnostic_set(diagnostic, "--steps titles: is told as text; leave --format away");
    return true;
}

bool export_is_wanted(const Export *export)
{
    return export->prints || export->report || export->capture || export->keylog;
}

static bool write_capture(const Export *export, const Report *report, const char *seed, Diagnostic *diagnostic)
{
    Buffer file = BUFFER_EMPTY;
    report_capture(&file, report->timeline, (CapturePlace) export->place, seed);
    bool written = output_write(export->capture, buffer_bytes(&file), diagnostic);
    buffer_clear(&file);
    return written;
}

static bool write_keylog(const Export *export, const Report *report, Diagnostic *diagnostic)
{
    Buffer file = BUFFER_EMPTY;
    report_keylog(&file, report->timeline);
    bool written = output_write(export->keylog, buffer_bytes(&file), diagnostic);
    buffer_clear(&file);
    return written;
}

/* A file is no terminal: it has neither its width nor its colours. */
static bool write_rows(const Export *export, const Report *report, Diagnostic *diagnostic)
{
    RowsShown shown = {.open = export->rows_depth};
    Output output;
    if (!output_begin(&output, export->report, diagnostic))
        return false;
    bool written =
        report_json_with_rows(output_take, &output, report, (ReportSteps) export->steps, TLSTEPS_VERSION, &shown);
    return output_finish(&output, diagnostic) && written;
}

static bool write_report(const Export *export, const Report *run, Diagnostic *diagnostic)
{
    Report report = *run;
    Buffer text = BUFFER_EMPTY;
    report.reproduces = export->reproduces;
    ReportSteps steps = (ReportSteps) export->steps;
    ReportStyle style = export->report ? output_style_of_file() : output_style();
    switch ((ExportFormat) export->format) {
    case EXPORT_TEXT:
        report_text(&text, &report, steps, (Depth) export->depth, &style);
        break;
    case EXPORT_JSON:
        report_json(&text, &report, steps, TLSTEPS_VERSION);
        break;
    case EXPORT_MARKDOWN:
        report_markdown(&text, &report, steps);
        break;
    }
    bool written = output_write(export->report, buffer_bytes(&text), diagnostic);
    buffer_clear(&text);
    return written;
}

bool export_write(const Export *export, const Report *report, const char *seed, Diagnostic *diagnostic)
{
    return (!export->capture || write_capture(export, report, seed, diagnostic)) &&
           (!export->keylog || write_keylog(export, report, diagnostic)) &&
           (!(export->prints || export->report) ||
            (export->rows ? write_rows : write_report)(export, report, diagnostic));
}
