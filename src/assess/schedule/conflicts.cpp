#include "assess/schedule/conflicts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "base/codes.h"
#include "calendar/zone.h"

namespace knockon {
namespace {

/// A step, and whose.
struct Mention {
    std::size_t change;  // place among those given
    const Step* step;
};

class Conflicts {
  public:
    Conflicts(const Landscape& l, std::span<const Change* const> changes,
              std::span<Diagnostics* const> out)
        : zone_(Zone::find(l.timezone.value_or("UTC")).value_or(Zone{})),
          changes_(changes),
          out_(out) {
        for (std::size_t i = 0; i < changes.size(); ++i)
            for (const Step& s : changes[i]->steps) mentions_[*s.target].push_back({i, &s});
    }

    void check() {
        for (const auto& [id, all] : mentions_)
            for (std::size_t i = 0; i < all.size(); ++i)
                for (std::size_t j = i + 1; j < all.size(); ++j)
                    if (all[i].change != all[j].change) compare(id, all[i], all[j]);
    }

  private:
    void compare(const Id& id, const Mention& a, const Mention& b) {
        if (a.step->verb == Verb::add && b.step->verb == Verb::add)
            refuse(b, a,
                   fmt::format("`{}` is added here, and by the change `{}` as well", id,
                               changes_[a.change]->id));
        else if (b.step->verb == Verb::remove)
            removal(id, b, a);
        else if (a.step->verb == Verb::remove)
            removal(id, a, b);
    }

    /// What is done to a component before it goes can be done.
    void removal(const Id& id, const Mention& gone, const Mention& other) {
        const bool in_time = other.step->verb != Verb::remove && other.step->verb != Verb::add &&
                             starts(other) < starts(gone);
        if (in_time || other.step->verb == Verb::add) return;
        refuse(other, gone,
               fmt::format("`{}` is gone by then: the change `{}` removes it", id,
                           changes_[gone.change]->id));
    }

    Instant starts(const Mention& m) const {
        const Stated<Moment>& start = changes_[m.change]->window.start;
        return start ? zone_.to_instant(*start) : Instant{};
    }

    void refuse(const Mention& here, const Mention& there, std::string message) {
        out_[here.change]
            ->error(code::conflicting_changes, here.step->target.at, std::move(message),
                    "give one of them up, or let it come `after` the other and build on it")
            .related.push_back({there.step->target.at, "the other is here"});
    }

    Zone zone_;
    std::span<const Change* const> changes_;
    std::span<Diagnostics* const> out_;
    std::map<Id, std::vector<Mention>> mentions_;
};

}  // namespace

void check_conflicts(const Landscape& landscape, std::span<const Change* const> changes,
                     std::span<Diagnostics* const> out) {
    Conflicts(landscape, changes, out).check();
}

}  // namespace knockon
