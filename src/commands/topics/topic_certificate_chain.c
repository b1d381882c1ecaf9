#include "commands/topics/topic_certificate_chain.h"

#include "base/text.h"
#include "commands/front/output.h"
#include "report/write/json_parts.h"
#include "report/write/writers.h"
#include "sim/assets/credentials.h"
#include "sim/scenario/scenario_option.h"
#include "tls/handshake/certificate_telling.h"
#include "tls/registry/signature.h"
#include "x509/path/trust_anchor.h"
#include "x509/path/validate.h"

/* What is asked. */
typedef struct ChainQuestion {
    CertificateMessage message;
    X509Request request; /* without its chain */
    X509Scheme schemes[SIGNATURE_SCHEMES_MAX];
} ChainQuestion;

/* What comes out. */
typedef struct ChainVerdict {
    Timeline *timeline;
    CertificateList read; /* of the chain, what could be */
    Error error, alert;   /* ERROR_NONE: it is valid */
} ChainVerdict;

static void take_value(X509Request *request, ScenarioId id, const SettingValue *value)
{
    if (id == SCENARIO_NOW)
        request->now = value->seconds;
    else if (id == SCENARIO_MAX_CHAIN)
        request->path_max = (int)value->number;
}

/* What is written as in a scenario is read as there. */
static bool read_value(X509Request *request, const TopicInput *input, ScenarioId id, Diagnostic *diagnostic)
{
    const OptionKey key = {(int)id, OPTION_ANY, OPTION_ANY, OPTION_ANY};
    const char *name = scenario_option_at((int)id)->name, *text = topic_text(input, name);
    Buffer written = BUFFER_EMPTY;
    if (!text)
        return true;
    text_print(&written, "--%s", name);
    SettingValue *value = setting_value_read(&key, text_finish(&written), text, diagnostic);
    buffer_clear(&written);
    if (!value)
        return false;
    take_value(request, id, value);
    setting_value_release(value);
    return true;
}

static bool read_values(X509Request *request, const TopicInput *input, Diagnostic *diagnostic)
{
    static const ScenarioId ids[] = {SCENARIO_SERVER_NAME, SCENARIO_NOW, SCENARIO_CRL, SCENARIO_MAX_CHAIN};
    for (size_t i = 0; i < COUNT_OF(ids); i++)
        if (!read_value(request, input, ids[i], diagnostic))
            return false;
    return !topic_is_given(input, "certificate") ||
           diagnostic_set(diagnostic, "--certificate: its signatures are worked out; with --chain it does not go");
}

static bool take_chain(CertificateMessage *out, const char *name, const CertificateList *chain, Diagnostic *diagnostic)
{
    if (chain->count > CERTIFICATES_MAX)
        return diagnostic_set(diagnostic, "--chain: %s has %zu certificates; accepted are %d, as many as can be sent",
                              name, chain->count, CERTIFICATES_MAX);
    out->count = (int)chain->count;
    for (int i = 0; i < out->count; i++)
        out->certificates[i] = chain->items[i]->der;
    return true;
}

/* By which schemes a client of TLS 1.2 lets certificates be signed where nothing is said. */
static void ask_schemes(ChainQuestion *out)
{
    PeerConfig config;
    Buffer listed = BUFFER_EMPTY;
    peer_config_init(&config, ACTOR_CLIENT);
    for (int i = 0; i < config.signature_scheme_count; i++)
        buffer_append_number(&listed, 2, config.signature_schemes[i]->id);
    out->request.schemes = out->schemes;
    out->request.scheme_count = signature_schemes_of_certificates(out->schemes, buffer_bytes(&listed));
    buffer_clear(&listed);
}

