"""Vendors and accounts. People, companies, codes and bank accounts are fictional."""

from .identifiers import company_code, iban, legal_vat_code, temporary_vat_code

PASSWORD = "statybos-demo-1"

CITIES = {
    "Vilnius": ("Vilniaus apskritis", "02189", 54.6872, 25.2797),
    "Kaunas": ("Kauno apskritis", "50172", 54.8985, 23.9036),
    "Trakai": ("Vilniaus apskritis", "21142", 54.6379, 24.9343),
    "Klaipėda": ("Klaipėdos apskritis", "91249", 55.7033, 21.1443),
    "Šiauliai": ("Šiaulių apskritis", "76298", 55.9349, 23.3137),
    "Panevėžys": ("Panevėžio apskritis", "35174", 55.7348, 24.3575),
    "Alytus": ("Alytaus apskritis", "62175", 54.3963, 24.0459),
    "Marijampolė": ("Marijampolės apskritis", "68307", 54.5599, 23.3541),
    "Utena": ("Utenos apskritis", "28214", 55.4976, 25.5992),
    "Telšiai": ("Telšių apskritis", "87133", 55.9814, 22.2472),
    "Palanga": ("Klaipėdos apskritis", "00137", 55.9175, 21.0686),
    "Jonava": ("Kauno apskritis", "55177", 55.0727, 24.2793),
}


def location(city):
    region, postal_code, lat, lon = CITIES[city]
    return {
        "city": city,
        "region": region,
        "postal_code": postal_code,
        "country": "LT",
        "lat": lat,
        "lon": lon,
    }


# Slug, owner's e-mail, owner's name, display name, city, company (None: a private person), VAT, text.
_VENDORS = (
    (
        "plyteliu-namai",
        "vendor-a@demo.test",
        "Aistė Vaitkutė",
        "Plytelių namai",
        "Vilnius",
        "UAB „Plytelių namai“",
        "legal",
        "Plytelės, mozaika ir vonios baldai. Salonas ir sandėlis Naujininkuose, pjauname vietoje.",
    ),
    (
        "nemuno-statyba",
        "vendor-b@demo.test",
        "Benas Stankevičius",
        "Nemuno statyba",
        "Kaunas",
        "UAB „Nemuno statyba“",
        "legal",
        "Sausi mišiniai, dažai, izoliacija ir gipso kartonas – viskas, ko reikia meistrui.",
    ),
    (
        "jono-likuciai",
        "vendor-p@demo.test",
        "Jonas Petraitis",
        "Jono statybų likučiai",
        "Trakai",
        None,
        None,
        "Pasistatėme namą, liko gerų medžiagų. Parduodu po truputį, galima apžiūrėti vakarais.",
    ),
    (
        "uosto-mediena",
        "uosto-mediena@demo.test",
        "Dovilė Jonauskė",
        "Uosto mediena",
        "Klaipėda",
        "UAB „Uosto mediena“",
        "legal",
        "Pjautinė mediena, dailylentės, terasos ir grindys. Obliuojame ir impregnuojame patys.",
    ),
    (
        "saules-stogai",
        "saules-stogai@demo.test",
        "Mantas Rimkus",
        "Saulės stogai",
        "Šiauliai",
        "UAB „Saulės stogai“",
        "legal",
        "Čerpės, skarda, lietvamzdžiai ir stogo langai. Paskaičiuojame pagal brėžinį per dieną.",
    ),
    (
        "aukstaitijos-blokai",
        "aukstaitijos-blokai@demo.test",
        "Gintarė Balčiūnaitė",
        "Aukštaitijos blokai",
        "Panevėžys",
        "UAB „Aukštaitijos blokai“",
        "legal",
        "Mūro blokai, plytos, armatūra ir trinkelės. Vežame savo kranu 100 km spinduliu.",
    ),
    (
        "dzukijos-langai",
        "dzukijos-langai@demo.test",
        "Rokas Kvedaras",
        "Dzūkijos langai",
        "Alytus",
        "UAB „Dzūkijos langai“",
        "legal",
        "Langai, durys ir garažo vartai iš savo cecho, matuojame ir montuojame.",
    ),
    (
        "suduvos-siluma",
        "suduvos-siluma@demo.test",
        "Ieva Mickutė",
        "Sūduvos šiluma",
        "Marijampolė",
        "UAB „Sūduvos šiluma“",
        "legal",
        "Šildymo ir santechnikos prekės, projektavimas ir paleidimas.",
    ),
    (
        "utenos-elektra",
        "utenos-elektra@demo.test",
        "Lukas Šimkūnas",
        "Utenos elektra",
        "Utena",
        "MB „Utenos elektra“",
        "temporary",
        "Kabeliai, automatika, šviestuvai ir saulės moduliai su garantija.",
    ),
    (
        "zemaitijos-tvoros",
        "zemaitijos-tvoros@demo.test",
        "Kristina Norkutė",
        "Žemaitijos tvoros",
        "Telšiai",
        "MB „Žemaitijos tvoros“",
        None,
        "Tvoros, vartai ir šiltnamiai. Maža įmonė, ne PVM mokėtoja – kainos galutinės.",
    ),
    (
        "rasos-sandeliukas",
        "rasos-sandeliukas@demo.test",
        "Rasa Kazlauskienė",
        "Rasos sandėliukas",
        "Palanga",
        None,
        None,
        "Senos plytos, durys, šviestuvai ir kiti daiktai, kuriems dar ne laikas į sąvartyną.",
    ),
    (
        "irankiu-ratas",
        "irankiu-ratas@demo.test",
        "Paulius Žukauskas",
        "Įrankių ratas",
        "Jonava",
        "UAB „Įrankių ratas“",
        "legal",
        "Nauji ir atnaujinti įrankiai su metų garantija, taip pat knygos statytojams.",
    ),
)


def _company(number, name, vat):
    if name is None:
        return None
    codes = {"legal": legal_vat_code, "temporary": temporary_vat_code}
    return {
        "name": name,
        "code": company_code(number),
        "vat_code": codes[vat](number) if vat else None,
    }


def vendors():
    for number, (slug, email, _, display_name, city, company, vat, text) in enumerate(_VENDORS, 1):
        yield {
            "slug": slug,
            "owner": email,
            "display_name": display_name,
            "kind": "business" if company else "private",
            "description": text,
            "location": location(city),
            "company": _company(number, company, vat),
            "iban": iban(number),
            "verification_status": "verified",
        }


def _user(email, name, roles, company=None, language="lt", phone=None):
    return {
        "email": email,
        "password": PASSWORD,
        "name": name,
        "user_type": "business" if company else "private",
        "company": company,
        "roles": roles,
        "language": language,
        "phone": phone,
        "email_verified": True,
    }


def users():
    yield _user("admin@demo.test", "Ona Administratorė", ["customer", "admin"])
    yield _user("support@demo.test", "Saulius Pagalba", ["customer", "support"])
    yield _user("buyer@demo.test", "Marius Pirkėjas", ["customer"], phone="+37060000001")
    yield _user(
        "business@demo.test",
        "Eglė Statytoja",
        ["customer"],
        {"name": "UAB „Geri namai“", "code": company_code(40), "vat_code": legal_vat_code(40)},
        language="en",
        phone="+37060000002",
    )
    for number, (_, email, name, _, _, company, vat, _) in enumerate(_VENDORS, 1):
        yield _user(
            email,
            name,
            ["customer", "vendor"],
            _company(number, company, vat),
            phone=f"+370600001{number:02d}",
        )
