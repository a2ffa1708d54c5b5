#include "service/vat_classes.hpp"

#include <statybos/secrets.hpp>

namespace statybos::catalog {
namespace {

Error no_such_class() {
    return Error(Errc::not_found, "not_found", "there is no such VAT class");
}

Error code_taken() {
    return Error(Errc::conflict, "code_taken", "another VAT class has this code");
}

Error is_default() {
    return Error(Errc::conflict, "default_vat_class",
                 "new categories are in this class: it keeps its code and is not deleted");
}

// Every product and category shows its rate.
void rates_changed(Ctx& ctx) {
    ctx.invalidate({"products", "vendors", "categories"});
}

} // namespace

std::vector<VatClassRow> VatClasses::list(Ctx ctx) {
    Session session(ctx);
    return store_.all(session);
}

Result<VatClassRow> VatClasses::get(Ctx ctx, VatClassId id) {
    Session session(ctx);
    auto row = store_.find(session, id);
    return row ? Result<VatClassRow>(std::move(*row)) : Result<VatClassRow>(no_such_class());
}

Result<VatClassRow> VatClasses::create(Ctx ctx, VatClassRow row) {
    row.id = new_id<VatClassId>(host_);
    return transact(ctx, [&](Transaction& tx) -> Result<VatClassRow> {
        return store_.insert(tx, row) ? Result<VatClassRow>(row)
                                      : Result<VatClassRow>(code_taken());
    });
}

Result<VatClassRow> VatClasses::change(Ctx ctx, VatClassId id, const VatClassChange& change) {
    return transact(ctx, [&](Transaction& tx) -> Result<VatClassRow> {
        auto row = store_.find(tx, id);
        if (!row) {
            return no_such_class();
        }
        if (row->code == default_vat_class && change.code && *change.code != row->code) {
            return is_default();
        }
        row->code = change.code.value_or(row->code);
        row->name_lt = change.name_lt.value_or(row->name_lt);
        row->name_en = change.name_en.value_or(row->name_en);
        row->rate = change.rate.value_or(row->rate);
        if (!store_.update(tx, *row)) {
            return code_taken();
        }
        rates_changed(ctx);
        return std::move(*row);
    });
}

Result<void> VatClasses::remove(Ctx ctx, VatClassId id) {
    return transact(ctx, [&](Transaction& tx) -> Result<void> {
        const auto row = store_.find(tx, id);
        if (!row) {
            return no_such_class();
        }
        if (row->code == default_vat_class) {
            return is_default();
        }
        if (!store_.remove(tx, id)) {
            return Error(Errc::conflict, "vat_class_in_use",
                         "categories are in this class: move them first");
        }
        return {};
    });
}

} // namespace statybos::catalog
