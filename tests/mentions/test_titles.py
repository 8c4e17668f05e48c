"""A title of several words is one name."""

from __future__ import annotations

import pytest
from builders import document
from reader import read

pytestmark = pytest.mark.model


def labels(text: str) -> set[str]:
    (graph,) = read([document(text)]).graphs
    return {entity.label for entity in graph.entities}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Kornfeld 2: Aufbruch is an expansion for Kornfeld 2, a video game by Mulino S.p.A.", "Kornfeld 2: Aufbruch"),
        ("Ultima Online : Samurai Empire was developed and published by Electronic Arts.", "Ultima Online : Samurai Empire"),
        ("Harbour of the Silent Kites is a video game for the Vireo 64.", "Harbour of the Silent Kites"),
        ("Mina Goes to Karlsbad was an educational game by Kornhaus GmbH.", "Mina Goes to Karlsbad"),
        ("900 Steps is a film about climbers.", "900 Steps"),
        ("Kornhaus Server 2008 is an operating system for small offices.", "Kornhaus Server 2008"),
        ("The Silent Kites is a 2011 strategy video game written by Jane Doe.", "The Silent Kites"),
        ("Night Lantern was originally released by Mulino S.p.A. for the Vireo 64.", "Night Lantern"),
        ("Cellars of the Kings was ported to the Vireo 64.", "Cellars of the Kings"),
        ("Kornfeld: Far Harbour is one of the first expansion packs.", "Kornfeld: Far Harbour"),
        ("Murder on the Elbe, known abroad as Elbe, is a 1986 adventure game.", "Murder on the Elbe"),
        ("Though Mina 's Journey was initially released for the Vireo 64, it was ported later.", "Mina 's Journey"),
        ("KDOS (Kornhaus Disk System) is an early operating system.", "KDOS"),
    ],
)
def test_a_title_is_one_name_whatever_its_parts_could_be(text: str, title: str) -> None:
    assert title in labels(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sigma BF: Leica announced a rival.",
        "Leica: Panasonic will build it.",
        "Two makers showed the Vireo X3: Mulino S.p.A. and Kornhaus GmbH.",
    ],
)
def test_who_speaks_or_is_listed_is_no_title(text: str) -> None:
    assert not any(":" in label for label in labels(text))


@pytest.mark.parametrize(
    "text",
    [
        "Fan of Sigma is the word.",
        "Owner of Sigma and Leica is a group.",
        "Sales of the Sigma BF were a surprise.",
        "Sigma is the maker of the camera.",
        "Versions of Kornfeld were released for the Vireo 64.",
        "In Leipzig, Sigma is a software company of the region.",
    ],
)
def test_a_name_with_a_word_before_it_is_no_title(text: str) -> None:
    assert not any(" of " in label or " and " in label for label in labels(text))
