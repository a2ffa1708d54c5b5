#include <gtest/gtest.h>

#include <statybos/json_reader.hpp>
#include <statybos/json_writer.hpp>

#include "sdk/sample_records.hpp"

namespace {

using namespace statybos;
using sample::Everything;

TEST(JsonRecordTest, ReadsEveryKindOfField) {
    const auto read = read_json<Everything>(sample::everything_json);
    ASSERT_TRUE(read.has_value()) << read.error().details();
    EXPECT_EQ(*read, sample::everything());
}

TEST(JsonRecordTest, WritesWhatItReads) {
    const std::string text = write_json(sample::everything());
    const auto read = read_json<Everything>(text);
    ASSERT_TRUE(read.has_value()) << read.error().details();
    EXPECT_EQ(*read, sample::everything());
    EXPECT_EQ(write_json(*read), text);
}

} // namespace
