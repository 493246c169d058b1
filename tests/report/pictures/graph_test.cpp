#include "report/pictures/graph.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <regex>

#include "assess/structure/views.h"
#include "pages.h"
#include "report/pictures/svg.h"

using namespace knockon;
using namespace knockon::pages;

namespace {

/// What could be taken for markup, a command, an entity or the end of a label.
const std::vector<std::string> hostile = {
    "\"];evil[label=\"x",
    "<b>bold</b>",
    "<<i>html-like</i>>",
    "a\\nb\\",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#x41;&amp;",
    "end",
    "%%{init: {\"theme\":\"dark\"}}%%",
    "`**markdown**`",
    "1. first",
    "- item",
    "#quot;#35;",
    "click n0 href \"javascript:alert(1)\"",
    "]])) --> n1; style n0 fill:red",
    "a;b\nc\r\nd\te",
    "\u202Eevil\u202C",
    "\x1b[31mred",
    "::error::stop",
    "##[command]",
    "=1+1",
    "|pipe|\"|",
    "\U0001F600 smile",
    std::string(500, 'w'),
    "\xff\xfe",
};

PictureNode component(const std::string& id, const std::string& text) {
    PictureNode n;
    n.id = id;
    n.name = text;
    n.kind_name = text;
    n.department = text;
    n.supplier = text;
    return n;
}

GraphPage hostile_page(ColourBy by) {
    GraphPage page;
    page.view = GraphView::change;
    page.colour_by = by;
    page.title = hostile[3];
    page.currency = "EUR";
    for (const std::string& text : hostile) {
        page.picture.nodes.push_back(component("id " + text, text));
        page.picture.edges.push_back(
            {page.picture.nodes.front().id, "id " + text, text, true, false});
        page.notes.push_back(text);
    }
    return page;
}

Landscape chain() {
    Landscape l;
    l.organisation = std::string("Works");
    for (const char* id : {"db", "erp", "mail"}) l.components[id].id = id;
    l.components["db"].kind = std::string("database");
    l.components["erp"].needs.push_back({.members = {Id("db")}});
    Process& p = l.processes["books"];
    p.id = "books";
    p.department = Id("finance");
    p.needs.push_back({.members = {Id("erp")}});
    return l;
}

}  // namespace

TEST_CASE("no text of a file gets out of its quotes in DOT") {
    // A string ends at a quote that no backslash stands before; outside of strings only our own
    // words may stand.
    const std::regex outside(
        R"(\s*((digraph|subgraph) \w+ \{|\}|[nk]\d+( -> [nk]\d+)? \[[\w=,. ]*\];|(graph|node|edge) \[[\w=,. ]*\];|[\w=;,. ]*;?)\s*)");
    for (const std::string_view by : words_of<ColourBy>())
        for (const std::string& line : lines_of(graph_dot(hostile_page(*named<ColourBy>(by))))) {
            CAPTURE(line);
            std::string bare;
            bool quoted = false;
            for (std::size_t i = 0; i < line.size(); ++i) {
                if (quoted && line[i] == '\\') {
                    ++i;
                } else if (line[i] == '"') {
                    quoted = !quoted;
                } else if (!quoted) {
                    bare += line[i];
                }
            }
            CHECK_FALSE(quoted);
            CHECK(std::regex_match(bare, outside));
        }
}

TEST_CASE("in DOT an ampersand is an entity and an id is a number") {
    const std::string dot = graph_dot(hostile_page(ColourBy::risk));
    CHECK(has(dot, "&amp;lt;script&amp;gt;"));
    CHECK_FALSE(has(dot, "&lt;"));
    CHECK_FALSE(has(dot, "&#"));
    CHECK(has(dot, "n0 ["));
    CHECK_FALSE(std::regex_search(dot, std::regex("#[0-9a-fA-F]{3}\"")));  // would be drawn black
}

