#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/command.h"
#include "report/writing/shown.h"

namespace knockon {
namespace {

constexpr std::size_t text_column = 26, help_width = 80;

/// `left`, and `text` folded in a column beside it.
std::string beside(const std::string& left, std::string_view text) {
    std::string out = "  " + left;
    const auto used = static_cast<std::size_t>(display_width(out));
    if (used + 2 > text_column)
        out += "\n" + std::string(text_column, ' ');
    else
        out.append(text_column - used, ' ');
    std::size_t column = text_column;
    bool first = true;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, std::min(text.find(' '), text.size()));
        text.remove_prefix(std::min(word.size() + 1, text.size()));
        if (!first && column + 1 + word.size() > help_width) {
            out += "\n" + std::string(text_column, ' ');
            column = text_column;
            first = true;
        }
        if (!first) out += ' ';
        column += word.size() + (first ? 0 : 1);
        out += word;
        first = false;
    }
    return out + "\n";
}

/// A paragraph; line ends in it are blanks.
std::string folded(std::string text, int indent) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    Page page(help_width, false);
    page.wrap(Shown::from(text), indent, indent);
    return page.take();
}

/// What an option does; of a format, also which ones this command has.
std::string said_of(const Option& o, const Command& c) {
    if (o.takes != "FORMAT") return std::string(o.help);
    return fmt::format("{}: {} (default: {})", o.help, fmt::join(c.formats, ", "),
                       c.formats.front());
}

std::string left_of(const Option& o) {
    std::string s = o.letter != 0 ? fmt::format("-{}, ", o.letter) : "    ";
    s += fmt::format("--{}", o.name);
    if (!o.takes.empty()) s += fmt::format(" {}", o.takes);
    return s;
}

}  // namespace

std::string help_text() {
    std::string out =
        "What a change to an IT landscape puts at risk, for which department, and why.\n\n"
        "  knockon assess -l landscape changes/spring-campaign.yaml\n"
        "  knockon impact -l landscape auth\n"
        "  knockon check -l landscape\n\n"
        "Commands:\n";
    for (const Command& c : commands())
        out += beside(fmt::format("{} {}", c.name, c.operands.names), c.summary);
    out +=
        "\n`knockon COMMAND --help` says more about one of them; `knockon --version` tells the\n"
        "version. Exit status: 0 fine, 1 a gate failed, 2 wrong usage or input, 3 the\n"
        "environment failed.\n";
    return out;
}

std::string help_text(const Command& command) {
    std::string out =
        fmt::format("{}\n\nusage: knockon {} {}{}[options]\n{}", command.example, command.name,
                    command.operands.names, command.operands.names.empty() ? "" : " ",
                    folded(fmt::format("{}.", command.summary), 2));
    if (!command.details.empty()) out += "\n" + folded(std::string(command.details), 0);
    std::vector<std::string_view> topics;
    for (const Option& o : command.options)
        if (std::find(topics.begin(), topics.end(), o.topic) == topics.end())
            topics.push_back(o.topic);
    for (const std::string_view topic : topics) {
        out += fmt::format("\n{}:\n", topic);
        for (const Option& o : command.options)
            if (o.topic == topic) out += beside(left_of(o), said_of(o, command));
    }
    return out;
}

}  // namespace knockon
