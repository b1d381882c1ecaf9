/* The topic certificate: the signatures of a chain, each verified with the key of the certificate above. */
#include "base/text.h"
#include "commands/topic.h"
#include "report/replay.h"
#include "sim/assets.h"
#include "sim/credentials.h"

/* The certificates of a chain that comes with the program, or of a file. */
static bool read_chain(Credentials *credentials, const CertificateList **out, const TopicInput *input,
                       Diagnostic *diagnostic)
{
    const char *name = topic_text(input, "certificate");
    const CertificateAsset *asset = assets_certificate_find(name);
    if (!asset)
        return credentials_roots(credentials, out, name, diagnostic);
    Buffer path = BUFFER_EMPTY;
    bool good = assets_path(&path, asset->chain_file, diagnostic) &&
                credentials_roots(credentials, out, text_finish(&path), diagnostic);
    buffer_clear(&path);
    return good;
}

static const Certificate *find_subject(const CertificateList *list, Bytes name)
{
    for (size_t i = 0; i < list->count; i++)
        if (bytes_equal(list->items[i]->subject, name))
            return list->items[i];
    return NULL;
}

/* Who signed a certificate: one of the chain, or of the trusted roots; NULL where it is neither. */
static const Certificate *find_signer(const CertificateList *chain, const CertificateList *roots,
                                      const Certificate *certificate)
{
    const Certificate *signer = find_subject(chain, certificate->issuer);
    return signer ? signer : find_subject(roots, certificate->issuer);
}

static bool add_signatures(const CertificateList *chain, const CertificateList *roots, Workings *out,
                           Diagnostic *diagnostic)
{
    for (size_t i = 0; i < chain->count && i < WORKINGS_MAX; i++) {
        const Certificate *certificate = chain->items[i], *signer = find_signer(chain, roots, certificate);
        Worked *worked = signer ? replay_signature(&signer->key, &certificate->signature_algorithm, certificate->tbs,
                                                   certificate->signature)
                                : NULL;
        if (worked)
            workings_add(out, worked);
    }
    return out->count > 0 ||
           diagnostic_set(diagnostic, "--certificate: neither the chain nor the trusted roots have who signed it");
}

static bool work_certificate(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    Credentials *credentials = credentials_new();
    const CertificateList *chain, *roots;
    bool good = read_chain(credentials, &chain, input, diagnostic) &&
                credentials_roots(credentials, &roots, topic_text(input, "trust"), diagnostic) &&
                add_signatures(chain, roots, out, diagnostic);
    credentials_free(credentials);
    return good;
}

const Topic topic_certificate = {
    .name = "certificate",
    .summary = "the signatures of a certificate chain, each verified with the key of the one above",
    .details = "Of a chain that comes with the program ('tlsteps list certificates'), or of a file in PEM or DER. What "
               "is signed is the certificate without its signature, tbsCertificate.",
    .options =
        (const TopicOption[]){
            {"certificate", "NAME|FILE", "good", "the chain"},
            {"trust", "FILE", NULL, "trusted roots; those that come with the program where nothing is said"},
            {.name = NULL},
        },
    .work = work_certificate,
};
