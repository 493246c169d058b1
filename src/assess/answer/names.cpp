#include "assess/answer/names.h"

#include <fmt/format.h>

#include "assess/answer/assessment.h"
#include "assess/answer/wording.h"
#include "base/text.h"
#include "model/change.h"

namespace knockon {
namespace {

void collect(const Landscape& l, std::map<Id, std::string>& names) {
    const auto take = [&](const auto& records) {
        for (const auto& [id, record] : records)
            if (record.name && !record.name->empty()) names.emplace(id, *record.name);
    };
    take(l.components);
    take(l.processes);
    take(l.departments);
    take(l.suppliers);
}

/// Names that are not the only ones of their kind say whose they are.
std::map<Id, std::string> told_apart(std::map<Id, std::string> names) {
    std::map<std::string, int> times;
    for (const auto& [id, name] : names) ++times[name];
    for (auto& [id, name] : names)
        if (times[name] > 1) name = fmt::format("{} ({})", name, id);
    return names;
}

}  // namespace

Names::Names(const Landscape& l) {
    std::map<Id, std::string> names;
    collect(l, names);
    called_ = told_apart(std::move(names));
}

Names::Names(const Landscape& after, const Landscape& before) {
    std::map<Id, std::string> names;
    collect(after, names);
    collect(before, names);
    called_ = told_apart(std::move(names));
}

std::string Names::operator()(const Id& id) const {
    const auto known = called_.find(id);
    return known == called_.end() ? id : known->second;
}

std::string Names::operator()(const std::vector<Id>& ids) const { return ids_text(each(ids)); }

std::string step_text(const Change& change, std::size_t step, const Names& names) {
    const Step& s = change.steps[step];
    return fmt::format("step {} ({} {})", step + 1, name(s.verb), names(*s.target));
}

std::string help_for_unknown(std::string_view word, const std::vector<Id>& ids, const Landscape& l) {
    const Names names(l);
    std::map<std::string, Id> spelled;
    for (const Id& id : ids) spelled.emplace(names(id), id);
    for (const Id& id : ids) spelled.insert_or_assign(id, id);
    std::vector<std::string_view> known;
    for (const auto& [spelling, id] : spelled) known.push_back(spelling);
    const auto meant = closest(word, known);
    if (!meant) return "an id is what stands before the colon in the files of the landscape";
    const Id& id = spelled.at(std::string(*meant));
    return names(id) == id ? fmt::format("did you mean `{}`?", id)
                           : fmt::format("did you mean `{}`? It is called {}", id, names(id));
}

namespace {

/// The words of an event of a cut set: "switch of shop needs node_a, node_b" names three ids.
std::vector<std::string_view> words_in(std::string_view event) {
    std::vector<std::string_view> words;
    while (!event.empty()) {
        const std::size_t end = std::min(event.find_first_of(" ,"), event.size());
        if (end > 0) words.push_back(event.substr(0, end));
        event.remove_prefix(std::min(end + 1, event.size()));
    }
    return words;
}

}  // namespace

void take_names(const Names& names, std::string_view event, std::map<Id, std::string>& out) {
    for (const std::string_view word : words_in(event))
        if (const auto name = names.all().find(Id(word)); name != names.all().end())
            out.insert(*name);
}

std::map<Id, std::string> names_in(const Assessment& a, const Names& names) {
    std::map<Id, std::string> all;
    const auto take = [&](const Id& id) { take_names(names, id, all); };
    for (const CauseFigures& c : a.causes) take(c.cause.target);
    for (const Why& w : a.why)
        for (const Id& id : w.chain) take(id);
    if (a.structure) {
        for (const auto* points : {&a.structure->new_single_points_of_failure,
                                   &a.structure->removed_single_points_of_failure})
            for (const SinglePoint& p : *points) take(p.component);
        for (const auto* sets : {&a.structure->new_cut_sets, &a.structure->removed_cut_sets})
            for (const Combination& c : *sets)
                for (const std::string& event : c.members) take(event);
    }
    if (a.economics)
        for (const Exit& x : a.economics->exits) take(x.supplier);
    return all;
}

std::vector<std::string> Names::each(const std::vector<Id>& ids) const {
    std::vector<std::string> names;
    for (const Id& id : ids) names.push_back((*this)(id));
    return names;
}

}  // namespace knockon
