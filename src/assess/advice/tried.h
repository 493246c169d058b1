// assess/advice/tried.h: a question with something edited, played on the draws of the question itself, so
// that what the edit makes is told apart from luck (risk/tally.h).
#pragma once

#include <memory>
#include <optional>

#include "assess/study/study.h"

namespace knockon {

struct Tried {
    std::unique_ptr<Study> study;
    Played played;
};

/// Which figures are kept run by run, for differences: the losses of departments and of all, or
/// all.
enum class Kept { losses, all };

/// How many times fewer runs than the question took would have reached the error that was asked for, a
/// power of two: more may have been needed to settle its verdict.
std::uint64_t spare_runs(const Played& played, const AssessOptions& options);

/// Empty where the edit does not fit. Landscape and change must outlive what is tried.
///
/// @param start  instead of the start in `options`, if given
/// @param base   what the question itself came to
std::optional<Tried> try_out(const Landscape& landscape, const Change& change,
                             const std::optional<Moment>& start, const Played& base,
                             AssessOptions options, Kept kept);

/// More runs of it, as `options.part` says, on from those that there are. What is exact stays as it is.
void try_on(Tried& tried, const Played& base, AssessOptions options, Kept kept);

}  // namespace knockon
