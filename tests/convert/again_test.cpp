// Importing again: ids and what people added survive changes of the source.
#include "convert/again.h"
#include "convert/by_source.h"
#include "convert/onto.h"
#include "imported.h"
#include "seeded.h"
#include "spellings.h"
#include "temporary_file.h"

using namespace knockon;
using test::Host;
using test::Imported;
using test::Spelling;

namespace {

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

/// Some change of a source: names, needs, records that go and one that comes; those of `kept` stay.
std::vector<Host> changed(const std::vector<Host>& hosts, bool renames, const std::set<int>& kept, test::Seeded& r) {
    std::vector<Host> later;
    const int gone = r.between(1, static_cast<int>(hosts.size()));
    for (Host h : hosts) {
        if (h.id == gone && !kept.contains(h.id)) continue;
        if (renames && r.between(0, 2) == 0) h.name = "host " + std::to_string(r.between(1, 8));
        std::erase_if(h.needs, [&](int n) { return (n == gone && !kept.contains(n)) || r.between(0, 3) == 0; });
        later.push_back(std::move(h));
    }
    later.push_back({99, "host " + std::to_string(r.between(1, 8)), {later.front().id}});
    return later;
}

}  // namespace

TEST_CASE("what people added outlasts random changes of the source, in files of their own and in what the import gave") {
    test::Seeded r(7);
    for (const Spelling& s : test::spellings)
        for (int round = 0; round < 25; ++round) {
            CAPTURE(s.format);
            CAPTURE(round);
            std::vector<Host> hosts;
            for (int i = 1; i <= 10; ++i) {
                Host h{i, "host " + std::to_string(r.between(1, 6)), {}};
                if (i > 1) h.needs.push_back(r.between(1, i - 1));
                hosts.push_back(std::move(h));
            }
            Wishes wishes;
            if (s.mapped != nullptr) wishes.relations[s.mapped] = Meaning::needs;
            const Imported first(s.files(hosts), wishes);
            REQUIRE(first.said() == "");
            REQUIRE(ids_by_source(first.draft.landscape).begin()->first.starts_with(std::string(s.format) + ":"));
            const std::map<std::string, Id> ids = ids_by_source(first.draft.landscape);
            std::string beside = "knockon: landscape/1\ndepartments: {people: {}}\nannotate:\n", text = first.yaml();
            std::map<std::string, std::string> backup, restart;  // by source: by annotate, and by hand
            std::set<int> kept;
            for (const Host& h : hosts) {
                const Id& id = ids.at(s.source(h));
                const std::string hours = std::to_string(r.between(1, 9)) + "h";
                if (r.chance(0.4)) {
                    backup[s.source(h)] = hours;
                    beside += "  " + id + ": {backup: " + hours + ", tags: [seen]}\n";
                    kept.insert(h.id);
                }
                const std::string head = "\n  " + id + ":\n";
                if (const auto at = text.find(head); at != std::string::npos && r.chance(0.4)) {
                    restart[s.source(h)] = hours;
                    text.insert(at + head.size(), "    restart: " + hours + "\n");
                    kept.insert(h.id);
                }
            }
            if (backup.empty() || restart.empty()) continue;
            const std::string processes = "\nprocesses:\n";
            if (text.find(processes) == text.npos) text += processes.substr(1);
            text.insert(text.find(processes) + processes.size(),
                        "  work: {department: people, needs: [" + ids.at(s.source(hosts[0])) + "]}\n");
            kept.insert(hosts[0].id);
            std::string said;
            const Landscape before = read_back({text, beside}, said);
            REQUIRE(said == "");
            const std::vector<Host> later = changed(hosts, s.renames, kept, r);
            wishes.ids = ids_by_source(before);
            const Imported second(s.files(later), wishes);
            Diagnostics out;
            const std::string again = yaml_document(document_again(second.draft, before, out));
            CAPTURE(again);
            const Landscape after = read_back({again, beside}, said);
            CHECK(said == "");
            CHECK(after.processes.contains("work"));
            const std::map<std::string, Id> now = ids_by_source(after);
            for (const Host& h : later) {
                const std::string source = s.source(h);
                REQUIRE(now.contains(source));
                const Component& c = after.components.at(now.at(source));
                if (const auto was = ids.find(source); was != ids.end()) CHECK(now.at(source) == was->second);
                CHECK(static_cast<bool>(c.more->backup) == backup.contains(source));
                CHECK(static_cast<bool>(c.more->restart) == restart.contains(source));
                if (c.more->backup) CHECK(*c.more->backup == *parse_duration(backup[source]));
                if (c.more->restart) CHECK(*c.more->restart == *parse_duration(restart[source]));
            }
            // Each that was written by hand is named, with the place to put it.
            std::size_t named = 0;
            for (const Diagnostic& d : out.all) named += d.message.find("`restart` of") != std::string::npos ? 1 : 0;
            CHECK(named == restart.size());
        }
}

