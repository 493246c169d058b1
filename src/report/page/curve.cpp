// How bad it can get: the chance that the extra loss exceeds an amount, on two logarithmic axes.
#include <algorithm>
#include <cmath>

#include "report/page/parts.h"

namespace knockon {
namespace {

constexpr int left = 64, right = 16, top = 30, bottom = 46, width = 760, height = 360;
constexpr double floor_of_chance = 1e-4;
constexpr std::size_t most_curves = 7;

struct Curve {
    Shown name;
    const Exceedance* points;
};

/// The total and the departments with most to lose.
std::vector<Curve> curves_of(const View& v) {
    std::vector<Curve> curves;
    const auto drawable = [](const Exceedance& e) {
        return std::any_of(e.begin(), e.end(), [](const auto& p) {
            return p.first > 0 && p.second >= floor_of_chance;
        });
    };
    if (drawable(v.a.total.exceedance))
        curves.push_back({Shown("all together"), &v.a.total.exceedance});
    for (const DepartmentFigures& d : v.a.departments)
        if (drawable(d.exceedance) && curves.size() < most_curves)
            curves.push_back({v.name_of(d.id), &d.exceedance});
    return curves;
}

struct Axes {
    double least = 1, most = 10;  // losses, powers of ten
    double chance = 1e-2;         // lowest chance drawn

    int x(double loss) const {
        const double share = std::log10(loss / least) / std::log10(most / least);
        return left +
               static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * (width - left - right)));
    }
    int y(double p) const {
        const double share = std::log10(p) / std::log10(chance);
        return top +
               static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * (height - top - bottom)));
    }
};

Axes axes_of(const std::vector<Curve>& curves) {
    double least = 0, most = 0, chance = 1;
    for (const Curve& c : curves)
        for (const auto& [loss, p] : *c.points) {
            if (loss <= 0 || p < floor_of_chance) continue;
            least = least == 0 ? loss : std::min(least, loss);
            most = std::max(most, loss);
            chance = std::min(chance, p);
        }
    Axes a;
    // Of what is small next to the largest loss nobody needs to see the digits.
    least = std::max(least, most / 1e5);
    a.least = std::pow(10.0, std::floor(std::log10(least)));
    a.most = std::pow(10.0, std::ceil(std::log10(most)));
    if (a.most <= a.least) a.most = 10 * a.least;
    a.chance = std::pow(10.0, std::min(-1.0, std::floor(std::log10(chance) + 1e-9)));
    return a;
}

void grid(const View& v, Html& h, const Axes& a) {
    for (double p = 1; p >= a.chance * 0.99; p /= 10) {
        h.open("line", {{"class", "grid"},
                        {"x1", left},
                        {"x2", width - right},
                        {"y1", a.y(p)},
                        {"y2", a.y(p)}})
            .close();
        h.element("text",
                  {{"x", left - 8}, {"y", a.y(p) + 4}, {"text-anchor", "end"}, {"class", "sub"}},
                  stated_percent(p));
    }
    for (double x = a.least; x <= a.most * 1.01; x *= 10) {
        h.open("line", {{"class", "grid"},
                        {"x1", a.x(x)},
                        {"x2", a.x(x)},
                        {"y1", top},
                        {"y2", height - bottom}})
            .close();
        h.element("text",
                  {{"x", a.x(x)},
                   {"y", height - bottom + 18},
                   {"text-anchor", x > a.most * 0.99 ? Words("end") : Words("middle")},
                   {"class", "sub"}},
                  stated_money(x, v.a.currency));
    }
    h.open("path", {{"class", "axis curve"},
                    {"d", Outline()
                              .move(left, top)
                              .line(left, height - bottom)
                              .line(width - right, height - bottom)}})
        .close();
    h.element("text", {{"x", (left + width) / 2}, {"y", height - 8}, {"text-anchor", "middle"}},
              "extra loss of at least");
    h.element("text", {{"x", left}, {"y", 16}}, "chance");
}

/// An amount between two points is exceeded as often as the next one.
Outline outline_of(const Exceedance& points, const Axes& a) {
    Outline o;
    int last_x = left, last_y = -1;
    for (const auto& [loss, p] : points) {
        if (loss <= 0 || p < floor_of_chance) continue;
        const int x = a.x(loss), y = a.y(p);
        if (x == last_x && y == last_y) continue;
        if (o.empty())
            o.move(left, y);
        else if (y != last_y)
            o.line(last_x, y);
        o.line(x, y);
        last_x = x;
        last_y = y;
    }
    return o.empty() ? o : o.line(last_x, height - bottom);
}

void legend(Html& h, const std::vector<Curve>& curves) {
    h.open("ul", {{"class", "legend"}});
    for (std::size_t i = 0; i < curves.size(); ++i) {
        const int n = static_cast<int>(i);
        h.open("li");
        h.open("svg", {{"width", 44}, {"height", 8}, {"aria-hidden", "true"}});
        h.open("path", {{"class", "curve k", n}, {"d", Outline().move(0, 4).line(44, 4)}}).close();
        h.close().text(curves[i].name).close();
    }
    h.close();
}

}  // namespace

bool any_curve(const View& v) { return !curves_of(v).empty(); }

void html_curve(const View& v, Html& h) {
    const std::vector<Curve> curves = curves_of(v);
    const Axes a = axes_of(curves);
    h.element("p",
              "How likely it is that the change costs at least an amount. Far right and low down "
              "are the cases that are rare and dear; both scales go up by factors of ten. The "
              "table of departments has the figures.");
    h.open("div", {{"class", "figure"}});
    h.open("div", {{"class", "scroll"},
                   {"role", "group"},
                   {"aria-label", "Loss exceedance curves"},
                   {"tabindex", 0}});
    h.open("svg", {{"class", "chart"},
                   {"role", "img"},
                   {"aria-labelledby", "curve-title curve-text"},
                   {"width", width},
                   {"height", height},
                   {"viewBox", std::vector<int>{0, 0, width, height}}});
    h.element("title", {{"id", "curve-title"}}, "Loss exceedance");
    h.element("desc", {{"id", "curve-text"}},
              Shown("All together: ") + v.money_of(v.a.total.loss.p95.value) +
                  " is exceeded in 1 case of 20, " + v.money_of(v.a.total.loss.p99.value) +
                  " in 1 case of 100.");
    grid(v, h, a);
    for (std::size_t i = curves.size(); i-- > 0;)
        h.open("path",
               {{"class", "curve k", static_cast<int>(i)}, {"d", outline_of(*curves[i].points, a)}})
            .close();
    h.close().close();
    legend(h, curves);
    h.close();
    std::size_t drawn = 0, all = 0;
    for (const DepartmentFigures& d : v.a.departments) all += d.reach == Reach::exposed;
    for (const Curve& c : curves) drawn += c.points != &v.a.total.exceedance;
    if (drawn < all)
        h.element("p", {{"class", "note"}},
                  Shown("Not drawn: ") + count(all - drawn) +
                      " departments with less to lose, or in less than 1 case of 10,000.");
}

}  // namespace knockon
