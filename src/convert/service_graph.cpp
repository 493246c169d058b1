// Service graphs: who was seen to call whom, as Jaeger and Zipkin (`/api/dependencies`) and as the service graphs of
// Tempo and the OpenTelemetry collector (Prometheus) give it.
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <map>
#include <set>

#include "base/codes.h"
#include "convert/format.h"

namespace knockon {
namespace {

constexpr std::string_view series_name = "traces_service_graph_request_total";
constexpr double rare_share = 0.01;

constexpr RelationRule call_rules[] = {
    {"calls", Meaning::needs, "the caller needs what it was seen to call"},
};

constexpr Becomes traced_elements[] = {
    {"services that call or are called", "component", "id is the service name"},
};
constexpr Becomes series_elements[] = {
    {"client and server of traces_service_graph_request_total", "component",
     "id is the label; `unknown` and `user` are none"},
    {"other series", "nothing", "they say nothing of who needs whom"},
};

constexpr std::string_view call_notes[] = {
    "Calls that make up less than 1 % of the caller's are needs too, and named: a call that is rare in "
    "the time observed may be the one at month end.",
    "What was never called while it was observed is not in the file: add it, and tell with "
    "`import --onto` what is modelled but was never seen.",
};

struct Call {
    std::string from, to;
    double count = 0;
    Position at;
};

double number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value > 0 ? value : 0;
}

bool unknown(std::string_view service) { return service.empty() || service == "unknown"; }

/// Needs for what was called, and the reasons for the rest, tried in this order.
void add_calls(std::vector<Call> calls, bool users, Core& core) {
    std::map<std::string, double> made;
    std::map<std::pair<std::string, std::string>, double> pair;
    const auto named = [&](const std::string& id, Position at) {
        if (unknown(id) || (users && id == "user") || core.find(id) != nullptr) return;
        Component c;
        c.kind = std::string("service");
        core.add({.id = id, .record = std::move(c), .at = at});
    };
    for (const Call& c : calls) {
        if (!(c.count > 0)) continue;
        named(c.from, c.at);
        named(c.to, c.at);
        if (unknown(c.from) || unknown(c.to) || c.from == c.to) continue;
        made[c.from] += c.count;
        pair[{c.from, c.to}] += c.count;
    }
    for (Call& c : calls) {
        const std::string shown = c.from + " → " + c.to;
        if (!(c.count > 0)) {
            core.drop("no calls", shown);
        } else if (unknown(c.from) || unknown(c.to)) {
            core.drop("unknown end", shown);
        } else if (users && (c.from == "user" || c.to == "user")) {
            core.drop("user", shown);
        } else {
            Relation r{.from = c.from,
                       .to = c.to,
                       .type = "calls",
                       .at = c.at,
                       .origin = Origin::observed};
            const double share = pair[{c.from, c.to}] / made[c.from];
            if (share < rare_share)
                r.guess = fmt::format("rare: {:.2g} % of its calls", 100 * share);
            core.relate(r);
        }
    }
}

/// The list of `parent`, `child`, `callCount`, alone or in `data`.
std::optional<Value> links_of(Value root) {
    std::optional<Value> list = root;
    if (root.is_map()) list = root.find("data");
    if (!list || !list->is_list() || list->size() == 0) return std::nullopt;
    const Value first = *list->begin();
    return first.is_map() && first.find("parent") && first.find("child") ? list : std::nullopt;
}

void read_links(Importing& in) {
    std::vector<Call> calls;
    for (const Opened& input : in.inputs)
        for (std::size_t d = 0; d < input.documents.size(); ++d)
            if (const auto list = links_of(input.root(d)))
                for (const Value link : *list)
                    calls.push_back({text_at(link, "parent"), text_at(link, "child"),
                                     number(text_at(link, "callCount")), link.at()});
    add_calls(std::move(calls), false, in.core);
}

/// The answer of Prometheus to a query: {data: {result: [{metric, value}]}}.
std::optional<Value> result_of(Value root) {
    const auto data = root.is_map() ? root.find("data") : std::nullopt;
    const auto result = data && data->is_map() ? data->find("result") : std::nullopt;
    if (!result || !result->is_list() || result->size() == 0) return std::nullopt;
    const Value first = *result->begin();
    const auto metric = first.is_map() ? first.find("metric") : std::nullopt;
    return metric && metric->find("client") && metric->find("server") ? result : std::nullopt;
}

void read_answer(Value result, std::vector<Call>& calls) {
    for (const Value series : result) {
        const auto metric = series.find("metric");
        const auto value = series.find("value");
        if (!metric) continue;
        if (const auto name = metric->find("__name__"); name && name->text() != series_name)
            continue;
        std::string_view count;
        if (value && value->is_list())
            for (const Value part : *value) count = part.text();
        calls.push_back(
            {text_at(*metric, "client"), text_at(*metric, "server"), number(count), series.at()});
    }
}

/// The labels between braces, with the escapes of the text format; leaves what follows the closing one.
std::map<std::string, std::string, std::less<>> labels_of(std::string_view& line) {
    std::map<std::string, std::string, std::less<>> labels;
    std::string key, value;
    bool quoted = false;
    std::size_t i = 0;
    for (; i < line.size() && (quoted || line[i] != '}'); ++i) {
        const char c = line[i];
        if (quoted && c == '\\' && i + 1 < line.size()) {
            ++i;
            value += line[i] == 'n' ? '\n' : line[i];
        } else if (c == '"') {
            if (quoted) labels[key] = value;
            if (quoted) key.clear();
            value.clear();
            quoted = !quoted;
        } else if (quoted) {
            value += c;
        } else if (c != '=' && c != ',' && c != ' ') {
            key += c;
        }
    }
    line.remove_prefix(std::min(i + 1, line.size()));
    return labels;
}

void read_exposition(const Opened& input, Importing& in, std::vector<Call>& calls) {
    const std::string_view all = input.text(in.sources);
    std::uint32_t number_of_line = 0;
    for (std::size_t begin = 0; begin < all.size();) {
        const std::size_t end = std::min(all.find('\n', begin), all.size());
        std::string_view line = all.substr(begin, end - begin);
        begin = end + 1;
        ++number_of_line;
        if (!line.starts_with(series_name) || line.size() <= series_name.size() ||
            line[series_name.size()] != '{')
            continue;
        line.remove_prefix(series_name.size() + 1);
        auto labels = labels_of(line);
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        Position at;
        at.file = input.file;
        at.line = number_of_line;
        at.column = 1;
        calls.push_back({labels["client"], labels["server"],
                         number(line.substr(0, line.find_first_of(" \t\r"))), at});
    }
}

void read_series(Importing& in) {
    std::vector<Call> calls;
    for (const Opened& input : in.inputs) {
        if (input.looks == Looks::metrics) read_exposition(input, in, calls);
        for (std::size_t d = 0; d < input.documents.size(); ++d)
            if (const auto result = result_of(input.root(d))) read_answer(*result, calls);
    }
    add_calls(std::move(calls), true, in.core);
}

}  // namespace

Format jaeger_format() {
    return {.name = "jaeger",
            .title = "Jaeger, Zipkin",
            .files = "what /api/dependencies answers",
            .recognises = [](const Opened& input,
                             const Sources&) { return any_document(input, links_of); },
            .read = read_links,
            .relations = call_rules,
            .elements = traced_elements,
            .notes = call_notes};
}

Format prometheus_format() {
    return {
        .name = "prometheus",
        .title = "service graphs in Prometheus",
        .files =
            "the text of /metrics, or what /api/v1/query answers, with traces_service_graph_request_total",
        .recognises =
            [](const Opened& input, const Sources& sources) {
                return input.looks == Looks::metrics
                           ? input.text(sources).find(series_name) != std::string_view::npos
                           : any_document(input, result_of);
            },
        .read = read_series,
        .relations = call_rules,
        .elements = series_elements,
        .notes = call_notes};
}

}  // namespace knockon
