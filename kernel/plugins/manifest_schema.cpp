#include "plugins/manifest_schema.hpp"

#include "config/document.hpp"

namespace statybos::kernel::plugins {
namespace {

constexpr const char* text = R"(
type: object
required: [id, version, title, abi]
properties:
  id: {type: string, pattern: '^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)+$', maxLength: 100}
  version: {type: string, pattern: '^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$', maxLength: 50}
  title:
    type: object
    additionalProperties: {type: string, minLength: 1, maxLength: 200}
  description: {type: string, maxLength: 2000}
  licence: {type: string, maxLength: 100}
  forked_from: {type: string, maxLength: 150}
  abi:
    type: object
    required: [epoch, level]
    properties:
      epoch: {type: integer, minimum: 1, maximum: 1000}
      level: {type: integer, minimum: 1, maximum: 1000000}
  requires:
    type: array
    maxItems: 200
    items:
      type: object
      required: [contract]
      properties:
        contract: &contract
          type: string
          pattern: '^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)+$'
          maxLength: 150
        major: &major {type: integer, minimum: 1, maximum: 65535, default: 1}
        name: &name {type: string, maxLength: 100}
        optional: {type: boolean, default: false}
  provides:
    type: array
    maxItems: 200
    items:
      type: object
      required: [contract]
      properties: {contract: *contract, major: *major, name: *name}
  decorates:
    type: array
    maxItems: 200
    items:
      type: object
      required: [contract]
      properties:
        contract: *contract
        major: *major
        name: *name
        after: &labels {type: array, items: {type: string, maxLength: 100}, maxItems: 100}
        before: *labels
  replaces:
    type: array
    maxItems: 1
    items: &id {type: string, pattern: '^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)+$', maxLength: 150}
  instances: {type: string, enum: [one, many], default: one}
  hosting: {type: string, enum: [any, in_process, isolated], default: any}
  permissions: {type: array, items: {type: string, minLength: 1, maxLength: 100}, maxItems: 100}
  schema: {type: string, pattern: '^[a-z][a-z0-9_]*$', maxLength: 63}
  migrations:
    type: array
    maxItems: 2000
    items:
      type: object
      required: [name, sql]
      properties:
        name: {type: string, pattern: '^[0-9]{4}_[a-z0-9_]+\.sql$', maxLength: 100}
        sql: {type: string, minLength: 1}
  stability:
    type: object
    properties: {drafts: {type: array, maxItems: 100, items: *id}}
)";

} // namespace

const config::Schema& manifest_schema() {
    static const auto schema = [] {
        config::ConfigErrors errors;
        const auto root = config::parse_yaml(text, "manifest schema");
        STATYBOS_ASSERT(root.has_value());
        auto read = config::read_schema(*root, errors);
        STATYBOS_ASSERT(read != nullptr);
        return read;
    }();
    return *schema;
}

} // namespace statybos::kernel::plugins
