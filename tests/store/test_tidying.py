"""The files of a store are tidied up as it grows, and a change that adds little does not."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from l2graph.store import Options, Store, tidying
from l2graph.store.folder import writing
from l2graph.store.tidying import TIDIED

QUADS = [ox.Quad(ox.NamedNode(f"http://x/{n}"), ox.NamedNode("http://x/p"), ox.Literal(f"what {n} is")) for n in range(5000)]


def write(path: Path, quads: list[ox.Quad], *, tidy: bool = True) -> None:
    def make(graph: ox.Store, books: ox.Store) -> None:
        graph.extend(quads)
        books.extend(quads)

    with writing(path, Options()) as writer:
        writer.change(make, tidy=tidy)


def told(path: Path) -> dict[str, int] | None:
    """Return what the newest state of a store tells of itself."""
    state = max((found for found in path.iterdir() if found.name.isdecimal()), key=lambda found: int(found.name))
    return json.loads((state / TIDIED).read_text()) if (state / TIDIED).exists() else None


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let small stores be tidied up, too."""
    monkeypatch.setattr(tidying, "SMALL_BYTES", 0)


def test_a_small_store_is_left_to_rocksdb(tmp_path: Path) -> None:
    write(tmp_path / "x.l2g", QUADS)
    assert told(tmp_path / "x.l2g") is None


@pytest.mark.usefixtures("eager")
def test_a_store_is_tidied_up_when_it_has_grown_and_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "x.l2g"
    write(path, QUADS[:2500])
    first = told(path)
    assert first is not None and set(first) == {"graph", "books"} and min(first.values()) > 0
    write(path, QUADS[2500:2501])
    assert told(path) == first  # one triple is no reason
    write(path, QUADS[2501:])
    later = told(path)
    assert later is not None and later["graph"] > first["graph"]
    assert set(Store.load(path).dataset) == set(QUADS)


@pytest.mark.usefixtures("eager")
def test_who_has_no_time_does_not_tidy_up(tmp_path: Path) -> None:
    path = tmp_path / "x.l2g"
    write(path, QUADS, tidy=False)
    assert told(path) is None
    write(path, [])
    assert told(path) is not None


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("content", ["", "17", '{"graph": "large"}', '{"graph": null}'])
def test_what_is_told_wrongly_counts_for_nothing(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.l2g"
    write(path, QUADS)
    (path / "1" / TIDIED).write_text(content)
    write(path, [])
    assert set(told(path) or ()) == {"graph", "books"}


def test_a_file_that_is_gone_once_listed_counts_for_nothing(tmp_path: Path) -> None:
    """RocksDB removes files in the background while a change is open."""
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "000138.sst").symlink_to(tmp_path / "gone")
    assert not tidying.wants_tidying(tmp_path, "graph")
