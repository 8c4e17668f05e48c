"""A product that is a part of others: "the Tundra *engine*", "its processor, the V3". What has it uses it as it uses a technology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l2graph.claims.frames import Frames
from l2graph.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

# Nouns of what is built into other things, or what these are built on.
PARTS = frozenset(
    "accelerator accumulator adhesive adjuvant algorithm alloy amplifier antenna architecture assistant axle battery bearing board boiler "
    "brake burner caliber calibre capacitor cartridge cell chassis chemistry chip chipset clutch coating codec compound compressor "
    "connector controller coprocessor core cpu derailleur detector diesel diode display drive drivetrain driver enamel engine fabric fibre "
    "fiber filter firmware foam fuselage gearbox generator glass glaze gpu grinder groupset heater hub injector inverter kernel laminate "
    "laser led membrane microchip microcontroller microprocessor modem module motherboard motor movement nozzle panel platform "
    "powertrain processor propeller radar reactor resin rotor rtos sensor servo shifter soc sole supercapacitor suspension switch "
    "system-on-chip touchscreen transceiver transformer transistor transmission turbine turbocharger turbofan tweeter tyre tire valve "
    "weave woofer yarn".split()
)
BESIDE = frozenset({"appos", "flat", "compound", "nmod:desc"})  # how a name hangs on the noun that says what it is


def is_part(frames: Frames, span: Span) -> bool:
    """Tell whether a noun beside a name says that it is of a part: behind it, or before it in apposition."""
    words = frames.words_at(span.start, span.end)
    if not words:
        return False
    last = words[-1]
    behind = last.nbor(1) if last.i + 1 < last.sent.end else None
    head = next((t for t in words if t.head not in words), last)
    return any(noun is not None and _names_part(noun) for noun in (last, behind, head.head if head.dep_ in BESIDE else None))


def _names_part(noun: Token) -> bool:
    return noun.pos_ in {"NOUN", "PROPN"} and noun.lemma_.casefold() in PARTS
