// report/page/parts.h: what pages are made of, and the sections of the page of one change, in the
// order of the text report. Each writes nothing when it has nothing to say; the page then has no
// such section.
#pragma once

#include <concepts>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "report/words/said.h"
#include "report/writing/html.h"

namespace knockon {

/// page.css: light and dark, screen and print, from 360 pixels up; no image, no font, nothing from
/// elsewhere. Colours come in pairs that keep a contrast of 4.5 to 1 at least; none of them says
/// anything that words do not say as well. It and the script are constants, so that the content
/// security policy can name them by their digests.
Words page_style();
/// page.js: tables that sort, causes that light up their path in the picture, findings that can be
/// filtered. It moves, marks and hides what is on the page already and makes elements only out of
/// text; nothing is ever parsed as markup. Without it everything is there to be read.
Words page_script();

/// A column of a table. Figures stand at the right; on a phone, what is `wide` takes lines of its own.
struct HtmlColumn {
    enum Holds { text, figure, wide, digest };
    HtmlColumn(Words words, Holds what = text)
        : head(words), holds(what) {}  // NOLINT(google-explicit-constructor): its head
    HtmlColumn(Shown words, Holds what = text) : head(std::move(words)), holds(what) {}
    Shown head;
    Holds holds;
};

/// What stands in a cell: a text, with the number by which a table sorts it or a line in small below
/// it; or whatever is written into it.
struct HtmlCell {
    template <class T>
    requires std::convertible_to<T, Shown> HtmlCell(T&& words)
        : text(std::forward<T>(words)) {}  // NOLINT(google-explicit-constructor)
    HtmlCell(Shown words, double sort_key) : text(std::move(words)), key(sort_key) {}
    HtmlCell(Shown words, Shown below) : text(std::move(words)), note(std::move(below)) {}
    template <std::invocable<Html&> Write>
    HtmlCell(Write writes, std::optional<double> sort_key = {})
        : key(sort_key), write(std::move(writes)) {}
    Shown text, note;
    std::optional<double> key;
    std::function<void(Html&)> write;
};

/// A table that scrolls by itself where the page is too narrow for it; on a phone its rows are cards,
/// each cell beside the head of its column.
class HtmlTable {
  public:
    /// @param look  its class; those that are `sortable` sort by the column that is chosen
    HtmlTable(Html& html, const Shown& caption, const std::vector<HtmlColumn>& columns,
              Words look = "plain-table");
    /// A whole row; its first cell is its head.
    void row(const std::vector<HtmlCell>& cells, Html::Attributes attributes = {});
    void end() { h_.close().close().close(); }

  private:
    Html& h_;
    std::vector<HtmlColumn> columns_;
};

/// "within", "exceeds", "undetermined" as a class; what is not modelled is not determined.
Words verdict_class(Verdict verdict);
/// "✓ ", "✕ ", "? ".
Words verdict_sign(Verdict verdict);
/// "within", "exceeds", "undetermined" with a sign, as a badge.
void html_badge(Html& h, Verdict verdict);
/// The same of a change: its headline, with what findings stop.
void html_headline(Html& h, const Assessment& a);
/// The section that comes first: opens it, with its sentence.
void html_verdict(Html& h, Verdict verdict, const Shown& sentence);
/// Points below each other, without a heading.
void html_list(Html& h, const std::vector<Shown>& items);
/// A figure in the list `keys` of that section.
void html_key_figure(Html& h, Words what, const Shown& figure);
/// What can be unfolded, under its title: opens it.
void html_fold(Html& h, const Shown& title);

/// A drawing that scrolls by itself where the page is too narrow for it: its name and what it says in
/// words. `key` begins the keys of both.
struct HtmlDrawing {
    Words look, key, name, title;
    Shown text;
    int width, height;
};
/// Opens it, the place that it scrolls in and itself.
void html_begin_drawing(Html& h, const HtmlDrawing& d);

/// One part of a page about a `Subject`.
template <class Subject>
struct HtmlSection {
    Words id, title;
    void (*write)(const Subject& s, Html& h);
};

/// The head of a page, and its body up to the first element of content, which must lead to the key
/// "main".
void html_begin(Html& h, const Shown& title);
/// The foot; closes what html_begin opened.
void html_end(Html& h, const Shown& version);

/// A whole page: head, what `header` and `verdict` write, the first `lead` sections, which need no
/// way to them, and the others that have something to say.
template <class Sections, class Subject>
std::string html_document(const Shown& title, const Sections& sections, const Subject& subject,
                          void (*header)(const Subject&, Html&),
                          void (*verdict)(const Subject&, Html&), const std::string& version,
                          std::size_t lead = 0) {
    Html h, ways, others;
    html_begin(h, title);
    header(subject, h);
    h.open("main", {{"id", "main"}});
    verdict(subject, h);
    for (const HtmlSection<Subject>& s : sections) {
        const bool leads = &s < std::data(sections) + lead;
        Html content;
        s.write(subject, content);
        if (content.empty()) continue;
        if (!leads) ways.open("li").element("a", {{"href", "#", s.id}}, s.title).close();
        Html& to = leads ? h : others;
        to.open("section", {{"id", s.id}, {"aria-labelledby", "head-", s.id}});
        to.element("h2", {{"id", "head-", s.id}}, s.title).add(std::move(content)).close();
    }
    h.open("nav", {{"aria-label", "On this page"}}).open("ul").add(std::move(ways)).close().close();
    h.add(std::move(others)).close();
    html_end(h, Shown::from(version));
    return h.take();
}

// departments.cpp
void html_departments(const View& v, Html& h);
/// Every department and every process, as tables to sort.
void html_figures(const View& v, Html& h);
// since.cpp
void html_since(const View& v, Html& h);
// why.cpp
void html_why(const View& v, Html& h);
// picture.cpp: the landscape in which a cause lights up its path
void html_picture(const View& v, Html& h);
// curve.cpp
void html_curve(const View& v, Html& h);
// heat.cpp
/// Starts by day and hour, each with its loss, a shade and what stands against it; at least one.
struct HeatMap {
    const std::vector<StartOption>& starts;
    Instant requested;
    Verdict requested_verdict;  // as it was assessed, with more runs than the starts of the map
    const Zone& zone;
    const std::string &timezone, &currency;
};
void html_heat(Html& h, const HeatMap& map);
// outlook.cpp
void html_windows(const View& v, Html& h);
void html_mitigations(const View& v, Html& h);
void html_structure(const View& v, Html& h);
// money.cpp
void html_first_year(const View& v, Html& h);
/// What must be decided, and what is planned and certain.
void html_decisions(const View& v, Html& h);
// people.cpp
/// Who must agree, and who has.
void html_sign_off(const View& v, Html& h);
void html_inform(const View& v, Html& h);
void html_timeline(const View& v, Html& h);
// findings.cpp
/// An item of the list `findings`.
void html_finding(const View& v, Html& h, const Finding& f);
void html_findings(const View& v, Html& h);
// foundation.cpp
void html_foundation(const View& v, Html& h);

}  // namespace knockon
