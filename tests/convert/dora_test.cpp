#include "imported.h"
#include "zipped.h"

using namespace knockon;
using test::Imported;
using test::Needs;

TEST_CASE("functions need services, recipients need who provides theirs") {
    const test::Files files = {
        {"x/reports/FilingIndicators.csv", "templateID,reported\nB_05.02,true\n"},
        {"x/reports/b_06.01.csv",
         "c0010,c0030,c0050,c0080,c0090\nF1,Payments,eba_BT:x28,2,1\nF1,Payments,eba_BT:x28,2,1\n"},
        {"x/reports/b_02.02.csv",
         "c0060,c0010,c0030,c0050\neba_TA:S19,C1,P1,F1\nS19,C1,P1,F1\nS17,C2,P2,F9\n"},
        {"x/reports/b_05.01.csv", "c0010,c0050\nP1,Core Ltd\nP7,Unused Ltd\n"},
        {"x/reports/b_05.02.csv",
         "c0010,c0020,c0030,c0050,c0060\nC1,S19,P1,1,\nC1,S19,P3,2,P1\nC1,S19,P4,3,P9\nC8,S19,P8,1,\n"}};
    const Imported i(test::zipped(files));
    CHECK(i.said() == "");
    CHECK(i.draft.balance.components == 4);
    CHECK(i.draft.balance.processes == 1);
    CHECK(i.draft.balance.needs == 2);
    CHECK(i.draft.balance.suppliers == 6);
    CHECK(i.dropped("duplicate") == 1);
    CHECK(i.dropped("function not in B_06.01") == 1);
    CHECK(i.dropped("rank 1") == 1);
    CHECK(i.dropped("rank 1, not in B_02.02") == 1);
    CHECK(i.dropped("recipient not in the chain") == 1);
    const Process& p = i.draft.landscape.processes.at("payments");
    CHECK(*p.rto == Duration(std::chrono::hours(2)));
    CHECK(*p.rpo == Duration(std::chrono::hours(1)));
    CHECK(p.tags == std::vector<std::string>{"critical"});
    test::Files hidden = files;
    hidden[0].second = "templateID,reported\nB_05.02,false\n";
    CHECK(Imported(test::zipped(hidden)).draft.balance.components == 2);
}

TEST_CASE("one fact a row says the same") {
    const Imported i(test::zipped(
        {{"reports/b_06.01.csv",
          "datapoint,IOB,qLES,factValue\ndp485467,F1,E,eba_TA:x28\ndp487452,F1,E,Payments\n"
          "dp485467,F1,E,eba_BT:x28\ndp487474,F1,E,2\ndp487475,F1,E,1\n"},
         {"reports/b_02.02.csv",
          "datapoint,TYA,CRZ,ICT,IOB,factValue\ndp1,S19,C1,P1,F1,x\ndp2,S19,C1,P1,F1,y\n"},
         {"reports/b_05.01.csv", "datapoint,ICT,factValue\ndp3291720,P1,Core Ltd\n"}}));
    CHECK(i.draft.balance.needs == 1);
    CHECK(*i.draft.landscape.processes.at("payments").rto == Duration(std::chrono::hours(2)));
    CHECK(i.draft.landscape.processes.at("payments").tags == std::vector<std::string>{"critical"});
    CHECK(*i.draft.landscape.suppliers.begin()->second.name == "Core Ltd");
}
