// The heat map of start times: days down, hours across.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "report/text/parts.h"

namespace knockon {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::local_days;
using std::chrono::minutes;

constexpr std::size_t most_days = 70, header_every = 28;
constexpr int label_end = 14;  // columns before the first cell
constexpr std::array<Words, 5> shades = {"·", "░", "▒", "▓", "█"};
constexpr std::array<Words, 7> weekdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

/// Shades for amounts: where one ends and the next begins, at most four round amounts, each the same
/// multiple of the one before.
struct LossScale {
    std::vector<double> steps;
    double least = 0, most = 0;

    /// 0, the lightest, to steps.size().
    std::size_t level(double loss) const {
        return static_cast<std::size_t>(std::upper_bound(steps.begin(), steps.end(), loss) -
                                        steps.begin());
    }
};

double two_digits(double x) {
    const double unit = std::pow(10.0, std::floor(std::log10(x)) - 1);
    return std::round(x / unit) * unit;
}

LossScale loss_scale(const std::vector<double>& losses) {
    LossScale s;
    if (losses.empty()) return s;
    const auto [least, most] = std::minmax_element(losses.begin(), losses.end());
    s.least = *least;
    s.most = *most;
    if (s.most <= 0) return s;
    double low = s.most;
    for (const double x : losses)
        if (x > 0) low = std::min(low, x);
    low = std::max(low, s.most / 1000);
    const double ratio = s.most / low;
    if (ratio >= 1.1) {
        for (int i = 1; i < 5; ++i) s.steps.push_back(two_digits(low * std::pow(ratio, i / 5.0)));
    } else if (s.least <= 0) {
        s.steps = {two_digits(low)};
    }
    s.steps.erase(std::unique(s.steps.begin(), s.steps.end()), s.steps.end());
    return s;
}

/// The starts that one cell stands for.
struct Cell {
    double sum = 0, worst = 0;
    int starts = 0, free = 0;
    Hold hold = Hold::none;

    void add(const WindowOption& o) {
        const Hold h = hold_of(o);
        worst = starts == 0 ? o.loss.value : std::max(worst, o.loss.value);
        sum += o.loss.value;
        ++starts;
        free += h == Hold::none;
        hold = std::max(hold, h);
    }
};

/// How the day is divided: as finely as the starts are apart and the page has room for.
struct Columns {
    minutes width{60};
    int count = 24;
    int shade = 1;  // columns of a cell; one more for its sign
};

Columns columns_for(Duration every, int page_width) {
    static constexpr std::array<int, 13> widths = {5,   10,  15,  20,  30,  60,  120,
                                                   180, 240, 360, 480, 720, 1440};
    Columns c;
    for (const int width : widths) {
        c.width = minutes{width};
        c.count = 1440 / width;
        if (c.width >= std::min<Duration>(every, days{1}) && label_end + 2 * c.count <= page_width)
            break;
    }
    if (label_end + 3 * c.count <= page_width) c.shade = 2;
    return c;
}

class StartMap {
  public:
    StartMap(const WindowsReport& report, const Zone& zone, const TextOptions& options, Page& page)
        : report_(report),
          zone_(zone),
          page_(page),
          columns_(columns_for(report.every, options.width)) {
        for (const WindowOption& o : report.options) by_day_[day_of(o)];
        summed_ = by_day_.size() > most_days && options.detail != TextOptions::Detail::full;
        for (const WindowOption& o : report.options) add(o);
        std::vector<double> shown;
        for (const auto& rows : {&by_day_, &by_weekday_})
            for (const auto& [key, row] : *rows)
                for (const Cell& c : row)
                    if (c.starts > 0) shown.push_back(value(c));
        scale_ = loss_scale(shown);
    }

    void draw() {
        page_.wrap(Shown("Expected extra loss by start").styled(Style::strong) + "\u00A0 " +
                   Shown("(local time)").styled(Style::faint));
        if (summed_)
            page_.wrap(
                Shown(count(days_)) +
                " days with starts are too many to show one by one; summed up by weekday (-v "
                "shows every day, JSON every start)");
        page_.blank();
        summed_ ? draw_weekdays() : draw_days();
        page_.blank();
        draw_legend();
        draw_odd_days();
    }

  private:
    using Row = std::vector<Cell>;

    local_days day_of(const WindowOption& o) const { return floor<days>(zone_.to_local(o.start)); }
    double value(const Cell& c) const { return summed_ ? c.sum / c.starts : c.worst; }

    void add(const WindowOption& o) {
        const local_days day = day_of(o);
        const std::size_t column =
            static_cast<std::size_t>((zone_.to_local(o.start) - day) / columns_.width);
        if (summed_) {
            days_ = by_day_.size();
            const local_days weekday{days{std::chrono::weekday{day}.iso_encoding()}};
            Row& row = by_weekday_[weekday];
            row.resize(static_cast<std::size_t>(columns_.count));
            row[column].add(o);
            return;
        }
        Row& row = by_day_[day];
        row.resize(static_cast<std::size_t>(columns_.count));
        row[column].add(o);
        if (row[column].starts > 1) shared_ = true;
        any_hold_[static_cast<std::size_t>(row[column].hold)] = true;
    }

    void draw_heads() {
        if (columns_.count == 1) return;
        const int step = std::max(2, columns_.count / 8);
        Shown line;
        for (int i = 0; i < label_end; ++i) line += " ";
        for (int i = 0; i < columns_.count; i += step) {
            const auto at = i * columns_.width;
            const auto hour = at / std::chrono::hours{1};
            Shown head =
                Shown(hour < 10 ? Words("0") : Words("")) + Shown::from(std::to_string(hour));
            for (int k = head.width(); k < step * (columns_.shade + 1); ++k) head += " ";
            line += head;
        }
        page_.line(line.styled(Style::faint));
    }

