// How bad it can get: one hundred such changes side by side, on one axis that starts at nothing.
#include <algorithm>
#include <array>
#include <cmath>

#include "report/page/parts.h"

namespace knockon {
namespace {

constexpr int left = 72, right = 16, top = 16, bottom = 40, height = 300, bar = 6, gap = 1;
constexpr int cases = 100, width = left + cases * (bar + gap) + right;

using Losses = std::array<double, cases>;  // of the cases, the smallest first

/// The loss of each of a hundred cases that stand for all: the middle of its hundredth.
Losses losses_of(const Exceedance& points) {
    Losses losses{};
    for (int i = 0; i < cases; ++i) {
        const double as_bad = 1 - (i + 0.5) / cases;  // share of the cases that are this bad
        for (const auto& [loss, p] : points)
            if (p >= as_bad) losses[static_cast<std::size_t>(i)] = std::max(0.0, loss);
    }
    return losses;
}

/// The round amount at which the axis ends: 1, 2 or 5 times a power of ten.
double end_of_axis(double most) {
    const double power = std::pow(10.0, std::floor(std::log10(most)));
    for (const double n : {1.0, 2.0, 5.0})
        if (most <= n * power) return n * power;
    return 10 * power;
}

int y_of(double loss, double end) {
    return height - bottom -
           static_cast<int>(std::lround(loss / end * (height - top - bottom)));
}

void axis(const View& v, Html& h, double end) {
    h.open("g");
    for (int i = 0; i <= 4; ++i) {
        const double loss = end * i / 4;
        h.open("line", {{"class", "grid"},
                        {"x1", left},
                        {"x2", width - right},
                        {"y1", y_of(loss, end)},
                        {"y2", y_of(loss, end)}})
            .close();
        h.element("text",
                  {{"x", left - 8},
                   {"y", y_of(loss, end) + 4},
                   {"text-anchor", "end"},
                   {"class", "sub"}},
                  i == 0 ? Shown("nothing") : Shown(stated_money(loss, v.a.currency)));
    }
    h.element("text",
              {{"x", (left + width) / 2}, {"y", height - 12}, {"text-anchor", "middle"}},
              "100 such changes, the mildest at the left: what each adds to the losses");
    h.close();
}

void bars(Html& h, const Losses& losses, double end) {
    for (int i = 0; i < cases; ++i) {
        const int y = y_of(losses[static_cast<std::size_t>(i)], end);
        if (y >= height - bottom) continue;
        h.open("rect", {{"x", left + i * (bar + gap)},
                        {"y", y},
                        {"width", bar},
                        {"height", height - bottom - y},
                        {"class", i < 95 ? Words("case") : Words("case worst")}})
            .close();
    }
}

/// "In 86 of 100 such changes nothing is lost. The 5 worst lose € 40k or more, the worst € 120k."
Shown in_words(const View& v, const Losses& losses) {
    if (losses[cases - 1] < 1)
        return Shown("In more than 99 of 100 such changes nothing more is lost.");
    const auto calm = static_cast<std::uint64_t>(
        std::count_if(losses.begin(), losses.end(), [](double x) { return x < 1; }));
    const Shown worst = Shown(v.money_of(losses[cases - 1]));
    const Shown first = Shown("In ") + count(calm) + " of 100 such changes nothing more is lost. ";
    if (losses[95] < 1) return first + "The worst loses " + worst + ".";
    return first + "The 5 worst lose " + v.money_of(losses[95]) + " or more, the worst " + worst +
           ".";
}

void chart(const View& v, Html& h, const Losses& losses) {
    const double end = end_of_axis(losses[cases - 1]);
    h.open("div", {{"class", "figure"}});
    constexpr Words title = "Losses of one hundred cases";
    html_begin_drawing(h, {"chart", "curve", title, title, in_words(v, losses), width, height});
    axis(v, h, end);
    bars(h, losses, end);
    h.close().close().close();
}

}  // namespace

void html_curve(const View& v, Html& h) {
    if (v.a.total.loss.tail_mean.value < 1) return;
    const Losses losses = losses_of(v.a.total.exceedance);
    h.element("p", in_words(v, losses));
    if (losses[cases - 1] >= 1) chart(v, h, losses);
    h.note(Shown("All departments together. Rarer cases can be worse: ") +
           v.money_of(v.a.total.loss.tail_mean.value) +
           " is the average of the worst 1 %. The table of departments has the figures.");
}

}  // namespace knockon
