// Bodies as Stripe reads them: application/x-www-form-urlencoded, nested names in brackets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace statybos::payments_stripe::stripe {

/// Percent-encodes everything but letters, digits and "-_.~".
std::string percent_encoded(std::string_view text);

class Form {
public:
    /// @param name  "metadata[payment_id]": its brackets stay as they are
    Form& add(std::string_view name, std::string_view value);
    Form& add(std::string_view name, std::int64_t value);

    const std::string& text() const { return text_; }

private:
    std::string text_;
};

} // namespace statybos::payments_stripe::stripe
