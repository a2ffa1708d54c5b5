#include "plugins/instance.hpp"

#include "core/log.hpp"
#include "plugins/call.hpp"

namespace statybos::kernel::plugins {
namespace {

const void* find_api(const sty_host* host, const char* id, std::uint32_t min_size) noexcept {
    return id == nullptr ? nullptr : Instance::of(host).surroundings().apis->find(id, min_size);
}

} // namespace

std::string_view name_of(State state) {
    switch (state) {
    case State::mapped:
        return "mapped";
    case State::created:
        return "created";
    case State::active:
        return "active";
    case State::stopped:
        return "stopped";
    case State::destroyed:
        return "destroyed";
    case State::failed:
        return "failed";
    }
    return "failed";
}

Instance::Instance(const Library& library, InstanceSettings settings,
                   const Surroundings& surroundings)
    : HostSide{settings.plugin, settings.instance, surroundings.engines, settings.replaced},
      library_(library),
      settings_(std::move(settings)),
      surroundings_(surroundings) {
    host_ = {sizeof(sty_host), STY_ABI_EPOCH, STY_ABI_LEVEL, 0, static_cast<HostSide*>(this),
             &find_api};
}

Instance::~Instance() {
    stop();
    destroy();
}

Result<> Instance::call(std::string_view what, const std::function<sty_rc(sty_error*)>& function) {
    auto result = call_plugin(*this, function);
    if (result) {
        return {};
    }
    const Error said = result.error();
    state_ = State::failed;
    return Error(said.code(), said.slug(),
                 settings_.instance + " failed in " + std::string(what) + "(): " +
                     (said.message().empty() ? "it gave no reason, code " +
                                                   std::to_string(static_cast<int>(said.code()))
                                             : said.message()));
}

Result<> Instance::create() {
    STATYBOS_ASSERT(state() == State::mapped);
    declaring_ = std::this_thread::get_id();
    auto created = call("create", [&](sty_error* error) {
        return library_.descriptor->create(&host_, &self_, error);
    });
    declaring_ = std::thread::id();
    if (created) {
        state_ = State::created;
    } else {
        self_ = nullptr;
    }
    return created;
}

Result<> Instance::start() {
    STATYBOS_ASSERT(state() == State::created);
    auto started =
        call("start", [&](sty_error* error) { return library_.descriptor->start(self_, error); });
    if (started) {
        state_ = State::active;
    }
    return started;
}

void Instance::stop() {
    if (state() != State::active) {
        return;
    }
    auto stopped =
        call("stop", [&](sty_error* error) { return library_.descriptor->stop(self_, error); });
    if (!stopped) {
        log(LogLevel::error, settings_.instance, stopped.error().message());
    }
    state_ = State::stopped;
}

void Instance::destroy() {
    if (self_ == nullptr || state() == State::destroyed) {
        return;
    }
    auto destroyed = call("destroy", [&](sty_error*) {
        library_.descriptor->destroy(self_);
        return STY_OK;
    });
    if (!destroyed) {
        log(LogLevel::error, settings_.instance, destroyed.error().message());
    }
    self_ = nullptr;
    state_ = State::destroyed;
}

Result<> Instance::declare(std::string_view what,
                           const std::function<Result<>(Declarations&)>& declare) {
    if (declaring_.load() != std::this_thread::get_id()) {
        return Error(Errc::conflict, "declared_too_late",
                     settings_.instance + " declares " + std::string(what) +
                         " outside create(); everything is declared there, on its thread");
    }
    return declare(declarations_);
}

} // namespace statybos::kernel::plugins
