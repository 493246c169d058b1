// What all of it rests on: how it was worked out, what would change a verdict, what was assumed,
// what was read.
#include "report/page/parts.h"
#include "report/words/advice.h"

namespace knockon {
namespace {

std::vector<Shown> method(const View& v) {
    std::vector<Shown> items = {method_sentence(v)};
    if (v.a.structure)
        items.push_back(Shown("Structure: ") + Shown::from(v.a.structure->engine) + ".");
    for (const std::string& l : v.a.limits_hit)
        items.push_back(Shown("Limit met: ").styled(Style::doubt) + Shown::from(l));
    for (const std::string& n : v.a.notes) items.push_back(Shown("Note: ") + Shown::from(n));
    return items;
}

void break_even(const View& v, Html& h) {
    if (v.a.break_even.empty()) return;
    h.element("h3", "What would change a verdict");
    h.open("ul", {{"class", "plain"}});
    for (const BreakEven& b : v.a.break_even) {
        h.open("li").text(break_even_sentence(v, b));
        if (const Shown place = v.place(b.at); !place.empty())
            h.text(Shown(" ")).element("small", place);
        h.close();
    }
    h.close();
}

void assumptions(const View& v, Html& h) {
    h.element("h3", "Assumed");
    if (v.a.assumptions.empty()) {
        h.element("p", "Nothing: every value in use was stated.");
        return;
    }
    HtmlTable t(h, Shown("Values that nobody stated, and where they come from."),
                {{"Of"}, {"What"}, {"Value"}, {"Source"}});
    for (const Assumption& a : v.a.assumptions)
        t.row(
            {Shown::from(a.of), Shown::from(a.what), Shown::from(a.value), Shown::from(a.source)});
    t.end();
}

void inputs(const View& v, Html& h) {
    if (v.a.inputs.empty()) return;
    h.element("h3", "Read");
    HtmlTable t(h, Shown("The files as they were read."),
                {{"File"}, {"SHA-256", HtmlColumn::digest}});
    for (const Input& i : v.a.inputs) t.row({Shown::from(i.path), Shown::from(i.sha256)});
    t.end();
}

}  // namespace

void html_foundation(const View& v, Html& h) {
    h.element("p", rests_on(v));
    break_even(v, h);
    assumptions(v, h);
    h.element("h3", "For those who check the figures");
    html_list(h, method(v));
    inputs(v, h);
}

}  // namespace knockon
