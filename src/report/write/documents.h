/* The RFCs that a run cites, and what has become of them (base/rfc.h). */
#ifndef TLSTEPS_REPORT_DOCUMENTS_H
#define TLSTEPS_REPORT_DOCUMENTS_H

#include "base/rfc.h"
#include "sim/timeline/timeline.h"

/* Adds what a step cites where it is told in words: in its source, its purpose, its text, and what is thought today. */
void documents_add_told(RfcSet *set, const Timeline *timeline, const Step *step);
/* And besides what its values and the fields of its message cite. */
void documents_add_all(RfcSet *set, const Timeline *timeline, const Step *step);

/* True where one of the RFCs is to be marked. */
bool documents_any_marked(const RfcSet *set);
/* "RFC 5246* (August 2008), The Transport Layer …: obsoleted by RFC 8446 (August 2018) …. Still what TLS 1.2 is, …" */
void documents_append_line(Buffer *out, const Rfc *rfc);

#endif
