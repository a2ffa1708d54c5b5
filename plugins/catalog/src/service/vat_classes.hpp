// The VAT rates that categories refer to, as the operator sets them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/change.hpp>
#include <statybos/host.hpp>

#include "store/vat_class_store.hpp"

namespace statybos::catalog {

struct VatClassChange {
    Maybe<std::string> code;
    Maybe<std::string> name_lt;
    Maybe<std::string> name_en;
    Maybe<Percent> rate;
};

class VatClasses {
public:
    VatClasses(Host host, VatClassStore& store) : host_(host), store_(store) {}

    std::vector<VatClassRow> list(Ctx ctx);
    /// @errors not_found
    Result<VatClassRow> get(Ctx ctx, VatClassId id);
    /// @errors conflict code_taken
    Result<VatClassRow> create(Ctx ctx, VatClassRow row);
    /// @errors not_found
    /// @errors conflict code_taken, default_vat_class  the default keeps its code
    Result<VatClassRow> change(Ctx ctx, VatClassId id, const VatClassChange& change);
    /// @errors not_found
    /// @errors conflict vat_class_in_use, default_vat_class
    Result<void> remove(Ctx ctx, VatClassId id);

private:
    Host host_;
    VatClassStore& store_;
};

} // namespace statybos::catalog
