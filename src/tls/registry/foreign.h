/* What is said at the front of a connection where it is no TLS: other protocols that are often met at the wrong port.
 */
#ifndef TLSTEPS_TLS_FOREIGN_H
#define TLSTEPS_TLS_FOREIGN_H

#include "base/bytes.h"

/* "HTTP without TLS", "SSH", …; NULL where nothing is recognised. */
const char *foreign_name(Bytes first);

#endif
