// knockon graph: pictures of a landscape, of a change's reach, of needs, of what falls.
#include "report/pictures/graph.h"

#include <fmt/format.h>

#include <algorithm>

#include "assess/assess.h"
#include "assess/structure/structure.h"
#include "assess/structure/views.h"
#include "base/codes.h"
#include "cli/child.h"
#include "cli/files.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/question.h"
#include "cli/values.h"
#include "read/grammar.h"
#include "report/pictures/svg.h"

namespace knockon {
namespace {

constexpr std::chrono::seconds layout_limit{30};

struct Asked {
    GraphView view = GraphView::landscape;
    ColourBy colour_by = ColourBy::kind;
    std::size_t most = most_on_a_page;
};

Asked understand_graph(Session& session) {
    const CommandLine& line = session.line;
    Diagnostics& out = session.diagnostics;
    Asked asked;
    const bool change = !line.operands.empty();
    if (line.has("process") && (change || line.has("down")))
        out.error(
            code::bad_option_value, {},
            "`--process` shows what a process needs; it does not go with a change or `--down`",
            "ask one question at a time");
    asked.view = change                ? GraphView::change
                 : line.has("process") ? GraphView::needs
                 : line.has("down")    ? GraphView::down
                                       : GraphView::landscape;
    asked.colour_by = word_option(line, "color-by", change ? ColourBy::risk : ColourBy::kind, out);
    if (asked.colour_by == ColourBy::verdict && !change)
        out.error(code::bad_option_value, {}, "`--color-by verdict` needs a change to be judged",
                  "name the file of one, or colour by risk");
    if (line.has("most")) {
        const auto n = parse_count(line.value("most"));
        if (n && *n > 0)
            asked.most = static_cast<std::size_t>(*n);
        else
            refuse_value("most", line.value("most"), "give a number above 0, such as 200", out);
    }
    return asked;
}

/// Loss per year of each process, as the landscape is now.
void add_yearly_loss(Session& session, const Landscape& landscape, GraphPage& page) {
    StructureOptions options;
    for (const PictureNode& n : page.picture.nodes)
        if (n.kind == PictureNode::Kind::process) options.processes.push_back(n.id);
    if (options.processes.empty()) return;
    options.seed = session.settings.seed;
    options.jobs = session.settings.jobs;
    options.max_years = 256;
    options.max_work = session.settings.limits.work;
    options.most_parts = session.settings.limits.parts;
    const Structure s = structure(landscape, options, session.diagnostics);
    for (const ProcessStructure& p : s.processes)
        for (PictureNode& n : page.picture.nodes)
            if (n.id == p.id) n.loss = p.state.loss_per_year.value;
    page.notes.push_back(
        "Losses are per year, as the landscape is now" +
        (s.years > 0 ? fmt::format("; some from {} years simulated, seed {}.", s.years, s.seed)
                     : std::string(".")));
    for (const std::string& limit : s.limits_hit) page.notes.push_back("Limit met: " + limit);
}

void say_what_is_missing(const Asked& asked, const Picture& picture, GraphPage& page) {
    if (picture.dropped > 0)
        page.notes.push_back(
            fmt::format("{} more belong here; {} is what a page can show (--most N shows more).",
                        picture.dropped, asked.most));
}

void take_names(const Landscape& l, GraphPage& page) {
    for (const auto& [id, d] : l.departments) page.names[id] = d.name.value_or(id);
    for (const auto& [id, s] : l.suppliers) page.names[id] = s.name.value_or(id);
}

void answer_without_change(Session& session, const Asked& asked, GraphPage& page) {
    const Landscape landscape = load_landscape(session);
    check_in_passing(session, landscape);
    if (session.diagnostics.has_errors()) return;
    const auto ids = [&](std::string_view option) {
        const auto given = session.line.values(option);
        return std::vector<Id>(given.begin(), given.end());
    };
    page.currency = landscape.currency.value_or("");
    take_names(landscape, page);
    switch (asked.view) {
        case GraphView::needs:
            page.picture = needs_view(landscape, ids("process"), session.diagnostics, asked.most);
            page.title = fmt::format("What {} needs", fmt::join(ids("process"), ", "));
            break;
        case GraphView::down:
            page.picture = down_view(landscape, ids("down"), session.diagnostics, asked.most);
            page.title = fmt::format("What falls with {}", fmt::join(ids("down"), ", "));
            break;
        case GraphView::landscape:
        case GraphView::change:
            page.picture = landscape_view(landscape, asked.most);
            page.title = landscape.organisation.value_or("The landscape");
            break;
    }
    if (session.diagnostics.has_errors()) return;
    if (asked.view != GraphView::landscape) say_what_is_missing(asked, page.picture, page);
    if (asked.colour_by == ColourBy::risk) add_yearly_loss(session, landscape, page);
    collapse_rest(landscape, landscape, asked.view == GraphView::landscape, page.picture);
}

void answer_for_change(Session& session, const Asked& asked, GraphPage& page) {
    const Question question = load_question(session);
    if (session.diagnostics.has_errors()) return;
    AssessOptions options = assess_options(session, question);
    options.most_drawn = asked.most;
    Progress progress(session.settings);
    options.progress = [&](double share) { progress.show(share); };
    if (session.diagnostics.has_errors()) return;
    const auto answer = assess(question.landscape, question.change, question.policy,
                               question.history, options, session.sources, session.diagnostics);
    if (!answer) return;
    page.currency = answer->currency;
    take_names(question.landscape, page);
    page.title = answer->change + "  " + answer->title;
    page.picture = *answer->picture;
    say_what_is_missing(asked, page.picture, page);
    page.notes.emplace_back("Losses are what the change is expected to add.");
    for (const std::string& given : overrides(session.line))
        page.notes.push_back("What if: " + given + ".");
    Diagnostics said_before;
    collapse_rest(question.landscape, apply(question.landscape, question.change, said_before),
                  false, page.picture);
}

/// The picture as Graphviz lays it out; what it cannot is said, and no longer asked for.
std::string laid_out(Session& session, const GraphPage& page, int& status) {
    Settings& s = session.settings;
    const auto is_svg = [](const auto& report) { return report.first == "svg"; };
    if (s.format != "svg" && std::none_of(s.reports.begin(), s.reports.end(), is_svg)) return {};
    Answered answer = ask_program({"dot", "-Tsvg"}, graph_dot(page), layout_limit);
    if (answer.output) {
        if (auto clean = clean_svg(*answer.output, page.title)) return *std::move(clean);
        answer.failure = "answered with something that is no SVG";
    }
    complain_about("SVG", "Graphviz (`dot`) " + answer.failure +
                              "; the formats dot, mermaid and json do not need it");
    status = status_surroundings;
    std::erase_if(s.reports, is_svg);
    if (s.format == "svg") {
        s.quiet = true;
        s.format_given = false;
    }
    return {};
}

/// Viewers draw nothing of a chart that is too large for them, and do not say why.
void warn_of_viewers(const Session& session, const GraphPage& page) {
    const Settings& s = session.settings;
    const bool asked = s.format == "mermaid" ||
                       std::any_of(s.reports.begin(), s.reports.end(),
                                   [](const auto& report) { return report.first == "mermaid"; });
    const std::string beyond = asked && !s.quiet ? mermaid_beyond_viewers(page) : std::string{};
    if (!beyond.empty())
        write_all(STDERR_FILENO,
                  fmt::format("warning: the Mermaid chart has {}; `--most N` draws fewer parts, "
                              "`--format svg` and `dot` have no such limit\n",
                              beyond));
}

int run_graph(Session& session) {
    const Asked asked = understand_graph(session);
    GraphPage page;
    page.view = asked.view;
    page.colour_by = asked.colour_by;
    if (!session.diagnostics.has_errors()) {
        if (asked.view == GraphView::change)
            answer_for_change(session, asked, page);
        else
            answer_without_change(session, asked, page);
    }
    if (refused(session)) return status_input;
    warn_of_viewers(session, page);
    int status = status_fine;
    const std::string svg = laid_out(session, page, status);
    return deliver(session,
                   {{"dot", [&](const TextOptions&) { return graph_dot(page); }},
                    {"mermaid", [&](const TextOptions&) { return graph_mermaid(page); }},
                    {"svg", [&](const TextOptions&) { return svg; }},
                    {"json",
                     [&](const TextOptions&) { return graph_json(page, session.sources); }}},
                   {}, status);
}

}  // namespace

Command graph_command() {
    const std::vector<Option> own = {
        {"process", 0, "ID", "what this process needs; may be given several times", true, "Input"},
        {"color-by", 0, "WHAT",
         "risk, verdict, sourcing, kind, supplier or department (default: risk with a change, else "
         "kind)",
         false, "Output"},
        {"most", 0, "N", "draw so many one by one, the rest together (default: 70)", false,
         "Output"},
    };
    return {"graph",
            "a picture of the landscape, of a change's reach, of needs, of what falls",
            {"[CHANGE]", 0, 1},
            "  knockon graph -l landscape --format svg changes/crm.yaml > crm.svg\n"
            "  knockon graph --process invoicing --format mermaid\n"
            "  knockon graph --down auth --color-by department | dot -Tpdf > auth.pdf",
            "With a change: what it touches, the processes it reaches and the chains between.\n"
            "With --process: what these stand on. With --down and no change: what falls with\n"
            "these. Else the whole landscape. What a page cannot show is drawn together and\n"
            "counted. The format svg needs Graphviz (`dot`); the others do not.",
            {"dot", "mermaid", "svg", "json"},
            own + question_options() + input_options() + method_options() + output_options(),
            run_graph};
}

}  // namespace knockon
