#include "report/documents/saved_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/codes.h"
#include "base/quantity.h"
#include "calendar/zone.h"
#include "report/documents/gaps.h"

namespace knockon {
namespace {

/// Beyond it no figure of ours can be, and arithmetic on it might not end well.
constexpr double largest = 1e18;

template <class N>
bool whole(std::string_view text, N& out) {
    const char* end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, out);
    return failure == std::errc{} && stop == end;
}

}  // namespace

void SavedReader::load(Value v, bool& out) {
    if (!expect_text(in_, v)) return;
    if (v.is_plain() && (v.text() == "true" || v.text() == "false"))
        out = v.text() == "true";
    else
        wrong_value(in_, v, "expected true or false");
}

void SavedReader::load(Value v, int& out) {
    if (expect_text(in_, v) && !(v.is_plain() && whole(v.text(), out)))
        wrong_value(in_, v, "expected a whole number");
}

void SavedReader::load(Value v, std::uint64_t& out) {
    if (expect_text(in_, v) && !(v.is_plain() && whole(v.text(), out)))
        wrong_value(in_, v, "expected a whole number, 0 or more");
}

void SavedReader::load(Value v, double& out) {
    if (!expect_text(in_, v)) return;
    double x = 0;
    if (v.is_plain() && whole(v.text(), x) && std::abs(x) <= largest)
        out = x;
    else
        wrong_value(in_, v, "expected a number between -1e18 and 1e18");
}

void SavedReader::load(Value v, std::string& out) {
    if (!expect_text(in_, v)) return;
    if (v.is_plain())
        wrong_value(in_, v, "expected a text in quotes");
    else
        out = v.text();
}

void SavedReader::load(Value v, Instant& out) {
    if (!expect_text(in_, v)) return;
    const auto moment = parse_moment(v.text());
    if (moment && moment->utc_offset)
        out = Zone().to_instant(*moment);
    else
        wrong_value(in_, v, "expected a moment with its offset, as 2026-12-30T20:00:00+01:00");
}

void SavedReader::load(Value v, Duration& out) {
    constexpr double longest = 1e9;  // seconds; longer than anything that can be stated
    double length = 0;
    load(v, length);
    out = from_seconds(std::min(length, longest));
}

void SavedReader::load(Value v, std::chrono::year_month_day& out) {
    if (!expect_text(in_, v)) return;
    const auto date = parse_date(v.text());
    if (date)
        out = *date;
    else
        wrong_value(in_, v, date.expected);
}

void SavedReader::load(Value v, std::pair<double, double>& out) {
    if (!expect_list(in_, v)) return;
    if (v.size() != 2) {
        wrong_shape(in_, v, "two numbers");
        return;
    }
    auto item = v.begin();
    load(*item, out.first);
    ++item;
    load(*item, out.second);
}

std::string SavedReader::text_or_empty(Value v, std::string_view key) {
    std::optional<std::string> text;
    if (const auto found = v.find(key)) load(*found, text);
    return text.value_or("");
}

std::optional<std::uint64_t> SavedReader::number_or_none(Value v, std::string_view key) {
    std::optional<std::uint64_t> number;
    if (const auto found = v.find(key)) load(*found, number);
    return number;
}

/// Fields `file`, `line`, `column` and, where there is one, `end_column`.
Position SavedReader::place(Value v) {
    const std::string path = text_or_empty(v, "file");
    if (path.empty()) return {};
    const auto [known, fresh] = files_.emplace(path, 0);
    if (fresh) known->second = sources_.add(path, {});
    Position at{known->second, 0, 0, 1};
    const auto line = number_or_none(v, "line"), column = number_or_none(v, "column"),
               end = number_or_none(v, "end_column");
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    if (!line || !column || *line > most || *column > most) return at;
    at.line = static_cast<std::uint32_t>(*line);
    at.column = static_cast<std::uint32_t>(*column);
    if (end && *end > *column && *end <= most)
        at.length = static_cast<std::uint16_t>(std::min<std::uint64_t>(*end - *column, UINT16_MAX));
    return at;
}

void SavedReader::quote(Value v, Position at) {
    std::string text = text_or_empty(v, "excerpt");
    // The lines above it are empty, and take a byte each.
    if (text.empty() || at.line == 0 || !in_.goes_on(v, at.line + text.size())) return;
    if (text.find('\n') == std::string::npos) quoted_[at.file][at.line] = std::move(text);
}

void SavedReader::fill_sources() {
    for (const auto& [file, lines] : quoted_) {
        std::string& text = sources_.files[file].text;
        std::uint32_t next = 1;
        for (const auto& [line, quoted] : lines) {
            text.append(line - next, '\n');
            text += quoted;
            next = line;
        }
        text += '\n';
    }
}

namespace {

/// What a report that did not say it comes to, with intervals as wide as they can be.
Estimate more_of(const std::vector<StructureChange>& processes) {
    Estimate all;
    for (const StructureChange& c : processes) all = sum(all, c.more_per_year);
    return all;
}

EconomicsRow total_of(const std::vector<EconomicsRow>& departments) {
    EconomicsRow all;
    for (const EconomicsRow& r : departments) {
        all.benefit += r.benefit;
        all.cost += r.cost;
        all.risk = sum(all.risk, r.risk);
        all.net = sum(all.net, r.net);
    }
    return all;
}

}  // namespace

void SavedReader::finish(Value v, Appetite& out) {
    for (const auto* limit : {&out.probability, &out.loss, &out.p95_loss, &out.loss_per_year})
        if (*limit && limit->value < 0) wrong_value(in_, v, "a limit is not negative");
}

void SavedReader::finish(Value v, SteadyState& out) {
    const double u = out.unavailability.value;
    if (!(u >= 0 && u <= 1)) wrong_shape(in_, v, "an `unavailability` between 0 and 1");
    if (!v.find("working_h_per_year")) out.working_h_per_year = out.downtime_h_per_year;
}

void SavedReader::finish(Value v, StructureChange& out) {
    if (!v.find("more_per_year"))
        out.more_per_year = difference(out.after ? out.after->loss_per_year : Estimate{},
                                       out.before ? out.before->loss_per_year : Estimate{});
}

void SavedReader::finish(Value v, StructureReport& out) {
    if (!v.find("more_per_year")) out.more_per_year = more_of(out.processes);
}

void SavedReader::finish(Value v, Economics& out) {
    if (!v.find("total")) out.total = total_of(out.departments);
}

void SavedReader::finish(Value v, Meeting& out) {
    std::vector<Id> changes;
    if (const auto found = v.find("changes")) load(*found, changes);
    if (changes.size() != 2) {
        wrong_shape(in_, v, "two `changes`");
        return;
    }
    out.first = changes[0];
    out.second = changes[1];
}

void SavedReader::finish(Value, Assessment& out) {
    drop_gap_notes(out);
    if (absent_.empty()) return;
    std::string keys;
    for (const std::string& key : absent_) keys += (keys.empty() ? "" : ", ") + key;
    out.notes.push_back("version " + out.version +
                        " wrote this report, and did not say yet: " + keys);
    absent_.clear();
}

}  // namespace knockon
