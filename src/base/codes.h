// base/codes.h: the one registry of diagnostic and finding codes.
//
// `explain`, the man page and SARIF rules read it; a test asserts that every code in use is here.
// A code is never used again for something else. K0xx reading files, K1xx the model, K2xx a change
// that does not fit the landscape, K3xx files of other tools, K9xx what a command line asks for; findings: A availability,
// C continuity, T stability, M manageability, S security.
#pragma once

#include <span>
#include <string_view>

namespace knockon {

struct CodeEntry {
    std::string_view code;     // "K131"
    std::string_view title;    // a few words
    std::string_view meaning;  // what it means and why it matters
    std::string_view remedy;   // what to do
    /// Of a finding: the standard or publication of its rule, or where knockon itself defines it.
    std::string_view source = {};
};

/// All of them, in order of code.
std::span<const CodeEntry> codes();

/// The entry of a code, or null where there is none.
const CodeEntry* find_code(std::string_view code);

/// Whether a code is one of a finding, about an answer, and not of a diagnostic, about the files.
constexpr bool is_finding(std::string_view code) { return !code.empty() && code[0] != 'K'; }

/// What the finding of a code is about: "availability", "continuity", …
std::string_view quality_of(std::string_view finding);

/// The codes by name, so that nobody writes one as a literal.
namespace code {

// K0xx: reading files
inline constexpr std::string_view cannot_open = "K001";
inline constexpr std::string_view bad_bytes = "K002";
inline constexpr std::string_view syntax = "K003";
inline constexpr std::string_view limit_exceeded = "K004";
inline constexpr std::string_view wrong_kind = "K005";
inline constexpr std::string_view duplicate_key = "K006";
inline constexpr std::string_view no_value = "K007";
inline constexpr std::string_view several_documents = "K008";
inline constexpr std::string_view unclosed_quote = "K009";
inline constexpr std::string_view unsupported_yaml = "K010";
inline constexpr std::string_view nothing_to_read = "K011";
inline constexpr std::string_view bad_calendar_file = "K012";

// K1xx: the model; first what a single value can get wrong
inline constexpr std::string_view unknown_key = "K101";
inline constexpr std::string_view wrong_value = "K102";
inline constexpr std::string_view duplicate_id = "K103";
inline constexpr std::string_view dangling_reference = "K104";
inline constexpr std::string_view bad_id = "K105";
inline constexpr std::string_view missing_key = "K106";
inline constexpr std::string_view wrong_shape = "K107";
inline constexpr std::string_view set_twice = "K108";
inline constexpr std::string_view unknown_timezone = "K109";
inline constexpr std::string_view out_of_range = "K110";
inline constexpr std::string_view conflicting_keys = "K111";
inline constexpr std::string_view bad_rule = "K112";
inline constexpr std::string_view bad_calendar = "K113";
inline constexpr std::string_view empty_calendar = "K114";
inline constexpr std::string_view calendar_cycle = "K115";
inline constexpr std::string_view skipped_time = "K116";
inline constexpr std::string_view no_time_zones = "K117";

// then what does not go together
inline constexpr std::string_view wrong_reference = "K132";
inline constexpr std::string_view need_of_itself = "K133";
inline constexpr std::string_view duplicate_member = "K134";
inline constexpr std::string_view group_size = "K135";
inline constexpr std::string_view impact_on_component = "K136";
inline constexpr std::string_view failover_without_spare = "K137";
inline constexpr std::string_view recovery_order = "K138";
inline constexpr std::string_view rto_beyond_mtpd = "K139";
inline constexpr std::string_view deadline_without_slack = "K140";
inline constexpr std::string_view load_beyond_capacity = "K141";
inline constexpr std::string_view appetite_without_process = "K142";
inline constexpr std::string_view component_nothing_needs = "K143";
inline constexpr std::string_view process_without_needs = "K144";
inline constexpr std::string_view department_without_process = "K145";
inline constexpr std::string_view unused_supplier = "K146";
inline constexpr std::string_view outage_order = "K147";
inline constexpr std::string_view loss_bands = "K148";
inline constexpr std::string_view no_process = "K149";
inline constexpr std::string_view capacity_without_load = "K150";
inline constexpr std::string_view without_effect = "K151";
inline constexpr std::string_view doubtful_kind = "K152";
inline constexpr std::string_view named_twice = "K153";
inline constexpr std::string_view period_order = "K154";
inline constexpr std::string_view no_currency = "K155";
inline constexpr std::string_view other_currency = "K156";

// then a policy
inline constexpr std::string_view unknown_finding = "K160";
inline constexpr std::string_view acceptance_over = "K161";
inline constexpr std::string_view acceptance_without_match = "K162";

// K2xx: a change that does not fit
inline constexpr std::string_view step_target_missing = "K201";
inline constexpr std::string_view step_id_exists = "K202";
inline constexpr std::string_view still_needed = "K203";
inline constexpr std::string_view not_a_need = "K204";
inline constexpr std::string_view already_needed = "K205";
inline constexpr std::string_view step_without_effect = "K206";
inline constexpr std::string_view no_steps = "K207";
inline constexpr std::string_view window_order = "K208";
inline constexpr std::string_view window_too_short = "K209";
inline constexpr std::string_view step_after_window = "K210";
inline constexpr std::string_view rollback_after_window = "K211";
inline constexpr std::string_view doubtful_hypercare = "K212";
inline constexpr std::string_view after_itself = "K213";
inline constexpr std::string_view group_left_too_small = "K214";
inline constexpr std::string_view step_after_removal = "K215";
inline constexpr std::string_view window_start_missing = "K216";
inline constexpr std::string_view load_without_capacity = "K217";
inline constexpr std::string_view duplicate_change = "K218";
inline constexpr std::string_view planned_later = "K219";
inline constexpr std::string_view approval_not_yet = "K220";
inline constexpr std::string_view outcome_known = "K221";
inline constexpr std::string_view conflicting_changes = "K222";

// K3xx: files of other tools
inline constexpr std::string_view unknown_format = "K301";
inline constexpr std::string_view taken_as_windows_1252 = "K302";
inline constexpr std::string_view relation_without_direction = "K303";
inline constexpr std::string_view not_all_imported = "K304";
inline constexpr std::string_view bad_import = "K305";
inline constexpr std::string_view export_cut_off = "K306";
inline constexpr std::string_view only_in_source = "K307";
inline constexpr std::string_view only_modelled = "K308";
inline constexpr std::string_view gone_from_source = "K309";
inline constexpr std::string_view sources_disagree = "K310";

// K9xx: the command line
inline constexpr std::string_view bad_assignment = "K901";
inline constexpr std::string_view unknown_command = "K902";
inline constexpr std::string_view unknown_id = "K903";
inline constexpr std::string_view usage = "K904";
inline constexpr std::string_view bad_option_value = "K905";
inline constexpr std::string_view no_landscape = "K906";
inline constexpr std::string_view cannot_write = "K907";
inline constexpr std::string_view settings_not_named = "K908";

// Findings
inline constexpr std::string_view new_single_point = "A01";
inline constexpr std::string_view worse_for_good = "A02";
inline constexpr std::string_view capacity_exceeded = "A03";
inline constexpr std::string_view redundancy_in_name = "A04";
inline constexpr std::string_view weaker_than_promised = "A05";
inline constexpr std::string_view better_than_supplier = "A06";
inline constexpr std::string_view capacity_not_stated = "A07";
inline constexpr std::string_view sum_breaks_promise = "A08";
inline constexpr std::string_view recovery_too_long = "C01";
inline constexpr std::string_view runs_into_deadline = "C02";
inline constexpr std::string_view no_way_back = "C03";
inline constexpr std::string_view no_time_to_turn_back = "C04";
inline constexpr std::string_view recovery_beyond_target = "C05";
inline constexpr std::string_view backup_beyond_target = "C06";
inline constexpr std::string_view supplier_does_not_cover = "C07";
inline constexpr std::string_view technology_not_accepted = "M01";
inline constexpr std::string_view no_owner = "M02";
inline constexpr std::string_view no_contract = "M03";
inline constexpr std::string_view end_of_life = "M04";
inline constexpr std::string_view old_model = "M05";
inline constexpr std::string_view long_chain = "M06";
inline constexpr std::string_view cold_start_cycle = "M07";
inline constexpr std::string_view change_reaches_nothing = "M08";
inline constexpr std::string_view step_reaches_nothing = "M09";
inline constexpr std::string_view bought_outside_it = "M10";
inline constexpr std::string_view department_not_modelled = "M11";
inline constexpr std::string_view over_budget = "M12";
inline constexpr std::string_view year_used_up = "M13";
inline constexpr std::string_view calendar_left_out = "M14";
inline constexpr std::string_view data_above_clearance = "S01";
inline constexpr std::string_view new_way_in = "S02";
inline constexpr std::string_view new_third_party = "S03";
inline constexpr std::string_view no_boundary = "S04";
inline constexpr std::string_view inside_freeze = "T01";
inline constexpr std::string_view short_notice = "T02";
inline constexpr std::string_view collision = "T03";
inline constexpr std::string_view first_of_its_kind = "T04";
inline constexpr std::string_view risky_steps_together = "T05";
inline constexpr std::string_view off_base_rate = "T06";
inline constexpr std::string_view outside_change_window = "T07";
inline constexpr std::string_view window_in_past = "T08";

}  // namespace code

}  // namespace knockon
