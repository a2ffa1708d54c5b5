"""Zones and what shipping costs there, pickup points, and one carrier's parcel terminals. The carrier is fictional."""

from .people import CITIES

CARRIER = "siuntomatai"
TERMINAL_COLUMNS = (
    "code", "name", "street", "city", "postal_code", "country", "lat", "lon", "opening_hours",
)  # fmt: skip

# Up to so many kilograms, and the price; then for each started kilogram more.
HOME_BANDS = (("5", 605), ("30", 1210), ("300", 3630))
HOME_PER_KG = 10

# City, name, street, postal code, how far north and east of the city's middle, hours.
_TERMINALS = (
    ("Vilnius", "Ozo prekybos centras", "Ozo g. 18", "08243", 0.0260, -0.0120, "24/7"),
    ("Vilnius", "Naujamiesčio vaistinė", "Savanorių pr. 1", "03116", -0.0080, -0.0270, "24/7"),
    ("Vilnius", "Antakalnio turgus", "Antakalnio g. 40", "10305", 0.0180, 0.0330, "Mo-Sa 07:00-21:00; Su 08:00-18:00"),
    ("Vilnius", "Lazdynų baseinas", "Erfurto g. 13", "04101", -0.0150, -0.0790, "24/7"),
    ("Vilnius", "Pilaitės parduotuvė", "Karaliaučiaus g. 15", "06281", 0.0220, -0.0980, "Mo-Su 07:00-22:00"),
    ("Kaunas", "Savanorių degalinė", "Savanorių pr. 321", "50120", 0.0190, 0.0530, "24/7"),
    ("Kaunas", "Karaliaus Mindaugo arena", "Karaliaus Mindaugo pr. 50", "44334", -0.0080, 0.0140, "24/7"),
    ("Kaunas", "Šilainių prekybos centras", "Baltų pr. 18", "48259", 0.0330, -0.0180, "Mo-Su 08:00-22:00"),
    ("Klaipėda", "Taikos prospektas", "Taikos pr. 61", "91182", -0.0080, 0.0200, "24/7"),
    ("Klaipėda", "Geležinkelio stotis", "Priestočio g. 1", "92228", 0.0160, -0.0070, "24/7"),
    ("Šiauliai", "Tilžės gatvė", "Tilžės g. 109", "77159", -0.0060, 0.0020, "24/7"),
    ("Šiauliai", "Pietinis rajonas", "Gegužių g. 30", "78332", -0.0210, -0.0110, "Mo-Su 08:00-22:00"),
    ("Panevėžys", "Respublikos gatvė", "Respublikos g. 71", "35158", -0.0040, 0.0100, "24/7"),
    ("Alytus", "Naujoji gatvė", "Naujoji g. 7", "62381", 0.0080, 0.0210, "24/7"),
    ("Marijampolė", "V. Kudirkos gatvė", "V. Kudirkos g. 3", "68176", 0.0020, -0.0030, "24/7"),
    ("Utena", "J. Basanavičiaus gatvė", "J. Basanavičiaus g. 52", "28207", 0.0030, 0.0020, "24/7"),
    ("Telšiai", "Respublikos gatvė", "Respublikos g. 18", "87117", 0.0010, 0.0040, "Mo-Su 07:00-22:00"),
    ("Palanga", "Klaipėdos plentas", "Klaipėdos pl. 62", "00148", -0.0070, 0.0060, "24/7"),
    ("Jonava", "Žeimių gatvė", "Žeimių g. 20", "55158", 0.0050, -0.0040, "24/7"),
    ("Trakai", "Vytauto gatvė", "Vytauto g. 56", "21105", 0.0040, -0.0010, "Mo-Fr 08:00-20:00; Sa-Su 09:00-17:00"),
)  # fmt: skip


def euros(cents):
    return {"amount": f"{cents // 100}.{cents % 100:02}", "currency": "EUR"}


def _delivery(times):
    bands = [{"up_to_kg": kg, "price": euros(cents * times)} for kg, cents in HOME_BANDS]
    return {"method": "delivery", "bands": bands, "per_kg": euros(HOME_PER_KG * times)}


def _terminal():
    return {
        "method": "parcel_terminal",
        "carrier": CARRIER,
        "bands": [{"up_to_kg": "30", "price": euros(363)}],
        "estimate": {"lt": "1–2 darbo dienos", "en": "1–2 working days"},
    }


def _crane():
    return {
        "method": "crane",
        "name": {"lt": "Pristatymas su kranu", "en": "Delivery with a crane"},
        "bands": [{"up_to_kg": "12000", "price": euros(6050)}],
        "per_km": euros(121),
        "included_km": 10,
        "up_to_km": 150,
    }


def _common(rate):
    return {"vendor": None, "rate": rate}


def zones():
    return [
        {
            "name": "Lietuva",
            "areas": [{"country": "LT", "postal_codes": []}],
            "rates": [
                _common(_delivery(1)),
                _common(_terminal()),
                {"vendor": "aukstaitijos-blokai", "rate": _crane()},
            ],
        },
        {
            "name": "Latvija, Estija, Lenkija",
            "areas": [{"country": country, "postal_codes": []} for country in ("LV", "EE", "PL")],
            "rates": [_common(_delivery(2))],
        },
    ]


def _hours(days, opens, closes):
    return [{"day": day, "opens": opens, "closes": closes} for day in days]


def _point(vendor, name, street, city, note=None):
    region, postal_code, lat, lon = CITIES[city]
    week = ("monday", "tuesday", "wednesday", "thursday", "friday")
    return {
        "vendor": vendor,
        "point": {
            "name": name,
            "address": {
                "street": street, "city": city, "region": region, "postal_code": postal_code,
                "country": "LT", "lat": lat, "lon": lon,
            },
            "opening_hours": _hours(week, "08:00", "17:00") + _hours(("saturday",), "09:00", "13:00"),
            "note": note,
        },
    }  # fmt: skip


def pickup_points():
    return [
        _point("uosto-mediena", "Medienos sandėlis", "Nemuno g. 24", "Klaipėda", "Vartai nr. 3, skambinkite sargui."),
        _point("dzukijos-langai", "Gamyklos rampa", "Pramonės g. 11", "Alytus"),
        _point("irankiu-ratas", "Nuomos punktas", "Ukmergės g. 8", "Jonava"),
    ]


def terminals():
    """Rows in the order of TERMINAL_COLUMNS."""
    rows = []
    for number, (city, name, street, postal_code, north, east, hours) in enumerate(_TERMINALS, 1):
        _, _, lat, lon = CITIES[city]
        rows.append(
            (f"SM{number:03}", name, street, city, postal_code, "LT", f"{lat + north:.4f}", f"{lon + east:.4f}", hours)
        )
    return rows
