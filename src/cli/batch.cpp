#include <algorithm>
#include <deque>
#include <map>

#include "assess/portfolio.h"
#include "assess/schedule/conflicts.h"
#include "assess/schedule/planned.h"
#include "assess/study/calendars.h"
#include "base/codes.h"
#include "base/text.h"
#include "cli/earlier.h"
#include "cli/gate.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/question.h"
#include "cli/record.h"
#include "model/check.h"
#include "read/bytes.h"

namespace knockon {
namespace {

/// One change on its way to an answer.
struct Item {
    ReadChange read;
    std::optional<Landscape> landscape;  // where it is not the one of all
    std::vector<std::uint32_t> files;    // it came from, beyond those of all
    std::optional<Assessment> answer;
};

/// Makes the change ready to be assessed; what is wrong is in its own diagnostics.
void prepare(Session& session, const Question& common, Item& item) {
    Diagnostics& out = item.read.diagnostics;
    Change& change = item.read.change;
    if (out.has_errors()) return;
    for (std::uint32_t i = 0; i < item.read.files; ++i)
        item.files.push_back(item.read.first_file + i);
    const auto sets = session.line.values("set");
    if (!sets.empty()) {
        item.landscape = common.landscape;
        const auto first = static_cast<std::uint32_t>(session.sources.files.size());
        for (const std::string& assignment : sets)
            set_value(assignment, *item.landscape, &change, session.sources, out);
        for (auto i = first; i < session.sources.files.size(); ++i) item.files.push_back(i);
        Diagnostics found;
        check_landscape(session, *item.landscape, found);
        for (Diagnostic& d : found.all)
            if (d.severity == Severity::error) out.add(std::move(d));
    }
    if (!out.has_errors() && !change.after.empty())
        item.landscape = landscape_by_then(item.landscape ? *item.landscape : common.landscape,
                                           change, common.planned, common.start, out);
    if (out.has_errors()) return;
    const Landscape& landscape = item.landscape ? *item.landscape : common.landscape;
    check(change, landscape, out);
    apply(landscape, change, out);
}

/// Two with one id could not be told apart.
void refuse_duplicates(std::deque<Item>& items) {
    std::map<Id, const Change*> seen;
    for (Item& item : items) {
        const Change& c = item.read.change;
        if (item.read.diagnostics.has_errors()) continue;
        const auto [first, fresh] = seen.emplace(c.id, &c);
        if (fresh) continue;
        item.read.diagnostics
            .error(code::duplicate_change, c.at, "two of the changes have the id `" + c.id + "`",
                   "rename one of them, or leave it out")
            .related.push_back({first->second->at, "the other is here"});
    }
}

/// Those of which not all can be carried out.
void refuse_conflicts(const Landscape& landscape, std::deque<Item>& items) {
    std::vector<const Change*> changes;
    std::vector<Diagnostics*> out;
    for (Item& item : items) {
        if (item.read.diagnostics.has_errors()) continue;
        changes.push_back(&item.read.change);
        out.push_back(&item.read.diagnostics);
    }
    check_conflicts(landscape, changes, out);
}

/// As a report of that change alone lists them.
void add_inputs(const Sources& sources, std::uint32_t common, std::deque<Item>& items,
                std::vector<Candidate>& candidates) {
    const std::vector<Input> all = inputs_of(sources, 1, common);
    std::size_t n = 0;
    for (const Item& item : items) {
        if (n == candidates.size() || candidates[n].change != &item.read.change) continue;
        Candidate& c = candidates[n++];
        if (!c.answer) continue;
        c.answer->inputs = all;
        for (const std::uint32_t i : item.files)
            c.answer->inputs.push_back({sources.files[i].path, sha256(sources.files[i].text)});
    }
}

std::vector<Candidate> candidates_of(const Question& common, std::deque<Item>& items) {
    std::vector<Candidate> candidates;
    for (Item& item : items)
        if (!item.read.diagnostics.has_errors())
            candidates.push_back(
                {item.landscape ? &*item.landscape : &common.landscape, &item.read.change, {}, {}});
    return candidates;
}

/// All diagnostics to the session; those that stopped a change as a line of the portfolio.
std::vector<LeftOut> gather(Session& session, std::deque<Item>& items,
                            std::vector<Candidate>& candidates) {
    for (Candidate& c : candidates) {
        const auto item = std::find_if(items.begin(), items.end(),
                                       [&](const Item& i) { return &i.read.change == c.change; });
        for (Diagnostic& d : c.diagnostics.all) item->read.diagnostics.add(std::move(d));
    }
    std::vector<LeftOut> left_out;
    for (Item& item : items) {
        Diagnostics& own = item.read.diagnostics;
        if (const Diagnostic* error = own.first_error())
            left_out.push_back({item.read.path, error->message});
        for (Diagnostic& d : own.all) session.diagnostics.add(std::move(d));
    }
    return left_out;
}

}  // namespace

bool is_batch(const CommandLine& line) {
    return line.operands.size() > 1 || is_folder(line.operands.front());
}

int run_batch(Session& session) {
    Diagnostics& out = session.diagnostics;
    const Gate gate(session);
    Record record(session);
    const Question common = load_common(session);
    const auto common_files = static_cast<std::uint32_t>(session.sources.files.size());
    check_in_passing(session, common.landscape);
    std::deque<Item> items;  // their addresses stay
    for (ReadChange& read :
         read_each_change(session.line.operands, session.settings.limits, session.sources, out))
        items.push_back({std::move(read), {}, {}, {}});
    Earlier earlier(session);
    const std::string currency = common.landscape.currency.value_or("");
    earlier.must_hold_many();
    for (const Item& item : items)
        if (!out.has_errors()) earlier.report_on(item.read.change.id, currency);
    if (!out.has_errors()) earlier.forget_file();
    guard_inputs(session);
    AssessOptions options = assess_options(session, common);
    if (out.has_errors() || !record.ok()) {
        complain(session);
        return status_input;
    }
    for (Item& item : items) prepare(session, common, item);
    refuse_duplicates(items);
    refuse_conflicts(common.landscape, items);
    std::vector<Candidate> candidates = candidates_of(common, items);
    options.at_once = std::max<std::size_t>(candidates.size(), 1);
    options.only_worse = earlier.only_worse();
    options.reasons = earlier.given() || shows_reasons(session);
    options.calendars = known_calendars(common.landscape);
    for (Candidate& c : candidates) c.since = earlier.report_on(c.change->id, currency);
    {
        Progress progress(session.settings);
        options.progress = [&](double share) { progress.show(share); };
        assess_each(candidates, common.policy, common.history, options);
    }
    add_inputs(session.sources, common_files, items, candidates);
    for (Candidate& c : candidates) {
        if (!c.answer) continue;
        c.answer->version = program_version;
        c.answer->overrides = overrides(session.line);
        earlier.complete(*c.answer);
    }
    for (const Candidate& c : candidates)
        if (c.answer) record.add(*c.change, *c.answer, today(session, common.landscape));
    record.complain();
    if (!record.ok()) return status_input;
    std::vector<LeftOut> left_out = gather(session, items, candidates);
    Portfolio portfolio =
        make_portfolio(common.landscape, std::move(candidates), common.policy, options);
    portfolio.version = program_version;
    portfolio.left_out = std::move(left_out);
    earlier.complete(portfolio);
    complain(session);
    if (portfolio.reports.empty()) return out.has_errors() ? status_input : status_fine;
    const int status = out.has_errors()        ? status_input
                       : gate.stops(portfolio) ? status_gate
                                               : status_fine;
    return deliver(session, drawings_of(portfolio, session.sources), verdict_line(portfolio),
                   record.finish(status));
}

}  // namespace knockon
