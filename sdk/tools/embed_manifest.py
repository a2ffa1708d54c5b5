#!/usr/bin/python3
"""Turns a plugin's manifest.yaml into the source file that carries it inside the plugin.

The kernel reads the section `.statybos.manifest` before it runs any of the plugin's code, so all
that it must know beforehand is there as one JSON object: the manifest as written, plus

  abi            {"epoch": …, "level": …} of the headers that the plugin is compiled with
  config_schema  the schema itself in place of its file name
  migrations     [{"name": "0001_what.sql", "sql": "…"}, …] in the order of their names

Values are read as JSON would read them: true and false are booleans, 1.10 is a number and so no
version, `yes` and `0123` are text. Duplicate keys and merge keys are refused, as in the kernel.
"""
import argparse
import difflib
import json
import pathlib
import re
import sys

try:
    import yaml
except ImportError:
    sys.exit("embed_manifest.py: Python's yaml module is missing; install it with: apt-get install python3-yaml")

ID = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)+")
VERSION = re.compile(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?")
SCHEMA = re.compile(r"[a-z][a-z0-9_]{0,62}")
MIGRATION = re.compile(r"\d{4}_[a-z0-9_]+\.sql")

ENTRY_KEYS = {
    "requires": {"contract", "major", "name", "optional"},
    "provides": {"contract", "major", "name"},
    "decorates": {"contract", "major", "name", "after", "before"},
}
KEYS = {"id", "version", "title", "description", "licence", "requires", "provides", "decorates", "replaces",
        "forked_from", "instances", "hosting", "permissions", "schema", "config_schema", "stability"}
CHOICES = {"instances": ("one", "many"), "hosting": ("any", "in_process", "isolated")}


class Wrong(Exception):
    """Something an author has to change; the text says where and what."""


class Loader(yaml.SafeLoader):
    """YAML with JSON's idea of scalars, and without duplicate or merge keys."""

    def construct_mapping(self, node, deep=False):
        seen = {}
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            where = f"{self.name}:{key_node.start_mark.line + 1}:{key_node.start_mark.column + 1}"
            if key == "<<":
                raise Wrong(f"{where}: merge keys (<<) are not supported; write the keys out")
            if not isinstance(key, str):
                raise Wrong(f"{where}: the key {key!r} must be text; put it in quotes")
            if key in seen:
                raise Wrong(f"{where}: {key}: stands here for the second time, first in line {seen[key]}")
            seen[key] = key_node.start_mark.line + 1
        return {self.construct_object(k, deep=True): self.construct_object(v, deep=True) for k, v in node.value}


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("tag:yaml.org,2002:bool", r"true|false", "tf"),
    ("tag:yaml.org,2002:null", r"null|~|", ["n", "~", ""]),
    ("tag:yaml.org,2002:int", r"-?(0|[1-9][0-9]*)", "-0123456789"),
    ("tag:yaml.org,2002:float", r"-?(0|[1-9][0-9]*)(\.[0-9]+)([eE][-+]?[0-9]+)?", "-0123456789"),
):
    Loader.add_implicit_resolver(tag, re.compile(f"^(?:{pattern})$"), first)


