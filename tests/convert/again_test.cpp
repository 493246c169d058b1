// Importing again: ids and what people added survive changes of the source.
#include "convert/by_source.h"
#include "convert/onto.h"
#include "imported.h"
#include "seeded.h"
#include "temporary_file.h"

using namespace knockon;
using test::Imported;

namespace {

struct Host {
    int id = 0;
    std::string name;
    std::vector<int> needs;
};

std::string csv_of(const std::vector<Host>& hosts) {
    std::string text = "id,name,needs\n";
    for (const Host& h : hosts) {
        text += std::to_string(h.id) + "," + h.name + ",\"";
        for (const int n : h.needs) text += std::to_string(n) + ";";
        text += "\"\n";
    }
    return text;
}

Landscape read_back(const std::vector<std::string>& texts, std::string& said) {
    std::vector<std::unique_ptr<test::TemporaryFile>> files;
    std::vector<std::string> paths;
    for (const std::string& text : texts) {
        files.push_back(std::make_unique<test::TemporaryFile>(text));
        paths.push_back(files.back()->path);
    }
    Sources sources;
    Diagnostics out;
    Landscape l = read_landscape(paths, {}, sources, out);
    said = render(out, sources);
    return l;
}

}  // namespace

TEST_CASE("random annotations outlast random changes of the source, renames included") {
    test::Seeded r(7);
    for (int round = 0; round < 60; ++round) {
        CAPTURE(round);
        std::vector<Host> hosts;
        for (int i = 1; i <= 12; ++i) {
            Host h{i, "host " + std::to_string(r.between(1, 6)), {}};
            if (i > 1) h.needs.push_back(r.between(1, i - 1));
            hosts.push_back(std::move(h));
        }
        const Imported first(csv_of(hosts), {}, "a.csv");
        std::string said;
        std::string annotations = "knockon: landscape/1\nannotate:\n";
        std::map<std::string, std::string> recovery;  // by source
        for (const auto& [id, c] : first.draft.landscape.components) {
            if (r.between(0, 1) == 0) continue;
            recovery[*c.source] = std::to_string(r.between(1, 9)) + "h";
            annotations += "  " + id + ": {recovery: " + recovery[*c.source] + "}\n";
        }
        if (recovery.empty()) continue;
        const Landscape before = read_back({first.yaml(), annotations}, said);
        REQUIRE(said == "");
        // Names change, some go to what another had, some records go, one comes.
        const int gone = r.between(1, 12);
        std::vector<Host> later;
        for (Host h : hosts) {
            if (h.id == gone && !recovery.contains("csv:" + std::to_string(gone))) continue;
            if (r.between(0, 2) == 0) h.name = "host " + std::to_string(r.between(1, 8));
            later.push_back(std::move(h));
        }
        later.push_back({99, "host " + std::to_string(r.between(1, 8)), {}});
        Wishes wishes;
        wishes.ids = ids_by_source(before);
        const Imported second(csv_of(later), wishes, "a.csv");
        const Landscape after = read_back({second.yaml(), annotations}, said);
        CHECK(said == "");
        for (const auto& [id, c] : after.components) {
            const auto stated = recovery.find(*c.source);
            CHECK(c.recovery.stated == (stated != recovery.end()));
            if (c.recovery && stated != recovery.end())
                CHECK(c.recovery->p50.value == *parse_duration(stated->second));
        }
    }
}

TEST_CASE("what is gone is named with the place of what was added to it") {
    std::string said;
    const test::TemporaryFile base(
        "knockon: landscape/1\ncomponents: {a: {source: 'csv:1'}, b: {source: 'csv:2'}, c: {}}\n");
    const test::TemporaryFile more("knockon: landscape/1\nannotate: {b: {kind: server}}\n");
    const std::vector<std::string> paths = {base.path, more.path};
    Sources sources;
    Diagnostics out;
    const Landscape before = read_landscape(paths, {}, sources, out);
    const Imported now("id,name\n1,a\n", {}, "a.csv");
    tell_gone(now.draft, before, out);
    REQUIRE(out.all.size() == 1);
    CHECK(out.all[0].message.find("`b` (csv:2)") != std::string::npos);
    REQUIRE(out.all[0].related.size() == 1);
    CHECK(sources[out.all[0].related[0].at].path == more.path);
}

