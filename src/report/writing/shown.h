// report/writing/shown.h: text for a terminal, and how it is laid out.
//
// A `Shown` is made of our own words (literals), of figures (report/format.h) and of outside text
// that has been escaped; there is no other way to make one, so a name from a file cannot reach a
// terminal raw. Style only repeats what the words say already; without colour nothing is lost.
#pragma once

#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "base/words.h"
#include "report/writing/format.h"

namespace knockon {

/// Words of the program itself: a literal in the source, never anything that was read.
class Words {
  public:
    consteval Words(const char* literal)
        : text_(literal) {}  // NOLINT(google-explicit-constructor): "the table" is words
    constexpr std::string_view text() const { return text_; }

  private:
    std::string_view text_;
};

/// What a value of an enumeration is called, of the names of all of them in its order.
template <Worded E, std::size_t n>
constexpr Words words_of(E value, const Words (&all)[n]) {
    static_assert(n == std::size(WordsOf<E>::all), "a name for each");
    return all[static_cast<std::size_t>(value)];
}

enum class Style { plain, strong, good, bad, doubt, faint };

class Shown {
  public:
    struct Run {
        Style style;
        std::string text;
    };

    Shown() = default;
    Shown(Words w) {
        append({Style::plain, std::string(w.text())});
    }  // NOLINT(google-explicit-constructor): both are safe already
    Shown(const Figure& f) {
        append({Style::plain, f.text()});
    }  // NOLINT(google-explicit-constructor): the same

    /// Escaped for a terminal (base/text.h).
    static Shown from(std::string_view outside);
    static Shown joined(const std::vector<Shown>& parts, Words between);
    /// What `say` makes of each of them.
    template <class All, class Say>
    static Shown joined(const All& all, Words between, Say say) {
        std::vector<Shown> parts;
        for (const auto& x : all) parts.push_back(say(x));
        return joined(parts, between);
    }
    /// Texts from outside.
    static Shown listed(const std::vector<std::string>& outside, Words between = ", ") {
        return joined(outside, between, from);
    }

    Shown& operator+=(const Shown& other);
    Shown& operator+=(Words w) { return *this += Shown(w); }
    friend Shown operator+(Shown a, const Shown& b) { return std::move(a += b); }
    friend Shown operator+(Shown a, Words b) { return std::move(a += b); }
    Shown styled(Style style) const;

    bool empty() const { return runs_.empty(); }
    int width() const;  // columns
    std::vector<int> word_widths() const;
    const std::vector<Run>& runs() const { return runs_; }

    /// Lines of at most `columns` (the first of at most `first`), broken at blanks; a longer word
    /// is broken where it must be.
    std::vector<Shown> wrapped(int columns) const { return wrapped(columns, columns); }
    std::vector<Shown> wrapped(int columns, int first) const;
    /// The bytes, no-break spaces as spaces; ANSI colours only when asked for.
    std::string bytes(bool colour) const;

  private:
    std::vector<Shown> words() const;  // stretches without a blank
    void append(Run run);
    std::vector<Run> runs_;
};

/// The page that is being written: a width, and lines that keep to it.
class Page {
  public:
    Page(int width, bool colour) : width_(width), colour_(colour) {}
    int width() const { return width_; }

    void line(const Shown& text);
    void blank() { out_ += '\n'; }
    /// A block of lines: the first begins at `indent`, the rest at `hanging`. Nothing for no text.
    void wrap(const Shown& text, int indent = 0, int hanging = 0);
    /// `left`, and `right` at the right margin if both fit on one line, else below it, indented.
    void sides(const Shown& left, const Shown& right, int indent = 0, int hanging = 2);
    std::string take() { return std::move(out_); }

  private:
    int width_;
    bool colour_;
    std::string out_;
};

/// Rows in columns. A column that may fold gives up width, down to `least`, before the table is too
/// wide; whether it then fits is the caller's question.
class Table {
  public:
    /// Folds not at all, between words and only once nothing else can, between words, anywhere.
    enum class Fit { rigid, last, words, fold };
    enum class Side { left, right };
    struct Column {
        Column(Shown title, Fit f = Fit::rigid, int smallest = 12,
               Side s = Side::left)  // NOLINT(google-explicit-constructor): a column is its head
            : head(std::move(title)), fit(f), least(smallest), side(s) {}
        Column(Words title, Fit f = Fit::rigid, int smallest = 12,
               Side s = Side::left)  // NOLINT(google-explicit-constructor): the same
            : Column(Shown(title), f, smallest, s) {}
        Shown head;
        Fit fit;
        int least;
        Side side;
    };
    explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

    /// Shorter rows let their last cell run on over the columns that are left.
    void row(std::vector<Shown> cells) { rows_.push_back(std::move(cells)); }
    bool empty() const { return rows_.empty(); }
    bool fits(int width) const;
    /// Two columns of margin, then the columns; wider pages get more room between them. A head of
    /// the first column is the heading of the table and stands at the margin. `above` is a line of
    /// group heads, one per column, each free to run over the columns after it. Where the columns
    /// do not fit, every row is a paragraph.
    void print(Page& page, const std::vector<Shown>& above = {}) const;

  private:
    void print_as_list(Page& page) const;
    std::vector<int> full_widths() const;
    std::vector<int> widths(int width) const;
    int folded_width(std::size_t column, int width) const;
    void print_row(Page& page, const std::vector<Shown>& cells, const std::vector<int>& widths,
                   int gap, int first_at) const;
    std::vector<Column> columns_;
    std::vector<std::vector<Shown>> rows_;
};

}  // namespace knockon
