// One message of a stream of server-sent events, as it goes over the wire.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <statybos/error.hpp>

namespace statybos::kernel::http {

/// Shared by all streams that it was sent to.
struct StreamMessage {
    std::string id; // or empty
    std::string frame;
    bool is_mark = false; // an id alone: the client has it for its return, and is shown nothing
};
using SharedMessage = std::shared_ptr<const StreamMessage>;

/// @errors invalid_message  a line break or NUL in `id` or `event`, data that is not UTF-8 or
/// longer
///                          than 64 KiB
Result<SharedMessage> stream_message(std::string_view id, std::string_view event,
                                     std::string_view data);

} // namespace statybos::kernel::http
