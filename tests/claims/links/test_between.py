"""What claims of different documents have to do with each other: links that hold, and above all those that must not be made."""

from __future__ import annotations

from typing import Any

import pytest
from builders import claim, date_value, document, document_graph, entity, graph, mention, quantity, span
from hypothesis import given, settings
from hypothesis import strategies as st

from l2graph.claims.links import Link, Said, among, between
from l2graph.model import DocumentGraph, Entity, Quantity

ACME, BOLT, CLUB = entity("Acme"), entity("Bolt"), entity("The Alliance", "Alliance")
X1, READER = entity("X1", "Camera"), entity("Ann", "Reader")
TIMES, POST = entity("The Times", "Publication"), entity("The Post", "Publication")
JAPAN, EUROPE = entity("Japan", "Place"), entity("Europe", "Place")


def told(text: str, day: str | None, subject: Entity, predicate: str, value: Any, by: Entity = TIMES, **how: Any) -> DocumentGraph:
    """Return a document of one sentence that makes one claim; words that name a place are mentions of it."""
    doc = document(text, date=day, publisher=by.label)
    places = [place for place in (JAPAN, EUROPE) if place.label in text]
    where = {"object_span": span(text, value.label)} if isinstance(value, Quantity) else {}
    entities = tuple({e.key: e for e in (subject, by, CLUB, ACME, BOLT, X1, *places)}.values())
    mentions = tuple(mention(doc, place.label, place) for place in places)
    return document_graph(doc, entities, mentions=mentions, claims=(claim(doc, subject, predicate, value, by=by, **where, **how),))


def kinds(*graphs: DocumentGraph) -> list[str]:
    return [str(link.kind) for link in among(graphs)]


NO: dict[str, Any] = {"polarity": "Negative"}
FORECAST: dict[str, Any] = {"kind": "Prediction"}


class TestDenials:
    def joined(self, day: str | None, **how: Any) -> DocumentGraph:
        return told("Acme is a member of the Alliance.", day, ACME, "memberOf", CLUB, **how)

    def left(self, day: str | None, **how: Any) -> DocumentGraph:
        return told("Acme is no member of the Alliance.", day, ACME, "memberOf", CLUB, POST, **(NO | how))

    @pytest.mark.parametrize(
        ("one", "other", "clash"),
        [
            (("2022-05-31", {}), ("2022-06-02", {}), True),
            (("2022-05-31", {}), ("2023-05-31", {}), False),  # things change
            (("2022-05-31", {"valid_from": "2018"}), ("2020-01-01", {}), True),  # denied while it is told to have held
            (("2022-05-31", {"valid_from": "2018"}), ("2017-01-01", {}), False),
            (("2022-05-31", {"valid_from": "2018"}), ("2018-06-01", {}), False),  # it may have begun later in the year
            (("2022-05-31", {"valid_from": "2018", "valid_until": "2020"}), ("2021-01-01", {}), False),
            (("2022-05-31", {"certainty": "Possible"}), ("2022-05-31", {}), False),
            (("2022-05-31", {"kind": "Question"}), ("2022-05-31", {}), False),
            (("2022-05-31", {"kind": "Prediction"}), ("2022-05-31", {}), False),
            ((None, {}), (None, {}), False),  # nobody knows of which time
        ],
    )
    def test_of_a_state(self, one: Any, other: Any, clash: bool) -> None:
        assert (kinds(self.joined(one[0], **one[1]), self.left(other[0], **other[1])) == ["contradicts"]) is clash

    @pytest.mark.parametrize(("affirmed", "denied", "clash"), [("2020", "2022", True), ("2022", "2020", False), ("2022", "2022", True)])
    def test_of_an_event_count_only_where_it_was_told_before(self, affirmed: str, denied: str, clash: bool) -> None:
        yes = told("Acme bought Bolt.", affirmed, ACME, "acquired", BOLT)
        no = told("Acme has not bought Bolt.", denied, ACME, "acquired", BOLT, POST, **NO)
        assert (kinds(yes, no) == ["contradicts"]) is clash

    def test_of_a_more_precise_date_deny_no_less_precise_one(self) -> None:
        yes = told("Acme was founded in 1907.", "2022", ACME, "foundingDate", date_value("1907"))
        no = told("Acme was not founded in May 1907.", "2022", ACME, "foundingDate", date_value("1907-05"), POST, **NO)
        assert kinds(yes, no) == []
        assert kinds(
            told("Acme was founded in May 1907.", "2022", ACME, "foundingDate", date_value("1907-05")),
            told("Acme was not founded in 1907.", "2022", ACME, "foundingDate", date_value("1907"), POST, **NO),
        ) == ["contradicts"]


