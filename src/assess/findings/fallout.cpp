#include "assess/findings/fallout.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <span>

namespace knockon {
namespace {

constexpr std::size_t bits = 64;

/// What each node makes fall, of up to 64 labels at a time: a node stands for its own label and for
/// those of its users, which come after it in the order of components.
class Sweep {
  public:
    Sweep(const Graph& g, const Sccs& sccs, std::span<const std::size_t> label_of)
        : g_(g), sccs_(sccs), label_of_(label_of), reached_(sccs.size()) {}

    /// @param labels  by number, in the order in which they are to be named
    Falling run(std::vector<Id> labels) {
        Falling falling{std::move(labels), std::vector<Falling::Falls>(g_.size())};
        for (std::size_t from = 0; from < falling.ids.size(); from += bits) {
            sweep(from);
            for (Node v = 0; v < g_.size(); ++v)
                take(reached_[sccs_.of[v]], static_cast<std::uint32_t>(from), falling.with[v]);
        }
        return falling;
    }

  private:
    void sweep(std::size_t from) {
        for (std::size_t k = sccs_.size(); k-- > 0;) {
            std::uint64_t all = 0;
            for (const Node v : sccs_.members(k)) {
                if (g_.is_process(v)) {
                    const std::size_t label = label_of_[v - g_.components];
                    if (label >= from && label < from + bits)
                        all |= std::uint64_t{1} << (label - from);
                }
                for (const Node user : g_.users_of(v))
                    if (sccs_.of[user] != k) all |= reached_[sccs_.of[user]];
            }
            reached_[k] = all;
        }
    }

    static void take(std::uint64_t reached, std::uint32_t from, Falling::Falls& falls) {
        for (; reached != 0; reached &= reached - 1, ++falls.count)
            if (falls.count < falls.first.size())
                falls.first[falls.count] = from + static_cast<std::uint32_t>(std::countr_zero(reached));
    }

    const Graph& g_;
    const Sccs& sccs_;
    std::span<const std::size_t> label_of_;
    std::vector<std::uint64_t> reached_;
};

/// "ERP, CRM, Web shop and 4 more"; "nothing" where there is none.
std::string falls_text(const Falling& falling, const Names& names, Node v) {
    if (falling.count(v) == 0) return "nothing";
    const std::vector<Id> ids = falling.first(v);
    const std::string first = fmt::format("{}", fmt::join(names.each(ids), ", "));
    const std::size_t rest = falling.count(v) - ids.size();
    return rest == 0 ? first : fmt::format("{} and {} more", first, rest);
}

}  // namespace

std::vector<Id> Falling::first(Node v) const {
    const auto& places = with[v].first;
    std::vector<Id> some;
    for (std::size_t i = 0; i < std::min(count(v), places.size()); ++i) some.push_back(ids[places[i]]);
    return some;
}

Fallout fallout(const Landscape& l, const Graph& g, const Sccs& sccs) {
    std::vector<Id> processes, departments;
    std::vector<std::size_t> itself, owner;
    for (const auto& [id, d] : l.departments) departments.push_back(id);
    for (const auto& [id, p] : l.processes) {
        itself.push_back(processes.size());
        processes.push_back(id);
        const auto d = std::lower_bound(departments.begin(), departments.end(), *p.department);
        owner.push_back(static_cast<std::size_t>(d - departments.begin()));
    }
    return {Sweep(g, sccs, itself).run(std::move(processes)), Sweep(g, sccs, owner).run(std::move(departments))};
}

std::string hits_text(const Fallout& f, const Names& names, Node v) {
    if (f.processes.count(v) == 0) return "reaches no process";
    return fmt::format("hits {} ({})", falls_text(f.processes, names, v), falls_text(f.departments, names, v));
}

std::string needed_by_text(const Fallout& f, const Names& names, Node v) {
    if (f.processes.count(v) == 0) return "no process needs it";
    return fmt::format("needed by {} ({})", falls_text(f.processes, names, v), falls_text(f.departments, names, v));
}

}  // namespace knockon
