/* The pictures: points of a curve and powers on a clock, gone through step by step. */
#include "ui/panels/panel_picture.h"

#include "base/memory.h"
#include "base/text.h"
#include "tls/registry/group.h"
#include "ui/player/panel.h"
#include "ui/player/picture.h"

typedef struct Pictures {
    bool clock; /* which of the two is seen */
    CurvePicture curve;
    ClockPicture powers;
} Pictures;

/* What both pictures ask of the run. */
typedef struct Subject {
    const char *run_group;                      /* the name of the fact, */
    const char *group;                          /* and the picture's own */
    const char *private_numbers[PICTURE_MARKS]; /* facts, the client's and the server's */
    const char *public_numbers[PICTURE_MARKS];
} Subject;

static const Subject clock_subject = {
    "dh.group", "toy-dh-23", {"dh.client_private", "dh.server_private"}, {"dh.client_public", "dh.server_public"}};
static const Subject curve_subject = {"ecdh.group",
                                      "toy-curve-17",
                                      {"ecdh.client_private", "ecdh.server_private"},
                                      {"ecdh.client_public", "ecdh.server_public"}};

static const TimelineFact *known_to_either(const Player *player, const char *name)
{
    const TimelineFact *fact = player_known(player, ACTOR_CLIENT, name);
    return fact ? fact : player_known(player, ACTOR_SERVER, name);
}

static bool read_number(const Player *player, const char *name, unsigned long *out)
{
    const TimelineFact *fact = known_to_either(player, name);
    if (!fact || fact->value.size > sizeof *out)
        return false;
    *out = (unsigned long)bytes_read_number(fact->value.data, fact->value.size);
    return true;
}

/* The run's group where it is another than the picture's: its name as the lists have it. NULL: it is the same, or there
   is none. */
static const char *other_group(const Player *player, const Subject *subject)
{
    const TimelineFact *group = known_to_either(player, subject->run_group);
    if (!group || bytes_equal(group->value, bytes_of_text(subject->group)))
        return NULL;
    for (int i = 0; group_at(i); i++)
        if (bytes_equal(group->value, bytes_of_text(group_at(i)->name)))
            return group_at(i)->name;
    return "the run's group";
}

static bool is_of_run(const Player *player, const Subject *subject)
{
    return known_to_either(player, subject->run_group) && !other_group(player, subject);
}

static void mark_numbers(const Player *player, PictureMark marks[PICTURE_MARKS])
{
    for (int i = 0; is_of_run(player, &clock_subject) && i < PICTURE_MARKS; i++) {
        PictureMark *mark = &marks[i];
        mark->has_private = read_number(player, clock_subject.private_numbers[i], &mark->private_number);
        mark->has_public = read_number(player, clock_subject.public_numbers[i], &mark->public_number);
    }
}

static void mark_points(const Player *player, const Curve *curve, PictureMark marks[PICTURE_MARKS])
{
    Point point;
    point_init(&point);
    for (int i = 0; is_of_run(player, &curve_subject) && i < PICTURE_MARKS; i++) {
        PictureMark *mark = &marks[i];
        const TimelineFact *sent = known_to_either(player, curve_subject.public_numbers[i]);
        mark->has_private = read_number(player, curve_subject.private_numbers[i], &mark->private_number);
        mark->has_public = sent && curve_point_decode(&point, curve, sent->value) == ERROR_NONE && !point.infinity;
        if (mark->has_public) {
            mark->public_number = mpz_get_ui(point.x);
            mark->public_y = mpz_get_ui(point.y);
        }
    }
    point_clear(&point);
}

static void draw(const Player *player, const Panel *panel, const Area *area)
{
    (void)player;
    const Pictures *pictures = panel->state;
    if (pictures->clock)
        clock_picture_draw(&pictures->powers, area);
    else
        curve_picture_draw(&pictures->curve, area);
}

static void tell(const Player *player, const Panel *panel, Page *page)
{
    (void)player;
    const Pictures *pictures = panel->state;
    if (pictures->clock)
        clock_picture_tell(&pictures->powers, page);
    else
        curve_picture_tell(&pictures->curve, page);
}

static void append_status(const Player *player, const Panel *panel, Buffer *out)
{
    (void)player;
    const Pictures *pictures = panel->state;
    text_append(out, "space next · b back · ↑ ↓ another ");
    text_append(out, pictures->clock ? "g · c the curve · Esc back" : "k · c the clock · Esc back");
}

static int last_step(const Pictures *pictures)
{
    return pictures->clock ? clock_picture_last(&pictures->powers) : curve_picture_last(&pictures->curve);
}

static void move(Pictures *pictures, int by)
{
    int *step = pictures->clock ? &pictures->powers.exponent : &pictures->curve.step;
    int wanted = *step + by;
    *step = wanted < 0 ? 0 : wanted > last_step(pictures) ? last_step(pictures) : wanted;
}

/* Another k or g, from the beginning. */
static void change(Pictures *pictures, int by)
{
    unsigned long least = pictures->clock ? 2 : 1;
    unsigned long most = pictures->clock ? pictures->powers.p - 1 : mpz_get_ui(pictures->curve.curve->n) - 1;
    unsigned long *number = pictures->clock ? &pictures->powers.g : &pictures->curve.k;
    if (by > 0 ? *number < most : *number > least) {
        *number = by > 0 ? *number + 1 : *number - 1;
        *(pictures->clock ? &pictures->powers.exponent : &pictures->curve.step) = 0;
    }
}

static void take_key(Player *player, Panel *panel, const Key *key, Extent extent)
{
    (void)extent;
    Pictures *pictures = panel->state;
    switch (key->action) {
    case ACTION_NEXT:
        move(pictures, 1);
        break;
    case ACTION_BACK:
        move(pictures, -1);
        break;
    case ACTION_HOME:
        move(pictures, -last_step(pictures));
        break;
    case ACTION_END:
        move(pictures, last_step(pictures));
        break;
    case ACTION_UP:
        change(pictures, 1);
        break;
    case ACTION_DOWN:
        change(pictures, -1);
        break;
    case ACTION_PICTURES:
        pictures->clock = !pictures->clock;
        break;
    case ACTION_CLOSE:
    case ACTION_QUIT:
        panel_close(player);
        break;
    default:
        break;
    }
}

/* A private number of this run, or else one that takes a few steps. */
static unsigned long some_number(const PictureMark marks[PICTURE_MARKS])
{
    enum { OTHERWISE = 13 };
    return marks[0].has_private ? marks[0].private_number : marks[1].has_private ? marks[1].private_number : OTHERWISE;
}

void pictures_open(Player *player, PictureKind which)
{
    static const PanelKind kind = {
        .place = PANEL_ALL, .draw = draw, .tell = tell, .status = append_status, .key = take_key};
    const DhGroup *field = dh_group_find("toy-dh-23");
    Pictures *pictures = memory_new(sizeof *pictures);
    pictures->curve = (CurvePicture){.curve = curve_find("toy-curve-17")};
    pictures->curve.in_place_of = other_group(player, &curve_subject);
    mark_points(player, pictures->curve.curve, pictures->curve.marks);
    pictures->curve.k = some_number(pictures->curve.marks);
    pictures->powers = (ClockPicture){.p = mpz_get_ui(field->p), .g = mpz_get_ui(field->g)};
    pictures->powers.run_g = pictures->powers.g;
    pictures->powers.in_place_of = other_group(player, &clock_subject);
    mark_numbers(player, pictures->powers.marks);
    pictures->clock = which == PICTURE_CLOCK;
    panel_open(player, &kind, pictures);
}
