// report/page/parts.h: what pages are made of, and the sections of the page of one change, in the
// order of the text report. Each draws nothing when it has nothing to say; the page asks `present`
// first.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "report/writing/html.h"
#include "report/page/look.h"
#include "report/words/said.h"

namespace knockon {

/// Columns of a table; figures stand at the right.
struct HtmlColumn {
    HtmlColumn(Words words, bool figures = false)
        : head(words), figure(figures) {}  // NOLINT(google-explicit-constructor): its head
    HtmlColumn(Shown text, bool figures = false) : head(std::move(text)), figure(figures) {}
    Shown head;
    bool figure;
};

/// A table that scrolls by itself where the page is too narrow for it; on a phone its rows are cards,
/// each figure beside the head of its column.
class HtmlTable {
  public:
    enum class Kind { plain, sortable, ways, heat, matrix, sum };
    HtmlTable(Html& html, const Shown& caption, const std::vector<HtmlColumn>& columns,
              Kind kind = Kind::plain);
    void row(Html::Attributes attributes = {});
    void end_row() { h_.close(); }
    void head(const Shown& text);                   // of a row
    void head(const Shown& text, double sort_key);  // a moment, by which text does not sort
    void head(const Shown& text, const Shown& note);  // with a line in small below it
    void text(const Shown& text, Words name = "");  // with this class
    void text(const Shown& text, double sort_key);
    void text(const Shown& text, const Shown& note);
    void figure(const Shown& text, double sort_key);
    void figure(const Shown& text);  // of a table that is not sorted
    void written() { ++at_; }  // a cell that was written past this
    void end();

  private:
    const Shown& next_head();  // of the column that the next cell stands in

    Html& h_;
    std::vector<Shown> heads_;
    std::size_t at_ = 0;
};

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

/// One part of a page about a `Subject`.
template <class Subject>
struct HtmlSection {
    Words id, title;
    bool (*present)(const Subject& s);
    void (*write)(const Subject& s, Html& h);
};

template <class Sections, class Subject>
void html_navigation(const Sections& sections, const Subject& subject, Html& h) {
    h.open("nav", {{"aria-label", "On this page"}}).open("ul");
    for (const HtmlSection<Subject>& s : sections)
        if (s.present(subject)) h.open("li").element("a", {{"href", "#", s.id}}, s.title).close();
    h.close().close();
}

template <class Sections, class Subject>
void html_sections(const Sections& sections, const Subject& subject, Html& h) {
    for (const HtmlSection<Subject>& s : sections) {
        if (!s.present(subject)) continue;
        h.open("section", {{"id", s.id}, {"aria-labelledby", "head-", s.id}});
        h.element("h2", {{"id", "head-", s.id}}, s.title);
        s.write(subject, h);
        h.close();
    }
}

/// A whole page: head, what `header` and `verdict` write, the first `lead` sections, which need no
/// way to them, and the others that have something to say.
template <class Sections, class Subject>
std::string html_document(const Shown& title, const Sections& sections, const Subject& subject,
                          void (*header)(const Subject&, Html&),
                          void (*verdict)(const Subject&, Html&), const std::string& version, std::size_t lead = 0) {
    Html h;
    html_begin(h, title);
    header(subject, h);
    h.open("main", {{"id", "main"}});
    verdict(subject, h);
    html_sections(std::span(sections).first(lead), subject, h);
    html_navigation(std::span(sections).subspan(lead), subject, h);
    html_sections(std::span(sections).subspan(lead), subject, h);
    h.close();
    html_end(h, Shown::from(version));
    return h.take();
}

// departments.cpp
bool any_department(const View& v);
void html_departments(const View& v, Html& h);
/// Every department and every process, as tables to sort.
bool any_figure(const View& v);
void html_figures(const View& v, Html& h);
// since.cpp
bool any_since(const View& v);
void html_since(const View& v, Html& h);
// why.cpp
bool any_why(const View& v);
void html_why(const View& v, Html& h);
// picture.cpp: the landscape in which a cause lights up its path
bool any_picture(const View& v);
void html_picture(const View& v, Html& h);
// curve.cpp
bool any_curve(const View& v);
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
bool any_windows(const View& v);
void html_windows(const View& v, Html& h);
bool any_mitigations(const View& v);
void html_mitigations(const View& v, Html& h);
bool any_structure(const View& v);
void html_structure(const View& v, Html& h);
// money.cpp
bool any_first_year(const View& v);
void html_first_year(const View& v, Html& h);
/// What must be decided, and what is planned and certain.
bool any_decision(const View& v);
void html_decisions(const View& v, Html& h);
// people.cpp
/// Who must agree, and who has.
void html_sign_off(const View& v, Html& h);
bool any_inform(const View& v);
void html_inform(const View& v, Html& h);
bool any_timeline(const View& v);
void html_timeline(const View& v, Html& h);
// findings.cpp
/// An item of the list `findings`.
void html_finding(const View& v, Html& h, const Finding& f);
bool any_finding(const View& v);
void html_findings(const View& v, Html& h);
// foundation.cpp
bool any_foundation(const View& v);
void html_foundation(const View& v, Html& h);

}  // namespace knockon
