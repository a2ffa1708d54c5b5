// `statybos demo load`: the categories, products and pictures of a folder.
#pragma once

#include <statybos/command.hpp>
#include <statybos/users/vendor_reader.hpp>

#include "service/image_service.hpp"
#include "service/product_service.hpp"

namespace statybos::catalog {

/// What is there already stays as it is.
class LoadDemo final : public Command {
public:
    LoadDemo(Host host, ProductService& products, ProductStore& product_store,
             CategoryStore& categories, ImageService& images, Use<users::VendorReader> vendors)
        : host_(host),
          products_(products),
          product_store_(product_store),
          categories_(categories),
          images_(images),
          vendors_(vendors) {}

    Result<std::string> run(Ctx& ctx, const CommandCall& call) override;

private:
    Result<void> load_categories(Ctx& ctx, const std::string& folder);
    Result<std::size_t> load_products(Ctx& ctx, const std::string& folder);

    Host host_;
    ProductService& products_;
    ProductStore& product_store_;
    CategoryStore& categories_;
    ImageService& images_;
    Use<users::VendorReader> vendors_;
};

} // namespace statybos::catalog
