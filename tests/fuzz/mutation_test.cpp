// Shows a fuzz target its seeds and mutations of them, the same ones in every run.
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr int mutations_per_seed = 1500;
constexpr std::size_t longest_input = 256 * 1024;

std::vector<std::string> seeds() {
    std::vector<std::string> seeds = {""};
    std::istringstream places(FUZZ_SEEDS);
    for (std::string place; std::getline(places, place, '|');) {
        std::vector<std::filesystem::path> files = {place};
        if (std::filesystem::is_directory(place)) {
            files.assign(std::filesystem::directory_iterator(place), {});
            std::sort(files.begin(), files.end());
        }
        for (const auto& file : files) {
            std::ifstream stream(file, std::ios::binary);
            EXPECT_TRUE(stream) << file;
            seeds.emplace_back(std::istreambuf_iterator<char>(stream),
                               std::istreambuf_iterator<char>());
        }
    }
    return seeds;
}

class Mutator {
public:
    explicit Mutator(const std::vector<std::string>& seeds) : seeds_(seeds) {}

    std::string mutate(std::string text) {
        for (unsigned i = 0, count = 1 + below(8); i < count; ++i) {
            switch (below(6)) {
            case 0:
                change_byte(text);
                break;
            case 1:
                write_extreme(text);
                break;
            case 2:
                text.resize(below(text.size() + 1));
                break;
            case 3:
                text.insert(below(text.size() + 1), part_of(text));
                break;
            case 4:
                text.erase(below(text.size() + 1), below(64));
                break;
            default:
                text.insert(below(text.size() + 1), part_of(seeds_[below(seeds_.size())]));
            }
        }
        text.resize(std::min(text.size(), longest_input));
        return text;
    }

private:
    std::size_t below(std::size_t limit) { return random_() % limit; }

    void change_byte(std::string& text) {
        if (!text.empty()) {
            text[below(text.size())] = static_cast<char>(random_());
        }
    }

    void write_extreme(std::string& text) {
        constexpr std::uint64_t extremes[] = {
            0, 1, 0x7F, 0xFFFF, 0x7FFF'FFFF, 0xFFFF'FFFF, 0x7FFF'FFFF'FFFF'FFFF, ~std::uint64_t{0}};
        const std::uint64_t extreme = extremes[below(std::size(extremes))];
        const std::size_t width = std::size_t{1} << below(4);
        if (text.size() >= width) {
            const auto* bytes = reinterpret_cast<const char*>(&extreme);
            const std::size_t at = below(text.size() - width + 1);
            std::copy(bytes, bytes + width, text.begin() + static_cast<std::ptrdiff_t>(at));
        }
    }

    std::string part_of(const std::string& text) {
        const std::size_t start = below(text.size() + 1);
        return text.substr(start, below(128));
    }

    const std::vector<std::string>& seeds_;
    std::mt19937 random_{20260101};
};

void show(const std::string& text) {
    // A block of exactly this size, so that AddressSanitizer sees one byte too far.
    const std::vector<std::uint8_t> bytes(text.begin(), text.end());
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

TEST(FuzzTest, SurvivesSeedsAndTheirMutations) {
    const std::vector<std::string> all = seeds();
    ASSERT_GT(all.size(), 1u);
    Mutator mutator(all);
    for (const std::string& seed : all) {
        show(seed);
        for (int i = 0; i < mutations_per_seed; ++i) {
            show(mutator.mutate(seed));
        }
    }
}

} // namespace
