#include <statybos/json_node.hpp>

#include <algorithm>
#include <cstring>

// Boost.JSON is compiled here and nowhere else.
#include <boost/json/src.hpp>

#include <boost/json/basic_parser_impl.hpp>

#include <statybos/json_writer.hpp>

namespace statybos {
namespace {

namespace json = boost::json;

enum class Trouble { none, duplicate_key, too_many_values };

bool has_duplicates(const JsonNode& object) {
    std::vector<std::string_view> keys;
    keys.reserve(object.size);
    const JsonNode* member = object.first();
    for (std::uint32_t i = 0; i < object.size; ++i, member = member->next()) {
        keys.push_back(member->key);
    }
    std::sort(keys.begin(), keys.end());
    return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
}

// Fills the flat array. Strings are copied into one block as long as the text, which they fit in
// because unescaping never lengthens.
class Builder {
public:
    static constexpr std::size_t max_object_size = JsonDocument::max_nodes;
    static constexpr std::size_t max_array_size = JsonDocument::max_nodes;
    static constexpr std::size_t max_key_size = std::size_t(-1);
    static constexpr std::size_t max_string_size = std::size_t(-1);

    Builder(std::vector<JsonNode>& nodes, char* text) : nodes_(nodes), end_(text), begin_(text) {}

    Trouble trouble() const { return trouble_; }

    bool on_document_begin(json::error_code&) { return true; }
    bool on_document_end(json::error_code&) { return true; }
    bool on_object_begin(json::error_code& ec) { return open(JsonKind::object, ec); }
    bool on_array_begin(json::error_code& ec) { return open(JsonKind::array, ec); }
    bool on_array_end(std::size_t, json::error_code&) {
        close();
        return true;
    }
    bool on_object_end(std::size_t, json::error_code& ec) {
        const JsonNode& object = close();
        return !has_duplicates(object) || fail(Trouble::duplicate_key, ec);
    }
    bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
        append(part);
        return true;
    }
    bool on_key(json::string_view part, std::size_t, json::error_code&) {
        append(part);
        key_ = take();
        return true;
    }
    bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
        append(part);
        return true;
    }
    bool on_string(json::string_view part, std::size_t, json::error_code& ec) {
        append(part);
        JsonNode* node = add(JsonKind::string, ec);
        if (node == nullptr) {
            return false;
        }
        node->text = take();
        return true;
    }
    bool on_number_part(json::string_view part, json::error_code&) {
        append(part);
        return true;
    }
    bool on_int64(std::int64_t value, json::string_view part, json::error_code& ec) {
        JsonNode* node = number(JsonKind::integer, part, static_cast<double>(value), ec);
        if (node == nullptr) {
            return false;
        }
        node->integer = value;
        return true;
    }
    bool on_uint64(std::uint64_t value, json::string_view part, json::error_code& ec) {
        return number(JsonKind::number, part, static_cast<double>(value), ec) != nullptr;
    }
    bool on_double(double value, json::string_view part, json::error_code& ec) {
        return number(JsonKind::number, part, value, ec) != nullptr;
    }
    bool on_bool(bool value, json::error_code& ec) {
        JsonNode* node = add(JsonKind::boolean, ec);
        if (node == nullptr) {
            return false;
        }
        node->integer = value ? 1 : 0;
        return true;
    }
    bool on_null(json::error_code& ec) { return add(JsonKind::null, ec) != nullptr; }
    bool on_comment_part(json::string_view, json::error_code&) { return true; }
    bool on_comment(json::string_view, json::error_code&) { return true; }

private:
    bool fail(Trouble trouble, json::error_code& ec) {
        trouble_ = trouble;
        ec = json::error::syntax;
        return false;
    }
    void append(json::string_view part) {
        std::memcpy(end_, part.data(), part.size());
        end_ += part.size();
    }
    std::string_view take() {
        const std::string_view text(begin_, static_cast<std::size_t>(end_ - begin_));
        begin_ = end_;
        return text;
    }
    JsonNode* add(JsonKind kind, json::error_code& ec) {
        if (nodes_.size() == JsonDocument::max_nodes) {
            fail(Trouble::too_many_values, ec);
            return nullptr;
        }
        if (!open_.empty()) {
            ++nodes_[open_.back()].size;
        }
        JsonNode& node = nodes_.emplace_back();
        node.kind = kind;
        node.key = key_;
        key_ = {};
        return &node;
    }
    JsonNode* number(JsonKind kind, json::string_view part, double value, json::error_code& ec) {
        append(part);
        JsonNode* node = add(kind, ec);
        if (node != nullptr) {
            node->text = take();
            node->number = value;
        }
        return node;
    }
    bool open(JsonKind kind, json::error_code& ec) {
        if (add(kind, ec) == nullptr) {
            return false;
        }
        open_.push_back(nodes_.size() - 1);
        return true;
    }
    const JsonNode& close() {
        JsonNode& node = nodes_[open_.back()];
        node.extent = static_cast<std::uint32_t>(nodes_.size() - open_.back());
        open_.pop_back();
        return node;
    }

