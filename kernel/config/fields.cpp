#include "config/fields.hpp"

namespace statybos::kernel::config {

std::string Fields::text(std::string_view key) const {
    if (const auto* secret = find<Secret>(key)) {
        return secret->text;
    }
    const auto* text = find<std::string>(key);
    return text != nullptr ? *text : std::string();
}

std::int64_t Fields::number(std::string_view key) const {
    const auto* number = find<std::int64_t>(key);
    return number != nullptr ? *number : 0;
}

double Fields::fraction(std::string_view key) const {
    const auto* fraction = find<double>(key);
    return fraction != nullptr ? *fraction : 0;
}

bool Fields::flag(std::string_view key) const {
    const auto* flag = find<bool>(key);
    return flag != nullptr && *flag;
}

std::vector<std::string> Fields::texts(std::string_view key) const {
    std::vector<std::string> texts;
    for (const Value& item : items(key)) {
        if (const auto* text = item.as<std::string>()) {
            texts.push_back(*text);
        }
    }
    return texts;
}

const Value::Array& Fields::items(std::string_view key) const {
    static const Value::Array none;
    const auto* items = find<Value::Array>(key);
    return items != nullptr ? *items : none;
}

const Value::Object& Fields::members(std::string_view key) const {
    static const Value::Object none;
    const auto* members = find<Value::Object>(key);
    return members != nullptr ? *members : none;
}

Fields Fields::inner(std::string_view key) const {
    static const Value none;
    const Value* inner = value_.find(key);
    return Fields(inner != nullptr ? *inner : none);
}

} // namespace statybos::kernel::config
