"""Files are written all or none, and what is not ours stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from l_mount import l_mount_graph

from l2graph.errors import OutputError
from l2graph.exports import EXPORTERS
from l2graph.exports import files as module
from l2graph.exports.files import is_ours, write_files

OURS = {
    file: content for name, exporter in EXPORTERS.items() if name != "html" for file, content in exporter.write(l_mount_graph()).items()
}
FOREIGN = {
    "graph.ttl": b"@prefix l2: <https://w3id.org/l2graph/ontology#> .\nl2:mine a l2:Pack .\n",
    "graph.nq": b"<http://example.org/a> <http://example.org/b> <http://example.org/c> .\n",
    "graph.nt": b"# notes\n",
    "graph.jsonld": b'{"@context": {"l2": "https://w3id.org/l2graph/ontology#"}}',
    "graph.graphml": b"<?xml version='1.0'?>\n<graphml/>",
    "graph.gexf": b"<gexf><meta><creator>Gephi</creator></meta></gexf>",
    "claims.csv": b"claim,amount\n1,2\n",
    "graph.html": b"<!doctype html><title>l2graph</title>",
    "notes.txt": b"\x00\xff",
}  # fmt: skip


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    write_files({tmp_path / "a/b/one": b"1", tmp_path / "two": b"2"}, force=False)
    assert everything(tmp_path) == {"a/b/one": b"1", "two": b"2"}


@pytest.mark.parametrize("name", list(OURS))
def test_what_we_wrote_is_written_again(tmp_path: Path, name: str) -> None:
    for _ in range(2):
        write_files({tmp_path / name: OURS[name]}, force=False)
    assert everything(tmp_path) == {name: OURS[name]}


@pytest.mark.parametrize("name", list(FOREIGN))
def test_what_is_not_ours_stays_unless_forced(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FOREIGN[name])
    with pytest.raises(OutputError, match=r"was not written by l2graph; .*--force"):
        write_files({tmp_path / "new": b"1", tmp_path / name: b"2"}, force=False)
    assert everything(tmp_path) == {name: FOREIGN[name]}
    write_files({tmp_path / name: b"2"}, force=True)
    assert everything(tmp_path) == {name: b"2"}


def test_an_empty_file_may_be_overwritten(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    assert is_ours(tmp_path / "x")


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").mkdir()
    with pytest.raises(OutputError, match=r"graph\.ttl: is a folder"):
        write_files({tmp_path / "graph.ttl": b""}, force=True)


def test_a_file_where_a_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(OutputError, match="out"):
        write_files({tmp_path / "new/a": b"1", tmp_path / "out/graph.ttl": b""}, force=False)
    assert everything(tmp_path) == {"out": b""}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk that is always full")
def test_a_full_disk_is_told_in_one_line() -> None:
    with pytest.raises(OutputError, match=r"^/dev/full: cannot be written: No space left on device$"):
        write_files({Path("/dev/full"): b"x" * 9}, force=False)


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_when_the_disk_refuses_nothing_is_left_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    """The second file fails: the first is as it was, no folder and no part remains."""
    write_files({tmp_path / "graph.ttl": OURS["graph.ttl"]}, force=False)
    before, calls = everything(tmp_path), []

    def full(*arguments: object) -> None:
        calls.append(arguments)
        if len(calls) == (2 if failing == "fsync" else 3):
            raise OSError(28, "No space left on device")
        if failing == "replace":
            Path(str(arguments[0])).rename(str(arguments[1]))

    if failing == "fsync":
        monkeypatch.setattr(module.os, "fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", lambda self, target: full(self, target))
    with pytest.raises(OutputError, match="No space left on device"):
        write_files({tmp_path / "graph.ttl": b"1", tmp_path / "new/graph.nq": b"2"}, force=False)
    assert everything(tmp_path) == before
    assert not (tmp_path / "new").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_folder_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="Permission denied"):
        write_files({tmp_path / "graph.ttl": b""}, force=False)


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "target").touch()
    (tmp_path / "link").symlink_to(tmp_path / "target")
    write_files({tmp_path / "link": b"1"}, force=False)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"1"


def test_a_name_that_no_file_can_have_is_told() -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_files({Path("a\0b"): b""}, force=False)
