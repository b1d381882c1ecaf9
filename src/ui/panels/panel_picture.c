/* The pictures: points of a curve and powers on a clock, gone through step by step. */
#include "ui/panels/panel_picture.h"

#include "base/memory.h"
#include "base/text.h"
#include "ui/player/panel.h"
#include "ui/player/picture.h"

typedef struct Pictures {
    bool clock; /* which of the two is seen */
    CurvePicture curve;
    ClockPicture powers;
} Pictures;

/* A private number of this run, where its group is the picture's; or else one that takes a few steps. */
static unsigned long private_number(const Player *player, const char *group_name, const char *group, const char *client,
                                    const char *server, unsigned long otherwise)
{
    const TimelineFact *name = player_known(player, ACTOR_CLIENT, group_name);
    const TimelineFact *number = player_known(player, ACTOR_CLIENT, client);
    if (!name)
        name = player_known(player, ACTOR_SERVER, group_name);
    if (!number)
        number = player_known(player, ACTOR_SERVER, server);
    bool same = name && number && bytes_equal(name->value, bytes_of_text(group));
    return same ? (unsigned long)bytes_read_number(number->value.data, number->value.size) : otherwise;
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

void pictures_open(Player *player)
{
    enum { K_OTHERWISE = 13 };
    static const PanelKind kind = {
        .place = PANEL_ALL, .draw = draw, .tell = tell, .status = append_status, .key = take_key};
    const DhGroup *field = dh_group_find("toy-dh-23");
    Pictures *pictures = memory_new(sizeof *pictures);
    pictures->curve = (CurvePicture){.curve = curve_find("toy-curve-17")};
    pictures->curve.k = private_number(player, "ecdh.group", pictures->curve.curve->name, "ecdh.client_private",
                                       "ecdh.server_private", K_OTHERWISE);
    pictures->powers = (ClockPicture){.p = mpz_get_ui(field->p), .g = mpz_get_ui(field->g)};
    pictures->clock = player_known(player, ACTOR_SERVER, "dh.group") || player_known(player, ACTOR_CLIENT, "dh.group");
    panel_open(player, &kind, pictures);
}
