/* The topic certificate: the signatures of a chain, each verified with the key of the certificate above. */
#include "base/text.h"
#include "commands/topics/topic_certificate_chain.h"
#include "report/replay/replay.h"
#include "sim/assets/assets.h"
#include "sim/assets/credentials.h"

/* The certificates of a chain that comes with the program, or of a file. */
static bool read_chain(Credentials *credentials, const CertificateList **out, const TopicInput *input,
                       Diagnostic *diagnostic)
{
    const char *name = topic_text(input, "certificate");
    const CertificateAsset *asset = assets_certificate_find(name);
    if (!asset)
        return credentials_certificates(credentials, out, name, diagnostic);
    Buffer path = BUFFER_EMPTY;
    bool good = assets_path(&path, asset->chain_file, diagnostic) &&
                credentials_certificates(credentials, out, text_finish(&path), diagnostic);
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

static bool is_chain(const TopicInput *input)
{
    return topic_is_given(input, "chain");
}

/* What only a chain that is validated goes by. */
static bool refuse_alone(const TopicInput *input, Diagnostic *diagnostic)
{
    static const char *const options[] = {"server-name", "now", "crl", "max-chain"};
    for (size_t i = 0; i < COUNT_OF(options); i++)
        if (topic_is_given(input, options[i]))
            return diagnostic_set(diagnostic, "--%s: goes with --chain, which says what is to be validated",
                                  options[i]);
    return true;
}

static bool work_certificate(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    Credentials *credentials = credentials_new();
    const CertificateList *chain, *roots;
    bool good = refuse_alone(input, diagnostic) && read_chain(credentials, &chain, input, diagnostic) &&
                credentials_roots(credentials, &roots, topic_text(input, "trust"), diagnostic) &&
                add_signatures(chain, roots, out, diagnostic);
    credentials_free(credentials);
    return good;
}

const Topic topic_certificate = {
    .name = "certificate",
    .summary = "the signatures of a certificate chain, each verified with the key of the one above; or with --chain "
               "whether it is valid",
    .details =
        "Of a chain that comes with the program ('tlsteps list certificates'), or of a file in PEM or DER. What "
        "is signed is the certificate without its signature, tbsCertificate. With --chain instead of --certificate "
        "it is validated as a client would that is shown it, without its key and check by check; the status is "
        "0 where it is valid and 1 where it is not.",
    .options =
        (const TopicOption[]){
            {"certificate", "NAME|FILE", "good", "the chain"},
            {"trust", "FILE", NULL, "trusted roots; those that come with the program where nothing is said"},
            {"chain", "NAME|FILE", NULL, "a chain to be validated, instead of --certificate"},
            {"server-name", "NAME", NULL,
             "with --chain: the host that it has to be for; not asked where nothing is said"},
            {"now", "DATE", "2026-01-01 12:00", "with --chain: the time at which it has to be valid, in UTC"},
            {"crl", "NAME|FILE", NULL, "with --chain: revocation lists that it is held against"},
            {"max-chain", "N", NULL, "with --chain: the most certificates of a path to a root, both counted"},
            {.name = NULL},
        },
    .work = work_certificate,
    .is_verdict = is_chain,
    .judge = topic_chain_judge,
};
