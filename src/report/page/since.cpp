// What moved since an earlier report, and which input moved it.
#include "report/page/parts.h"

namespace knockon {
namespace {

void list(Html& h, const std::vector<Shown>& lines) {
    h.open("ul");
    for (const Shown& line : lines) h.element("li", line);
    h.close();
}

}  // namespace

bool any_since(const View& v) { return v.a.since.has_value(); }

void html_since(const View& v, Html& h) {
    h.element("p", {{"class", "note"}}, since_heading(v.a));
    list(h, since_sentences(v));
    const std::vector<Shown> inputs = since_inputs(v);
    if (inputs.empty()) return;
    h.element("h3", "Inputs that are others");
    list(h, inputs);
}

}  // namespace knockon
