#include "assess/structure/outages_alone.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

namespace knockon {
namespace {

constexpr std::uint64_t first_lengths = 32;
constexpr std::uint64_t most_lengths = 2048;
constexpr std::size_t most_came = 1 << 20;  // of what lengths came to; beyond, they are sent again
constexpr std::size_t starts_of_length = 8;
constexpr double doubling_saves = 0.7;                    // of a variance
constexpr double next_start = 0.6180339887498949;         // steps of this part cover all evenly
constexpr double on_one_side = 0.31 / t95 * double(replicates);  // `grain`

}  // namespace

OutagesAlone::OutagesAlone(const Transition& t, YearCharges& charges, std::uint64_t seed)
    : t_(t),
      charges_(charges),
      lengths_(t.background.size()),
      sum_(charges.entries()),
      grain_(charges.entries()),
      own_(charges.entries()),
      largest_(charges.entries()),
      live_(t.marks.all.size()) {
    for (const Mark& m : t.marks.all) mark_keys_.push_back(stream_key(seed, m.name));
}

double OutagesAlone::starts(const Renewal& r) {
    if (!r.possible() || r.unavailability >= 1) return 0;
    return (1 - r.unavailability) * r.rate * seconds(year);
}

template <class F>
void OutagesAlone::each_hit_entry(F f) const {
    for (const std::uint32_t p : hit_)
        for (std::size_t world = 0; world < year_worlds; ++world)
            for (std::size_t k = 0; k < year_figures; ++k)
                f((world * charges_.processes() + p) * year_figures + k);
}

/// Those that there are count for half as much then.
void OutagesAlone::extend(std::size_t source) {
    Lengths& l = lengths_[source];
    const std::uint64_t known = l.count;
    l.count = known == 0 ? first_lengths : 2 * known;
    const double each = double(replicates) / static_cast<double>(l.count);
    hit_.clear();
    send(source, 0, known, -each);
    add_grain(known, -1);
    send(source, known, l.count, each);
    add_grain(l.count, 1);
    l.parts.clear();
    each_hit_entry([&](std::size_t i) {
        if (i % year_figures == year_figures - 1) {
            const double error = each * mean_of(own_[i]).error;
            const double grain = on_one_side * largest_[i] / static_cast<double>(l.count);
            l.parts.push_back({static_cast<std::uint32_t>(i), error * error + grain * grain});
        }
        own_[i] = {};
        largest_[i] = 0;
    });
}

std::vector<bool> OutagesAlone::wanting(const std::vector<double>& squares) const {
    std::map<std::uint32_t, std::vector<std::tuple<double, std::size_t, double>>> by_gain;
    for (std::size_t s = 0; s < lengths_.size(); ++s)
        for (const Part& part : lengths_[s].parts)
            if (squares[part.entry] > 0 && part.square > 0)
                by_gain[part.entry].emplace_back(
                    -part.square / static_cast<double>(lengths_[s].count), s, part.square);
    std::vector<bool> more(lengths_.size());
    for (auto& [entry, sources] : by_gain) {
        double left = -squares[entry];
        for (const auto& [gain, s, square] : sources) left += square;
        std::sort(sources.begin(), sources.end());
        for (const auto& [gain, s, square] : sources) {
            if (left <= 0) break;
            if (lengths_[s].count >= most_lengths) continue;
            more[s] = true;
            left -= doubling_saves * square;
        }
    }
    return more;
}

void OutagesAlone::note(const Came& c, double times) {
    if (largest_[c.entry] == 0)
        hit_.push_back(static_cast<std::uint32_t>(c.entry / year_figures % charges_.processes()));
    sum_[c.entry][c.run % replicates] += times * c.x;
    own_[c.entry][c.run % replicates] += c.x;
    largest_[c.entry] = std::max(largest_[c.entry], std::abs(c.x));
}

void OutagesAlone::send(std::size_t source, std::uint64_t first, std::uint64_t last, double times) {
    const BackgroundSource& b = t_.background[source];
    std::vector<Came>& came = lengths_[source].came;
    const bool known = first == 0 && !came.empty();
    if (known)
        for (const Came& c : came) note(c, times);
    // Those of a source that is well known from its first lengths are never asked for again.
    const bool keeps = lengths_[source].count > first_lengths && kept_ <= most_came && (first == 0 || !came.empty());
    for (std::uint64_t run = first; run < last && !known; ++run) {
        for (std::size_t m = 0; m < mark_keys_.size(); ++m)
            live_[m] = Net(mark_keys_[m] ^ b.key, run).at(0) < t_.marks.all[m].probability;
        send(b, run);
        charges_.take([&](std::size_t i, double x) {
            if (x == 0) return;
            const Came c{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(run), x};
            note(c, times);
            if (keeps) came.push_back(c), ++kept_;
        });
    }
    if (!keeps) kept_ -= came.size(), came.clear();
    std::sort(hit_.begin(), hit_.end());
    hit_.erase(std::unique(hit_.begin(), hit_.end()), hit_.end());
}

void OutagesAlone::add_grain(std::uint64_t lengths, double times) {
    if (lengths == 0) return;
    each_hit_entry([&](std::size_t i) {
        const double grain = on_one_side * largest_[i] / static_cast<double>(lengths);
        grain_[i] += times * grain * grain;
    });
}

void OutagesAlone::send(const BackgroundSource& b, std::uint64_t run) {
    const Net draws(~b.key, run);
    if (b.same) return send(b.with, draws, b.without_places, b.with_places);
    send(b.without, draws, b.without_places, {});
    send(b.with, draws, {}, b.with_places);
}

/// One length, begun at some times.
void OutagesAlone::send(const Renewal& renewal, const Net& draws,
                        std::span<const std::uint32_t> without,
                        std::span<const std::uint32_t> with) {
    const double a_year = starts(renewal);
    if (!(a_year > 0)) return;
    const TailDraw repair = draw_tail(renewal.recovery, draws.at(0));
    std::array<double, starts_of_length> parts;
    double at = draws.at(1);
    for (double& part : parts) {
        part = at;
        at += at + next_start < 1 ? next_start : next_start - 1;
    }
    std::sort(parts.begin(), parts.end());
    const auto down = [&](std::span<const std::uint32_t> places, std::vector<OwnOutage>& own) {
        own.clear();
        for (const std::uint32_t place : places) own.push_back({place, {Duration{0}, repair.lasts}});
    };
    down(without, own_without_);
    down(with, own_with_);
    charges_.add_at_any_time(live_, own_without_, own_with_, a_year * repair.weight, parts);
}

}  // namespace knockon
