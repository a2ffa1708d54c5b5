#include "config/judge.hpp"

#include <algorithm>

#include "config/file_content.hpp"
#include "config/nearest.hpp"
#include "config/scalar.hpp"
#include "config/utf8.hpp"

namespace statybos::kernel::config {
namespace {

constexpr std::size_t longest_secret = 64 * 1024;
constexpr std::size_t keys_listed = 12;

std::string_view word_for(Node::Kind kind) {
    switch (kind) {
    case Node::Kind::null:
        return "nothing";
    case Node::Kind::scalar:
        return "a single value";
    case Node::Kind::sequence:
        return "a list";
    case Node::Kind::mapping:
        break;
    }
    return "a mapping";
}

class Judge {
public:
    Judge(const JudgeOptions& options, ConfigErrors& errors) : options_(options), errors_(errors) {}

    Value judge(const Schema& schema, const Node& node, const std::string& path) {
        if (node.unusable) {
            return {};
        }
        switch (schema.type) {
        case Type::object:
            return object(schema, node, path);
        case Type::array:
            return array(schema, node, path);
        default:
            return scalar(schema, node, path);
        }
    }

private:
    void fail(const Node& node, const std::string& path, std::string message) {
        errors_.push_back({node.at, path, std::move(message)});
    }

    void wrong_kind(const Node& node, const std::string& path, std::string_view expected) {
        fail(node, path,
             "expected " + std::string(expected) + ", found " + std::string(word_for(node.kind)));
    }

    Value object(const Schema& schema, const Node& node, const std::string& path) {
        if (!node.is_mapping() && !node.is_null()) {
            wrong_kind(node, path, "a mapping of keys to values");
            return {};
        }
        Value::Object object;
        for (const Schema::Property& property : schema.properties) {
            const std::string inner = child_path(path, property.name);
            if (const Node* written = node.find(property.name)) {
                object.push_back({property.name, judge(property.schema, *written, inner)});
            } else if (property.required) {
                fail(node, inner, "is required but missing");
            } else if (property.schema.fallback) {
                object.push_back(
                    {property.name, judge(property.schema, *property.schema.fallback, inner)});
            } else if (property.schema.type == Type::object && property.schema.can_be_absent()) {
                Node absent;
                absent.at = node.at;
                object.push_back({property.name, judge(property.schema, absent, inner)});
            }
        }
        free_keys(schema, node, path, object);
        return Value{std::move(object)};
    }

    void free_keys(const Schema& schema, const Node& node, const std::string& path,
                   Value::Object& object) {
        for (const Node::Member& member : node.members) {
            const auto known = std::any_of(
                schema.properties.begin(), schema.properties.end(),
                [&](const Schema::Property& property) { return property.name == member.key; });
            if (known) {
                continue;
            }
            const std::string inner = child_path(path, member.key);
            if (schema.values) {
                object.push_back({member.key, judge(*schema.values, member.value, inner)});
            } else {
                errors_.push_back({member.at, inner, unknown_key(schema, member.key)});
            }
        }
    }

    static std::string unknown_key(const Schema& schema, std::string_view key) {
        std::vector<std::string_view> known;
        for (const Schema::Property& property : schema.properties) {
            known.push_back(property.name);
        }
        if (const std::string hint = did_you_mean(key, known); !hint.empty()) {
            return "unknown key" + hint;
        }
        if (known.empty()) {
            return "unknown key; nothing can be set here";
        }
        std::string message = "unknown key; known are ";
        for (std::size_t i = 0; i < std::min(known.size(), keys_listed); ++i) {
            message += (i == 0 ? "" : ", ") + std::string(known[i]);
        }
        return message + (known.size() > keys_listed ? ", …" : "");
    }

    Value array(const Schema& schema, const Node& node, const std::string& path) {
        if (!node.is_sequence() && !node.is_null()) {
            wrong_kind(node, path, "a list");
            return {};
        }
        if (schema.min_items && node.items.size() < *schema.min_items) {
            fail(node, path,
                 "must have at least " + std::to_string(*schema.min_items) + " entries, has " +
                     std::to_string(node.items.size()));
        }
        if (schema.max_items && node.items.size() > *schema.max_items) {
            fail(node, path,
                 "must have at most " + std::to_string(*schema.max_items) + " entries, has " +
                     std::to_string(node.items.size()));
        }
        Value::Array array;
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            array.push_back(judge(*schema.items, node.items[i], item_path(path, i)));
        }
        return Value{std::move(array)};
    }

