"""The rows of data sheets are said of what the sheet is of; a row alone, or of something unknown, is said of nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from builders import document
from reader import read
from sentences import written

pytestmark = pytest.mark.model

START = "The Kestrel Vireo 4 is a camera for hikers. We took it to the hills for a week.\n\n"
END = "\n\nWe liked it."
ROWS = (("Sensor", "61 MP"), ("Weight", "520 g"), ("Price", "2,499 euros"), ("Lens mount", "L-Mount"), ("Available", "May 2021"))
WANTED = {
    "Kestrel Vireo 4 | resolution | 61 MP",
    "Kestrel Vireo 4 | weight | 520 g",
    "Kestrel Vireo 4 | price | 2499 EUR",
    "Kestrel Vireo 4 | usesMount | L-Mount",
    "Kestrel Vireo 4 | releaseDate | 2021-05",
}
FORMS: dict[str, Callable[[], str]] = {
    "list": lambda: "Specifications\n\n" + "\n".join(f"- {label}: {value}" for label, value in ROWS),
    "lines": lambda: "Technical data:\n\n" + "\n".join(f"{label}: {value}" for label, value in ROWS),
    "paragraphs": lambda: "\n\n".join(f"{label}: {value}" for label, value in ROWS),
    "table": lambda: "\n\n".join(f"{label}\t{value}" for label, value in ROWS),
    "dashes": lambda: "\n".join(f"{label} – {value}" for label, value in ROWS),
    "run": lambda: "Specs: " + "; ".join(f"{label} {value}" for label, value in ROWS) + ".",
    "strokes": lambda: " | ".join(f"{label}: {value}" for label, value in ROWS),
    "sentences": lambda: " ".join(f"{label}: {value}." for label, value in ROWS),
    "above": lambda: "\n".join(f"{label}\n{value}" for label, value in ROWS),
    "brackets": lambda: "\n".join(f"{label} (approx.): {value}" for label, value in ROWS),
}
GRAIN = "The Grain Alliance was founded in Bern.\n\n"
MEMBERS = {"Kornhaus GmbH | memberOf | Grain Alliance", "Falk GmbH | memberOf | Grain Alliance"}
TWO = "The Vireo 4 and the Tarn 60 are cameras.\n\n"
TABLE = {
    "Vireo 4 | weight | 610 g",
    "Vireo 4 | resolution | 24 MP",
    "Tarn 60 | weight | 700 g",
    "Tarn 60 | resolution | 40 MP",
}
OTHERS: dict[str, set[str]] = {
    # what the line above names has the rows
    START + "Kestrel Vireo 3\n\nWeight: 610 g\n\nSensor: 24 MP" + END: {"Vireo 3 | weight | 610 g", "Vireo 3 | resolution | 24 MP"},
    # a heading right below the rows of another thing has its own, whatever it says beside the name
    START
    + "Best overall: Kestrel Vireo 3\n\nWeight: 610 g\n\nSensor: 24 MP\n\nRunner-up: Kestrel Tarn 60\n\nWeight: 700 g\n\nSensor: 40 MP": {
        "Vireo 3 | weight | 610 g",
        "Vireo 3 | resolution | 24 MP",
        "Kestrel Tarn 60 | weight | 700 g",
        "Kestrel Tarn 60 | resolution | 40 MP",
    },
    # a row with another label names a part, and is no heading
    START + "Specifications:\n\n- Shutter: 1/8000 s\n- Processor: Nexo 7\n- Weight: 610 g\n- Sensor: 24 MP" + END: {
        "Kestrel Vireo 4 | weight | 610 g",
        "Kestrel Vireo 4 | resolution | 24 MP",
    },
    # a company's
    "Kestrel makes cameras.\n\nFounded: 1998\n\nHeadquarters: Graz\n\nEmployees: 300 employees": {
        "Kestrel | foundingDate | 1998",
        "Kestrel | headquarteredIn | Graz",
        "Kestrel | employees | 300 employees",
    },
    "Kestrel makes cameras.\n\nFounded: 14 March 1998; Graz, Austria\n\nParent: Bosch (since 2009)\n\nNumber of employees: 1,150 (2022)": {
        "Kestrel | foundingDate | 1998-03-14",
        "Kestrel | subsidiaryOf | Bosch | from 2009",
        "Kestrel | employees | 1150 employees",
    },
    # a time told twice is one time
    "Kestrel Optik GmbH makes cameras.\n\nType\nPrivate\nFounded\n3 May 1998; 23 years ago (1998-05-03)\nHeadquarters\nGraz, Austria\n"
    "Subsidiaries\nKestrel Glass, Falk Optical\nNumber of employees\n1,150 (2020)": {
        "Kestrel Optik GmbH | foundingDate | 1998-05-03",
        "Kestrel Optik GmbH | headquarteredIn | Graz",
        "Kestrel Glass | subsidiaryOf | Kestrel Optik GmbH",
        "Falk Optical | subsidiaryOf | Kestrel Optik GmbH",
        "Kestrel Optik GmbH | employees | 1150 employees",
    },
    # what stands before and after a product heads nothing
    "The Tarn 60 is a phone.\n\nMass: 115 g\nDisplay: 4.7 in (120 mm)\nPredecessor: Tarn 50\nSuccessor: Tarn 70\nDiscontinued: 2019": {
        "Tarn 60 | weight | 115 g",
        "Tarn 60 | succeeds | Tarn 50",
        "Tarn 70 | succeeds | Tarn 60",
        "Tarn 60 | discontinued | 2019",
    },
    "Falk makes bicycles.\n\nPrice\n\nAsk your dealer.\n\nWeight\n\nIt depends.": set(),
    # lists
    GRAIN + "It has two members:\n\n- Kornhaus GmbH\n- Falk GmbH": MEMBERS,
    GRAIN + "It named two new members who come in May. Here they are:\n\n- Kornhaus GmbH - flour\n- Bread\n- Falk GmbH (ovens)": MEMBERS,
    GRAIN + "The following firms have joined the Grain Alliance:\n\n- Kornhaus GmbH: flour\n- Bread\n- Falk GmbH": MEMBERS,
    "Brompton GmbH said that these have not joined the following firms:\n\nKornhaus GmbH and others": set(),
    GRAIN + "Members\n\nKornhaus GmbH and Falk GmbH.": MEMBERS,
    GRAIN + "Members: Kornhaus GmbH, Falk GmbH": MEMBERS,
    GRAIN + "Members\n\nThey met in Bern, and Falk GmbH paid for lunch and for all that they drank.": set(),
    GRAIN + "Kornhaus GmbH bakes.\n\nThe suppliers of Kornhaus GmbH:\n\n1. Brompton GmbH": {"Brompton GmbH | supplies | Kornhaus GmbH"},
    # tables with a line or a column for each thing
    TWO + "Model\tWeight (g)\tSensor\n\nVireo 4\t610\t24 MP\n\nTarn 60\t700\t40 MP": TABLE,
    TWO + "Vireo 4\tTarn 60\n\nWeight\t610 g\t700 g\n\nSensor\t24 MP\t40 MP": TABLE,
    TWO + "Name\tRemarks\n\nVireo 4\t610 things to like\n\nTarn 60\tnone": set(),
    # names that nothing else tells, between the rules of a table
    "Spec\tKestrel Tarn M\tOsprey L\n\nWeight\t1.2 kg\t1.4 kg\n\nDisplay\t13 inches\t15 inches": {
        "Kestrel Tarn M | weight | 1.2 kg",
        "Osprey L | weight | 1.4 kg",
    },
    "Tent\tWeight (kg)\tPrice (€)\n\nKestrel\t1.2\t499\n\nSierra Lodge\t2.4\t399": {
        "Kestrel | weight | 1.2 kg",
        "Sierra Lodge | weight | 2.4 kg",
    },
    # the product with its maker before it
    "The Kestrel Vireo 3 is here, and so is the Tarn 60.\n\nSpecifications of the Kestrel Vireo 3:\n\nWeight: 610 g\n\nPrice: $99": {
        "Vireo 3 | weight | 610 g",
    },
    # a name that only the rows below it tell
    "Solaro Vento\n\nWeight: 3.2 kg\n\nPrice: 1,199 euros": {"Solaro Vento | weight | 3.2 kg"},
    # two could be meant
    "The Vireo 4 and the Tarn 60 are here.\n\nWeight: 610 g\n\nSensor: 24 MP": set(),
}


KINDS = (
    "weight",
    "resolution",
    "foundingDate",
    "headq",
    "employees",
    "memberOf",
    "supplies",
    "subsidiaryOf",
    "succeeds",
    "discontinued",
)


@cache
def claimed() -> dict[str, set[str]]:
    """Read all texts, each as a document of its own."""
    texts = [*(START + form() + END for form in FORMS.values()), *OTHERS]
    graphs = read(document(text) for text in texts).graphs
    return {graph.document.text: written(graph) for graph in graphs}


@pytest.mark.parametrize("form", FORMS)
def test_rows_are_said_of_what_the_text_is_about(form: str) -> None:
    assert claimed()[START + FORMS[form]() + END] >= WANTED


@pytest.mark.parametrize("text", OTHERS)
def test_whose_the_rows_are(text: str) -> None:
    found = {row for row in claimed()[text] if any(word in row for word in KINDS)}
    assert {row.replace("Kestrel Vireo 3", "Vireo 3") for row in found} == OTHERS[text]