/* What a client asks that has offered nothing but ephemeral key exchanges: the key has to sign. */
static bool ask(ChainQuestion *out, const TopicInput *input, Credentials *credentials, Diagnostic *diagnostic)
{
    const CertificateList *chain;
    const char *name = topic_text(input, "chain"), *crl = topic_text(input, "crl");
    *out = (ChainQuestion){.request = {.purpose = PURPOSE_SERVER_AUTH, .key_usage = KEY_USAGE_DIGITAL_SIGNATURE}};
    X509Request *request = &out->request;
    request->host = topic_text(input, "server-name");
    ask_schemes(out);
    if (!read_values(request, input, diagnostic))
        return false;
    return credentials_shown(credentials, &chain, name, diagnostic) &&
           take_chain(&out->message, name, chain, diagnostic) &&
           credentials_roots(credentials, &request->roots, topic_text(input, "trust"), diagnostic) &&
           (!crl || credentials_crls(credentials, &request->crls, crl, diagnostic));
}

static void record(void *context, const Event *event)
{
    timeline_record(context, 1, event);
}

/* The checks that a client makes of a Certificate message, but for that of the suite's kind of key. */
static void judge(ChainVerdict *out, const ChainQuestion *question)
{
    const Observer observer = {record, out->timeline};
    const Teller teller = {&observer, ACTOR_CLIENT, 1};
    X509Request request = question->request;
    for (int i = 0; i < question->message.count && !out->error; i++) {
        Certificate *certificate;
        out->error = trust_sent_decode(&certificate, question->message.certificates[i], i, request.roots);
        if (!out->error)
            certificate_list_add(&out->read, certificate);
    }
    certificate_tell_form(&teller, &question->message, &out->read, out->error);
    request.chain = &out->read;
    if (out->error)
        out->alert = x509_alert(out->error);
    else
        out->error = x509_validate(NULL, &request, &observer, ACTOR_CLIENT, 1, &out->alert);
}

static void append_text(Buffer *out, const TopicInput *input, const ChainVerdict *verdict)
{
    ReportStyle style = output_style();
    Report report = {.timeline = verdict->timeline};
    Buffer line = BUFFER_EMPTY;
    report_text_steps(out, &report, DEPTH_WHAT, &style);
    text_append(out, "\n");
    if (verdict->error)
        text_print(&line, "The chain is not valid: %s. %s A client sends the alert %s.", error_name(verdict->error),
                   error_sentence(verdict->error), error_name(verdict->alert));
    else
        text_append(&line, "The chain is valid.");
    if (!topic_is_given(input, "server-name"))
        text_append(&line, " Whether it is for the right server was not asked: that does --server-name.");
    style_paragraph(out, &style, 0, verdict->error ? INK_BAD : INK_GOOD, text_finish(&line));
    buffer_clear(&line);
}

static void append_json(Buffer *out, const ChainVerdict *verdict)
{
    json_t *steps = json_array();
    const Step *step;
    for (int i = 1; (step = timeline_step(verdict->timeline, i)); i++)
        json_array_append_new(steps, json_new_step(step, verdict->timeline));
    json_t *object = json_pack("{ss sb so so so}", "topic", "certificate", "valid", !verdict->error, "error",
                               json_new_name(verdict->error ? error_name(verdict->error) : NULL), "alert",
                               json_new_name(verdict->error ? error_name(verdict->alert) : NULL), "steps", steps);
    json_append_dump(out, object);
    json_decref(object);
}

static int print(const TopicInput *input, const ChainVerdict *verdict, bool json)
{
    Buffer text = BUFFER_EMPTY;
    if (json)
        append_json(&text, verdict);
    else
        append_text(&text, input, verdict);
    int status = output_print_harmless(buffer_bytes(&text));
    buffer_clear(&text);
    return status != STATUS_EXPECTED ? status : verdict->error ? STATUS_UNEXPECTED : STATUS_EXPECTED;
}

int topic_chain_judge(const Command *command, const TopicInput *input, bool json)
{
    Credentials *credentials = credentials_new();
    Diagnostic diagnostic = {""};
    ChainQuestion question;
    int status;
    if (ask(&question, input, credentials, &diagnostic)) {
        ChainVerdict verdict = {.timeline = timeline_new()};
        command_warn_of_files(command, credentials);
        judge(&verdict, &question);
        status = print(input, &verdict, json);
        certificate_list_clear(&verdict.read);
        timeline_free(verdict.timeline);
    } else {
        status = command_fail(command, &diagnostic, STATUS_USAGE);
    }
    credentials_free(credentials);
    return status;
}
