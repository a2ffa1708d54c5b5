"""Finding goods: lists, filters, pages, categories, search."""

from decimal import Decimal

import pytest

from harness.values import unique


@pytest.fixture(scope="module")
def market(_shop):
    """One vendor's goods that differ in everything a buyer may filter by."""
    shop = _shop
    vendor = shop.given_vendor()
    word = unique("zuikis").replace("-", "")
    vilnius = {"city": "Vilnius", "country": "LT", "lat": 54.6872, "lon": 25.2797}
    klaipeda = {"city": "Klaipėda", "country": "LT", "lat": 55.7033, "lon": 21.1443}
    goods = {
        "boiler": dict(category="katilai", price="800.00", condition="used", location=vilnius, shipping=["pickup"]),
        "radiator": dict(
            category="radiatoriai",
            price="90.00",
            discounted_price="60.00",
            condition="new",
            location=klaipeda,
            shipping=["pickup", "delivery"],
        ),
        "tiles": dict(
            category="grindu-plyteles",
            price="18.00",
            condition="surplus",
            location=vilnius,
            shipping=["delivery"],
            unit="m2",
            quantity="14.5",
        ),
        "paint": dict(
            category="vidaus-dazai",
            price="40.00",
            condition="new",
            location=klaipeda,
            shipping=["delivery"],
            attributes={"finish": "matinis"},
        ),
    }
    market = {name: shop.given_product(vendor, title=f"{word} {name}", **fields) for name, fields in goods.items()}
    return vendor, word, market


FILTERS = {
    "category": ({"category": "katilai"}, {"boiler"}),
    "category with descendants": ({"category": "sildymas"}, {"boiler", "radiator"}),
    "condition": ({"condition": "new"}, {"radiator", "paint"}),
    "price from": ({"min_price": "60"}, {"boiler", "radiator"}),
    "price to, after the discount": ({"max_price": "60.00"}, {"radiator", "tiles", "paint"}),
    "price between": ({"min_price": "30", "max_price": "50"}, {"paint"}),
    "shipping": ({"shipping": "pickup"}, {"boiler", "radiator"}),
    "near": ({"near": "54.7,25.3", "radius_km": "20"}, {"boiler", "tiles"}),
    "all together": (
        {"category": "sildymas", "condition": "new", "shipping": "delivery", "max_price": "70"},
        {"radiator"},
    ),
    "nothing fits": ({"category": "mediena"}, set()),
}


@pytest.mark.parametrize("params, names", FILTERS.values(), ids=FILTERS.keys())
@pytest.mark.parametrize("path", ["/api/products/", "/api/products/search"])
def test_a_list_narrows_by(shop, market, path, params, names):
    vendor, _, goods = market
    found = shop.client().items(path, vendor=vendor.slug, **params)
    assert {row["id"] for row in found} == {goods[name].id for name in names}


def test_a_vendor_is_named_by_id_or_slug(shop, market):
    vendor, _, goods = market
    for key in (vendor.id, vendor.slug):
        assert len(shop.client().items("/api/products/", vendor=key)) == len(goods)


def test_the_newest_comes_first(shop, market):
    vendor, _, goods = market
    found = [row["id"] for row in shop.client().items("/api/products/", vendor=vendor.slug)]
    assert found == [product.id for product in reversed(goods.values())]
    newest = shop.given_product()
    assert shop.client().get("/api/products/?limit=1").ok(200)["items"][0]["id"] == newest.id


def test_search_finds_words_of_the_title(shop, market):
    _, word, goods = market
    answer = shop.client().get("/api/products/search", params={"q": f"{word} radiator"}).ok(200)
    assert answer["items"][0]["id"] == goods["radiator"].id
    everything = shop.client().get("/api/products/search", params={"q": word}).ok(200)
    assert everything["total"] == len(everything["items"]) == len(goods)
    nothing = shop.client().get("/api/products/search", params={"q": unique("nierasta")}).ok(200)
    assert (nothing["items"], nothing["total"], nothing["next_cursor"]) == ([], 0, None)


def test_search_folds_lithuanian_endings(shop):
    found = shop.client().get("/api/products/search", params={"q": "plytelės"}).ok(200)
    assert found["total"] >= 10
    assert shop.client().get("/api/products/search", params={"q": "plytelių"}).ok(200)["total"] >= 10


