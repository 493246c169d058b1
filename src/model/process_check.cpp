#include "model/parts_check.h"

#include <fmt/format.h>

#include <string_view>

#include "base/codes.h"

namespace knockon {
namespace {


/// A recovery target beyond what can be borne plans for a disruption. Reaching the tolerance
/// exactly does no harm (semantics, section 1), but leaves nothing to spare.
void check_targets(const Process& p, Diagnostics& out) {
    if (!p.rto) return;
    if (!p.mtpd && *p.rto > Duration::zero()) {
        out.warning(code::rto_beyond_mtpd, p.rto.at,
                    fmt::format("`{}` has a recovery target but no `mtpd`: without one, any "
                                "interruption is a disruption",
                                p.id),
                    "state `mtpd`");
    } else if (p.mtpd && *p.rto > *p.mtpd) {
        out.error(
               code::rto_beyond_mtpd, p.rto.at,
               fmt::format("the recovery target of `{}` is later than its tolerable period", p.id),
               "lower `rto`, or raise `mtpd`")
            .related.push_back({p.mtpd.at, "the tolerable period"});
    } else if (p.mtpd && *p.rto == *p.mtpd) {
        out.warning(code::rto_beyond_mtpd, p.rto.at,
                    fmt::format("the recovery target of `{}` leaves nothing to spare before its "
                                "tolerable period ends",
                                p.id),
                    "lower `rto`");
    }
    for (const Peak& peak : p.peaks)
        if (peak.mtpd && *p.rto > *peak.mtpd)
            out.warning(
                code::rto_beyond_mtpd, peak.mtpd.at,
                fmt::format("in this peak `{}` tolerates less than its recovery target", p.id),
                "lower `rto`");
}

void check_loss(const Process& p, Diagnostics& out) {
    const std::vector<LossBand>& bands = p.loss.hour;
    for (std::size_t i = 0; i < bands.size(); ++i) {
        const bool first_late = i == 0 && bands[i].after != Duration::zero();
        const bool unsorted = i > 0 && bands[i].after <= bands[i - 1].after;
        if (!first_late && !unsorted) continue;
        out.error(code::loss_bands, p.at,
                  fmt::format("the bands of the hourly loss of `{}` {}", p.id,
                              first_late ? "do not begin at 0" : "are not in order"),
                  "begin with `after: 0h`, each later band after the one before");
        break;
    }
    if (p.loss.cap && p.loss.each && *p.loss.cap < *p.loss.each)
        out.warning(
            code::out_of_range, p.loss.cap.at,
            fmt::format("the cap on the loss of `{}` is below what each episode costs", p.id),
            "raise `cap`, or lower `each`");
}

void check_peaks(const Process& p, References& known, Diagnostics& out) {
    for (const Peak& peak : p.peaks) {
        known.check(peak.during, Sort::calendar, fmt::format("is a peak of `{}`", p.id), out);
        const Position at = peak.during.at ? peak.during.at : p.at;
        if (!(peak.factor > 0)) {
            out.error(code::out_of_range, at,
                      fmt::format("the factor of a peak of `{}` must be above 0", p.id));
        } else if (peak.factor < 1) {
            out.warning(code::out_of_range, at,
                        fmt::format("a peak of `{}` in which an hour costs less than usual", p.id),
                        "use a factor above 1");
        } else if (peak.factor == 1 && !peak.mtpd) {
            out.warning(code::without_effect, at,
                        fmt::format("a peak of `{}` that changes neither loss nor tolerance", p.id),
                        "state `factor` or `mtpd`");
        }
    }
}

void check_process(const Process& p, References& known, Diagnostics& out) {
    known.check(p.department, Sort::department, fmt::format("is the department of `{}`", p.id),
                out);
    known.check(p.active, Sort::calendar, fmt::format("says when `{}` is active", p.id), out);
    check_needs(p.needs, p.id, true, out);
    for (const Need& need : p.needs)
        for (const Ref& m : need.members)
            known.check(m, may_be_needed, fmt::format("is needed by `{}`", p.id), out);
    if (p.needs.empty())
        out.warning(
            code::process_without_needs, p.at,
            fmt::format("`{}` needs nothing, so no change will ever be seen to touch it", p.id),
            "add its `needs`");
    if (p.target_unavailability &&
        !(*p.target_unavailability >= 0 && *p.target_unavailability <= 1))
        out.error(code::out_of_range, p.target_unavailability.at, "`target` must be from 0 to 1");
    check_targets(p, out);
    check_loss(p, out);
    check_peaks(p, known, out);
    for (const Deadline& d : p.deadlines)
        known.check(d.calendar, Sort::calendar, fmt::format("is a deadline of `{}`", p.id), out);
}

bool costs_anything(const Process& p) {
    if (p.loss.each && *p.loss.each > 0) return true;
    for (const LossBand& band : p.loss.hour)
        if (band.rate > 0) return true;
    for (const Deadline& d : p.deadlines)
        if (d.penalty > 0) return true;
    return false;
}

}  // namespace

std::optional<bool> ordered(const Moment& a, const Moment& b) {
    if (a.utc_offset.has_value() != b.utc_offset.has_value()) return std::nullopt;
    const std::chrono::seconds none{0};
    return a.local - a.utc_offset.value_or(none) < b.local - b.utc_offset.value_or(none);
}

void check_processes(const Landscape& l, References& known, Diagnostics& out) {
    const Process* costly = nullptr;
    for (const auto& [id, p] : l.processes) {
        check_process(p, known, out);
        if (!costly && costs_anything(p)) costly = &p;
    }
    if (costly && !l.currency)
        out.note(code::no_currency, costly->at,
                 "losses are stated but the landscape names no currency",
                 "add `currency: EUR` or another");
    if (l.processes.empty())
        out.warning(code::no_process, {},
                    "the landscape has no process, so no change can be seen to harm anyone",
                    "add `processes` with what a stop of theirs costs");
}

}  // namespace knockon
