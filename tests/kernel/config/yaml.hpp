// Short words for tests that start from YAML text.
#pragma once

#include <string>

#include <gtest/gtest.h>

#include "config/document.hpp"
#include "config/schema.hpp"

namespace statybos::kernel::config {

/// The tree of `text`, which calls itself `t.yaml`.
inline Node yaml_of(const std::string& text) {
    auto node = parse_yaml(text, "t.yaml");
    EXPECT_TRUE(node.has_value()) << (node ? "" : node.error().message());
    return node ? *node : Node();
}

/// The schema in `text`, which calls itself `s.yaml` and is right.
inline std::shared_ptr<const Schema> schema_of(const std::string& text) {
    auto node = parse_yaml(text, "s.yaml");
    ConfigErrors errors;
    auto made = node ? read_schema(*node, errors) : nullptr;
    EXPECT_TRUE(made) << (node ? to_text(errors) : node.error().message());
    return made;
}

} // namespace statybos::kernel::config
