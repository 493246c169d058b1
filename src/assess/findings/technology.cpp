// M01: do the parts fit each other?
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "assess/findings/landscape_findings.h"
#include "assess/answer/wording.h"
#include "base/codes.h"

namespace knockon {
namespace {

using Words = std::vector<std::string>;

bool share_one(const Words& a, const Words& b) {
    return std::any_of(a.begin(), a.end(), [&](const std::string& x) {
        return std::find(b.begin(), b.end(), x) != b.end();
    });
}

/// Whether two parts that are connected fit: one of them accepts what the other is made of. Where
/// neither says both halves, nothing can be told, and they are taken to fit.
bool fits(const Component& user, const Component& part) {
    const bool told = user.more->accepts && part.more->technologies;
    const bool told_back = part.more->accepts && user.more->technologies;
    if (!told && !told_back) return true;
    return (told && share_one(*user.more->accepts, *part.more->technologies)) ||
           (told_back && share_one(*part.more->accepts, *user.more->technologies));
}

/// Components by kind and technology, for naming what would fit.
using Offers = std::map<std::pair<std::string, std::string>, std::vector<Id>>;

Offers offers_of(const Landscape& l) {
    Offers all;
    for (const auto& [id, c] : l.components)
        if (c.more->technologies)
            for (const std::string& t : *c.more->technologies)
                all[{c.kind.value_or("application"), t}].push_back(id);
    return all;
}

std::string listed(Words words) {
    if (words.empty()) return "nothing";
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    constexpr std::size_t named = 6;
    if (words.size() <= named) return fmt::format("{}", fmt::join(words, ", "));
    return fmt::format("{} and {} more", fmt::join(words.begin(), words.begin() + named, ", "),
                       words.size() - named);
}

std::string way_out(const Component& user, const Component& part, const Offers& offers,
                    const Names& names) {
    if (!user.more->accepts || user.more->accepts->empty())
        return "Put something between them that speaks both.";
    std::string help =
        fmt::format("Choose one made of {}, or put something between them that speaks both",
                    listed(*user.more->accepts));
    std::set<Id> fitting;
    for (const std::string& t : *user.more->accepts) {
        const auto found = offers.find({part.kind.value_or("application"), t});
        if (found == offers.end()) continue;
        for (const Id& id : found->second) {
            if (fitting.size() > 3) break;
            if (id != part.id && id != user.id) fitting.insert(id);
        }
    }
    if (!fitting.empty())
        help += fmt::format("; of the same kind {} would fit",
                            names(std::vector<Id>{fitting.begin(), fitting.end()}));
    return help + ".";
}

NewFinding misfit(const Component& user, const Component& part, Position at, const Offers& offers,
                  const Names& names) {
    const bool told = user.more->accepts && part.more->technologies;
    const Component& chooser = told ? user : part;
    const Component& chosen = told ? part : user;
    NewFinding found{
        .code = code::technology_not_accepted,
        .at = at,
        .message = fmt::format("{} does not fit {}, which needs it: {} accepts {}, and "
                               "{} is made of {}",
                               names(part.id), names(user.id), names(chooser.id),
                               listed(*chooser.more->accepts), names(chosen.id),
                               listed(*chosen.more->technologies)),
        .subjects = {user.id, part.id},
        .severity = Severity::error};
    found.related = {{chooser.more->accepts.at(), "accepted here"},
                     {chosen.more->technologies.at(), "what it is made of"}};
    found.help = way_out(user, part, offers, names);
    return found;
}

}  // namespace

void technology_of_landscape(const Inspected& in, FindingList& out) {
    const Graph& g = in.graph;
    const Offers offers = offers_of(in.landscape);
    for (Node v = 0; v < g.components; ++v) {
        const Component& user = in.component(v);
        if (!user.more->accepts && !user.more->technologies) continue;
        for (const Group& group : g.groups_of(v))
            for (const Node m : g.members_of(group))
                if (!g.is_process(m) && !fits(user, in.component(m)))
                    out.add(misfit(user, in.component(m), group.need->at(), offers, in.names));
    }
}

}  // namespace knockon
