/* Certificate chains, private keys, trusted roots and what is known of revoked certificates, read from their files once
 * and kept for a run. */
#ifndef TLSTEPS_SIM_CREDENTIALS_H
#define TLSTEPS_SIM_CREDENTIALS_H

#include "sim/assets/trust_file.h"
#include "sim/diagnostic/diagnostic.h"
#include "tls/handshake/config.h"

typedef struct Credentials Credentials;
WARN_UNUSED Credentials *credentials_new(void);
void credentials_free(Credentials *credentials); /* wipes the keys; NULL is allowed */

/*
 * A chain and its key. `certificate` is a name of assets_certificate_find or a file (PEM or DER); `key` is a file, or
 * NULL for the key that comes with the name, or stands in the certificate's own file. What is handed out belongs to
 * `credentials`. False and a diagnostic that names the file, and its line where one is at fault: also where the key is
 * not the certificate's, unless it comes with the name. Where the certificate's own file has no key it begins with
 * `key_option`: what to give one with. `unchecked`: a certificate that breaks a rule of form will do.
 */
WARN_UNUSED bool credentials_chain(Credentials *credentials, const Credential **out, const char *certificate,
                                   const char *key, const char *key_option, bool unchecked, Diagnostic *diagnostic);
/* The trusted roots of a file, and what of it cannot be used; NULL for those that come with the program. */
WARN_UNUSED bool credentials_trust(Credentials *credentials, const TrustFile **out, const char *file,
                                   Diagnostic *diagnostic);
/* The trusted roots alone. */
WARN_UNUSED bool credentials_roots(Credentials *credentials, const CertificateList **out, const char *file,
                                   Diagnostic *diagnostic);
/* A line for each entry of the trust files read so far that cannot be used; NULL past the end. */
const char *credentials_warning(const Credentials *credentials, int index);
/* The certificates of a file, each of which has to be one. */
WARN_UNUSED bool credentials_certificates(Credentials *credentials, const CertificateList **out, const char *file,
                                          Diagnostic *diagnostic);
/* The certificates of a chain that somebody shows, a name of assets_certificate_find or a file: each as far as it can
   be read. False where the file has none. */
WARN_UNUSED bool credentials_shown(Credentials *credentials, const CertificateList **out, const char *name,
                                   Diagnostic *diagnostic);
/* Revocation lists: a name of assets_status_find, or a file (PEM or DER). */
WARN_UNUSED bool credentials_crls(Credentials *credentials, const CrlList **out, const char *name,
                                  Diagnostic *diagnostic);
/* The bytes of an OCSP response: a name of assets_status_find, or a file. Whether they are one is not looked at. */
WARN_UNUSED bool credentials_response(Credentials *credentials, Bytes *out, const char *name, Diagnostic *diagnostic);

#endif
