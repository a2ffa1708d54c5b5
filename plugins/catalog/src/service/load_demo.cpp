#include "service/load_demo.hpp"

#include <fstream>
#include <iterator>

#include <statybos/secrets.hpp>

namespace statybos::catalog {
namespace {

struct DemoName {
    std::string lt;
    std::string en;
};
STATYBOS_RECORD(DemoName, lt, en)

struct DemoCategory {
    std::string slug;
    std::optional<std::string> parent;
    std::int32_t position = 0;
    DemoName name;
    std::string vat_class;
};
STATYBOS_RECORD(DemoCategory, slug, parent, position, name, vat_class)

struct DemoImage {
    std::string file;
    std::string alt;
};
STATYBOS_RECORD(DemoImage, file, alt)

struct DemoProduct {
    std::string slug;
    std::string vendor;
    std::string category;
    std::string title;
    std::string description;
    Condition condition = Condition::new_;
    Money original_price;
    std::optional<Money> discounted_price;
    Unit unit = Unit::pcs;
    Quantity quantity;
    std::optional<Quantity> quantity_step;
    std::optional<Quantity> weight_kg;
    Json location;
    std::vector<std::string> shipping;
    Json attributes;
    std::vector<DemoImage> images;
};
STATYBOS_RECORD(DemoProduct, slug, vendor, category, title, description, condition, original_price,
                discounted_price, unit, quantity, quantity_step, weight_kg, location, shipping,
                attributes, images)

Error unreadable(const std::string& path, const std::string& why) {
    return Error(Errc::invalid, "usage", path + ": " + why);
}

Result<std::string> read_bytes(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        return unreadable(path, "cannot be read");
    }
    return std::string{std::istreambuf_iterator<char>(stream), {}};
}

template <class T>
Result<std::vector<T>> read_rows(const std::string& path) {
    const auto text = read_bytes(path);
    if (!text) {
        return text.error();
    }
    const auto list = Json::parse(*text);
    if (!list) {
        return unreadable(path, list.error().message());
    }
    std::vector<T> rows;
    for (const Json& item : list->items()) {
        auto row = read_stored_json<T>(item.text());
        if (!row) {
            return unreadable(path, row.error().message());
        }
        rows.push_back(std::move(*row));
    }
    return rows;
}

} // namespace

Result<void> LoadDemo::load_categories(Ctx& ctx, const std::string& folder) {
    const auto rows = read_rows<DemoCategory>(folder + "/categories.json");
    if (!rows) {
        return rows.error();
    }
    return transact(ctx, [&](Transaction& tx) -> Result<void> {
        for (const DemoCategory& demo : *rows) {
            if (categories_.find(tx, demo.slug)) {
                continue;
            }
            CategoryRow row;
            row.id = new_id<CategoryId>(host_);
            row.slug = demo.slug;
            row.name_lt = demo.name.lt;
            row.name_en = demo.name.en;
            row.vat_class = demo.vat_class;
            row.position = demo.position;
            if (demo.parent) {
                const auto parent = categories_.find(tx, *demo.parent);
                if (!parent) {
                    return unreadable(folder + "/categories.json",
                                      demo.slug + " stands before its parent " + *demo.parent);
                }
                row.parent_id = parent->id;
            }
            categories_.insert(tx, row);
        }
        ctx.invalidate({"categories"});
        return {};
    });
}

Result<std::size_t> LoadDemo::load_products(Ctx& ctx, const std::string& folder) {
    const auto rows = read_rows<DemoProduct>(folder + "/products.json");
    if (!rows) {
        return rows.error();
    }
    Session session(ctx);
    std::size_t made = 0;
    for (const DemoProduct& demo : *rows) {
        if (product_store_.find_by_slug(session, demo.slug)) {
            continue;
        }
        const auto vendor = vendors_(ctx)->find(session, demo.vendor);
        if (!vendor) {
            return unreadable(folder + "/products.json", "there is no vendor " + demo.vendor);
        }
        NewProduct product{demo.slug,
                           demo.title,
                           demo.description,
                           demo.category,
                           demo.condition,
                           demo.original_price,
                           demo.discounted_price,
                           demo.unit,
                           demo.quantity,
                           demo.quantity_step,
                           demo.weight_kg ? std::optional(demo.weight_kg->thousandths)
                                          : std::nullopt,
                           demo.shipping,
                           demo.attributes,
                           demo.location,
                           false};
        auto created = products_.create(ctx, vendor->id, product);
        if (!created) {
            return created.error();
        }
        for (const DemoImage& image : demo.images) {
            const auto bytes = read_bytes(folder + '/' + image.file);
            if (!bytes) {
                return bytes.error();
            }
            if (auto added = images_.add(ctx, created->row, *bytes, image.alt); !added) {
                return added.error();
            }
        }
        ++made;
    }
    return made;
}

Result<std::string> LoadDemo::run(Ctx& ctx, const CommandCall& call) {
    if (call.arguments.size() != 1) {
        return Error(Errc::invalid, "usage", "usage: statybos demo load FOLDER");
    }
    if (auto loaded = load_categories(ctx, call.arguments[0]); !loaded) {
        return loaded.error();
    }
    const auto made = load_products(ctx, call.arguments[0]);
    if (!made) {
        return made.error();
    }
    return std::to_string(*made) + " products made";
}

} // namespace statybos::catalog
