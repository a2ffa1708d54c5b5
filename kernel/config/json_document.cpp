#include <statybos/json_node.hpp>

#include "config/document.hpp"

namespace statybos::kernel::config {
namespace {

class Copy {
public:
    Copy(Position at, const DocumentLimits& limits) : at_(std::move(at)), limits_(limits) {}

    // The depth is bounded by JsonDocument.
    Node of(const JsonNode& json) {
        Node node;
        node.at = at_;
        ++nodes_;
        if (json.kind == JsonKind::null) {
            return node;
        }
        if (json.kind == JsonKind::object || json.kind == JsonKind::array) {
            node.kind = json.kind == JsonKind::object ? Node::Kind::mapping : Node::Kind::sequence;
            const JsonNode* inner = json.size == 0 ? nullptr : json.first();
            for (std::uint32_t i = 0; i < json.size && nodes_ <= limits_.nodes; ++i) {
                if (node.is_mapping()) {
                    node.members.push_back({std::string(inner->key), at_, of(*inner)});
                } else {
                    node.items.push_back(of(*inner));
                }
                inner = i + 1 < json.size ? inner->next() : nullptr;
            }
            return node;
        }
        node.kind = Node::Kind::scalar;
        node.text = json.kind == JsonKind::boolean
                        ? std::string(json.integer != 0 ? "true" : "false")
                        : std::string(json.text);
        return node;
    }

    bool too_many() const { return nodes_ > limits_.nodes; }

private:
    Position at_;
    const DocumentLimits& limits_;
    std::size_t nodes_ = 0;
};

} // namespace

Result<Node> parse_json(std::string_view text, const std::string& name,
                        const DocumentLimits& limits) {
    const Position at{std::make_shared<const std::string>(name)};
    if (text.size() > limits.bytes) {
        return to_error({{at, {}, "larger than " + std::to_string(limits.bytes) + " bytes"}});
    }
    const auto document = JsonDocument::parse(text);
    if (!document) {
        return to_error({{at, {}, "not readable as JSON: " + document.error().message()}});
    }
    Copy copy(at, limits);
    Node root = copy.of(document->root());
    if (copy.too_many()) {
        return to_error(
            {{at, {}, "more than " + std::to_string(limits.nodes) + " values in one file"}});
    }
    return root;
}

} // namespace statybos::kernel::config
