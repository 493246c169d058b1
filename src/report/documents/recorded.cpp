#include "report/documents/recorded.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/codes.h"
#include "read/written.h"
#include "report/writing/json.h"

namespace knockon {
namespace {

/// A number as the grammar of quantities has it: no exponent, no trailing zeros.
std::string plain(double x, int places) {
    std::string text = fmt::format("{:.{}f}", x, places);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

/// `finance: {probability: …, downtime: {…}, loss: {…}}` for each.
std::string by_department(const std::map<Id, DepartmentForecast>& all) {
    std::string text;
    for (const auto& [id, f] : all) {
        if (!text.empty()) text += ", ";
        text += fmt::format(
            "{}: {{probability: {}, downtime: {{mean: {}, p95: {}}}, loss: {{mean: {}, p95: {}, "
            "p99: {}}}}}",
            json_string(id), plain(*f.probability, 9), write_duration(*f.downtime.mean),
            write_duration(*f.downtime.p95), plain(*f.loss.mean, 2), plain(*f.loss.p95, 2),
            plain(*f.loss.p99, 2));
    }
    return text;
}

std::string entry(const Outcome& o) {
    std::string text = fmt::format("- {{change: {}, date: {}, verb: {}, type: {}, component: {}",
                                   json_string(o.change), write_date(o.date), name(o.verb), name(o.type),
                                   json_string(*o.component));
    if (o.team) text += ", team: " + json_string(*o.team);
    text += fmt::format(", made: {}, model: {}, forecast: {{fails: {}, loss: {}", write_date(*o.made),
                        json_string(*o.model), plain(*o.forecast_fails, 9),
                        plain(*o.forecast_loss, 2));
    if (!o.forecast_departments.empty())
        text += ", departments: {" + by_department(o.forecast_departments) + "}";
    return text + "}}";
}

bool is_open(const Outcome& o) {
    return !o.failed && !o.outage && !o.loss && !o.result && o.departments.empty();
}

/// Lines with their ends; what is not named stays to the byte.
class Lines {
  public:
    explicit Lines(std::string_view text) {
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
            all_.emplace_back(text.substr(0, end));
            text.remove_prefix(end);
        }
        const bool windows = !all_.empty() && all_[0].ends_with("\r\n");
        end_ = windows ? "\r\n" : "\n";
    }

    std::size_t size() const { return all_.size(); }
    std::string_view content(std::size_t i) const {
        std::string_view s = all_[i];
        while (s.ends_with('\n') || s.ends_with('\r')) s.remove_suffix(1);
        return s;
    }
    static std::size_t indent(std::string_view s) {
        return std::min(s.find_first_not_of(' '), s.size());
    }
    /// Blank, or nothing but a comment.
    bool is_idle(std::size_t i) const {
        const std::string_view s = content(i);
        const std::size_t at = s.find_first_not_of(" \t");
        return at == std::string_view::npos || s[at] == '#';
    }
    void replace(std::size_t i, std::string_view text) { all_[i] = std::string(text) + end_; }
    void erase(std::size_t i) { all_.erase(all_.begin() + static_cast<std::ptrdiff_t>(i)); }
    void insert(std::size_t i, std::string_view text) {
        if (i > 0 && !all_[i - 1].ends_with('\n')) all_[i - 1] += end_;
        all_.insert(all_.begin() + static_cast<std::ptrdiff_t>(i), std::string(text) + end_);
    }
    std::string take() const {
        std::string text;
        for (const std::string& line : all_) text += line;
        return text;
    }

  private:
    std::vector<std::string> all_;
    std::string end_;
};

class Recording {
  public:
    Recording(const Sources& sources, std::uint32_t file, std::span<const Outcome> forecasts,
              Diagnostics& out)
        : file_(file), forecasts_(forecasts), lines_(sources.files[file].text), out_(out) {}

