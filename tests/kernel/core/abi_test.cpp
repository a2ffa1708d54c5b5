#include "core/abi.hpp"

#include <cstring>
#include <stdexcept>

#include <gtest/gtest.h>

#include <statybos/strings.hpp>

namespace statybos::kernel {
namespace {

TEST(AbiErrorTest, CarriesAnErrorAcrossWhole) {
    const Error sent = Error(Errc::conflict, "insufficient_stock", "only 2 are left")
                           .field("/items/0/quantity", "too_large", "at most 2")
                           .flag(STY_ERROR_RETRYABLE);
    AbiError border;
    EXPECT_EQ(raise(border.get(), sent), STY_E_CONFLICT);

    const Error got = border.take(STY_E_CONFLICT);
    EXPECT_EQ(got.code(), Errc::conflict);
    EXPECT_EQ(got.slug(), "insufficient_stock");
    EXPECT_EQ(got.message(), "only 2 are left");
    EXPECT_TRUE(got.retryable());
    EXPECT_EQ(got.details(), sent.details());
}

TEST(AbiErrorTest, NeverWritesBeyondTheSizeOfAnOlderCaller) {
    sty_error old{};
    std::memset(static_cast<void*>(&old), 0x5A, sizeof(old));
    old.size = offsetof(sty_error, flags);
    EXPECT_EQ(raise(&old, Error(Errc::invalid, "slug", "message")), STY_E_INVALID);

    EXPECT_EQ(old.code, STY_E_INVALID);
    EXPECT_EQ(old.flags, 0x5A5A5A5Au);
    EXPECT_EQ(old.slug.size, 0x5A5A5A5A5A5A5A5Au);
    EXPECT_EQ(old.details.size, 0x5A5A5A5A5A5A5A5Au);
}

TEST(AbiErrorTest, AcceptsACallerWhoDoesNotWantToKnow) {
    EXPECT_EQ(raise(nullptr, Error(Errc::timeout, "timeout", "late")), STY_E_TIMEOUT);
}

TEST(AbiErrorTest, ReadsAnUnknownCodeAsInternal) {
    const AbiError border;
    EXPECT_EQ(border.take(42).code(), Errc::internal);
    EXPECT_EQ(border.take(-1000).code(), Errc::internal);
    EXPECT_EQ(border.take(STY_E_NOT_FOUND).code(), Errc::not_found);
}

TEST(GuardedTest, TurnsExceptionsIntoErrors) {
    AbiError failure;
    EXPECT_EQ(guarded(failure.get(),
                      []() -> Result<void> { throw Failure(Errc::declined, "no", "refused"); }),
              STY_E_DECLINED);
    EXPECT_EQ(failure.take(STY_E_DECLINED).slug(), "no");

    AbiError unknown;
    EXPECT_EQ(guarded(unknown.get(), []() -> Result<void> { throw std::runtime_error("secret"); }),
              STY_E_EXCEPTION);
    EXPECT_TRUE(unknown.take(STY_E_EXCEPTION).hidden());

    EXPECT_EQ(guarded(nullptr, []() -> Result<void> { throw 7; }), STY_E_EXCEPTION);
    EXPECT_EQ(guarded(nullptr, []() -> Result<void> { return {}; }), STY_OK);
}

TEST(HeapTest, GivesBlocksThatTheTableFrees) {
    sty_buf buffer = make_buf("ąžuolas");
    EXPECT_EQ(view(buffer), "ąžuolas");
    mem_api().free(buffer.data);
    EXPECT_EQ(make_buf("").data, nullptr);
    void* empty = mem_api().alloc(0);
    EXPECT_NE(empty, nullptr);
    mem_api().free(empty);
    mem_api().free(nullptr);
}

} // namespace
} // namespace statybos::kernel
