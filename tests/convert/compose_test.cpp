#include "imported.h"

using namespace knockon;
using test::Imported;
using test::Needs;

TEST_CASE("what depends_on means, by its condition") {
    const Imported i(R"(services:
  web: {depends_on: [api, cache]}
  api:
    depends_on:
      db: {condition: service_healthy}
      migrate: {condition: service_completed_successfully}
      cache: {condition: service_started, required: false}
  migrate: {depends_on: [db]}
  db: {image: "registry:5000/library/postgres:15@sha256:0"}
  cache: {image: "${MIRROR}/redis"}
)");
    CHECK(i.said().find("1 variable has no value: MIRROR") != std::string::npos);
    CHECK(i.out.all.size() == 1);
    CHECK(i.needs() == Needs{"api>db", "migrate>db", "web>api", "web>cache"});
    CHECK(i.dropped("no need: depends_on: service_completed_successfully") == 1);
    CHECK(i.dropped("no need: depends_on: required false") == 1);
    CHECK(i.draft.balance.relations == 6);
    const auto& c = i.draft.landscape.components;
    CHECK(*c.at("web").source == "compose:web");
    CHECK(*c.at("db").kind == "database");
    CHECK(*c.at("cache").kind == "database");
    CHECK(*c.at("api").kind == "service");
    CHECK(i.yaml().find("# guessed: kind, from image registry:5000/library/postgres:15") !=
          std::string::npos);
}

TEST_CASE("links, volumes_from and shared namespaces are needs") {
    const Imported i(R"(services:
  a: {links: ["b:alias", c], volumes_from: ["d:ro", "container:old"]}
  b: {network_mode: "service:c", ipc: host, pid: "service:d"}
  c: {network_mode: host}
  d: {}
)");
    CHECK(i.needs() == Needs{"a>b", "a>c", "a>d", "b>c", "b>d"});
    CHECK(i.dropped("a container of no service") == 1);
}

TEST_CASE("layers: mappings merge by key, lists append, a single value is replaced") {
    const Imported i({{"a.yaml",
                       "services:\n"
                       "  web: {depends_on: [api], links: [b], network_mode: 'service:b'}\n"
                       "  api: {depends_on: {db: {condition: service_started}}}\n"
                       "  b: {}\n  c: {}\n  db: {}\n"},
                      {"b.yaml",
                       "services:\n"
                       "  web: {depends_on: [c], links: [c], network_mode: host}\n"
                       "  api: {depends_on: {db: {condition: service_completed_successfully}}}\n"
                       "  c: {depends_on: !reset []}\n"
                       "  db: {depends_on: [b]}\n"},
                      {"c.yaml", "services:\n  db: {depends_on: !reset null}\n"}});
    CHECK(i.said() == "");
    // `links` and `depends_on` on c are one pair.
    CHECK(i.needs() == Needs{"web>api", "web>b", "web>c"});
    CHECK(i.dropped("duplicate") == 1);
}

TEST_CASE("extends: the base first, from the same folder too, never from outside") {
    const std::string main = R"(services:
  base: {depends_on: [db]}
  web: {extends: base, depends_on: [cache]}
  shop: {extends: {file: more/common.yaml, service: shop}}
  round: {extends: {service: round}}
  out: {extends: {file: ../../etc/passwd, service: root}}
  db: {}
  cache: {}
)";
    const Imported i(
        {{"a.yaml", main},
         {"more/common.yaml",
          "services: {shop: {depends_on: [db], extends: base}, base: {depends_on: [cache]}}"}},
        {}, 1);
    CHECK(i.needs() == Needs{"base>db", "shop>cache", "shop>db", "web>cache", "web>db"});
    CHECK(i.has("K305"));
    CHECK(i.out.all.size() == 1);
}

TEST_CASE("variables count with their default, or are named") {
    const Imported i(
        "services: {a: {depends_on: ['${DB:-b}', '${OTHER}']}, b: {scale: '${N:-3}'}}");
    CHECK(i.needs() == Needs{"a>b", "b>(b-1|b-2|b-3)"});
    CHECK(i.dropped("variable without a value") == 1);
    CHECK(*i.draft.landscape.components.at("b-2").source == "compose:b");
    CHECK(*i.draft.landscape.components.at("b").kind == "capability");
    CHECK(i.draft.balance.components == 5);
    CHECK(i.draft.balance.needs == 4);
}

