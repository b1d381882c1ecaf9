/* tlsteps explain certificate --chain: a chain is validated without its key, check by check, as a client would. */
#ifndef TLSTEPS_COMMANDS_TOPIC_CERTIFICATE_CHAIN_H
#define TLSTEPS_COMMANDS_TOPIC_CERTIFICATE_CHAIN_H

#include "commands/topics/topic.h"

/* Prints the checks and the verdict; the exit status: 0 valid, 1 not, 2 where an input will not do. */
int topic_chain_judge(const Command *command, const TopicInput *input, bool json);

#endif
