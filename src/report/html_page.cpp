// The page of an assessment: verdict first, then what a department head asks, in that order.
#include "report/html_page.h"

#include <algorithm>
#include <array>

#include "report/html_parts.h"

namespace knockon {
namespace {

constexpr std::array sections = {
    HtmlSection{"departments", "Who is hit, and how badly", any_department, html_departments},
    HtmlSection{"since", "What moved", any_since, html_since},
    HtmlSection{"why", "Why", any_why, html_why},
    HtmlSection{"curve", "How bad it can get", any_curve, html_curve},
    HtmlSection{"windows", "When instead", any_windows, html_windows},
    HtmlSection{"help", "What would help", any_mitigations, html_mitigations},
    HtmlSection{"structure", "What stays behind", any_structure, html_structure},
    HtmlSection{"money", "Who benefits, who bears", any_economics, html_economics},
    HtmlSection{"agree", "Who must agree, who must know", any_agreement, html_agreement},
    HtmlSection{"timeline", "Time line", any_timeline, html_timeline},
    HtmlSection{"processes", "Every process", any_process, html_processes},
    HtmlSection{"findings", "Findings", any_finding, html_findings},
    HtmlSection{"basis", "What this rests on", any_foundation, html_foundation},
};

void head(const View& v, Html& h) {
    h.open("head");
    h.lone("meta", {{"charset", "utf-8"}});
    h.policy(page_style(), page_script());
    h.lone("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
    h.lone("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
    h.lone("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
    h.element("title", Shown::from(v.a.change) + ": " + Shown::from(v.a.title));
    h.style(page_style());
    h.close();
}

void header(const View& v, Html& h) {
    const Assessment& a = v.a;
    h.element("a", {{"class", "skip"}, {"href", "#main"}}, "To the verdict");
    h.open("header");
    Shown line = Shown::from(a.change);
    if (!a.organisation.empty()) line = Shown::from(a.organisation) + " · " + line;
    h.element("p", line);
    h.element("h1", Shown::from(a.title.empty() ? a.change : a.title));
    h.element("p", Shown(period(a.start, a.end, v.zone)) + ", watched until " +
                       moment(a.hypercare_end, v.zone) + " (" + Shown::from(a.timezone) + ")");
    if (!a.sponsor.empty())
        h.element("p", Shown("Sponsor: ") +
                           Shown::from(a.sponsor_name.empty() ? a.sponsor : a.sponsor_name));
    h.close();
}

void navigation(const View& v, Html& h) {
    h.open("nav", {{"aria-label", "On this page"}}).open("ul");
    for (const HtmlSection& s : sections)
        if (s.present(v)) h.open("li").element("a", {{"href", "#", s.id}}, s.title).close();
    h.close().close();
}

void key_figure(Html& h, Words what, const Shown& figure) {
    h.open("div").element("dt", what).element("dd", figure).close();
}

void verdict(const View& v, Html& h) {
    const Assessment& a = v.a;
    h.open("section", {{"class", a.verdict == Verdict::within    ? Words("verdict within")
                                 : a.verdict == Verdict::exceeds ? Words("verdict exceeds")
                                                                 : Words("verdict undetermined")},
                       {"aria-labelledby", "verdict"}});
    h.element("h2", {{"id", "verdict"}}, verdict_sentence(a).styled(Style::plain));
    std::vector<Shown> what_if;
    for (const std::string& o : a.overrides) what_if.push_back(Shown::from(o));
    if (!what_if.empty())
        h.element("p", Shown("What if: ").styled(Style::doubt) + Shown::joined(what_if, ", "));
    for (const DepartmentFigures& d : a.departments)
        if (d.verdict == Verdict::undetermined && !d.settle.empty())
            h.element("p", v.name_of(d.id) + " is undetermined: " + Shown::from(d.settle));
    if (const Shown gate = excused_sentence(a); !gate.empty()) h.element("p", gate);
    for (const std::string& l : a.limits_hit)
        h.element("p", Shown("Limit met: ").styled(Style::doubt) + Shown::from(l));
    h.open("dl", {{"class", "keys"}});
    key_figure(h, "Expected extra loss", v.money_of(a.total.loss.mean.value));
    key_figure(h, "Exceeded in 1 case of 20", v.money_of(a.total.loss.p95.value));
    key_figure(h, "Exceeded in 1 case of 100", v.money_of(a.total.loss.p99.value));
    key_figure(h, "Findings that it brings about",
               count(static_cast<std::uint64_t>(
                   std::count_if(a.findings.begin(), a.findings.end(),
                                 [](const Finding& f) { return f.brought_about; }))));
    if (a.last_turn_back) key_figure(h, "Turn back by", moment(*a.last_turn_back, v.zone, false));
    h.close().close();
}

void section(const View& v, Html& h, const HtmlSection& s) {
    h.open("section", {{"id", s.id}, {"aria-labelledby", "head-", s.id}});
    h.element("h2", {{"id", "head-", s.id}}, s.title);
    s.write(v, h);
    h.close();
}

void footer(const View& v, Html& h) {
    h.open("footer");
    h.element("p",
              Shown("knockon ") + Shown::from(v.a.version) +
                  ". Every figure means what knockon-semantics(7) says; `knockon explain CODE` "
                  "explains a finding. This page loads nothing from elsewhere.");
    h.close();
}

}  // namespace

HtmlTable::HtmlTable(Html& html, const Shown& caption, const std::vector<HtmlColumn>& columns,
                     Kind kind)
    : h_(html) {
    h_.open("div", {{"class", "scroll"},
                    {"role", "group"},
                    Html::Attribute::label(Shown("Table: ") + columns.front().head),
                    {"tabindex", 0}});
    h_.open("table", {{"class", kind == Kind::sortable ? Words("sortable")
                                : kind == Kind::ways   ? Words("ways")
                                : kind == Kind::heat   ? Words("heat")
                                                       : Words("plain-table")}});
    h_.open("caption").element("span", caption).close();
    h_.open("thead").open("tr");
    for (const HtmlColumn& c : columns)
        if (c.figure)
            h_.element("th", {{"scope", "col"}, {"class", "num"}}, c.head);
        else
            h_.element("th", {{"scope", "col"}}, c.head);
    h_.close().close().open("tbody");
}

void HtmlTable::row(Html::Attributes attributes) { h_.open("tr", attributes); }

void HtmlTable::head(const Shown& text) { h_.element("th", {{"scope", "row"}}, text); }

void HtmlTable::text(const Shown& text, Words name) {
    if (name.text().empty())
        h_.element("td", text);
    else
        h_.element("td", {{"class", name}}, text);
}

void HtmlTable::figure(const Shown& text, double sort_key) {
    h_.element("td", {{"class", "num"}, Html::Attribute::sort_key(sort_key)}, text);
}

void HtmlTable::figure(const Shown& text) { h_.element("td", {{"class", "num"}}, text); }

void HtmlTable::end() { h_.close().close().close(); }

void html_badge(Html& h, Verdict verdict) {
    h.open("span", {{"class", verdict == Verdict::within    ? Words("badge within")
                              : verdict == Verdict::exceeds ? Words("badge exceeds")
                                                            : Words("badge undetermined")}});
    h.element("span", {{"aria-hidden", "true"}},
              verdict == Verdict::within    ? Words("✓ ")
              : verdict == Verdict::exceeds ? Words("✕ ")
                                            : Words("? "));
    h.text(verdict_word(verdict).styled(Style::plain)).close();
}

std::string report_html(const Assessment& a, const Sources& sources) {
    TextOptions everything;
    everything.detail = TextOptions::Detail::full;
    const View v(a, sources, everything);
    Html h;
    h.open("html", {{"lang", "en"}});
    head(v, h);
    h.open("body");
    header(v, h);
    navigation(v, h);
    h.open("main", {{"id", "main"}});
    verdict(v, h);
    for (const HtmlSection& s : sections)
        if (s.present(v)) section(v, h, s);
    h.close();
    footer(v, h);
    h.script(page_script());
    h.close().close();
    return h.take();
}

}  // namespace knockon