    std::vector<JsonNode>& nodes_;
    std::vector<std::size_t> open_;
    std::string_view key_;
    char* end_;
    char* begin_;
    Trouble trouble_ = Trouble::none;
};

std::string_view reason(Trouble trouble, const json::error_code& ec) {
    if (trouble == Trouble::duplicate_key) {
        return "an object has two members of one name";
    }
    if (trouble == Trouble::too_many_values) {
        return "too many values";
    }
    if (ec == json::error::too_deep) {
        return "nested too deeply";
    }
    if (ec == json::error::extra_data) {
        return "there is more after the end of the value";
    }
    if (ec == json::error::incomplete) {
        return "the text ends too early";
    }
    if (ec == json::error::illegal_leading_surrogate ||
        ec == json::error::illegal_trailing_surrogate) {
        return "a \\u escape is half of a pair";
    }
    return "not valid here";
}

Error malformed(std::string_view text, std::size_t position, std::string_view why) {
    const std::string_view before = text.substr(0, position);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t column = position - (before.rfind('\n') + 1) + 1;
    return Error(Errc::malformed, "malformed_json",
                 "The text is not acceptable JSON: " + std::string(why) + " (line " +
                     std::to_string(line) + ", column " + std::to_string(column) + ").")
        .member("position", std::to_string(position));
}

} // namespace

const JsonNode* JsonNode::member(std::string_view name) const noexcept {
    if (kind != JsonKind::object) {
        return nullptr;
    }
    const JsonNode* node = first();
    for (std::uint32_t i = 0; i < size; ++i, node = node->next()) {
        if (node->key == name) {
            return node;
        }
    }
    return nullptr;
}

Result<JsonDocument> JsonDocument::parse(std::string_view text) {
    JsonDocument document;
    document.nodes_.reserve(std::min<std::size_t>(text.size() / 8 + 4, 4096));
    document.text_.reset(new char[text.size() + 1]); // not zeroed
    json::parse_options options;
    options.max_depth = max_depth;
    json::basic_parser<Builder> parser(options, document.nodes_, document.text_.get());
    json::error_code ec;
    std::size_t position = parser.write_some(false, text.data(), text.size(), ec);
    if (!ec && position < text.size()) {
        ec = json::error::extra_data;
    }
    if (ec) {
        return malformed(text, position, reason(parser.handler().trouble(), ec));
    }
    return document;
}

std::optional<double> parse_double(std::string_view text) noexcept {
    if (text.empty() || text.size() > 400) {
        return std::nullopt;
    }
    char copy[401];
    std::vector<JsonNode> nodes;
    json::basic_parser<Builder> parser({}, nodes, copy);
    json::error_code ec;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), ec);
    if (ec || read < text.size() || nodes.size() != 1 || nodes[0].text.size() != text.size()) {
        return std::nullopt;
    }
    if (nodes[0].kind != JsonKind::integer && nodes[0].kind != JsonKind::number) {
        return std::nullopt;
    }
    return nodes[0].number;
}

void append_json(std::string& out, const JsonNode& node) {
    switch (node.kind) {
    case JsonKind::boolean:
        out += node.integer != 0 ? "true" : "false";
        return;
    case JsonKind::integer:
    case JsonKind::number:
        out += node.text;
        return;
    case JsonKind::string:
    case JsonKind::parameter:
        append_json_string(out, node.text);
        return;
    case JsonKind::array:
    case JsonKind::object:
        break;
    default:
        out += "null";
        return;
    }
    const bool object = node.kind == JsonKind::object;
    out += object ? '{' : '[';
    const JsonNode* child = node.first();
    for (std::uint32_t i = 0; i < node.size; ++i, child = child->next()) {
        if (i != 0) {
            out += ',';
        }
        if (object) {
            append_json_string(out, child->key);
            out += ':';
        }
        append_json(out, *child);
    }
    out += object ? '}' : ']';
}

} // namespace statybos
