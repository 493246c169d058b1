// report/page/parts.h: what pages are made of, and the sections of the page of one change, in the
// order of the text report. Each draws nothing when it has nothing to say; the page asks `present`
// first.
#pragma once

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

/// A table that scrolls by itself where the page is too narrow for it.
class HtmlTable {
  public:
    enum class Kind { plain, sortable, ways, heat, matrix };
    HtmlTable(Html& html, const Shown& caption, const std::vector<HtmlColumn>& columns,
              Kind kind = Kind::plain);
    void row(Html::Attributes attributes = {});
    void end_row() { h_.close(); }
    void head(const Shown& text);                   // of a row
    void head(const Shown& text, double sort_key);  // a moment, by which text does not sort
    void text(const Shown& text, Words name = "");  // with this class
    void text(const Shown& text, double sort_key);
    void figure(const Shown& text, double sort_key);
    void figure(const Shown& text);  // of a table that is not sorted
    void end();

  private:
    Html& h_;
};

/// "within", "exceeds", "undetermined" with a sign, as a badge.
void html_badge(Html& h, Verdict verdict);
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

/// A whole page: head, what `header` and `verdict` write, and the sections that have something to
/// say.
template <class Sections, class Subject>
std::string html_document(const Shown& title, const Sections& sections, const Subject& subject,
                          void (*header)(const Subject&, Html&),
                          void (*verdict)(const Subject&, Html&), const std::string& version) {
    Html h;
    html_begin(h, title);
    header(subject, h);
    html_navigation(sections, subject, h);
    h.open("main", {{"id", "main"}});
    verdict(subject, h);
    html_sections(sections, subject, h);
    h.close();
    html_end(h, Shown::from(version));
    return h.take();
}

// departments.cpp
bool any_department(const View& v);
void html_departments(const View& v, Html& h);
bool any_process(const View& v);
void html_processes(const View& v, Html& h);
// since.cpp
bool any_since(const View& v);
void html_since(const View& v, Html& h);
// why.cpp
bool any_why(const View& v);
void html_why(const View& v, Html& h);
// picture.cpp: the landscape in which a cause lights up its path
void html_picture(const View& v, Html& h);
// curve.cpp
bool any_curve(const View& v);
void html_curve(const View& v, Html& h);
// heat.cpp
/// Starts by day and hour, each with its loss, a shade and what stands against it; at least one.
struct HeatMap {
    const std::vector<StartOption>& starts;
    Instant requested;
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
bool any_economics(const View& v);
void html_economics(const View& v, Html& h);
// people.cpp
/// Who must agree, and who has.
void html_sign_off(const View& v, Html& h);
bool any_agreement(const View& v);
void html_agreement(const View& v, Html& h);
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
