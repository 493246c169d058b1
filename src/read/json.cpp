#define RAPIDJSON_HAS_STDSTRING 0
#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>

#include "base/codes.h"
#include "read/tree.h"

namespace knockon {
namespace {

/// RapidJSON tells what it read, not where. Nothing but blanks, commas and colons lies between two
/// tokens, so the place of each follows from the end of the one before.
class JsonHandler {
  public:
    JsonHandler(std::string_view text, std::size_t base, TreeBuilder& builder)
        : text_(text), base_(base), builder_(builder) {}

    bool Null() {
        const std::size_t at = token();
        end_ = at + 4;
        builder_.null(base_ + at);
        return true;
    }
    bool Bool(bool value) { return plain(value ? "true" : "false"); }
    bool RawNumber(const char* digits, rapidjson::SizeType size, bool) {
        return plain({digits, size});
    }
    // With numbers kept as text none of these is called; the reader wants to see them.
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(std::int64_t) { return false; }
    bool Uint64(std::uint64_t) { return false; }
    bool Double(double) { return false; }

    bool String(const char* value, rapidjson::SizeType size, bool) {
        const std::size_t at = token();
        end_ = at + 1;
        // Without an escape it stands there as it is.
        if (text_.substr(end_, size) == std::string_view(value, size) && end_ + size < text_.size() &&
            text_[end_ + size] == '"')
            end_ += size;
        while (end_ < text_.size() && text_[end_] != '"') end_ += text_[end_] == '\\' ? 2 : 1;
        ++end_;
        builder_.text({value, size}, false, base_ + at, end_ - at);
        return true;
    }
    bool Key(const char* key, rapidjson::SizeType size, bool copy) {
        return String(key, size, copy);
    }
    bool StartObject() { return open(TreeNode::Kind::map); }
    bool StartArray() { return open(TreeNode::Kind::list); }
    bool EndObject(rapidjson::SizeType) { return close(); }
    bool EndArray(rapidjson::SizeType) { return close(); }

  private:
    std::size_t token() const {
        std::size_t at = end_;
        const auto between = [](char c) {
            return c == ' ' || c == '\n' || c == ',' || c == ':' || c == '\t' || c == '\r';
        };
        while (at < text_.size() && between(text_[at])) ++at;
        return at;
    }
    bool plain(std::string_view value) {
        const std::size_t at = token();
        end_ = at + value.size();
        builder_.text(value, true, base_ + at, value.size());
        return true;
    }
    bool open(TreeNode::Kind kind) {
        const std::size_t at = token();
        end_ = at + 1;
        builder_.open(kind, base_ + at);
        return true;
    }
    bool close() {
        end_ = token() + 1;
        builder_.close();
        return true;
    }

    std::string_view text_;
    std::size_t base_;
    TreeBuilder& builder_;
    std::size_t end_ = 0;  // of the token before
};

}  // namespace

void parse_json(std::string_view text, std::size_t base, TreeBuilder& builder) {
    constexpr unsigned flags = rapidjson::kParseIterativeFlag |
                               rapidjson::kParseNumbersAsStringsFlag |
                               rapidjson::kParseValidateEncodingFlag;
    rapidjson::MemoryStream stream(text.data(), text.size());
    rapidjson::Reader reader;
    JsonHandler handler(text, base, builder);
    if (reader.Parse<flags>(stream, handler)) return;
    if (reader.GetParseErrorCode() == rapidjson::kParseErrorDocumentEmpty) return;
    const std::size_t at = reader.GetErrorOffset();
    if (reader.GetParseErrorCode() == rapidjson::kParseErrorDocumentRootNotSingular)
        builder.refuse(code::several_documents, base + at, 1,
                       "more than one document, or text after the end of the first",
                       "keep one document per file");
    std::string reason = rapidjson::GetParseError_En(reader.GetParseErrorCode());
    if (reason.ends_with('.')) reason.pop_back();
    if (!reason.empty() && reason[0] >= 'A' && reason[0] <= 'Z')
        reason[0] = static_cast<char>(reason[0] - 'A' + 'a');
    builder.refuse(code::syntax, base + at, 1, "not valid JSON: " + reason, {});
}

}  // namespace knockon
