// /api/admin/vat-classes
#pragma once

#include <statybos/router.hpp>

#include "service/vat_classes.hpp"

namespace statybos::catalog {

struct VatClassList {
    std::vector<VatClassRow> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(VatClassList, items, next_cursor)

struct VatClassBody {
    std::string code;
    std::string name_lt;
    std::string name_en;
    Percent rate;
};
STATYBOS_RECORD(VatClassBody, code, name_lt, name_en, rate)
STATYBOS_LIMITS(VatClassBody, pattern_slug(&VatClassBody::code),
                length(&VatClassBody::name_lt, 1, 200), length(&VatClassBody::name_en, 1, 200),
                range(&VatClassBody::rate, 0, 10'000))

struct VatClassPatch {
    Maybe<std::string> code;
    Maybe<std::string> name_lt;
    Maybe<std::string> name_en;
    Maybe<Percent> rate;
};
STATYBOS_RECORD(VatClassPatch, code, name_lt, name_en, rate)
STATYBOS_LIMITS(VatClassPatch, pattern_slug(&VatClassPatch::code),
                length(&VatClassPatch::name_lt, 1, 200), length(&VatClassPatch::name_en, 1, 200),
                range(&VatClassPatch::rate, 0, 10'000))

struct VatClassPath {
    VatClassId id;
};
STATYBOS_PARAMETERS(VatClassPath, id)

class VatClassRoutes {
public:
    explicit VatClassRoutes(VatClasses& classes) : classes_(classes) {}
    void declare(Host& host);

private:
    Result<VatClassList> list(Ctx& ctx);
    Result<VatClassRow> create(Ctx& ctx, const VatClassBody& body);
    Result<VatClassRow> show(Ctx& ctx, const VatClassPath& path);
    Result<VatClassRow> change(Ctx& ctx, const VatClassPath& path, const VatClassPatch& patch);
    Result<void> remove(Ctx& ctx, const VatClassPath& path);

    VatClasses& classes_;
};

} // namespace statybos::catalog
