/*
 * Why a certificate, a revocation list or a private key is refused, for whoever has to mend it: the decoder gives rule
 * and field, the reader of a file its line.
 */
#ifndef TLSTEPS_X509_REFUSAL_H
#define TLSTEPS_X509_REFUSAL_H

#include "base/field.h"

/* Starts as all zero. */
typedef struct Refusal {
    Error error;     /* ERROR_NONE: it is not refused */
    RuleId rule;     /* that is broken */
    unsigned line;   /* of the file, counted from 1: where the PEM block begins, or the line at fault; else 0 */
    Buffer subject;  /* of a certificate its subject, of a list its issuer, as far as it could be read; may be empty */
    Buffer field;    /* "extension keyUsage", "validity.notAfter"; empty where it is the file that is at fault */
    Buffer accepted; /* "at least one bit that is set (RFC 5280 §4.2.1.3)" */
    Buffer found;    /* "none" */
} Refusal;
void refusal_clear(Refusal *refusal);

/* Sets it from what a decoder has left behind: `tree`, with its flaw, of the DER. */
void refusal_set(Refusal *out, const FieldTree *tree, Bytes der);
/* Sets it from a fault of a file. */
void refusal_set_line(Refusal *out, const Flaw *flaw, unsigned line);

/* Appends "CN=server.example, extension keyUsage: found none; accepted: at least one bit that is set (RFC 5280
   §4.2.1.3)": without a name or a field where there is none. */
void refusal_append(Buffer *out, const Refusal *refusal);
/* The same without what is accepted: "CN=server.example, extension keyUsage: none". */
void refusal_append_found(Buffer *out, const Refusal *refusal);

#endif
