// assess/advice/mitigation_places.h: where in the landscape something would help.
#pragma once

#include "assess/advice/mitigation_ideas.h"

namespace knockon {

/// The change as it is, and whose doing its risk is.
struct AsIs {
    AsIs(const Study& s, const Assessment& assessment, const AssessOptions& options);

    const Study& study;
    const Assessment& a;
    const Landscape& landscape;  // without the change
    const Change& change;
    const Zone& zone;
    std::chrono::year_month_day today;  // the day a rehearsal would be written down with

    double share_of_step(std::size_t i) const {
        return share(change.steps[i].verb == Verb::load ? Cause::Kind::load : Cause::Kind::step,
                     static_cast<int>(i) + 1, {});
    }
    double share_of_component(const Id& id) const { return share(Cause::Kind::component, 0, id); }
    double share_of_supplier(const Id& id) const { return share(Cause::Kind::supplier, 0, id); }
    /// The step with the largest share of the loss; empty where none has any.
    std::optional<std::size_t> riskiest_step() const;

  private:
    double share(Cause::Kind kind, int index, const Id& id) const;
};

/// Buffers at the need that most of the loss comes along, and at all needs of the same provider: as
/// long as half of the recoveries at the cause take, or nine of ten, rounded up to what people say.
void buffers(const AsIs& is, std::vector<Idea>& out);

/// Against the overload that a load step may bring: more capacity, a smaller factor, a throttle, other
/// hours, half the time (load_ideas.cpp). Nothing for another step.
void relieve(const AsIs& is, std::size_t step, std::vector<Idea>& out);

/// A second one, that the change does not touch, beside the component with the largest share.
void second_member(const AsIs& is, std::vector<Idea>& out);

}  // namespace knockon
