"""A product that is a part of others: "the Tundra *engine*", "its processor, the V3". What has it uses it as it uses a technology."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from l2graph.model import Reference

if TYPE_CHECKING:
    from spacy.tokens import Token

# Nouns of what is built into other things, or what these are built on.
PARTS = frozenset(
    (
        "accelerator accumulator actuator adhesive adjuvant algorithm alloy alternator amp amplifier antenna architecture "
        "assistant axle battery bearing board boiler brake burner caliber calibre capacitor cartridge cell chassis chemistry "
        "chip chipset clutch coating codec compound compressor computer connector controller coprocessor core cpu crankset dac "
        "derailleur detector diaphragm diesel diode display drive driver drivetrain enamel engine escapement fabric fiber fibre "
        "filament filter firmware foam fork fuselage gearbox generator glass glaze gpu grinder groupset gyroscope heater hub "
        "imager injector insulation interface inverter kernel laminate laser led lidar membrane microchip microcontroller "
        "microprocessor midsole modem module motherboard motor movement nozzle outsole panel platform powertrain processor "
        "propeller radar radio reactor receiver resin rotor rtos sensor servo shifter shock shutter soc sole supercapacitor "
        "suspension switch system-on-chip tire touchscreen transceiver transducer transformer transistor transmission turbine "
        "turbocharger turbofan tweeter tyre valve viewfinder weave woofer yarn"
    ).split()
)
# "The M4 chip" is none *of* an M4.
NAMED_ALONE = frozenset("calibre caliber chip chipset cpu engine gpu groupset movement platform processor soc".split())
# … and where a text says so of a name once, it is a part wherever it stands again: "The Tegro X1 chip … uses the Tegro X1".
_CALLED = r"(?i:chip|chipset|cpu|gpu|groupset|processor|soc|calibre|caliber|movement|motor)s?"
BEHIND = re.compile(
    rf"(?: [a-z-]+-core| (?:mobile|graphics|desktop|laptop|automatic|chronograph|mid|hub|image|imaging|AI|5G|octa-core|quad-core))?"
    rf" {_CALLED}\b(?!['’]s)|(?:,| is| was| are) (?:the|an?) (?:[\w-]+ ){{0,3}}{_CALLED}\b"
)
AHEAD = re.compile(rf"\b(?:{_CALLED},? (?:called |named |dubbed )?(?:the )?)$")
DRIVING = frozenset({"power", "drive", "underpin"})  # what does so to a thing is a part of it
MINE = frozenset({"my", "your", "his", "her"})
ONE = frozenset({"a", "an", "another"})
AGES = frozenset("old new used vintage classic second-hand secondhand little small big film digital".split())
BESIDE = frozenset({"appos", "flat", "compound", "nmod:desc"})  # how a name hangs on the noun that says what it is


def parts_named(text: str, references: Sequence[Reference]) -> frozenset[str]:
    """Return the keys of what a text somewhere calls a part by a noun right beside its name."""
    named = (ref for ref in references if ref.named and len(ref.entities) == 1)
    called = (ref for ref in named if BEHIND.match(text, ref.span.end) or AHEAD.search(text, max(0, ref.span.start - 24), ref.span.start))
    return frozenset(ref.entities[0] for ref in called)


def is_driving(head: Token) -> bool:
    """Tell whether what a word heads drives what is told of: "powered *by the Ryzen 9*", "the *Ryzen 9*-powered laptop"."""
    verb = head.head.lemma_.casefold()
    return (head.dep_ in {"obl:agent", "obl:unmarked"} and (verb in DRIVING or verb == "powered")) or is_driver(head)


def is_driver(head: Token) -> bool:
    """Tell whether what a word heads is said to drive something: "*the Exa 108* powers Acme's Halo line", whoever made it."""
    return head.dep_ == "nsubj" and head.head.lemma_.casefold() in DRIVING and any(c.dep_ == "obj" for c in head.head.children)


def part_called(words: Sequence[Token], after: Sequence[Token], *, maker: bool) -> Token | None:
    """Return the noun that tells that a name is that of a part: "an AMD Ryzen 9 *processor*", "the *calibre* ML115", "an RTX 4070 *GPU*".

    `words` are those of the name, `after` the two behind it, of which the first may say more of the part; `maker` is whether the name of
    a company stands before. "The Halo 5 sensor" is a part of the Halo 5, whereas "a Halo 5 sensor" is called so.
    """
    if not words:
        return None
    nouns = list(words[-1:])
    nouns += [t for t in after[:1] if t.pos_ == "NOUN" or t.lower_ in NAMED_ALONE]
    if len(after) > 1 and after[0].pos_ in {"NOUN", "ADJ"} and after[1].pos_ == "NOUN" and after[0].head.i >= after[1].i:
        nouns.append(after[1])
    before = words[0].nbor(-1) if words[0].i else None
    nouns += [before] if before is not None and before.pos_ == "NOUN" else []
    head = next((t for t in words if t.head not in words), words[-1])
    nouns += [head.head] if head.dep_ in BESIDE and head.head.i < words[0].i else []  # "its *processor*, the V3"
    noun = next((t for t in nouns if {t.text.rsplit(" ", 1)[-1].casefold(), t.lemma_.casefold()} & PARTS), None)
    if noun is None or maker or noun not in after:
        return noun
    vague = any(t.lower_ in {"a", "an"} or (t.dep_ == "nmod:poss" and t not in words) for t in noun.children)  # "Bafo's M8 motor"
    return noun if vague or noun.lemma_.casefold() in NAMED_ALONE else None


def is_specimen(words: Sequence[Token]) -> bool:
    """Tell whether a maker's name, of these words, stands for one of his things: "to own *a Leica*", "learned on *my little Canon*"."""
    head = next((t for t in words if t.head not in words), None)
    if head is None or head.dep_ in {"compound", "flat", "nmod:poss", "nmod:desc"} or any(c.dep_ == "cop" for c in head.children):
        return False
    before = [t for t in head.lefts if t not in words]
    if any(t.dep_ == "nmod:poss" and t.lower_ in MINE for t in before):
        return True
    if head.text.endswith("s") and any(t.pos_ == "NUM" for t in before):
        return True  # "two Leicas"
    return any(t.lower_ in ONE for t in before) and all(t.lower_ in ONE or t.lemma_.casefold() in AGES for t in before)