TEST_CASE("references to what is not there are counted; a service that is none is an error") {
    const Imported i("services: {a: {depends_on: [gone, a]}}");
    CHECK(i.dropped("end not there") == 1);
    CHECK(i.dropped("self") == 1);
    CHECK(i.needs().empty());
    const Imported wrong("services:\n  a: nginx\n  b: {}\n");
    CHECK(wrong.has("K305"));
    CHECK(wrong.said().find(":2:3: error") != std::string::npos);
}

TEST_CASE("a billion laughs end at the limit") {
    std::string text = "x0: &x0 {a: b}\n";
    for (int n = 1; n < 60; ++n)
        text += "x" + std::to_string(n) + ": &x" + std::to_string(n) + " [*x" +
                std::to_string(n - 1) + ", *x" + std::to_string(n - 1) + "]\n";
    CHECK(Imported(text + "services: {a: {depends_on: *x59}}\n").has("K004"));
}

TEST_CASE("variables have the value of .env beside the first file, in layers and in what is extended") {
    const std::string main =
        "services:\n  web: {image: '${REPO}/web', depends_on: ['${DB}'], deploy: {replicas: '${N}'}}\n"
        "  store: {image: '${STORE:?say which}', extends: {file: more/base.yaml, service: base}}\n  cache: {}\n";
    const Imported i({{"compose.yaml", main},
                      {".env", "# ours\nREPO=acme\nexport N = \"2\" # two\nDB='store'\nV=1\nSTORE=postgres:${V}\n"},
                      {"more/base.yaml", "services: {base: {depends_on: ['${OTHER-cache}']}}"},
                      {"more/.env", "OTHER=web\n"}},
                     {}, 1);
    CHECK(i.said() == "");
    CHECK(i.needs() == Needs{"store>cache", "web>(web-1|web-2)", "web>store"});
    CHECK(*i.draft.landscape.components.at("store").kind == "database");
    const Imported without({{"compose.yaml", main}, {"more/base.yaml", "services: {base: {}}"}}, {}, 1);
    CHECK(without.said().find("warning[K305]: 4 variables have no value: DB, N, REPO, STORE") != std::string::npos);
    CHECK(without.said().find("the kind of store, the kind of web, the instances of web") != std::string::npos);
    CHECK(without.dropped("variable without a value") == 1);
}

TEST_CASE("another value of a variable is another version") {
    const auto version = [](std::string env) {
        const Imported i({{"compose.yaml", "services: {web: {image: 'acme/web:${V}'}, db: {}}"}, {".env", std::move(env)}}, {}, 1);
        return i.draft.versions;
    };
    CHECK(version("V=1").at("web") != version("V=2").at("web"));
    CHECK(version("V=1").at("db") == version("V=2").at("db"));
}

TEST_CASE("what is included is read, from the folder and below; what is elsewhere is counted") {
    const Imported i({{"compose.yaml",
                       "include:\n  - more/a.yaml\n  - {path: [more/b.yaml]}\n  - ../out.yaml\n  - oci://x/y\n  - gone.yaml\n"},
                      {"more/a.yaml", "include: b.yaml\nservices: {web: {depends_on: [db]}}\n"},
                      {"more/b.yaml", "services: {db: {}}\n"}},
                     {}, 1);
    CHECK(i.said() == "");
    CHECK(i.needs() == Needs{"web>db"});
    CHECK(i.dropped("file included from elsewhere") == 3);
}

TEST_CASE("chains and trees of services that extend each other end, and so do files that include each other") {
    std::string chain = "services:\n", tree = chain;
    for (int i = 0; i < 3000; ++i)
        chain += "  s" + std::to_string(i) + ": {extends: {service: s" + std::to_string(i + 1) + "}}\n";
    for (int i = 0; i < 60; ++i)
        tree += "  s" + std::to_string(i) + ": {extends: {service: s" + std::to_string(i + 1) + "}}\n";
    CHECK(Imported(chain + "  s3000: {}\n").has("K004"));
    CHECK(Imported({{"a.yaml", tree + "  s60: {}\n"}, {"b.yaml", tree + "  s60: {}\n"}}).has("K004"));
    const Imported round({{"compose.yaml", "include: [a.yaml, a.yaml, compose.yaml]\nservices: {x: {}}\n"},
                          {"a.yaml", "include: [compose.yaml, a.yaml]\nservices: {y: {}}\n"}},
                         {}, 1);
    CHECK(round.said() == "");
    CHECK(round.draft.balance.components == 2);
}
