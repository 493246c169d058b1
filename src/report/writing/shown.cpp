#include "report/writing/shown.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "base/text.h"

namespace knockon {
namespace {

constexpr int margin = 2;

std::string_view colour_of(Style s) {
    static constexpr std::array<std::string_view, 6> codes = {"",         "\x1b[1m",  "\x1b[32m",
                                                              "\x1b[31m", "\x1b[33m", "\x1b[2m"};
    return codes[static_cast<std::size_t>(s)];
}

/// Bytes of the longest beginning of `text` that fits into `columns`; at least one character.
std::size_t fitting(std::string_view text, int columns) {
    std::size_t end = 0;
    while (end < text.size()) {
        const std::size_t next = end + first_character(text.substr(end)).bytes;
        if (end > 0 && display_width(text.substr(0, next)) > columns) break;
        end = next;
    }
    return end;
}

}  // namespace

Shown Shown::from(std::string_view outside) {
    Shown s;
    s.append({Style::plain, printable(outside)});
    return s;
}

Shown Shown::joined(const std::vector<Shown>& parts, Words between) {
    Shown all;
    for (const Shown& part : parts) {
        if (!all.empty()) all += between;
        all += part;
    }
    return all;
}

void Shown::append(Run run) {
    if (run.text.empty()) return;
    if (!runs_.empty() && runs_.back().style == run.style)
        runs_.back().text += run.text;
    else
        runs_.push_back(std::move(run));
}

Shown& Shown::operator+=(const Shown& other) {
    for (const Run& run : other.runs_) append(run);
    return *this;
}

Shown Shown::styled(Style style) const {
    Shown s;
    for (const Run& run : runs_) s.append({style, run.text});
    return s;
}

int Shown::width() const {
    int columns = 0;
    for (const Run& run : runs_) columns += display_width(run.text);
    return columns;
}

std::vector<Shown> Shown::words() const {
    std::vector<Shown> words(1);
    for (const Run& run : runs_) {
        const std::vector<std::string_view> parts = split(run.text, ' ');
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (i > 0) words.emplace_back();
            words.back().append({run.style, std::string(parts[i])});
        }
    }
    std::erase_if(words, [](const Shown& w) { return w.empty(); });
    return words;
}

std::vector<int> Shown::word_widths() const {
    std::vector<int> widths;
    for (const Shown& w : words()) widths.push_back(w.width());
    return widths;
}

std::vector<Shown> Shown::wrapped(int columns, int first) const {
    std::vector<Shown> lines(1);
    int used = 0, room = std::max(first, 1);
    const auto next_line = [&] {
        lines.emplace_back();
        used = 0;
        room = std::max(columns, 1);
    };
    for (const Shown& word : words()) {
        if (used > 0 && used + 1 + word.width() > room) next_line();
        if (used > 0) {
            lines.back().append({word.runs_.front().style, " "});
            ++used;
        }
        for (const Run& run : word.runs_) {
            std::string_view rest = run.text;
            int left = display_width(rest);
            while (!rest.empty() && used + left > room) {
                const std::size_t end = used < room ? fitting(rest, room - used) : 0;
                lines.back().append({run.style, std::string(rest.substr(0, end))});
                left -= display_width(rest.substr(0, end));
                rest.remove_prefix(end);
                if (!rest.empty()) next_line();
            }
            lines.back().append({run.style, std::string(rest)});
            used += left;
        }
    }
    return lines;
}

std::string Shown::bytes(bool colour) const {
    std::string out;
    for (const Run& run : runs_) {
        if (colour) out += colour_of(run.style);
        for (std::size_t i = 0; i < run.text.size(); ++i) {
            if (run.text.compare(i, 2, "\u00A0") == 0) {
                out += ' ';
                ++i;
            } else {
                out += run.text[i];
            }
        }
        if (colour && run.style != Style::plain) out += "\x1b[0m";
    }
    return out;
}

void Page::line(const Shown& text) {
    std::string bytes = text.bytes(colour_);
    bytes.erase(bytes.find_last_not_of(' ') + 1);
    // Folding and joining may have put harmless pieces where a runner would take them for a
    // command.
    const std::string plain = text.bytes(false);
    if (const std::string safe = printable(plain); safe != plain) bytes = safe;
    out_ += bytes;
    out_ += '\n';
}

void Page::wrap(const Shown& text, int indent, int hanging) {
    if (text.empty()) return;
    int at = indent;
    for (const Shown& l : text.wrapped(width_ - hanging, width_ - indent)) {
        out_.append(static_cast<std::size_t>(at), ' ');
        line(l);
        at = hanging;
    }
}

void Page::sides(const Shown& left, const Shown& right, int indent, int hanging) {
    const int between = width_ - indent - left.width() - right.width();
    if (right.empty() || between < 2) {
        wrap(left, indent, hanging);
        if (!right.empty()) wrap(right, hanging, hanging);
        return;
    }
    out_.append(static_cast<std::size_t>(indent), ' ');
    out_ += left.bytes(colour_);
    out_.append(static_cast<std::size_t>(between), ' ');
    line(right);
}

