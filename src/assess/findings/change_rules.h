// assess/findings/change_rules.h: what is said of a change besides what it leaves in the landscape
// (landscape_findings.h): of carrying it out, and of what figures say has changed.
//
//   availability_of_change.cpp   A01 new single points of failure, A02 more hours or loss per year
//   load_of_change.cpp           A03 more load than capacity, A07 no capacity stated
//   continuity_of_change.cpp     C01 recoveries too long, C02 deadlines and peaks, C03 no way back
//   model_age.cpp                M05 a description that is too old
//   economics_of_change.cpp      M12 over its budget, M13 over what is accepted in a year
#pragma once

#include "assess/answer/assessment.h"
#include "assess/answer/finding_list.h"
#include "assess/study/study.h"

namespace knockon {

/// Nothing where nothing stays behind.
void availability_of_change(const Study& study, const std::optional<StructureReport>& structure,
                            FindingList& out);
void continuity_of_change(const Study& study, const std::vector<Figures>& processes,
                          FindingList& out);

/// In a peak under a load step, or from then on, because new needs ask for more or something
/// carries less.
void load_of_change(const Study& study, FindingList& out);
void economics_of_change(const Study& study, const std::optional<Economics>& economics,
                         FindingList& out);

/// M05: what the change touches, and what the processes that it reaches need, was last held against
/// reality (`verified`, its own or the landscape's) longer ago than the policy allows, or never; a
/// tie is not too long ago. A note where the landscape says nothing of the kind at all. What the
/// change adds is not asked about, and without a today nothing is.
void judge_model_age(const Study& study, std::chrono::year_month_day today, FindingList& out);

/// The first step that names the id, as its target or as a member of a need it brings; else the
/// change itself.
Position step_naming(const Change& change, const Id& id);

}  // namespace knockon
