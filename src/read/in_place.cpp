#include "read/in_place.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/codes.h"
#include "read/said.h"

namespace knockon {
namespace {

using Lines = std::vector<std::string>;

Lines split_lines(const std::string& text) {
    Lines lines;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t end = std::min(text.find('\n', i), text.size());
        lines.push_back(text.substr(i, end - i));
        i = end + 1;
    }
    return lines;
}

std::size_t indent_of(const std::string& line) {
    return std::min(line.find_first_not_of(' '), line.size());
}
bool is_blank(const std::string& line) {
    return line.find_first_not_of(" \t\r") == std::string::npos;
}
bool is_comment(const std::string& line) {
    const std::size_t at = line.find_first_not_of(" \t");
    return at != std::string::npos && line[at] == '#';
}

/// One past the last line of what begins at `start`: deeper lines, and comments and blank lines
/// between them. Items of a list may stand as deep as its key.
std::size_t end_of(const Lines& lines, std::size_t start, std::size_t indent) {
    std::size_t end = start + 1;
    for (std::size_t i = start + 1; i < lines.size(); ++i) {
        if (is_blank(lines[i]) || (is_comment(lines[i]) && indent_of(lines[i]) <= indent)) continue;
        const std::size_t own = indent_of(lines[i]);
        const bool item = own == indent && lines[i].compare(own, 2, "- ") == 0;
        if (own <= indent && !item) break;
        end = i + 1;
    }
    return end;
}

/// Where the comment behind a value begins, with the blanks before it; the end where there is none.
std::size_t trailing_comment(const std::string& line) {
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (quote != 0) {
            if (quote == '"' && line[i] == '\\')
                ++i;
            else if (line[i] == quote)
                quote = 0;
        } else if (line[i] == '"' || line[i] == '\'') {
            quote = line[i];
        } else if (line[i] == '#' && i > 0 && line[i - 1] == ' ') {
            std::size_t start = i;
            while (start > 0 && line[start - 1] == ' ') --start;
            return start;
        }
    }
    return line.size();
}

std::string key_on(const std::string& line) {
    std::string key = line.substr(indent_of(line));
    key = key.substr(0, key.find(':'));
    if (key.size() > 1 && (key.front() == '"' || key.front() == '\''))
        key = key.substr(1, key.size() - 2);
    return key;
}

/// The lines of one key. A list that stands on several lines stays so, each item as it was written
/// if it says the same.
Lines entry_lines(const std::string& key, const Said& value, std::size_t indent, const Lines& old) {
    const std::string pad(indent, ' ');
    const bool has_maps =
        std::any_of(value.entries.begin(), value.entries.end(),
                    [](const auto& e) { return e.value.form == Said::Form::map; });
    if (value.form == Said::Form::list && (old.size() > 1 || (old.empty() && has_maps))) {
        Lines lines{old.empty() ? pad + key + ":" : old.front()};
        std::unordered_map<std::string, const std::string*> as_written;  // by what is said
        for (const std::string& line : old) {
            const std::size_t start = indent_of(line);
            as_written.emplace(line.substr(start, trailing_comment(line) - start), &line);
        }
        for (const Said::Entry& item : value.entries) {
            const std::string text = "- " + flow_text(item.value);
            const auto same = as_written.find(text);
            lines.push_back(
                same != as_written.end()
                    ? *same->second
                    : std::string(old.size() > 1 ? indent_of(old[1]) : indent + 2, ' ') + text);
        }
        return lines;
    }
    std::string line = pad + key + ": " + flow_text(value);
    if (old.size() == 1) line += old[0].substr(trailing_comment(old[0]));
    return {line};
}

/// The edits of one file, by line.
struct Edit {
    std::size_t first = 0, last = 0;  // lines [first, last) become
    Lines lines;
};

/// Where a new record stands: behind the last one of its section, in the file of who needs it, else of most
/// records.
class Neighbours {
  public:
    Neighbours(const Landscape& before, const Landscape& after, std::string_view section) {
        for (const auto& [consumer, c] : after.components) {
            const auto stands = before.components.find(consumer);
            if (stands == before.components.end() || !stands->second.at) continue;
            for (const Need& n : c.needs)
                for (const Ref& m : n.members) needed_in_.emplace(*m, stands->second.at.file);
        }
        if (section == "components")
            look(before.components);
        else
            look(before.processes);
    }

