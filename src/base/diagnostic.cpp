#include "base/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "base/text.h"

namespace knockon {
namespace {

constexpr int excerpt_columns = 100;  // longer source lines are cut around the caret
constexpr int before_caret = 40;      // what a cut keeps before it
constexpr int tab_columns = 4;

/// The first `count` characters of `text`, at most all of it, in bytes.
std::size_t bytes_of(std::string_view text, std::size_t count) {
    std::size_t bytes = 0;
    for (; count > 0 && bytes < text.size(); --count)
        bytes += first_character(text.substr(bytes)).bytes;
    return bytes;
}

/// Fit to be shown, and a tab as the blanks it stands for at that column.
std::string widened(std::string_view text, int column) {
    std::string out;
    while (!text.empty()) {
        const std::size_t tab = std::min(text.find('\t'), text.size());
        const std::string shown = printable(text.substr(0, tab));
        out += shown;
        column += display_width(shown);
        text.remove_prefix(tab);
        if (text.empty()) break;
        const int blanks = tab_columns - column % tab_columns;
        out.append(static_cast<std::size_t>(blanks), ' ');
        column += blanks;
        text.remove_prefix(1);
    }
    return out;
}

/// The end of `text` that stands in at most `columns`; an ellipsis where something is left out.
std::string cut_front(std::string text, int columns) {
    if (display_width(text) <= columns) return text;
    std::size_t bytes = 0;
    int excess = display_width(text) - columns + 1;
    while (excess > 0) {
        const std::size_t next = first_character(std::string_view{text}.substr(bytes)).bytes;
        excess -= display_width(std::string_view{text}.substr(bytes, next));
        bytes += next;
    }
    return "…" + text.substr(bytes);
}

/// The source line, and below it carets under what is meant.
std::string excerpt(Position at, const Sources& sources) {
    // No more of a line is ever looked at than can be shown: a line may be megabytes long.
    constexpr std::size_t most_characters = 400;
    std::string_view line = sources.line(at);
    if (line.empty() || at.column == 0) return {};
    if (at.line == 1 && line.starts_with("\xef\xbb\xbf")) line.remove_prefix(3);
    const std::size_t start = bytes_of(line, at.column - 1);
    std::string_view head = line.substr(0, start), tail = line.substr(start);
    const std::string_view marked =
        tail.substr(0, bytes_of(tail, std::min<std::size_t>(at.length, most_characters)));
    tail = tail.substr(marked.size());
    tail = tail.substr(0, bytes_of(tail, most_characters));
    if (head.size() > 4 * most_characters) {
        std::size_t skip = head.size() - 4 * most_characters;
        while (skip < head.size() && (static_cast<unsigned char>(head[skip]) & 0xc0) == 0x80)
            ++skip;
        head.remove_prefix(skip);
    }

    std::string before = widened(head, 0);
    const std::string middle = widened(marked, display_width(before));
    const std::string after = widened(tail, display_width(before) + display_width(middle));
    if (display_width(before) + display_width(middle) + display_width(after) > excerpt_columns)
        before = cut_front(std::move(before), before_caret);
    const int indent = display_width(before);
    const int carets = std::max(1, std::min(display_width(middle), excerpt_columns - indent));

    const std::string number = std::to_string(at.line);
    const std::string margin(number.size(), ' ');
    return fmt::format(" {} | {}\n {} | {}{}\n", number,
                       cut(before + middle + after, excerpt_columns), margin,
                       std::string(static_cast<std::size_t>(indent), ' '),
                       std::string(static_cast<std::size_t>(carets), '^'));
}

std::string place(Position at, const Sources& sources) {
    if (!at || at.file >= sources.files.size()) return {};
    const std::string path = printable(sources[at].path);
    if (at.line == 0) return path + ": ";
    return fmt::format("{}:{}:{}: ", path, at.line, at.column);
}

auto order(const Diagnostic& d) {
    return std::tie(d.at.line, d.at.column, d.code, d.message, d.at.length);
}

bool same(const Diagnostic& a, const Diagnostic& b) {
    return a.severity == b.severity && a.code == b.code && a.message == b.message && a.at == b.at;
}

/// Places in the order of paths, not of reading; files of the same path in the order read.
std::vector<std::size_t> rank_of_files(const Sources& sources) {
    std::vector<std::size_t> by_path(sources.files.size());
    std::iota(by_path.begin(), by_path.end(), std::size_t{0});
    std::stable_sort(by_path.begin() + (by_path.empty() ? 0 : 1), by_path.end(),
                     [&](std::size_t a, std::size_t b) {
                         return sources.files[a].path < sources.files[b].path;
                     });
    std::vector<std::size_t> rank(by_path.size());
    for (std::size_t i = 0; i < by_path.size(); ++i) rank[by_path[i]] = i;
    return rank;
}

}  // namespace

Diagnostic& Diagnostics::error(std::string_view code, Position at, std::string message,
                               std::string help) {
    return add({Severity::error, code, std::move(message), at, std::move(help), {}});
}

Diagnostic& Diagnostics::warning(std::string_view code, Position at, std::string message,
                                 std::string help) {
    return add({Severity::warning, code, std::move(message), at, std::move(help), {}});
}

Diagnostic& Diagnostics::note(std::string_view code, Position at, std::string message,
                              std::string help) {
    return add({Severity::note, code, std::move(message), at, std::move(help), {}});
}

const Diagnostic* Diagnostics::first_error(std::size_t from) const {
    for (std::size_t i = from; i < all.size(); ++i)
        if (all[i].severity == Severity::error) return &all[i];
    return nullptr;
}

void Diagnostics::sort(const Sources& sources) {
    const std::vector<std::size_t> rank = rank_of_files(sources);
    const auto file = [&](const Diagnostic& d) {
        return d.at.file < rank.size() ? rank[d.at.file] : rank.size();
    };
    std::stable_sort(all.begin(), all.end(), [&](const Diagnostic& a, const Diagnostic& b) {
        return file(a) != file(b) ? file(a) < file(b) : order(a) < order(b);
    });
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
}

std::string render(const Diagnostic& d, const Sources& sources) {
    std::string out = fmt::format("{}{}[{}]: {}\n", place(d.at, sources), name(d.severity), d.code,
                                  printable(d.message));
    out += excerpt(d.at, sources);
    for (const Related& r : d.related) {
        out += fmt::format("  {}{}\n", place(r.at, sources), printable(r.message));
        out += excerpt(r.at, sources);
    }
    if (!d.help.empty()) out += fmt::format("  help: {}\n", printable(d.help));
    return out;
}

namespace {
constexpr std::size_t many = 10, some = 3;  // of one code, below errors
}

std::string render(const Diagnostics& ds, const Sources& sources, std::size_t cap) {
    Diagnostics sorted = ds;
    sorted.sort(sources);
    std::map<std::pair<Severity, std::string_view>, std::size_t> kinds;
    for (const Diagnostic& d : sorted.all)
        if (d.severity != Severity::error) ++kinds[{d.severity, d.code}];
    std::erase_if(kinds, [](const auto& kind) { return kind.second <= many; });
    auto met = kinds;
    for (auto& [kind, n] : met) n = 0;
    std::erase_if(sorted.all, [&](const Diagnostic& d) {
        const auto kind = met.find({d.severity, d.code});
        return kind != met.end() && ++kind->second > some;
    });
    std::string out;
    const std::size_t shown = std::min(cap, sorted.all.size());
    for (std::size_t i = 0; i < shown; ++i) out += render(sorted.all[i], sources);
    for (const auto& [kind, n] : kinds)
        out += fmt::format("… and {} more {}s {}\n", n - some, name(kind.first), kind.second);
    if (shown < sorted.all.size())
        out += fmt::format("… and {} more, not shown\n", sorted.all.size() - shown);
    return out;
}

}  // namespace knockon
