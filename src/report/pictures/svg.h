// report/pictures/svg.h: the SVG that another program made, made safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace knockon {

/// Takes a document apart and writes it anew: the prolog, the DOCTYPE and comments go, only shapes,
/// texts and titles with attributes that draw stay, every text is escaped again, and `title`
/// becomes what a screen reader says. Empty where the text is not such a document, or not complete.
std::optional<std::string> clean_svg(std::string_view text, std::string_view title);

}  // namespace knockon
