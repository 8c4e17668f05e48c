"""The sections of the real texts in ../shared, where that stands beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from l2graph.documents import ReadOptions, read_documents
from l2graph.documents.paragraphs import paragraphs
from l2graph.model import Document, SectionKind

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="needs ../shared/corpus, which stands beside the project's own checkout only"),
]


def read(name: str, **options: object) -> Document:
    (document,) = read_documents([CORPUS / name], options=ReadOptions(**options))  # type: ignore[arg-type]
    return document


def shape(document: Document) -> list[str]:
    """Return the kinds of the sections; a run of comments counts once."""
    kinds = [section.kind.value for section in document.sections]
    return [kind for i, kind in enumerate(kinds) if not i or kind != "comment" or kinds[i - 1] != "comment"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("01-fujifilm-real-3d-w3.md", ["press-release"]),
        ("10-reuters-kodak-new-markets.md", ["body"]),
        ("14-voigtlander-e-mount.md", ["body", "quotation", "body"]),
        ("28-goodbye-nikon-1.md", ["body"]),
        ("31-leica-camera-wikipedia.md", ["body", "headline", "body"]),
        ("37-intel-joins-chips-alliance.md", ["press-release"]),
        ("macfilos-l2-technology.md", ["body", "press-release", "boilerplate", "comment"]),
        ("macfilos-l2-technology.txt", ["body", "press-release", "boilerplate", "comment"]),
    ],
)
def test_sections(name: str, expected: list[str]) -> None:
    assert shape(read(name)) == expected


@pytest.mark.parametrize("name", ["01-fujifilm-real-3d-w3.md", "37-intel-joins-chips-alliance.md"])
def test_a_release_is_found_without_the_front_matter_that_says_so(name: str, tmp_path: Path) -> None:
    body = (CORPUS / name).read_text(encoding="utf-8").split("---\n", 2)[2]
    (tmp_path / "a.txt").write_text(body, encoding="utf-8")
    (document,) = read_documents([tmp_path])
    assert shape(document) == ["press-release"]


@pytest.mark.parametrize("name", ["macfilos-l2-technology.md", "macfilos-l2-technology.txt"])
def test_the_release_and_the_comments_of_the_article(name: str) -> None:
    document = read(name)
    words = {section.kind: section.span.of(document.text) for section in reversed(document.sections)}
    release = words[SectionKind.PRESS_RELEASE]
    assert release.startswith("Press release\nEmbargo Date")
    assert release.endswith("or follow the company on social media.")
    assert words[SectionKind.BOILERPLATE].startswith("A cup of coffee")
    assert words[SectionKind.COMMENT].startswith("Here’s my two cents.")
    comments = [section for section in document.sections if section.kind is SectionKind.COMMENT]
    assert [comment.number for comment in comments] == list(range(1, len(comments) + 1))
    assert [comment.author for comment in comments if comment.author] == ["Mark", "William"]
    assert document.date == "2022-05-31"


def test_the_comments_of_the_article_can_be_said() -> None:
    line = next(
        i for i, row in enumerate((CORPUS / "macfilos-l2-technology.txt").read_text(encoding="utf-8").split("\n"), 1) if "two cents" in row
    )
    assert read("macfilos-l2-technology.txt", comments_from=line).sections == read("macfilos-l2-technology.txt").sections


def test_both_forms_of_the_article_have_the_same_text() -> None:
    texts = [read(f"macfilos-l2-technology.{suffix}").text for suffix in ("md", "txt")]
    assert len({tuple(span.of(text) for span in paragraphs(text)) for text in texts}) == 1
