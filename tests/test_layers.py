"""The house stands as `docs/architecture.md` draws it: imports point upstream only, and each foreign library has its doors."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import l2graph

PACKAGE = Path(l2graph.__file__).parent
LAYERS = (  # upstream first; rooms of one layer do not know each other
    ("errors", "model", "spared", "vocabulary"),
    ("documents", "pack", "placed", "sparql", "spelling", "workers"),
    ("analysis", "answers", "queries"),
    ("mentions",),
    ("entities",),
    ("claims",),
    ("pipeline", "rdf"),
    ("ask", "explorer", "store"),
    ("exports", "remote"),
    ("check", "compare", "server"),
    ("cli",),
)
LAYER = {room: number for number, rooms in enumerate(LAYERS) for room in rooms}
PUBLIC = {"__init__", "__main__"}  # the two faces of the package know everybody
DOORS = {
    "click": {"cli"},
    "h11": {"server"},
    "networkx": {"exports"},
    "onnxruntime": {"analysis"},
    "pyoxigraph": {"answers", "exports", "pack", "rdf", "remote", "server", "store"},
    "pyshacl": {"check"},
    "pyvis": {"exports"},
    "oxrdflib": {"store"},
    "rdflib": {"check", "store"},
    "rich": {"cli"},
    "spacy": {"analysis"},
    "starlette": {"server"},
    "tokenizers": {"analysis"},
    "trafilatura": {"documents"},
    "uvicorn": {"server"},
    "yaml": {"documents"},
}
PASSES = "spacy.tokens"  # the one foreign value that passes its door: a wrapper round `Doc` would cost more than it saves
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Yield the full name of every module that a file imports when it runs, at the top or inside a function."""
    typing_only: set[ast.AST] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            typing_only |= set(ast.walk(node))
        if node in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports of ours are absolute"
            yield node.module or ""


def test_every_room_has_a_layer() -> None:
    assert {room_of(path) for path in MODULES} - PUBLIC == set(LAYER)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_upstream_only(path: Path) -> None:
    room = room_of(path)
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("l2graph.")}
    downstream = {other for other in ours if other != room and room not in PUBLIC and LAYER[other] >= LAYER[room]}
    assert not downstream


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_library_has_its_doors(path: Path) -> None:
    foreign = {name.split(".")[0] for name in imports(path) if name != PASSES} & set(DOORS)
    assert not {library for library in foreign if room_of(path) not in DOORS[library]}
