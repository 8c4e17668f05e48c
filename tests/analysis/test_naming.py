"""The network of names scores every stretch of a text that may be a name, each by its own words and what stands beside it."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest

from l2graph.analysis.naming import (
    AGREED,
    CLASSES,
    FORMS,
    LONGEST,
    PLACES,
    NameHead,
    Stretches,
    form_of,
    in_agreement,
    stretches,
    word_features,
)

FEATURES, KINDS, HIDDEN = 3, 6, 4


def kinds(words: list[str], likely: frozenset[str] = frozenset()) -> np.ndarray:
    return np.array([[0.9 if word in likely else 0.0] + [0.0] * (KINDS - 1) for word in words], dtype=np.float16).reshape(-1, KINDS)


def texts(words: list[str], likely: frozenset[str] = frozenset(), starts: frozenset[int] = frozenset({0})) -> list[str]:
    found = stretches(words, kinds(words, likely), [k in starts for k in range(len(words))])
    return [" ".join(words[i : j + 1]) for i, j in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("nothing here is one", []),
        ("a Leica", ["Leica"]),
        ("the M 11", ["M", "M 11", "11"]),
        ("Bridge of Weir", ["Bridge", "Bridge of Weir", "Weir"]),
        ("Bridge of", ["Bridge"]),  # a joiner ends no name
        ("Leica makes Noctilux", ["Leica", "Noctilux"]),
        ("A of the Q", ["A", "A of the Q", "Q"]),
        ("A of the of Q", ["A", "Q"]),
    ],
)
def test_a_stretch_begins_and_ends_with_words_that_look_like_names(text: str, expected: list[str]) -> None:
    assert texts(text.split()) == expected


def test_small_letters_may_be_a_name_where_the_network_thinks_so() -> None:
    assert texts(["oppo", "sells"], likely=frozenset({"oppo"})) == ["oppo"]
    assert texts(["…", "sells"], likely=frozenset({"…"})) == [], "signs alone are none"


def test_no_stretch_goes_over_the_start_of_a_sentence() -> None:
    assert texts(["Leica", "Sigma"], starts=frozenset({0, 1})) == ["Leica", "Sigma"]


def test_stretches_have_an_end() -> None:
    words = ["A"] * 50
    found = list(stretches(words, kinds(words), [k == 0 for k in range(50)]))
    assert max(j - i for i, j in found) == LONGEST - 1
    assert len(found) < 50 * LONGEST


@pytest.mark.parametrize(("one", "other"), [("SL2", "KD5"), ("Sigma", "Leica"), ("2021", "1954"), ("é", "a")])
def test_words_of_one_form_are_alike(one: str, other: str) -> None:
    assert form_of(one) == form_of(other)


def head() -> NameHead:
    """A network with weights drawn at random."""
    generator = np.random.default_rng(7)
    size = FEATURES + KINDS + FORMS + 1
    content = {
        "inner": generator.integers(-127, 127, (size, PLACES * HIDDEN)).astype(np.int8), "inner_scale": np.full(size, 0.01, np.float32),
        "sizes": generator.normal(size=(LONGEST, HIDDEN)).astype(np.float16),
        "edges": generator.normal(size=(2, HIDDEN)).astype(np.float16),
        "outer": generator.normal(size=(HIDDEN, len(CLASSES))).astype(np.float16), "bias": np.zeros(len(CLASSES), np.float32),
        "heat": np.float32(1.0),
    }  # fmt: skip
    written = BytesIO()
    np.savez(written, **content)
    return NameHead(written.getvalue())


def test_what_is_told_of_a_stretch_depends_on_its_words_and_neighbours_alone() -> None:
    words = "yesterday Leica of Wetzlar showed the M 11 , and so did Sigma".split()
    features = np.random.default_rng(3).normal(size=(len(words), FEATURES)).astype(np.float16)
    starts = [k == 0 for k in range(len(words))]
    whole = head().read(words, features, kinds(words), starts)
    part = head().read(words[:6], features[:6], kinds(words[:6]), starts[:6])
    assert np.allclose(whole.shares.sum(-1), 1.0, atol=1e-5)
    places = list(zip(whole.first.tolist(), whole.last.tolist(), strict=True))
    for row, place in enumerate(zip(part.first.tolist(), part.last.tolist(), strict=True)):
        assert np.allclose(part.shares[row], whole.shares[places.index(place)], atol=1e-4)


def test_a_text_without_names_is_read_as_well() -> None:
    found = head().read(["nothing", "here"], np.zeros((2, FEATURES), np.float16), kinds(["nothing", "here"]), [True, False])
    assert found.shares.shape == (0, len(CLASSES))


def test_a_word_is_told_by_features_kinds_form_and_start() -> None:
    rows = word_features(["Leica", "sells"], np.ones((2, FEATURES), np.float16), kinds(["Leica", "sells"]), [True, False])
    assert rows.shape == (2, FEATURES + KINDS + FORMS + 1)
    assert rows[:, -1].tolist() == [1.0, 0.0]
    assert rows[0, FEATURES + KINDS + form_of("Leica")] == 1.0


def spans(*rows: tuple[int, int, float, str]) -> Stretches:
    """Return stretches by first word, last word, and how likely they are names of a class."""
    shares = np.zeros((len(rows), len(CLASSES)), dtype=np.float32)
    for row, (_, _, share, cls) in enumerate(rows):
        shares[row, 0], shares[row, CLASSES.index(cls)] = 1 - share, share
    return Stretches(np.array([row[0] for row in rows], dtype=np.int64), np.array([row[1] for row in rows], dtype=np.int64), shares)


def test_what_the_tags_say_as_well_is_likelier() -> None:
    before = spans((0, 2, 0.48, "Person"), (0, 0, 0.48, "Person"))
    after = in_agreement(before, [(0, 2, "PER")])
    named = 1 - after.shares[:, 0]
    assert named[0] == pytest.approx(AGREED * 0.48 / (AGREED * 0.48 + 0.52))
    assert AGREED > 1
    assert named[1] == pytest.approx(0.48)
    assert after.shares.sum(-1) == pytest.approx(1.0)


def test_a_maker_within_a_product_of_the_tags_is_less_likely() -> None:
    before = spans((0, 0, 0.7, "Company"), (0, 1, 0.3, "Product"), (1, 1, 0.2, "Product"))
    named = 1 - in_agreement(before, [(0, 1, "PROD")]).shares[:, 0]
    assert named[1] > named[0]
    assert named[2] == pytest.approx(0.2)
    assert 1 - in_agreement(before, [(0, 1, "ORG")]).shares[0, 0] == pytest.approx(0.7)


def test_without_tags_all_stays() -> None:
    before = spans((0, 0, 0.7, "Company"))
    assert np.allclose(in_agreement(before, []).shares, before.shares)
