#include "service/vat_numbers.hpp"

#include "service/plain_tax_rules.hpp"

namespace statybos::orders {

std::optional<CheckedVatNumber> VatNumbers::check(Ctx ctx, std::string_view typed) {
    const std::string number = normal_vat_number(typed);
    auto validator = validator_.find(ctx);
    if (number.empty() || !validator) {
        return std::nullopt;
    }
    Result<VatNumberAnswer> answer = VatNumberAnswer{};
    try {
        answer = (*validator)->check(ctx, number);
    } catch (const Failure& failure) {
        answer = failure.error();
    }
    if (!answer) {
        host_.log_warning("a VAT number could not be checked: normal VAT is charged",
                          {{"reason", answer.error().message()}});
        return std::nullopt;
    }
    return answer->valid ? std::optional(CheckedVatNumber{number, answer->reference})
                         : std::nullopt;
}

} // namespace statybos::orders
