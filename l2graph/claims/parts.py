"""A product that is a part of others: "the Tundra *engine*", "its processor, the V3". What has it uses it as it uses a technology."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

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
BESIDE = frozenset({"appos", "flat", "compound", "nmod:desc"})  # how a name hangs on the noun that says what it is


def part_called(words: Sequence[Token], after: Sequence[Token], *, maker: bool) -> Token | None:
    """Return the noun that tells that a name is that of a part: "an AMD Ryzen 9 *processor*", "the *calibre* ML115", "an RTX 4070 *GPU*".

    `words` are those of the name, `after` the two behind it, of which the first may say more of the part; `maker` is whether the name of
    a company stands before. "The Halo 5 sensor" is a part of the Halo 5, whereas "a Halo 5 sensor" is called so.
    """
    if not words:
        return None
    nouns = list(words[-1:])
    nouns += [t for t in after[:1] if t.pos_ == "NOUN"]
    if len(after) > 1 and after[0].pos_ in {"NOUN", "ADJ"} and after[1].pos_ == "NOUN" and after[0].head.i >= after[1].i:
        nouns.append(after[1])
    before = words[0].nbor(-1) if words[0].i else None
    nouns += [before] if before is not None and before.pos_ == "NOUN" else []
    head = next((t for t in words if t.head not in words), words[-1])
    nouns += [head.head] if head.dep_ in BESIDE and head.head.i < words[0].i else []  # "its *processor*, the V3"
    noun = next((t for t in nouns if {t.text.rsplit(" ", 1)[-1].casefold(), t.lemma_.casefold()} & PARTS), None)
    if noun is None or maker or noun not in after:
        return noun
    vague = any(t.lower_ in {"a", "an"} for t in noun.children)
    return noun if vague or noun.lemma_.casefold() in NAMED_ALONE else None
