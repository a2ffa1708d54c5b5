"""How the demo's goods are written down: a family says what its variants share."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Variant:
    """One product: what tells it from the others of its family.

    `price` and `sale` are euros with VAT, `quantity` is in the family's unit, `colour` is what the
    picture is drawn in. Whatever is given in `own` replaces the family's value.
    """

    name: str
    vendor: str
    price: str
    quantity: str
    colour: str
    sale: str | None = None
    own: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Family:
    """Products of one kind. `title` and `text` take the variant's name at `{}`."""

    category: str
    picture: str
    title: str
    text: str
    variants: tuple
    unit: str = "pcs"
    kg: str | None = None
    step: str | None = None
    shipping: tuple = ("pickup", "delivery")
    condition: str = "new"
    attributes: dict = field(default_factory=dict)


def family(category, picture, title, text, *variants, **shared):
    return Family(category, picture, title, text, variants, **shared)


def of(name, vendor, price, quantity, colour, sale=None, **own):
    return Variant(name, vendor, price, quantity, colour, sale, own)


# The vendors, by the letters that the tables of goods use.
A = "plyteliu-namai"
B = "nemuno-statyba"
P = "jono-likuciai"
MED = "uosto-mediena"
STO = "saules-stogai"
BLO = "aukstaitijos-blokai"
LAN = "dzukijos-langai"
SIL = "suduvos-siluma"
ELE = "utenos-elektra"
TVO = "zemaitijos-tvoros"
RAS = "rasos-sandeliukas"
IRA = "irankiu-ratas"
