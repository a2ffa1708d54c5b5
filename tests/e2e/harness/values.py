"""Amounts, addresses and codes that the stories use."""

import itertools
import secrets
import sys
from decimal import Decimal
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[3] / "examples" / "demo-data"))

from catalogue.identifiers import company_code, iban, legal_vat_code  # noqa: E402

PASSWORD = "statybos-demo-1"
VILNIUS = {"city": "Vilnius", "postal_code": "02189", "country": "LT", "lat": 54.6872, "lon": 25.2797}
ADDRESS = {
    "name": "Petras Pirkėjas",
    "street": "Statybininkų g. 7-12",
    "city": "Kaunas",
    "postal_code": "50172",
    "country": "LT",
    "phone": "+37060012345",
}

_numbers = itertools.count(100)
_run = secrets.token_hex(3)


def unique(word):
    """A name that nobody had before, also across runs on one database."""
    return f"{word}-{_run}-{next(_numbers)}"


def address_of(word):
    return f"{unique(word)}@e2e.test"


def eur(amount):
    return {"amount": amount, "currency": "EUR"}


def cents(money):
    assert money["currency"] == "EUR", money
    return int(Decimal(money["amount"]) * 100)


def company(vat_payer=True):
    """A company with codes whose check digits are right."""
    number = next(_numbers)
    return {
        "name": f"UAB „{unique('Mūras')}“",
        "code": company_code(number % 1000),
        "vat_code": legal_vat_code(number % 100) if vat_payer else None,
    }


def bank_account():
    return iban(next(_numbers))


def amounts(totals):
    """{name: "12.10"} of an order's or a cart's totals."""
    return {name: money["amount"] for name, money in totals.items()}
