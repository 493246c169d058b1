#include "base/terms.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace knockon {
namespace {

constexpr auto all_terms = std::to_array<Term>({
    {"absorbed", "",
     "An outage could get to the process, but a tolerance, redundancy or closing hours hold it; "
     "the report names which. Not the same as not reached: what absorbs it can be used up.",
     "knockon-semantics(7), section 6"},
    {"appetite", "risk appetite",
     "How much risk of one change a department accepts: a probability of disruption, an expected "
     "loss, a loss exceeded in 1 of 20 cases, an expected downtime. Agreed beforehand, not per "
     "change.",
     "ISO 31000; knockon-semantics(7), section 8"},
    {"availability", "unavailability",
     "The share of the time in which something is up, in the long run; unavailability is the "
     "rest. 99.9 % is 8.8 hours down in a year.",
     "knockon-semantics(7), section 2.3"},
    {"Birnbaum", "Birnbaum importance",
     "By how much the unavailability of a process grows when that of one component does: where a "
     "better estimate, or a better component, matters most.",
     "Birnbaum, 1969; knockon-structure(1)"},
    {"capability", "",
     "A kind of component that never fails by itself: a name for what others provide together, "
     "such as a cluster of which two nodes must be up.",
     "knockon-model(5)"},
    {"checkpoint", "",
     "A moment after a step at which it is decided whether to go on or to turn back, while there "
     "is still time for it.",
     "knockon-model(5)"},
    {"common cause", "share, beta factor",
     "What takes several components down together, such as their supplier. A part of each one's "
     "unavailability (`share`, 10 % unless stated) is shared, not added on top.",
     "NUREG/CR-5485; knockon-semantics(7), section 2.5"},
    {"criticality", "criticality importance",
     "The chance that a component is down and brings a process down with it, given that the "
     "process is down: Birnbaum times its unavailability over that of the process.",
     "knockon-structure(1)"},
    {"cut set", "minimal cut set",
     "Components that bring a process down when all of them are down, and of which none could be "
     "spared. One of a single component is a single point of failure.",
     "Rausand, Risk assessment; knockon-structure(1)"},
    {"deadline", "",
     "A stretch of a calendar in which a process must have been up for the `work` it takes. "
     "Missed when outages leave less; that counts as a disruption and costs the `penalty`.",
     "knockon-semantics(7), section 4"},
    {"degraded", "impact",
     "Only needs with an `impact` below 1 are down: the process goes on worse, at that share of "
     "its hourly loss, and interrupts nothing that needs it.",
     "knockon-semantics(7), section 4"},
    {"disruption", "disrupted",
     "An outage of a process that is longer than it can bear (MTPD), counted in its active time, "
     "or a missed deadline. A shorter one is downtime, and no disruption.",
     "ISO 22301; knockon-semantics(7), section 4"},
    {"episode", "",
     "One longest stretch of time in which a process is interrupted; a night does not split it.",
     "knockon-semantics(7), section 4"},
    {"exposed", "",
     "An outage of what the change touches gets through to the process in some case.",
     "knockon-semantics(7), section 6"},
    {"externality share", "externality",
     "The part of the expected loss that others than the sponsor bear. High where one department "
     "takes the benefit and others the risk.",
     "knockon-semantics(7), section 8"},
    {"failover", "",
     "The switch to a spare, and how often it works. Where it does not, redundancy is none.",
     "knockon-semantics(7), section 3"},
    {"freeze", "change freeze",
     "A time in which something must not be changed, such as the end of a month.",
     "knockon-model(5)"},
    {"grace", "", "The active time of an outage that costs nothing yet. The loss begins after it.",
     "knockon-semantics(7), section 4"},
    {"hypercare", "watched period",
     "How long a change is watched after its window, because failures may surface late. Figures "
     "count what happens from the start of the window to its end.",
     "knockon-semantics(7), section 5"},
    {"last in", "last-in",
     "The expected loss that would be saved if one cause alone were gone. It ranks what to do; "
     "over several causes it does not add up.",
     "knockon-semantics(7), section 7"},
    {"loss exceedance", "loss exceedance curve, exceedance",
     "For each amount the chance that the extra loss is at least that: the curve of P(loss >= x).",
     "knockon-semantics(7), section 6"},
    {"MTPD", "maximum tolerable period of disruption, mtpd",
     "The longest outage that a process can bear, in its active time. Beyond it the process is "
     "disrupted; exactly as long does no harm.",
     "ISO 22301; knockon-semantics(7), section 4"},
    {"net", "",
     "What is left of a change for one department: its benefit, less its cost, less its expected "
     "extra loss.",
     "knockon-semantics(7), section 8"},
    {"overload", "",
     "A component asked for more than its `capacity` in a peak; it is down while the peak lasts.",
     "knockon-semantics(7), section 2.6"},
    {"p95", "1 in 20, P95",
     "What is exceeded in 1 of 20 cases. It is 0 whenever a loss is rarer than that, however "
     "large it would be, so it never stands alone.",
     "knockon-semantics(7), section 6"},
    {"restart", "", "How long after what it needs is up again a component is up itself.",
     "knockon-semantics(7), section 1"},
    {"risk achievement worth", "RAW",
     "How many times larger the loss would be if a cause were certain: what must not fail.",
     "knockon-semantics(7), section 7"},
    {"risk reduction worth", "RRW",
     "How many times smaller the loss would be if a cause could not happen: what is worth mending.",
     "knockon-semantics(7), section 7"},
    {"rollback", "way back",
     "Undoing a step that failed: how long that takes, how often it works, and until when it is "
     "possible.",
     "knockon-semantics(7), section 2.2"},
    {"RPO", "recovery point objective, rpo",
     "How much work may be lost at most: the age of the last backup that a process can bear.",
     "ISO 22301"},
    {"RTO", "recovery time objective, rto",
     "Within what time a process is to be up again. A target, which must be shorter than the MTPD.",
     "ISO 22301"},
    {"sampling error", "",
     "By how much a figure may be off because only so many runs were drawn; more runs make it "
     "smaller. It says nothing of how good the inputs are.",
     "knockon-semantics(7), sections 9 and 10"},
    {"Shapley share", "Shapley",
     "The part of the expected loss that belongs to one cause, such that the parts add up to the "
     "whole and causes that do the same get the same.",
     "Shapley, 1953; knockon-semantics(7), section 7"},
    {"single point of failure", "", "A component whose outage alone brings a process down.",
     "knockon-semantics(7), section 5"},
    {"structure", "",
     "What stays behind of a change for good: hours, episodes and loss per year, before and after.",
     "knockon-semantics(7), section 5"},
    {"tolerance", "tolerates",
     "How long a consumer goes on without what it needs. A buffer that runs dry, and is full "
     "again after each recovery.",
     "knockon-semantics(7), section 1"},
    {"transition", "",
     "What carrying a change out puts at risk, from the start of its window to the end of "
     "hypercare.",
     "knockon-semantics(7), section 5"},
    {"undetermined", "",
     "The limit lies within the uncertainty of the figure, so it cannot be told whether it is "
     "passed. It stops a pipeline as `exceeds` does: not knowing is no permission.",
     "knockon-semantics(7), section 8"},
});

/// As words are compared: small letters, blanks for `_` and `-`.
std::string plain(std::string_view word) {
    std::string s = lower_case(word);
    std::replace_if(s.begin(), s.end(), [](char c) { return c == '_' || c == '-'; }, ' ');
    return s;
}

bool is_called(const Term& t, std::string_view word) {
    if (plain(t.name) == word) return true;
    for (std::string_view rest = t.also; !rest.empty();) {
        const std::size_t comma = std::min(rest.find(", "), rest.size());
        if (plain(rest.substr(0, comma)) == word) return true;
        rest.remove_prefix(std::min(comma + 2, rest.size()));
    }
    return false;
}

}  // namespace

std::span<const Term> terms() { return all_terms; }

const Term* find_term(std::string_view word) {
    const std::string wanted = plain(word);
    const auto at = std::find_if(all_terms.begin(), all_terms.end(),
                                 [&](const Term& t) { return is_called(t, wanted); });
    return at == all_terms.end() ? nullptr : &*at;
}

}  // namespace knockon
