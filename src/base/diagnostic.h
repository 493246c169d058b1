// base/diagnostic.h: what is wrong, where, and what to do about it.
//
// The only error type. A room that meets a user's mistake adds a Diagnostic and goes on, so that
// all mistakes of a run are seen at once. The text is plain; whoever prints it escapes it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "base/words.h"

namespace knockon {

enum class Severity { note, warning, error };
template <>
struct WordsOf<Severity> {
    static constexpr std::string_view all[] = {"note", "warning", "error"};
};

struct Related {
    Position at;
    std::string message;
};

struct Diagnostic {
    Severity severity = Severity::error;
    std::string_view code;  // from base/codes.h, "K131"
    std::string message;    // lower case, no full stop, the cause included
    Position at;
    std::string help;  // the way out, as one would type it; may be empty
    std::vector<Related> related;
};

/// All diagnostics of a run. Adding never fails; `sort` puts them in order of file, line, column
/// and code and drops exact repetitions, so that the order of reading never shows.
struct Diagnostics {
    std::vector<Diagnostic> all;

    Diagnostic& add(Diagnostic d) { return all.emplace_back(std::move(d)); }
    Diagnostic& error(std::string_view code, Position at, std::string message,
                      std::string help = {});
    Diagnostic& warning(std::string_view code, Position at, std::string message,
                        std::string help = {});
    Diagnostic& note(std::string_view code, Position at, std::string message,
                     std::string help = {});
    /// The first error from number `from` on; null where there is none.
    const Diagnostic* first_error(std::size_t from = 0) const;
    bool has_errors() const { return first_error() != nullptr; }
    void sort(const Sources& sources);
};

/// `FILE:LINE:COL: error[CODE]: message`, the source line with a caret, related places, help.
/// Everything that came from a file is escaped for a terminal (base/text.h). Tabs are widened so
/// that the caret stands right; long lines are cut around the caret.
std::string render(const Diagnostic& d, const Sources& sources);

/// All, sorted, at most `cap`, and three of a code that more than ten notes or warnings have; the rest is counted.
std::string render(const Diagnostics& ds, const Sources& sources, std::size_t cap = 100);

}  // namespace knockon
