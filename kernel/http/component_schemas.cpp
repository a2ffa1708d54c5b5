#include "http/component_schemas.hpp"

#include <string_view>

namespace statybos::kernel::http {
namespace {

namespace json = boost::json;

constexpr std::string_view component = "#/components/schemas/";

// OpenAPI allows letters, digits, '.', '-' and '_' in a component's name.
std::string qualified(std::string_view owner, std::string_view name) {
    std::string out = std::string(owner) + '.' + std::string(name);
    for (char& c : out) {
        const bool allowed = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                             (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        c = allowed ? c : '_';
    }
    return out;
}

} // namespace

void ComponentSchemas::add(const std::string& owner, const json::object& own) {
    NewNames& names = renamed_[owner];
    while (find_clash(owner, own, names)) {
    }
    for (const auto& [name, schema] : own) {
        json::value described = schema;
        rename(described, names);
        const auto renamed = names.find(std::string_view(name));
        const std::string_view as =
            renamed == names.end() ? std::string_view(name) : std::string_view(renamed->second);
        all_.emplace(as, std::move(described));
    }
}

void ComponentSchemas::resolve(const std::string& owner, json::value& described) const {
    if (const auto names = renamed_.find(owner); names != renamed_.end()) {
        rename(described, names->second);
    }
}

bool ComponentSchemas::find_clash(const std::string& owner, const json::object& own,
                                  NewNames& names) const {
    for (const auto& [name, schema] : own) {
        const json::value* taken = all_.if_contains(name);
        if (taken == nullptr || names.contains(std::string_view(name))) {
            continue;
        }
        json::value described = schema;
        rename(described, names);
        if (described != *taken) {
            std::string other = qualified(owner, name);
            while (all_.contains(other) || own.contains(other)) {
                other += '_';
            }
            // Whatever refers to it describes something else from now on, so look again.
            names.emplace(std::string(name), std::move(other));
            return true;
        }
    }
    return false;
}

void ComponentSchemas::rename(json::value& described, const NewNames& names) {
    if (json::array* array = described.if_array()) {
        for (json::value& element : *array) {
            rename(element, names);
        }
    }
    json::object* object = described.if_object();
    if (object == nullptr || names.empty()) {
        return;
    }
    for (auto& member : *object) {
        json::string* text = member.value().if_string();
        const std::string_view target =
            text == nullptr ? std::string_view() : std::string_view(*text);
        if (member.key() != "$ref" || !target.starts_with(component)) {
            rename(member.value(), names);
        } else if (const auto found = names.find(target.substr(component.size()));
                   found != names.end()) {
            *text = std::string(component) + found->second;
        }
    }
}

} // namespace statybos::kernel::http
