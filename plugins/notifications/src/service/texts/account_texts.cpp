#include "service/templates.hpp"

namespace statybos::notifications {
namespace {

constexpr Template texts_for_accounts[] = {
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
};

} // namespace

std::span<const Template> account_texts() {
    return texts_for_accounts;
}

} // namespace statybos::notifications
