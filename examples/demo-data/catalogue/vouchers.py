"""Codes that lower prices: one that the marketplace bears, and two of vendors."""


def _euros(amount):
    return {"amount": amount, "currency": "EUR"} if amount else None


# Code, kind, value, vendor (None: the marketplace bears it), category, minimum in euros, limit per customer.
_VOUCHERS = (
    ("LABAS10", "percent", "10.00", None, None, "50.00", 1),
    ("PLYTELES15", "percent", "15.00", "plyteliu-namai", "plyteles", "100.00", None),
    ("NEMUNAS5", "fixed", "5.00", "nemuno-statyba", None, "30.00", None),
)


def vouchers():
    for code, kind, value, vendor, category, minimum, per_customer in _VOUCHERS:
        yield {
            "code": code,
            "kind": kind,
            "value": value if kind == "percent" else _euros(value),
            "funded_by": "vendor" if vendor else "marketplace",
            "vendor": vendor,
            "category": category,
            "minimum": _euros(minimum),
            "limit_total": None,
            "limit_per_customer": per_customer,
        }
