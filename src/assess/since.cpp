#include "assess/since.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <set>

#include "assess/answer/verdict.h"
#include "assess/moved_inputs.h"
#include "base/tie.h"

namespace knockon {
namespace {

/// After less before, as if the two had nothing to do with each other.
Estimate apart(const Estimate& before, const Estimate& after) {
    return {after.value - before.value, after.low - before.high, after.high - before.low, {}, {}};
}

bool is_moved(const FigureMoved& f) {
    return !tied(f.before.value, f.after.value) && (f.more.low > 0 || f.more.high < 0);
}

class Comparing {
  public:
    Comparing(const Assessment& before, Assessment& after, const PutBack& put_back)
        : before_(before),
          after_(after),
          put_back_(put_back),
          departments_before_(by_id(before.departments)) {}

    void figures() {
        for (const DepartmentFigures& now : after_.departments) {
            const DepartmentFigures* was = department_before(now.id);
            if (was == nullptr) continue;
            if (was->verdict != now.verdict)
                since().verdicts.push_back({now.id, was->verdict, now.verdict});
            compare(now.id, *was, now);
        }
        compare({}, before_.total, after_.total);
        compare_years();
    }

    void findings() {
        std::map<std::string, const Finding*> was;
        for (const Finding& f : before_.findings) was.emplace(f.fingerprint, &f);
        std::map<std::string, const Finding*> now;
        for (const Finding& f : after_.findings) {
            now.emplace(f.fingerprint, &f);
            const auto known = was.find(f.fingerprint);
            const bool fresh = known == was.end();
            const std::string stood = fresh ? "" : weaker(*known->second, f);
            if (fresh || !stood.empty())
                since().came.push_back({f.code, f.severity, f.message, f.fingerprint, stood});
        }
        for (const Finding& f : before_.findings) {
            const auto known = now.find(f.fingerprint);
            const bool gone = known == now.end();
            const std::string stands = gone ? "" : weaker(*known->second, f);
            if (gone || !stands.empty())
                since().went.push_back({f.code, f.severity, f.message, f.fingerprint, stands});
        }
    }

    void agreements() {
        const auto state = [](const SignOff* s) {
            return std::string(s == nullptr ? "" : s->given ? "given" : "open");
        };
        const auto by_who = [](const Assessment& a) {
            std::map<std::pair<SignOff::Kind, Id>, const SignOff*> all;
            for (const SignOff& s : a.sign_off) all.emplace(std::pair(s.kind, s.who), &s);
            return all;
        };
        const auto find = [](const auto& all, const SignOff& s) {
            const auto found = all.find({s.kind, s.who});
            return found == all.end() ? nullptr : found->second;
        };
        const auto were = by_who(before_), are = by_who(after_);
        for (const SignOff& s : after_.sign_off) {
            const std::string was = state(find(were, s)), is = state(&s);
            if (was != is) since().sign_off.push_back({s.kind, s.who, s.name, was, is});
        }
        for (const SignOff& s : before_.sign_off)
            if (find(are, s) == nullptr)
                since().sign_off.push_back({s.kind, s.who, s.name, state(&s), {}});
    }

    void structure() {
        const auto points = [](const Assessment& a) {
            std::set<SinglePoint> all;
            if (a.structure)
                for (const SinglePoint& p : a.structure->new_single_points_of_failure)
                    all.insert(p);
            return all;
        };
        const auto was = points(before_), is = points(after_);
        only_in(is, was, since().new_points);
        only_in(was, is, since().gone_points);
        const std::set<std::string> had(before_.limits_hit.begin(), before_.limits_hit.end());
        const std::set<std::string> has(after_.limits_hit.begin(), after_.limits_hit.end());
        only_in(has, had, since().new_limits);
        only_in(had, has, since().gone_limits);
    }

    /// Marks what was so before and is no worse.
    void excuse() {
        for (DepartmentFigures& now : after_.departments) {
            const DepartmentFigures* was = department_before(now.id);
            now.excused = objects(now) && was != nullptr && objects(*was) && !is_worse(*was, now);
        }
        std::set<std::string> came;
        for (const FindingMoved& f : since().came) came.insert(f.fingerprint);
        for (Finding& f : after_.findings) f.excused = counts(f) && !came.contains(f.fingerprint);
    }

  private:
    const DepartmentFigures* department_before(const Id& id) const {
        const auto d = departments_before_.find(id);
        return d == departments_before_.end() ? nullptr : d->second;
    }
    Since& since() { return *after_.since; }

    template <class T>
    static void only_in(const std::set<T>& a, const std::set<T>& b, std::vector<T>& out) {
        std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
    }

