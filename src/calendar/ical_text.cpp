#include "calendar/ical_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/codes.h"
#include "base/text.h"

namespace knockon {

namespace {

using Kind = IcalBlock::Kind;

constexpr std::size_t deepest_block = 8;
constexpr std::size_t most_syntax_problems = 20;
constexpr std::chrono::days longest_event{366 * 300};

constexpr std::array<std::string_view, 18> kept_properties{
    "DTSTART",       "DTEND",    "DURATION", "RRULE",         "RDATE",        "EXDATE",
    "EXRULE",        "UID",      "STATUS",   "TZID",          "TZOFFSETFROM", "TZOFFSETTO",
    "RECURRENCE-ID", "SEQUENCE", "DTSTAMP",  "LAST-MODIFIED", "METHOD",       "X-WR-TIMEZONE"};

/// Blocks that also say when, and are not read.
constexpr std::array<std::string_view, 4> passed_over{"VFREEBUSY", "VAVAILABILITY", "VTODO",
                                                      "VJOURNAL"};

/// Escapes of section 3.3.11 undone.
std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) ++i;
        out += text[i];
    }
    return out;
}

/// Dates and times have no colon, so that the last one of their line comes before the value, also
/// where a parameter with a colon was left without quotes: TZID=(UTC+01:00) Amsterdam.
bool has_times(std::string_view name) {
    return name == "DTSTART" || name == "DTEND" || name == "EXDATE" || name == "RDATE" ||
           name == "RECURRENCE-ID";
}

Kind kind_of(std::string_view name) {
    if (name == "VCALENDAR") return Kind::calendar;
    if (name == "VEVENT") return Kind::event;
    if (name == "VTIMEZONE") return Kind::zone;
    if (name == "STANDARD") return Kind::standard;
    if (name == "DAYLIGHT") return Kind::daylight;
    return Kind::other;
}

/// Goes through content lines, folds undone.
class Lines {
  public:
    explicit Lines(std::string_view text) : text_(text) {}

    bool next(std::string& line) {
        line.clear();
        if (at_ >= text_.size()) return false;
        number_ = following_;
        do {
            const std::size_t end = std::min(text_.find('\n', at_), text_.size());
            std::string_view piece = text_.substr(at_, end - at_);
            while (piece.ends_with('\r')) piece.remove_suffix(1);
            line += line.empty() && following_ == number_ ? piece : piece.substr(1);
            at_ = end + 1;
            ++following_;
        } while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t'));
        return true;
    }
    std::uint32_t number() const { return number_; }

  private:
    std::string_view text_;
    std::size_t at_ = 0;
    std::uint32_t number_ = 0, following_ = 1;
};

/// Splits a content line; the colon that ends the parameters is the first outside of quotes.
std::optional<IcalProperty> property_of(std::string_view line, std::uint32_t number) {
    bool quoted = false;
    std::size_t colon = 0;
    for (; colon < line.size() && (quoted || line[colon] != ':'); ++colon)
        if (line[colon] == '"') quoted = !quoted;
    if (colon == line.size()) return std::nullopt;
    const std::size_t name_end = std::min(line.find(';'), colon);
    const std::string name = upper_case(trimmed(line.substr(0, name_end)));
    const auto in_name = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    };
    if (name.empty() || !std::all_of(name.begin(), name.end(), in_name)) return std::nullopt;
    if (has_times(name)) colon = line.rfind(':');
    return IcalProperty{number, name, std::string{line.substr(name_end, colon - name_end)},
                        std::string{trimmed(line.substr(colon + 1))}};
}

/// Puts lines into blocks. A block that is not wanted is followed to its end, and then dropped.
class Blocks {
  public:
    Blocks(std::size_t max_events, std::vector<IcalProblem>& problems)
        : max_events_(max_events), problems_(problems) {}

    /// False when there is no use in going on.
    bool take(std::string_view line, std::uint32_t number) {
        if (line.empty()) return true;
        std::optional<IcalProperty> p = property_of(line, number);
        if (!p) return fail(number, "this is no line of iCalendar, NAME:VALUE");
        if (p->name == "BEGIN") return begin(upper_case(p->value), number);
        if (p->name == "END") return end(upper_case(p->value), number);
        if (open_.empty()) return fail(number, "this stands outside of BEGIN:VCALENDAR");
        const bool kept = open_.back().block.kind != Kind::other &&
                          std::find(kept_properties.begin(), kept_properties.end(), p->name) !=
                              kept_properties.end();
        if (kept) open_.back().block.properties.push_back(std::move(*p));
        return true;
    }

