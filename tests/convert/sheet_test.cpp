#include "convert/sheet.h"

#include "base/codes.h"
#include "imported.h"
#include "zipped.h"

using namespace knockon;
using test::Imported;
using test::Needs;

namespace {

struct Sheets {
    Sources sources;
    Diagnostics out;
    std::vector<Sheet> tables;

    explicit Sheets(std::string bytes, const Limits& limits = {}) {
        tables = sheets_of(sources.add("x.xlsx", std::move(bytes)), limits, sources, out);
    }
    std::string said() const { return render(out, sources); }
};

std::optional<Sheet> csv(std::string text) {
    Sources sources;
    Diagnostics out;
    return table_of(sources.add("x", std::move(text)), sources, out);
}

using Cells = std::vector<std::string_view>;

Cells cells(const Sheet& t, std::size_t row) {
    const auto all = t.cells(row);
    return {all.begin(), all.end()};
}

}  // namespace

TEST_CASE("cells of a text: quotes, line breaks, other delimiters, blank rows") {
    const auto t = csv("a;\"b;c\";d\r\n1;\"x \"\"y\"\"\r\nz\";\r\n;;\r\n\n2;3\n");
    REQUIRE(t.has_value());
    REQUIRE(t->rows.size() == 3);
    CHECK(cells(*t, 0) == Cells{"a", "b;c", "d"});
    CHECK(cells(*t, 1) == Cells{"1", "x \"y\"\r\nz", ""});
    CHECK(cells(*t, 2) == Cells{"2", "3"});
    CHECK(t->rows[2].line == 6);
    CHECK(t->cell(2, 2) == "");
    CHECK(cells(*csv("a\tb\n1\t2"), 1) == Cells{"1", "2"});
    CHECK(cells(*csv("sep=|\na|b,c\n1|2\n"), 0) == Cells{"a", "b,c"});
    CHECK(cells(*csv("\xEF\xBB\xBF\"a\",b\n"), 0) == Cells{"a", "b"});
    CHECK(cells(*csv("a, \"b\" ,c\n"), 0) == Cells{"a", "b ", "c"});
}

TEST_CASE("a quote that is never closed names its line") {
    Sources sources;
    Diagnostics out;
    CHECK(!table_of(sources.add("x", "a,b\n1,\"2\n3,4\n"), sources, out));
    CHECK(render(out, sources).starts_with("x:2:1: error[K009]"));
}

TEST_CASE("rows that are parted otherwise than the header are refused, with the first line") {
    const auto said = [](std::string text) {
        Sources sources;
        Diagnostics out;
        const bool read = table_of(sources.add("x", std::move(text)), sources, out).has_value();
        CHECK(read == out.all.empty());
        return render(out, sources);
    };
    CHECK(said("id;name;needs\na;A;b\nb,B,\nc,C,a\n").starts_with("x:3:1: error[K305]: 2 rows are parted by `,`, the header by `;`"));
    CHECK(said("id,name\na\tA\n").starts_with("x:2:1: error[K305]: 1 row is parted by a tab, the header by `,`"));
    CHECK(said("id,name\n\"a;A\"\n") == "");
    CHECK(said("id,name,needs\na\nb,B\n\"c;d\",C\n") == "");
    CHECK(said("id;name;price\na;A, or B;1,5\nb;B\n") == "");
}

TEST_CASE("what stands in a table and is not read is named once") {
    const Imported i("id,name,kind,rto,Depends upon,Rack\na,A,process,vier uur,b,1\nb,B,server,,,,,more\nc,C,process,lang,,2,x\n", {},
                     "a.csv");
    CHECK(i.said().find("a.csv:1:1: note[K304]: 2 columns are not read: Depends upon, Rack") != std::string::npos);
    CHECK(i.said().find("a.csv:3:1: warning[K304]: 2 rows have cells beyond the header") != std::string::npos);
    CHECK(i.said().find("a.csv:2:1: warning[K304]: 2 values of `rto` not understood: vier uur") != std::string::npos);
    CHECK(i.out.all.size() == 3);
    CHECK(Imported("id,name\na,A,,\n", {}, "a.csv").said() == "");
}

