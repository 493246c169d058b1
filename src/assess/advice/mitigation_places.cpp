#include "assess/advice/mitigation_places.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "assess/answer/wording.h"
#include "assess/study/edits.h"
#include "model/defaults.h"

namespace knockon {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr double switch_works = 0.95;  // a second member is not perfect: a judgement
constexpr std::size_t longest_id = 128;

/// Lengths that people plan with.
constexpr std::array<Duration, 11> plain_lengths = {minutes{15}, minutes{30}, hours{1},  hours{2},
                                                    hours{4},    hours{8},    hours{12}, hours{24},
                                                    hours{48},   hours{96},   hours{168}};

std::optional<Duration> rounded_up(Duration d) {
    for (const Duration length : plain_lengths)
        if (d <= length) return length;
    return std::nullopt;
}

/// A need on the way from a cause to a process, and how much of the loss comes along it.
struct Link {
    Id provider, consumer;
    Cause cause;  // that most of it comes from
    double loss = 0, of_cause = 0;
};

std::vector<Link> links_by_loss(const Assessment& a) {
    std::map<Id, double> loss_of;
    for (const Figures& p : a.processes) loss_of[p.id] = p.loss.mean.value;
    std::map<std::pair<Id, Id>, Link> links;
    for (const Why& why : a.why) {
        if (why.members.size() != 1) continue;  // a buffer against one cause; more are rarer
        const double loss = why.share * loss_of[why.process];
        for (std::size_t i = 0; i + 1 < why.chain.size(); ++i) {
            Link& link = links[{why.chain[i], why.chain[i + 1]}];
            link.provider = why.chain[i];
            link.consumer = why.chain[i + 1];
            link.loss += loss;
            if (loss <= link.of_cause) continue;
            link.of_cause = loss;
            link.cause = why.members.front();
        }
    }
    std::vector<Link> sorted;
    for (const auto& [ends, link] : links) sorted.push_back(link);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Link& x, const Link& y) { return x.loss > y.loss; });
    return sorted;
}

/// How long an outage at this cause lasts.
std::optional<Recovery> recovery_at(const AsIs& is, const Cause& cause) {
    static const Component nothing;  // a process has no recovery of its own
    const auto component = is.study.after->components.find(cause.target);
    const bool known = component != is.study.after->components.end();
    if (cause.kind == Cause::Kind::step)
        return recovery_of(is.change.steps[static_cast<std::size_t>(cause.index - 1)],
                           known ? component->second : nothing, *is.study.after)
            .value;
    if (cause.kind == Cause::Kind::component && known)
        return recovery_of(component->second, *is.study.after).value;
    if (cause.kind == Cause::Kind::supplier)
        return recovery_of(is.landscape.suppliers.at(cause.target), is.landscape).value;
    return std::nullopt;
}

bool names(const Need& n, const Id& id) {
    return std::any_of(n.members.begin(), n.members.end(), [&](const Ref& r) { return *r == id; });
}

/// Gives what needs `provider` a buffer: false where it has one as long already, or does not need
/// it. Where the others of the group must be up as well, the buffer is the one need's alone.
bool tolerate(std::vector<Need>& needs, const Id& provider, Duration buffer) {
    bool any = false;
    for (std::size_t i = 0; i < needs.size(); ++i) {
        if (!names(needs[i], provider) || needs[i].terms->tolerates >= buffer) continue;
        any = true;
        const bool alone =
            needs[i].members.size() == 1 || needs[i].kind != Need::Kind::all || needs[i].terms->chance;
        if (alone) {
            needs[i].terms.set().tolerates = buffer;
            continue;
        }
        Need own = needs[i];
        erase_if(needs[i].members, [&](const Ref& r) { return *r == provider; });
        needs[i].at_least = static_cast<int>(needs[i].members.size());
        own.members = {Ref(provider)};
        own.at_least = 1;
        own.terms.set().tolerates = buffer;
        needs.insert(needs.begin() + static_cast<std::ptrdiff_t>(++i), std::move(own));
    }
    return any;
}

/// Gives one consumer of the provider a buffer, or (`consumer` empty) every one, in whatever says
/// what it needs: the landscape, or the change. How many there are.
std::size_t tolerate(const AsIs& is, const Id& provider, const Id& consumer, Duration buffer,
                     Idea& idea) {
    Landscape landscape = is.landscape;
    Change change = is.change;
    std::size_t then = 0, there = 0;
    const auto stated = [&](const Id& user, std::vector<Need>& needs, const std::string& path) {
        if (!consumer.empty() && user != consumer) return 0;
        if (!tolerate(needs, provider, buffer)) return 0;
        idea.edits.push_back(fmt::format("--set {}={}", path, written(needs)));
        return 1;
    };
    for (auto& [id, c] : landscape.components)
        there += stated(id, c.needs, fmt::format("components.{}.needs", id));
    for (auto& [id, p] : landscape.processes)
        there += stated(id, p.needs, fmt::format("processes.{}.needs", id));
    for (std::size_t i = 0; i < change.steps.size(); ++i) {
        Step& step = change.steps[i];
        if (step.verb == Verb::connect)
            then += stated(*step.target, step.needs, fmt::format("steps.{}.to", i + 1));
    }
    idea.changes = {{std::move(change), {}}};
    if (there > 0) idea.landscape = std::move(landscape);
    return there + then;
}

