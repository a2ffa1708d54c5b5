// A fact on its way to those who listen.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <statybos/error.hpp>

#include "core/context.hpp"

namespace statybos::kernel::events {

struct Event {
    std::string id;      ///< UUID text; the same at every delivery
    std::string topic;   ///< "orders.order_placed.v1"
    std::string entity;  ///< what it happened to; order is kept per entity
    std::string payload; ///< JSON object
    std::int64_t at_us = 0;
    std::uint32_t attempt = 1; ///< durable listeners: 1, 2, …
};

/// Calls a listener. The runtime guards the plugin behind it; what it throws counts as an error.
using Handler = std::function<Result<void>(Context&, const Event&)>;

/// Makes a context that pins the current generation and has a database, for work that no request
/// began. Null while there is no generation: nothing is done then.
using MakeContext = std::function<std::unique_ptr<Context>()>;

/// Whether an event is acceptable: topic as "orders.order_placed.v1", at most 100 characters;
/// entity of 1 to 200 bytes; payload an object of at most 256 KiB.
/// @errors invalid "invalid_event"  says what is wrong
Result<void> check_event(std::string_view topic, std::string_view entity, std::string_view payload);
bool is_topic(std::string_view text);

} // namespace statybos::kernel::events