class TestTwoValues:
    def weighs(self, text: str, *numbers: Any, unit: str = "g", day: str = "2022-05-31", by: Entity = TIMES, **how: Any) -> DocumentGraph:
        return told(text, day, X1, "weight", quantity(*numbers, unit=unit), by, **how)

    @pytest.mark.parametrize(
        ("one", "other", "found"),
        [
            (("The X1 weighs about 650 g.", 650, "g"), ("The X1 weighs 0.65 kg.", "0.65", "kg"), ["supports"]),
            (("The X1 weighs 650 g.", 650, "g"), ("The X1 weighs 22.9 oz.", "22.9", "oz"), ["supports"]),
            (("The X1 weighs 650 g.", 650, "g"), ("The X1 weighs 835 g.", 835, "g"), ["contradicts"]),
            (("The X1 weighs 1.2 kg.", "1.2", "kg"), ("The X1 weighs 835 g.", 835, "g"), ["contradicts"]),
            (("The X1 weighs over 600 g.", 600, "g"), ("The X1 weighs 835 g.", 835, "g"), []),
            (("The X1 weighs less than 600 g.", 600, "g"), ("The X1 weighs 835 g.", 835, "g"), ["contradicts"]),
            (("The X1 weighs about 800 g.", 800, "g"), ("The X1 weighs 860 g.", 860, "g"), []),  # neither the same nor apart
            (("The X1 weighs 650 g with battery.", 650, "g"), ("The X1 weighs 595 g.", 595, "g"), []),
            (("The X1 weighs 595 g, body only.", 595, "g"), ("The X1 weighs 835 g.", 835, "g"), []),
            (("If it had a grip, the X1 would weigh 835 g.", 835, "g"), ("The X1 weighs 650 g.", 650, "g"), []),
        ],
    )  # fmt: skip
    def test_are_compared_with_unit_precision_and_words(self, one: Any, other: Any, found: list[str]) -> None:
        assert kinds(self.weighs(one[0], one[1], unit=one[2]), self.weighs(other[0], other[1], unit=other[2], by=POST)) == found

    def test_of_two_models_do_not_clash(self) -> None:
        x2 = entity("X2", "Camera")
        assert (
            kinds(self.weighs("The X1 weighs 650 g.", 650), told("The X2 weighs 835 g.", "2022", x2, "weight", quantity(835, unit="g")))
            == []
        )

    @pytest.mark.parametrize(
        ("one", "other", "found"),
        [
            ("It costs 900 USD.", "It costs 700 USD.", ["contradicts"]),
            ("In Japan it costs 900 USD.", "In Europe it costs 700 USD.", []),
            ("In Japan it costs 900 USD.", "It costs 700 USD.", []),
        ],
    )
    def test_of_two_markets_do_not_clash(self, one: str, other: str, found: list[str]) -> None:
        graphs = [
            told(one, "2022-05-31", X1, "price", quantity(900, unit="USD")),
            told(other, "2022-06-01", X1, "price", quantity(700, unit="USD"), POST),
        ]
        assert kinds(*graphs) == found

    @pytest.mark.parametrize(("later", "found"), [("2022-06-01", ["contradicts"]), ("2023-06-01", []), ("2022", [])])
    def test_of_what_changes_clash_only_at_one_time(self, later: str, found: list[str]) -> None:
        graphs = [
            told("It costs 900 USD.", "2022-05-31", X1, "price", quantity(900, unit="USD")),
            told("It costs 700 USD.", later, X1, "price", quantity(700, unit="USD"), POST),
        ]
        assert kinds(*graphs) == found

    def test_of_a_revenue_need_the_same_year(self) -> None:
        def earned(amount: int, day: str, **when: str) -> DocumentGraph:
            return told(f"Acme earned {amount} JPY.", day, ACME, "revenue", quantity(amount, unit="JPY"), **when)

        assert kinds(earned(100, "2022-05-01"), earned(300, "2022-05-02")) == []
        assert kinds(earned(100, "2022-05-01", valid_from="2021"), earned(300, "2022-05-02", valid_from="2020")) == []
        assert kinds(earned(100, "2022-05-01", valid_from="2021"), earned(300, "2022-05-02", valid_from="2021")) == ["contradicts"]

    def test_names_may_always_be_two_of_one_thing(self) -> None:
        made = [told(f"{who.label} makes the X1.", "2022", X1, "manufacturedBy", who, by) for who, by in ((ACME, TIMES), (BOLT, POST))]
        assert kinds(*made) == []