    void draw_days() {
        std::size_t n = 0;
        const local_days* before = nullptr;
        for (const auto& [day, row] : by_day_) {
            const std::chrono::weekday weekday{day};
            const bool week_begins = before != nullptr && week_of(*before) != week_of(day);
            if (week_begins) page_.blank();
            if (before == nullptr || (week_begins && n >= header_every)) {
                draw_heads();
                n = 0;
            }
            draw_row(Shown(date(day, false)), weekday.iso_encoding() > 5, row);
            before = &day;
            ++n;
        }
    }

    void draw_weekdays() {
        draw_heads();
        for (const auto& [key, row] : by_weekday_) {
            const auto n = static_cast<std::size_t>(key.time_since_epoch().count());
            draw_row(Shown(weekdays[n - 1]), n > 5, row);
        }
    }

    static local_days week_of(local_days day) {
        return day - days{std::chrono::weekday{day}.iso_encoding() - 1};
    }

    /// A bar at the margin sets the weekend apart.
    void draw_row(const Shown& label, bool weekend, const Row& row) {
        Shown line = weekend ? Shown("│ ") : Shown("  ");
        line += label;
        for (int k = line.width(); k < label_end; ++k) line += " ";
        for (const Cell& c : row) line += cell(c);
        page_.line(line);
    }

    Shown cell(const Cell& c) const {
        Shown s;
        if (c.starts == 0) {
            for (int k = 0; k <= columns_.shade; ++k) s += " ";
            return s;
        }
        for (int k = 0; k < columns_.shade; ++k) s += shades[scale_.level(value(c))];
        if (!summed_)
            return (s + (c.hold == Hold::none ? Shown(" ") : hold_sign(c.hold)))
                .styled(c.hold == Hold::none ? Style::good : hold_style(c.hold));
        if (c.free == c.starts) return (s + " ").styled(Style::good);
        return c.free == 0 ? (s + "x").styled(Style::bad) : (s + "-").styled(Style::doubt);
    }

    void draw_legend() {
        page_.wrap(shades_explained(), 2, 2);
        std::vector<Shown> signs;
        if (summed_) {
            signs = {Shown("x\u00A0no such start is accepted"),
                     Shown("-\u00A0some are not accepted"),
                     Shown("without a sign: all are accepted by everyone")};
        } else {
            if (has(Hold::forbidden)) signs.push_back(Shown("x\u00A0more than somebody accepts"));
            if (has(Hold::undetermined))
                signs.push_back(Shown("?\u00A0cannot be told with so few runs"));
            if (has(Hold::blocked))
                signs.push_back(Shown("!\u00A0blocked by a calendar or a planned change"));
            signs.push_back(Shown("without a sign: accepted by everyone"));
        }
        page_.wrap(Shown::joined(signs, ", "), 2, 2);
        if (summed_)
            page_.wrap(Shown("Shades are the mean over the starts of a cell."), 2, 2);
        else if (shared_)
            page_.wrap(Shown("A cell that stands for several starts shows the worst of them."), 2,
                       2);
    }

    Shown shades_explained() const {
        const auto amount = [&](double x) { return Shown(money(x, report_.currency)); };
        if (scale_.steps.empty())
            return scale_.most <= 0
                       ? Shown("·\u00A0nothing is lost at any start")
                       : Shown("·\u00A0about ") + amount(scale_.most) + " at every start";
        std::vector<Shown> parts = {Shown(shades[0]) + "\u00A0under\u00A0" +
                                    amount(scale_.steps.front())};
        for (std::size_t i = 1; i < scale_.steps.size(); ++i)
            parts.push_back(Shown(shades[i]) + "\u00A0under\u00A0" + amount(scale_.steps[i]));
        parts.push_back(Shown(shades[scale_.steps.size()]) + "\u00A0" +
                        amount(scale_.steps.back()) + "\u00A0to\u00A0" + amount(scale_.most));
        return Shown::joined(parts, ", ");
    }

    void draw_odd_days() {
        if (summed_) return;
        for (const auto& [day, row] : by_day_) {
            const auto length = zone_.to_instant(day + days{1}) - zone_.to_instant(day);
            if (length == days{1}) continue;
            const bool whole = length % std::chrono::hours{1} == Duration{0};
            const auto hours = static_cast<std::uint64_t>(length / std::chrono::hours{1});
            const Shown how_long =
                (whole ? Shown(count(hours)) + "\u00A0h" : Shown(exact_duration(seconds(length)))) +
                " long: ";
            page_.wrap(Shown(date(day)) + " is " + how_long +
                           (length < days{1}
                                ? Shown("the clock skips what is empty in its row.")
                                : Shown("an hour comes twice, and its cell shows the worse.")),
                       2, 2);
        }
    }

    bool has(Hold h) const { return any_hold_[static_cast<std::size_t>(h)]; }

    const WindowsReport& report_;
    const Zone& zone_;
    Page& page_;
    Columns columns_;
    bool summed_ = false, shared_ = false;
    std::size_t days_ = 0;
    std::array<bool, 4> any_hold_{};
    std::map<local_days, Row> by_day_, by_weekday_;
    LossScale scale_;
};

}  // namespace

void draw_start_map(const WindowsReport& report, const Zone& zone, const TextOptions& options,
                    Page& page) {
    StartMap(report, zone, options, page).draw();
}

}  // namespace knockon
