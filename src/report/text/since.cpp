// What moved since an earlier report, and which input moved it.
#include <algorithm>
#include <array>
#include <cmath>

#include "report/text/parts.h"
#include "report/words/gate.h"

namespace knockon {
namespace {

constexpr std::size_t most_lines = 20;  // of a list, unless everything is asked for

Shown and_more(std::size_t n) { return Shown("and ") + count(n) + " more: -v lists them"; }

void print(Words heading, const std::vector<Shown>& lines, const View& v, Page& page) {
    if (lines.empty()) return;
    page.wrap(Shown(heading).styled(Style::faint), 2, 4);
    const std::size_t most = v.full() ? lines.size() : std::min(lines.size(), most_lines);
    for (std::size_t i = 0; i < most; ++i) page.wrap(lines[i], 4, 6);
    if (lines.size() > most) page.wrap(and_more(lines.size() - most), 4, 6);
}

}  // namespace

void draw_since(const View& v, Page& page) {
    if (!v.a.since) return;
    page.blank();
    page.wrap(since_heading(v.a).styled(Style::strong));
    for (const Shown& line : since_sentences(v)) page.wrap(line, 2, 4);
    print("Inputs that are others:", since_inputs(v), v, page);
    if (const Shown gate = excused_sentence(v.a); !gate.empty()) page.wrap(gate, 2, 4);
}

}  // namespace knockon