class TestSupport:
    def member(self, day: str, by: Entity, **how: Any) -> DocumentGraph:
        return told(f"Acme joined the Alliance, says {by.label}.", day, ACME, "memberOf", CLUB, by, **how)

    def test_goes_from_each_claim_to_the_nearest_earlier_one_of_somebody_else(self) -> None:
        graphs = [self.member("2020", TIMES), self.member("2021", TIMES), self.member("2022", POST), self.member("2023", ACME)]
        days = {g.document.id: g.document.date for g in graphs}
        assert {(days[link.source.document], days[link.target.document]) for link in among(graphs)} == {("2022", "2021"), ("2023", "2022")}

    @pytest.mark.parametrize(
        ("by", "how"),
        [
            (TIMES, {}),  # nobody supports himself
            (POST, {"reported_by": TIMES.key}),
            (POST, {"certainty": "Possible"}),
            (POST, {"valid_from": "2021"}),  # another time than 2018
            (POST, {"kind": "Opinion"}),
        ],
    )
    def test_needs_another_voice_that_says_the_same(self, by: Entity, how: dict[str, Any]) -> None:
        assert kinds(self.member("2022", TIMES, valid_from="2018"), self.member("2023", by, **how)) == []


class TestOutcomes:
    def forecast(self, text: str, predicate: str, value: Any, subject: Entity = X1, **how: Any) -> DocumentGraph:
        return told(text, "2022-05-31", subject, predicate, value, **(FORECAST | how))

    def outcome(self, *graphs: DocumentGraph) -> list[tuple[str, str]]:
        return [(str(link.kind), link.reason) for link in among(graphs) if link.kind in ("fulfils", "fails")]

    def test_a_date_that_came(self) -> None:
        will = self.forecast("The X1 will arrive in 2024.", "releaseDate", date_value("2024"), certainty="Probable")
        did = told("The X1 went on sale on 2024-03-07.", "2024-03-08", X1, "releaseDate", date_value("2024-03-07"), POST)
        assert self.outcome(will, did) == [("fulfils", "told as a fact on 2024-03-08: 2024-03-07, predicted was 2024")]

    def test_a_date_that_did_not(self) -> None:
        will = self.forecast("The X1 will arrive in 2023.", "releaseDate", date_value("2023"))
        did = told("The X1 went on sale on 2024-03-07.", "2024-03-08", X1, "releaseDate", date_value("2024-03-07"), POST)
        assert self.outcome(will, did) == [("fails", "2024-03-07 is told as a fact on 2024-03-08, not 2023")]

    def test_a_date_that_passed(self) -> None:
        will = self.forecast("Acme will join in 2023.", "memberOf", CLUB, ACME, at="2023")
        early = told("Acme is no member.", "2023-02-01", ACME, "memberOf", CLUB, POST, **NO)
        late = told("Acme is no member.", "2024-02-01", ACME, "memberOf", CLUB, POST, **NO)
        assert self.outcome(will, early) == []
        assert self.outcome(will, early, late) == [("fails", "denied as a fact on 2024-02-01, after 2023")]

    def test_the_first_document_that_tells_it_settles_it(self) -> None:
        will = self.forecast("Acme will join.", "memberOf", CLUB, ACME)
        did = [told(f"Acme joined, in {day}.", day, ACME, "memberOf", CLUB, POST) for day in ("2024", "2023", "2025")]
        (found,) = [link for link in among((will, *did)) if link.kind == "fulfils"]
        assert found.source.document == did[1].document.id

    def test_what_was_denied_beforehand_and_came(self) -> None:
        wont = self.forecast("Acme will not join.", "memberOf", CLUB, ACME, **NO)
        did = told("Acme joined.", "2023", ACME, "memberOf", CLUB, POST)
        assert self.outcome(wont, did) == [("fails", "told as a fact on 2023, though denied beforehand")]

    @pytest.mark.parametrize(
        ("day", "by", "how"),
        [
            ("2022-05-30", POST, {}),  # told before
            ("2022", POST, {}),  # perhaps before
            (None, POST, {}),
            ("2023", POST, {"certainty": "Probable"}),
            ("2023", POST, {"kind": "Opinion"}),
            ("2023", READER, {}),
            ("2023", POST, {"valid_from": "2018"}),  # an older matter
            ("2023", POST, {"valid_from": "2023"}),  # earlier than predicted: neither
        ],
    )
    def test_what_settles_nothing(self, day: str | None, by: Entity, how: dict[str, Any]) -> None:
        will = self.forecast("Acme will join in 2025.", "memberOf", CLUB, ACME, at="2025")
        assert self.outcome(will, told("Acme joined.", day, ACME, "memberOf", CLUB, by, **how)) == []

    def test_what_was_so_already_does_not_come(self) -> None:
        before = told("Acme works with Bolt.", "2021", ACME, "collaboratesWith", BOLT, POST)
        will = self.forecast("Acme will work with Bolt.", "collaboratesWith", BOLT, ACME)
        after = told("Bolt works with Acme.", "2023", BOLT, "collaboratesWith", ACME)
        assert self.outcome(before, will, after) == []
        assert [kind for kind, _ in self.outcome(will, after)] == ["fulfils"]

    def test_a_forecast_with_an_if_is_never_settled(self) -> None:
        will = self.forecast("If Bolt pays, Acme will join.", "memberOf", CLUB, ACME)
        assert self.outcome(will, told("Acme joined.", "2023", ACME, "memberOf", CLUB, POST)) == []