@pytest.mark.parametrize("sort, ascending", [("price_asc", True), ("price_desc", False)])
def test_search_sorts_by_what_is_paid(shop, market, sort, ascending):
    vendor, _, _ = market
    found = shop.client().items("/api/products/search", vendor=vendor.slug, sort=sort, limit=2)
    paid = [Decimal((row["discounted_price"] or row["original_price"])["amount"]) for row in found]
    assert paid == sorted(paid, reverse=not ascending) and len(paid) == 4


@pytest.mark.parametrize("q", ["'", "%", "_", "a & | ! (", "\\", "<b>", "ą" * 200, "' OR 1=1 --", ":*", '"', "   "])
def test_search_takes_any_text(shop, q):
    shop.client().get("/api/products/search", params={"q": q}).ok(200, 422)


# -- pages ---------------------------------------------------------------------------------------


def test_pages_show_everything_once_while_goods_arrive(shop):
    vendor = shop.given_vendor()
    before = [shop.given_product(vendor).id for _ in range(8)]
    client, seen, cursor = shop.client(), [], None
    while True:
        page = client.get(
            "/api/products/", params={"vendor": vendor.id, "limit": 3, **({"cursor": cursor} if cursor else {})}
        )
        seen += [row["id"] for row in page.ok(200)["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
        shop.given_product(vendor)
    assert seen == list(reversed(before))


@pytest.mark.parametrize("limit", ["0", "-1", "101", "x", "", "1e2", "99999999999999999999"])
def test_a_page_has_one_to_a_hundred_rows(shop, limit):
    answer = shop.client().get("/api/products/", params={"limit": limit})
    answer.refused(422, "validation_failed")
    assert list(answer.input_errors()) == ["?limit"]


@pytest.mark.parametrize("cursor", ["x", "AAAA", "' OR 1=1", "0" * 5000, "eyJpZCI6MX0"])
def test_an_invented_cursor_is_refused(shop, cursor):
    assert shop.client().get("/api/products/", params={"cursor": cursor}).status in (400, 414, 422)


BAD_FILTERS = [
    {"condition": "mint"},
    {"min_price": "x"},
    {"near": "here"},
    {"near": "91,0"},
    {"sort": "best"},
    {"shipping": "drone"},
    {"colour": "red"},
]


@pytest.mark.parametrize("params", BAD_FILTERS, ids=lambda params: "&".join(f"{k}={v}" for k, v in params.items()))
def test_an_unknown_filter_is_refused_rather_than_ignored(shop, params):
    shop.client().get("/api/products/search", params=params).refused(422, "validation_failed")


# -- categories and the demo ---------------------------------------------------------------------


def walk(nodes):
    for node in nodes:
        yield node
        yield from walk(node["children"])


def test_categories_are_a_tree_in_two_languages(shop):
    trees = {
        language: shop.client(language).get("/api/products/categories").ok(200)["items"] for language in ("lt", "en")
    }
    names = {language: {node["slug"]: node["name"] for node in walk(tree)} for language, tree in trees.items()}
    assert len(names["lt"]) >= 40 and names["lt"].keys() == names["en"].keys()
    assert (names["lt"]["mediena"], names["en"]["mediena"]) == ("Mediena", "Timber")
    rates = {node["slug"]: node["vat_rate"] for node in walk(trees["lt"])}
    assert Decimal(rates["knygos-ir-standartai"]) == 5 and Decimal(rates["katilai"]) == 21


def test_a_category_counts_its_products_and_those_below(shop):
    tree = {node["slug"]: node for node in walk(shop.client().get("/api/products/categories").ok(200)["items"])}
    parent = tree["langai-ir-durys"]
    assert parent["product_count"] >= sum(child["product_count"] for child in parent["children"]) > 0


def test_the_demo_is_there_with_its_pictures(shop):
    demo = shop.client().get("/api/products/search?limit=1").ok(200)
    assert demo["total"] >= 200
    basin = shop.client().get("/api/products/praustuvas-su-spintele-60-cm").ok(200)
    url = basin["images"][0]["url"].removeprefix(shop.server.url)
    assert shop.client().get(url).ok(200).headers["Content-Type"].startswith("image/")
