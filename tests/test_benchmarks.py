"""The floor under the figures: what counts as worse, and as better."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import readme
from marked import check_marked, write_marked
from score_corpus import SLACK, better, has_fallen

from benchmarks.quality import commitments, fit_coreference, passages, references


@pytest.mark.parametrize(
    ("name", "figure", "best", "fallen"),
    [
        ("claim_f1", 0.80, 0.80, False),
        ("claim_f1", 0.80 - SLACK / 2, 0.80, False),
        ("claim_f1", 0.80 - 2 * SLACK, 0.80, True),
        ("claim_f1", 0.10, None, False),
        ("claim_p", 0.10, 0.90, False),  # may be traded for recall
        ("false_facts", 1, 0, True),
        ("false_facts", 0, 3, False),
    ],
)
def test_a_figure_falls_when_it_is_worse_than_the_best_by_more_than_the_slack(
    name: str, figure: float, best: float | None, fallen: bool
) -> None:
    assert has_fallen(name, figure, best) is fallen


def test_the_better_of_two_is_kept() -> None:
    assert (better("claim_f1", 0.7, 0.8), better("claim_f1", 0.9, None), better("false_facts", 2, 1)) == (0.8, 0.9, 1)


def test_a_readme_is_refreshed_block_by_block() -> None:
    text = "a\n```console\n$ one\nold\n```\nb\n```console\n$ two\n```\n```sh\n$ no\n```\n"
    fresh = "a\n```console\n$ one\nONE\n```\nb\n```console\n$ two\nTWO\n```\n```sh\n$ no\n```\n"
    assert readme.refresh(text, lambda command: command.upper() + "\n") == fresh


def test_a_table_is_written_between_its_markers_and_nowhere_else(tmp_path: Path) -> None:
    page = tmp_path / "speed.md"
    page.write_text("# Speed\n\nWords.\n\n<!-- one -->\nold\n<!-- /one -->\n\nMore words.\n\n<!-- two -->\n<!-- /two -->\n")
    write_marked(page, "one", "| new |\n")
    write_marked(page, "two", "| other |")
    written = "# Speed\n\nWords.\n\n<!-- one -->\n\n| new |\n\n<!-- /one -->\n\nMore words.\n\n<!-- two -->\n\n| other |\n\n<!-- /two -->\n"
    assert page.read_text() == written
    write_marked(page, "one", "| new |")
    assert page.read_text() == written


@pytest.mark.parametrize("text", [None, "words", "<!-- /one --> <!-- one -->", "<!-- one --><!-- one --><!-- /one -->", "<!-- one -->"])
def test_a_page_without_its_markers_is_left_alone(tmp_path: Path, text: str | None) -> None:
    page = tmp_path / "speed.md"
    if text is not None:
        page.write_text(text)
    with pytest.raises(SystemExit, match="it needs a line <!-- one -->"):
        check_marked(page, "one")
    with pytest.raises(SystemExit):
        write_marked(page, "one", "| new |")
    assert not page.exists() if text is None else page.read_text() == text


@pytest.mark.parametrize(("page", "name"), [("store-speed", "speed"), ("store-speed", "growing"), ("serve-speed", "figures")])
def test_the_pages_of_figures_have_their_markers(page: str, name: str) -> None:
    check_marked(Path(__file__).parents[1] / "docs" / f"{page}.md", name)


def test_marks_tell_what_pronouns_stand_for(tmp_path: Path) -> None:
    path = tmp_path / "marked.txt"
    path.write_text(
        'TITLE: Acme\nPUBLISHER: Bugle\n\nAcme said it[=Acme] and Bolt merge. "It[=-] is late," both[=Acme|Bolt] say. They[=?] left.\n'
    )
    marked = references.read_marked(path)
    words = {marked.document.text[:end].split()[-1].strip('"'): meant for end, meant in marked.marks.items()}
    assert words == {"it": ("Acme",), "It": (), "both": ("Acme", "Bolt"), "They": None}
    assert (marked.document.title, marked.document.publisher) == ("Acme", "Bugle")


@pytest.mark.parametrize(
    ("keys", "meant", "right"),
    [
        (("acme",), [{"acme", "acme-ag"}], True),
        (("bolt",), [{"acme"}], False),
        (("acme", "bolt"), [{"acme"}, {"bolt"}], True),
        (("acme",), [{"acme"}, {"bolt"}], False),
        (("acme", "bolt"), [{"acme"}], False),
    ],
)
def test_a_link_leads_to_just_those_that_are_meant(keys: tuple[str, ...], meant: list[set[str]], right: bool) -> None:
    assert references.are_meant(keys, meant) is right


def test_lines_of_commitments_are_read(tmp_path: Path) -> None:
    page = tmp_path / "lines.txt"
    page.write_text("N\tBolt | ownedBy | Acme\tAcme does not own Bolt.\n")
    (line,) = commitments.read_lines(page)
    assert (line.label, line.subject, line.prop, line.object, line.sentence) == ("N", "Bolt", "ownedBy", "Acme", "Acme does not own Bolt.")


@pytest.mark.parametrize("row", ["", "N\tBolt | ownedBy\tAcme.", "X\tBolt | ownedBy | Acme\tAcme.", "N\tBolt | ownedBy | Acme"])
def test_a_line_of_commitments_of_another_form_is_refused(tmp_path: Path, row: str) -> None:
    page = tmp_path / "lines.txt"
    page.write_text(f"F\tBolt | ownedBy | Acme\tAcme owns Bolt.\n{row}\n")
    with pytest.raises(ValueError, match="line 2"):
        list(commitments.read_lines(page))


@pytest.mark.parametrize("path", commitments.DEFAULT, ids=lambda path: path.stem)
def test_each_commitment_names_both_ends(path: Path) -> None:
    lines = list(commitments.read_lines(path))
    assert lines
    assert not [line for line in lines if line.subject not in line.sentence or line.object not in line.sentence]


def test_passages_are_read(tmp_path: Path) -> None:
    page = tmp_path / "passages.txt"
    page.write_text(
        "### Acme\nBolt makes pumps.\nIt weighs 3 kg.\n=> *Pump | weight | 3 kg | F\n\n### -\nBolt left.\n=> Bolt | memberOf | Krug | N\n"
    )
    first, second = passages.read_passages(page)
    assert (first.publisher, first.text) == ("Acme", "Bolt makes pumps.\nIt weighs 3 kg.")
    assert first.told == (passages.Told("Pump", "weight", "3 kg", "F", across=True),)
    assert second.publisher is None
    assert not second.told[0].across


def test_a_passage_with_a_claim_of_another_form_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "passages.txt"
    page.write_text("### Acme\nBolt makes pumps.\n=> Bolt | makes pumps\n")
    with pytest.raises(ValueError, match="makes pumps"):
        list(passages.read_passages(page))


@pytest.mark.parametrize("path", passages.DEFAULT, ids=lambda path: path.stem)
def test_each_passage_tells_something_across_sentences(path: Path) -> None:
    found = list(passages.read_passages(path))
    assert len(found) == 100
    assert all(any(told.across for told in passage.told) for passage in found)


MARKED = """\
TITLE: The Falke
PUBLISHER: -