TEST_CASE("columns said by hand make a table one of one's own; one that no table has is an error") {
    Wishes wishes;
    wishes.columns = {{"naam_x", "name"}};
    const Imported own("naam_x,soort_x\na,server\n", wishes, "a.csv");
    CHECK_FALSE(own.out.has_errors());
    CHECK(own.draft.landscape.components.contains("a"));
    wishes.columns = {{"naam", "name"}};
    CHECK(Imported("name,x\na,server\n", wishes, "a.csv").said().find("`--map naam=name`: no table has that column") !=
          std::string::npos);
    CHECK(Imported("naam_x,soort_x\na,server\n", {}, "a.csv").said().find("--map 'naam_x=name'") != std::string::npos);
}

TEST_CASE("cells of a workbook: shared, inline and rich texts, formulas, booleans, dates, gaps") {
    const Sheets s(test::workbook(
        {{"One",
          "<sheetData><row r='2'><c r='A2' t='s'><v>0</v></c><c r='C2' "
          "t='inlineStr'><is><r><t>ri</t></r>"
          "<r><t>ch</t></r><rPh><t>no</t></rPh></is></c></row>"
          "<row r='5' hidden='1'><c r='A5' t='str'><f>A2</f><v>computed</v></c><c "
          "t='b'><v>1</v></c>"
          "<c r='E5' s='1'><v>46022</v></c><c r='F5'><v>3.5</v></c><c r='G5' "
          "t='e'><v>#N/A</v></c></row>"
          "</sheetData>"},
         {"Two", "<sheetData/>"}},
        {{"xl/sharedStrings.xml", "<sst><si><t>sha</t></si></sst>"},
         {"xl/styles.xml",
          "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>"}}));
    CHECK(s.said() == "");
    REQUIRE(s.tables.size() == 2);
    CHECK(s.tables[0].sheet == "One");
    CHECK(cells(s.tables[0], 0) == Cells{"sha", "", "rich"});
    CHECK(cells(s.tables[0], 1) == Cells{"computed", "true", "", "", "2025-12-31", "3.5"});
    CHECK(s.tables[0].place(1) == "sheet `One`, row 5");
    CHECK(s.tables[1].rows.empty());
    const Sheets mac(test::workbook(
        {{"A", "<sheetData><row><c s='1'><v>44560</v></c></row></sheetData>"}},
        {{"xl/styles.xml",
          "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='dd-mm-yyyy'/></numFmts>"
          "<cellXfs><xf numFmtId='0'/><xf numFmtId='170'/></cellXfs></styleSheet>"}},
        "<workbookPr date1904='1'/>"));
    CHECK(cells(mac.tables.at(0), 0) == Cells{"2025-12-31"});
}

TEST_CASE("a workbook that would give wrong cells is refused, with the sheet") {
    CHECK(Sheets(test::workbook(
                     {{"S", "<sheetData><row r='1'><c r='A1'><f>B1</f></c></row></sheetData>"}}))
              .said()
              .find("sheet `S` has 1 formula without a value: S!A1") != std::string::npos);
    CHECK(Sheets(test::workbook({{"S", "<sheetData><row r='7'><c r='AB7'><f>B1</f></c><c><f>B2</f></c></row></sheetData>"}}))
              .said()
              .find("S!AB7, S!AC7") != std::string::npos);
    CHECK(Sheets(
              test::workbook(
                  {{"S",
                    "<sheetData><row r='1'><c t='inlineStr'><is><t>a</t></is></c></row></sheetData>"
                    "<mergeCells><mergeCell ref='A1:B1'/></mergeCells>"}}))
              .said()
              .find("cells A1:B1 of the header are merged") != std::string::npos);
    CHECK(Sheets(test::workbook({{"S", "<sheetData><row></sheetData>"}})).out.has_errors());
    CHECK(Sheets(test::zipped({{"a.txt", "b"}})).out.has_errors());
    std::string cut = test::workbook({{"S", "<sheetData/>"}});
    cut.resize(cut.size() / 2);
    CHECK(Sheets(cut).out.has_errors());
}

