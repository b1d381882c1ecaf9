/* Writing into a file: its name is typed in the status line, and its ending says what goes into it. */
#include "ui/panels/panel_export.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/write/file.h"
#include "ui/content/save.h"
#include "ui/page/typing.h"
#include "ui/player/panel.h"
#include "ui/player/player.h"

enum { ENDING_COLUMN = 10 };

typedef struct Export {
    Typing name;
    Taken taken;
    bool has_value;
    bool exists;  /* there is a file of that name, and the reader is asked */
    char why[96]; /* why it was not written, until the next key */
} Export;

static void free_export(void *state)
{
    Export *export = state;
    taken_clear(&export->taken);
    memory_free(export);
}

static void refuse(Export *export, const char *why)
{
    Buffer text = BUFFER_EMPTY;
    text_append(&text, why);
    buffer_truncate(&text, sizeof export->why - 1);
    memcpy(export->why, text_finish(&text), text.size + 1);
    buffer_clear(&text);
}

/* Why this cannot be written now; NULL where it can. */
static const char *objection(const Player *player, const Export *export, const SaveKind *kind)
{
    if (!kind)
        return "the name has to end in one of those above";
    if (kind->need == SAVE_NEEDS_VALUE && !export->has_value)
        return player->in_words ? "no value is chosen here; copy tells this step's"
                                : "no value is selected here: y shows this step's, x there writes one";
    if (kind->need == SAVE_NEEDS_SCENARIO && !player_scenario(player))
        return "a live connection is written down by the options of serve and connect";
    return NULL;
}

static void write_file(Player *player, Export *export, bool replace)
{
    const SaveKind *kind = save_kind_of(export->name.text);
    const char *why = objection(player, export, kind);
    Diagnostic diagnostic = {""};
    Buffer content = BUFFER_EMPTY;
    if (why) {
        refuse(export, why);
        return;
    }
    Report report = {.timeline = player->timeline, .scenario = player_scenario(player), .reproduces = true};
    kind->append(&content, &report, &export->taken);
    FileResult result = file_write(export->name.text, buffer_bytes(&content), replace, &diagnostic);
    export->exists = result == FILE_EXISTS;
    if (result == FILE_FAILED)
        refuse(export, diagnostic.text);
    if (result == FILE_WRITTEN) {
        player_notice(player, "written: %.60s, %zu bytes: %s", export->name.text, content.size, kind->what);
        panel_close(player);
    }
    buffer_clear(&content);
}

static void take_key(Player *player, Panel *panel, const Key *key, Extent extent)
{
    (void)extent;
    Export *export = panel->state;
    if (export->exists && !key->is_code && key->value == 'y') {
        write_file(player, export, true);
        return;
    }
    export->exists = false;
    export->why[0] = '\0';
    switch (typing_key(&export->name, key)) {
    case TYPING_DONE:
        write_file(player, export, false);
        break;
    case TYPING_CANCELLED:
        panel_close(player);
        break;
    case TYPING_GOES_ON:
        break;
    }
}

/* The question whether to replace a file stands until it is answered. */
static void retype(Player *player, Panel *panel)
{
    (void)player;
    Export *export = panel->state;
    if (!export->exists)
        export->name.text[0] = '\0';
}

/* The endings that there are, and what each stands for. */
static void fill(const Player *player, const Panel *panel, Page *page)
{
    (void)player;
    const Export *export = panel->state;
    const SaveKind *kind;
    Buffer name = BUFFER_EMPTY;
    buffer_append(&name, buffer_bytes(&export->taken.name));
    page_line(page);
    page_add(page, STYLE_DIM, "The end of the file's name says what is written into it:");
    for (int i = 0; (kind = save_kind_at(i)); i++) {
        page_line(page);
        page_format(page, STYLE_HEADING, "%-*s", ENDING_COLUMN, kind->ending);
        page_add(page, kind->need == SAVE_NEEDS_VALUE && !export->has_value ? STYLE_DIM : STYLE_PLAIN, kind->what);
        if (kind->need == SAVE_NEEDS_VALUE)
            page_format(page, STYLE_DIM, ": %s", export->has_value ? text_finish(&name) : "none is selected");
    }
    buffer_clear(&name);
}

/* No page of the panel's own: its keys would scroll what is typed. */
static void draw(const Player *player, const Panel *panel, const Area *area)
{
    Page page;
    page_start(&page, area->width);
    fill(player, panel, &page);
    page_draw_front(&page, area);
    page_clear(&page);
}

static void append_status(const Player *player, const Panel *panel, Buffer *out)
{
    (void)player;
    const Export *export = panel->state;
    if (export->why[0]) {
        text_append(out, export->why);
        return;
    }
    text_append(out, export->exists ? "there is such a file: y replaces it, any other key does not: " : "write to: ");
    text_append(out, export->name.text);
    text_append(out, export->exists ? "" : "_");
}

/* In plain lines: also why the last name would not do. */
static void tell(const Player *player, const Panel *panel, Page *page)
{
    const Export *export = panel->state;
    fill(player, panel, page);
    if (export->why[0])
        page_paragraph(page, STYLE_PLAIN, 0, export->why);
    else if (export->exists)
        page_paragraph(page, STYLE_PLAIN, 0, "There is such a file: y replaces it, any other line does not.");
}

void export_open(Player *player, const Taken *taken)
{
    static const PanelKind kind = {.place = PANEL_VIEW,
                                   .draw = draw,
                                   .tell = tell,
                                   .status = append_status,
                                   .key = take_key,
                                   .retype = retype,
                                   .free = free_export};
    Export *export = memory_new(sizeof *export);
    if (taken) {
        buffer_append(&export->taken.name, buffer_bytes(&taken->name));
        buffer_append(&export->taken.text, buffer_bytes(&taken->text));
        buffer_append(&export->taken.raw, buffer_bytes(&taken->raw));
        export->has_value = true;
    }
    panel_open(player, &kind, export);
}
