// What all pages have in common: their head and foot, tables and badges.
#include "report/page/look.h"

#include <algorithm>

#include "report/page/parts.h"

namespace knockon {

Words page_style() {
    return
#include "page.css.h"
        ;
}

Words page_script() {
    return
#include "page.js.h"
        ;
}

void html_begin(Html& h, const Shown& title) {
    h.open("html", {{"lang", "en"}});
    h.open("head");
    h.lone("meta", {{"charset", "utf-8"}});
    h.policy(page_style(), page_script());
    h.lone("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
    h.lone("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
    h.lone("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
    h.element("title", title);
    h.style(page_style());
    h.close().open("body");
    h.element("a", {{"class", "skip"}, {"href", "#main"}}, "To the verdict");
}

void html_end(Html& h, const Shown& version) {
    h.open("footer");
    h.element("p", Shown("knockon ") + version +
                       ". Every figure means what knockon-semantics(7) says; `knockon explain "
                       "CODE` explains a finding. This page loads nothing from elsewhere.");
    h.close();
    h.script(page_script());
    h.close().close();
}

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
                                : kind == Kind::matrix ? Words("matrix")
                                : kind == Kind::sum    ? Words("sum")
                                                       : Words("plain-table")}});
    h_.open("caption").element("span", caption).close();
    h_.open("thead").open("tr");
    for (const HtmlColumn& c : columns) {
        heads_.push_back(c.head);
        if (c.figure)
            h_.element("th", {{"scope", "col"}, {"class", "num"}}, c.head);
        else
            h_.element("th", {{"scope", "col"}}, c.head);
    }
    h_.close().close().open("tbody");
}

void HtmlTable::row(Html::Attributes attributes) {
    at_ = 0;
    h_.open("tr", attributes);
}

const Shown& HtmlTable::next_head() { return heads_[std::min(at_++, heads_.size() - 1)]; }

void HtmlTable::head(const Shown& text) {
    ++at_;
    h_.element("th", {{"scope", "row"}}, text);
}

void HtmlTable::head(const Shown& text, double sort_key) {
    ++at_;
    h_.element("th", {{"scope", "row"}, Html::Attribute::sort_key(sort_key)}, text);
}

void HtmlTable::head(const Shown& text, const Shown& note) {
    ++at_;
    h_.open("th", {{"scope", "row"}}).text(text).element("small", note).close();
}

void HtmlTable::text(const Shown& text, Words name) {
    const auto column = Html::Attribute::column(next_head());
    if (name.text().empty())
        h_.element("td", {column}, text);
    else
        h_.element("td", {{"class", name}, column}, text);
}

void HtmlTable::text(const Shown& text, double sort_key) {
    const auto column = Html::Attribute::column(next_head());
    h_.element("td", {column, Html::Attribute::sort_key(sort_key)}, text);
}

void HtmlTable::text(const Shown& text, const Shown& note) {
    if (note.empty()) return this->text(text);
    h_.open("td", {{"class", "wide"}, Html::Attribute::column(next_head())});
    h_.text(text).element("small", note).close();
}

void HtmlTable::figure(const Shown& text, double sort_key) {
    const auto column = Html::Attribute::column(next_head());
    h_.element("td", {{"class", "num"}, column, Html::Attribute::sort_key(sort_key)}, text);
}

void HtmlTable::figure(const Shown& text) {
    const auto column = Html::Attribute::column(next_head());
    h_.element("td", {{"class", "num"}, column}, text);
}

void HtmlTable::end() { h_.close().close().close(); }

namespace {

void badge(Html& h, Verdict verdict, const Shown& word) {
    h.open("span", {{"class", verdict == Verdict::within    ? Words("badge within")
                              : verdict == Verdict::exceeds ? Words("badge exceeds")
                                                            : Words("badge undetermined")}});
    h.element("span", {{"aria-hidden", "true"}},
              verdict == Verdict::within    ? Words("✓ ")
              : verdict == Verdict::exceeds ? Words("✕ ")
                                            : Words("? "));
    h.text(word.styled(Style::plain)).close();
}

}  // namespace

void html_badge(Html& h, Verdict verdict) { badge(h, verdict, verdict_word(verdict)); }

void html_headline(Html& h, const Assessment& a) { badge(h, verdict_at(a), headline_word(a)); }

void html_verdict(Html& h, Verdict verdict, const Shown& sentence) {
    h.open("section", {{"class", verdict == Verdict::within    ? Words("verdict within")
                                 : verdict == Verdict::exceeds ? Words("verdict exceeds")
                                                               : Words("verdict undetermined")},
                       {"aria-labelledby", "verdict"}});
    h.element("h2", {{"id", "verdict"}}, sentence.styled(Style::plain));
}

void html_list(Html& h, const std::vector<Shown>& items) {
    h.open("ul", {{"class", "plain"}});
    for (const Shown& s : items) h.element("li", s);
    h.close();
}

void html_key_figure(Html& h, Words what, const Shown& figure) {
    h.open("div").element("dt", what).element("dd", figure).close();
}

}  // namespace knockon
