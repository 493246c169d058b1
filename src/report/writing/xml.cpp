#include "report/writing/xml.h"

#include <cassert>

#include "base/text.h"

namespace knockon {

std::string xml_escaped(std::string_view text) {
    std::string out;
    for (const char c : printable(text)) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

void XmlWriter::end_of_tag() {
    if (!levels_.empty() && levels_.back().holds == Level::Holds::nothing) out_ += ">";
}

void XmlWriter::open(Words tag) {
    end_of_tag();
    if (!levels_.empty()) {
        assert(levels_.back().holds != Level::Holds::lines && "an element holds text or elements");
        levels_.back().holds = Level::Holds::elements;
        out_ += '\n';
    }
    out_.append(2 * levels_.size(), ' ');
    out_ += '<';
    out_ += tag.text();
    levels_.push_back({tag.text()});
}

void XmlWriter::attribute(Words name, std::string_view value) {
    assert(!levels_.empty() && levels_.back().holds == Level::Holds::nothing &&
           "attributes come before what the element holds");
    out_ += ' ';
    out_ += name.text();
    out_ += "=\"" + xml_escaped(value) + '"';
}

void XmlWriter::line(std::string_view text) {
    assert(!levels_.empty() && levels_.back().holds != Level::Holds::elements &&
           "an element holds text or elements");
    end_of_tag();
    if (levels_.back().holds == Level::Holds::lines) out_ += '\n';
    levels_.back().holds = Level::Holds::lines;
    out_ += xml_escaped(text);
}

void XmlWriter::close() {
    assert(!levels_.empty() && "what is closed was opened");
    const Level level = levels_.back();
    levels_.pop_back();
    if (level.holds == Level::Holds::nothing) {
        out_ += "/>";
        return;
    }
    if (level.holds == Level::Holds::elements) {
        out_ += '\n';
        out_.append(2 * levels_.size(), ' ');
    }
    out_ += "</";
    out_ += level.tag;
    out_ += '>';
}

std::string XmlWriter::take() {
    assert(levels_.empty() && "every element was closed");
    out_ += '\n';
    return std::move(out_);
}

}  // namespace knockon
