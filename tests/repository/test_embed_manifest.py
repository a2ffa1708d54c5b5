"""A manifest is judged while the plugin is built; every fault is named at once."""
import pytest

import embed_manifest

GOOD = {"id": "omega.shipping", "version": "1.4.0", "title": {"en": "Omega parcels"}}

FAULTS = {
    "no id": ({"id": None}, "id: must be lower-case words joined by dots, such as omega.shipping"),
    "an id of one word": ({"id": "omega"}, "id: must be lower-case words joined by dots, such as omega.shipping"),
    "a version of two parts": ({"version": "1.4"}, "version: must have three parts, such as 1.4.0"),
    "a version that is a number": ({"version": 1.4}, "version: must have three parts, such as 1.4.0"),
    "no English title": ({"title": {"lt": "Siuntos"}}, "title: must give the name in each language, at least English: {en: Omega parcels}"),
    "an unknown key": ({"licens": "MIT"}, 'licens: unknown key, did you mean "licence"?'),
    "abi by hand": ({"abi": {"epoch": 1}}, "abi: is filled in by the build; remove it"),
    "an unknown hosting": ({"hosting": "cloud"}, "hosting: must be one of any, in_process, isolated"),
    "a hostile schema": ({"schema": "a; DROP"}, "schema: must be a PostgreSQL schema name of lower-case letters, digits and _"),
    "permissions as text": ({"permissions": "all"}, "permissions: must be a list such as [http_client, db.own_schema]"),
    "a contract without dots": ({"requires": [{"contract": "stock"}]}, "requires[0].contract: must be a contract's id such as statybos.orders.reader"),
    "a major below one": ({"requires": [{"contract": "a.b", "major": 0}]}, "requires[0].major: must be a whole number from 1"),
    "true as a major": ({"provides": [{"contract": "a.b", "major": True}]}, "provides[0].major: must be a whole number from 1"),
    "an unknown key of an entry": ({"provides": [{"contract": "a.b", "nam": "x"}]}, 'provides[0].nam: unknown key, did you mean "name"?'),
    "an entry that is text": ({"decorates": ["a.b"]}, "decorates[0]: must be a mapping such as {contract: statybos.orders.reader, major: 1}"),
}


def test_a_good_manifest_has_no_faults():
    assert list(embed_manifest.faults(GOOD)) == []


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_named(case):
    change, sentence = FAULTS[case]
    assert list(embed_manifest.faults({**GOOD, **change})) == [sentence]


def loaded(tmp_path, text):
    file = tmp_path / "manifest.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return embed_manifest.load(file)


def test_values_are_read_as_json_would_read_them(tmp_path):
    assert loaded(tmp_path, "a: true\nb: yes\nc: 0123\nd: 12\ne: 1.5\nf: null\ng: 1e3\nh: 2026-11-22\n") == {
        "a": True, "b": "yes", "c": "0123", "d": 12, "e": 1.5, "f": None, "g": "1e3", "h": "2026-11-22"}


YAML_FAULTS = {
    "a duplicate key": ("a: 1\nb: 2\na: 3\n", "manifest.yaml:3:1: a: stands here for the second time, first in line 1"),
    "a merge key": ("x: &x {a: 1}\ny:\n  <<: *x\n", "manifest.yaml:3:3: merge keys (<<) are not supported"),
    "a key that is a number": ("1: one\n", "manifest.yaml:1:1: the key 1 must be text"),
    "a list": ("- a\n", "must be a mapping of keys to values"),
    "no YAML": ("a: [\n", "not valid YAML: "),
    "no UTF-8": (b"a: \xff\n", "not UTF-8 at byte 3"),
    "a Python object": ("a: !!python/object:os.system {}\n", "not valid YAML: could not determine a constructor"),
}


@pytest.mark.parametrize("case", YAML_FAULTS)
def test_yaml_is_refused_with_its_place(case, tmp_path):
    text, message = YAML_FAULTS[case]
    with pytest.raises(embed_manifest.Wrong) as refused:
        loaded(tmp_path, text)
    assert message in str(refused.value)


def test_migrations_are_in_order_and_numbered_once(tmp_path):
    for name in ("0002_b.sql", "0001_a.sql"):
        (tmp_path / name).write_text(name)
    _, migrations = embed_manifest.migrations_of(tmp_path)
    assert migrations == [{"name": "0001_a.sql", "sql": "0001_a.sql"}, {"name": "0002_b.sql", "sql": "0002_b.sql"}]
    (tmp_path / "0002_c.sql").write_text("")
    with pytest.raises(embed_manifest.Wrong, match="two migrations have the number 0002"):
        embed_manifest.migrations_of(tmp_path)


def test_a_migration_named_otherwise_is_refused(tmp_path):
    (tmp_path / "first.sql").write_text("")
    with pytest.raises(embed_manifest.Wrong, match="must be named NNNN_what.sql"):
        embed_manifest.migrations_of(tmp_path)
