#include "config/schema.hpp"

#include <algorithm>
#include <array>

#include "config/judge.hpp"
#include "config/nearest.hpp"
#include "config/scalar.hpp"

namespace statybos::kernel::config {
namespace {

constexpr std::array<std::string_view, 12> type_names = {"object", "array",   "string",   "integer",
                                                         "number", "boolean", "duration", "size",
                                                         "money",  "secret",  "url",      "path"};

constexpr unsigned bit(Type type) {
    return 1u << static_cast<unsigned>(type);
}
constexpr unsigned every_type = (1u << type_names.size()) - 1;
constexpr unsigned texts = bit(Type::string) | bit(Type::secret) | bit(Type::url) | bit(Type::path);
constexpr unsigned ranged = bit(Type::integer) | bit(Type::number) | bit(Type::duration) |
                            bit(Type::size) | bit(Type::money);

struct Keyword {
    std::string_view name;
    unsigned types; // that may carry it
};

constexpr Keyword keywords[] = {
    {"type", every_type},
    {"title", every_type},
    {"description", every_type},
    {"default", every_type},
    {"enum", bit(Type::string) | bit(Type::integer)},
    {"minimum", ranged},
    {"maximum", ranged},
    {"minLength", texts},
    {"maxLength", texts},
    {"pattern", texts},
    {"items", bit(Type::array)},
    {"minItems", bit(Type::array)},
    {"maxItems", bit(Type::array)},
    {"properties", bit(Type::object)},
    {"required", bit(Type::object)},
    {"additionalProperties", bit(Type::object)},
};

class SchemaReader {
public:
    explicit SchemaReader(ConfigErrors& errors) : errors_(errors) {}

    Schema read(const Node& node, const std::string& path) {
        Schema schema;
        if (!node.is_mapping() || !read_type(node, path, schema)) {
            if (!node.is_mapping()) {
                fail(node.at, path, "a schema is a mapping with a \"type\"");
            }
            return schema;
        }
        check_keywords(node, path, schema.type);
        schema.description = text_of(node, "description", path);
        text_of(node, "title", path);
        read_object(node, path, schema);
        read_array(node, path, schema);
        read_text_bounds(node, path, schema);
        read_range(node, path, schema);
        read_choices(node, path, schema);
        read_default(node, path, schema);
        return schema;
    }

private:
    void fail(const Position& at, const std::string& path, std::string message) {
        errors_.push_back({at, path, std::move(message)});
    }

    bool read_type(const Node& node, const std::string& path, Schema& schema) {
        const Node* type = node.find("type");
        if (type == nullptr) {
            fail(node.at, path, "a schema needs a \"type\"");
            return false;
        }
        const auto found = std::find(type_names.begin(), type_names.end(), type->text);
        if (found == type_names.end()) {
            fail(type->at, child_path(path, "type"),
                 in_quotes(type->text) + " is no type" + did_you_mean(type->text, type_names));
            return false;
        }
        schema.type = static_cast<Type>(found - type_names.begin());
        return true;
    }

    void check_keywords(const Node& node, const std::string& path, Type type) {
        std::vector<std::string_view> names;
        for (const Keyword& keyword : keywords) {
            names.push_back(keyword.name);
        }
        for (const Node::Member& member : node.members) {
            const auto known =
                std::find_if(std::begin(keywords), std::end(keywords),
                             [&](const Keyword& keyword) { return keyword.name == member.key; });
            if (known == std::end(keywords)) {
                fail(member.at, child_path(path, member.key),
                     "unknown schema keyword" + did_you_mean(member.key, names));
            } else if ((known->types & bit(type)) == 0) {
                fail(member.at, child_path(path, member.key),
                     "does not apply to type " + std::string(name_of(type)));
            }
        }
    }

    std::string text_of(const Node& node, std::string_view key, const std::string& path) {
        const Node* text = node.find(key);
        if (text != nullptr && !text->is_scalar()) {
            fail(text->at, child_path(path, key), "expected text");
        }
        return text != nullptr ? text->text : std::string();
    }

    std::optional<std::size_t> count_of(const Node& node, std::string_view key,
                                        const std::string& path) {
        const Node* count = node.find(key);
        if (count == nullptr) {
            return std::nullopt;
        }
        const auto value = read_integer(count->text);
        if (!value || *value < 0) {
            fail(count->at, child_path(path, key), "expected a whole number, zero or more");
            return std::nullopt;
        }
        return static_cast<std::size_t>(*value);
    }

    void read_object(const Node& node, const std::string& path, Schema& schema) {
        if (schema.type != Type::object) {
            return;
        }
        const std::string inside = child_path(path, "properties");
        if (const Node* properties = node.find("properties")) {
            if (!properties->is_mapping() && !properties->is_null()) {
                fail(properties->at, inside, "expected a mapping of names to schemas");
            }
            for (const Node::Member& member : properties->members) {
                schema.properties.push_back(
                    {member.key, false, read(member.value, child_path(inside, member.key))});
            }
        }
        read_required(node, path, schema);
        const Node* free = node.find("additionalProperties");
        if (free == nullptr || (free->is_scalar() && free->text == "false")) {
            return;
        }
        const std::string free_path = child_path(path, "additionalProperties");
        if (!free->is_mapping()) {
            fail(free->at, free_path, "expected false or the schema of the values");
            return;
        }
        schema.values = std::make_shared<const Schema>(read(*free, free_path));
    }

