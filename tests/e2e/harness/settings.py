"""The demo's configuration with what the stories need otherwise."""

import shutil
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[3]
OVERLAY = Path(__file__).resolve().parents[1] / "settings.yaml"


class _Plain(
    yaml.emitter.Emitter, yaml.serializer.Serializer, yaml.representer.SafeRepresenter, yaml.resolver.BaseResolver
):
    """Writes every scalar as the text it was: types are the schema's business, not YAML's."""

    def __init__(self, stream, **_):
        yaml.emitter.Emitter.__init__(self, stream, width=4096, allow_unicode=True)
        yaml.serializer.Serializer.__init__(self)
        yaml.representer.SafeRepresenter.__init__(self, default_flow_style=False, sort_keys=False)
        yaml.resolver.BaseResolver.__init__(self)


_Plain.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if text else "'")
)


def read(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}


def write(path, tree):
    with path.open("w", encoding="utf-8") as stream:
        dumper = _Plain(stream)
        dumper.open()
        dumper.represent(tree)
        dumper.close()


def merged(base, change):
    """Mappings are merged key by key; anything else replaces what was there."""
    if not isinstance(base, dict) or not isinstance(change, dict):
        return change
    return {**base, **{key: merged(base.get(key, {}), value) for key, value in change.items()}}


def write_variant(folder, changes=None):
    """A copy of config/ in `folder` with settings.yaml and `changes` laid over it.

    @param changes  like settings.yaml: by file below config/, the settings that differ
    @returns        the main file's path
    """
    shutil.copytree(ROOT / "config", folder)
    for name, change in merged(read(OVERLAY), changes or {}).items():
        path = folder / name
        write(path, merged(read(path) if path.exists() else {}, change))
    return folder / "marketplace.yaml"