days = st.sampled_from(["2020", "2022-05", "2022-05-31", "2022-06-01", "2023-01-01", None])
hows = st.fixed_dictionaries(
    {
        "polarity": st.sampled_from(["Positive", "Negative"]),
        "kind": st.sampled_from(["Assertion", "Prediction"]),
        "certainty": st.sampled_from(["Certain", "Probable", "Possible"]),
        "at": st.sampled_from([None, "2018", "2023"]),
    }
)
values = st.sampled_from([650, 651, 835, 600])


@st.composite
def corpora(draw: st.DrawFn) -> list[Said]:
    found = []
    for number in range(draw(st.integers(2, 7))):
        by = draw(st.sampled_from([TIMES, POST, READER]))
        which = draw(st.booleans())
        doc = document(f"Sentence {number}.", date=draw(days), publisher=by.label)
        value, predicate, subject = (quantity(draw(values), unit="g"), "weight", X1) if which else (CLUB, "memberOf", ACME)
        found.append(Said(claim(doc, subject, predicate, value, by=by, **draw(hows)), doc.date, sourced=by is not READER))
    return found


@settings(deadline=None)  # a busy machine is no fault
@given(corpora(), st.randoms())
def test_the_links_are_those_of_the_set_and_join_claims_of_it(said: list[Said], random: Any) -> None:
    links = between(said)
    shuffled = said[:]
    random.shuffle(shuffled)
    assert between(shuffled) == links
    claims = {one.claim for one in said}
    for link in links:
        assert {link.source, link.target} <= claims and link.source.document != link.target.document
        assert link.source.predicate == link.target.predicate and link.reason


@settings(deadline=None)
@given(corpora())
def test_a_topic_does_not_depend_on_another(said: list[Said]) -> None:
    """What lets a store ask only for the claims of the topics that a document has."""

    def of(links: tuple[Link, ...], predicate: str) -> list[Link]:
        return [link for link in links if link.source.predicate == predicate]

    for predicate in ("weight", "memberOf"):
        alone = between([one for one in said if one.claim.predicate == predicate])
        assert of(between(said), predicate) == list(alone)


def test_claims_of_a_reader_are_heard_but_settle_nothing() -> None:
    graphs = graph(
        told("The X1 weighs 650 g.", "2022", X1, "weight", quantity(650, unit="g")),
        told("The X1 weighs 835 g.", "2023", X1, "weight", quantity(835, unit="g"), READER),
    ).graphs
    assert kinds(*graphs) == ["contradicts"]