TEST_CASE("all formats that can be imported are among those of which that is tested") {
    std::set<std::string_view> tested, all;
    for (const Spelling& s : test::spellings) tested.insert(s.format);
    for (const Format& f : formats()) all.insert(f.name);
    CHECK(tested == all);
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

TEST_CASE("what was changed by hand where an import writes is named once, and stands where `annotate` says it") {
    const std::string source = "id,name,kind,needs\nweb,Web,application,db;cache\ndb,Database,database,\ncache,Cache,service,\n";
    const Imported now(source, {}, "a.csv");
    const auto again = [&](std::string own, std::string beside, std::string& said) {
        const test::TemporaryFile base(std::move(own)), more(std::move(beside));
        const std::vector<std::string> paths = {base.path, more.path};
        Sources sources;
        Diagnostics out;
        const Landscape before = read_landscape(paths, {}, sources, out);
        const std::string text = yaml_document(document_again(now.draft, before, out));
        said = render(out, sources);
        return text;
    };
    const std::string none = "knockon: landscape/1\n";
    std::string said, edited = now.yaml();
    CHECK(again(edited, none, said) == edited);
    CHECK(said == "");
    const auto put = [&](std::string_view what, std::string_view other) {
        edited.replace(edited.find(what), what.size(), other);
    };
    put("name: Web", "name: My Web");
    put("kind: database", "kind: server");
    put("[cache, database]", "[{all: database, tolerates: 2h}]");
    CHECK(again(edited, none, said) == now.yaml());
    CHECK(said.find("warning[K310]: 3 values here are not what the source says, and are not kept: `kind` of `database` "
                    "(server, now database), `name` of `web` (My Web, now Web), a need of `web` ({all: database, "
                    "tolerates: 2h}, now database)") != std::string::npos);
    CHECK(said.find("note[K307]: the source says, and these files did not, that `web` needs `cache`") != std::string::npos);
    CHECK(said.find("`web: {needs: [{all: cache, chance: 0}]}` under `annotate`") != std::string::npos);
    // What the messages say to do.
    edited = now.yaml();
    put("    name: Web\n", "");
    const std::string beside = none + "annotate: {web: {name: My Web, needs: [{all: database, tolerates: 2h}, {all: cache, chance: 0}]}}\n";
    const std::string once = again(edited, beside, said), twice = again(once, beside, said);
    CHECK(once == twice);
    CHECK(said.find("not kept") == std::string::npos);
    const Landscape l = read_back({twice, beside}, said);
    CHECK(said == "");
    const Component& web = l.components.at("web");
    CHECK(*web.name == "My Web");
    REQUIRE(web.needs.size() == 2);
    CHECK(*web.needs[0].terms->chance == 0);
    CHECK(web.needs[1].terms->tolerates == std::chrono::hours(2));
}

TEST_CASE("many records that are gone are one warning, but for those that people added to") {
    std::string text = "knockon: landscape/1\ncomponents:\n";
    for (int i = 0; i < 9; ++i) text += "  c" + std::to_string(i) + ": {source: 'csv:" + std::to_string(i) + "'}\n";
    const test::TemporaryFile base(text), more("knockon: landscape/1\nannotate: {c7: {kind: server}}\n");
    const std::vector<std::string> paths = {base.path, more.path};
    Sources sources;
    Diagnostics out;
    const Landscape before = read_landscape(paths, {}, sources, out);
    tell_gone(Imported("id,name\n0,c0\n", {}, "a.csv").draft, before, out);
    REQUIRE(out.all.size() == 2);
    CHECK(out.all[0].message == "`c7` (csv:7) is no longer in the source");
    CHECK(out.all[1].message ==
          "7 records to which nothing was added are no longer in the source: `c1`, `c2`, `c3` and 4 more");
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
