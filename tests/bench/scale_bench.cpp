// Reading and searching against the bare work, in one process; see tests/bench/run. Not part of the tests.
//
//   scale_bench reach N...      all that stands on one component of N: ours, a bare search, Boost Graph, igraph
//   scale_bench read FILE...    a landscape: ours, and libyaml or RapidJSON that throw away what they read
//   scale_bench import FILE...  files of other tools: the same, and pugixml; of a table its characters, one by one
//
// Each is the least of several times, taken in turn.
#include <fmt/format.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <iterator>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "assess/structure/impact.h"
#include "convert/convert.h"
#include "graph/reach.h"
#include "random_landscape.h"
#include "read/read.h"

#if __has_include(<boost/graph/compressed_sparse_row_graph.hpp>)
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#define HAS_BOOST 1
#endif
#ifdef KNOCKON_HAS_IGRAPH
#include <igraph.h>
#endif
#ifdef KNOCKON_HAS_YAML
#include <yaml.h>
#endif

using namespace knockon;

namespace {

/// Seconds of processor time of one call.
double seconds_of(const std::function<void()>& work) {
    const auto now = [] {
        timespec t{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
        return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
    };
    const double start = now();
    work();
    return now() - start;
}

/// One of several ways to do the same work.
struct Way {
    std::string name;
    std::function<void()> work;
    double least = 1e300;
};

void compare(const std::string& what, std::vector<Way> ways, int times) {
    for (int i = 0; i < times; ++i)
        for (Way& w : ways) w.least = std::min(w.least, seconds_of(w.work));
    std::string line = what + ":";
    for (const Way& w : ways)
        line += fmt::format(" {} {:.3g} ms ({:.2f})", w.name, 1000 * w.least, w.least / ways.front().least);
    fmt::print("{}\n", line);
}

/// Each component needs three of the 5,000 before it.
Landscape layered(int n) {
    Random r(7);
    Landscape l;
    l.departments["works"].id = "works";
    const auto id = [](int i) { return fmt::format("c{:07}", i); };
    for (int i = 0; i < n; ++i) {
        Component& c = l.components.emplace_hint(l.components.end(), id(i), Component{})->second;
        c.id = id(i);
        for (int k = std::min(i, 3); k > 0; --k) {
            Need need;
            need.members.emplace_back(id(std::max(0, i - r.number(1, std::min(i, 5000)))));
            c.needs.push_back(std::move(need));
        }
    }
    return l;
}

void reach(int n) {
    const Landscape l = layered(n);
    const Graph g = compile(l);
    const Node start = 0;
    std::size_t bare = 0, ours = 0, whole = 0;
    std::vector<Way> ways;
    ways.push_back({"a bare search", [&] {
        std::vector<char> seen(g.size());
        std::vector<Node> open{start};
        seen[start] = 1;
        for (std::size_t i = 0; i < open.size(); ++i)
            for (const Node u : g.users_of(open[i]))
                if (seen[u] == 0) seen[u] = 1, open.push_back(u);
        bare = open.size() - 1;
    }});
    ways.push_back({"ours, on the compiled graph", [&] {
        const Distances d = reached_from(g, {&start, 1});
        ours = g.size() - static_cast<std::size_t>(
                              std::count(d.depth.begin(), d.depth.end(), not_reached)) - 1;
    }});
    ways.push_back({"ours, from the model to the answer", [&] {
        Diagnostics out;
        whole = impact(l, {g.names[start]}, out).reaches_components;
    }});
#ifdef HAS_BOOST
    using Csr = boost::compressed_sparse_row_graph<boost::directedS>;
    std::vector<std::pair<Node, Node>> edges;
    for (Node v = 0; v < g.size(); ++v)
        for (const Node u : g.users_of(v)) edges.emplace_back(v, u);
    const Csr csr(boost::edges_are_sorted, edges.begin(), edges.end(), g.size());
    std::size_t boosts = 0;
    ways.push_back({"Boost Graph (CSR)", [&] {
        struct Count : boost::default_bfs_visitor {
            std::size_t* n;
            explicit Count(std::size_t& c) : n(&c) {}
            void discover_vertex(Csr::vertex_descriptor, const Csr&) const { ++*n; }
        };
        boosts = 0;
        boost::breadth_first_search(csr, Csr::vertex_descriptor(start), boost::visitor(Count(boosts)));
        --boosts;
    }});
#endif
#ifdef KNOCKON_HAS_IGRAPH
    igraph_t ig;
    igraph_vector_int_t ends;
    igraph_vector_int_init(&ends, 0);
    for (Node v = 0; v < g.size(); ++v)
        for (const Node u : g.users_of(v)) {
            igraph_vector_int_push_back(&ends, v);
            igraph_vector_int_push_back(&ends, u);
        }
    igraph_create(&ig, &ends, static_cast<igraph_integer_t>(g.size()), true);
    std::size_t igraphs = 0;
    ways.push_back({"igraph", [&] {
        igraph_vector_int_t found;
        igraph_vector_int_init(&found, 0);
        igraph_subcomponent(&ig, &found, start, IGRAPH_OUT);
        igraphs = static_cast<std::size_t>(igraph_vector_int_size(&found)) - 1;
        igraph_vector_int_destroy(&found);
    }});
#endif
    compare(fmt::format("reach in {}", n), ways, n >= 1'000'000 ? 3 : 7);
    bool agree = bare == ours && bare == whole;
#ifdef HAS_BOOST
    agree = agree && boosts == bare;
#endif
#ifdef KNOCKON_HAS_IGRAPH
    agree = agree && igraphs == bare;
    igraph_destroy(&ig);
    igraph_vector_int_destroy(&ends);
#endif
    fmt::print("  {} reached{}\n", bare, agree ? ", by all of them" : ": THEY DIFFER");
}

struct Ignoring : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Ignoring> {
    bool Default() { return true; }
};

void json_alone(const std::string& text) {
    constexpr unsigned flags = rapidjson::kParseIterativeFlag |
                               rapidjson::kParseNumbersAsStringsFlag |
                               rapidjson::kParseValidateEncodingFlag;
    rapidjson::MemoryStream stream(text.data(), text.size());
    rapidjson::Reader reader;
    Ignoring ignoring;
    reader.Parse<flags>(stream, ignoring);
}

#ifdef KNOCKON_HAS_YAML
void yaml_alone(const std::string& text) {
    yaml_parser_t parser;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    for (bool done = false; !done;) {
        yaml_event_t event;
        if (yaml_parser_parse(&parser, &event) == 0) break;
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}
#endif

/// What throws away what it reads; of a format that no such parser is there for, none.
std::vector<Way> alone(const std::string& path, const std::function<std::string()>& bytes) {
    if (path.ends_with(".json")) return {{"RapidJSON alone", [=] { json_alone(bytes()); }}};
    if (path.ends_with(".archimate"))
        return {{"pugixml alone", [=] {
                     const std::string text = bytes();
                     pugi::xml_document().load_buffer(text.data(), text.size());
                 }}};
    if (path.ends_with(".csv"))
        return {{"its characters", [=] {
                     const std::string text = bytes();
                     volatile auto fields = std::count_if(text.begin(), text.end(), [](char c) { return c == ',' || c == '\n'; });
                     (void)fields;
                 }}};
#ifdef KNOCKON_HAS_YAML
    return {{"libyaml alone", [=] { yaml_alone(bytes()); }}};
#else
    return {};
#endif
}

void read(const std::string& path, bool as_import) {
    const std::function<std::string()> bytes = [=] {
        std::ifstream in(path, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(in), {});
    };
    std::vector<Way> ways = alone(path, bytes);
    std::size_t components = 0;
    const auto limits = Limits::of_machine(std::size_t{16} << 30);
    const auto imported = [&] {
        Sources sources;
        Diagnostics out;
        Draft draft = import_files({&path, 1}, {}, limits, sources, out);
        components = draft.landscape.components.size();
        return draft;
    };
    if (as_import) {
        ways.push_back({"ours, to a landscape", [&] { imported(); }});
        ways.push_back({"and written", [&] { yaml_document(document(imported())); }});
    } else {
        ways.push_back({"ours, to the model", [&] {
            Sources sources;
            Diagnostics out;
            components = read_landscape({&path, 1}, limits, sources, out).components.size();
        }});
    }
    compare(fmt::format("{} {}", as_import ? "importing" : "reading", path.substr(path.rfind('/') + 1)), ways, 3);
    fmt::print("  {} components\n", components);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string what = argc > 2 ? argv[1] : "";
    if (what != "reach" && what != "read" && what != "import") {
        fmt::print(stderr, "usage: scale_bench reach N... | read FILE... | import FILE...\n");
        return 2;
    }
    for (int i = 2; i < argc; ++i) what == "reach" ? reach(std::atoi(argv[i])) : read(argv[i], what == "import");
    return 0;
}
