#include "plugins/graph.hpp"

namespace statybos::kernel::plugins {
namespace {

class Graph {
public:
    explicit Graph(const Generation& generation) : generation_(generation) {}

    std::string text() {
        add_starts();
        add_services();
        add_needs();
        add_failures();
        return std::move(text_);
    }

private:
    const Member& member(std::size_t index) const { return generation_.candidates()[index].member; }

    static std::string release_of(const Member& member) {
        return member.label() + ' ' + member.version;
    }

    void line(const std::string& text) { text_ += text + '\n'; }

    void add_starts() {
        line("Plugins, in the order in which they start:");
        std::size_t place = 0;
        for (std::size_t index : generation_.composition().start_order) {
            line("  " + std::to_string(++place) + ". " + release_of(member(index)));
        }
        if (place == 0) {
            line("  none");
        }
    }

    void add_services() {
        line("\nServices and who provides them; decorators below, the outermost last:");
        for (const ComposedService& service : generation_.composition().services) {
            line("  " + service.key.label() + " v" + std::to_string(service.key.major) + ": " +
                 release_of(member(service.provider)));
            for (const ComposedDecorator& decorator : service.chain) {
                line("    + " + release_of(member(decorator.member)) + ", " +
                     decorator.decoration->label);
            }
        }
        if (generation_.composition().services.empty()) {
            line("  none");
        }
    }

    void add_needs() {
        line("\nWho needs what:");
        const std::size_t before = text_.size();
        for (std::size_t index : generation_.composition().start_order) {
            for (const Requirement& requirement : member(index).declarations->requirements()) {
                line("  " + member(index).label() + " -> " + need_of(requirement));
            }
        }
        if (text_.size() == before) {
            line("  nobody anything");
        }
    }

    std::string need_of(const Requirement& requirement) const {
        if (requirement.all) {
            return "every " + requirement.key.contract;
        }
        const ComposedService* found =
            find_service(generation_.composition().services, requirement.key);
        const bool fit =
            found != nullptr && fits(*found->service.table, requirement.key.major,
                                     requirement.method_count, requirement.prefix_hash);
        const std::string answer = fit ? member(found->provider).label() : "nobody";
        return requirement.key.label() + " of " + answer +
               (requirement.optional ? " (optional)" : "");
    }

    void add_failures() {
        const auto failures = generation_.failures();
        if (!failures.empty()) {
            line("\nFailed:");
        }
        for (const std::string& failure : failures) {
            line("  " + failure);
        }
    }

    const Generation& generation_;
    std::string text_;
};

} // namespace

std::string graph_of(const Generation& generation) {
    return Graph(generation).text();
}

} // namespace statybos::kernel::plugins
