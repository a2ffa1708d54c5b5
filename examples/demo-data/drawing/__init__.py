"""Drawn pictures of building materials; see kinds.KINDS for what there is."""

from . import (
    devices,
    fixtures,
    packed,
    stacks,
    surfaces,
    yard,
)  # noqa: F401  they register themselves