Linz is where Brandl Werke builds the Falke, a tractor. The city[=Linz] has 200,000 inhabitants, and the tractor[=Falke] is heavy.

The market[=-] is old. Its[=Brandl Werke] staff is small.
"""


def test_marks_teach_descriptions_as_well_as_pronouns(tmp_path: Path) -> None:
    (tmp_path / "farm-01.txt").write_text(MARKED, encoding="utf-8")
    (tmp_path / "empty.conllu").write_text("", encoding="utf-8")
    found = list(fit_coreference.choices(tmp_path / "empty.conllu", tmp_path))
    assert {choice.file for choice in found} == {"farm-01"}
    assert [choice.kind for choice in found].count("it") == 1
    nouns = [choice for choice in found if choice.kind == "noun"]
    assert len(nouns) >= 2
    assert all(choice.words is not None and len(choice.options) == len(choice.right) == len(choice.words) for choice in nouns)
    assert [choice.right[-1] for choice in nouns][:2] == [False, False], "the city and the tractor are named"


def test_only_the_kinds_asked_for_are_fitted_and_later_texts_teach_descriptions_alone(tmp_path: Path) -> None:
    table = tmp_path / "weights.json"
    table.write_text('{"he": {"named": 0.7}, "it": {"named": 0.5}}', encoding="utf-8")

    def choice(kind: str, file: str) -> fit_coreference.Choice:
        return fit_coreference.Choice(kind, [["named"], ["nobody"]], [True, False], file=file)

    later = f"{fit_coreference.LAST[0]}-01"
    examples = [choice(kind, file) for kind in ("it", "noun") for file in ("", later) for _ in range(10)]
    fit_coreference.write_weights(examples, table, ["noun"])
    first = json.loads(table.read_text(encoding="utf-8"))
    assert first["he"] == {"named": 0.7}
    assert first["it"] == {"named": 0.5}
    assert first["noun"]["named"] > 0 > first["noun"]["nobody"]
    fit_coreference.write_weights([choice("it", later)] * 10, table, ["it"])
    assert json.loads(table.read_text(encoding="utf-8"))["it"] == {"named": 0.5}, "nothing was left to fit it to"
