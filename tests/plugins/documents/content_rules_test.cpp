// What a document says of an order or a refund.
#include <gtest/gtest.h>

#include "plugins/documents/sample_orders.hpp"
#include "service/content_rules.hpp"

namespace statybos::documents {
namespace {

orders::OrderSnapshot mixed_order(const users::VendorSnapshot& vendor) {
    return sample_order(vendor.id,
                        {sample_line("Plytelės", "14.5", "m2", 1'299),
                         sample_line("Normatyvai", "2", "pcs", 2'100, 500, 500)},
                        1'210);
}

RefundFacts refund_of(const orders::OrderLineSnapshot& line, const char* quantity,
                      std::int64_t amount, std::int64_t vat) {
    RefundFacts facts{eur(amount), eur(vat), eur(0), eur(0), {}, "Sudužo"};
    facts.lines.push_back({line.id, Quantity::parse(quantity).value(), eur(amount), eur(vat)});
    return facts;
}

TEST(SaleContentTest, SumsToWhatTheOrderSays) {
    const auto vendor = sample_vendor();
    const auto order = mixed_order(vendor);
    const Content content = content_of_sale(order, vendor, "stripe", "Statybos");

    EXPECT_EQ(content.kind, DocumentKind::invoice);
    ASSERT_EQ(content.lines.size(), 3u);
    EXPECT_EQ(content.lines[0].gross, eur(18'836));
    EXPECT_EQ(content.lines[0].vat, eur(3'269));
    EXPECT_EQ(content.lines[0].net, eur(15'567));
    EXPECT_EQ(content.lines[2].kind, ContentLineKind::delivery);
    EXPECT_EQ(content.lines[2].vat, eur(210));
    EXPECT_EQ(content.total, order.grand);
    EXPECT_EQ(content.vat, order.vat);
    EXPECT_EQ(content.net + content.vat, content.total);

    ASSERT_EQ(content.rates.size(), 2u);
    EXPECT_EQ(content.rates[0].rate.basis_points, 2'100);
    EXPECT_EQ(content.rates[0].gross, eur(18'836 + 1'210));
    EXPECT_EQ(content.rates[0].vat, eur(3'269 + 210));
    EXPECT_EQ(content.rates[1].rate.basis_points, 500);
    EXPECT_EQ(content.rates[1].gross, eur(3'700));
    EXPECT_EQ(content.rates[1].vat, eur(176));
}

TEST(SaleContentTest, NamesCompaniesByTheirRegisteredNames) {
    const auto vendor = sample_vendor();
    auto order = mixed_order(vendor);
    order.buyer_company = "UAB Šiaurė";
    order.buyer_company_code = "302345678";
    order.buyer_vat_number = "LT100009876513";
    order.buyer_address = orders::BuyerAddress{"Žirmūnų g. 68", "Vilnius", {}, "LT-09124", "LT"};
    const Content content = content_of_sale(order, vendor, "stripe", "Statybos");
    EXPECT_EQ(content.seller.name, "UAB Ąžuolo sandėlis");
    EXPECT_EQ(content.seller.vat_number, "LT100012345611");
    EXPECT_EQ(content.buyer.name, "UAB Šiaurė");
    EXPECT_EQ(content.buyer.contact, "Živilė Šėškutė");
    EXPECT_EQ(content.buyer.vat_number, "LT100009876513");
    EXPECT_EQ(content.buyer.address->street, "Žirmūnų g. 68");
}

TEST(SaleContentTest, IsAReceiptForAPrivateVendorsGoods) {
    const auto vendor = sample_vendor(true);
    const auto order =
        sample_order(vendor.id, {sample_line("Katilas", "1", "pcs", 89'000, 0)}, 0, 0);
    const Content content = content_of_sale(order, vendor, "test", "Statybos");
    EXPECT_EQ(content.kind, DocumentKind::receipt);
    EXPECT_FALSE(content.seller_pays_vat);
    EXPECT_EQ(content.vat, eur(0));
    EXPECT_EQ(content.seller.code, std::nullopt);
}

TEST(SaleContentTest, IsDueOnceTheOrderWasPlacedAndPaid) {
    auto order = mixed_order(sample_vendor());
    EXPECT_TRUE(is_sold(order));
    order.status = orders::OrderStatus::cancelled;
    EXPECT_TRUE(is_sold(order)) << "a credit note follows it";
    order.confirmed_at.reset();
    EXPECT_FALSE(is_sold(order)) << "money came too late and goes back";
    order = mixed_order(sample_vendor());
    order.paid = false;
    EXPECT_FALSE(is_sold(order));
}

TEST(RefundContentTest, TurnsTheSalesRowsRound) {
    const auto vendor = sample_vendor();
    const auto order = mixed_order(vendor);
    Content sale = content_of_sale(order, vendor, "stripe", "Statybos");
    sale.number = "SF-2026-000001";
    sale.issued_on = "2026-01-02";
    const Content content = content_of_refund(sale, refund_of(order.lines[0], "4.5", 5'846, 1'015));

    EXPECT_EQ(content.kind, DocumentKind::credit_note);
    EXPECT_EQ(content.credited->number, "SF-2026-000001");
    EXPECT_EQ(content.credited->reason, "Sudužo");
    ASSERT_EQ(content.lines.size(), 1u);
    EXPECT_EQ(content.lines[0].quantity.to_string(), "4.5");
    EXPECT_EQ(content.lines[0].gross, eur(-5'846));
    EXPECT_EQ(content.lines[0].vat, eur(-1'015));
    EXPECT_EQ(content.lines[0].net, eur(-4'831));
    ASSERT_EQ(content.rates.size(), 1u);
    EXPECT_EQ(content.total, eur(-5'846));
    EXPECT_EQ(content.seller.name, sale.seller.name);
}

TEST(RefundContentTest, TakesTheWholeSaleBackToTheCent) {
    const auto vendor = sample_vendor();
    const auto order = mixed_order(vendor);
    const Content sale = content_of_sale(order, vendor, "stripe", "Statybos");
    const RefundFacts facts = facts_of_everything(sale);
    EXPECT_EQ(facts.shipping_vat, order.shipping_vat);
    const Content content = content_of_refund(sale, facts);
    EXPECT_EQ(content.total, -sale.total);
    EXPECT_EQ(content.vat, -sale.vat);
    EXPECT_EQ(content.net, -sale.net);
    EXPECT_EQ(content.lines.size(), sale.lines.size());
}

TEST(RequestContentTest, IsForAllOrdersOfThePurchase) {
    const auto a = sample_vendor();
    const auto b = sample_vendor();
    auto of_b = sample_order(b.id, {sample_line("Blokeliai", "2", "pallet", 2'420)});
    of_b.number = "P-7K2M-9QXA-2";
    payments::PaymentSnapshot payment;
    payment.gateway = "bank_transfer";
    payment.amount = eur(13'310 + 4'840);
    payment.instructions = {{"iban", "LT121000011101001000"}, {"reference", "RF18539007547034"}};
    const auto content = content_of_request(
        {sample_order(a.id, {sample_line("Katilas", "1", "pcs", 12'100)}, 1'210), of_b}, payment,
        "UAB Statybos");
    ASSERT_TRUE(content.has_value());
    EXPECT_EQ(content->total, eur(18'150));
    EXPECT_EQ(content->lines.size(), 3u);
    EXPECT_EQ(content->lines[2].order_number, "P-7K2M-9QXA-2 · Ąžuolo sandėlis");
    EXPECT_EQ(content->pay_to->name, "UAB Statybos");
    EXPECT_EQ(content->pay_to->reference, "RF18539007547034");

    payment.instructions.clear();
    EXPECT_FALSE(content_of_request({of_b}, payment, "UAB Statybos").has_value());
}

} // namespace
} // namespace statybos::documents
