// A parsed JSON text, flat in memory; what the readers walk over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/error.hpp>

namespace statybos {

enum class JsonKind : std::uint8_t {
    null,
    boolean,
    integer, ///< fits std::int64_t and was written without fraction and exponent
    number,
    string,
    array,
    object,
    parameter, ///< text of a path or query parameter, not yet typed
    absent,    ///< what a look-up found nowhere
};

/// One value; the values inside follow it in memory. Lives as long as its document.
struct JsonNode {
    std::string_view key;     ///< within an object
    std::string_view text;    ///< of a string: unescaped; of a number: as it was written
    std::int64_t integer = 0; ///< also 0 and 1 of a boolean
    double number = 0;
    std::uint32_t size = 0;   ///< values directly inside
    std::uint32_t extent = 1; ///< nodes from this one to the next beside it
    JsonKind kind = JsonKind::null;

    bool is_null() const noexcept { return kind == JsonKind::null; }
    /// The first value inside; only when size is not 0.
    const JsonNode* first() const noexcept { return this + 1; }
    /// The value beside this one; only when there is one.
    const JsonNode* next() const noexcept { return this + extent; }
    /// A member of an object, or null.
    const JsonNode* member(std::string_view name) const noexcept;
};

class JsonDocument {
public:
    static constexpr std::size_t max_depth = 32;
    static constexpr std::size_t max_nodes = 262'144;

    /// @errors malformed_json  not JSON, not UTF-8, deeper than max_depth, more than max_nodes
    ///   values, trailing bytes, or an object with two members of one name; member `position` is
    ///   the byte.
    static Result<JsonDocument> parse(std::string_view text);

    const JsonNode& root() const noexcept { return nodes_.front(); }

private:
    std::vector<JsonNode> nodes_;
    std::unique_ptr<char[]> text_; // all strings, behind one another
};

/// Appends the JSON text of `node`; numbers as they were written.
void append_json(std::string& out, const JsonNode& node);

/// Reads a JSON number; independent of the locale.
std::optional<double> parse_double(std::string_view text) noexcept;

} // namespace statybos
