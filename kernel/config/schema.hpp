// A plugin's `config.schema.yaml`: which settings there are, of which type, within which bounds.
//
// The language is a small part of JSON Schema with types of its own:
//   type                  object array string integer number boolean duration size money secret
//                         url path
//   description, title    for people
//   default               is judged like a written value; a secret's can only be "", for none
//   enum                  string, integer
//   minimum, maximum      integer number duration size money, written as the value is
//   minLength, maxLength, pattern                       string secret url path
//   items, minItems, maxItems                           array
//   properties, required, additionalProperties          object; additionalProperties is false
//                                                       unless it is the schema of a map's values
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/document.hpp"
#include "config/pattern.hpp"
#include "config/value.hpp"

namespace statybos::kernel::config {

enum class Type {
    object,
    array,
    string,
    integer,
    number,
    boolean,
    duration,
    size,
    money,
    secret,
    url,
    path
};

std::string_view name_of(Type type);

/// A bound or choice, also as its author wrote it.
struct Limit {
    Value value;
    std::string written;
};

struct Schema {
    struct Property;

    Type type = Type::string;
    std::string description;
    std::vector<Property> properties;     ///< in the schema's order
    std::shared_ptr<const Schema> values; ///< of a map's free keys; null: no free keys
    std::shared_ptr<const Schema> items;  ///< of an array
    std::optional<std::size_t> min_items, max_items;
    std::optional<std::size_t> min_length, max_length; ///< Unicode characters
    std::optional<Limit> minimum, maximum;
    std::optional<Pattern> pattern; ///< found anywhere in the text unless anchored
    std::vector<Limit> choices;
    std::optional<Node> fallback; ///< the default, already found acceptable

    /// Whether an empty mapping is acceptable, so that an absent object can be filled with
    /// defaults.
    bool can_be_absent() const;
};

struct Schema::Property {
    std::string name;
    bool required = false;
    Schema schema;
};

/// Reads a schema whose root describes an object. Every mistake in it becomes an error.
///
/// @returns  null when there were mistakes
std::shared_ptr<const Schema> read_schema(const Node& root, ConfigErrors& errors);

/// Accepts no key at all.
std::shared_ptr<const Schema> schema_without_settings();

} // namespace statybos::kernel::config
