// report/csv.h: comma-separated values (RFC 4180) for programs, and the same for spreadsheets.
#pragma once

#include <string>
#include <string_view>

namespace knockon {

/// What a spreadsheet opens right by a double click: with a byte-order mark, or it takes the bytes
/// for another encoding; `semicolons` and decimal commas where its language writes numbers so.
std::string csv_for_spreadsheet(std::string_view csv, bool semicolons);

}  // namespace knockon
