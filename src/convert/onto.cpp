#include "convert/onto.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "base/codes.h"
#include "base/text.h"
#include "convert/by_source.h"
#include "convert/slug.h"
#include "read/fields_labels.h"

namespace knockon {
namespace {

class Adding {
  public:
    Adding(const Draft& draft, const Landscape& base, Diagnostics& out)
        : draft_(draft.landscape), base_(base), out_(out) {}

    Said document() {
        match();
        each_record(draft_, [&](const Id& id, const auto& record) { take(id, record); });
        never_seen();
        for (const auto& [id, d] : draft_.departments)
            if (!has_name(id)) fresh_.departments.emplace(id, d);
        for (const auto& [id, s] : draft_.suppliers)
            if (!has_name(id)) fresh_.suppliers.emplace(id, s);
        Said all = said(fresh_);
        all.comments = std::move(not_shown_);
        if (annotate_.entries.empty()) return all;
        all.entries.push_back({"annotate", std::move(annotate_)});
        return all;
    }

  private:
    bool has_name(const Id& id) const {
        return has(base_, id) || base_.departments.contains(id) || base_.suppliers.contains(id);
    }

    void match() {
        const std::map<std::string, Id> sources = ids_by_source(base_), own = ids_by_source(draft_);
        std::map<std::string, Id> names;  // empty: several
        each_record(base_, [&](const Id& id, const auto& record) {
            for (const std::string& word : {lower_case(id), lower_case(record.name.value_or(id))}) {
                const auto [at, fresh] = names.emplace(word, id);
                if (!fresh && at->second != id) at->second.clear();
            }
        });
        each_record(draft_, [&](const Id& id, const auto& record) {
            const std::string from = record.source.value_or("");
            const auto source = sources.find(from), first = own.find(from);
            if (first != own.end() && first->second != id) {  // one of its instances
                if (has(base_, id)) same_[id] = id;
                return;
            }
            const auto name = names.find(lower_case(record.name.value_or(id)));
            if (source != sources.end() && !source->second.empty())
                same_[id] = source->second;
            else if (has(base_, id))
                same_[id] = id;
            else if (name != names.end() && !name->second.empty())
                same_[id] = name->second;
        });
        for (const auto& [id, other] : same_) matched_.insert(other);
    }

    Id mapped(const Id& id) const {
        const auto found = same_.find(id);
        return found == same_.end() ? id : found->second;
    }

    template <class R>
    void take(const Id& id, const R& record) {
        R copy = record;
        for (Need& n : copy.needs)
            for (Ref& m : n.members) {
                m = Ref(mapped(*m), m.at);
                seen_.emplace(mapped(id), *m);
            }
        const auto known = same_.find(id);
        if (known == same_.end()) {
            if constexpr (std::is_same_v<R, Component>)
                fresh_.components.emplace(id, std::move(copy));
            else
                fresh_.processes.emplace(id, std::move(copy));
            return;
        }
        annotate(known->second, copy.needs, copy.source);
    }

    const std::vector<Need>& needs_in_base(const Id& id) const {
        const auto c = base_.components.find(id);
        return c != base_.components.end() ? c->second.needs : base_.processes.at(id).needs;
    }
    const Stated<std::string>& source_in_base(const Id& id) const {
        const auto c = base_.components.find(id);
        return c != base_.components.end() ? c->second.source.get() : base_.processes.at(id).source;
    }
    Position place_in_base(const Id& id) const {
        const auto c = base_.components.find(id);
        return c != base_.components.end() ? c->second.at : base_.processes.at(id).at;
    }

    void annotate(const Id& id, const std::vector<Need>& needs, const Stated<std::string>& source) {
        std::set<Id> modelled;
        for (const Need& n : needs_in_base(id))
            for (const Ref& m : n.members) modelled.insert(*m);
        std::vector<Need> more;
        for (const Need& n : needs) {
            const auto missing =
                std::count_if(n.members.begin(), n.members.end(),
                              [&](const Ref& m) { return !modelled.contains(*m); });
            if (missing == 0) continue;
            for (const Ref& m : n.members)
                if (!modelled.contains(*m)) only_in_source(id, m);
            // Of a group that is modelled in part nobody knows how the rest fits in.
            if (missing == static_cast<std::ptrdiff_t>(n.members.size())) more.push_back(n);
        }
        Said record = Said::of({}, Said::Form::map);
        if (source && !source_in_base(id)) record.entries.push_back({"source", Said::of(*source)});
        if (auto list = say_needs(more)) record.entries.push_back({"needs", std::move(*list)});
        if (record.entries.empty()) return;
        annotate_.form = Said::Form::map;
        annotate_.entries.push_back({id, std::move(record)});
    }

    void only_in_source(const Id& id, const Ref& member) {
        out_.note(code::only_in_source, member.at,
                  fmt::format("only the source says that `{}` needs `{}`", id, *member),
                  "keep it if it is so at all times; a trace shows also what is only asked now and "
                  "then")
            .related.push_back({place_in_base(id), "as modelled"});
    }

    void never_seen() {
        each_record(base_, [&](const Id& id, const auto& record) {
            if (!matched_.contains(id)) return;
            for (const Need& n : record.needs)
                for (const Ref& m : n.members)
                    if (matched_.contains(*m) && !seen_.contains({id, *m})) {
                        out_.note(
                            code::only_modelled, m.at ? m.at : record.at,
                            fmt::format("the source does not show that `{}` needs `{}`", id, *m),
                            "it may not have run while the source was made; else take it out");
                        not_shown_.push_back(fmt::format("The source does not show that {} needs {}", id, *m));
                    }
        });
    }

    const Landscape &draft_, &base_;
    Diagnostics& out_;
    std::map<Id, Id> same_;             // id in the draft → id in the landscape
    std::set<Id> matched_;              // ids in the landscape
    std::set<std::pair<Id, Id>> seen_;  // who needs whom by the source, in ids of the landscape
    std::vector<std::string> not_shown_;
    Landscape fresh_;
    Said annotate_;
};

}  // namespace

Said additions(const Draft& draft, const Landscape& base, Diagnostics& out) {
    return Adding(draft, base, out).document();
}

}  // namespace knockon
