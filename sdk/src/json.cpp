#include <statybos/json.hpp>

#include <charconv>

#include <statybos/error.hpp>

namespace statybos {
namespace {

const JsonNode* step(const JsonNode& node, std::string_view name) {
    if (node.kind != JsonKind::array) {
        return node.member(name);
    }
    std::uint32_t index = 0;
    const auto [end, fault] = std::from_chars(name.data(), name.data() + name.size(), index);
    if (fault != std::errc() || end != name.data() + name.size() || index >= node.size) {
        return nullptr;
    }
    const JsonNode* element = node.first();
    for (; index > 0; --index) {
        element = element->next();
    }
    return element;
}

} // namespace

Result<Json> Json::parse(std::string_view text) {
    Result<JsonDocument> document = JsonDocument::parse(text);
    if (!document) {
        return document.error();
    }
    auto shared = std::make_shared<const JsonDocument>(std::move(*document));
    const JsonNode* root = &shared->root();
    return Json(std::move(shared), root);
}

Json Json::trusted(std::string text) {
    Json json;
    json.text_ = std::move(text);
    return json;
}

Json Json::copy_of(const JsonNode& node) {
    Json json;
    statybos::append_json(json.text_, node);
    return json;
}

Json Json::parsed() const {
    if (document_ != nullptr) {
        return *this;
    }
    return parse(text_.empty() ? std::string_view("null") : std::string_view(text_)).value();
}

void Json::append_to(std::string& out) const {
    if (node_ != nullptr) {
        statybos::append_json(out, *node_);
    } else {
        out += text_.empty() ? std::string_view("null") : std::string_view(text_);
    }
}

std::string Json::text() const {
    std::string out;
    append_to(out);
    return out;
}

JsonKind Json::kind() const {
    if (document_ == nullptr) {
        return text_.empty() ? JsonKind::null : parsed().kind();
    }
    return node_ == nullptr ? JsonKind::absent : node_->kind;
}

Json Json::find(std::string_view path) const {
    const Json root = parsed();
    const JsonNode* node = root.node_;
    while (node != nullptr && !path.empty()) {
        const std::size_t dot = path.find('.');
        node = step(*node, path.substr(0, dot));
        path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    }
    return Json(root.document_, node);
}

std::optional<std::string> Json::as_string() const {
    const Json json = parsed();
    if (json.kind() != JsonKind::string) {
        return std::nullopt;
    }
    return std::string(json.node_->text);
}

std::optional<std::int64_t> Json::as_int() const {
    const Json json = parsed();
    return json.kind() == JsonKind::integer ? std::optional(json.node_->integer) : std::nullopt;
}

std::optional<double> Json::as_number() const {
    const Json json = parsed();
    const JsonKind kind = json.kind();
    return kind == JsonKind::integer || kind == JsonKind::number ? std::optional(json.node_->number)
                                                                 : std::nullopt;
}

std::optional<bool> Json::as_bool() const {
    const Json json = parsed();
    return json.kind() == JsonKind::boolean ? std::optional(json.node_->integer != 0)
                                            : std::nullopt;
}

std::vector<Json> Json::items() const {
    const Json json = parsed();
    std::vector<Json> out;
    if (json.kind() == JsonKind::array) {
        const JsonNode* child = json.node_->first();
        for (std::uint32_t i = 0; i < json.node_->size; ++i, child = child->next()) {
            out.push_back(Json(json.document_, child));
        }
    }
    return out;
}

std::vector<std::pair<std::string, Json>> Json::members() const {
    const Json json = parsed();
    std::vector<std::pair<std::string, Json>> out;
    if (json.kind() == JsonKind::object) {
        const JsonNode* child = json.node_->first();
        for (std::uint32_t i = 0; i < json.node_->size; ++i, child = child->next()) {
            out.emplace_back(std::string(child->key), Json(json.document_, child));
        }
    }
    return out;
}

} // namespace statybos
