// knockon explain: what a code means.
#include <fmt/format.h>

#include <array>

#include "base/codes.h"
#include "base/text.h"
#include "cli/output.h"

namespace knockon {
namespace {

std::string explained(const CodeEntry& e) {
    return fmt::format("{}: {}\n\n{}\n\n{}\n", e.code, e.title, e.meaning, e.remedy);
}

std::string list() {
    std::string out;
    for (const CodeEntry& e : codes()) out += fmt::format("{}  {}\n", e.code, e.title);
    return out;
}

int run_explain(Session& session) {
    std::string text;
    if (session.line.operands.empty()) text = list();
    for (const std::string& word : session.line.operands) {
        if (const CodeEntry* entry = find_code(word)) {
            text += (text.empty() ? "" : "\n") + explained(*entry);
            continue;
        }
        std::vector<std::string_view> known;
        for (const CodeEntry& e : codes()) known.push_back(e.code);
        const auto near = closest(word, known);
        session.diagnostics.error(
            code::usage, {}, "there is no code `" + word + "`",
            near ? "did you mean `" + *near + "`?" : "`knockon explain` lists them all");
    }
    complain(session);
    if (session.diagnostics.has_errors()) return status_input;
    const std::array<Drawing, 1> drawings = {
        Drawing{"text", [&](const TextOptions&) { return text; }}};
    return deliver(session, drawings, {}, status_fine);
}

}  // namespace

Command explain_command() {
    return {"explain",
            "what a code means, why it matters, what to do",
            "[CODE…]",
            0,
            -1,
            "  knockon explain K104",
            "Without a CODE: the list of all.",
            {"text"},
            {},
            run_explain};
}

}  // namespace knockon