/// Whether the change takes away, or builds anew, what the edit would hold on to.
bool is_in_flux(const Change& change, const Id& id) {
    return std::any_of(change.steps.begin(), change.steps.end(), [&](const Step& s) {
        const bool left =
            std::any_of(s.from.begin(), s.from.end(), [&](const Ref& r) { return *r == id; });
        return left || ((s.verb == Verb::remove || s.verb == Verb::add) && *s.target == id);
    });
}

/// Replaces a member that must be up by a choice of two; false where it had spares already.
bool double_up(std::vector<Need>& needs, const Id& id, const Id& second, bool& spare) {
    bool any = false;
    for (std::size_t i = 0; i < needs.size(); ++i) {
        if (!names(needs[i], id)) continue;
        if (needs[i].kind != Need::Kind::all) {
            spare = true;
            continue;
        }
        any = true;
        Need choice = needs[i];
        choice.kind = Need::Kind::any;
        choice.members = {Ref(id), Ref(second)};
        choice.at_least = 1;
        choice.terms.set().failover = switch_works;
        erase_if(needs[i].members, [&](const Ref& r) { return *r == id; });
        needs[i].at_least = static_cast<int>(needs[i].members.size());
        if (needs[i].members.empty())
            needs[i] = std::move(choice);
        else
            needs.insert(needs.begin() + static_cast<std::ptrdiff_t>(++i), std::move(choice));
    }
    return any;
}

/// The component of the landscape that most of the loss is charged to, by its steps or by itself.
std::optional<std::pair<Id, double>> costliest_component(const AsIs& is) {
    std::map<Id, double> shares;
    for (const CauseFigures& c : is.a.causes)
        if (c.cause.kind != Cause::Kind::supplier &&
            is.landscape.components.contains(c.cause.target))
            shares[c.cause.target] += c.loss.value;
    std::optional<std::pair<Id, double>> most;
    for (const auto& [id, loss] : shares)
        if (loss > 0 && (!most || loss > most->second)) most = {id, loss};
    if (most) most->second /= is.a.total.loss.mean.value;
    return most;
}

}  // namespace

AsIs::AsIs(const Study& s, const Assessment& assessment, const AssessOptions& options)
    : study(s),
      a(assessment),
      landscape(*s.before),
      change(*s.change),
      zone(s.calendars.landscape_zone()),
      today(options.today.ok() ? options.today
                               : std::chrono::year_month_day(
                                     std::chrono::floor<std::chrono::days>(assessment.start))) {}

void buffers(const AsIs& is, std::vector<Idea>& out) {
    const std::vector<Link> links = links_by_loss(is.a);
    const double total = is.a.total.loss.mean.value;
    const auto idea_for = [&](const Link& link, const Id& consumer, Duration buffer) {
        Idea idea;
        idea.kind = "buffer";
        const std::size_t users = tolerate(is, link.provider, consumer, buffer, idea);
        idea.text = fmt::format("a buffer of {} between {} and {}", duration_text(buffer),
                                is.study.names(link.provider),
                                consumer.empty() ? "all that need it" : is.study.names(consumer));
        idea.touches = std::min(1.0, link.loss / total);
        if (users > (consumer.empty() ? 1 : 0)) out.push_back(std::move(idea));
    };
    for (const Link& link : links) {
        const auto recovery = recovery_at(is, link.cause);
        if (!recovery || is_in_flux(is.change, link.provider)) continue;
        const auto half = rounded_up(recovery->quantile(0.5));
        const auto most = rounded_up(recovery->quantile(0.9));
        if (most) idea_for(link, {}, *most);
        if (most) idea_for(link, link.consumer, *most);
        if (half && half != most) idea_for(link, link.consumer, *half);
        return;
    }
}

void second_member(const AsIs& is, std::vector<Idea>& out) {
    const auto target = costliest_component(is);
    if (!target || is_in_flux(is.change, target->first)) return;
    const Id &id = target->first, second = id + "-2";
    const Component& first = is.landscape.components.at(id);
    if (never_fails(first) || second.size() > longest_id) return;
    if (is.study.after->components.contains(second) || is.study.after->processes.contains(second) ||
        is.landscape.departments.contains(second) || is.landscape.suppliers.contains(second))
        return;
    Idea idea;
    Landscape landscape = is.landscape;
    Change change = is.change;
    bool any = false, spare = false;
    for (auto& [user, c] : landscape.components) any |= double_up(c.needs, id, second, spare);
    for (auto& [user, p] : landscape.processes) any |= double_up(p.needs, id, second, spare);
    for (Step& s : change.steps) {
        any |= double_up(s.needs, id, second, spare);
        any |= double_up(s.component.needs, id, second, spare);
    }
    if (!any || spare) return;
    Component copy = landscape.components.at(id);
    copy.id = second;
    landscape.components[second] = std::move(copy);
    idea.kind = "redundancy";
    idea.text = fmt::format("a second {} that the change leaves alone (the switch works in {:g} %)",
                            is.study.names(id), 100 * switch_works);
    idea.edits.push_back(fmt::format(
        "in the landscape: a component `{}` like `{}`, and every need of `{}` as {{any: [{}, {}], "
        "failover: {:g}%}}",
        second, id, id, written(id), written(second), 100 * switch_works));
    idea.touches = std::min(1.0, target->second);
    idea.changes.push_back({std::move(change), {}});
    idea.landscape = std::move(landscape);
    out.push_back(std::move(idea));
}

}  // namespace knockon
