#!/usr/bin/python3
"""Writes the demo marketplace's JSON and CSV files from the tables in catalogue/.

The same tables always give the same bytes, so that a change of goods is a readable diff.
"""

import csv
import json
import random
import unicodedata
from pathlib import Path

from catalogue import all_families
from catalogue.categories import flat
from catalogue.people import users, vendors
from catalogue.shipping import CARRIER, TERMINAL_COLUMNS, pickup_points, terminals, zones
from catalogue.vouchers import vouchers

FOLDER = Path(__file__).resolve().parent
WHOLE_UNITS = ("pcs", "pack", "pallet")


def slug_of(title):
    """Lower-case ASCII words joined by hyphens: „Ąžuolas“ 60×60 becomes azuolas-60-60."""
    plain = unicodedata.normalize("NFKD", title.lower().replace("–", "-").replace("×", "-"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in letters)
    return "-".join(words.split())


def euros(amount):
    return {"amount": amount, "currency": "EUR"} if amount else None


def product(family, variant, locations):
    def own(name):
        return variant.own.get(name, getattr(family, name))

    title = family.title.format(variant.name)
    slug = variant.own.get("slug") or slug_of(title)
    default_step = "1" if family.unit in WHOLE_UNITS else "0.001"
    return {
        "slug": slug,
        "vendor": variant.vendor,
        "category": family.category,
        "title": title,
        "description": family.text,
        "condition": own("condition"),
        "original_price": euros(variant.price),
        "discounted_price": euros(variant.sale),
        "unit": family.unit,
        "quantity": variant.quantity,
        "quantity_step": family.step or default_step,
        "weight_kg": family.kg,
        "location": locations[variant.vendor],
        "shipping": list(family.shipping),
        "attributes": family.attributes,
        "status": "available",
        "images": [{"file": f"pictures/{slug}.jpg", "alt": title}],
    }


def drawings():
    """(file name, kind, colour) of each product's picture, for draw_pictures.py."""
    for family in all_families():
        for variant in family.variants:
            slug = variant.own.get("slug") or slug_of(family.title.format(variant.name))
            yield f"{slug}.jpg", variant.own.get("picture", family.picture), variant.colour


def products():
    """In the order of listing: shuffled, so that the newest ones show the whole shop."""
    locations = {vendor["slug"]: vendor["location"] for vendor in vendors()}
    goods = [
        product(family, variant, locations)
        for family in all_families()
        for variant in family.variants
    ]
    random.Random("statybos").shuffle(goods)
    return goods


def write_rows(path, rows):
    """One field a line: long enough to diff, short enough to read."""
    blocks = (
        ",\n    ".join(
            f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
            for key, value in row.items()
        )
        for row in rows
    )
    text = ",\n".join(f"  {{\n    {block}\n  }}" for block in blocks)
    path.write_text(f"[\n{text}\n]\n", encoding="utf-8")


def write_shipping():
    shipping = {
        "zones": zones(),
        "pickup_points": pickup_points(),
        "terminals": [{"carrier": CARRIER, "file": "terminals.csv"}],
    }
    text = json.dumps(shipping, ensure_ascii=False, indent=2)
    (FOLDER / "shipping.json").write_text(text + "\n", encoding="utf-8")
    with (FOLDER / "terminals.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([TERMINAL_COLUMNS, *terminals()])


def main():
    for name, rows in (
        ("categories", flat()),
        ("users", users()),
        ("vendors", vendors()),
        ("products", products()),
        ("vouchers", vouchers()),
    ):
        write_rows(FOLDER / f"{name}.json", rows)
    write_shipping()


if __name__ == "__main__":
    main()
