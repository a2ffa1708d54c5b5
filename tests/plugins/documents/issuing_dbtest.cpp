// Documents come about once, under numbers without gaps, and never change.
#include <gmock/gmock.h>

#include "database/database_error.hpp"
#include "plugins/documents/desk_fixture.hpp"

namespace statybos::documents {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::size_t crowd = 8;

class IssuingTest : public DeskTest {};
class DocumentFilesTest : public DeskTest {};
class DocumentTablesTest : public DeskTest {};
class PaymentRequestTest : public DeskTest {};

TEST_F(IssuingTest, NumbersEachVendorsSalesFromOne) {
    for (const VendorId& vendor : {a, b, a}) {
        ASSERT_TRUE(hear_paid(ctx(), given_order(vendor)).has_value());
    }
    EXPECT_THAT(numbers_of(a), ElementsAre("SF-2026-000001", "SF-2026-000002"));
    EXPECT_THAT(numbers_of(b), ElementsAre("SF-2026-000001"));
    EXPECT_THAT(database->published(),
                ::testing::Each(std::string("documents.document_issued.v1")));
    EXPECT_EQ(database->published().size(), 3u);
}

TEST_F(IssuingTest, StartsAnewWithTheYearOfTheMarketplacesOwnClock) {
    host.set_now(Instant::parse("2025-12-31T21:59:59Z").value());
    ASSERT_TRUE(hear_paid(ctx(), given_order(a)).has_value());
    host.set_now(Instant::parse("2025-12-31T22:00:00Z").value());
    const auto order = given_order(a);
    ASSERT_TRUE(hear_paid(ctx(), order).has_value());
    EXPECT_THAT(numbers_of(a), ElementsAre("SF-2025-000001", "SF-2026-000001"));

    Session session(ctx());
    const auto document = desk->store.of_source(session, order.id.value);
    EXPECT_EQ(document->issued_on, "2026-01-01");
    EXPECT_EQ(content_of(*document).ordered_on, "2025-12-31");
}

TEST_F(IssuingTest, GivesAPrivateVendorReceipts) {
    const VendorId vendor = given_vendor(true);
    const auto order = given_order(vendor);
    ASSERT_TRUE(hear_paid(ctx(), order).has_value());
    auto refunded = refund_of(order);
    refunded.vat = refunded.lines[0].vat = eur(0);
    ASSERT_TRUE(hear(ctx(), refunded).has_value());
    ASSERT_TRUE(hear(ctx(), settled(refunded)).has_value());
    EXPECT_THAT(numbers_of(order), ElementsAre("KV-2026-000001", "GK-2026-000001"));
}

TEST_F(IssuingTest, HappensOnceHoweverOftenItIsHeard) {
    const auto order = given_order(a);
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(hear_paid(ctx(), order).has_value());
    }
    EXPECT_THAT(numbers_of(order), ElementsAre("SF-2026-000001"));
    EXPECT_EQ(database->published().size(), 1u);
}

TEST_F(IssuingTest, WaitsUntilAnOrderIsSold) {
    auto order = given_order(a);
    orders.known[order.id].paid = false;
    ASSERT_TRUE(hear_paid(ctx(), order).has_value());
    EXPECT_EQ(desk->documents.of_sale(ctx(), order.id.to_string(), "open", {}).error().slug(),
              "not_issued");
    orders.known[order.id].paid = true;
    orders.known[order.id].confirmed_at.reset();
    ASSERT_TRUE(hear_paid(ctx(), order).has_value());
    EXPECT_THAT(numbers_of(a), IsEmpty());
    EXPECT_EQ(count("documents.series"), 0);
}

