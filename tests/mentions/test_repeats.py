"""A name stands again where it stands as whole words."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from l2graph.mentions.repeats import _occurrences


@given(st.text(alphabet="Ab1s-_@ .", max_size=40), st.text(alphabet="Ab1", min_size=1, max_size=3), st.booleans())
def test_occurrences_are_whole_words(text: str, name: str, plural: bool) -> None:
    whole = rf"(?<![\w@#])(?<![^\W_][-‑]){re.escape(name)}{'s?' if plural else ''}(?!\w)(?![-‑][A-Z0-9])"
    assert list(_occurrences(text, name, plural=plural)) == [match.span() for match in re.finditer(whole, text)]
