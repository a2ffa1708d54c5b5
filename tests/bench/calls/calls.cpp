// Nanoseconds of a call through a contract, beside those of a C++ virtual call.
//
//   bench_calls <rounds> <calls>
//
// The provider and the decorator are plugins, loaded as the kernel loads any. In each round every
// kind of call is made in turn; prints a line `<kind> <nanoseconds>` for each kind and round.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include <statybos/host.hpp>

#include "client/http_client.hpp"
#include "core/abi.hpp"
#include "database/db_table.hpp"
#include "events/event_engine.hpp"
#include "events/job_engine.hpp"
#include "meter.hpp"
#include "plugins/api_directory.hpp"
#include "plugins/generation.hpp"
#include "plugins/library.hpp"
#include "plugins/run_directory.hpp"

namespace {

using namespace statybos;
using namespace statybos::kernel;
using bench::Meter;
using bench::Reading;

/// Keeps the compiler from computing the loop instead of running it.
template <class T>
void opaque(T& value) {
    asm volatile("" : : "r"(&value) : "memory");
}

template <class Call>
void measure(const char* kind, std::uint64_t calls, Call call) {
    const auto began = std::chrono::steady_clock::now();
    for (std::uint64_t i = 0; i < calls; ++i) {
        call();
    }
    const std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - began;
    std::cout << kind << ' ' << spent.count() / static_cast<double>(calls) << '\n';
}

/// Plugins loaded into this process, without the rest of the kernel.
class Loaded final : public plugins::Ports {
public:
    explicit Loaded(const std::filesystem::path& folder)
        : folder_(folder), run_(plugins::RunDirectory::create(folder / "run").value()) {
        // Not used here, but the SDK asks for all of them.
        apis_.add(STY_API_DB, database::db_table());
        apis_.add(STY_API_EVENTS, events::events_api());
        apis_.add(STY_API_JOBS, jobs::jobs_api());
        apis_.add(STY_API_HTTP_CLIENT, client::http_client_api());
    }

    std::shared_ptr<const plugins::Generation> generation(bool decorated) {
        plugins::Blueprint blueprint;
        blueprint.candidates.push_back(candidate("bench_meter", "bench.meter"));
        if (decorated) {
            blueprint.candidates.push_back(
                candidate("bench_meter_decorator", "bench.meter_decorator"));
        }
        return plugins::build_generation(std::move(blueprint), ++number_, surroundings_).value();
    }

    Use<Meter> meter() {
        plugins::Requirement form;
        form.key = {detail::Description<Meter>::id, detail::Description<Meter>::major, {}};
        form.method_count = detail::Tabled<Meter>::count;
        form.prefix_hash = detail::Tabled<Meter>::prefix.of[form.method_count - 1];
        return Use<Meter>(slots_.slot_of(form));
    }

    Result<std::unique_ptr<Context>> open_context(plugins::Instance&,
                                                  Context::Clock::time_point) override {
        return std::make_unique<Context>();
    }

private:
    plugins::Candidate candidate(const std::string& name, const std::string& id) {
        const auto file = std::filesystem::path(STATYBOS_PLUGINS_DIR) / (name + ".so");
        const auto* library =
            plugins::map_library(run_.copy(file).value(), {id, "1.0.0"}, name).value();
        plugins::Candidate made;
        made.member.id = made.member.instance = id;
        made.member.version = "1.0.0";
        made.instance = std::make_shared<plugins::Instance>(
            *library, plugins::InstanceSettings{id, id, "{}", folder_}, surroundings_);
        made.instance->create().value();
        made.member.declarations = &made.instance->declarations();
        return made;
    }

    const std::filesystem::path folder_;
    plugins::RunDirectory run_;
    plugins::SlotTable slots_;
    plugins::ApiDirectory apis_ = plugins::basic_apis();
    Engines engines_;
    plugins::Surroundings surroundings_{&engines_, &slots_, &apis_, this};
    std::uint32_t number_ = 0;
};

void measure_numbers(std::uint64_t calls, Meter& plain, Ctx ctx, Ctx decorated, Use<Meter> meter) {
    std::uint64_t value = 0;
    measure("control", calls, [&] { opaque(++value); });
    measure("virtual", calls, [&] { opaque(value = plain.count(value)); });
    measure("contract", calls, [&] { opaque(value = meter(ctx)->count(value)); });
    measure("decorated", calls, [&] { opaque(value = meter(decorated)->count(value)); });
}

void measure_records(std::uint64_t calls, Meter& plain, Ctx ctx, Use<Meter> meter) {
    Reading reading{0, "a unit too long for a short string"};
    measure("virtual_record", calls, [&] { opaque(reading = plain.read(ctx, reading).value()); });
    measure("contract_record", calls,
            [&] { opaque(reading = meter(ctx)->read(ctx, reading).value()); });
}

} // namespace

int main(int count, char** words) {
    const int rounds = count == 3 ? std::atoi(words[1]) : 0;
    const auto calls = static_cast<std::uint64_t>(count == 3 ? std::atoll(words[2]) : 0);
    if (rounds <= 0 || calls == 0) {
        std::cerr << "usage: bench_calls <rounds> <calls>\n";
        return 2;
    }
    std::string folder = "/tmp/statybos-bench-XXXXXX";
    if (::mkdtemp(folder.data()) == nullptr) {
        std::cerr << "bench_calls: cannot make a folder in /tmp\n";
        return 1;
    }
    {
        detail::tables.mem = &mem_api();
        Loaded loaded(folder);
        const auto plain = bench::make_plain_meter();
        Context context;
        Context decorated;
        const Use<Meter> meter = loaded.meter();
        plugins::Generation::pin(loaded.generation(false), context);
        plugins::Generation::pin(loaded.generation(true), decorated);
        for (int round = 0; round < rounds; ++round) {
            measure_numbers(calls, *plain, Ctx(context.abi()), Ctx(decorated.abi()), meter);
            measure_records(calls / 10 + 1, *plain, Ctx(context.abi()), meter);
        }
    }
    std::filesystem::remove_all(folder);
    return 0;
}
