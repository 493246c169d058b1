// What was found, each with its place and, where the text of the file is there, its line.
#include <algorithm>

#include "base/text.h"
#include "report/page/parts.h"
#include "report/words/counted.h"

namespace knockon {
namespace {

constexpr int line_columns = 160;

/// Bytes of the first `n` characters of `text`.
std::size_t bytes_of(std::string_view text, std::size_t n) {
    std::size_t at = 0;
    for (; n > 0 && at < text.size(); --n) at += first_character(text.substr(at)).bytes;
    return at;
}

Shown tabs_widened(std::string_view text) {
    std::string wide;
    for (const char c : text)
        if (c == '\t')
            wide += "  ";
        else
            wide += c;
    return Shown::from(wide);
}

/// The line with what is meant underlined; a long one is cut.
void source_line(const View& v, Html& h, Position at) {
    if (!at || at.line == 0) return;
    const std::string_view whole = v.sources.line(at);
    if (trimmed(whole).empty()) return;
    const std::string line = cut(whole, line_columns);
    const std::size_t from = bytes_of(line, at.column > 0 ? at.column - 1 : 0);
    const std::size_t to =
        from + bytes_of(std::string_view(line).substr(from), std::max<std::uint32_t>(at.length, 1));
    h.open("pre", {{"class", "source"}});
    h.text(tabs_widened(std::string_view(line).substr(0, from)));
    if (to > from) h.element("mark", tabs_widened(std::string_view(line).substr(from, to - from)));
    h.text(tabs_widened(std::string_view(line).substr(to))).close();
}

/// What stands between backquotes is what one types.
void prose(Html& h, std::string_view text) {
    if (std::count(text.begin(), text.end(), '`') % 2 != 0) {
        h.text(Shown::from(text));
        return;
    }
    bool typed = false;
    for (const std::string_view piece : split(text, '`')) {
        typed ? h.element("code", Shown::from(piece)) : h.text(Shown::from(piece));
        typed = !typed;
    }
}

Words severity_class(Severity s) { return words_of(s, {"remark", "warning", "error"}); }

void list(const View& v, Html& h, bool brought_about) {
    h.open("ol", {{"class", brought_about ? Words("findings") : Words("findings was")}});
    for (const Severity s : {Severity::error, Severity::warning, Severity::note})
        for (const Finding& f : v.a.findings)
            if (f.severity == s && f.brought_about == brought_about) html_finding(v, h, f);
    h.close();
}

}  // namespace

void html_finding(const View& v, Html& h, const Finding& f) {
    h.open("li", {{"class", severity_class(f.severity)}});
    h.open("p", {{"class", "head"}});
    h.element("span", {{"class", "tag sev"}}, Shown::from(name(f.severity)));
    h.element("span", {{"class", "tag"}}, Shown::from(f.code));
    h.element("span", {{"class", "tag qual"}}, Shown::from(f.quality));
    prose(h, f.message);
    h.close();
    h.paragraph(v.place(f.at), "place");
    source_line(v, h, f.at);
    if (!f.help.empty()) {
        h.open("p").text(Shown("What to do: ").styled(Style::faint));
        prose(h, f.help);
        h.close();
    }
    if (f.accepted)
        h.element("p", Shown("Accepted by ").styled(Style::good) + v.name_of(f.accepted->by.value) +
                           ": " + Shown::from(f.accepted->because.value));
    if (f.excused) h.element("p", "Was there before: not at the gate.");
    for (const Related& r : f.related)
        h.paragraph(v.place(r.at) + ": " + Shown::from(r.message), "place");
    h.close();
}

void html_findings(const View& v, Html& h) {
    const auto& all = v.a.findings;
    if (all.empty()) return;
    const auto number = [&](auto holds) {
        return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), holds));
    };
    const std::size_t before = number([](const Finding& f) { return !f.brought_about; });
    const std::size_t accepted = number([](const Finding& f) { return !!f.accepted; });
    Shown tally = counted(all.size(), "finding", "findings");
    if (accepted > 0) tally += Shown(", ") + count(accepted) + " accepted";
    if (before > 0) tally += Shown(", ") + count(before) + " that the change did not bring about";
    h.note(tally + ".");
    h.open("div", {{"class", "filter-place"}}).close();
    if (before < all.size()) list(v, h, true);
    if (before == 0) return;
    h.element("h3", "Was so before this change");
    list(v, h, false);
}

}  // namespace knockon
