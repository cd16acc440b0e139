"""A PostgreSQL of a test's own that is reached by TCP, as one in another house is."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crm_desktop.database.embedded_files import installation
from tests.faults.replicated import Node, lasting_port, make_node


@contextmanager
def one_server(name: str = "node_a") -> Iterator[Node]:
    """Yield a server with our schema; it stops, and its files go, when the block ends."""
    with tempfile.TemporaryDirectory(prefix="crm-one-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        programs = installation()
        node = Node(name, home / "nodes" / name, lasting_port(), programs)
        node.folder.parent.mkdir()
        programs.give(node.folder.parent)
        try:
            make_node(node)
            yield node
        finally:
            node.stop()
