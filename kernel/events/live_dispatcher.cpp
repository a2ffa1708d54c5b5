#include "events/live_dispatcher.hpp"

#include "core/abi.hpp"
#include "core/log.hpp"
#include "events/subscription_set.hpp"

namespace statybos::kernel::events {

LiveDispatcher::LiveDispatcher(MakeContext make_context, std::chrono::milliseconds handler_time,
                               std::function<void()> missed, std::size_t capacity)
    : make_context_(std::move(make_context)),
      handler_time_(handler_time),
      missed_(std::move(missed)),
      capacity_(capacity) {}

LiveDispatcher::~LiveDispatcher() {
    stop();
}

void LiveDispatcher::start() {
    thread_ = std::thread([this] { run(); });
}

void LiveDispatcher::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void LiveDispatcher::push(std::vector<Event> events) {
    {
        const std::lock_guard lock(mutex_);
        bool missed = false;
        for (Event& event : events) {
            waiting_.push_back(std::move(event));
            if (waiting_.size() > capacity_) {
                waiting_.pop_front();
                ++dropped_;
                missed = true;
            }
        }
        if (missed && missed_) {
            missed_();
        }
    }
    changed_.notify_one();
}

void LiveDispatcher::run() {
    for (;;) {
        Event event;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
            if (stopping_) {
                return;
            }
            event = std::move(waiting_.front());
            waiting_.pop_front();
        }
        tell(event);
    }
}

void LiveDispatcher::tell(const Event& event) {
    const auto complain = [&](std::string_view listener, const Error& error) {
        log(LogLevel::warning, "events", "a live listener failed",
            {{"listener", std::string(listener)},
             {"topic", event.topic},
             {"code", error.slug()},
             {"why", error.message()}});
    };
    try {
        const std::unique_ptr<Context> context = make_context_();
        if (context == nullptr || context->subscriptions == nullptr) {
            return;
        }
        context->request_id = "event-" + event.id;
        const LogScope scope(context->request_id);
        for (const Subscription* listener : context->subscriptions->live(event.topic)) {
            context->deadline = Context::Clock::now() + handler_time_;
            try {
                if (auto heard = listener->handler(*context, event); !heard) {
                    complain(listener->name, heard.error());
                }
            } catch (...) {
                complain(listener->name, current_exception_as_error());
            }
        }
    } catch (...) {
        complain("", current_exception_as_error());
    }
}

} // namespace statybos::kernel::events
