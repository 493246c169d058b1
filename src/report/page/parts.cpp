// What all pages have in common: their head and foot, tables, drawings and badges.
#include "report/page/parts.h"

#include <algorithm>

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
    h.doctype().open("html", {{"lang", "en"}});
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
                     Words look)
    : h_(html), columns_(columns) {
    h_.open("div", {{"class", "scroll"},
                    {"role", "group"},
                    Html::Attribute::label(Shown("Table: ") + columns.front().head),
                    {"tabindex", 0}});
    h_.open("table", {{"class", look}});
    h_.open("caption").element("span", caption).close();
    h_.open("thead").open("tr");
    for (const HtmlColumn& c : columns) {
        const Words look_of_head = c.holds == HtmlColumn::figure ? Words("num") : Words("");
        h_.element("th", {{"scope", "col"}, Html::Attribute::look(look_of_head)}, c.head);
    }
    h_.close().close().open("tbody");
}

void HtmlTable::row(const std::vector<HtmlCell>& cells, Html::Attributes attributes) {
    static constexpr Words looks[] = {"", "num", "wide", "hash"};
    h_.open("tr", attributes);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const HtmlCell& c = cells[i];
        const HtmlColumn& column = columns_[std::min(i, columns_.size() - 1)];
        const auto key = c.key ? Html::Attribute::sort_key(*c.key) : Html::Attribute();
        if (i == 0)
            h_.open("th", {{"scope", "row"}, key});
        else
            h_.open("td", {Html::Attribute::look(c.note.empty() ? looks[column.holds] : "wide"),
                           Html::Attribute::column(column.head), key});
        h_.text(c.text);
        if (!c.note.empty()) h_.element("small", c.note);
        if (c.write) c.write(h_);
        h_.close();
    }
    h_.close();
}

Words verdict_class(Verdict verdict) {
    return words_of(verdict, {"within", "exceeds", "undetermined", "undetermined"});
}

Words verdict_sign(Verdict verdict) { return words_of(verdict, {"✓ ", "✕ ", "? ", "? "}); }

namespace {

void badge(Html& h, Verdict verdict, const Shown& word) {
    h.open("span", {{"class", "badge ", verdict_class(verdict)}});
    h.element("span", {{"aria-hidden", "true"}}, verdict_sign(verdict));
    h.text(word.styled(Style::plain)).close();
}

}  // namespace

void html_badge(Html& h, Verdict verdict) { badge(h, verdict, verdict_word(verdict)); }

void html_headline(Html& h, const Assessment& a) { badge(h, verdict_at(a), headline_word(a)); }

void html_verdict(Html& h, Verdict verdict, const Shown& sentence) {
    h.open("section",
           {{"class", "verdict ", verdict_class(verdict)}, {"aria-labelledby", "verdict"}});
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

void html_fold(Html& h, const Shown& title) {
    h.open("details", {{"class", "fold"}}).open("summary").text(title).close();
}

void html_begin_drawing(Html& h, const HtmlDrawing& d) {
    h.open("div",
           {{"class", "scroll"}, {"role", "group"}, {"aria-label", d.name}, {"tabindex", 0}});
    h.open("svg", {{"class", d.look},
                   {"role", "img"},
                   Html::Attribute::labelled(d.key),
                   {"width", d.width},
                   {"height", d.height},
                   {"viewBox", std::vector<int>{0, 0, d.width, d.height}}});
    h.element("title", {{"id", d.key, "-title"}}, d.title);
    h.element("desc", {{"id", d.key, "-text"}}, d.text);
}

}  // namespace knockon
