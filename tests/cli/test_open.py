"""`l2graph open`: the page is written and shown, or it is told why not."""

from __future__ import annotations

from pathlib import Path
from urllib.request import url2pathname

import pytest

from l2graph.exports.files import is_ours


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that a browser was asked to open."""
    addresses: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: addresses.append(address) or True)
    return addresses


def path_of(address: str) -> Path:
    assert address.startswith("file:///")
    return Path(url2pathname(address.removeprefix("file://")))


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def test_it_opens_the_page_of_a_graph(l2graph, rings: Path, opened: list[str]) -> None:
    told = l2graph("open", rings / "graph.ttl")
    (address,) = opened
    assert (told.status, told.err) == (0, "")
    assert told.out == f"opened {path_of(address)}\n"
    assert is_ours(path_of(address))


def test_a_page_is_opened_as_it_is(l2graph, rings: Path, opened: list[str], tmp_path: Path) -> None:
    assert l2graph("export", rings / "graph.ttl", "--to", "html", "-o", tmp_path / "a b#c.html").status == 0
    assert l2graph("open", tmp_path / "a b#c.html").status == 0
    assert [path_of(address) for address in opened] == [tmp_path / "a b#c.html"]


def test_the_page_can_be_kept_and_no_browser_started(l2graph, rings: Path, opened: list[str], tmp_path: Path) -> None:
    told = l2graph("open", rings / "graph.ttl", "-o", tmp_path / "page.html", "--no-browser")
    assert (told.status, told.out) == (0, f"the page is {tmp_path / 'page.html'}\n")
    assert not opened


def test_where_no_browser_starts_it_says_where_the_page_is(l2graph, rings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webbrowser.open", lambda address: False)
    told = l2graph("open", rings / "graph.ttl")
    assert told.status == 1
    assert told.err.startswith("l2graph: no browser could be started; open ")
    assert is_ours(Path(told.err.split("; open ")[1].removesuffix(" yourself\n")))


def test_bare_triples_of_another_tool_are_shown_too(l2graph, opened: list[str], tmp_path: Path) -> None:
    (tmp_path / "other.ttl").write_text("<http://e.org/a> <http://e.org/knows> <http://e.org/b> .")
    assert l2graph("open", tmp_path / "other.ttl").status == 0
    assert l2graph("export", tmp_path / "other.ttl", "--to", "html", "-o", tmp_path / "other.html").status == 0
    assert l2graph("export", tmp_path / "other.ttl", "--to", "nq", "-o", tmp_path / "other.nq").status == 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("missing.ttl", None, "missing.ttl: No such file or directory"),
        ("graph.docx", b"", "graph.docx: no graph file by its name"),
        ("broken.ttl", b"no turtle", "broken.ttl:1: not Turtle"),
        ("page.html", b"<html><body>Not ours</body></html>", "page.html: no page that l2graph wrote"),
        ("page.html", b"", "page.html: no page that l2graph wrote"),
        ("page.html", None, "page.html: No such file or directory"),
    ],
)
def test_what_it_cannot_open_it_refuses(l2graph, opened: list[str], tmp_path: Path, name: str, content: bytes | None, says: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    told = l2graph("open", tmp_path / name)
    assert (told.status, told.out, opened) == (1, "", [])
    assert says in told.err
    assert told.err.count("\n") == 1


def test_a_page_is_not_written_twice(l2graph, opened: list[str], tmp_path: Path) -> None:
    assert l2graph("open", tmp_path / "page.html", "-o", tmp_path / "other.html").status == 2


def test_what_is_not_ours_is_not_overwritten(l2graph, rings: Path, opened: list[str], tmp_path: Path) -> None:
    (tmp_path / "mine.html").write_text("mine")
    told = l2graph("open", rings / "graph.ttl", "-o", tmp_path / "mine.html")
    assert told.status == 1 and "--force" in told.err
    assert (tmp_path / "mine.html").read_text() == "mine"
