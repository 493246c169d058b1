// report/writing/html.h: HTML, written from front to back.
//
// Tags, attribute names, the style sheet and the script are our own words (`Words`: literals of the
// source). Everything else is text or a number and is escaped here; there is no way round it. What
// came from a file is a `Shown`, so control characters and turned directions of writing are visible
// escapes already, as in every other format. No attribute that a page acts on (an address, a style,
// a handler) can hold outside text: those take `Words` only, or a number.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "report/writing/shown.h"

namespace knockon {

/// The outline of an SVG shape, in whole units.
class Outline {
  public:
    Outline& move(int x, int y) { return add('M', {x, y}); }
    Outline& line(int x, int y) { return add('L', {x, y}); }
    /// A curve from where the outline is that leaves and arrives level.
    Outline& level_curve(int x, int y);
    bool empty() const { return data_.empty(); }
    const std::string& data() const { return data_; }

  private:
    Outline& add(char command, std::initializer_list<int> numbers);
    int x_ = 0, y_ = 0;
    std::string data_;
};

class Html {
  public:
    /// `name="value"`; without a name nothing.
    struct Attribute {
        Attribute() = default;
        Attribute(Words attribute, Words words) : name(attribute.text()), value(words.text()) {}
        Attribute(Words attribute, int n) : name(attribute.text()), value(std::to_string(n)) {}
        Attribute(Words attribute, const Outline& o) : name(attribute.text()), value(o.data()) {}
        /// Numbers between blanks: a view box, a list of causes.
        Attribute(Words attribute, const std::vector<int>& numbers);
        /// `prefix` and a number: a class or a key of which there are many.
        Attribute(Words attribute, Words prefix, int n);
        /// The same with a word, for keys within the page.
        Attribute(Words attribute, Words prefix, Words rest);
        /// A number by which a table sorts, in its shortest digits.
        static Attribute sort_key(double x);
        /// The head of its column, for a cell that stands by itself on a narrow page: `data-head`.
        static Attribute column(const Shown& head) { return {"data-head", head}; }
        /// A description for those who do not see the page or point at it: `aria-label`.
        static Attribute label(const Shown& text) { return {"aria-label", text}; }
        /// What is labelled by the elements KEY-title and KEY-text.
        static Attribute labelled(Words key);
        /// Nothing for no words.
        static Attribute if_any(Words attribute, Words words) {
            return words.text().empty() ? Attribute() : Attribute(attribute, words);
        }
        static Attribute look(Words names) { return if_any("class", names); }

        std::string_view name;
        std::string value;

      private:
        Attribute(Words attribute, const Shown& text);
    };
    using Attributes = std::initializer_list<Attribute>;

    /// What an HTML document begins with.
    Html& doctype();
    Html& open(Words tag, Attributes attributes = {});
    /// Closes what was opened last.
    Html& close();
    /// An element that has no content and no end, such as `meta`.
    Html& lone(Words tag, Attributes attributes = {});
    Html& text(const Shown& text);
    Html& element(Words tag, Attributes attributes, const Shown& content);
    Html& element(Words tag, Attributes attributes, Words content) {
        return element(tag, attributes, Shown(content));
    }
    Html& element(Words tag, const Shown& content) { return element(tag, {}, content); }
    Html& element(Words tag, Words content) { return element(tag, {}, Shown(content)); }
    /// A paragraph with this class; nothing where there is nothing to say.
    Html& paragraph(const Shown& content, Words look = "");
    Html& note(const Shown& content) { return paragraph(content, "note"); }
    Html& note(Words content) { return note(Shown(content)); }
    /// What was written apart; everything in it must be closed.
    Html& add(Html part);
    bool empty() const { return out_.empty(); }

    /// The content security policy: nothing but this one style sheet and this one script, by their
    /// digests (CSP level 3, section 2.3.1).
    Html& policy(Words style, Words script);
    Html& style(Words css) { return verbatim("style", css); }
    Html& script(Words code) { return verbatim("script", code); }

    /// What was written; everything must be closed (assert).
    std::string take();

  private:
    Html& verbatim(std::string_view tag, Words content);
    void begin(std::string_view tag, Attributes attributes);
    void escaped(std::string_view text);

    std::string out_;
    std::vector<std::string_view> open_;
};

/// "sha256-" and the digest in base 64, as a content security policy names a style or a script.
std::string policy_digest(std::string_view content);

}  // namespace knockon
