"""Sources: files, folders, standard input; decoding, metadata, and messages for what cannot be read."""

from __future__ import annotations

import io
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l2graph.documents import ReadOptions, read_documents
from l2graph.documents.dates import iso_date
from l2graph.errors import InputError
from l2graph.model import Document

AWKWARD = "Café e\u0301 😂\u200d\U0001f525 שלום مرحبا.\n\nSecond."


def read(path: Path, **options: object) -> Document:
    (document,) = read_documents([path], options=ReadOptions(**options))  # type: ignore[arg-type]
    return document


def written(tmp_path: Path, name: str, data: bytes | str) -> Path:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def message(path: Path | str, **options: object) -> str:
    with pytest.raises(InputError) as caught:
        list(read_documents([path], options=ReadOptions(**options)))  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_plain_text_is_kept_as_it_stands(tmp_path: Path) -> None:
    document = read(written(tmp_path, "a.txt", AWKWARD))
    assert document.text == AWKWARD
    assert document.sha256 == sha256(AWKWARD.encode()).hexdigest()
    assert (document.title, document.date, document.publisher, document.url) == (None, None, None, None)
    assert document.source == str(tmp_path / "a.txt")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_line_ends_and_byte_order_marks_change_nothing(tmp_path: Path, end: str, mark: str, name: str) -> None:
    plain = read(written(tmp_path, "plain" + name, AWKWARD))
    document = read(written(tmp_path, name, (mark + AWKWARD.replace("\n", end)).encode()))
    assert (document.text, document.sha256, document.id, document.sections) == (plain.text, plain.sha256, plain.id, plain.sections)


