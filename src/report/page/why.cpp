// How an outage gets from the change to those who bear it.
#include <algorithm>
#include <map>
#include <set>

#include "report/page/parts.h"
#include "report/words/counted.h"

namespace knockon {
namespace {

constexpr double worth_listing = 0.001;  // of the total loss

/// Number of a cause, as the picture and the ways name it; -1 for one that is not listed.
int index_of(const View& v, const Cause& cause) {
    const auto found = std::find_if(v.a.causes.begin(), v.a.causes.end(),
                                    [&](const CauseFigures& c) { return c.cause == cause; });
    return found == v.a.causes.end() ? -1 : static_cast<int>(found - v.a.causes.begin());
}

/// The ways of one process, one row each under its name.
void ways_of(const View& v, Html& h, const std::vector<const Why*>& ways) {
    for (const Why* w : ways) {
        std::vector<int> causes;
        for (const Cause& c : w->members)
            if (const int i = index_of(v, c); i >= 0) causes.push_back(i);
        h.open("tr", {{"data-causes", causes}});
        if (w == ways.front()) {
            h.open("th", {{"scope", "rowgroup"}, {"rowspan", static_cast<int>(ways.size())}});
            h.text(v.name_of(w->process));
            h.element("small", v.name_of(v.processes.at(w->process)->department)).close();
        }
        h.element("td", {{"class", "num"}, Html::Attribute::column(Shown("Share"))},
                  percent(w->share));
        h.open("td", {{"class", "wide"}});
        h.element("span", {{"class", "how"}}, chain_phrase(v, *w));
        if (const Shown reasons = links_phrase(v, *w); !reasons.empty())
            h.element("small", reasons);
        h.close().close();
    }
}

void ways(const View& v, Html& h) {
    if (v.a.why.empty()) return;
    h.element("h3", "The ways of the outages");
    HtmlTable t(h, Shown("How each process comes to be hit; share of the cases that hit it."),
                {{"Process"}, {"Share", HtmlColumn::figure}, {"What happens"}}, "ways");
    std::map<Id, std::vector<const Why*>> to;  // by process
    for (const Why& w : v.a.why) to[w.process].push_back(&w);
    for (const DepartmentFigures& d : v.a.departments)
        for (const Figures& p : v.a.processes)
            if (p.department == d.id)
                if (const auto own = to.find(p.id); own != to.end()) ways_of(v, h, own->second);
    t.end();
}

Shown bearers(const View& v, const CauseFigures& c) {
    std::vector<Shown> parts;
    const double floor = worth_listing * std::abs(v.a.total.loss.mean.value);
    for (const DepartmentFigures& d : v.a.departments) {
        const auto share = c.by_department.find(d.id);
        if (share == c.by_department.end() || std::abs(share->second.value) <= floor) continue;
        parts.push_back(v.name_of(d.id) + "\u00A0" + v.money_of(share->second.value));
    }
    return Shown::joined(parts, ", ");
}

void causes(const View& v, Html& h) {
    if (v.a.causes.empty()) return;
    const double floor = worth_listing * std::abs(v.a.total.loss.mean.value);
    h.element("h3", "What causes how much, and who bears it");
    HtmlTable t(h,
                Shown("Each cause's share of the expected extra loss; together they are all of "
                      "it. What is saved without a cause is less where another one stops the same "
                      "at the same time."),
                {{"Cause"},
                 {"Extra loss", HtmlColumn::figure},
                 {"Saved without it", HtmlColumn::figure},
                 {"Borne by", HtmlColumn::wide}},
                "sortable");
    std::size_t left_out = 0;
    for (const CauseFigures& c : v.a.causes) {
        if (std::max(std::abs(c.loss.value), std::abs(c.last_in.value)) <= floor)
            ++left_out;
        else
            t.row({cause_name(v, c.cause),
                   {v.money_of(c.loss.value), c.loss.value},
                   {v.money_of(c.last_in.value), c.last_in.value},
                   bearers(v, c)});
    }
    t.end();
    if (left_out > 0)
        h.note(
            Shown("Not shown: ") + counted(left_out, "cause that brings", "causes that bring") +
            " less than 0.1 % of the total each, and such shares of departments; the JSON report "
            "has them all.");
}

}  // namespace

void html_why(const View& v, Html& h) {
    ways(v, h);
    causes(v, h);
}

}  // namespace knockon
