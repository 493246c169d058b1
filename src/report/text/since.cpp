// What moved since an earlier report, and which input moved it.
#include "report/text/parts.h"

namespace knockon {
namespace {

constexpr std::size_t inputs_shown = 20;

}  // namespace

void draw_since(const View& v, Page& page) {
    if (!v.a.since) return;
    page.blank();
    page.wrap(since_heading(v.a).styled(Style::strong));
    for (const Shown& line : since_sentences(v)) page.wrap(line, 2, 4);
    if (const std::vector<Shown> inputs = since_inputs(v); !inputs.empty()) {
        page.wrap(Shown("Inputs that are others:").styled(Style::faint), 2, 4);
        draw_some(v, inputs, inputs_shown, 4, page);
    }
    page.wrap(excused_sentence(v.a), 2, 4);
}

}  // namespace knockon
