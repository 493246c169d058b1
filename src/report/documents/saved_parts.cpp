#include "report/documents/saved_parts.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "base/codes.h"
#include "base/quantity.h"
#include "calendar/zone.h"
#include "report/documents/json_parts.h"

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

void SavedReader::load(Value v, std::chrono::year_month_day& out) {
    if (!expect_text(in_, v)) return;
    const auto date = parse_date(v.text());
    if (date)
        out = *date;
    else
        wrong_value(in_, v, date.expected);
}

void SavedReader::load(Value v, Estimate& out) {
    if (!expect_map(in_, v)) return;
    field(v, "value", out.value);
    field(v, "low", out.low);
    field(v, "high", out.high);
    if (const auto inputs = v.find("inputs")) {
        field(*inputs, "low", out.inputs_low.emplace());
        field(*inputs, "high", out.inputs_high.emplace());
    }
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

void SavedReader::text_or_null(Value v, std::string_view key, std::string& out) {
    std::optional<std::string> text;
    later(v, key, text);
    if (text) out = std::move(*text);
}

std::string_view SavedReader::name_of(Cause::Kind k, int i) {
    return i < 4 ? cause_kind_name(k) : "";
}

std::string_view SavedReader::name_of(Absorber::By by, int i) {
    return i < 5 ? absorber_name(by) : "";
}

Position SavedReader::place(Value v) {
    std::string path;
    text_or_null(v, "file", path);
    if (path.empty()) return {};
    const auto [known, fresh] = files_.emplace(path, 0);
    if (fresh) known->second = sources_.add(path, {});
    Position at{known->second, 0, 0, 1};
    std::optional<std::uint64_t> line, column, end;
    later(v, "line", line);
    later(v, "column", column);
    later(v, "end_column", end);
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    if (!line || !column || *line > most || *column > most) return at;
    at.line = static_cast<std::uint32_t>(*line);
    at.column = static_cast<std::uint32_t>(*column);
    if (end && *end > *column && *end <= most)
        at.length = static_cast<std::uint32_t>(*end - *column);
    return at;
}

void SavedReader::quote(Value v, Position at) {
    std::string text;
    text_or_null(v, "excerpt", text);
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

}  // namespace knockon
