"""Marks of notes are no part of a text; links and what somebody adds in brackets are."""

from __future__ import annotations

from pathlib import Path

import pytest

from l2graph.documents import read_documents
from l2graph.documents.notes import without_notes


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Brekke rows with Solvang.[6] It was first.[a][12]", "Brekke rows with Solvang. It was first."),
        ("The K42 mount[2] is older (by far)[note 3].", "The K42 mount is older (by far)."),
        ("History[edit]", "History"),
        ("See [1](https://example.org) and word[1](x).", "See [1](https://example.org) and word[1](x)."),
        ("“[Brekke’s] president told me”, he said [1].", "“[Brekke’s] president told me”, he said [1]."),
        ("It is the oldest.[citation needed]", "It is the oldest.[citation needed]"),
    ],
)
def test_marks_of_notes_go_and_other_brackets_stay(text: str, bare: str) -> None:
    assert without_notes(text) == bare


@pytest.mark.parametrize("name", ["entry.txt", "entry.md"])
def test_a_document_is_read_without_them(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Its rivals are Brekke and Solvang.[6]\n", encoding="utf-8")
    assert next(iter(read_documents([tmp_path / name]))).text.strip() == "Its rivals are Brekke and Solvang."