TEST_F(IssuingTest, TakesNoNumberWhenTheTransactionFails) {
    const auto order = given_order(a);
    try {
        transact(ctx(), [&](Transaction& tx) {
            desk->issuing.catch_up(tx, order).value();
            throw Failure(Errc::internal, "internal_error", "the listener failed afterwards");
        });
        FAIL() << "the failure was swallowed";
    } catch (const Failure&) {
    }
    EXPECT_THAT(numbers_of(a), IsEmpty());
    ASSERT_TRUE(hear_paid(ctx(), given_order(a)).has_value());
    ASSERT_TRUE(hear_paid(ctx(), order).has_value());
    EXPECT_THAT(numbers_of(a), ElementsAre("SF-2026-000001", "SF-2026-000002"));
}

TEST_F(IssuingTest, LeavesNoGapWhenManyOrdersOfAVendorArePaidAtOnce) {
    std::vector<std::string> expected;
    for (int round = 0; round < 20; ++round) {
        std::vector<orders::OrderSnapshot> sold;
        for (std::size_t i = 0; i < crowd; ++i) {
            sold.push_back(given_order(a));
        }
        const auto heard =
            together(crowd, [&](Ctx own, std::size_t i) { return hear_paid(own, sold[i]); });
        for (const auto& one : heard) {
            ASSERT_TRUE(one.has_value()) << one.error().message();
        }
        for (std::size_t i = 0; i < crowd; ++i) {
            const std::string digits = std::to_string(expected.size() + 1);
            expected.push_back("SF-2026-" + std::string(6 - digits.size(), '0') + digits);
        }
        ASSERT_EQ(numbers_of(a), expected);
    }
}

TEST_F(IssuingTest, GivesAnOrderOneDocumentWhenManyIssueItAtOnce) {
    for (int round = 0; round < 20; ++round) {
        const auto order = given_order(a);
        const auto refunded = refund_of(order);
        const auto heard = together(crowd, [&](Ctx own, std::size_t i) {
            return i % 4 == 0   ? hear(own, refunded)
                   : i % 4 == 1 ? hear(own, settled(refunded))
                                : hear_paid(own, order);
        });
        for (const auto& one : heard) {
            ASSERT_TRUE(one.has_value()) << one.error().message();
        }
        ASSERT_EQ(numbers_of(order).size(), 2u);
        ASSERT_EQ(count("documents.document"), 2 * (round + 1));
        ASSERT_EQ(count("documents.source"), 2 * (round + 1));
    }
    Session session(ctx());
    EXPECT_EQ(session.single<std::int64_t>("SELECT sum(last)::bigint FROM documents.series"), 40);
}

