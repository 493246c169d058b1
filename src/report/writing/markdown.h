// report/writing/markdown.h: Markdown for GitHub and GitLab.
//
// A `Markdown` is made of our own markup (literals), of figures, and of text that is escaped so
// that it shows as it is: no emphasis, link, image, HTML, mention, reference or emoji comes out of
// a name in a file. Text is what a terminal may show first (report/shown.h), so it is always one
// line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "report/writing/shown.h"

namespace knockon {

/// GitHub takes 65,536 characters in a comment (GitLab 1,000,000), and 1 MiB in a job's summary.
inline constexpr std::size_t longest_comment = 65'000, longest_summary = 1'000'000;

class Markdown {
  public:
    Markdown() = default;
    Markdown(Words markup)
        : text_(markup.text()) {}  // NOLINT(google-explicit-constructor): a literal is ours
    Markdown(const Figure& f)
        : Markdown(Shown(f)) {}    // NOLINT(google-explicit-constructor): digits and units
    Markdown(const Shown& plain);  // NOLINT(google-explicit-constructor): escaped here
    static Markdown strong(const Shown& plain);
    static Markdown from(std::string_view outside) { return Shown::from(outside); }
    static Markdown joined(const std::vector<Markdown>& parts, Words between);

    Markdown& operator+=(const Markdown& more) {
        text_ += more.text_;
        return *this;
    }
    Markdown& operator+=(Words markup) { return *this += Markdown(markup); }
    friend Markdown operator+(Markdown a, const Markdown& b) { return std::move(a += b); }
    friend Markdown operator+(Markdown a, Words b) { return std::move(a += b); }
    const std::string& text() const { return text_; }
    bool empty() const { return text_.empty(); }

  private:
    std::string text_;
};

/// A page of blocks that stays below a length in bytes. What does not fit is counted, and the page
/// ends in a sentence that says so.
class MarkdownPage {
  public:
    explicit MarkdownPage(std::size_t longest) : longest_(longest) {}

    /// A hidden line by which a script finds this page again: `<!-- knockon: ID -->`.
    void marker(std::string_view id);
    /// Nothing for no text.
    void paragraph(const Markdown& text);
    /// Cells of the first row are the head. `what` names the rows where some are left out.
    void table(Words what, const std::vector<std::vector<Markdown>>& rows);
    /// Folded: its title with the number of items, then the items; at most `most` of them, and no
    /// more than a quarter of the page. Nothing if there are none.
    void fold(Words title, const std::vector<Markdown>& items, std::size_t most = 100);
    void fold(Words title, const std::vector<Shown>& items) {
        fold(title, std::vector<Markdown>(items.begin(), items.end()));
    }

    /// The same under a title from outside, which is part of the list of what does not fit as `what`.
    void fold(Words what, const Markdown& title, const std::vector<Markdown>& items);

    std::string take();

  private:
    bool add(std::string_view text);
    std::size_t add_items(const std::vector<Markdown>& items, std::size_t most);
    void left_out(Words what, std::size_t count, std::size_t all);

    std::size_t longest_;
    std::string out_;
    Markdown missing_;
    std::size_t folds_left_out_ = 0;
    Words folds_ = "";
};

}  // namespace knockon
