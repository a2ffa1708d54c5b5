// Figures that are read from the database from time to time and shown whenever asked.
#pragma once

#include <chrono>
#include <mutex>

namespace statybos::kernel::events {

/// Any thread.
template <class Figures>
class FreshFigures {
public:
    static constexpr std::chrono::seconds lifetime{10};

    Figures get() const {
        const std::lock_guard lock(mutex_);
        return figures_;
    }

    /// Reads them anew when they are older than `lifetime`; one thread at a time does.
    template <class Read>
    void refresh(Read&& read) {
        const auto now = std::chrono::steady_clock::now();
        {
            const std::lock_guard lock(mutex_);
            if (now < next_) {
                return;
            }
            next_ = now + lifetime;
        }
        Figures figures = read();
        const std::lock_guard lock(mutex_);
        figures_ = figures;
    }

private:
    mutable std::mutex mutex_;
    Figures figures_{};
    std::chrono::steady_clock::time_point next_{};
};

} // namespace statybos::kernel::events