    Value scalar(const Schema& schema, const Node& node, const std::string& path) {
        if (node.is_null()) {
            fail(node, path,
                 "has no value; give one or remove the key (quote the word null when it is meant)");
            return {};
        }
        if (!node.is_scalar()) {
            wrong_kind(node, path, "one value of type " + std::string(name_of(schema.type)));
            return {};
        }
        if (schema.type == Type::secret && node.text.starts_with("file:")) {
            return secret_file(schema, node, path);
        }
        auto value = read_scalar(schema.type, node.text);
        if (!value) {
            fail(node, path,
                 shown(schema, node) + " is not of type " + std::string(name_of(schema.type)) +
                     ": " + value.error().message());
            return {};
        }
        if (!text_fits(schema, node, node.text, path) || !range_fits(schema, node, *value, path) ||
            !choice_fits(schema, node, *value, path)) {
            return {};
        }
        if (schema.type == Type::path && !options_.root.empty()) {
            return Value{(options_.root / node.text).lexically_normal().string()};
        }
        return std::move(*value);
    }

    Value secret_file(const Schema& schema, const Node& node, const std::string& path) {
        const std::filesystem::path file = options_.root / node.text.substr(5);
        auto content = read_file(file, longest_secret);
        if (!content) {
            fail(node, path, "secret file " + file.string() + ": " + content.error().message());
            return {};
        }
        if (first_line_that_is_not_text(*content)) {
            fail(node, path, "secret file " + file.string() + ": is not UTF-8 text");
            return {};
        }
        while (content->ends_with('\n') || content->ends_with('\r')) {
            content->pop_back();
        }
        if (content->empty()) {
            fail(node, path, "secret file " + file.string() + ": is empty");
            return {};
        }
        if (!text_fits(schema, node, *content, path)) {
            return {};
        }
        return Value{Secret{std::move(*content)}};
    }

    // What a message may call the value: never a secret, nor what the environment held.
    static std::string shown(const Schema& schema, const Node& node) {
        return schema.type == Type::secret || node.from_outside ? "the value"
                                                                : in_quotes(node.text);
    }

    bool text_fits(const Schema& schema, const Node& node, const std::string& text,
                   const std::string& path) {
        const std::size_t length = count_characters(text);
        if (schema.min_length && length < *schema.min_length) {
            fail(node, path,
                 "must have at least " + std::to_string(*schema.min_length) + " characters, has " +
                     std::to_string(length));
            return false;
        }
        if (schema.max_length && length > *schema.max_length) {
            fail(node, path,
                 "must have at most " + std::to_string(*schema.max_length) + " characters, has " +
                     std::to_string(length));
            return false;
        }
        if (!schema.pattern) {
            return true;
        }
        if (text.size() > Pattern::longest_text) {
            fail(node, path,
                 "must have at most " + std::to_string(Pattern::longest_text) + " bytes");
            return false;
        }
        if (!schema.pattern->is_in(text)) {
            fail(node, path,
                 shown(schema, node) + " does not match the pattern " + schema.pattern->text());
            return false;
        }
        return true;
    }

    bool range_fits(const Schema& schema, const Node& node, const Value& value,
                    const std::string& path) {
        if (!schema.minimum && !schema.maximum) {
            return true;
        }
        const auto low = schema.minimum ? compare(value, schema.minimum->value) : 0;
        const auto high = schema.maximum ? compare(value, schema.maximum->value) : 0;
        if (low && *low >= 0 && high && *high <= 0) {
            return true;
        }
        std::string message = "must be ";
        if (schema.minimum && schema.maximum) {
            message += "between " + schema.minimum->written + " and " + schema.maximum->written;
        } else if (schema.minimum) {
            message += "at least " + schema.minimum->written;
        } else {
            message += "at most " + schema.maximum->written;
        }
        fail(node, path, message + (node.from_outside ? "" : ", is " + node.text));
        return false;
    }

    bool choice_fits(const Schema& schema, const Node& node, const Value& value,
                     const std::string& path) {
        if (schema.choices.empty()) {
            return true;
        }
        std::vector<std::string_view> written;
        for (const Limit& choice : schema.choices) {
            if (compare(value, choice.value) == 0) {
                return true;
            }
            written.push_back(choice.written);
        }
        std::string message = shown(schema, node) + " is not one of ";
        for (std::size_t i = 0; i < written.size(); ++i) {
            message += (i == 0 ? "" : ", ") + std::string(written[i]);
        }
        fail(node, path,
             message + (node.from_outside ? std::string() : did_you_mean(node.text, written)));
        return false;
    }

    const JudgeOptions& options_;
    ConfigErrors& errors_;
};

} // namespace

Value judge(const Schema& schema, const Node& node, const std::string& path,
            const JudgeOptions& options, ConfigErrors& errors) {
    return Judge(options, errors).judge(schema, node, path);
}

} // namespace statybos::kernel::config
