// Workflow commands of GitHub Actions: an annotation for each thing that stands against a change.
#include <fmt/format.h>

#include "base/text.h"
#include "report/pipelines/pipelines.h"
#include "report/words/objections.h"

namespace knockon {
namespace {

/// One command a line. Whatever a property or the message says, it ends neither itself nor the
/// line, and starts no other command.
class CommandWriter {
  public:
    struct Property {
        Words name;
        std::string value;
    };
    void command(Words what, const std::vector<Property>& properties, std::string_view message);
    std::string take() { return std::move(out_); }

  private:
    std::string out_;
};

/// As actions/toolkit does it; in properties `:` and `,` too.
std::string escaped(std::string_view outside, bool property) {
    std::string out;
    for (const char c : printable(outside)) {
        if (c == '%' || (property && (c == ':' || c == ',')))
            out += fmt::format("%{:02X}", static_cast<unsigned>(c));
        else
            out += c;
    }
    return out;
}

void CommandWriter::command(Words what, const std::vector<Property>& properties,
                            std::string_view message) {
    out_ += "::";
    out_ += what.text();
    char before = ' ';
    for (const Property& p : properties) {
        if (p.value.empty()) continue;
        out_ += before;
        before = ',';
        out_ += p.name.text();
        out_ += '=' + escaped(p.value, true);
    }
    out_ += "::" + escaped(message, false) + '\n';
}

std::vector<CommandWriter::Property> place(const View& v, Position at, const std::string& title) {
    std::vector<CommandWriter::Property> properties;
    at = place_in_file(v.a, v.sources, at);
    if (at) {
        properties.push_back({"file", tidy_path(v.sources[at].path)});
        if (at.line > 0) {
            properties.push_back({"line", std::to_string(at.line)});
            properties.push_back({"endLine", std::to_string(at.line)});
            properties.push_back({"col", std::to_string(at.column)});
            properties.push_back({"endColumn", std::to_string(at.column + at.length)});
        }
    }
    properties.push_back({"title", title});
    return properties;
}

Words level(Severity s) { return words_of(s, {"notice", "warning", "error"}); }

}  // namespace

std::string report_github(std::span<const Assessment> all, const Sources& sources,
                          const TextOptions& options) {
    CommandWriter w;
    for (const Assessment& a : all) {
        const View v(a, sources, options);
        for (const DepartmentFigures& d : a.departments) {
            if (d.verdict == Verdict::within || d.accepted) continue;
            std::string message = objection(v, d).bytes(false);
            for (const Why* y : ways_to(v, d.id, 1))
                message += "; " + chain_phrase(v, *y).bytes(false);
            if (d.excused) message += "; it was so before and is no worse";
            w.command(stops(d, options.gate) ? Words("error") : Words("warning"),
                      place(v, a.change_at, fmt::format("{}: {}", a.change, d.name)), message);
        }
        for (const Finding& f : a.findings) {
            if (f.accepted || !f.brought_about) continue;
            std::string message = f.message;
            if (!f.help.empty()) message += "; help: " + f.help;
            if (f.excused) message += "; it was there before";
            w.command(f.excused ? Words("notice") : level(f.severity),
                      place(v, f.at, fmt::format("{}: {}", a.change, f.code)), message);
        }
    }
    for (const std::string& file : judged_by(all))
        w.command("notice", {{"title", "knockon"}}, "judged by " + file);
    return w.take();
}

}  // namespace knockon
