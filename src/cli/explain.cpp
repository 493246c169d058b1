// knockon explain: what a code or a term means.
#include <fmt/format.h>

#include "base/codes.h"
#include "base/terms.h"
#include "base/text.h"
#include "cli/inputs.h"
#include "cli/output.h"

namespace knockon {
namespace {

/// How a policy rules on a finding or accepts it.
std::string in_the_policy(std::string_view code) {
    return fmt::format(
        "In the policy, to change its severity (error, warning, note, off) or to accept one:\n\n"
        "findings: {{{0}: warning}}\n"
        "accept:\n"
        "  - {{finding: {0}, for: ID, because: \"…\", by: DEPARTMENT, until: YYYY-MM-DD}}\n",
        code);
}

std::string explained(const CodeEntry& e) {
    std::string text = fmt::format("{}: {}\n\n{}\n\n{}\n", e.code, e.title, e.meaning, e.remedy);
    if (is_finding(e.code))
        text += fmt::format("\nQuality: {}. Source: {}.\n\n{}", quality_of(e.code), e.source,
                            in_the_policy(e.code));
    return text;
}

std::string explained(const Term& t) {
    return fmt::format("{}{}\n\n{}\n\nSource: {}.\n", t.name,
                       t.also.empty() ? "" : fmt::format(" (also: {})", t.also), t.meaning,
                       t.source);
}

std::string list() {
    std::string out;
    for (const CodeEntry& e : codes()) out += fmt::format("{}  {}\n", e.code, e.title);
    std::string line = "\nTerms:";
    for (const Term& t : terms()) {
        const std::string word = std::string(t.name) + (&t == &terms().back() ? "" : ",");
        if (line.size() + 1 + word.size() > 79) {
            out += line + "\n";
            line = " ";
        }
        line += " " + word;
    }
    out += line + "\n";
    return out;
}

void unknown(const std::string& word, Diagnostics& out) {
    std::vector<std::string_view> known;
    for (const CodeEntry& e : codes()) known.push_back(e.code);
    for (const Term& t : terms()) known.push_back(t.name);
    out.error(code::usage, {}, "there is no code or term `" + word + "`",
              did_you_mean(closest(word, known) ? word : upper_case(word), known,
                           "`knockon explain` lists them all"));
}

int run_explain(Session& session) {
    std::string text;
    if (session.line.operands.empty()) text = list();
    for (const std::string& word : session.line.operands) {
        const CodeEntry* entry = find_code(upper_case(word));
        const Term* term = entry ? nullptr : find_term(word);
        if (entry || term)
            text += (text.empty() ? "" : "\n") + (entry ? explained(*entry) : explained(*term));
        else
            unknown(word, session.diagnostics);
    }
    if (refused(session)) return status_input;
    return deliver(session, text);
}

}  // namespace

Command explain_command() {
    return {"explain",
            "what a code or a term means, why it matters, what to do",
            {"[CODE|TERM…]", 0, -1},
            "  knockon explain K104\n"
            "  knockon explain M01 \"cut set\"",
            "Without a CODE or TERM: the list of all.",
            {"text"},
            {},
            run_explain};
}

}  // namespace knockon