    Position of(const Id& id) const {
        const auto wanted = needed_in_.find(id);
        const auto there = wanted == needed_in_.end() ? last_.end() : last_.find(wanted->second);
        return there == last_.end() ? usual_ : there->second;
    }

  private:
    void look(const auto& records) {
        std::map<std::uint32_t, std::size_t> many;
        for (const auto& [id, r] : records) {
            ++many[r.at.file];
            Position& last = last_[r.at.file];
            if (r.at.line > last.line) last = r.at;
        }
        std::size_t most = 0;
        for (const auto& [file, n] : many)
            if (n > most) most = n, usual_ = last_.at(file);
    }

    std::unordered_map<Id, std::uint32_t> needed_in_;
    std::map<std::uint32_t, Position> last_;  // per file
    Position usual_;
};

class Editing {
  public:
    Editing(const Landscape& before, const Landscape& after, const Sources& sources,
            Diagnostics& out)
        : before_(before), after_(after), sources_(sources), out_(out) {}

    std::optional<std::map<std::string, std::string>> run() {
        const Said was = said(before_), is = said(after_);
        for (const std::string_view section : {"components", "processes"})
            compare(section, was, is);
        if (failed_) return std::nullopt;
        std::map<std::string, std::string> texts;
        for (auto& [file, edits] : edits_)
            texts[sources_.files[file].path] = carried_out(file, edits);
        return texts;
    }

  private:
    Position place(std::string_view section, const Id& id) const {
        if (section == "components") {
            const auto found = before_.components.find(id);
            return found == before_.components.end() ? Position{} : found->second.at;
        }
        const auto found = before_.processes.find(id);
        return found == before_.processes.end() ? Position{} : found->second.at;
    }

    const Lines& lines_of(std::uint32_t file) {
        const auto [at, fresh] = lines_.try_emplace(file);
        if (fresh) at->second = split_lines(sources_.files[file].text);
        return at->second;
    }

    void refuse(Position at, std::string why) {
        failed_ = true;
        out_.error(code::cannot_write, at, std::move(why),
                   "edit it by hand, or take the whole from `knockon apply` without --in-place");
    }

    void compare(std::string_view section, const Said& was, const Said& is) {
        static const Said none = Said::of({}, Said::Form::map);
        const Said *old = was.find(section), *fresh = is.find(section);
        const auto by_key = [](const Said* records) {
            std::unordered_map<std::string_view, const Said*> all;
            for (const Said::Entry& r : (records != nullptr ? *records : none).entries)
                all.emplace(r.key, &r.value);
            return all;
        };
        const auto before = by_key(old), now = by_key(fresh);
        for (const Said::Entry& r : (old != nullptr ? *old : none).entries) {
            const auto known = now.find(r.key);
            if (known == now.end())
                remove(place(section, r.key));
            else if (!(*known->second == r.value))
                change(place(section, r.key), r.key, r.value, *known->second);
        }
        const Neighbours neighbours(before_, after_, section);
        for (const Said::Entry& r : (fresh != nullptr ? *fresh : none).entries)
            if (!before.contains(r.key)) add(neighbours.of(r.key), r.key, r.value);
    }

    /// Whether a record begins a line of its own; an error if not.
    bool stands_alone(Position at) {
        const bool known = at.file != 0 && at.line > 0 && at.line <= lines_of(at.file).size();
        if (known && indent_of(lines_of(at.file)[at.line - 1]) + 1 == at.column) return true;
        refuse(at, "this record does not begin a line of its own");
        return false;
    }

    void remove(Position at) {
        if (!stands_alone(at)) return;
        const Lines& lines = lines_of(at.file);
        edits_[at.file].push_back({at.line - 1, end_of(lines, at.line - 1, at.column - 1), {}});
    }

    void change(Position at, const std::string& id, const Said& was, const Said& is) {
        if (!stands_alone(at)) return;
        const Lines& lines = lines_of(at.file);
        const std::size_t first = at.line - 1, indent = at.column - 1,
                          last = end_of(lines, first, indent);
        const std::string& head = lines[first];
        const std::size_t colon = head.find(':', head.find(id, indent) + id.size());
        const std::string rest =
            colon == head.npos ? "" : head.substr(colon + 1, trailing_comment(head) - colon - 1);
        if (!is_blank(rest)) {
            // The whole record on a line: written anew, the comment behind it kept.
            std::string line = head.substr(0, colon + 1) + " " + flow_text(is);
            line += lines[last - 1].substr(trailing_comment(lines[last - 1]));
            edits_[at.file].push_back({first, last, {line}});
            return;
        }
        change_keys(at, was, is, first, last);
    }

