#!/usr/bin/python3
"""The rules that the demo's data keeps. Run: /usr/bin/python3 -m pytest check_demo_data.py"""

import csv
import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from catalogue.identifiers import check_digit, iban_remainder
from make_demo_data import FOLDER, main

FILES = ("categories", "users", "vendors", "products", "vouchers")
CATEGORIES, USERS, VENDORS, PRODUCTS, VOUCHERS = (
    json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")) for name in FILES
)
SHIPPING = json.loads((FOLDER / "shipping.json").read_text(encoding="utf-8"))
CATEGORY = {row["slug"]: row for row in CATEGORIES}
VENDOR = {row["slug"]: row for row in VENDORS}
PRODUCT = {row["slug"]: row for row in PRODUCTS}
EMAILS = {row["email"] for row in USERS}
UNITS = set("pcs m m2 m3 kg t l pack pallet".split())


def amount(money):
    assert set(money) == {"amount", "currency"} and money["currency"] == "EUR"
    assert re.fullmatch(r"\d+\.\d\d", money["amount"])
    return Decimal(money["amount"])


@pytest.mark.parametrize(
    "rows", [CATEGORIES, VENDORS, PRODUCTS], ids=["categories", "vendors", "products"]
)
def test_slugs_are_unique_and_plain(rows):
    assert [slug for slug, count in Counter(row["slug"] for row in rows).items() if count > 1] == []
    assert [r["slug"] for r in rows if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", r["slug"])] == []


def test_there_is_enough_to_browse():
    assert len(PRODUCTS) >= 210 and len(VENDORS) == 12
    assert len({vendor["location"]["city"] for vendor in VENDORS}) >= 8
    assert {row["condition"] for row in PRODUCTS} == {"new", "used", "surplus", "refurbished"}
    assert {row["unit"] for row in PRODUCTS} >= {"pcs", "m", "m2", "m3", "t", "pack", "pallet"}
    assert sum(row["discounted_price"] is not None for row in PRODUCTS) >= 40
    assert sum("." in row["quantity"] for row in PRODUCTS) >= 20


def test_categories_form_a_tree_and_name_both_languages():
    seen = set()
    for category in CATEGORIES:
        assert category["parent"] is None or category["parent"] in seen
        assert set(category["name"]) == {"lt", "en"} and all(category["name"].values())
        assert category["vat_class"] in ("standard", "reduced")
        seen.add(category["slug"])


def test_only_books_are_in_the_reduced_vat_class():
    reduced = [row["slug"] for row in CATEGORIES if row["vat_class"] == "reduced"]
    assert reduced == ["knygos-ir-standartai"]


def test_goods_hang_on_leaves_and_every_leaf_has_some():
    parents = {row["parent"] for row in CATEGORIES}
    assert {row["category"] for row in PRODUCTS} == set(CATEGORY) - parents


def test_accounts_are_those_of_the_demo():
    assert len(EMAILS) == len(USERS)
    assert {row["password"] for row in USERS} == {"statybos-demo-1"}
    named = "admin support vendor-a vendor-b vendor-p buyer business".split()
    assert EMAILS >= {f"{name}@demo.test" for name in named}
    assert {row["owner"] for row in VENDORS} == {
        r["email"] for r in USERS if "vendor" in r["roles"]
    }


def test_codes_and_bank_accounts_have_right_check_digits():
    # Worked out by hand from the published rule; the second needs its second row of weights.
    assert (check_digit("11058776"), check_digit("20000001")) == (4, 7)
    companies = [row["company"] for row in USERS + VENDORS if row["company"]]
    for company in companies:
        assert re.fullmatch(r"\d{9}", company["code"])
        codes = [company["code"]] + ([company["vat_code"][2:]] if company["vat_code"] else [])
        assert [code for code in codes if str(check_digit(code[:-1])) != code[-1]] == []
        assert company["vat_code"] is None or re.fullmatch(
            r"LT(\d{7}1\d|\d{10}1\d)", company["vat_code"]
        )
    assert len({row["iban"] for row in VENDORS}) == len(VENDORS)
    assert [
        r["iban"] for r in VENDORS if len(r["iban"]) != 20 or iban_remainder(r["iban"]) != 1
    ] == []


def test_vendors_are_of_their_kind():
    assert {row["verification_status"] for row in VENDORS} == {"verified"}
    assert all((row["kind"] == "business") == (row["company"] is not None) for row in VENDORS)
    by_owner = {row["owner"]: row for row in VENDORS}
    assert by_owner["vendor-a@demo.test"]["company"]["vat_code"]
    assert by_owner["vendor-b@demo.test"]["company"]["vat_code"]
    assert by_owner["vendor-p@demo.test"]["kind"] == "private"


def test_the_worked_example_can_be_bought():
    basin, primer = PRODUCT["praustuvas-su-spintele-60-cm"], PRODUCT["giluminis-gruntas-10-l"]
    assert VENDOR[basin["vendor"]]["owner"] == "vendor-a@demo.test"
    assert VENDOR[primer["vendor"]]["owner"] == "vendor-b@demo.test"
    assert (amount(basin["original_price"]), basin["weight_kg"]) == (Decimal("121.00"), "20")
    assert amount(primer["original_price"]) == Decimal("24.20")
    assert basin["discounted_price"] is primer["discounted_price"] is None
    assert "delivery" in basin["shipping"] and "pickup" in primer["shipping"]


def test_delivery_costs_what_the_demo_promises():
    home, abroad = SHIPPING["zones"]
    assert [area["country"] for area in home["areas"] + abroad["areas"]] == ["LT", "LV", "EE", "PL"]

    def prices(zone, method):
        (rate,) = [r["rate"] for r in zone["rates"] if r["vendor"] is None and r["rate"]["method"] == method]
        bands = {band["up_to_kg"]: amount(band["price"]) for band in rate["bands"]}
        return bands, amount(rate["per_kg"]) if "per_kg" in rate else None

    at_home = {"5": Decimal("6.05"), "30": Decimal("12.10"), "300": Decimal("36.30")}
    assert prices(home, "delivery") == (at_home, Decimal("0.10"))
    assert prices(abroad, "delivery") == ({kg: 2 * price for kg, price in at_home.items()}, Decimal("0.20"))
    assert prices(home, "parcel_terminal") == ({"30": Decimal("3.63")}, None)


def test_shipping_names_vendors_and_carriers_that_exist():
    rates = [rate for zone in SHIPPING["zones"] for rate in zone["rates"]]
    named = [row["vendor"] for row in rates + SHIPPING["pickup_points"] if row["vendor"]]
    assert set(named) <= set(VENDOR)
    # Whoever has two must be asked which one: the demo's buyers need not choose.
    assert len(SHIPPING["pickup_points"]) == len({row["vendor"] for row in SHIPPING["pickup_points"]})
    carriers = {rate["rate"]["carrier"] for rate in rates if "carrier" in rate["rate"]}
    assert carriers == {row["carrier"] for row in SHIPPING["terminals"]}


def test_terminals_are_where_they_say():
    with (FOLDER / "terminals.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 20 and len({row["code"] for row in rows}) == len(rows)
    assert {row["city"] for row in rows} == {vendor["location"]["city"] for vendor in VENDORS}
    for row in rows:
        assert row["country"] == "LT" and re.fullmatch(r"\d{5}", row["postal_code"])
        assert 53.8 < float(row["lat"]) < 56.5 and 20.9 < float(row["lon"]) < 26.9


def test_vouchers_can_be_used():
    assert len({row["code"] for row in VOUCHERS}) == len(VOUCHERS) >= 3
    assert {row["funded_by"] for row in VOUCHERS} == {"vendor", "marketplace"}
    for row in VOUCHERS:
        assert re.fullmatch(r"[A-Z0-9][A-Z0-9_-]{0,39}", row["code"])
        assert (row["funded_by"] == "vendor") == (row["vendor"] in VENDOR)
        assert row["category"] is None or row["category"] in CATEGORY
        value = Decimal(row["value"]) if row["kind"] == "percent" else amount(row["value"])
        assert 0 < value <= (100 if row["kind"] == "percent" else amount(row["minimum"]))


def check_product(product):
    assert product["vendor"] in VENDOR and product["category"] in CATEGORY
    assert 5 <= len(product["title"]) <= 120 and 20 <= len(product["description"]) <= 2000
    assert product["unit"] in UNITS and product["status"] == "available"
    assert product["shipping"] and set(product["shipping"]) <= {"pickup", "delivery"}
    price = amount(product["original_price"])
    assert price > 0
    assert product["discounted_price"] is None or 0 < amount(product["discounted_price"]) < price
    quantity, step = Decimal(product["quantity"]), Decimal(product["quantity_step"])
    assert quantity > 0 and step > 0 and quantity % step == 0
    assert min(quantity.as_tuple().exponent, step.as_tuple().exponent) >= -3
    assert Decimal(product["weight_kg"]) > 0
    place = product["location"]
    assert place["country"] == "LT" and re.fullmatch(r"\d{5}", place["postal_code"])
    assert 53.8 < place["lat"] < 56.5 and 20.9 < place["lon"] < 26.9
    assert all(isinstance(value, str) for value in product["attributes"].values())


def check_pictures(product):
    for image in product["images"]:
        path = FOLDER / image["file"]
        assert path.stat().st_size <= 40 * 1024 and image["alt"]
        with Image.open(path) as picture:
            assert (picture.format, picture.size) == ("JPEG", (800, 600))


@pytest.mark.parametrize("check", [check_product, check_pictures], ids=["rules", "pictures"])
def test_every_product_keeps(check):
    broken = []
    for product in PRODUCTS:
        try:
            check(product)
        except (AssertionError, OSError) as fault:
            broken.append(f"{product['slug']}: {fault}")
    assert broken == []


def test_pictures_are_those_of_the_products_and_stay_small():
    files = {path.name: path.stat().st_size for path in (FOLDER / "pictures").iterdir()}
    assert set(files) == {Path(i["file"]).name for row in PRODUCTS for i in row["images"]}
    assert sum(files.values()) <= 8 * 1024 * 1024


def test_the_files_are_what_the_tables_give(tmp_path, monkeypatch):
    monkeypatch.setattr("make_demo_data.FOLDER", tmp_path)
    main()
    for name in (*(f"{name}.json" for name in (*FILES, "shipping")), "terminals.csv"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


if __name__ == "__main__":
    raise SystemExit(pytest.main([__file__, "-q"]))
