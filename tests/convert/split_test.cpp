#include "convert/split.h"

#include "imported.h"
#include "temporary_file.h"

using namespace knockon;

TEST_CASE("a landscape in files by owner or kind is the same landscape") {
    const test::Imported i(
        "id,name,kind,owner,needs\n1,Shop,application,Web,db\n2,db,database,,\n3,Till,application,,\n"
        "4,Orders,process,Web,Shop\n",
        {}, "a.csv");
    for (const SplitBy by : {SplitBy::owner, SplitBy::kind}) {
        const auto files = split(document(i.draft), by);
        CHECK(files.size() == (by == SplitBy::owner ? 3 : 4));
        std::vector<std::string> paths;
        std::vector<std::unique_ptr<test::TemporaryFile>> kept;
        for (const auto& [name, text] : files) {
            CHECK(text.starts_with("# written by `knockon import`"));
            kept.push_back(std::make_unique<test::TemporaryFile>(text));
            paths.push_back(kept.back()->path);
        }
        Sources sources;
        Diagnostics out;
        const Landscape l = read_landscape(paths, {}, sources, out);
        CHECK(render(out, sources) == "");
        CHECK(yaml_document(said(l)) == yaml_document(said(i.draft.landscape)));
    }
    CHECK(!named<SplitBy>("layer"));
}
