/*
 * A message of each form that there is, made with the encoders and read by the decoder, so that whoever wants to know
 * which fields a message can have need not keep a list beside the decoder's: all extensions of a hello, the key
 * exchange messages of every suite in each version, certificates and OCSP responses that come with the program.
 */
#ifndef TLSTEPS_SIM_MESSAGE_SAMPLES_H
#define TLSTEPS_SIM_MESSAGE_SAMPLES_H

#include "base/field.h"

/* `message` is the name that steps and options use; the tree is the callee's for the call. A name comes many times. */
typedef void TakeSample(void *context, const char *message, const FieldTree *tree);
/* Hands out the fields of every sample, without those that could not be read to their end. */
void message_samples_each(TakeSample *take, void *context);

/* What a client encrypts for an RSA key exchange, whose fields belong to the client_key_exchange of who encrypts it. */
void message_samples_sealed(TakeSample *take, void *context);

#endif