TEST_F(IssuingTest, CreditsARefundOnceInWhateverOrderItsNewsCome) {
    for (const bool settled_first : {false, true}) {
        const auto order = given_order(settled_first ? a : b);
        const auto refunded = refund_of(order);
        const auto first = [&] {
            return settled_first ? hear(ctx(), settled(refunded)) : hear(ctx(), refunded);
        };
        ASSERT_TRUE(first().has_value());
        EXPECT_THAT(numbers_of(order), ElementsAre("SF-2026-000001")) << "issued on the way";
        for (int i = 0; i < 2; ++i) {
            ASSERT_TRUE(hear(ctx(), refunded).has_value());
            ASSERT_TRUE(hear(ctx(), settled(refunded)).has_value());
        }
        EXPECT_THAT(numbers_of(order), ElementsAre("SF-2026-000001", "KR-2026-000001"));

        Session session(ctx());
        const auto credit = desk->store.of_source(session, refunded.refund_id);
        EXPECT_EQ(credit->total, eur(-6'050));
        EXPECT_EQ(credit->vat, -1'050);
        EXPECT_EQ(credit->credited_number, "SF-2026-000001");
    }
}

TEST_F(IssuingTest, CreditsEverythingWithoutBeingToldTheLines) {
    const auto order = given_order(a);
    auto partly = settled(refund_of(order));
    ASSERT_TRUE(hear(ctx(), partly).has_value());
    EXPECT_THAT(numbers_of(order), ElementsAre("SF-2026-000001")) << "which lines is not known";

    const auto other = given_order(b);
    auto whole = settled(refund_of(other));
    whole.amount = other.grand;
    ASSERT_TRUE(hear(ctx(), whole).has_value());
    EXPECT_THAT(numbers_of(other), ElementsAre("SF-2026-000001", "KR-2026-000001"));
    Session session(ctx());
    const auto credit = desk->store.of_source(session, whole.refund_id.value);
    EXPECT_EQ(credit->total, -other.grand);
    EXPECT_EQ(credit->vat, -other.vat.minor);
}

TEST_F(IssuingTest, CreditsNothingThatDidNotArriveOrWasNeverSold) {
    const auto order = given_order(a);
    const auto refunded = refund_of(order);
    ASSERT_TRUE(hear(ctx(), refunded).has_value());
    auto failed = settled(refunded);
    failed.status = payments::RefundState::failed;
    ASSERT_TRUE(hear(ctx(), failed).has_value());
    EXPECT_THAT(numbers_of(order), ElementsAre("SF-2026-000001"));

    const auto late = given_order(b);
    orders.known[late.id].confirmed_at.reset();
    const auto given_back = refund_of(late);
    ASSERT_TRUE(hear(ctx(), given_back).has_value());
    ASSERT_TRUE(hear(ctx(), settled(given_back)).has_value());
    EXPECT_THAT(numbers_of(b), IsEmpty());
}

TEST_F(IssuingTest, RefusesARefundWhoseLinesDoNotSumToItsAmount) {
    const auto order = given_order(a);
    auto refunded = refund_of(order);
    refunded.amount = eur(6'051);
    ASSERT_TRUE(hear(ctx(), refunded).has_value());
    EXPECT_EQ(hear(ctx(), settled(refunded)).error().slug(), "refund_does_not_fit");
    EXPECT_THAT(numbers_of(order), ElementsAre("SF-2026-000001"));
}

TEST_F(DocumentFilesTest, AreTheSameBytesForEverybody) {
    const auto order = given_order(a);
    const std::string id = order.id.to_string();
    const auto got = together(crowd, [&](Ctx own, std::size_t) {
        return desk->documents.of_sale(own, id, "open", {}).value().bytes;
    });
    EXPECT_TRUE(got[0].starts_with("%PDF-"));
    for (const std::string& bytes : got) {
        EXPECT_EQ(bytes, got[0]);
    }
    EXPECT_EQ(count("documents.file"), 1);

    const auto english = desk->documents.of_sale(ctx(), id, "open", DocumentLanguage::en).value();
    EXPECT_EQ(english.language, "en");
    EXPECT_NE(english.bytes, got[0]);
    EXPECT_EQ(english.document.number, "SF-2026-000001");
    EXPECT_EQ(count("documents.file"), 2);
}

TEST_F(DocumentFilesTest, StayAsTheyWereWhateverBecomesOfVendorOrderAndProgram) {
    struct OtherPrinter final : Printer {
        using Printer::Printer;
        std::string print(const Content&, std::string_view) const override { return "%PDF-other"; }
    };
    auto order = given_order(a);
    const std::string id = order.id.to_string();
    const std::string before = desk->documents.of_sale(ctx(), id, "open", {}).value().bytes;

    vendors.known[a.to_string()].company->name = "UAB Kitas vardas";
    orders.known[order.id].lines[0].title = "Kita prekė";
    const OtherPrinter other(desk->settings);
    Documents later(desk->store, desk->issuing, other, desk->orders);
    EXPECT_EQ(later.of_sale(ctx(), id, "open", {}).value().bytes, before);

    Session session(ctx());
    const Content content = content_of(desk->store.of_source(session, order.id.value).value());
    EXPECT_EQ(content.seller.name, "UAB Ąžuolo sandėlis");
    EXPECT_EQ(content.lines[0].title, "Katilas");
}

TEST_F(DocumentFilesTest, AreNotThereForOthers) {
    const auto order = given_order(a);
    ASSERT_TRUE(hear_paid(ctx(), order).has_value());
    Session session(ctx());
    const auto document = desk->store.of_source(session, order.id.value);
    const std::string id = document->id.to_string();
    EXPECT_TRUE(desk->documents.find(ctx(), id, "open", {}).has_value());
    EXPECT_EQ(desk->documents.find(ctx(), id, "", {}).error().code(), Errc::not_found);
    EXPECT_EQ(desk->documents.find(ctx(), "no-id", "open", {}).error().code(), Errc::not_found);
    EXPECT_EQ(desk->documents.of_sale(ctx(), order.id.to_string(), "", {}).error().code(),
              Errc::not_found);
    EXPECT_EQ(desk->documents.of_order(ctx(), order.id.to_string(), "").error().code(),
              Errc::not_found);
}

TEST_F(DocumentTablesTest, RefuseChangesToEverybody) {
    const auto order = given_order(a);
    ASSERT_TRUE(desk->documents.of_sale(ctx(), order.id.to_string(), "open", {}).has_value());
    for (const char* table : {"documents.document", "documents.file", "documents.source"}) {
        for (auto* pool : {&database->as_owner(), &database->as_application()}) {
            EXPECT_THROW(pool->lease()->execute("DELETE FROM " + std::string(table)), Failure)
                << table;
        }
    }
    EXPECT_THROW(database->as_owner().lease()->execute("UPDATE documents.document SET total = 1"),
                 Failure);
    EXPECT_THAT(numbers_of(order), ElementsAre("SF-2026-000001"));
}

TEST_F(DocumentTablesTest, RefuseANumberWithoutItsPredecessor) {
    ASSERT_TRUE(hear_paid(ctx(), given_order(a)).has_value());
    database->as_owner().lease()->execute("UPDATE documents.series SET last = 7");
    try {
        hear_paid(ctx(), given_order(a)).value();
        FAIL() << "a gap was let in";
    } catch (const Failure& failure) {
        EXPECT_EQ(constraint_of(failure.error()), "document_gapless");
    }
    database->as_owner().lease()->execute("UPDATE documents.series SET last = 1");
    ASSERT_TRUE(hear_paid(ctx(), given_order(a)).has_value());
    EXPECT_THAT(numbers_of(a), ElementsAre("SF-2026-000001", "SF-2026-000002"));
}

TEST_F(PaymentRequestTest, IsThereWhileATransferIsAwaited) {
    auto order = given_order(a);
    orders.known[order.id].paid = false;
    orders.known[order.id].confirmed_at.reset();
    payments.payment.status = payments::PaymentStatus::pending;
    payments.payment.amount = order.grand;
    payments.payment.instructions = {{"iban", "LT121000011101001000"},
                                     {"reference", "RF18539007547034"}};
    const std::string id = order.id.to_string();
    const auto asked = together(crowd, [&](Ctx own, std::size_t) {
        return desk->documents.payment_request(own, id, "open", {}).value().bytes;
    });
    for (const std::string& bytes : asked) {
        EXPECT_EQ(bytes, asked[0]);
    }
    EXPECT_EQ(count("documents.document"), 1);
    EXPECT_EQ(count("documents.series"), 0);
    EXPECT_THAT(numbers_of(order), IsEmpty());
    EXPECT_EQ(desk->documents.payment_request(ctx(), id, "", {}).error().code(), Errc::not_found);

    payments.payment.status = payments::PaymentStatus::paid;
    EXPECT_TRUE(desk->documents.payment_request(ctx(), id, "open", {}).error().is("not_issued"));
}

TEST_F(PaymentRequestTest, NeedsAnAccountToPayTo) {
    const auto order = given_order(a);
    payments.payment.status = payments::PaymentStatus::pending;
    payments.payment.amount = order.grand;
    EXPECT_TRUE(desk->documents.payment_request(ctx(), order.id.to_string(), "open", {})
                    .error()
                    .is("not_issued"));
    EXPECT_EQ(count("documents.source"), 0);
}

} // namespace
} // namespace statybos::documents
