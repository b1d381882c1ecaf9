/* What the screen calls things, for whoever draws them. What is appended to a buffer is returned as text, valid until
   the buffer changes. */
#ifndef TLSTEPS_UI_WORDS_H
#define TLSTEPS_UI_WORDS_H

#include "sim/timeline/timeline.h"
#include "ui/terminal/theme.h"

/* "client_key_exchange" as the RFC writes it: "ClientKeyExchange"; an alert with its description. */
const char *message_title(Buffer *buffer, const Step *step);
const char *value_text(Buffer *buffer, const TimelineFact *fact);
/* What went into a fact's derivation, as its actor knew it then; NULL where the actor did not. */
const TimelineFact *fact_input(const Timeline *timeline, const TimelineFact *fact, int index);
/* Whether a run has one connection with one handshake, so that nobody has to be told which. */
bool run_is_single(const Timeline *timeline);
/* Whether a sentence with placeholders speaks of a fact: "{name}", "{client:name}". NULL speaks of none. */
bool sentence_names(const char *sentence, const char *bare);
/* True where the step's actor cannot read the message: it crossed encrypted, and she has no key. */
bool message_is_closed(const Step *step);
Style actor_style(Actor actor);

#endif
