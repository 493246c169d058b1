#include "base/sources_of_findings.h"

#include <algorithm>
#include <array>
#include <utility>

namespace knockon {
namespace {

constexpr std::string_view structure = "knockon-semantics(7), section 5";
constexpr std::string_view common_cause = "NUREG/CR-5485; knockon-semantics(7), section 2.5";
constexpr std::string_view continuity = "ISO 22301, 8.2.2: business impact analysis";
constexpr std::string_view enablement = "ITIL 4, change enablement: change schedule";
constexpr std::string_view suppliers =
    "ISO/IEC 27001:2022, A.5.19 to A.5.22: supplier relationships";
constexpr std::string_view assets = "ISO/IEC 27001:2022, A.5.9: inventory and ownership of assets";
constexpr std::string_view coverage = "knockon-semantics(7): what it does not know";

using Row = std::pair<std::string_view, std::string_view>;
constexpr auto rows = std::to_array<Row>({
    {"A01", structure},
    {"A02", structure},
    {"A03", "knockon-semantics(7), section 2.6"},
    {"A04", common_cause},
    {"A05", structure},
    {"A06", common_cause},
    {"A07", "knockon-semantics(7), section 2.6"},
    {"A08", structure},
    {"C01", continuity},
    {"C02", continuity},
    {"C03", "ITIL 4, release management: back-out plan"},
    {"C04", "ITIL 4, release management: back-out plan"},
    {"C05", continuity},
    {"C06", continuity},
    {"C07", suppliers},
    {"M01", "ISO/IEC 25010, compatibility"},
    {"M02", assets},
    {"M03", suppliers},
    {"M04", "ISO/IEC 27001:2022, A.8.8: technical vulnerabilities"},
    {"M05", "ITIL 4, service configuration management: verification and audit"},
    {"M06", "service integration and management (SIAM); ISO/IEC 27001:2022, A.5.21: supply chain"},
    {"M07", "knockon-semantics(7), section 3"},
    {"M08", coverage},
    {"M09", coverage},
    {"M10", assets},
    {"M11", coverage},
    {"M12", "PRINCE2: tolerances of cost, and exceptions to them"},
    {"M13", "ISO 31000, 6.3.4: criteria for the amount of risk that may be taken"},
    {"M14", "RFC 5545: iCalendar"},
    {"S01", "ISO/IEC 27001:2022, A.5.12: classification of information"},
    {"S02", "ISO/IEC 27001:2022, A.8.22: segregation of networks"},
    {"S03", suppliers},
    {"S04", "ISO/IEC 27001:2022, A.8.22: segregation of networks"},
    {"T01", enablement},
    {"T02", enablement},
    {"T03", enablement},
    {"T04", "Forsgren, Humble and Kim, Accelerate, 2018: small batches, practised often"},
    {"T05", "ITIL 4, change enablement: go and no-go decisions"},
    {"T06", "Kahneman and Tversky, On the psychology of prediction, 1973"},
    {"T07", enablement},
    {"T08", enablement},
});

}  // namespace

std::string_view source_of_finding(std::string_view code) {
    const auto at =
        std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.first == code; });
    return at == rows.end() ? std::string_view{} : at->second;
}

}  // namespace knockon
