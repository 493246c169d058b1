#include "risk/exact_approximate.h"

#include <algorithm>

// What is left out is what matters least. Each node of a diagram has a mass: how likely one comes by it,
// times how likely it then ends in yes. The heaviest `width` nodes are kept and every other one is answered
// "no", which makes a function that is nowhere above the first. The same of the negation gives one
// that is nowhere below. This is done after every operation, so that no diagram on the way grows wide.

namespace knockon {
namespace {

using Op = Formula::Op;

constexpr std::size_t narrowest = 16;

Bdd::Ref combine(Bdd& bdd, const Formula& f, Term t, std::vector<Bdd::Ref> args) {
    if (f.op(t) == Op::any) return bdd.any_of(std::move(args));
    if (f.op(t) == Op::all) return bdd.all_of(std::move(args));
    return bdd.at_least(f.count(t), std::move(args));
}

/// The walk through the terms; `pairs_` holds two references per term, in one array so that
/// collecting garbage can rewrite them all.
class Enclosing {
  public:
    Enclosing(Bdd& bdd, const Formula& f, std::span<const Term> terms, const Cone& cone,
              std::span<const std::uint32_t> level_of, std::span<const Measure> inputs,
              std::size_t width, std::uint64_t most_work)
        : bdd_(bdd),
          f_(f),
          terms_(terms),
          cone_(cone),
          level_of_(level_of),
          inputs_(inputs),
          width_(width),
          pause_(most_work),
          most_work_(most_work),
          pairs_(2 * terms.size(), Bdd::no),
          uses_left_(terms.size(), 0) {}

    Enclosure run() {
        for (std::size_t i = 0; i < terms_.size(); ++i)
            if (level_of_[i] == Bdd::bottom)
                for (const Term a : f_.args(terms_[i])) ++uses_left_[cone_.place(a)];
        for (std::size_t i = 0; i < terms_.size(); ++i) {
            if (level_of_[i] != Bdd::bottom) {
                pairs_[2 * i] = pairs_[2 * i + 1] = bdd_.literal(level_of_[i]);
                continue;
            }
            if (work_ > pause_) {
                pause_ += most_work_ / 4;
                width_ = std::max<std::size_t>(width_ / 4, narrowest);
            }
            for (const std::size_t side : {0, 1}) pairs_[2 * i + side] = step(i, side);
            for (const Term a : f_.args(terms_[i])) release(cone_.place(a));
        }
        return {pairs_[pairs_.size() - 2], pairs_.back()};
    }

  private:
    Bdd::Ref smaller(Bdd::Ref f, std::size_t side, std::size_t width) {
        if (side == 0) return shrink(bdd_, f, width, inputs_, memory_, work_);
        return Bdd::negate(shrink(bdd_, Bdd::negate(f), width, inputs_, memory_, work_));
    }

    Bdd::Ref step(std::size_t i, std::size_t side) {
        const auto args = f_.args(terms_[i]);
        for (std::size_t width = width_;; width /= 4) {
            std::vector<Bdd::Ref> refs;
            for (const Term a : args) {
                const Bdd::Ref r = pairs_[2 * cone_.place(a) + side];
                refs.push_back(width == width_ ? r : smaller(r, side, width));
            }
            const std::uint32_t before = bdd_.size();
            Bdd::Ref result = combine(bdd_, f_, terms_[i], std::move(refs));
            work_ += bdd_.size() - before;
            if (!bdd_.burst()) result = smaller(result, side, width_);
            if (!bdd_.burst()) return result;
            bdd_.keep_only(pairs_);
            if (width <= 1) return side == 0 ? Bdd::no : Bdd::yes;
        }
    }

    void release(std::uint32_t place) {
        if (--uses_left_[place] > 0) return;
        pairs_[2 * std::size_t{place}] = pairs_[2 * std::size_t{place} + 1] = Bdd::no;
    }

    Bdd& bdd_;
    const Formula& f_;
    std::span<const Term> terms_;
    const Cone& cone_;
    std::span<const std::uint32_t> level_of_;
    std::span<const Measure> inputs_;
    std::size_t width_;
    std::uint64_t work_ = 0, pause_, most_work_;  // nodes
    ExtractMemory memory_;
    std::vector<Bdd::Ref> pairs_;
    std::vector<std::uint32_t> uses_left_;
};

}  // namespace

Bdd::Ref shrink(Bdd& bdd, Bdd::Ref f, std::size_t width, std::span<const Measure> inputs,
                ExtractMemory& memory, std::uint64_t& work) {
    const Diagram d = extract(bdd, f, memory);
    work += d.nodes.size();
    if (d.nodes.size() <= width) return f;
    std::vector<Measure> probability;
    measure(d, inputs, probability);
    std::vector<double> reach(d.nodes.size() + 2, 0);
    reach[d.root] = 1;
    for (std::size_t i = d.nodes.size(); i-- > 0;) {
        const Diagram::Node& n = d.nodes[i];
        reach[n.low] += reach[i + 2] * inputs[n.level].no;
        reach[n.high] += reach[i + 2] * inputs[n.level].yes;
    }
    std::vector<double> mass(d.nodes.size());
    for (std::size_t i = 0; i < mass.size(); ++i) mass[i] = reach[i + 2] * probability[i + 2].yes;
    std::vector<double> ranked = mass;
    const auto cut = ranked.begin() + static_cast<std::ptrdiff_t>(width);
    std::nth_element(ranked.begin(), cut, ranked.end(), std::greater<>());
    std::vector<Bdd::Ref> image(d.nodes.size() + 2, Bdd::no);
    image[1] = Bdd::yes;
    for (std::size_t i = 0; i < d.nodes.size(); ++i) {
        const Diagram::Node& n = d.nodes[i];
        if (mass[i] > *cut) image[i + 2] = bdd.make(n.level, image[n.low], image[n.high]);
    }
    return image[d.root];
}

Enclosure enclose(Bdd& bdd, const Formula& formula, std::span<const Term> terms, const Cone& cone,
                  std::span<const std::uint32_t> level_of, std::span<const Measure> inputs,
                  std::size_t width, std::uint64_t most_work) {
    return Enclosing(bdd, formula, terms, cone, level_of, inputs, width, most_work).run();
}

}  // namespace knockon
