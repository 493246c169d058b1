// assess/findings/model_age.h: how old is the description that an answer rests on?
#pragma once

#include <chrono>

#include "assess/answer/finding_list.h"
#include "assess/study/study.h"

namespace knockon {

/// M05: what the change touches, and what the processes that it reaches need, was last held against
/// reality (`verified`, its own or the landscape's) longer ago than the policy allows, or never; a
/// tie is not too long ago. A note where the landscape says nothing of the kind at all. What the
/// change adds is not asked about, and without a today nothing is.
void judge_model_age(const Study& study, std::chrono::year_month_day today, FindingList& out);

}  // namespace knockon
