"""The demo's goods: one module per part of the shop, each a list of families."""

from . import (
    building,
    electrics,
    finishing,
    floors,
    outdoors,
    roofs,
    tools_and_books,
    water_and_heat,
    windows_and_doors,
)

MODULES = (
    floors,
    building,
    roofs,
    windows_and_doors,
    water_and_heat,
    electrics,
    finishing,
    outdoors,
    tools_and_books,
)


def all_families():
    return [family for module in MODULES for family in module.FAMILIES]