    void read_required(const Node& node, const std::string& path, Schema& schema) {
        const Node* required = node.find("required");
        if (required == nullptr) {
            return;
        }
        const std::string inside = child_path(path, "required");
        if (!required->is_sequence()) {
            fail(required->at, inside, "expected a list of names");
        }
        std::vector<std::string_view> known;
        for (const Schema::Property& property : schema.properties) {
            known.push_back(property.name);
        }
        for (const Node& name : required->items) {
            const auto property = std::find_if(
                schema.properties.begin(), schema.properties.end(),
                [&](const Schema::Property& candidate) { return candidate.name == name.text; });
            if (property == schema.properties.end()) {
                fail(name.at, inside,
                     in_quotes(name.text) + " is not among the properties" +
                         did_you_mean(name.text, known));
            } else if (property->schema.fallback) {
                fail(name.at, inside,
                     in_quotes(name.text) + " has a default, so it is not required");
            } else {
                property->required = true;
            }
        }
    }

    void read_array(const Node& node, const std::string& path, Schema& schema) {
        if (schema.type != Type::array) {
            return;
        }
        if (const Node* items = node.find("items")) {
            schema.items = std::make_shared<const Schema>(read(*items, child_path(path, "items")));
        } else {
            fail(node.at, path, "an array needs \"items\"");
            schema.items = std::make_shared<const Schema>();
        }
        schema.min_items = count_of(node, "minItems", path);
        schema.max_items = count_of(node, "maxItems", path);
        if (schema.min_items && schema.max_items && *schema.min_items > *schema.max_items) {
            fail(node.find("minItems")->at, path, "minItems is above maxItems");
        }
    }

    void read_text_bounds(const Node& node, const std::string& path, Schema& schema) {
        schema.min_length = count_of(node, "minLength", path);
        schema.max_length = count_of(node, "maxLength", path);
        if (schema.min_length && schema.max_length && *schema.min_length > *schema.max_length) {
            fail(node.find("minLength")->at, path, "minLength is above maxLength");
        }
        if (const Node* pattern = node.find("pattern")) {
            read_pattern(*pattern, child_path(path, "pattern"), schema);
        }
    }

    void read_pattern(const Node& node, const std::string& path, Schema& schema) {
        auto pattern = Pattern::create(node.text);
        if (!pattern) {
            fail(node.at, path, pattern.error().message());
            return;
        }
        schema.pattern = std::move(*pattern);
    }

    std::optional<Limit> limit_of(const Node& node, const std::string& path, Type type) {
        auto value = read_scalar(type, node.text);
        if (!node.is_scalar() || !value) {
            fail(node.at, path,
                 "is not of type " + std::string(name_of(type)) +
                     (value ? "" : ": " + value.error().message()));
            return std::nullopt;
        }
        return Limit{std::move(*value), node.text};
    }

    void read_range(const Node& node, const std::string& path, Schema& schema) {
        if ((ranged & bit(schema.type)) == 0) {
            return;
        }
        if (const Node* minimum = node.find("minimum")) {
            schema.minimum = limit_of(*minimum, child_path(path, "minimum"), schema.type);
        }
        if (const Node* maximum = node.find("maximum")) {
            schema.maximum = limit_of(*maximum, child_path(path, "maximum"), schema.type);
        }
        if (schema.minimum && schema.maximum &&
            compare(schema.minimum->value, schema.maximum->value).value_or(1) > 0) {
            fail(node.find("minimum")->at, path, "minimum is above maximum");
        }
    }

    void read_choices(const Node& node, const std::string& path, Schema& schema) {
        const Node* choices = node.find("enum");
        if (choices == nullptr || (schema.type != Type::string && schema.type != Type::integer)) {
            return;
        }
        const std::string inside = child_path(path, "enum");
        if (!choices->is_sequence() || choices->items.empty()) {
            fail(choices->at, inside, "expected a list of at least one value");
            return;
        }
        for (std::size_t i = 0; i < choices->items.size(); ++i) {
            if (auto limit = limit_of(choices->items[i], item_path(inside, i), schema.type)) {
                schema.choices.push_back(std::move(*limit));
            }
        }
    }

    void read_default(const Node& node, const std::string& path, Schema& schema) {
        const Node* fallback = node.find("default");
        if (fallback == nullptr) {
            return;
        }
        if (schema.type == Type::secret && (!fallback->is_scalar() || !fallback->text.empty())) {
            fail(fallback->at, child_path(path, "default"),
                 "a secret's default can only be \"\", for none");
            return;
        }
        const std::size_t before = errors_.size();
        judge(schema, *fallback, child_path(path, "default"), {}, errors_);
        if (errors_.size() == before) {
            schema.fallback = *fallback;
        }
    }

    ConfigErrors& errors_;
};

} // namespace

std::string_view name_of(Type type) {
    return type_names[static_cast<std::size_t>(type)];
}

bool Schema::can_be_absent() const {
    return std::none_of(properties.begin(), properties.end(),
                        [](const Property& property) { return property.required; });
}

std::shared_ptr<const Schema> read_schema(const Node& root, ConfigErrors& errors) {
    const std::size_t before = errors.size();
    Schema schema = SchemaReader(errors).read(root, {});
    if (errors.size() == before && schema.type != Type::object) {
        errors.push_back({root.at, {}, "the root of a schema must be of type object"});
    }
    return errors.size() == before ? std::make_shared<const Schema>(std::move(schema)) : nullptr;
}

std::shared_ptr<const Schema> schema_without_settings() {
    Schema schema;
    schema.type = Type::object;
    return std::make_shared<const Schema>(std::move(schema));
}

} // namespace statybos::kernel::config
