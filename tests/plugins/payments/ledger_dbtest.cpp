// Captures, refunds and completions as the ledger has them, and what the database itself refuses.
#include <gmock/gmock.h>

#include "plugins/payments/books_fixture.hpp"

namespace statybos::payments {
namespace {

using kernel::database::DatabaseError;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class LedgerTest : public BooksTest {
protected:
    using BooksTest::BooksTest;

    /// What PostgreSQL says to a statement of the given role, or "".
    static std::string refusal(kernel::database::Pool& pool, const std::string& sql) {
        const auto lease = pool.lease();
        try {
            lease->begin();
            lease->script(sql);
            lease->commit();
            return "";
        } catch (const DatabaseError& error) {
            lease->rollback();
            return error.sqlstate();
        }
    }

    std::string kinds() {
        std::string all;
        for (const auto row : database->as_owner().lease()->query(
                 "SELECT kind FROM payments.ledger_transaction ORDER BY written_in, kind")) {
            all += std::string(row.text(0)) + ' ';
        }
        return all;
    }
};

// 100.00 of goods for nothing, beside 121.00 that are paid for; and a purchase of nothing else.
TEST_F(LedgerTest, HasWhatTheMarketplacePaysForAnOrderOfNothing) {
    for (const bool beside : {true, false}) {
        const VendorId vendor = beside ? a : b;
        auto goods = line(0);
        goods.net = eur(8'264);
        std::vector<PaymentShare> shares = {share(vendor, {goods}, 0, 10'000)};
        if (beside) {
            shares.push_back(share(VendorId::make(), {line(12'100)}));
        }
        const Sale sale = given_sale(shares);
        EXPECT_EQ(pending(vendor), 10'000 - 826 - 173);
        EXPECT_EQ(balance("gateway:test"), 12'100);
        EXPECT_THAT(faults(), IsEmpty());

        const auto cancel = [&] {
            transact(ctx(), [&](Transaction& tx) { books->earnings.cancel(tx, sale.order()); });
        };
        cancel();
        cancel();
        EXPECT_EQ(pending(vendor), 0);
        EXPECT_EQ(balance("vouchers"), 0);
        EXPECT_THAT(faults(), IsEmpty());
    }
    EXPECT_EQ(count("payments.test_charge"), 1) << "of 0.00 the gateway was asked";
}

TEST_F(LedgerTest, CancelsNothingOfAnOrderThatWasPaidFor) {
    const Sale sale = worked_example();
    transact(ctx(), [&](Transaction& tx) { books->earnings.cancel(tx, sale.order()); });
    EXPECT_EQ(pending(a), 12'100);
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(LedgerTest, HasNothingOfAnOrderOfNothingThatWasCancelledBeforeItsCapture) {
    Sale sale;
    ASSERT_TRUE(open(sale, {share(a, {line(0)}, 0, 10'000)}).has_value());
    transact(ctx(), [&](Transaction& tx) { books->earnings.cancel(tx, sale.order()); });
    Ctx context = ctx();
    ASSERT_TRUE(books->payments.refresh(context, sale.request.payment_id, true).has_value());
    EXPECT_EQ(pending(a), 0);
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(LedgerTest, HasTheWorkedExampleToTheCent) {
    const Sale sale = worked_example();
    EXPECT_EQ(balance("gateway:test"), 18'150);
    EXPECT_EQ(balance("commission"), -1'400);
    EXPECT_EQ(balance("vat_payable"), -294);
    EXPECT_EQ(pending(a), 12'100);
    EXPECT_EQ(pending(b), 4'356);

    ASSERT_TRUE(refund(sale, 1, {2'420}).has_value());
    EXPECT_EQ(balance("gateway:test"), 18'150 - 2'420);
    EXPECT_EQ(balance("commission"), -1'200);
    EXPECT_EQ(balance("vat_payable"), -252);
    EXPECT_EQ(pending(b), 2'178);

    ASSERT_TRUE(refund(sale, 1, {2'420}).has_value());
    ASSERT_TRUE(refund(sale, 0, {12'100}, 1'210).has_value());
    for (const char* account : {"gateway:test", "commission", "vat_payable"}) {
        EXPECT_EQ(balance(account), 0) << account;
    }
    EXPECT_EQ(pending(a), 0);
    EXPECT_EQ(pending(b), 0);
    EXPECT_EQ(kinds(), "capture refund refund refund ");
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(LedgerTest, CreditsTheVendorWithTheMarketplacesDiscount) {
    // 121.00 of which a voucher of the marketplace pays 12.10; commission on the full 100.00.
    CommissionLine goods = line(10'890);
    goods.net = eur(10'000);
    const Sale sale = given_sale({share(a, {goods}, 0, 1'210)});
    EXPECT_EQ(balance("gateway:test"), 10'890);
    EXPECT_EQ(balance("vouchers"), 1'210);
    EXPECT_EQ(pending(a), 12'100 - 1'000 - 210);
    ASSERT_TRUE(refund(sale, 0, {10'890}).has_value());
    EXPECT_EQ(balance("vouchers"), 0);
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(LedgerTest, KeepsWhatWasAgreedWhenTheRulesChange) {
    Sale sale;
    ASSERT_TRUE(open(sale, {share(a, {line(12'100)})}).has_value());
    ASSERT_TRUE(books->commission.create(ctx(), {1, a, std::nullopt, Percent{5'000}, {}, {}, {}})
                    .has_value());
    Ctx context = ctx();
    ASSERT_TRUE(books->payments.charge(context, sale.request.payment_id, "tok_ok").has_value());
    EXPECT_EQ(balance("commission"), -1'000);
    given_sale({share(a, {line(12'100)})});
    EXPECT_EQ(balance("commission"), -6'000);
}

TEST_F(LedgerTest, RecordsACaptureOnceHoweverOftenAndWhenceItIsTold) {
    const Sale sale = given_sale({share(a, {line(12'100)})}, "tok_action_required");
    EXPECT_EQ(balance("gateway:test"), 0);
    for (const char* id : {"ev_1", "ev_1", "ev_2"}) {
        ASSERT_TRUE(webhook(sale, "captured", 12'100, id).has_value());
    }
    EXPECT_EQ(balance("gateway:test"), 12'100);
    EXPECT_EQ(kinds(), "capture ");
}

class ManualCaptureTest : public LedgerTest {
protected:
    ManualCaptureTest() : LedgerTest(settings("marketplace", 0, "manual")) {}

    PaymentRow payment_of(const Sale& sale) {
        Session session(ctx());
        return books->payment_store.find(session, sale.request.payment_id).value();
    }
};

TEST_F(ManualCaptureTest, FollowsACaptureInPartThatGrows) {
    const Sale sale = given_sale({share(a, {line(12'100)})});
    EXPECT_EQ(kinds(), "");
    ASSERT_TRUE(books->payments.capture(ctx(), payment_of(sale), eur(4'000)).has_value());
    EXPECT_EQ(balance("gateway:test"), 4'000);
    EXPECT_EQ(balance("commission"), -331); // 10.00 less what 81.00 of 121.00 would be: 6.69
    ASSERT_TRUE(webhook(sale, "captured", 12'100, "ev_2").has_value());
    EXPECT_EQ(balance("gateway:test"), 12'100);
    EXPECT_EQ(balance("commission"), -1'000);
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(ManualCaptureTest, AnAuthorizationThatIsLetGoMovesNothing) {
    const Sale sale = given_sale({share(a, {line(12'100)})});
    transact(ctx(), [&](Transaction& tx) {
        return books->payments.give_back(tx, sale.request.payment_id, sale.order(), eur(12'100),
                                         "void", "test");
    });
    carry_out_pending();
    EXPECT_EQ(payment_of(sale).status, PaymentStatus::voided);
    EXPECT_EQ(count("payments.refund WHERE voided AND status = 'succeeded'"), 1);
    EXPECT_EQ(kinds(), "");
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(LedgerTest, EndsTheSameWhenNewsOfARefundComesBeforeThatOfTheCapture) {
    const Sale sale = given_sale({share(a, {line(12'100)})}, "tok_action_required");
    ASSERT_TRUE(webhook(sale, "refunded", 6'050, "ev_refund").has_value());
    EXPECT_EQ(kinds(), "");
    ASSERT_TRUE(webhook(sale, "captured", 12'100, "ev_capture").has_value());
    EXPECT_EQ(balance("gateway:test"), 6'050);
    EXPECT_EQ(balance("commission"), -500);
    EXPECT_EQ(kinds(), "capture refund ");
    ASSERT_TRUE(webhook(sale, "refunded", 6'050, "ev_refund").has_value());
    EXPECT_EQ(kinds(), "capture refund ");
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(LedgerTest, AsksForNothingThatTheGatewayHasGivenBackOfItsOwnAccord) {
    const Sale sale = given_sale({share(a, {line(10'000)})});
    transact(ctx(), [&](Transaction& tx) {
        return books->payments.give_back(tx, sale.request.payment_id, sale.order(), eur(6'000),
                                         "ours", "test");
    });
    ASSERT_TRUE(webhook(sale, "refunded", 6'000, "ev_theirs").has_value());
    carry_out_pending();
    Session session(ctx());
    EXPECT_EQ(books->refund_store.find_by_key(session, "ours")->status, RefundState::failed);
    EXPECT_EQ(balance("gateway:test"), 4'000);
    EXPECT_EQ(count("payments.test_refund WHERE idempotency_key NOT LIKE 'webhook:%'"), 0);
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(LedgerTest, RefundBeyondWhatIsLeftIsAConflictThatWritesNothing) {
    const Sale sale = worked_example();
    ASSERT_TRUE(refund(sale, 1, {2'420}).has_value());
    EXPECT_TRUE(refund(sale, 1, {2'421}).error().is("refund_exceeds_captured"));
    EXPECT_TRUE(refund(sale, 1, {1'000}, 1).error().is("refund_exceeds_captured"));
    EXPECT_TRUE(refund(sale, 0, {0}, 1'211).error().is("refund_exceeds_captured"));
    EXPECT_EQ(count("payments.refund"), 1);
    EXPECT_EQ(kinds(), "capture refund ");
}

TEST_F(LedgerTest, RefundOfAnUnknownLineIsInvalid) {
    Sale sale = worked_example();
    std::swap(sale.request.shares[0].lines, sale.request.shares[1].lines);
    EXPECT_EQ(refund(sale, 0, {100}).error().fields().front().pointer, "/lines");
    EXPECT_EQ(count("payments.refund"), 0);
}

TEST_F(LedgerTest, RefundUnderAKnownKeyIsTheOneThatWasMade) {
    const Sale sale = worked_example();
    const auto first = refund(sale, 1, {2'420}, 0, "k1");
    const auto again = refund(sale, 1, {2'420}, 0, "k1");
    EXPECT_EQ(again->id, first->id);
    EXPECT_EQ(again->status, RefundState::succeeded);
    EXPECT_EQ(pending(b), 2'178);
}

TEST_F(LedgerTest, TakesTwoRefundsOfSixtyOnAHundredOnce) {
    for (int round = 0; round < 20; ++round) {
        const Sale sale = given_sale({share(a, {line(10'000)})});
        const auto results = together(2, [&](Ctx own) {
            return transact(own, [&](Transaction& tx) {
                return books->payments.give_back(tx, sale.request.payment_id, sale.order(),
                                                 eur(6'000), RefundId::make().to_string(), "test");
            });
        });
        const auto refused = std::count_if(results.begin(), results.end(), [](const auto& result) {
            return result.has_error() && result.error().is("refund_exceeds_captured");
        });
        const auto taken = std::count_if(results.begin(), results.end(),
                                         [](const auto& result) { return result.has_value(); });
        ASSERT_EQ(std::pair(taken, refused), std::pair(std::ptrdiff_t{1}, std::ptrdiff_t{1}));
        ASSERT_EQ(count("payments.refund WHERE order_id = '" + sale.order().to_string() + "'"), 1);
    }
}

TEST_F(LedgerTest, CommissionBeyondTheShareIsInvalid) {
    Sale sale;
    PaymentShare wrong = share(a, {line(12'100)});
    wrong.shipping = eur(1);
    EXPECT_TRUE(open(sale, {wrong}).error().is("share_mismatch"));
    EXPECT_EQ(count("payments.payment"), 0);
}

TEST_F(LedgerTest, RefusesACommitWhoseEntriesDoNotSumToZeroInEachCurrency) {
    constexpr const char* head =
        "INSERT INTO payments.ledger_account VALUES ('x'), ('y');"
        "INSERT INTO payments.ledger_transaction (id, kind, reference_type, reference_id, at)"
        " VALUES ('01890a5d-ac96-774b-bcce-b302099a8057', 'capture', 'payment',"
        " '01890a5d-ac96-774b-bcce-b302099a8057', now());"
        "INSERT INTO payments.ledger_entry VALUES ";
    constexpr const char* id = "('01890a5d-ac96-774b-bcce-b302099a8057', ";
    const auto entry = [&](const std::string& rest) { return id + rest + ")"; };
    auto& pool = database->as_application();
    const std::string no_entries = std::string(head).substr(0, std::string(head).rfind("INSERT"));
    EXPECT_EQ(refusal(pool, head + entry("1, 'x', 100, 'EUR'") + "," + entry("2, 'y', -99, 'EUR'")),
              "23514");
    EXPECT_EQ(
        refusal(pool, head + entry("1, 'x', 100, 'EUR'") + "," + entry("2, 'y', -100, 'USD'")),
        "23514");
    EXPECT_EQ(refusal(pool, no_entries), "23514");
    EXPECT_EQ(
        refusal(pool, head + entry("1, 'x', 100, 'EUR'") + "," + entry("2, 'y', -100, 'EUR'")), "");
    // It is sealed now.
    EXPECT_EQ(refusal(pool, "INSERT INTO payments.ledger_entry VALUES " +
                                entry("3, 'x', 5, 'EUR'") + "," + entry("4, 'y', -5, 'EUR'")),
              "23514");
    EXPECT_EQ(count("payments.ledger_entry"), 2);
}

TEST_F(LedgerTest, MayNotBeChangedByTheRoleOfRequestsNorByAnybodyElse) {
    worked_example();
    const auto row = database->as_application().lease()->query(
        "SELECT current_user, bool_or(has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE'))"
        " FROM pg_class WHERE relname LIKE 'ledger\\_%' AND relkind = 'r' GROUP BY 1");
    EXPECT_EQ(row[0].text(0), "statybos_application");
    EXPECT_FALSE(row[0].boolean(1));
    for (const char* table : {"ledger_account", "ledger_transaction", "ledger_entry"}) {
        for (const std::string statement :
             {"DELETE FROM payments.", "TRUNCATE payments.", "UPDATE payments."}) {
            std::string sql = statement + table;
            sql += sql.starts_with("UPDATE")     ? " SET name = 'z'"
                   : sql.starts_with("TRUNCATE") ? " CASCADE"
                                                 : "";
            if (sql.starts_with("UPDATE") && std::string(table) != "ledger_account") {
                sql = statement + table + " SET currency = 'USD'";
                sql = std::string(table) == "ledger_transaction"
                          ? statement + table + " SET part = 7"
                          : sql;
            }
            EXPECT_EQ(refusal(database->as_application(), sql), "42501") << sql;
            EXPECT_EQ(refusal(database->as_owner(), sql), "42501") << sql;
        }
    }
    EXPECT_EQ(balance("gateway:test"), 18'150);
}

TEST_F(LedgerTest, VerifyNamesTheAccountThatDiffersFromTheDocuments) {
    worked_example();
    Ctx context = ctx();
    const auto well = books->check.run(context, {});
    ASSERT_TRUE(well.has_value());
    EXPECT_EQ(*well, "1 ledger transactions sum to zero, and every account has what the documents"
                     " say.");
    database->as_owner().lease()->script(
        "UPDATE payments.earning SET commission_vat = commission_vat - 1 WHERE commission = 1000");
    const auto wrong = books->check.run(context, {});
    ASSERT_TRUE(wrong.has_error());
    EXPECT_TRUE(wrong.error().is("ledger_out_of_step"));
    EXPECT_THAT(wrong.error().message(),
                HasSubstr("account vat_payable has -2.94 EUR in the ledger and -2.93 by the"
                          " documents"));
    EXPECT_THAT(faults(), ::testing::SizeIs(2)); // the vendor's too
}

} // namespace
} // namespace statybos::payments