    void finish(std::uint32_t last_line) {
        if (!open_.empty())
            fail(last_line, fmt::format("the file is cut off: BEGIN:{} of line {} has no END",
                                        open_.back().name, open_.back().block.line));
        else if (!any_ && problems_.empty())
            fail(1, "this is no iCalendar file: BEGIN:VCALENDAR is missing");
        for (const auto& [name, found_in] : passed_over_)
            problems_.push_back(
                {Severity::warning, code::bad_calendar_file, found_in.first_line,
                 fmt::format("{} {} left out: only events (VEVENT) are read", found_in.count, name),
                 "add what they say as `periods` if the calendar needs it"});
    }

    std::vector<IcalBlock> found;

  private:
    struct Open {
        std::string name;
        IcalBlock block;
    };
    struct PassedOver {
        std::uint32_t first_line;
        std::size_t count;
    };

    bool fail(std::uint32_t line, std::string message) {
        problems_.push_back({Severity::error, code::bad_calendar_file, line, std::move(message),
                             "export the calendar again"});
        return problems_.size() < most_syntax_problems;
    }

    bool begin(std::string name, std::uint32_t number) {
        if (open_.empty() && name != "VCALENDAR")
            return fail(number, "this stands outside of BEGIN:VCALENDAR");
        if (open_.size() == deepest_block) {
            fail(number, fmt::format("blocks lie more than {} deep", deepest_block));
            return false;
        }
        if (name == "VEVENT" && events_++ == max_events_) {
            problems_.push_back({Severity::error, code::limit_exceeded, number,
                                 fmt::format("there are more than {} events", max_events_),
                                 "raise it with --limit occurrences=N"});
            return false;
        }
        any_ = true;
        if (std::find(passed_over.begin(), passed_over.end(), name) != passed_over.end())
            ++passed_over_.try_emplace(name, PassedOver{number, 0}).first->second.count;
        const Kind kind = kind_of(name);
        open_.push_back({std::move(name), {kind, number, {}, {}}});
        return true;
    }

    bool end(std::string_view name, std::uint32_t number) {
        if (open_.empty() || open_.back().name != name) {
            fail(number, open_.empty()
                             ? fmt::format("END:{} without BEGIN", name)
                             : fmt::format("END:{} where END:{} is due (begun in line {})", name,
                                           open_.back().name, open_.back().block.line));
            return false;
        }
        IcalBlock done = std::move(open_.back().block);
        open_.pop_back();
        if (done.kind == Kind::calendar)
            found.push_back(std::move(done));
        else if (done.kind == Kind::event || done.kind == Kind::zone)
            calendar().inner.push_back(std::move(done));
        else if (done.kind != Kind::other)
            open_.back().block.inner.push_back(std::move(done));
        return true;
    }

    /// The innermost one that is open; the outermost block always is one.
    IcalBlock& calendar() {
        return std::find_if(open_.rbegin(), open_.rend(),
                            [](const Open& o) { return o.block.kind == Kind::calendar; })
            ->block;
    }

    std::size_t max_events_;
    std::vector<IcalProblem>& problems_;
    std::vector<Open> open_;
    std::map<std::string, PassedOver> passed_over_;
    std::size_t events_ = 0;
    bool any_ = false;
};

/// Digits only, no more than fit.
std::optional<int> digits(std::string_view text) {
    if (text.empty() || text.size() > 7) return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<std::chrono::seconds> time_of(std::string_view text) {
    const auto h = digits(text.substr(0, 2)), m = digits(text.substr(2, 2));
    const auto s = digits(text.substr(4, 2));
    if (!h || !m || !s || *h > 23 || *m > 59 || *s > 60) return std::nullopt;
    return std::chrono::hours{*h} + std::chrono::minutes{*m} +
           std::chrono::seconds{std::min(*s, 59)};
}

}  // namespace

std::string IcalProperty::parameter(std::string_view parameter_name) const {
    const std::string_view all = parameters;
    for (std::size_t at = 0; at < all.size();) {
        bool quoted = false;
        std::size_t end = at + 1;
        for (; end < all.size() && (quoted || all[end] != ';'); ++end)
            if (all[end] == '"') quoted = !quoted;
        const std::string_view one = all.substr(at + 1, end - at - 1);
        const std::size_t equals = one.find('=');
        if (equals != std::string_view::npos &&
            upper_case(trimmed(one.substr(0, equals))) == parameter_name) {
            std::string_view text = trimmed(one.substr(equals + 1));
            if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
                text = trimmed(text.substr(1, text.size() - 2));
            return unescaped(text);
        }
        at = end;
    }
    return {};
}

