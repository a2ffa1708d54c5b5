"""What is asked of a bench, and what it found."""

import math
from dataclasses import dataclass, field


@dataclass
class Plan:
    """How long and how often is measured."""

    seconds: float
    rounds: int
    clients: int = 16
    calls: int = 20_000_000


@dataclass
class Row:
    """One comparison: what was measured, both sides, and what came of it; `lines` go below it."""

    name: str
    ours: str
    theirs: str
    beside: str
    ratio: str
    target: str
    met: bool
    lines: list = field(default_factory=list)

    @classmethod
    def of_rates(cls, name, ours, theirs, beside, target, lines=()):
        """@param target  what the ratio should be at least, or None"""
        ratio = math.floor(ours / theirs * 100) / 100  # a target that is missed does not look met
        return cls(name, f"{ours:,.0f}/s", f"{theirs:,.0f}/s", beside, f"{ratio:.2f}",
                   f">= {target:.2f}" if target else "none", not target or ratio >= target, list(lines))

    def text(self, number):
        verdict = "" if self.target == "none" else "met" if self.met else "MISSED"
        head = _line(number, self.name, self.ours, self.theirs, self.beside, self.ratio, self.target, verdict)
        return "\n".join([head, *(f"   {line}" for line in self.lines)])


def heading():
    return _line("#", "what", "ours", "theirs", "compared to", "ratio", "target", "")


def _line(number, name, ours, theirs, beside, ratio, target, verdict):
    return (f"{number}  {name:<35} {ours:>13}  {theirs:>9}  {beside:<29} {ratio:>7}  {target:<16} {verdict}").rstrip()
