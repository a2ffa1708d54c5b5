// /api/products for vendors: making, changing, pictures, the own list.
#pragma once

#include <statybos/router.hpp>

#include "http/product_routes.hpp"
#include "http/views.hpp"
#include "service/category_service.hpp"
#include "service/image_service.hpp"

namespace statybos::catalog {

enum class Publication : std::uint8_t { draft, available };
STATYBOS_ENUM(Publication, draft, available)

/// Where a product is.
struct ProductLocation {
    std::string city;
    std::optional<std::string> region;
    std::optional<std::string> postal_code;
    std::string country; ///< ISO 3166-1 alpha-2
    std::optional<double> lat;
    std::optional<double> lon;
};
STATYBOS_RECORD(ProductLocation, city, region, postal_code, country, lat, lon)
STATYBOS_LIMITS(ProductLocation, length(&ProductLocation::city, 1, 100),
                length(&ProductLocation::region, 1, 100),
                length(&ProductLocation::postal_code, 1, 20),
                pattern_country(&ProductLocation::country), range(&ProductLocation::lat, -90, 90),
                range(&ProductLocation::lon, -180, 180))

struct ProductBody {
    std::string title;
    std::string description;
    std::string category;
    Condition condition = Condition::new_;
    Money original_price;
    std::optional<Money> discounted_price;
    Unit unit = Unit::pcs;
    Quantity quantity;
    std::optional<Quantity> quantity_step;
    ProductLocation location;
    std::vector<std::string> shipping;
    std::optional<Quantity> weight_kg;
    std::optional<std::map<std::string, Json>> attributes;
    std::optional<Publication> status;
};
STATYBOS_RECORD(ProductBody, title, description, category, condition, original_price,
                discounted_price, unit, quantity, quantity_step, location, shipping, weight_kg,
                attributes, status)
STATYBOS_LIMITS(ProductBody, length(&ProductBody::title, 1, 200),
                length(&ProductBody::category, 1, 100), at_least(&ProductBody::quantity_step, 1),
                items(&ProductBody::shipping, 1, 2), at_least(&ProductBody::weight_kg, 1),
                items(&ProductBody::attributes, 0, 50))

struct ProductPatch {
    Maybe<std::string> title;
    Maybe<std::string> description;
    Maybe<std::string> category;
    Maybe<Condition> condition;
    Maybe<Money> original_price;
    Change<Money> discounted_price;
    Maybe<Quantity> quantity;
    Maybe<Quantity> quantity_change;
    Maybe<Quantity> quantity_step;
    Maybe<ProductLocation> location;
    Maybe<std::vector<std::string>> shipping;
    Change<Quantity> weight_kg;
    Maybe<std::map<std::string, Json>> attributes;
    Maybe<Publication> status;
};
STATYBOS_RECORD(ProductPatch, title, description, category, condition, original_price,
                discounted_price, quantity, quantity_change, quantity_step, location, shipping,
                weight_kg, attributes, status)
STATYBOS_LIMITS(ProductPatch, length(&ProductPatch::title, 1, 200),
                length(&ProductPatch::category, 1, 100), any_sign(&ProductPatch::quantity_change),
                at_least(&ProductPatch::quantity_step, 1), items(&ProductPatch::shipping, 1, 2),
                at_least(&ProductPatch::weight_kg, 1), items(&ProductPatch::attributes, 0, 50))

struct ImagePath {
    std::string id; ///< of the product, or slug
    Uuid image_id;
};
STATYBOS_PARAMETERS(ImagePath, id, image_id)
STATYBOS_LIMITS(ImagePath, length(&ImagePath::id, 1, 120))

/// The text field beside the file of an upload.
struct ImageForm {
    std::optional<std::string> alt;
};
STATYBOS_RECORD(ImageForm, alt)
STATYBOS_LIMITS(ImageForm, length(&ImageForm::alt, 0, 300))

struct ImagePatch {
    Maybe<std::string> alt;
    Maybe<std::int32_t> position; ///< from 0; the others make room
};
STATYBOS_RECORD(ImagePatch, alt, position)
STATYBOS_LIMITS(ImagePatch, length(&ImagePatch::alt, 0, 300), range(&ImagePatch::position, 0, 1000))

struct OwnListQuery {
    std::int32_t limit = 20;
    std::optional<std::string> cursor;
};
STATYBOS_PARAMETERS(OwnListQuery, limit, cursor)
STATYBOS_LIMITS(OwnListQuery, range(&OwnListQuery::limit, 1, 100), defaulted(&OwnListQuery::limit))

struct CategoryBody {
    std::string slug;
    std::string name_lt;
    std::string name_en;
    std::optional<std::string> parent;    ///< id or slug
    std::optional<std::string> vat_class; ///< code
    std::optional<std::int32_t> position;
};
STATYBOS_RECORD(CategoryBody, slug, name_lt, name_en, parent, vat_class, position)
STATYBOS_LIMITS(CategoryBody, pattern_slug(&CategoryBody::slug),
                length(&CategoryBody::name_lt, 1, 200), length(&CategoryBody::name_en, 1, 200),
                length(&CategoryBody::vat_class, 1, 100), range(&CategoryBody::position, 0, 100000))

class VendorProductRoutes {
public:
    VendorProductRoutes(ProductService& products, CategoryService& categories, ImageService& images,
                        const Views& views)
        : products_(products), categories_(categories), images_(images), views_(views) {}
    void declare(Host& host);

private:
    Result<ProductView> create(Ctx& ctx, const ProductBody& body);
    Result<Answer<ProductView>> change(Ctx& ctx, const ProductPath& path, const ProductPatch& body,
                                       const Request& request);
    Result<void> remove(Ctx& ctx, const ProductPath& path);
    Result<ProductList> list_own(Ctx& ctx, const OwnListQuery& query);
    Result<ImageView> add_image(Ctx& ctx, const ProductPath& path, const Request& request);
    Result<ImageView> change_image(Ctx& ctx, const ImagePath& path, const ImagePatch& body);
    Result<void> remove_image(Ctx& ctx, const ImagePath& path);
    Result<CategoryView> create_category(Ctx& ctx, const CategoryBody& body);

    ProductService& products_;
    CategoryService& categories_;
    ImageService& images_;
    const Views& views_;
};

} // namespace statybos::catalog
