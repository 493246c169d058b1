// report/writing/xml.h: XML text, written from front to back.
//
// Tags and attribute names are words of the program; every text is escaped here and there is no way
// round it. What a terminal must not see becomes a visible escape first (base/text.h), so a text is
// one line, and what XML 1.0 forbids even when escaped is not in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/writing/shown.h"

namespace knockon {

/// A text as XML holds it, between tags and in attributes. Nothing in it hides, turns the direction of
/// writing or commands a runner, and what XML 1.0 forbids even when escaped (its production 2) is a
/// visible escape.
std::string xml_escaped(std::string_view text);

class XmlWriter {
  public:
    XmlWriter() : out_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") {}

    void open(Words tag);
    /// Of the element that was opened last, before anything is in it (assert).
    void attribute(Words name, std::string_view value);
    void attribute(Words name, std::size_t n) { attribute(name, std::to_string(n)); }
    /// A line of text in the open element.
    void line(std::string_view text);
    void close();

    /// The finished document.
    std::string take();

  private:
    void end_of_tag();
    struct Level {
        std::string_view tag;
        enum class Holds { nothing, lines, elements } holds = Holds::nothing;
    };
    std::string out_;
    std::vector<Level> levels_;
};

}  // namespace knockon
