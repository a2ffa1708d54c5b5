"""Marketplaces that a file of stories has to itself, since their configuration is another."""

from contextlib import contextmanager

from . import settings
from .server import Server
from .shop import Shop


@contextmanager
def marketplace(databases, demo, changes):
    """A shop that begins with the demo. Its server knows its database: `server.database.sql(text, server.name)`.

    @param changes  settings by file below config/
    """
    name = databases.create(demo.name)
    server = Server(databases.url_of(name), changes, demo.data)
    server.database, server.name = databases, name
    try:
        yield Shop(server.start())
        server.stop()
    finally:
        server.remove()
        databases.drop(name)


def with_plugin(name, its_settings):
    """The changes that enable one of our plugins beside those that are enabled as shipped."""
    shipped = settings.read(settings.ROOT / "config" / "marketplace.yaml")["plugins"]
    added = {"id": f"statybos.{name}", "config": f"config/plugins/{name}.yaml"}
    return {"marketplace.yaml": {"plugins": [*shipped, added]}, f"plugins/{name}.yaml": its_settings}
