"""Prometheus' text format 0.0.4, read as strictly as `promtool check metrics` does."""

import re
from dataclasses import dataclass, field

NAME = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
LABEL = re.compile(r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:\\[\\"n]|[^"\\\n])*)"')
SUFFIXES = {"histogram": ("_bucket", "_sum", "_count"), "counter": ("",), "gauge": ("",), "summary": ("", "_sum", "_count")}


@dataclass
class Family:
    name: str
    help: str = ""
    kind: str = ""
    samples: dict = field(default_factory=dict)  # by (name, frozenset of labels)

    def value(self, suffix="", **labels):
        return self.samples.get((self.name + suffix, frozenset(labels.items())))


def labels_of(text):
    found, rest = {}, text
    while rest:
        match = LABEL.match(rest)
        assert match, f"not a label: {rest!r}"
        assert match[1] not in found, f"label {match[1]} twice"
        found[match[1]] = match[2]
        rest = rest[match.end() :].removeprefix(",")
    return found


def read(text):
    """Families by name; an assertion names what is wrong."""
    assert text.endswith("\n"), "the last line has no end"
    families, current = {}, None
    for line in text.splitlines():
        words = line.split(" ", 3)
        if line.startswith("# "):
            kind, name = words[1], words[2]
            if current is None or current.name != name:
                assert name not in families, f"{name} appears in two places"
                assert NAME.fullmatch(name), name
                current = families[name] = Family(name)
            assert not current.samples, f"{line} stands behind its samples"
            value = words[3] if len(words) == 4 else ""
            setattr(current, {"HELP": "help", "TYPE": "kind"}[kind], value)
        else:
            _sample(line, current)
    for family in families.values():
        _judge(family)
    return families


def _sample(line, family):
    match = re.fullmatch(r"([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)", line)
    assert match, f"not a sample: {line!r}"
    name, value = match[1], float(match[3].replace("Inf", "inf"))
    allowed = [family.name + suffix for suffix in SUFFIXES[family.kind]]
    assert name in allowed, f"{line} stands below {family.name}, a {family.kind}"
    key = (name, frozenset(labels_of(match[2] or "").items()))
    assert key not in family.samples, f"{line}: the series appears twice"
    family.samples[key] = value


def _judge(family):
    name = family.name
    assert family.help and family.kind in SUFFIXES, f"{name} needs HELP and a known TYPE"
    assert name.endswith("_total") == (family.kind == "counter"), f"{name} is a {family.kind}"
    if family.kind == "histogram":
        _judge_histogram(family)
    if family.kind == "counter":
        assert all(value >= 0 for value in family.samples.values()), f"{name} is below zero"


def _judge_histogram(family):
    series = {}
    for (name, labels), value in family.samples.items():
        if name.endswith("_bucket"):
            given = dict(labels)
            bound = float(given.pop("le").replace("Inf", "inf"))
            series.setdefault(frozenset(given.items()), {})[bound] = value
    for labels, buckets in series.items():
        counts = [buckets[bound] for bound in sorted(buckets)]
        assert counts == sorted(counts), f"{family.name}{set(labels)}: buckets are not cumulative"
        assert buckets[float("inf")] == family.samples[(family.name + "_count", labels)], family.name
        assert (family.name + "_sum", labels) in family.samples
