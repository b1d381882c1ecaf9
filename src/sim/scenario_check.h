/* Checks of option values, one for each kind: the last column but one of scenario_options.def. */
#ifndef TLSTEPS_SIM_SCENARIO_CHECK_H
#define TLSTEPS_SIM_SCENARIO_CHECK_H

#include "sim/scenario_option.h"

/* False and a diagnostic that begins with the key as `written` and says what is accepted. */
typedef bool OptionCheck(const OptionKey *key, const char *written, const char *value, Diagnostic *diagnostic);

OptionCheck check_any, check_flag, check_version, check_suites, check_groups, check_signature_schemes, check_host,
    check_protocols, check_certificate, check_crl, check_staple, check_file, check_psks, check_record_size,
    check_resume, check_session_lifetime, check_session_cache_size, check_rotations, check_application_text,
    check_connections, check_date, check_attacker, check_renegotiate, check_tamper, check_fault, check_loot,
    check_limit;

#endif
