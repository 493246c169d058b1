// convert/zipped.h: archives and workbooks for tests.
#pragma once

#include <doctest/doctest.h>
#include <minizip/zip.h>

#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "seed.h"
#include "temporary_file.h"

namespace knockon::test {

/// The bytes of a ZIP archive.
inline std::string zipped(const Files& files) {
    keep_seed(1, files);
    const TemporaryFile place("");
    zipFile zip = zipOpen(place.path.c_str(), APPEND_STATUS_CREATE);
    REQUIRE(zip != nullptr);
    for (const auto& [name, bytes] : files) {
        REQUIRE(zipOpenNewFileInZip(zip, name.c_str(), nullptr, nullptr, 0, nullptr, 0, nullptr,
                                    Z_DEFLATED, Z_DEFAULT_COMPRESSION) == ZIP_OK);
        REQUIRE(zipWriteInFileInZip(zip, bytes.data(), static_cast<unsigned>(bytes.size())) ==
                ZIP_OK);
        REQUIRE(zipCloseFileInZip(zip) == ZIP_OK);
    }
    REQUIRE(zipClose(zip, nullptr) == ZIP_OK);
    std::ifstream in(place.path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A workbook of sheets, each the inside of its `worksheet`.
inline std::string workbook(const Files& sheets, const Files& more = {},
                            const std::string& properties = "") {
    Files files = more;
    std::string list, rels;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        const std::string n = std::to_string(i + 1);
        list += "<sheet name='" + sheets[i].first + "' sheetId='" + n + "' r:id='r" + n + "'/>";
        rels += "<Relationship Id='r" + n + "' Target='worksheets/sheet" + n + ".xml'/>";
        files.emplace_back("xl/worksheets/sheet" + n + ".xml",
                           "<worksheet>" + sheets[i].second + "</worksheet>");
    }
    files.emplace_back("xl/workbook.xml", "<workbook xmlns:r='r'>" + properties + "<sheets>" +
                                              list + "</sheets></workbook>");
    files.emplace_back("xl/_rels/workbook.xml.rels", "<Relationships>" + rels + "</Relationships>");
    return zipped(files);
}

}  // namespace knockon::test
