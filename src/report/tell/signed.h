/* What a step's check of a signature is about: the signed bytes, the signature, and the certificate whose key has to
   verify it. */
#ifndef TLSTEPS_REPORT_SIGNED_H
#define TLSTEPS_REPORT_SIGNED_H

#include "sim/timeline/timeline.h"
#include "x509/certificate/certificate.h"

typedef struct Signed {
    SignatureAlgorithm algorithm;
    Buffer data, signature;
    Certificate *signer;
} Signed;

/* False, and nothing to clear, where the step checks no signature, or one that cannot be read. */
WARN_UNUSED bool signed_find(Signed *out, const Timeline *timeline, const Step *step);
void signed_clear(Signed *of);

#endif
