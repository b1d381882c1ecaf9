/*
 * The terminal's clipboard: text reaches it by an escape sequence (OSC 52, which xterm began), also through the
 * programs between. No terminal answers, and some do not take it.
 *
 * tmux takes it itself with `set -g set-clipboard on`, or hands it on with `set -g allow-passthrough on`: both ways are
 * tried. screen hands it on, in pieces.
 */
#ifndef TLSTEPS_UI_CLIPBOARD_H
#define TLSTEPS_UI_CLIPBOARD_H

#include "base/bytes.h"

/* What stands between the program and the terminal. */
typedef enum ClipboardHost { CLIPBOARD_TERMINAL, CLIPBOARD_TMUX, CLIPBOARD_SCREEN } ClipboardHost;
/* By the variables TMUX and STY. */
ClipboardHost clipboard_host(void);

/* More than many terminals take. */
enum { CLIPBOARD_SIZE_MAX = 74994 / 4 * 3 };

/* Appends what is to be written to the terminal. */
void clipboard_append(Buffer *out, Bytes text, ClipboardHost host);

#endif