TEST_CASE("onto: only what is new is written, differences have both places") {
    std::string said;
    const test::TemporaryFile base(
        "knockon: landscape/1\ncomponents:\n  web: {name: Web Shop, needs: [db, old]}\n  db: {}\n  old: {source: 'csv:o'}\n");
    Sources sources;
    Diagnostics out;
    const Landscape before = read_landscape({&base.path, 1}, {}, sources, out);
    const Imported now("id,name,needs\n1,web shop,\"2;3\"\n2,DB,\no,Older,\n3,Cache,\n", {},
                       "a.csv");
    const std::string text = yaml_document(additions(now.draft, before, out));
    CAPTURE(text);
    const Landscape l = read_back(
        {"knockon: landscape/1\ncomponents:\n  web: {name: Web Shop, needs: [db, old]}\n  db: {}\n  old: {source: 'csv:o'}\n",
         text},
        said);
    CHECK(said == "");
    CHECK(l.components.size() == 4);
    CHECK(l.components.at("web").needs.size() == 3);
    CHECK(*l.components.at("web").source == "csv:1");
    std::size_t only_source = 0, only_model = 0;
    for (const Diagnostic& d : out.all) {
        only_source += d.code == "K307" ? 1 : 0;
        only_model += d.code == "K308" ? 1 : 0;
    }
    CHECK(only_source == 1);
    CHECK(only_model == 1);
}

TEST_CASE("of several records of one source the one is meant that the others are instances of, else none") {
    Landscape l;
    for (const char* id : {"web", "web-1", "web-2", "db-a", "db-b", "mail"}) {
        Component& c = l.components[id];
        c.id = id;
        c.source = "x:" + std::string(id).substr(0, std::string(id).find('-'));
    }
    const std::map<std::string, Id> ids = ids_by_source(l);
    CHECK(ids == std::map<std::string, Id>{{"x:db", ""}, {"x:mail", "mail"}, {"x:web", "web"}});
}

TEST_CASE("onto what it gave itself, a source with instances adds nothing, also where people gave other ids") {
    const std::string manifest =
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: REPLICAS\n"
        "  template:\n    metadata: {labels: {app: web}}\n    spec: {containers: [{name: web, image: nginx}]}\n";
    const auto of = [&](const char* replicas, const Wishes& wishes = {}) {
        std::string text = manifest;
        text.replace(text.find("REPLICAS"), 8, replicas);
        return Imported(text, wishes, "web.yaml");
    };
    std::string said;
    Landscape before = read_back({of("2").yaml()}, said);
    Diagnostics out;
    CHECK(yaml_document(additions(of("2").draft, before, out)) == "knockon: landscape/1\n");
    CHECK(out.all.empty());
    std::string renamed = of("2").yaml();
    for (std::size_t at = 0; (at = renamed.find("  web", at)) != std::string::npos; ++at) renamed.replace(at, 5, "  shop");
    for (std::size_t at = 0; (at = renamed.find("[web-1, web-2]", at)) != std::string::npos; ++at)
        renamed.replace(at, 14, "[shop-1, shop-2]");
    before = read_back({renamed}, said);
    REQUIRE(said == "");
    Wishes wishes;
    wishes.ids = ids_by_source(before);
    CHECK(yaml_document(additions(of("2", wishes).draft, before, out)) == "knockon: landscape/1\n");
    CHECK(out.all.empty());
    const std::string third = yaml_document(additions(of("3", wishes).draft, before, out));
    CHECK(third.find("shop-3:") != std::string::npos);
    CHECK(third.find("annotate") == std::string::npos);
    CHECK(out.all.size() == 1);  // the third is observed and in no group
}