TEST_CASE("every line of a Mermaid chart is one of a few forms, whatever the texts") {
    const std::string text = R"("([A-Za-z0-9 ,\-\x80-\xff]|#\d+;|<br/>)*")";
    const std::regex allowed(
        "flowchart LR|"
        "  n\\d+(\\[" +
        text + "\\]|\\(\\[" + text + "\\]\\)|\\[\\(" + text + "\\)\\]|\\[\\[" + text +
        "\\]\\])|"
        "  n\\d+ (-->|==>|-\\.->)(\\|" +
        text +
        "\\|)? n\\d+|"
        "  (class n\\d+ s\\d+|classDef s\\d+ fill:#[0-9a-f]{6},stroke:#333333,color:#000000)|"
        "  style (n\\d+|legend) [a-z0-9:, #\\-]+|"
        "  k\\d+\\[" +
        text +
        "\\]:::s\\d+|"
        "  legend\\[" +
        text + "\\]");
    for (const std::string_view by : words_of<ColourBy>())
        for (const std::string& line : lines_of(graph_mermaid(hostile_page(*named<ColourBy>(by))))) {
            CAPTURE(line);
            CHECK(std::regex_match(line, allowed));
        }
}

TEST_CASE(
    "what Mermaid looks for among the letters of a label is parted by a sign that nobody sees") {
    GraphPage page;
    page.picture.nodes.push_back(component("c", "C:\\new"));
    page.picture.nodes.push_back(component("f", "fa:fa-user"));
    page.picture.nodes.push_back(component("m", "$$x$$"));
    page.picture.nodes.push_back(component("p", "\uFB02\u00B0lt\u00B6\u00DF"));
    const std::string chart = graph_mermaid(page);
    CHECK(has(chart, R"(["C#58;#92;#8288;new)"));
    CHECK(has(chart, R"(["fa#58;#8288;fa-user)"));
    CHECK(has(chart, R"(["#36;#8288;#36;x#36;#8288;#36;)"));
    CHECK(has(chart, "[\"\uFB02#8288;\u00B0lt\u00B6#8288;\u00DF"));
}

TEST_CASE("arrows point the way an outage travels, in every format") {
    const Landscape l = chain();
    GraphPage page;
    page.picture = landscape_view(l);  // books, erp, db in this order
    const auto place = [&](std::string_view id) {
        const auto& nodes = page.picture.nodes;
        return std::to_string(std::find_if(nodes.begin(), nodes.end(),
                                           [&](const PictureNode& n) { return n.id == id; }) -
                              nodes.begin());
    };
    CHECK(has(graph_dot(page), "n" + place("db") + " -> n" + place("erp")));
    CHECK(has(graph_dot(page), "n" + place("erp") + " -> n" + place("books")));
    CHECK(has(graph_mermaid(page), "n" + place("db") + " --> n" + place("erp")));
    CHECK(has(graph_json(page, {}), R"({"from": "erp", "to": "db")"));  // as written: needs
}

TEST_CASE("what is not drawn one by one is counted, and its needs stay") {
    const Landscape l = chain();
    Picture p = landscape_view(l, 2);
    CHECK(p.left_out == 2);
    collapse_rest(l, l, true, p);
    std::size_t all = 0;
    for (const PictureNode& n : p.nodes) all += n.count;
    CHECK(all == 4);
    const auto rest = std::find_if(p.nodes.begin(), p.nodes.end(), [](const PictureNode& n) {
        return n.kind == PictureNode::Kind::rest_components;
    });
    REQUIRE(rest != p.nodes.end());
    CHECK(std::any_of(p.edges.begin(), p.edges.end(), [&](const PictureEdge& e) {
        return e.to == rest->id || e.from == rest->id;
    }));
}

TEST_CASE("the needs of a process end where nothing is needed, and what falls is the other way") {
    const Landscape l = chain();
    Diagnostics out;
    CHECK(needs_view(l, {"books"}, out).nodes.size() == 3);
    CHECK(needs_view(l, {"db"}, out).nodes.size() == 1);
    const Picture falls = down_view(l, {"db"}, out);
    CHECK(falls.nodes.size() == 3);
    for (const PictureNode& n : falls.nodes)
        CHECK((n.id == "db") == (n.role == PictureNode::Role::touched));
    CHECK_FALSE(out.has_errors());
    needs_view(l, {"bokks"}, out);
    CHECK(out.has_errors());
}

TEST_CASE("an SVG is written anew: no prolog, no script, no address, texts escaped again") {
    const auto clean = clean_svg(
        "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"x\" \"y\">\n<!-- c -->"
        "<svg width=\"1pt\" onload=\"alert(1)\" xmlns=\"http://www.w3.org/2000/svg\" "
        "xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n"
        "<g><a xlink:href=\"javascript:alert(1)\" xlink:title=\"a &amp; b\">"
        "<title>n0</title><text fill=\"url(#x)\" x=\"1\">&lt;b&gt; &#45;</text></a></g></svg>",
        "<title> & \"more\"");
    REQUIRE(clean);
    CHECK(*clean ==
          "<svg role=\"img\" width=\"1pt\" xmlns=\"http://www.w3.org/2000/svg\">"
          "<title>&lt;title&gt; &amp; &quot;more&quot;</title>\n"
          "<g>\n<g><title>a &amp; b</title><text x=\"1\">&lt;b&gt; -</text></g></g></svg>\n");
}

TEST_CASE("nothing in an SVG hides, turns the direction of writing or commands a runner") {
    const auto clean = clean_svg(
        "<svg><g><a xlink:title=\"\xC2\x9B&#8238;\"><text>##[error]&#1;</text></a></g></svg>",
        "\xE2\x80\xAE##vso[x]");
    REQUIRE(clean);
    CHECK(*clean ==
          "<svg role=\"img\"><title>\\u202e\\x23#vso[x]</title>\n"
          "<g>\n<g><title>\\x9b\\u202e</title><text>\\x23#[error]\\x01</text></g></g></svg>\n");
}

TEST_CASE("what is no complete drawing is no SVG") {
    for (const char* text :
         {"", "<svg>", "<svg></svg><svg></svg>", "<svg><script>x</script></svg>", "<svg></g></svg>",
          "text", "<svg>text</svg>", "<svg><text>&evil;</text></svg>", "<svg a=b></svg>",
          "<svg><image/></svg>", "<svg><!ENTITY x></svg>", "<svg><text>&#0;</text></svg>"}) {
        CAPTURE(text);
        CHECK_FALSE(clean_svg(text, "t"));
    }
}
