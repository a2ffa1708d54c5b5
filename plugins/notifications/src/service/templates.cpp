#include "service/templates.hpp"

#include <statybos/error.hpp>

namespace statybos::notifications {
namespace {

struct Template {
    std::string_view event, language, title, body;
};

constexpr Template templates[] = {
    {"verify_email", "lt", "Patvirtinkite el. pašto adresą",
     "Sveiki, {name},\n\nkad galėtumėte naudotis savo paskyra, patvirtinkite el. pašto "
     "adresą:\n{link}\n\n"
     "Nuoroda galioja 48 valandas. Jei paskyros nekūrėte, šį laišką ištrinkite.\n"},
    {"verify_email", "en", "Verify your e-mail address",
     "Hello {name},\n\nto use your account, please verify your e-mail address:\n{link}\n\n"
     "The link works for 48 hours. If you did not make an account, delete this mail.\n"},
    {"reset_password", "lt", "Naujas slaptažodis",
     "Sveiki, {name},\n\nnaują slaptažodį nustatysite čia:\n{link}\n\n"
     "Nuoroda galioja valandą. Jei to neprašėte, nieko daryti nereikia.\n"},
    {"reset_password", "en", "A new password",
     "Hello {name},\n\nset your new password here:\n{link}\n\n"
     "The link works for one hour. If you did not ask for it, there is nothing to do.\n"},
    {"order_placed", "lt", "Užsakymas {number} priimtas",
     "Sveiki, {name},\n\ngavome Jūsų užsakymą {number}. Pardavėjas: {vendor}.\n\n{lines}\n"
     "Pristatymas: {shipping}\nIš viso: {total}\n\nAčiū, kad perkate.\n"},
    {"order_placed", "en", "Order {number} placed",
     "Hello {name},\n\nwe have received your order {number} from {vendor}.\n\n{lines}\n"
     "Shipping: {shipping}\nTotal: {total}\n\nThank you for your purchase.\n"},
    {"order_received", "lt", "Naujas užsakymas {number}",
     "Sveiki, {vendor},\n\ngavote naują užsakymą {number}.\n\n{lines}\nIš viso: {total}\n"},
    {"order_received", "en", "New order {number}",
     "Hello {vendor},\n\nyou have received a new order, {number}.\n\n{lines}\nTotal: {total}\n"},
    {"order_shipped", "lt", "Užsakymas {number} išsiųstas",
     "Sveiki, {name},\n\npardavėjas {vendor} išsiuntė Jūsų užsakymą {number}.\n"
     "Siuntos numeris: {tracking}\n"},
    {"order_shipped", "en", "Order {number} shipped",
     "Hello {name},\n\n{vendor} has shipped your order {number}.\nTracking number: {tracking}\n"},
    {"order_ready_for_pickup", "lt", "Užsakymą {number} galite atsiimti",
     "Sveiki, {name},\n\nJūsų užsakymas {number} paruoštas. Pardavėjas: {vendor}.\n"},
    {"order_ready_for_pickup", "en", "Order {number} is ready for pickup",
     "Hello {name},\n\nyour order {number} from {vendor} is ready for pickup.\n"},
};

const Template& find(std::string_view event, std::string_view language) {
    const Template* otherwise = nullptr;
    for (const Template& one : templates) {
        if (one.event == event && one.language == language) {
            return one;
        }
        if (one.event == event && one.language == "lt") {
            otherwise = &one;
        }
    }
    STATYBOS_ASSERT(otherwise != nullptr);
    return *otherwise;
}

std::string_view value_of(Values values, std::string_view name) {
    for (const auto& [key, value] : values) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

void append_plain(std::string& out, std::string_view value, bool keep_lines) {
    for (char c : value) {
        const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        out += control && !(keep_lines && c == '\n') ? ' ' : c;
    }
}

std::string fill(std::string_view pattern, Values values, bool keep_lines) {
    std::string text;
    while (!pattern.empty()) {
        const std::size_t open = std::min(pattern.find('{'), pattern.size());
        text += pattern.substr(0, open);
        pattern.remove_prefix(open);
        if (pattern.empty()) {
            break;
        }
        const std::size_t close = pattern.find('}');
        const std::string_view name = pattern.substr(1, close - 1);
        append_plain(text, value_of(values, name), keep_lines && name == "lines");
        pattern.remove_prefix(close + 1);
    }
    return text;
}

} // namespace

Text text_of(std::string_view event, std::string_view language, Values values) {
    const Template& found = find(event, language);
    return {fill(found.title, values, false), fill(found.body, values, true)};
}

} // namespace statybos::notifications
