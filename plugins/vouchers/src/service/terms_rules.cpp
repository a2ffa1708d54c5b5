#include "service/terms_rules.hpp"

#include <algorithm>

namespace statybos::vouchers {
namespace {

constexpr std::size_t longest_code = 40;

bool fits_code(std::string_view code) {
    const auto plain = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
    return !code.empty() && code.size() <= longest_code && plain(code.front()) &&
           std::all_of(code.begin(), code.end(),
                       [&](char c) { return plain(c) || c == '-' || c == '_'; });
}

void put_value(const Terms& terms, VoucherRow& voucher, Error& wrong) {
    voucher.percent.reset();
    voucher.amount.reset();
    if (terms.kind == VoucherKind::percent) {
        voucher.percent = terms.value.percent;
        if (!voucher.percent || voucher.percent->basis_points <= 0 ||
            voucher.percent->basis_points > 10'000) {
            wrong.add_field({"/value", "bad_format",
                             R"(a percentage is written "10.00", above 0 and at most 100)"});
        }
        return;
    }
    if (!terms.value.amount || terms.value.amount->minor <= 0) {
        wrong.add_field({"/value", "bad_format",
                         R"(an amount is written {"amount": "5.00", "currency": "EUR"}, above 0)"});
        return;
    }
    voucher.amount = terms.value.amount->minor;
    voucher.currency = std::string(terms.value.amount->currency.code());
}

void put_minimum(const Terms& terms, VoucherRow& voucher, Error& wrong) {
    voucher.minimum.reset();
    if (!terms.minimum) {
        return;
    }
    const std::string currency(terms.minimum->currency.code());
    if (voucher.currency && *voucher.currency != currency) {
        wrong.add_field(
            {"/minimum/currency", "currency_mismatch", "value and minimum share one currency"});
        return;
    }
    voucher.minimum = terms.minimum->minor;
    voucher.currency = currency;
}

} // namespace

void TermsChange::apply_to(Terms& terms) const {
    terms.code = code.value_or(terms.code);
    terms.kind = kind.value_or(terms.kind);
    terms.value = value.value_or(terms.value);
    terms.funded_by = funded_by.value_or(terms.funded_by);
    vendor_id.apply_to(terms.vendor_id);
    category.apply_to(terms.category);
    minimum.apply_to(terms.minimum);
    starts_at.apply_to(terms.starts_at);
    ends_at.apply_to(terms.ends_at);
    limit_total.apply_to(terms.limit_total);
    limit_per_customer.apply_to(terms.limit_per_customer);
}

std::string normal_code(std::string_view typed) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = typed.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    std::string code(typed.substr(first, typed.find_last_not_of(blanks) - first + 1));
    for (char& c : code) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    }
    return code;
}

Terms terms_of(const VoucherRow& voucher) {
    const Currency currency =
        Currency::parse(voucher.currency.value_or(std::string())).value_or(Currency());
    const auto money = [&](const std::optional<std::int64_t>& minor) {
        return minor ? std::optional(Money{*minor, currency}) : std::nullopt;
    };
    return {voucher.code,
            voucher.kind,
            {voucher.percent, money(voucher.amount)},
            voucher.funded_by,
            voucher.vendor_id,
            voucher.category,
            money(voucher.minimum),
            voucher.starts_at,
            voucher.ends_at,
            voucher.limit_total,
            voucher.limit_per_customer};
}

void put_terms(const Terms& terms, VoucherRow& voucher, Error& wrong) {
    voucher.code = normal_code(terms.code);
    if (!fits_code(voucher.code)) {
        wrong.add_field({"/code", "bad_format",
                         "a code has up to 40 letters of the Latin alphabet, digits, - and _"});
    }
    voucher.kind = terms.kind;
    voucher.currency.reset();
    put_value(terms, voucher, wrong);
    put_minimum(terms, voucher, wrong);
    voucher.funded_by = terms.funded_by;
    voucher.vendor_id = terms.vendor_id;
    if (terms.funded_by == VoucherFunder::vendor && !terms.vendor_id) {
        wrong.add_field({"/vendor_id", "required", "say which vendor bears it"});
    }
    voucher.category = terms.category;
    voucher.starts_at = terms.starts_at;
    voucher.ends_at = terms.ends_at;
    if (terms.starts_at && terms.ends_at && *terms.ends_at <= *terms.starts_at) {
        wrong.add_field({"/ends_at", "too_small", "a voucher ends after it starts"});
    }
    voucher.limit_total = terms.limit_total;
    if (terms.limit_total && *terms.limit_total < voucher.used) {
        wrong.add_field({"/limit_total", "too_small",
                         "it was used " + std::to_string(voucher.used) + " times already"});
    }
    voucher.limit_per_customer = terms.limit_per_customer;
}

} // namespace statybos::vouchers
