// A piece of JSON of any form: a field that is passed on as it is, or a provider's answer.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <statybos/json_node.hpp>

namespace statybos {

/// JSON, valid by construction: its text, or a value within a parsed text that all values found in
/// it share. Cheap to copy when parsed. The default one is `null`.
class Json {
public:
    Json() = default;

    /// @errors malformed_json  see JsonDocument::parse
    static Result<Json> parse(std::string_view text);
    /// `text` came from a JSON writer or a jsonb column: not checked. Looking inside parses it anew
    /// each time; what is read often is better parsed once.
    static Json trusted(std::string text);
    /// A copy of what a reader has before it.
    static Json copy_of(const JsonNode& node);

    /// Compact JSON text; "null" when absent.
    std::string text() const;
    void append_to(std::string& out) const;

    JsonKind kind() const;
    /// False for what find() did not find.
    bool present() const { return kind() != JsonKind::absent; }

    /// The value at a path of member names and array positions: "payment.items.0.id". Absent when
    /// any step is not there. Names with dots are reached through members().
    Json find(std::string_view path) const;

    /// The value, when it is of that kind.
    std::optional<std::string> as_string() const;
    std::optional<std::int64_t> as_int() const;
    std::optional<double> as_number() const;
    std::optional<bool> as_bool() const;
    bool is_null() const { return kind() == JsonKind::null; }

    /// Elements of an array; empty for everything else.
    std::vector<Json> items() const;
    /// Members of an object in their order; empty for everything else.
    std::vector<std::pair<std::string, Json>> members() const;

    /// By text, so that the order of members counts.
    friend bool operator==(const Json& a, const Json& b) { return a.text() == b.text(); }

private:
    Json(std::shared_ptr<const JsonDocument> document, const JsonNode* node)
        : document_(std::move(document)), node_(node) {}
    Json parsed() const;

    std::string text_; // empty: `null`, or document_ is set
    std::shared_ptr<const JsonDocument> document_;
    const JsonNode* node_ = nullptr; // null with a document: absent
};

} // namespace statybos
