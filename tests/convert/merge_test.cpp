// Several sources as one landscape: what is the same, who wins, what is said of it.
#include "imported.h"
#include "seeded.h"

using namespace knockon;
using test::Imported;
using test::Needs;

namespace {

const char* const calls = R"({"data": [{"parent": "Web", "child": "db", "callCount": 9},
                                        {"parent": "web", "child": "mail", "callCount": 9}]})";

std::string warning(const Imported& i) {
    std::string all;
    for (const Diagnostic& d : i.out.all)
        if (d.code == "K310") all += d.message + "\n";
    return all;
}

}  // namespace

TEST_CASE("two sources: records meet by name, needs of both are taken, what is said again is counted") {
    const Imported all({{"a.csv", "id,name,needs\nw,web,d\nd,db,\n"},
                        {"calls.json", R"({"data": [{"parent": "web", "child": "db", "callCount": 9},
                                                    {"parent": "web", "child": "mail", "callCount": 9}]})"}});
    CHECK(all.said() == "");
    CHECK(all.needs() == Needs{"web>db", "web>mail"});
    CHECK(*all.draft.landscape.components.at("web").source == "csv:w");
    CHECK(*all.draft.landscape.components.at("mail").source == "jaeger:mail");
    CHECK(*all.draft.landscape.components.at("web").kind == "service");  // only the later one says it
    const Balance& b = all.draft.balance;
    CHECK(b.elements == 5);
    CHECK(b.components == 3);
    CHECK(b.relations == 3);
    CHECK(b.needs == 2);
    for (const Drop& d : b.dropped) CHECK(d.reason == "an earlier source has it");
}

TEST_CASE("letters of another case are one name, if only one record has it") {
    const Imported all({{"a.csv", "id,name,needs\nw,WEB,\n"}, {"calls.json", calls}});
    // `Web` and `web` are two services of the second source; both are the one of the first.
    CHECK(all.draft.landscape.components.contains("web"));
    CHECK(*all.draft.landscape.components.at("web").source == "csv:w");
}

TEST_CASE("contradictions: the first is taken, both places are named") {
    const std::string items = "id,name,kind,needs\n1,web,application,2\n2,db,database,\n";
    const std::string compose = "services:\n  db: {image: postgres, depends_on: [web]}\n  web: {image: nginx}\n";
    const Imported first({{"a.csv", items}, {"compose.yaml", compose}});
    CHECK(first.needs() == Needs{"web>db"});
    CHECK(*first.draft.landscape.components.at("db").kind == "database");
    CHECK(warning(first).find("`web` needs `db` by one source, `db` needs `web` by a later one") != std::string::npos);
    const Imported second({{"compose.yaml", compose}, {"a.csv", items}});
    CHECK(second.needs() == Needs{"db>web"});
    CHECK(warning(second).find("`db` needs `web` by one source, `web` needs `db` by a later one") != std::string::npos);
    for (const Imported* i : {&first, &second})
        for (const Diagnostic& d : i->out.all) {
            if (d.code != "K310") continue;
            CHECK(d.severity == Severity::warning);
            REQUIRE(d.related.size() == 1);
            CHECK(d.related[0].at.file != d.at.file);
        }
}

TEST_CASE("what is read is there or dropped for a reason, whatever two sources say of each other") {
    test::Seeded r(11);
    for (int round = 0; round < 40; ++round) {
        CAPTURE(round);
        std::string items = "id,name,needs\n", graph = "{\"data\": [";
        for (int i = 1; i <= 8; ++i)
            items += std::to_string(i) + ",host " + std::to_string(r.between(1, 9)) + "," +
                     std::to_string(r.between(1, 10)) + "\n";
        for (int i = 0; i < 8; ++i)
            graph += std::string(i == 0 ? "" : ",") + "{\"parent\": \"host " + std::to_string(r.between(1, 9)) +
                     "\", \"child\": \"Host " + std::to_string(r.between(1, 9)) + "\", \"callCount\": 3}";
        const Imported all({{"a.csv", items}, {"calls.json", graph + "]}"}});
        REQUIRE(!all.out.has_errors());
        const Balance& b = all.draft.balance;
        std::size_t elements = b.components + b.processes, relations = b.needs;
        for (const Drop& d : b.dropped) (d.what == "element" ? elements : relations) += d.count;
        CHECK(elements == b.elements);
        CHECK(relations == b.relations);
        for (const auto& [id, c] : all.draft.landscape.components)
            for (const Need& n : c.needs)
                for (const Ref& m : n.members) CHECK(all.draft.landscape.components.contains(*m));
    }
}

TEST_CASE("a supplier or department of one source gives way to what another source calls so") {
    const Imported i({{"n.csv", "id,name,needs\n9,acme,\n8,sales,\n"},
                      {"compose.json", R"({"graph": {"nodes": {"x": {"label": "other"}}}})"},
                      {"m.yaml",
                       "threagile_version: 1.0.0\ntitle: t\ntechnical_assets:\n  Web: {id: web, owner: sales}\n"}});
    CHECK_FALSE(i.out.has_errors());
    CHECK(i.draft.landscape.departments.contains("sales-2"));
    CHECK(*i.draft.landscape.components.at("web").owner == "sales-2");
    CHECK(*i.draft.landscape.components.at("sales").name == "sales");
}
