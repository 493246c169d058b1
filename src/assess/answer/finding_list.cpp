#include "assess/answer/finding_list.h"

#include "base/codes.h"
#include "base/text.h"

namespace knockon {
namespace {

std::optional<Severity> severity_by(const Policy& policy, const NewFinding& f) {
    const auto ruling = policy.rulings.find(std::string(f.code));
    if (ruling == policy.rulings.end()) return f.severity;
    switch (*ruling->second) {
        case Ruling::off:
            return std::nullopt;
        case Ruling::note:
            return Severity::note;
        case Ruling::warning:
            return Severity::warning;
        case Ruling::error:
            break;
    }
    return Severity::error;
}

}  // namespace

void FindingList::add(NewFinding f) {
    const auto severity = severity_by(policy_, f);
    if (!severity) return;
    Finding made;
    made.code = f.code;
    made.severity = *severity;
    made.quality = f.quality;
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
