// Which estimates stand behind a cause.
#include <algorithm>

#include "assess/advice/knob.h"

namespace knockon {
namespace {

using What = InputPlace::What;
using Of = InputPlace::Of;

constexpr std::size_t most_tight = 2;  // components whose capacity is asked about

/// What a load comes to, and what the components carry that it may be too much for.
std::vector<InputPlace> behind_load(std::size_t step, const Study& study) {
    if (!(study.change->steps[step].times > 1)) return {};
    std::vector<InputPlace> places{{What::times, Of::step, step, {}}};
    const World& world = study.transition.with;
    for (const OverloadRisk& risk : study.transition.timed.overloads) {
        const InputPlace tight{What::capacity, Of::component, 0,
                               world.graph->names[world.node[risk.place]]};
        const auto c = study.before->components.find(tight.id);
        if (c == study.before->components.end() || !c->second.more->capacity) continue;
        if (std::find(places.begin(), places.end(), tight) == places.end()) places.push_back(tight);
        if (places.size() > most_tight) break;
    }
    return places;
}

}  // namespace

std::vector<InputPlace> estimates_behind(const Cause& cause, const Study& study) {
    const auto step = static_cast<std::size_t>(std::max(cause.index - 1, 0));
    switch (cause.kind) {
        case Cause::Kind::load:
            return behind_load(step, study);
        case Cause::Kind::supplier:
            return {{What::availability, Of::supplier, 0, cause.target}};
        case Cause::Kind::step: {
            if (study.transition.steps[step].fails <= 0) return {};
            std::vector<InputPlace> places{{What::fails, Of::step, step, {}},
                                           {What::recovery, Of::step, step, {}}};
            if (study.change->steps[step].rollback)
                places.push_back({What::works, Of::step, step, {}});
            return places;
        }
        case Cause::Kind::component:
            break;
    }
    const auto& background = study.transition.background;
    if (std::none_of(background.begin(), background.end(), [&](const BackgroundSource& b) {
            return study.transition.sources[b.source].id == cause.target && b.any > 0;
        }))
        return {};  // known outages and maintenance are no estimates
    for (std::size_t i = study.change->steps.size(); i-- > 0;) {
        const Step& s = study.change->steps[i];
        if (*s.target == cause.target && s.component.unavailability)
            return {{What::availability, Of::described, i, {}}};
    }
    if (!study.before->components.contains(cause.target)) return {};
    return {{What::availability, Of::component, 0, cause.target}};
}

}  // namespace knockon