TEST_CASE("an archive that unpacks to much more than it is ends at the limit") {
    Limits limits;
    limits.bytes = 1u << 20;
    const std::string bomb =
        test::workbook({{"S", "<sheetData>" + std::string(8u << 20, ' ') + "</sheetData>"}});
    CHECK(bomb.size() < 100'000);
    CHECK(Sheets(bomb, limits).said().find("K004") != std::string::npos);
    Limits few;
    few.files = 2;
    CHECK(Sheets(test::workbook({{"S", "<sheetData/>"}}), few).said().find("K004") !=
          std::string::npos);
    Limits cells;
    cells.nodes = 1000;
    const std::string wide = test::workbook(
        {{"S", "<sheetData><row><c r='XFD1' t='str'><v>x</v></c></row></sheetData>"}});
    CHECK(Sheets(wide, cells).said().find("K004") != std::string::npos);
}

TEST_CASE("an archive that unpacks to hundreds of times its size is refused within the limits too") {
    const std::string blanks(std::size_t{17} << 20, ' ');
    const Imported i(test::zipped({{"reports/b_06.01.csv", blanks}, {"reports/parameters.csv", "name,value\n"}}));
    CHECK(i.has("K004"));
    CHECK(i.said().find("more than 300 times its size") != std::string::npos);
}

TEST_CASE("no prefix and no changed byte of a workbook crashes") {
    const std::string good =
        test::workbook({{"S",
                         "<sheetData><row r='1'><c r='A1' "
                         "t='inlineStr'><is><t>id</t></is></c></row></sheetData>"}});
    for (std::size_t i = 0; i < good.size(); i += 3) {
        Sheets{good.substr(0, i)};
        std::string bad = good;
        bad[i] = static_cast<char>(bad[i] ^ 0x55);
        Sheets{bad};
    }
}

TEST_CASE("ServiceNow: ends by id or name, retired items, questions, the limit of an export") {
    const std::string items =
        "sys_id,name,sys_class_name,operational_status,vendor\n"
        "1,Shop,cmdb_ci_business_app,1,Acme\n2,db,cmdb_ci_db_instance,1,\n3,Old,cmdb_ci_server,6,\n"
        "4,Twin,cmdb_ci_server,1,\n5,twin,cmdb_ci_server,1,\n6,Orders,cmdb_ci_business_process,1,"
        "\n";
    const std::string relations =
        "type,parent,child,parent.name,child.name\n"
        "Depends on::Used by,1,2,Shop,db\nDepends on::Used by,,,SHOP, DB \n"
        "Depends on::Used by,1,3,,\nRuns on::Runs,1,TWIN,,\nRuns on::Runs,1,Twin,,\n"
        "Powers::Powered by,2,4,,\nConnects to::Connected by,1,2,,\nFeeds,1,2,,\n"
        "Depends on::Used by,6,1,,\nDepends on::Used by,1,nobody,,\n";
    const Imported i({{"ci.csv", items}, {"rel.csv", relations}});
    CHECK(i.needs() == Needs{"orders>shop", "shop>db", "shop>twin-4", "twin-4>db"});
    CHECK(i.dropped("duplicate") == 1);
    CHECK(i.dropped("end retired") == 1);
    CHECK(i.dropped("name used twice") == 1);
    CHECK(i.dropped("end not there") == 1);
    CHECK(i.dropped("no need: Connects to::Connected by") == 1);
    CHECK(i.dropped("relation of unknown meaning") == 1);
    CHECK(i.dropped("retired") == 1);
    CHECK(i.has("K303"));
    const auto& l = i.draft.landscape;
    CHECK(*l.components.at("shop").source == "servicenow:1");
    CHECK(*l.components.at("shop").kind == "application");
    CHECK(*l.components.at("shop").supplier == "acme");
    CHECK(*l.processes.at("orders").department == "unassigned");
    std::string many = "sys_id,name\n";
    for (int n = 0; n < 10'000; ++n) many += std::to_string(n) + ",n" + std::to_string(n) + "\n";
    CHECK(Imported(many, {}, "a.csv").has("K306"));
    CHECK(!Imported(many + "x,y\n", {}, "a.csv").has("K306"));
}

TEST_CASE("a table of one's own, in Dutch, with lists in cells and words for truth") {
    const Imported i(
        "naam;soort;eigenaar;leverancier;afhankelijk van;exposed;rto;end_of_life\n"
        "Kassa;application;Winkel;;Database, netwerk;ja;;31-12-2027\n"
        "Database;database;;Caf\xE9;;nee;;2028-01-02 10:00\nnetwerk;network;;;;;;\n"
        "Verkoop;proces;Winkel;;kassa;;1,5;\nVerkoop;proces;Winkel;;;;;\n",
        {}, "lijst.csv");
    CHECK(i.has("K302"));
    CHECK(i.needs() == Needs{"kassa>database", "kassa>netwerk", "verkoop>kassa"});
    const auto& l = i.draft.landscape;
    CHECK(*l.components.at("kassa").more->exposed == true);
    CHECK(*l.components.at("database").more->exposed == false);
    CHECK(*l.suppliers.at("cafe").name == "Café");
    CHECK(*l.processes.at("verkoop").rto == Duration(std::chrono::minutes(90)));
    CHECK(*l.processes.at("verkoop").department == "winkel");
    CHECK(*l.components.at("kassa").more->end_of_life == std::chrono::year{2027} / 12 / 31);
    CHECK(i.dropped("id used before") == 1);
}

TEST_CASE("columns and relations can be said by hand; no column known is an error") {
    const std::string items = "Code,Title\n1,A\n2,B\n", relations = "x,y\n1,2\n";
    CHECK(Imported({{"a.csv", items}, {"b.csv", relations}}).has("K301"));
    Wishes w;
    w.from = "csv";
    CHECK(Imported(items, w, "a.csv").has("K305"));
    w.columns = {{"Code", "id"}, {"Title", "name"}, {"x", "from"}, {"y", "to"}};
    w.relations = {{"", Meaning::needed_by}};
    const Imported i({{"a.csv", items}, {"b.csv", relations}}, w);
    CHECK(i.said() == "");
    CHECK(i.needs() == Needs{"b>a"});
}

TEST_CASE("ids that are ids only within a kind") {
    const Imported i({{"items.csv", "itemtype,id,name\nComputer,1,web\nSoftware,1,shop\n"},
                      {"impact.csv",
                       "itemtype_source,items_id_source,itemtype_impacted,items_id_impacted\n"
                       "Computer,1,Software,1\n"}});
    CHECK(i.needs() == Needs{"shop>web"});
    CHECK(*i.draft.landscape.components.at("web").source == "glpi:Computer/1");
}

TEST_CASE("tables of iTop, Xurrent, TOPdesk and LeanIX are known by their headers") {
    const auto source_of = [](const Imported& i) { return *i.draft.landscape.components.at("shop").source; };
    const Imported itop({{"ci.csv", "id,finalclass,name,org_name\n1,Server,db,IT\n2,ApplicationSolution,shop,Sales\n"},
                         {"rel.csv", "parent,parent_name,type,child,child_name\n2,shop,Runs on::Runs,1,db\n"}});
    CHECK(itop.needs() == Needs{"shop>db"});
    CHECK(source_of(itop) == "itop:2");
    Wishes words;
    words.relations = {{"software_dependency", Meaning::needs}, {"draait op", Meaning::needs}};
    const Imported xurrent({{"ci.csv", "Label,Name,Product,Support team\nCI-1,db,Database,IT\nCI-2,shop,Application,IT\n"},
                            {"rel.csv", "CI Label,Related CI Label,Relation type\nCI-2,CI-1,software_dependency\n"}},
                           words);
    CHECK(xurrent.needs() == Needs{"shop>db"});
    CHECK(source_of(xurrent) == "xurrent:CI-2");
    const Imported topdesk({{"assets.csv", "Middel-ID,Sjabloon,Naam\nA1,Server,db\nA2,Applicatie,shop\n"},
                            {"links.csv", "Bron,Koppelingstype,Doel\nA2,draait op,A1\n"}},
                           words);
    CHECK(topdesk.needs() == Needs{"shop>db"});
    CHECK(source_of(topdesk) == "topdesk:A2");
    const Imported leanix("id,type,name,relApplicationToITComponent:displayName\nID,Type,Name,IT\n"
                          "1,ITComponent,db,\n2,Application,shop,db\n",
                          {}, "x.csv");
    CHECK(leanix.needs() == Needs{"shop>db"});
    CHECK(source_of(leanix) == "leanix:2");
}

TEST_CASE("LeanIX: two header rows, several in a cell, names within their type") {
    const auto row = [](int n, const std::vector<std::string>& cells) {
        std::string out = "<row r='" + std::to_string(n) + "'>";
        for (const std::string& c : cells) out += "<c t='inlineStr'><is><t>" + c + "</t></is></c>";
        return out + "</row>";
    };
    const std::vector<std::string> head = {"id",
                                           "type",
                                           "name",
                                           "displayName",
                                           "relApplicationToITComponent:displayName",
                                           "relToRequires:displayName",
                                           "relApplicationToProvider:displayName",
                                           "relToParent:displayName",
                                           "relToSuccessor:displayName"};
    const Imported i(test::workbook(
        {{"ReadMe", "<sheetData>" + row(1, {"hello"}) + "</sheetData>"},
         {"Application",
          "<sheetData>" + row(1, head) + row(2, head) +
              row(3, {"a1", "Application", "Shop", "Web / Shop", "db; Cache", "Web / Mail", "P; Q",
                      "Web", "x"}) +
              row(4, {"a2", "Application", "Mail", "Web / Mail", "", "", "", "", ""}) +
              "</sheetData>"},
         {"ITComponent", "<sheetData>" + row(1, head) + row(2, head) +
                             row(3, {"i1", "ITComponent", "db", "db"}) +
                             row(4, {"i2", "ITComponent", "Mail", "Mail"}) + "</sheetData>"},
         {"Objective", "<sheetData>" + row(1, head) + row(2, head) +
                           row(3, {"o", "Objective", "grow", "grow"}) + "</sheetData>"}}));
    CHECK(i.needs() == Needs{"shop>db", "shop>mail-a2"});
    CHECK(i.dropped("end not there") == 1);
    CHECK(i.dropped("supplier") == 1);
    CHECK(i.dropped("second supplier") == 1);
    CHECK(i.dropped("no need: relToParent") == 1);
    CHECK(i.dropped("no need: relToSuccessor") == 1);
    CHECK(i.dropped("type Objective") == 1);
    CHECK(*i.draft.landscape.components.at("shop").supplier == "p");
}

TEST_CASE("a workbook with nothing in it, or an empty sheet beside others, is looked at as any other") {
    CHECK(Sheet{}.cell(0, 0) == "");
    CHECK(Sheet{}.header().empty());
    const Imported empty(test::workbook({{"S", "<sheetData/>"}}));
    CHECK(empty.has(code::unknown_format));
    const std::string records =
        "<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>name</t></is></c></row>"
        "<row r='2'><c r='A2' t='inlineStr'><is><t>shop</t></is></c></row></sheetData>";
    const Imported beside(test::workbook({{"empty", "<sheetData/>"}, {"all", records}}));
    CHECK_MESSAGE(beside.draft.landscape.components.contains("shop"), beside.said());
}