    /// How a finding stands in one report that counts for more in the other; empty where it does
    /// not.
    static std::string weaker(const Finding& here, const Finding& there) {
        if (!counts(there)) return {};
        if (here.accepted) return "accepted";
        if (!here.brought_about) return "there without the change";
        if (static_cast<int>(here.severity) < static_cast<int>(there.severity))
            return std::string(name(here.severity));
        if (here.extent && there.extent && *here.extent < *there.extent &&
            !tied(*here.extent, *there.extent))
            return "not as far";
        return {};
    }

    void compare(const Id& id, const Figures& was, const Figures& now) {
        add(id, "disruption", was.disruption, now.disruption, Scored::disruption);
        add(id, "downtime_s", was.downtime_s.mean, now.downtime_s.mean, Scored::downtime);
        add(id, "loss", was.loss.mean, now.loss.mean, Scored::loss);
        add(id, "p95_loss", was.loss.p95, now.loss.p95, {});
    }

    void compare_years() {
        if (!before_.structure && !after_.structure) return;
        const auto of = [](const Assessment& a, Estimate StructureReport::*figure) {
            return a.structure ? (*a.structure).*figure : Estimate{};
        };
        for (const auto& [what, figure] :
             {std::pair{"loss_per_year", &StructureReport::more_per_year},
              {"year_one", &StructureReport::year_one}})
            add({}, what, of(before_, figure), of(after_, figure), {});
    }

    /// A quantile is read off a curve, and has no difference draw by draw.
    void add(const Id& id, const char* what, const Estimate& was, const Estimate& now,
             std::optional<Scored> figure) {
        if (tied(was.value, now.value)) return;
        FigureMoved moved{id, what, was, now, apart(was, now), false};
        if (const auto more = figure ? put_back_.more(id, *figure, was) : std::nullopt) {
            moved.more = *more;
            moved.same_draws = true;
        }
        if (is_moved(moved))
            since().figures.push_back(std::move(moved));
        else
            ++since().within_error;
    }

    bool is_worse(const DepartmentFigures& was, const DepartmentFigures& now) {
        if (gravity(now.verdict) > gravity(was.verdict)) return true;
        for (const std::string& limit : now.over)
            if (std::find(was.over.begin(), was.over.end(), limit) == was.over.end()) return true;
        return std::any_of(
            since().figures.begin(), since().figures.end(),
            [&](const FigureMoved& f) { return f.department == now.id && f.more.low > 0; });
    }

    const Assessment& before_;
    Assessment& after_;
    const PutBack& put_back_;
    const std::map<Id, const DepartmentFigures*> departments_before_;
};

/// The lists of two reports that have lost their order.
template <class T>
void only_in_first(std::vector<T> a, std::vector<T> b, std::vector<T>& out) {
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
}

}  // namespace

void add_since(const Study& study, const Played& played, const AssessOptions& options,
               Assessment& out) {
    assert(options.since != nullptr && "there is an earlier report");
    const Assessment& before = *options.since;
    assert(before.change == out.change && before.currency == out.currency &&
           "the reports can be compared");
    out.since.emplace();
    out.since->version = before.version;
    out.since->verdict = before.verdict;
    out.since->only_worse = options.only_worse;
    const PutBack put_back(study, played, options, out);
    Comparing comparing(before, out, put_back);
    comparing.figures();
    comparing.findings();
    comparing.agreements();
    comparing.structure();
    if (options.only_worse) comparing.excuse();
}

void add_outside_inputs(const Assessment& before, Assessment& out) {
    Since& since = *out.since;
    const auto downs = [](const Assessment& a) {
        std::vector<std::string> all;
        for (const std::string& o : a.overrides)
            if (o.starts_with("--down ")) all.push_back(o);
        return all;
    };
    std::vector<std::string> fresh, gone;
    only_in_first(downs(out), downs(before), fresh);
    only_in_first(downs(before), downs(out), gone);
    for (const std::string& o : fresh) since.inputs.push_back({o, {}, "given", {}, {}, {}});
    for (const std::string& o : gone) since.inputs.push_back({o, "given", {}, {}, {}, {}});
    std::map<std::string, std::pair<std::string, std::string>> files;
    std::set<std::string> was, is;  // a file that lies elsewhere now says the same
    for (const Input& i : before.inputs) was.insert(files[i.path].first = i.sha256);
    for (const Input& i : out.inputs) is.insert(files[i.path].second = i.sha256);
    for (const auto& [path, sums] : files) {
        const auto& [old, now] = sums;
        if (path == "--set" || (now.empty() ? is.contains(old) : was.contains(now))) continue;
        since.files.push_back(path + (old.empty() ? " (new)" : now.empty() ? " (gone)" : ""));
    }
}

Since not_known_before(std::string path, std::string version) {
    Since since;
    since.path = std::move(path);
    since.version = std::move(version);
    since.known = false;
    return since;
}

}  // namespace knockon
