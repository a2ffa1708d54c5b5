// Path and query parameters in the form that JsonReader reads.
#include <statybos/json_reader.hpp>

namespace statybos::detail {

JsonNode parameter_node(std::string_view key, std::string_view text) {
    JsonNode node;
    node.kind = JsonKind::parameter;
    node.key = key;
    node.text = text;
    return node;
}

namespace {

struct Group {
    std::string_view name;
    bool map;
    std::vector<std::pair<std::string_view, std::string_view>> values; // map key, value
};

const RecordField* map_field(std::string_view name, std::span<const RecordField> fields) {
    const std::size_t dot = name.find('.');
    for (const RecordField& field : fields) {
        if (field.map && dot != std::string_view::npos && dot + 1 < name.size() &&
            name.substr(0, dot) == field.name) {
            return &field;
        }
    }
    return nullptr;
}

Group& group_named(std::vector<Group>& groups, std::string_view name, bool map) {
    for (Group& group : groups) {
        if (group.name == name && group.map == map) {
            return group;
        }
    }
    return groups.emplace_back(Group{name, map, {}});
}

// The values of one name: alone a parameter, repeated an array of them.
void append_values(std::vector<JsonNode>& nodes, std::string_view key,
                   std::span<const std::string_view> values) {
    if (values.size() == 1) {
        nodes.push_back(parameter_node(key, values.front()));
        return;
    }
    JsonNode array;
    array.kind = JsonKind::array;
    array.key = key;
    array.size = static_cast<std::uint32_t>(values.size());
    array.extent = array.size + 1;
    nodes.push_back(array);
    for (const std::string_view value : values) {
        nodes.push_back(parameter_node({}, value));
    }
}

void append_map(std::vector<JsonNode>& nodes, const Group& group) {
    const std::size_t at = nodes.size();
    nodes.emplace_back().kind = JsonKind::object;
    nodes[at].key = group.name;
    std::map<std::string_view, std::vector<std::string_view>> keys;
    for (const auto& [key, value] : group.values) {
        keys[key].push_back(value);
    }
    for (const auto& [key, values] : keys) {
        append_values(nodes, key, values);
    }
    nodes[at].size = static_cast<std::uint32_t>(keys.size());
    nodes[at].extent = static_cast<std::uint32_t>(nodes.size() - at);
}

} // namespace

Result<std::vector<JsonNode>> arrange_parameters(std::span<const NamedValue> values,
                                                 std::span<const RecordField> fields) {
    constexpr std::size_t max_parameters = 1000;
    if (values.size() > max_parameters) {
        return Error(Errc::invalid, "validation_failed", "There are too many parameters.")
            .field("?", "too_many", "At most " + std::to_string(max_parameters) + " are taken.");
    }
    std::vector<Group> groups;
    for (const auto& [name, value] : values) {
        const RecordField* map = map_field(name, fields);
        if (map != nullptr) {
            group_named(groups, map->name, true)
                .values.emplace_back(name.substr(map->name.size() + 1), value);
        } else {
            group_named(groups, name, false).values.emplace_back(std::string_view(), value);
        }
    }
    std::vector<JsonNode> nodes(1);
    for (const Group& group : groups) {
        if (group.map) {
            append_map(nodes, group);
            continue;
        }
        std::vector<std::string_view> texts;
        for (const auto& entry : group.values) {
            texts.push_back(entry.second);
        }
        append_values(nodes, group.name, texts);
    }
    nodes[0].kind = JsonKind::object;
    nodes[0].size = static_cast<std::uint32_t>(groups.size());
    nodes[0].extent = static_cast<std::uint32_t>(nodes.size());
    return nodes;
}

} // namespace statybos::detail