    /// Takes the lines of earlier forecasts out; where the first of them stood. False with an
    /// error.
    bool drop(const std::vector<const Outcome*>& earlier, std::optional<std::size_t>& at) {
        for (const Outcome* o : earlier)
            if (!on_one_line(*o)) {
                out_.error(code::wrong_shape, o->at,
                           fmt::format("the forecast of `{}` is not on one line of its own, so it "
                                       "cannot be replaced",
                                       o->change),
                           "write it as `- {change: …}`, or remove it");
                return false;
            }
        for (auto o = earlier.rbegin(); o != earlier.rend(); ++o) {
            const std::size_t line = (*o)->at.line - 1;
            indent_ = Lines::indent(lines_.content(line));
            const std::string_view s = lines_.content(line);
            const std::size_t comment = s.find('#', s.rfind('}'));
            if (comment == std::string_view::npos)
                lines_.erase(line);
            else
                lines_.replace(line, std::string(indent_, ' ') + std::string(s.substr(comment)));
            at = line;
        }
        return true;
    }

    /// The line after the last entry; the key `outcomes` is added where there is none.
    std::optional<std::size_t> end_of_list(const History& history) {
        if (history.outcomes.empty()) return begin_list();
        const std::size_t first = history.outcomes.front().at.line - 1;
        const std::string_view s = lines_.content(first);
        indent_ = Lines::indent(s);
        if (indent_ >= s.size() || s[indent_] != '-') return refuse(history.outcomes.front().at);
        std::size_t last = first;
        for (std::size_t i = first; i < lines_.size(); ++i) {
            if (lines_.is_idle(i)) continue;
            const std::string_view line = lines_.content(i);
            const std::size_t in = Lines::indent(line);
            if (in < indent_ || (in == indent_ && line[in] != '-')) break;
            last = i;
        }
        return last + 1;
    }

    std::string put(std::size_t at) {
        for (const Outcome& o : forecasts_)
            lines_.insert(at++, std::string(indent_, ' ') + entry(o));
        return lines_.take();
    }

  private:
    /// `outcomes:` at the end, or the empty one that is there.
    std::optional<std::size_t> begin_list() {
        indent_ = 2;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (lines_.is_idle(i)) continue;
            const std::string_view s = lines_.content(i);
            if (s[0] == '{') return refuse({file_, static_cast<std::uint32_t>(i) + 1, 1, 1});
            if (!s.starts_with("outcomes:")) continue;
            const std::size_t value = s.find_first_not_of(' ', 9);
            if (value != std::string_view::npos && s.substr(value).starts_with("[]")) {
                lines_.replace(i, "outcomes:" + std::string(s.substr(value + 2)));
                return i + 1;
            }
            return refuse({file_, static_cast<std::uint32_t>(i) + 1, 1, 1});
        }
        if (lines_.size() == 0) lines_.insert(0, "knockon: history/1");
        lines_.insert(lines_.size(), "outcomes:");
        return lines_.size();
    }

    std::nullopt_t refuse(Position at) {
        out_.error(code::wrong_shape, at, "nothing can be added to a list in brackets",
                   "write `outcomes:` and below it each entry on a line that begins with `- `");
        return std::nullopt;
    }

    bool on_one_line(const Outcome& o) const {
        const std::size_t i = o.at.line - 1;
        const std::string_view s = lines_.content(i);
        const std::size_t in = Lines::indent(s);
        if (!s.substr(in).starts_with("- {")) return false;
        const std::size_t close = s.rfind('}');
        const std::size_t rest =
            close == std::string_view::npos ? close : s.find_first_not_of(" \t", close + 1);
        return close != std::string_view::npos &&
               (rest == std::string_view::npos || s[rest] == '#');
    }

    std::uint32_t file_;
    std::span<const Outcome> forecasts_;
    Lines lines_;
    std::size_t indent_ = 2;
    Diagnostics& out_;
};

}  // namespace

std::optional<std::string> recorded(const Sources& sources, std::uint32_t file,
                                    const History& history, std::span<const Outcome> forecasts,
                                    Diagnostics& out) {
    if (forecasts.empty()) return sources.files[file].text;
    std::vector<const Outcome*> earlier;
    for (const Outcome& o : history.outcomes) {
        if (o.change != forecasts.front().change) continue;
        if (!is_open(o)) {
            out.note(code::outcome_known, o.at,
                     fmt::format("what became of `{}` is recorded already; its forecast stays",
                                 o.change));
            return std::nullopt;
        }
        earlier.push_back(&o);
    }
    Recording recording(sources, file, forecasts, out);
    std::optional<std::size_t> at;
    if (!recording.drop(earlier, at)) return std::nullopt;
    if (!at) at = recording.end_of_list(history);
    if (!at) return std::nullopt;
    return recording.put(*at);
}

}  // namespace knockon
