// knockon completion: what a shell can complete, from the same tables as parsing and help.
#include <fmt/format.h>


#include "cli/command.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/values.h"
#include "cli/wishes.h"
#include "read/schema.h"
#include "report/documents/documents.h"

namespace knockon {
namespace {

using Text = std::vector<std::string>;

/// Words that may stand for what an option takes; empty: a file, or anything.
Text words_for(const Command& c, const Option& o) {
    const auto formats = [&](const char* after) {
        Text all;
        for (const std::string_view f : c.formats) all.push_back(std::string(f) + after);
        return all;
    };
    if (o.takes == "FORMAT") return formats("");
    if (o.takes == "FORMAT=FILE") return formats("=");
    if (o.takes == "WHEN") return {"auto", "always", "never"};
    if (o.takes == "ENGINE") return {"auto", "enumerate", "exact", "simulate"};
    if (o.name == "by") return {"team", "verb", "type", "component"};
    if (o.takes == "SOURCE") {
        const auto names = names_of_formats();
        return {names.begin(), names.end()};
    }
    if (o.takes == "TOOL") return {"servicenow", "glpi", "devlake"};
    if (o.name == "gate") return {"none", "note", "warning", "error"};
    return {};
}

/// Words that may be operands; empty: files.
Text operands_for(const Command& c) {
    if (c.name == "completion") return {"bash", "zsh", "fish"};
    if (c.name != "schema") return {};
    Text all(std::begin(document_kinds), std::end(document_kinds));
    for (const Document& d : documents()) all.emplace_back(d.name);
    return all;
}

/// Whether `o` is followed by the name of a file.
bool takes_file(const Option& o) {
    return o.takes.find("FILE") != std::string_view::npos ||
           o.takes.find("PATH") != std::string_view::npos;
}

/// Text of ours within single quotes of a shell.
std::string shell_quoted(std::string_view text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::string command_names() {
    Text names;
    for (const Command& c : commands()) names.emplace_back(c.name);
    return fmt::format("{} help", fmt::join(names, " "));
}

std::string bash_script() {
    std::string values, options;
    for (const Command& c : commands()) {
        Text names = {"--help"};
        for (const Option& o : c.options) {
            names.push_back(fmt::format("--{}", o.name));
            if (const Text words = words_for(c, o); !words.empty())
                values += fmt::format("        {}:--{}) words={} ;;\n", c.name, o.name,
                                      shell_quoted(fmt::format("{}", fmt::join(words, " "))));
        }
        const Text operands = operands_for(c);
        options += fmt::format("        {}) options={} operands={} ;;\n", c.name,
                               shell_quoted(fmt::format("{}", fmt::join(names, " "))),
                               shell_quoted(fmt::format("{}", fmt::join(operands, " "))));
    }
    return "# bash completion for knockon; `knockon completion bash` writes it.\n"
           "_knockon() {\n"
           "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
           "    local words='' options='' operands=''\n"
           "    COMPREPLY=()\n"
           "    if ((COMP_CWORD == 1)); then\n"
           "        mapfile -t COMPREPLY < <(compgen -W " +
           shell_quoted(command_names() + " --help --version") +
           " -- \"$current\")\n"
           "        return\n"
           "    fi\n"
           "    case ${COMP_WORDS[1]} in\n"
           "        help) words=" +
           shell_quoted(command_names()) + " ;;\n" + options +
           "    esac\n"
           "    case ${COMP_WORDS[1]}:$before in\n" +
           values +
           "        *)\n"
           "            case $current in\n"
           "                -*) words=$options ;;\n"
           "                *) words=${words:-$operands} ;;\n"
           "            esac ;;\n"
           "    esac\n"
           "    [ -n \"$words\" ] || return\n"
           "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
           "    [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace\n"
           "}\n"
           "complete -o default -F _knockon knockon\n";
}

/// A text of ours in a specification of zsh's _arguments.
std::string zsh_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

std::string zsh_option(const Command& c, const Option& o) {
    std::string spec = o.repeats ? "*" : "";
    spec += fmt::format("--{}{}[{}]", o.name, o.takes.empty() ? "" : "=", zsh_text(o.help));
    if (o.takes.empty()) return shell_quoted(spec);
    const Text words = words_for(c, o);
    return shell_quoted(spec + fmt::format(":{}:{}", zsh_text(o.takes),
                                     !words.empty()  ? fmt::format("({})", fmt::join(words, " "))
                                     : takes_file(o) ? "_files"
                                                     : " "));
}

std::string zsh_script() {
    std::string list, cases;
    for (const Command& c : commands()) {
        list += "        " + shell_quoted(fmt::format("{}:{}", c.name, zsh_text(c.summary))) + "\n";
        cases += fmt::format("        {})\n            _arguments '--help[say more]' \\\n", c.name);
        for (const Option& o : c.options) cases += "                " + zsh_option(c, o) + " \\\n";
        const Text operands = operands_for(c);
        cases += fmt::format(
            "                '*:operand:{}' ;;\n",
            operands.empty() ? "_files" : fmt::format("({})", fmt::join(operands, " ")));
    }
    return "#compdef knockon\n"
           "# zsh completion for knockon; `knockon completion zsh` writes it.\n"
           "_knockon() {\n"
           "    local -a known=(\n" +
           list +
           "    )\n"
           "    if ((CURRENT == 2)); then\n"
           "        _describe command known\n"
           "        return\n"
           "    fi\n"
           "    local command=${words[2]}\n"
           "    shift words\n"
           "    ((CURRENT--))\n"
           "    case $command in\n"
           "        help) _describe command known ;;\n" +
           cases +
           "    esac\n"
           "}\n"
           // As a function of $fpath it is called; sourced, it is registered.
           "if [ \"${funcstack[1]-}\" = _knockon ]; then _knockon \"$@\"; else compdef _knockon "
           "knockon; fi\n";
}

std::string fish_script() {
    std::string out =
        "# fish completion for knockon; `knockon completion fish` writes it.\n"
        "complete -c knockon -n __fish_use_subcommand -f -a help -d 'say more about a command'\n";
    for (const Command& c : commands()) {
        out += fmt::format("complete -c knockon -n __fish_use_subcommand -f -a {} -d {}\n", c.name,
                           shell_quoted(c.summary));
        const std::string here =
            fmt::format("complete -c knockon -n '__fish_seen_subcommand_from {}'", c.name);
        if (const Text operands = operands_for(c); !operands.empty())
            out += fmt::format("{} -f -a {}\n", here,
                               shell_quoted(fmt::format("{}", fmt::join(operands, " "))));
        for (const Option& o : c.options) {
            out += fmt::format("{} -l {}", here, o.name);
            if (o.letter != 0) out += fmt::format(" -s {}", o.letter);
            const Text words = words_for(c, o);
            if (!words.empty())
                out += " -x -a " + shell_quoted(fmt::format("{}", fmt::join(words, " ")));
            else if (!o.takes.empty())
                out += takes_file(o) ? " -r -F" : " -x";
            out += fmt::format(" -d {}\n", shell_quoted(o.help));
        }
    }
    return out;
}

int run_completion(Session& session) {
    const std::string shell = session.line.operands.front();
    one_of("SHELL", shell, {"bash", "zsh", "fish"}, session.diagnostics);
    if (refused(session)) return status_input;
    return deliver(session, shell == "bash"  ? bash_script()
                            : shell == "zsh" ? zsh_script()
                                             : fish_script());
}

}  // namespace

Command completion_command() {
    return {"completion",
            "what bash, zsh or fish needs to complete commands and options",
            {"SHELL", 1, 1},
            "  source <(knockon completion bash)\n"
            "  knockon completion zsh > ~/.zfunc/_knockon\n"
            "  knockon completion fish > ~/.config/fish/completions/knockon.fish",
            "SHELL is bash, zsh or fish. An installed package has brought all three.",
            {"text"},
            {},
            run_completion};
}

}  // namespace knockon
