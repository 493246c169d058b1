// assess/answer/finding_list.h: findings, each with the severity, help and fingerprint that belong to it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "assess/answer/assessment.h"
#include "assess/answer/names.h"
#include "model/policy.h"

namespace knockon {

/// What a rule says. The subjects make the fingerprint, together with the code: a finding keeps it
/// when figures or places move, so that scripts can tell what is new.
struct NewFinding {
    std::string_view code;  // from base/codes.h; its letter tells the quality
    Position at = {};
    std::string message = {};
    std::vector<Id> subjects = {};
    Severity severity = Severity::warning;  // unless the policy says otherwise
    bool brought_about = true;              // by this change
    std::vector<Related> related = {};
    std::shared_ptr<const Acceptance> accepted = {};
    std::string help = {};              // the way out; empty: the remedy of the code
    std::optional<double> extent = {};  // as in Finding
};

/// The severity of a code by the policy, which may say nothing of it; empty where it is turned off.
std::optional<Severity> severity_by(const Policy& policy, std::string_view code,
                                    Severity otherwise);

class FindingList {
  public:
    /// Adds to the end of `out`; all must outlive this.
    FindingList(const Policy& policy, const Names& names, std::vector<Finding>& out)
        : policy_(policy), names_(names), out_(out) {}

    const Policy& policy() const { return policy_; }
    const Names& names() const { return names_; }
    /// Nothing where the policy has turned the code off.
    void add(NewFinding f);

  private:
    const Policy& policy_;
    const Names& names_;
    std::vector<Finding>& out_;
};

}  // namespace knockon
