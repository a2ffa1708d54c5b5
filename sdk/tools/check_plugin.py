#!/usr/bin/python3
"""Judges a built plugin as the kernel will: one export, nothing shared by accident, a manifest.

usage: check_plugin.py plugin.so …

Prints one sentence for each fault, which file, what is wrong and what to do, and ends with 1.
"""
import collections
import json
import struct
import sys

ENTRY = "statybos_plugin_v1"
MANIFEST = ".statybos.manifest"
RECIPE = "see docs/plugin-authors-guide.md, or build with statybos_add_plugin(), which does it right"
SHT_DYNAMIC, SHT_DYNSYM = 6, 11
STB_LOCAL, STB_UNIQUE = 0, 10
DT_NEEDED = 1

Section = collections.namedtuple("Section", "name type offset size link entry_size")
Symbol = collections.namedtuple("Symbol", "name bind section")


class Elf:
    """The few tables of a 64-bit little-endian ELF file that matter here."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.data = file.read()
        if self.data[:6] != b"\x7fELF\x02\x01":
            raise ValueError("is not a 64-bit little-endian ELF file")
        offset, = struct.unpack_from("<Q", self.data, 0x28)
        size, count, names = struct.unpack_from("<HHH", self.data, 0x3A)
        raw = [struct.unpack_from("<IIQQQQIIQQ", self.data, offset + i * size) for i in range(count)]
        self.sections = [Section(None, r[1], r[4], r[5], r[6], r[9]) for r in raw]
        self.sections = [section._replace(name=self.text(names, r[0])) for section, r in zip(self.sections, raw)]

    def text(self, table, offset):
        start = self.sections[table].offset + offset
        return self.data[start:self.data.index(b"\0", start)].decode()

    def content(self, name):
        found = [s for s in self.sections if s.name == name]
        return self.data[found[0].offset:found[0].offset + found[0].size] if found else None

    def exported(self):
        for section in (s for s in self.sections if s.type == SHT_DYNSYM):
            for at in range(section.offset, section.offset + section.size, 24):
                name, info, _, index, _, _ = struct.unpack_from("<IBBHQQ", self.data, at)
                if index != 0 and info >> 4 != STB_LOCAL:
                    yield Symbol(self.text(section.link, name), info >> 4, index)

    def needed(self):
        for section in (s for s in self.sections if s.type == SHT_DYNAMIC):
            for at in range(section.offset, section.offset + section.size, 16):
                tag, value = struct.unpack_from("<qQ", self.data, at)
                if tag == DT_NEEDED:
                    yield self.text(section.link, value)


def faults(path):
    try:
        elf = Elf(path)
        exported, needed, manifest = list(elf.exported()), list(elf.needed()), elf.content(MANIFEST)
    except (OSError, ValueError, IndexError, struct.error) as error:
        yield f"{error}; is it a shared library built for this machine?"
        return

    names = [symbol.name for symbol in exported]
    if ENTRY not in names:
        yield (f"exports no {ENTRY}; write STATYBOS_PLUGIN(Class, \"id\", \"version\") in one source file, "
               "and do not hide it behind a static library that nothing refers to")
    extra = sorted(name for name in names if name != ENTRY)
    if extra:
        yield (f"exports {len(extra)} symbol(s) beside {ENTRY}: {', '.join(extra[:5])}"
               f"{' …' if len(extra) > 5 else ''}; link with the SDK's version script, {RECIPE}")
    unique = sorted(symbol.name for symbol in exported if symbol.bind == STB_UNIQUE)
    if unique:
        yield (f"has symbols that the loader would share with other plugins (UNIQUE): {', '.join(unique[:5])}; "
               f"link with the SDK's version script, {RECIPE}")
    for library in needed:
        if library.startswith("libc++"):
            yield (f"needs {library} at run time, which cannot live beside the kernel's libstdc++; "
                   "link it statically: statybos_add_plugin(… LIBCXX)")
    if manifest is None:
        yield f"has no section {MANIFEST}; give statybos_add_plugin() a MANIFEST, and do not strip sections by name"
        return
    try:
        json.loads(manifest)["id"]
    except (ValueError, KeyError, TypeError) as error:
        yield f"has a section {MANIFEST} that is not a JSON object with an id ({error}); let the SDK embed it"


def main(paths):
    if not paths:
        sys.exit(__doc__)
    wrong = 0
    for path in paths:
        for fault in faults(path):
            wrong += 1
            print(f"{path}: {fault}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