    void change_keys(Position at, const Said& was, const Said& is, std::size_t first,
                     std::size_t last) {
        const Lines& lines = lines_of(at.file);
        std::size_t inner = at.column + 1;
        std::map<std::string, std::pair<std::size_t, std::size_t>> keys;  // lines of each
        for (std::size_t i = first + 1; i < last; ++i) {
            if (is_blank(lines[i]) || is_comment(lines[i])) continue;
            inner = indent_of(lines[i]);
            const std::size_t end = std::min(end_of(lines, i, inner), last);
            keys[key_on(lines[i])] = {i, end};
            i = end - 1;
        }
        Lines more;
        for (const Said::Entry& e : is.entries) {
            const Said* before = was.find(e.key);
            if (before != nullptr && *before == e.value) continue;
            const auto found = keys.find(e.key);
            if (found != keys.end()) {
                const auto [from, to] = found->second;
                const Lines old(lines.begin() + static_cast<std::ptrdiff_t>(from),
                                lines.begin() + static_cast<std::ptrdiff_t>(to));
                edits_[at.file].push_back({from, to, entry_lines(e.key, e.value, inner, old)});
            } else if (before != nullptr) {
                refuse(at,
                       fmt::format("`{}` of this record is set elsewhere, by `annotate`", e.key));
            } else {
                for (std::string& line : entry_lines(e.key, e.value, inner, {}))
                    more.push_back(std::move(line));
            }
        }
        for (const Said::Entry& e : was.entries) {
            if (is.find(e.key) != nullptr) continue;
            const auto found = keys.find(e.key);
            if (found != keys.end())
                edits_[at.file].push_back({found->second.first, found->second.second, {}});
            else
                refuse(at,
                       fmt::format("`{}` of this record is set elsewhere, by `annotate`", e.key));
        }
        if (!more.empty()) edits_[at.file].push_back({last, last, std::move(more)});
    }

    /// @param at  the record that it comes behind
    void add(Position at, const std::string& id, const Said& record) {
        if (at.file == 0) return refuse({}, fmt::format("there is no section for `{}` yet", id));
        if (!stands_alone(at)) return;
        const Lines& lines = lines_of(at.file);
        const std::size_t indent = at.column - 1, last = end_of(lines, at.line - 1, indent);
        const std::string pad(indent, ' ');
        Lines fresh;
        if (record.entries.empty()) {
            fresh.push_back(pad + id + ": {}");
        } else {
            fresh.push_back(pad + id + ":");
            for (const Said::Entry& e : record.entries)
                for (std::string& line : entry_lines(e.key, e.value, indent + 2, {}))
                    fresh.push_back(std::move(line));
        }
        edits_[at.file].push_back({last, last, std::move(fresh)});
    }

    std::string carried_out(std::uint32_t file, std::vector<Edit>& edits) {
        const Lines& lines = lines_of(file);
        // Last things first; at one place what goes goes before what comes.
        std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
            return a.first != b.first ? a.first > b.first : a.last > b.last;
        });
        std::string text;
        std::size_t done = 0;
        const auto keep_until = [&](std::size_t line) {
            for (; done < line; ++done) text += lines[done] + "\n";
        };
        for (auto e = edits.rbegin(); e != edits.rend(); ++e) {
            keep_until(e->first);
            for (const std::string& line : e->lines) text += line + "\n";
            done = std::max(done, e->last);
        }
        keep_until(lines.size());
        return text;
    }

    const Landscape &before_, &after_;
    const Sources& sources_;
    Diagnostics& out_;
    std::map<std::uint32_t, Lines> lines_;
    std::map<std::uint32_t, std::vector<Edit>> edits_;
    bool failed_ = false;
};

}  // namespace

std::optional<std::map<std::string, std::string>> edited_in_place(const Landscape& before,
                                                                  const Landscape& after,
                                                                  const Sources& sources,
                                                                  Diagnostics& out) {
    return Editing(before, after, sources, out).run();
}

}  // namespace knockon
