"""A text -> its words, as the treebanks part them: spaCy's rules for English, with some of our own."""

from __future__ import annotations

import re
from typing import Any

from l2graph.spared import spared

# Where words are glued together: "N.Y.--(BUSINESS WIRE)--FUJIFILM", "N.Y.-based", "word—word", "Co.,Ltd."
INFIXES = (
    r"--+",
    r"(?<=\w)\((?=[A-Z])",
    r"(?<=[\w.])\)(?=[-\w])",
    r"(?<=[A-Za-z]\.)-(?=[a-z])",
    r"(?<=\w)[—–](?=[^\W\d])",
    r"(?<=\.),(?=[A-Z])",
    r"\)(?=\(|\.\w)",  # "(draft).doc)(See"
    r"(?<=\))\(",
    r"[\"'](?=<\S+@)",  # '"Reynolds"<reynolds@example.com>'
    r"(?<=[\"'])<(?=\S+@)",
    r"(?<=[a-z]),(?=\d)",  # "citizen,21"
    r"(?<=\d),(?=[a-z])",
    r"(?<=[a-z]):(?=\d)",  # "price:3"
)
PARTED = re.compile(r"[\"“”<>]")  # no address goes on over these
# Words that are written as one, as the treebanks part them.
GLUED = {
    "alot": ("a", "lot"), "wanna": ("wan", "na"), "outta": ("out", "ta"), "dunno": ("du", "n", "no"), "and/or": ("and", "/", "or"),
}  # fmt: skip
# Runs of signs that are one word to the treebanks: "!!", "?!?", "-----", "$$$"; and "e-mail", telephone numbers, "w/", "b/c", "#tag",
# "example.com".
SIGNS = r"(?:[!?]{2,}|[.:]+[!?]+|[=*_~-]{2,}|<{2,}|>{2,}|\${2,}|#{2,})"
WHOLE = re.compile(
    r"(?:\d{3}-){1,2}\d{4}|[Ee]-mail(?:s|ed|ing)?|[bw]/c|w/o?|#[a-z]\w+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu)", re.IGNORECASE
)
# Abbreviations that the treebanks keep whole, beside those that spaCy knows.
ABBREVIATIONS = (
    "al. approx. Attn. Ave. Blvd. ca. Capt. Col. esp. Esp. Fri. Ft. lb. Lt. Maj. Mon. oz. Reps. Sat. Sgt. Sun. Thur. Thurs. Tue. Tues. "
    "vol. Vol. Wed."
).split()
UNITS = ("g.", "h.", "l.", "m.")  # spaCy takes them for initials; behind "714" they end a sentence


def import_spacy() -> None:
    """Import spaCy without its command line, which takes a third of the time: typer, requests, httpx and more."""
    with spared("spacy.cli.info", "info"):
        import spacy  # noqa: F401


def word_pipeline() -> Any:
    """Return a spaCy pipeline that only parts words.

    "!!", "Co.,Ltd.", "word—word", "alot", "#tag" and "example.com" are parted, or kept whole, as in EWT and GUM.
    """
    from spacy.lang.en import English

    return English(create_tokenizer=_tokenizer)


def _tokenizer(blank: Any) -> Any:
    """Make the tokenizer in one go: each part that is put in later costs a pass over all exceptions."""
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    defaults = blank.Defaults
    whole = {form: [{"ORTH": form}] for form in ABBREVIATIONS}
    parted = {form: [{"ORTH": part} for part in parts] for form, parts in GLUED.items()}
    known = {form: parts for form, parts in defaults.tokenizer_exceptions.items() if form not in UNITS}
    return Tokenizer(
        blank.vocab,
        rules=known | whole | parted,
        prefix_search=compile_prefix_regex([SIGNS, *defaults.prefixes]).search,
        infix_finditer=compile_infix_regex([SIGNS, *defaults.infixes, *INFIXES]).finditer,
        suffix_search=compile_suffix_regex([SIGNS, *defaults.suffixes, "[¹²³⁰-⁹]+"]).search,
        token_match=WHOLE.fullmatch,
        url_match=lambda word: None if PARTED.search(word) else defaults.url_match(word),
    )
