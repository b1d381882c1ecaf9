#include "ui/terminal/clipboard.h"

#include <nettle/base64.h>
#include <stdlib.h>

#include "base/text.h"

/* The most that screen hands on at once. */
enum { SCREEN_PIECE = 256 };

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value && *value;
}

ClipboardHost clipboard_host(void)
{
    return is_set("TMUX") ? CLIPBOARD_TMUX : is_set("STY") ? CLIPBOARD_SCREEN : CLIPBOARD_TERMINAL;
}

static void append_sequence(Buffer *out, Bytes text)
{
    text_append(out, "\033]52;c;");
    char *place = (char *)buffer_extend(out, BASE64_ENCODE_RAW_LENGTH(text.size));
    base64_encode_raw(place, text.size, text.data);
    text_append(out, "\a");
}

/* An escape inside of tmux's own sequence is written twice. */
static void append_for_tmux(Buffer *out, Bytes sequence)
{
    text_append(out, "\033Ptmux;");
    for (size_t i = 0; i < sequence.size; i++) {
        if (sequence.data[i] == '\033')
            text_append(out, "\033");
        buffer_append(out, bytes_slice(sequence, i, 1));
    }
    text_append(out, "\033\\");
}

static void append_for_screen(Buffer *out, Bytes sequence)
{
    for (size_t i = 0; i < sequence.size; i += SCREEN_PIECE) {
        text_append(out, "\033P");
        buffer_append(out, bytes_slice(sequence, i, SCREEN_PIECE));
        text_append(out, "\033\\");
    }
}

void clipboard_append(Buffer *out, Bytes text, ClipboardHost host)
{
    Buffer sequence = BUFFER_EMPTY;
    append_sequence(&sequence, text);
    if (host == CLIPBOARD_SCREEN)
        append_for_screen(out, buffer_bytes(&sequence));
    else
        buffer_append(out, buffer_bytes(&sequence));
    if (host == CLIPBOARD_TMUX)
        append_for_tmux(out, buffer_bytes(&sequence));
    buffer_clear(&sequence);
}