const IcalProperty* IcalBlock::find(std::string_view name) const {
    const auto found = std::find_if(properties.begin(), properties.end(),
                                    [&](const IcalProperty& p) { return p.name == name; });
    return found == properties.end() ? nullptr : &*found;
}

std::string IcalBlock::text_of(std::string_view name) const {
    const IcalProperty* p = find(name);
    return p ? unescaped(p->value) : std::string{};
}

std::vector<IcalBlock> read_ical_text(std::string_view text, std::size_t max_events,
                                      std::vector<IcalProblem>& problems) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    Lines lines{text};
    Blocks blocks{max_events, problems};
    std::string line;
    bool more = true;
    while (more && lines.next(line)) more = blocks.take(line, lines.number());
    if (more) blocks.finish(lines.number());
    if (std::any_of(problems.begin(), problems.end(),
                    [](const IcalProblem& p) { return p.severity == Severity::error; }))
        return {};
    return std::move(blocks.found);
}

std::optional<IcalMoment> parse_ical_moment(std::string_view any_case) {
    const std::string upper = upper_case(any_case);
    const std::string_view text = upper;
    const bool utc = text.size() == 16 && text[15] == 'Z';
    if (text.size() != 8 && text.size() != 15 && !utc) return std::nullopt;
    const auto y = digits(text.substr(0, 4)), m = digits(text.substr(4, 2));
    const auto d = digits(text.substr(6, 2));
    if (!y || !m || !d) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*y},
                                           std::chrono::month{static_cast<unsigned>(*m)},
                                           std::chrono::day{static_cast<unsigned>(*d)}};
    if (!date.ok()) return std::nullopt;
    const std::chrono::local_days day{date};
    if (text.size() == 8) return IcalMoment{day, true, false};
    const auto time = time_of(text.substr(9, 6));
    if (text[8] != 'T' || !time) return std::nullopt;
    return IcalMoment{day + *time, false, utc};
}

std::optional<Lasting> parse_ical_duration(std::string_view any_case) {
    const std::string upper = upper_case(any_case);
    std::string_view text = upper;
    if (text.starts_with('+')) text.remove_prefix(1);
    if (!text.starts_with('P') || text.size() < 3) return std::nullopt;
    text.remove_prefix(1);
    Lasting lasting;
    bool in_time = false;
    while (!text.empty()) {
        if (text[0] == 'T' && !in_time) {
            in_time = true;
            text.remove_prefix(1);
            continue;
        }
        const std::size_t end = text.find_first_not_of("0123456789");
        if (end == std::string_view::npos) return std::nullopt;
        const auto n = digits(text.substr(0, end));
        const char unit = text[end];
        if (!n || std::string_view{in_time ? "HMS" : "WD"}.find(unit) == std::string_view::npos)
            return std::nullopt;
        if (unit == 'W') lasting.clock += std::chrono::days{7 * *n};
        if (unit == 'D') lasting.clock += std::chrono::days{*n};
        if (unit == 'H') lasting.exact += std::chrono::hours{*n};
        if (unit == 'M') lasting.exact += std::chrono::minutes{*n};
        if (unit == 'S') lasting.exact += std::chrono::seconds{*n};
        if (lasting.clock + lasting.exact > longest_event) return std::nullopt;
        text.remove_prefix(end + 1);
    }
    return lasting;
}

std::optional<std::chrono::seconds> parse_ical_offset(std::string_view text) {
    if ((text.size() != 5 && text.size() != 7) || (text[0] != '+' && text[0] != '-'))
        return std::nullopt;
    std::string six{text.substr(1)};
    six.resize(6, '0');
    const auto length = time_of(six);
    if (!length) return std::nullopt;
    return text[0] == '-' ? -*length : *length;
}

std::vector<std::string_view> ical_list(std::string_view text) {
    std::vector<std::string_view> pieces;
    for (const std::string_view piece : split(text, ','))
        if (!trimmed(piece).empty()) pieces.push_back(trimmed(piece));
    return pieces;
}

}  // namespace knockon
