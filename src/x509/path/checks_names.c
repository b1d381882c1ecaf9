/* The checks that are about names: of the host, and of those that the authorities above may sign for. */
#include "base/text.h"
#include "x509/certificate/name.h"
#include "x509/certificate/name_constraints.h"
#include "x509/path/checks.h"

/* Name constraints, of all authorities above; self-issued certificates between root and leaf are passed over (RFC 5280
   §6.1.3 (b), (c)) */

static bool asks_for_name_constraints(const CheckSubject *subject)
{
    bool constrained = false;
    for (int above = subject->at + 1; above < subject->path->count; above++)
        constrained = constrained || subject->path->certificates[above]->extensions & EXTENSION_NAME_CONSTRAINTS;
    return constrained && (subject->at == 0 || !certificate_is_self_issued(check_certificate_of(subject)));
}

/* The first authority above that may not issue for one of the names, and that name; or NULL. */
static const Certificate *find_forbidding(const CheckSubject *subject, GeneralName *name)
{
    for (int above = subject->at + 1; above < subject->path->count; above++)
        if (name_constraints_forbid(subject->path->certificates[above], check_certificate_of(subject), name))
            return subject->path->certificates[above];
    return NULL;
}

static Error judge_name_constraints(const CheckSubject *subject)
{
    GeneralName name;
    return find_forbidding(subject, &name) ? ERROR_CERTIFICATE_NAME_CONSTRAINTS : ERROR_NONE;
}

static void append_constraints(Buffer *out, const Certificate *authority)
{
    if (!(authority->extensions & EXTENSION_NAME_CONSTRAINTS))
        return;
    if (out->size)
        text_append(out, "; ");
    check_append_subject(out, authority);
    text_append(out, ": ");
    name_constraints_append(out, authority);
}

/* Where a name is forbidden it stands alone, beside the constraints that forbid it. */
static void describe_name_constraints(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    ConstrainedNames names;
    GeneralName name;
    const Certificate *forbidding = find_forbidding(subject, &name);
    if (forbidding) {
        append_constraints(expected, forbidding);
        general_name_append(found, &name);
        return;
    }
    for (int above = subject->at + 1; above < subject->path->count; above++)
        append_constraints(expected, subject->path->certificates[above]);
    constrained_names_init(&names, check_certificate_of(subject));
    while (constrained_names_next(&names, &name)) {
        if (found->size)
            text_append(found, ", ");
        general_name_append(found, &name);
    }
    if (found->size == 0)
        text_append(found, "none");
}

const CheckItem check_item_name_constraints = {EVENT_CHECK_CERTIFICATE_NAME_CONSTRAINTS,
                                               PLACE_SIGNED,
                                               asks_for_name_constraints,
                                               judge_name_constraints,
                                               describe_name_constraints,
                                               NULL};

/* The host */

static bool asks_for_host(const CheckSubject *subject)
{
    return subject->request->host != NULL;
}

static Error judge_name(const CheckSubject *subject)
{
    return certificate_is_for_host(check_certificate_of(subject), subject->request->host)
               ? ERROR_NONE
               : ERROR_CERTIFICATE_NAME_MISMATCH;
}

static void describe_name(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    Bytes names = check_certificate_of(subject)->alternative_names;
    GeneralName name;
    text_append(expected, subject->request->host);
    while (general_name_next(&names, &name)) {
        if (found->size)
            text_append(found, ", ");
        general_name_append(found, &name);
    }
    if (found->size == 0)
        text_append(found, "none");
}

const CheckItem check_item_host_name = {
    EVENT_CHECK_CERTIFICATE_NAME, PLACE_LEAF, asks_for_host, judge_name, describe_name, NULL};
