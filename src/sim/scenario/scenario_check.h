/* Checks of option values, one for each kind: the last column but one of scenario_options.def. */
#ifndef TLSTEPS_SIM_SCENARIO_CHECK_H
#define TLSTEPS_SIM_SCENARIO_CHECK_H

#include "sim/scenario/scenario_option.h"

/* False and a diagnostic that begins with the key as `written` and says what is accepted. */
typedef bool OptionCheck(const OptionKey *key, const char *written, const char *value, Diagnostic *diagnostic);

/* One a line, so that two changes can each bring one. */
OptionCheck check_any;
OptionCheck check_application_text;
OptionCheck check_attacker;
OptionCheck check_certificate;
OptionCheck check_connections;
OptionCheck check_crl;
OptionCheck check_date;
OptionCheck check_fault;
OptionCheck check_file;
OptionCheck check_flag;
OptionCheck check_groups;
OptionCheck check_host;
OptionCheck check_limit;
OptionCheck check_loot;
OptionCheck check_protocols;
OptionCheck check_psks;
OptionCheck check_record_size;
OptionCheck check_renegotiate;
OptionCheck check_resume;
OptionCheck check_rotations;
OptionCheck check_session_cache_size;
OptionCheck check_session_lifetime;
OptionCheck check_signature_schemes;
OptionCheck check_max_chain;
OptionCheck check_staples;
OptionCheck check_suites;
OptionCheck check_tamper;
OptionCheck check_version;

#endif
