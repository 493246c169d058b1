// model/sections.h: the sections of a landscape that hold records by id.
#pragma once

#include <array>
#include <string_view>

#include "model/landscape.h"

namespace knockon {

inline constexpr std::array<std::string_view, 7> section_names = {
    "departments", "suppliers", "calendars", "freezes", "components", "processes", "defaults"};

/// Calls `see(key, member)` for each of them, in the order of files; `defaults` are by kind.
template <class See>
void each_section(const See& see) {
    see(section_names[0], &Landscape::departments);
    see(section_names[1], &Landscape::suppliers);
    see(section_names[2], &Landscape::calendars);
    see(section_names[3], &Landscape::freezes);
    see(section_names[4], &Landscape::components);
    see(section_names[5], &Landscape::processes);
    see(section_names[6], &Landscape::defaults);
}

}  // namespace knockon
