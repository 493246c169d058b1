#include "assess/study/inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "assess/answer/wording.h"
#include "base/text.h"

namespace knockon {
namespace {

using What = InputPlace::What;
using Of = InputPlace::Of;

bool is_range(const Recovery& r) { return r.p50.is_range() || r.p90.is_range(); }

std::string length_text(const Length& l) {
    if (!l.is_range()) return duration_text(l.value);
    return fmt::format("{} to {}", duration_text(l.low), duration_text(l.high));
}

std::string_view key_of_step(const Step& s) { return s.verb == Verb::add ? "add" : "to"; }

/// Collects what is uncertain, from one place after the other.
class InputCollector {
  public:
    InputCollector(const Landscape& l, const Change& c) : l_(l), c_(c), names_(l) {}

    void step(std::size_t i) {
        const Step& s = c_.steps[i];
        add({What::fails, Of::step, i, {}}, s.fails);
        add({What::recovery, Of::step, i, {}}, s.recovery);
        if (s.rollback) {
            add({What::works, Of::step, i, {}}, s.rollback->works);
            if (s.rollback->takes.is_range())
                add({What::takes, Of::step, i, {}}, length_text(s.rollback->takes), s.rollback->at);
        }
        failing(s.component, {What::availability, Of::described, i, {}});
    }
    void landscape() {
        for (const auto& [id, c] : l_.components)
            failing(c, {What::availability, Of::component, 0, id});
        for (const auto& [id, s] : l_.suppliers)
            failing(s, {What::availability, Of::supplier, 0, id});
        for (const auto& [kind, d] : l_.defaults)
            failing(d, {What::availability, Of::kind, 0, kind});
    }
    std::vector<UncertainInput> take() { return std::move(found_); }

  private:
    template <class Thing>
    void failing(const Thing& thing, InputPlace place) {
        add(place, thing.unavailability);
        place.what = What::recovery;
        add(place, thing.recovery);
    }
    void add(const InputPlace& place, const Stated<Probability>& p) {
        if (p && p->is_uncertain()) add(place, value_text(place, *p), p.at);
    }
    void add(const InputPlace& place, const Stated<Recovery>& r) {
        if (r && is_range(*r)) add(place, value_text(*r), r.at);
    }
    void add(const InputPlace& place, std::string text, Position at) {
        found_.push_back({place, input_name(place, c_, names_), std::move(text), at});
    }

    const Landscape& l_;
    const Change& c_;
    Names names_;
    std::vector<UncertainInput> found_;
};

/// The availability or recovery of a component, a supplier or a kind.
template <class Thing>
InputSlot failing_slot(Thing& thing, What what) {
    if (what == What::availability) return &thing.unavailability;
    return &thing.recovery;
}

InputSlot step_slot(Step& s, What what) {
    switch (what) {
        case What::fails:
            return &s.fails;
        case What::recovery:
            return &s.recovery;
        case What::works:
            return &s.rollback.value.works;
        case What::takes:
            return &s.rollback.value.takes;
        case What::times:
            return &s.times;
        case What::availability:
        case What::capacity:
            break;
    }
    assert(false && "a step has neither availability nor capacity");
    return &s.fails;
}

}  // namespace

InputSlot slot(const InputPlace& place, Landscape& l, Change& c) {
    switch (place.of) {
        case Of::step:
            return step_slot(c.steps.at(place.step), place.what);
        case Of::described:
            return failing_slot(c.steps.at(place.step).component, place.what);
        case Of::component:
            if (place.what == What::capacity) return &l.components.at(place.id).more.set().capacity.get();
            return failing_slot(l.components.at(place.id), place.what);
        case Of::supplier:
            return failing_slot(l.suppliers.at(place.id), place.what);
        case Of::kind:
            break;
    }
    return failing_slot(l.defaults.at(place.id), place.what);
}

std::string input_name(const InputPlace& place, const Change& c, const Names& names) {
    if (place.of == Of::kind)
        return fmt::format("{} of every {}", name(place.what), place.id);
    if (place.of == Of::component || place.of == Of::supplier)
        return fmt::format("{} of {}", name(place.what), names(place.id));
    const std::string step = step_text(c, place.step, names);
    if (place.of == Of::described)
        return fmt::format("{} of {} after {}", name(place.what), names(*c.steps.at(place.step).target), step);
    switch (place.what) {
        case What::fails:
            return fmt::format("chance that {} fails", step);
        case What::works:
            return fmt::format("chance that the rollback of {} works", step);
        case What::takes:
            return "duration of the rollback of " + step;
        case What::times:
            return "factor on the load in " + step;
        case What::recovery:
        case What::availability:
        case What::capacity:
            break;
    }
    return fmt::format("{} of {}", name(place.what), step);
}

Id who_knows(const InputPlace& place, const Landscape& after, const Change& c) {
    if (place.of == Of::supplier) return place.id;
    const bool of_step = place.of == Of::step || place.of == Of::described;
    const auto found = after.components.find(of_step ? *c.steps[place.step].target : place.id);
    if (found == after.components.end()) return {};
    const Component& component = found->second;
    return component.owner.value_or(component.supplier.value_or(""));
}

std::string input_path(const InputPlace& place, const Change& c) {
    const std::string_view key = name(place.what);
    switch (place.of) {
        case Of::step:
            return fmt::format("steps.{}.{}", place.step + 1, key);
        case Of::described: {
            const Step& s = c.steps.at(place.step);
            const std::string id = s.verb == Verb::add ? "." + *s.target : "";
            return fmt::format("steps.{}.{}{}.{}", place.step + 1, key_of_step(s), id, key);
        }
        case Of::component:
            return fmt::format("components.{}.{}", place.id, key);
        case Of::supplier:
            return fmt::format("suppliers.{}.{}", place.id, key);
        case Of::kind:
            break;
    }
    return fmt::format("defaults.{}.{}", place.id, key);
}

std::string value_text(const InputPlace& place, const Probability& p) {
    const bool up = place.what == What::availability;
    const auto text = [&](double x) { return percent_text(up ? 1 - x : x); };
    if (p.is_range())
        return fmt::format("{} to {}", text(up ? p.high : p.low), text(up ? p.low : p.high));
    if (p.trials > 0) return fmt::format("{} of {}", up ? p.trials - p.hits : p.hits, p.trials);
    return text(p.value);
}

std::string value_text(const Recovery& r) {
    if (!is_range(r)) return recovery_text(r);
    if (r.shape != Recovery::Shape::lognormal) return length_text(r.p50);
    return fmt::format("half within {}, 9 of 10 within {}", length_text(r.p50), length_text(r.p90));
}

std::string best_estimate_note(const std::vector<UncertainInput>& inputs) {
    if (inputs.empty()) return {};
    constexpr std::size_t most_named = 3;
    std::string names;
    for (std::size_t i = 0; i < std::min(inputs.size(), most_named); ++i)
        names += (i > 0 ? ", " : "") + inputs[i].name;
    if (inputs.size() > most_named)
        names += fmt::format(" and {} more", inputs.size() - most_named);
    return fmt::format(
        "inputs: ranges and counts are taken at their best estimate here, and what they leave open "
        "is in "
        "none of the intervals: {}",
        names);
}

std::vector<UncertainInput> uncertain_inputs(const Landscape& l, const Change& c) {
    InputCollector collector(l, c);
    for (std::size_t i = 0; i < c.steps.size(); ++i) collector.step(i);
    collector.landscape();
    return collector.take();
}

}  // namespace knockon
