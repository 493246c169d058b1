#include "assess/answer/finding_list.h"

#include "base/codes.h"
#include "base/text.h"

namespace knockon {

std::optional<Severity> severity_by(const Policy& policy, std::string_view code,
                                    Severity otherwise) {
    const auto ruling = policy.rulings.find(std::string(code));
    if (ruling == policy.rulings.end()) return otherwise;
    return named<Severity>(name(*ruling->second));  // `off` is none
}

void FindingList::add(NewFinding f) {
    const auto severity = severity_by(policy_, f.code, f.severity);
    if (!severity) return;
    Finding made;
    made.code = f.code;
    made.severity = *severity;
    made.quality = quality_of(f.code);
    made.message = std::move(f.message);
    made.help = std::move(f.help);
    if (const CodeEntry* entry = find_code(f.code); entry && made.help.empty())
        made.help = entry->remedy;
    made.at = f.at;
    made.related = std::move(f.related);
    std::string key(f.code);
    for (const Id& id : f.subjects) key += "\n" + id;
    made.fingerprint = sha256(key).substr(0, 32);
    made.subjects = std::move(f.subjects);
    made.accepted = std::move(f.accepted);
    made.brought_about = f.brought_about;
    made.extent = f.extent;
    out_.push_back(std::move(made));
}

}  // namespace knockon