def load(path):
    try:
        with open(path, encoding="utf-8") as stream:
            value = yaml.load(stream, Loader)
    except OSError as error:
        raise Wrong(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise Wrong(f"{path}: not UTF-8 at byte {error.start}") from None
    except yaml.YAMLError as error:
        raise Wrong(f"not valid YAML: {error}") from None
    if not isinstance(value, dict):
        raise Wrong(f"{path}: must be a mapping of keys to values")
    return value


def nearest(key, known):
    close = difflib.get_close_matches(key, sorted(known), 1)
    return f', did you mean "{close[0]}"?' if close else f"; known are {', '.join(sorted(known))}"


def entry_faults(kind, entries):
    if not isinstance(entries, list):
        yield f"{kind}: must be a list of {{contract: …, major: …}}"
        return
    for index, entry in enumerate(entries):
        where = f"{kind}[{index}]"
        if not isinstance(entry, dict):
            yield f"{where}: must be a mapping such as {{contract: statybos.orders.reader, major: 1}}"
            continue
        for key in entry.keys() - ENTRY_KEYS[kind]:
            yield f"{where}.{key}: unknown key{nearest(key, ENTRY_KEYS[kind])}"
        if not ID.fullmatch(str(entry.get("contract", ""))):
            yield f"{where}.contract: must be a contract's id such as statybos.orders.reader"
        if "major" in entry and (type(entry["major"]) is not int or entry["major"] < 1):
            yield f"{where}.major: must be a whole number from 1"
        if "optional" in entry and not isinstance(entry["optional"], bool):
            yield f"{where}.optional: must be true or false"


def faults(manifest):
    """Everything in the manifest that an author has to change, one sentence each."""
    for key in sorted(manifest.keys() - KEYS):
        if key == "abi":
            yield "abi: is filled in by the build; remove it"
        else:
            yield f"{key}: unknown key{nearest(key, KEYS)}"
    if not ID.fullmatch(str(manifest.get("id", ""))):
        yield "id: must be lower-case words joined by dots, such as omega.shipping"
    if not isinstance(manifest.get("version"), str) or not VERSION.fullmatch(manifest["version"]):
        yield "version: must have three parts, such as 1.4.0"
    title = manifest.get("title")
    if not isinstance(title, dict) or not all(isinstance(text, str) for text in title.values()) or "en" not in title:
        yield "title: must give the name in each language, at least English: {en: Omega parcels}"
    for key, choices in CHOICES.items():
        if key in manifest and manifest[key] not in choices:
            yield f"{key}: must be one of {', '.join(choices)}"
    if "schema" in manifest and not SCHEMA.fullmatch(str(manifest["schema"])):
        yield "schema: must be a PostgreSQL schema name of lower-case letters, digits and _"
    if "permissions" in manifest and not (isinstance(manifest["permissions"], list)
                                          and all(isinstance(item, str) for item in manifest["permissions"])):
        yield "permissions: must be a list such as [http_client, db.own_schema]"
    for kind in ENTRY_KEYS:
        if kind in manifest:
            yield from entry_faults(kind, manifest[kind])


def abi_of(header):
    text = pathlib.Path(header).read_text(encoding="utf-8")
    number = {}
    for name in ("EPOCH", "LEVEL"):
        found = re.search(rf"#define\s+STY_ABI_{name}\s*(?:\\\s*)?(\d+)u", text)
        if not found:
            raise Wrong(f"{header}: does not define STY_ABI_{name}; is this the SDK's abi/base.h?")
        number[name.lower()] = int(found[1])
    return number


def migrations_of(folder):
    files = sorted(pathlib.Path(folder).glob("*.sql"))
    if not files:
        raise Wrong(f"{folder}: holds no .sql file; remove MIGRATIONS or add 0001_what.sql")
    for file in files:
        if not MIGRATION.fullmatch(file.name):
            raise Wrong(f"{file}: must be named NNNN_what.sql, four digits and lower-case words")
    numbers = [file.name[:4] for file in files]
    for number in {n for n in numbers if numbers.count(n) > 1}:
        raise Wrong(f"{folder}: two migrations have the number {number}")
    return files, [{"name": file.name, "sql": file.read_text(encoding="utf-8")} for file in files]


def source_of(document):
    """C and C++ at once. An array of numbers, because a string literal would end in a NUL."""
    data = json.dumps(document, ensure_ascii=False, sort_keys=True).encode()
    rows = [",".join(map(str, data[i:i + 32])) for i in range(0, len(data), 32)]
    return ("/* Made by embed_manifest.py from the plugin's manifest. */\n"
            "#ifdef __clang__\n"
            "__attribute__((no_sanitize(\"address\"))) /* no padding behind the text */\n"
            "#endif\n"
            "__attribute__((section(\".statybos.manifest\"), used, retain, aligned(1)))\n"
            f"static const unsigned char statybos_manifest[{len(data)}] = {{\n" + ",\n".join(rows) + "};\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--manifest", required=True, type=pathlib.Path)
    parser.add_argument("--abi-header", required=True, help="statybos/abi/base.h")
    parser.add_argument("--config-schema", type=pathlib.Path, help="default: what the manifest names")
    parser.add_argument("--migrations", help="folder of NNNN_what.sql")
    parser.add_argument("--output", required=True, type=pathlib.Path)
    parser.add_argument("--depfile", type=pathlib.Path)
    asked = parser.parse_args()

    try:
        manifest = load(asked.manifest)
        wrong = [f"{asked.manifest}: {fault}" for fault in faults(manifest)]
        if wrong:
            raise Wrong("\n".join(wrong))
        read = [asked.manifest]
        schema = asked.config_schema
        if schema is None and "config_schema" in manifest:
            schema = asked.manifest.parent / str(manifest["config_schema"])
        if schema is not None:
            manifest["config_schema"] = load(schema)
            read.append(schema)
        if asked.migrations:
            if "schema" not in manifest:
                raise Wrong(f"{asked.manifest}: schema: is missing; migrations need the one schema they may change")
            files, manifest["migrations"] = migrations_of(asked.migrations)
            read += files
        manifest["abi"] = abi_of(asked.abi_header)
    except Wrong as wrong:
        sys.exit(str(wrong))

    asked.output.write_text(source_of(manifest), encoding="utf-8")
    if asked.depfile:
        asked.depfile.write_text(f"{asked.output}: " + " ".join(str(path).replace(" ", "\\ ") for path in read) + "\n",
                                 encoding="utf-8")


if __name__ == "__main__":
    main()