@given(
    st.text(alphabet=st.sampled_from("aB. \n😂é\u0301א#>*-_[]()"), min_size=1, max_size=60).filter(lambda text: any(map(str.isalpha, text)))
)
def test_reading_twice_gives_the_same_document_whatever_the_line_ends(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("law")
    for name in ("a.txt", "a.md"):
        once = read(written(folder, name, text))
        assert read(folder / name) == once
        assert read(written(folder, name, text.replace("\n", "\r\n"))) == once
        assert all(section.span.of(once.text).strip() for section in once.sections)


def test_options_override_what_a_source_says(tmp_path: Path) -> None:
    path = written(tmp_path, "a.md", "---\ndate: 2020-01-01\npublisher: Old\n---\nText.")
    document = read(path, date="May 31st, 2022", publisher="New")
    assert (document.date, document.publisher) == ("2022-05-31", "New")
    assert document.id != read(path).id


def test_a_release_dates_a_text_that_gives_no_date(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "Press release\nHalden, June 3, 2021. Orvane today presented a lens.\n")
    assert read(path).date == "2021-06-03"
    assert read(path, date="2022").date == "2022"


def test_a_line_at_the_head_dates_a_text_and_a_headline_names_it(tmp_path: Path) -> None:
    body = "The company said on Monday that it is to open a second plant near the harbour."
    document = read(written(tmp_path, "a.txt", f"Orvane to open plant on June 3, 2025\nBy Jane Doe, 31 May 2021\n{body}\n"))
    assert (document.title, document.date) == ("Orvane to open plant on June 3, 2025", "2021-05-31")


def test_the_encoding_can_be_said(tmp_path: Path) -> None:
    assert read(written(tmp_path, "a.txt", "Größe".encode("latin-1")), encoding="latin-1").text == "Größe"
    assert read(written(tmp_path, "b.txt", "Größe".encode("utf-16")), encoding="utf-16").text == "Größe"


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "sub/c.markdown", "notes.pdf", ".hidden.md", ".git/x.txt", "Z.TXT"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        written(tmp_path, name, f"Text of {name}.")
    assert [Path(document.source).name for document in read_documents([tmp_path])] == ["Z.TXT", "a.txt", "b.md", "c.markdown"]


@pytest.mark.parametrize(
    ("data", "title", "text"),
    [
        ("Just *text*.", None, "Just *text*."),
        ("---\ntitle: T\n---\nJust *text*.", "T", "Just text."),
        ("<!DOCTYPE html><html><head><title>T</title></head><body><p>Just <i>text</i>.</p></body></html>", "T", "Just text."),
    ],
)
def test_standard_input_tells_its_own_form(monkeypatch: pytest.MonkeyPatch, data: str, title: str | None, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    (document,) = read_documents(["-"])
    assert (document.title, document.text, document.source) == (title, text, "-")


def test_comments_from_counts_the_lines_of_the_source(tmp_path: Path) -> None:
    text = "---\ntitle: T\n---\n# Title\n\nOne *two*\nthree.\n\nFour.\n"
    path = written(tmp_path, "a.md", text)
    for line, first in ((6, "One two"), (7, "three."), (8, "Four."), (9, "Four.")):
        document = read(path, comments_from=line)
        comment = next(section for section in document.sections if section.kind.value == "comment")
        assert comment.span.of(document.text).startswith(first), line
    plain = read(written(tmp_path, "a.txt", "One.\nTwo.\n\nThree.\n"), comments_from=3)
    assert [(s.kind.value, s.span.of(plain.text)) for s in plain.sections] == [("body", "One.\nTwo."), ("comment", "Three.")]


@pytest.mark.parametrize(
    ("name", "data", "options", "expected"),
    [
        ("a.txt", b"Seventeen bytes: \xff", {}, "a.txt: not utf-8 at byte 17; pass --encoding"),
        ("a.txt", b"\xff\xfeA\0", {}, "a.txt: not utf-8 at byte 0; pass --encoding utf-16"),
        ("a.txt", b"PK\x03\x04\0\0\0", {}, "a.txt: a binary file"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\xff", {}, "a.txt: a binary file"),
        ("a.txt", b"a\x01\x02\x03\x04", {}, "a.txt: a binary file"),
        ("a.txt", b"", {}, "a.txt: no text in it"),
        ("a.md", b"---\ntitle: x\n---\n \n", {}, "a.md: no text in it"),
        ("a.html", b"<html><body><script>x</script></body></html>", {}, "a.html: a page without text"),
        ("a.html", b"", {}, "a.html: a page without text"),
        ("a.md", b"---\ntitle: x\ndate: [\n---\nText", {}, "a.md:4: bad front matter: "),
        ("a.md", b"---\ntitle: x: y\n---\nText", {}, "a.md:2: bad front matter: mapping values are not allowed here"),
        ("a.md", b"---\ntitle: x\ndate: soon\n---\nText", {}, "a.md:3: 'soon' is no date; write it as 2022-05-31"),
        ("a.md", b"---\ntitle: x\ndate: 2022-13-45\n---\nText", {}, "a.md:2: bad front matter: month must be in 1..12"),
        ("a.md", b"---\ntitle: x\nText", {}, "a.md:1: the front matter is not closed"),
        ("a.txt", b"One.\nTwo.", {"comments_from": 9}, "a.txt: --comments-from 9 is past the last line, 2"),
        ("a.txt", b"One.", {"comments_from": 0}, "--comments-from 0: lines are counted from 1"),
        ("a.html", b"<p>One.", {"comments_from": 1}, "a.html: --comments-from counts lines of a text"),
        ("a.txt", b"One.", {"date": "soon"}, "--date soon: no date"),
        ("a.txt", b"One.", {"encoding": "utf-99"}, "--encoding utf-99: unknown"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path, name: str, data: bytes, options: dict[str, object], expected: str) -> None:
    path = written(tmp_path, name, data)
    assert expected in message(path, **options)


def test_missing_files_and_empty_folders(tmp_path: Path) -> None:
    assert message(tmp_path / "none.txt") == f"{tmp_path / 'none.txt'}: No such file or directory; check the name and the permissions"
    assert "no documents in this folder; they end in .htm, .html" in message(tmp_path)
    assert "embedded null byte" in message("a\0b")


def test_with_keep_going_the_rest_is_read(tmp_path: Path) -> None:
    good, bad = written(tmp_path, "a.txt", "One."), written(tmp_path, "b.txt", b"\xff")
    errors: list[InputError] = []
    options = ReadOptions(keep_going=True, on_error=errors.append)
    documents = list(read_documents([tmp_path / "none", bad, good, tmp_path], options=options))
    assert [document.text for document in documents] == ["One.", "One."]
    assert [str(error).split(":")[0] for error in errors] == [str(tmp_path / "none"), str(bad), str(bad)]


@pytest.mark.parametrize(
    ("given_date", "expected"),
    [
        ("2022-05-31", "2022-05-31"),
        ("2022-05-31 09:00:00+02:00", "2022-05-31"),
        ("2022/5/1", "2022-05-01"),
        ("1. May 2022", "2022-05-01"),
        ("Sept. 3, 2022", "2022-09-03"),
        ("June 31, 2022", None),
        ("2022-02-30", None),
        ("05/06/2022", None),
        ("", None),
    ],
)
def test_iso_date(given_date: str, expected: str | None) -> None:
    assert iso_date(given_date) == expected


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Lena Fischer", "Lena Fischer"),
        ("By Pieter de Graaf, Basel", "Pieter de Graaf"),
        ("By the sea", None),
        ("By Monday", None),
        ("By Kestrel GmbH and others it was said.", None),
    ],
)
def test_a_byline_names_the_author(line: str, author: str | None, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text(f"Sandrow sells more\n{line}\n\nSandrow said that it sold more.\n", encoding="utf-8")
    (document,) = read_documents([str(path)])
    assert document.author == author
