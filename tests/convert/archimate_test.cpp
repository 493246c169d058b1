#include "imported.h"

using namespace knockon;
using test::Imported;
using test::Needs;

namespace {

const char* const exchange = R"(<?xml version="1.0"?>
<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <elements>
  <element identifier="a" xsi:type="ApplicationComponent"><name xml:lang="en">Shop</name></element>
  <element identifier="i" xsi:type="ApplicationInterface"><name>API</name></element>
  <element identifier="s" xsi:type="ApplicationService"><name>Selling</name></element>
  <element identifier="p" xsi:type="BusinessProcess"><name>Orders</name></element>
  <element identifier="r" xsi:type="BusinessRole"><name>Sales</name></element>
  <element identifier="n" xsi:type="InfrastructureFunction"/>
  <element identifier="g" xsi:type="Goal"><name>Grow</name></element>
 </elements>
 <relationships>
  <relationship identifier="1" source="a" target="s" xsi:type="Realisation"/>
  <relationship identifier="2" source="s" target="p" xsi:type="UsedBy"/>
  <relationship identifier="3" source="r" target="p" xsi:type="Assignment"/>
  <relationship identifier="4" source="a" target="i" xsi:type="Composition"/>
  <relationship identifier="5" source="a" target="n" xsi:type="Access" accessType="Read"/>
  <relationship identifier="6" source="a" target="g" xsi:type="Realization"/>
  <relationship identifier="7" source="a" target="1" xsi:type="Association"/>
  <relationship identifier="8" source="a" target="p" xsi:type="Flow"/>
 </relationships>
</model>)";

}  // namespace

TEST_CASE("ends are swapped where the arrow is drawn from the one that is needed") {
    const Imported i(exchange);
    CHECK(i.said() == "");
    CHECK(i.needs() == Needs{"api>shop", "orders>selling", "selling>shop", "shop>n"});
    CHECK(*i.draft.landscape.processes.at("orders").department == "sales");
    CHECK(*i.draft.landscape.components.at("shop").source == "archimate:a");
    CHECK(i.dropped("kept as the department") == 1);
    CHECK(i.dropped("end not in a landscape") == 1);
    CHECK(i.dropped("end is a relation") == 1);
    CHECK(i.dropped("no need: Flow") == 1);
    CHECK(i.dropped("type Goal") == 1);
}

TEST_CASE("a tree of files, and broken XML with its place") {
    const std::string ns = " xmlns:archimate='http://www.archimatetool.com/archimate' ";
    const Imported i(
        {{"m/A.xml", "<archimate:ApplicationComponent" + ns + "name='A' id='a'/>"},
         {"m/N.xml", "<archimate:Node" + ns + "name='N' id='n'/>"},
         {"m/R.xml", "<archimate:AssignmentRelationship" + ns +
                         "id='r'><source href='N.xml#n'/>"
                         "<target href='A.xml#a'/></archimate:AssignmentRelationship>"},
         {"m/folder.xml", "<archimate:Folder" + ns + "name='x' id='f'/>"}});
    CHECK(i.said() == "");
    CHECK(i.needs() == Needs{"a>n"});
    std::string broken(exchange);
    broken.replace(broken.find("</elements>"), 11, "</element>");
    CHECK(Imported(broken).said().find(":11:") != std::string::npos);
}

TEST_CASE("entities of a document are refused with their place, not taken as names") {
    const Imported i("<?xml version='1.0'?>\n<!DOCTYPE m [\n<!ENTITY a 'aaaa'>]>\n"
                     "<archimate:model xmlns:archimate='http://www.archimatetool.com/archimate' "
                     "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><folder name='x'>"
                     "<element xsi:type='archimate:Node' name='&a;' id='1'/></folder></archimate:model>",
                     {}, "m.archimate");
    REQUIRE(i.out.all.size() == 1);
    CHECK(i.out.all[0].code == "K305");
    CHECK(i.out.all[0].at.line == 3);
    CHECK(i.out.all[0].at.column == 1);
}
