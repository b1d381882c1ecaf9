#include "ui/player/view.h"

const View *view_of(const Player *player, ViewId id)
{
    static const View *const views[VIEW_COUNT] = {
#define VIEW(ID, symbol, action, key, help) [VIEW_##ID] = &view_##symbol,
#include "ui/terminal/views.def"
#undef VIEW
    };
    return player_has_view(player, id) ? views[id] : NULL;
}
