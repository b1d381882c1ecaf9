/* Readers of option values, one for each kind: the last column but one of scenario_options.def. */
#ifndef TLSTEPS_SIM_SCENARIO_READ_H
#define TLSTEPS_SIM_SCENARIO_READ_H

#include "sim/scenario/scenario_option.h"

/* Sets the kind and the member that it says (of SETTING_TEXT, which is what a value is at first, there is none). False
   and a diagnostic that begins with the key as `written` and says what is accepted; what it set then is to be cleared
   as if it had not failed. */
typedef bool SettingReader(SettingValue *out, const OptionKey *key, const char *written, const char *text,
                           Diagnostic *diagnostic);

/* One a line, so that two changes can each bring one. */
SettingReader read_any;
SettingReader read_application_text;
SettingReader read_attacker;
SettingReader read_certificate;
SettingReader read_crl;
SettingReader read_date;
SettingReader read_fault;
SettingReader read_flag;
SettingReader read_groups;
SettingReader read_host;
SettingReader read_loot;
SettingReader read_number;
SettingReader read_protocols;
SettingReader read_psks;
SettingReader read_renegotiate;
SettingReader read_resume;
SettingReader read_signature_schemes;
SettingReader read_staples;
SettingReader read_suites;
SettingReader read_tamper;
SettingReader read_version;
SettingReader read_work;

#endif