int Table::folded_width(std::size_t column, int width) const {
    const Column& c = columns_[column];
    int needed = c.least;
    const auto consider = [&](const Shown& cell) {
        for (const Shown& l : cell.wrapped(width)) needed = std::max(needed, l.width());
        if (c.fit != Fit::fold)
            for (const int w : cell.word_widths()) needed = std::max(needed, w);
    };
    if (column + 1 == columns_.size() || !columns_[column + 1].head.empty()) consider(c.head);
    for (const auto& cells : rows_)
        if (column < cells.size() && (column + 1 < cells.size() || cells.size() == columns_.size()))
            consider(cells[column]);
    return needed;
}

std::vector<int> Table::full_widths() const {
    std::vector<int> w;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        // A head with nothing beside it runs over the next column.
        const bool runs_on = i + 1 < columns_.size() && columns_[i + 1].head.empty();
        w.push_back(runs_on ? 0 : columns_[i].head.width());
    }
    for (const auto& cells : rows_)
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (i + 1 < cells.size() || cells.size() == columns_.size())
                w[i] = std::max(w[i], cells[i].width());
    return w;
}

std::vector<int> Table::widths(int width) const {
    std::vector<int> w = full_widths();
    const int room = width - margin - 2 * (static_cast<int>(columns_.size()) - 1);
    // The widest gives way first, one column at a time, as far as it goes.
    std::vector<bool> open;
    for (const Column& c : columns_) open.push_back(c.fit != Fit::rigid);
    // No cell is given more than the page: a name of thousands of letters would go letter by
    // letter.
    for (std::size_t i = 0; i < w.size(); ++i)
        if (open[i] && w[i] > room) w[i] = std::min(w[i], folded_width(i, std::max(room, 1)));
    while (std::accumulate(w.begin(), w.end(), 0) > room) {
        const auto before = [&](std::size_t a, std::size_t b) {
            const bool a_waits = columns_[a].fit == Fit::last,
                       b_waits = columns_[b].fit == Fit::last;
            return a_waits != b_waits ? b_waits : w[a] > w[b];
        };
        std::size_t chosen = w.size();
        for (std::size_t i = 0; i < w.size(); ++i)
            if (open[i] && (chosen == w.size() || before(i, chosen))) chosen = i;
        if (chosen == w.size()) break;
        // Folding at one place may need less than was asked for: what is left goes to the others.
        const int narrower = folded_width(chosen, w[chosen] - 1);
        open[chosen] = narrower < w[chosen];
        w[chosen] = std::min(w[chosen], narrower);
    }
    return w;
}

bool Table::fits(int width) const {
    const std::vector<int> w = widths(width);
    return std::accumulate(w.begin(), w.end(), 0) + margin + 2 * (static_cast<int>(w.size()) - 1) <=
           width;
}

/// "Finance: 86 %, updating auth fails", one row after the other, heads beside what they head.
void Table::print_as_list(Page& page) const {
    if (!columns_.front().head.empty()) page.wrap(columns_.front().head);
    for (const auto& cells : rows_) {
        Shown line = cells.front();
        bool first = true;
        for (std::size_t i = 1; i < cells.size(); ++i) {
            if (cells[i].empty()) continue;
            if (!line.empty()) line += first ? Words(": ") : Words(", ");
            first = false;
            if (!columns_[i].head.empty()) line += columns_[i].head + " ";
            line += cells[i];
        }
        page.wrap(line, 2, 4);
    }
}

void Table::print(Page& page, const std::vector<Shown>& above) const {
    if (!fits(page.width())) return print_as_list(page);
    const std::vector<int> w = widths(page.width());
    const int gaps = static_cast<int>(w.size()) - 1;
    const int spare = page.width() - margin - std::accumulate(w.begin(), w.end(), 0) - 2 * gaps;
    const int gap = gaps > 0 ? std::clamp(2 + spare / gaps, 2, 4) : 2;
    if (!above.empty()) print_row(page, above, w, gap, margin);
    std::vector<Shown> heads;
    for (const Column& c : columns_) heads.push_back(c.head);
    if (std::any_of(heads.begin(), heads.end(), [](const Shown& h) { return !h.empty(); }))
        print_row(page, heads, w, gap, 0);
    for (const auto& cells : rows_) print_row(page, cells, w, gap, margin);
}

void Table::print_row(Page& page, const std::vector<Shown>& cells, const std::vector<int>& w,
                      int gap, int first_at) const {
    std::vector<std::vector<Shown>> folded;
    std::size_t height = 1;
    int at = margin;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool runs_on = i + 1 == cells.size() && cells.size() < w.size();
        int columns = runs_on ? page.width() - at : w[i];
        for (std::size_t j = i + 1; j < cells.size() && cells[j].empty() && !cells[i].empty(); ++j)
            columns += gap + w[j];
        folded.push_back(cells[i].empty() ? std::vector<Shown>{} : cells[i].wrapped(columns));
        height = std::max(height, folded.back().size());
        at += w[i] + gap;
    }
    for (std::size_t row = 0; row < height; ++row) {
        Shown line;
        int filled = 0;
        const auto pad_to = [&](int column) {
            for (; filled < column; ++filled) line += " ";
        };
        at = margin;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (row < folded[i].size()) {
                const Shown& cell = folded[i][row];
                const bool runs_on = i + 1 == cells.size() && cells.size() < w.size();
                const bool right = columns_[i].side == Side::right && !runs_on;
                pad_to((i == 0 ? first_at : at) + (right ? std::max(0, w[i] - cell.width()) : 0));
                line += cell;
                filled += cell.width();
            }
            at += w[i] + gap;
        }
        page.line(line);
    }
}

}  // namespace knockon
