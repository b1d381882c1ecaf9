#include "sim/assets/credentials.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "sim/assets/assets.h"
#include "sim/assets/status_files.h"

enum { FILE_SIZE_MAX = 1 << 20 };

/* One file, or pair of files, that was read. */
typedef struct Entry {
    struct Entry *next;
    bool unchecked;                /* certificates that break a rule of form have been read, too */
    char *certificates, *key_file; /* paths; a key only with a chain to be shown by its owner */
    CertificateList list;
    PrivateKey key;
    Credential credential;
} Entry;

struct Credentials {
    Entry *entries;
    StatusFile *statuses;
    TrustFile *trust;
};

Credentials *credentials_new(void)
{
    return memory_new(sizeof(Credentials));
}

static void entry_free(Entry *entry)
{
    certificate_list_clear(&entry->list);
    private_key_clear(&entry->key);
    memory_free(entry->certificates);
    memory_free(entry->key_file);
    memory_free(entry);
}

void credentials_free(Credentials *credentials)
{
    if (!credentials)
        return;
    while (credentials->entries) {
        Entry *entry = credentials->entries;
        credentials->entries = entry->next;
        entry_free(entry);
    }
    status_files_free(credentials->statuses);
    trust_files_free(credentials->trust);
    memory_free(credentials);
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static Entry *find_entry(const Credentials *credentials, const char *certificates, const char *key_file, bool unchecked)
{
    for (Entry *entry = credentials->entries; entry; entry = entry->next)
        if (same_text(entry->certificates, certificates) && same_text(entry->key_file, key_file) &&
            entry->unchecked == unchecked)
            return entry;
    return NULL;
}

/* `shown`: it is a chain to be shown, for which there is --unchecked. */
static bool read_certificates(CertificateList *out, const char *path, bool shown, bool unchecked,
                              Diagnostic *diagnostic)
{
    Buffer file = BUFFER_EMPTY;
    Refusal refusal = {0};
    bool good = assets_read_file(&file, path, FILE_SIZE_MAX, diagnostic);
    Error error = !good       ? ERROR_NONE
                  : unchecked ? certificate_list_decode_leniently(out, &refusal, buffer_bytes(&file))
                              : certificate_list_decode(out, &refusal, buffer_bytes(&file));
    const char *what = error == ERROR_ENCRYPTED_KEY ? "private key" : "certificate"; /* a key among certificates */
    if (error)
        good = diagnostic_set_refusal(diagnostic, path, what, &refusal,
                                      shown && refusal.field.size ? "; --unchecked shows it all the same" : "");
    refusal_clear(&refusal);
    buffer_clear(&file);
    return good;
}

/* `key_option`, where the file was read as certificates from start to end: then in well-formed PEM a key can only be
   missing, and in DER there is room for one thing. */
static bool read_key(PrivateKey *out, const char *path, const char *key_option, Diagnostic *diagnostic)
{
    Buffer file = BUFFER_EMPTY;
    Refusal refusal = {0};
    bool good = assets_read_file(&file, path, FILE_SIZE_MAX, diagnostic);
    Error error = good ? private_key_decode_file(out, &refusal, buffer_bytes(&file)) : ERROR_NONE;
    if (error && key_option && (error == ERROR_BAD_PEM || refusal.line == 0))
        good = diagnostic_set(diagnostic, "%s: needed, %s holds a certificate only", key_option, path);
    else if (error)
        good = diagnostic_set_refusal(diagnostic, path, "private key", &refusal, "");
    refusal_clear(&refusal);
    buffer_clear(&file);
    return good;
}

/* Of a certificate whose key could not be read the owner knows it all the same. */
static void add_public_key(Entry *entry)
{
    Certificate *leaf = entry->list.items[0];
    if (leaf->is_partial && leaf->key.kind == KEY_UNKNOWN)
        private_key_to_public(&leaf->key, &entry->key);
}

static bool read_entry(Entry *entry, const char *key_option, Diagnostic *diagnostic)
{
    if (!read_certificates(&entry->list, entry->certificates, entry->key_file, entry->unchecked, diagnostic))
        return false;
    if (!entry->key_file)
        return true;
    bool shared = same_text(entry->certificates, entry->key_file);
    if (!read_key(&entry->key, entry->key_file, shared ? key_option : NULL, diagnostic))
        return false;
    add_public_key(entry);
    entry->credential = (Credential){.chain = &entry->list, .key = &entry->key};
    return true;
}

static Entry *get_entry(Credentials *credentials, const char *certificates, const char *key_file,
                        const char *key_option, bool unchecked, Diagnostic *diagnostic)
{
    Entry *entry = find_entry(credentials, certificates, key_file, unchecked);
    if (entry)
        return entry;
    entry = memory_new(sizeof *entry);
    private_key_init(&entry->key);
    entry->unchecked = unchecked;
    entry->certificates = memory_copy_text(certificates);
    entry->key_file = memory_copy_text(key_file);
    if (!read_entry(entry, key_option, diagnostic)) {
        entry_free(entry);
        return NULL;
    }
    entry->next = credentials->entries;
    credentials->entries = entry;
    return entry;
}

static bool key_belongs(const Entry *entry, Diagnostic *diagnostic)
{
    return private_key_matches(&entry->key, &entry->list.items[0]->key) ||
           diagnostic_set(diagnostic, "%s: this key is not the one of the certificate in %s", entry->key_file,
                          entry->certificates);
}

/* Whether a name that the table does not have is one of a file. */
static bool is_file_name(const char *name, Diagnostic *diagnostic)
{
    if (strpbrk(name, "./"))
        return true;
    return assets_certificates_read(diagnostic) &&
           diagnostic_set(diagnostic, "assets/certificates: has no chain called '%s'", name);
}

bool credentials_chain(Credentials *credentials, const Credential **out, const char *certificate, const char *key,
                       const char *key_option, bool unchecked, Diagnostic *diagnostic)
{
    Buffer chain_path = BUFFER_EMPTY, key_path = BUFFER_EMPTY;
    const CertificateAsset *asset = assets_certificate_find(certificate);
    Entry *entry = NULL;
    if (!asset && !is_file_name(certificate, diagnostic))
        return false;
    if (asset && (!assets_path(&chain_path, asset->chain_file, diagnostic) ||
                  !assets_path(&key_path, asset->key_file, diagnostic)))
        goto done;
    const char *chain_file = asset ? text_finish(&chain_path) : certificate;
    const char *key_file = asset ? text_finish(&key_path) : certificate;
    entry = get_entry(credentials, chain_file, key ? key : key_file, key_option, unchecked, diagnostic);
    /* The table may name another key on purpose; somebody who names files made a mistake. */
    if (entry && (key || !asset) && !key_belongs(entry, diagnostic))
        entry = NULL;
    if (entry)
        *out = &entry->credential;
done:
    buffer_clear(&chain_path);
    buffer_clear(&key_path);
    return entry != NULL;
}

bool credentials_trust(Credentials *credentials, const TrustFile **out, const char *file, Diagnostic *diagnostic)
{
    Buffer path = BUFFER_EMPTY;
    *out = NULL;
    if (file || assets_path(&path, assets_roots, diagnostic))
        *out = trust_files_get(&credentials->trust, file ? file : text_finish(&path), diagnostic);
    buffer_clear(&path);
    return *out != NULL;
}

bool credentials_roots(Credentials *credentials, const CertificateList **out, const char *file, Diagnostic *diagnostic)
{
    const TrustFile *trust;
    if (!credentials_trust(credentials, &trust, file, diagnostic))
        return false;
    *out = &trust->roots;
    return true;
}

const char *credentials_warning(const Credentials *credentials, int index)
{
    for (const TrustFile *file = credentials->trust; file; file = file->next) {
        if (index < file->left_out_count)
            return file->left_out[index];
        index -= file->left_out_count;
    }
    return NULL;
}

bool credentials_certificates(Credentials *credentials, const CertificateList **out, const char *file,
                              Diagnostic *diagnostic)
{
    Entry *entry = get_entry(credentials, file, NULL, NULL, false, diagnostic);
    if (entry)
        *out = &entry->list;
    return entry != NULL;
}

bool credentials_shown(Credentials *credentials, const CertificateList **out, const char *name, Diagnostic *diagnostic)
{
    Buffer path = BUFFER_EMPTY;
    const CertificateAsset *asset = assets_certificate_find(name);
    Entry *entry = NULL;
    if (!asset || assets_path(&path, asset->chain_file, diagnostic))
        entry = get_entry(credentials, asset ? text_finish(&path) : name, NULL, NULL, true, diagnostic);
    if (entry)
        *out = &entry->list;
    buffer_clear(&path);
    return entry != NULL;
}

bool credentials_crls(Credentials *credentials, const CrlList **out, const char *name, Diagnostic *diagnostic)
{
    const StatusFile *file = status_files_get(&credentials->statuses, STATUS_CRL, name, diagnostic);
    *out = file ? &file->crls : NULL;
    return file != NULL;
}

bool credentials_response(Credentials *credentials, Bytes *out, const char *name, Diagnostic *diagnostic)
{
    const StatusFile *file = status_files_get(&credentials->statuses, STATUS_OCSP, name, diagnostic);
    *out = file ? buffer_bytes(&file->response) : BYTES_EMPTY;
    return file != NULL;
}
