// Telephone numbers as people write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace statybos::sms_kannel {

/// "+37061234567" (E.164) for "+370 612 34567", "00370 61234567", "370 61234567", "8 612 34567",
/// "(0 612) 34567" and "612 34567", where `country_code` is "370" and the trunk prefixes are "8"
/// and "0". Nothing for what is no number.
std::optional<std::string> international_number(std::string_view written,
                                                std::string_view country_code,
                                                const std::vector<std::string>& trunk_prefixes);

} // namespace statybos::sms_kannel
