"""The floor under the figures: what counts as worse, and as better."""

from __future__ import annotations

import pytest
import readme
from score_corpus import SLACK, better, has_fallen


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
