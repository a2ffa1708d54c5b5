// The listening socket, the I/O threads, and the connections on them.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include <statybos/error.hpp>

#include "http/dispatcher.hpp"

namespace statybos::kernel::http {

/// Serves from the return of create() until stop(). `dispatcher` outlives it.
class Server {
public:
    /// Binds, loads the certificate, starts the I/O threads.
    ///
    /// @errors invalid_address    no IP address
    /// @errors address_in_use     the port is taken; names address and port
    /// @errors cannot_listen      the system refused for another reason; says which
    /// @errors invalid_tls        certificate or key cannot be read, or do not belong together
    static Result<std::unique_ptr<Server>> create(Dispatcher& dispatcher);

    ~Server();

    /// The bound port, also when the settings said 0.
    std::uint16_t port() const noexcept;

    /// Stops accepting, closes connections that wait for a request, answers those that are under
    /// way with `Connection: close`. What is not done after `patience` is cut off. Blocks; may be
    /// called once, from any thread but an I/O thread.
    void stop(std::chrono::milliseconds patience);

private:
    struct State;

    explicit Server(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

} // namespace statybos::kernel::http
