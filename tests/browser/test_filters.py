"""The filters: each step keeps what the last one found out, so any way through them must end where a look at every claim does."""

from __future__ import annotations

from builders import claim, document, document_graph, entity, graph
from visits import Opener, Visit

# Steps at random (by a fixed seed) over all filters, after each of which every claim is looked at anew.
WALK = """() => {
    let seed = 7;
    const random = (n) => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor((seed / 65536) % n); };
    const { C, E, classes, properties, documents } = L2.store;
    const sizes = {
        cls: classes.length, p: properties.length, kind: 5, certainty: 3, polarity: 2, sort: 5, by: E.n, doc: documents.length,
    };
    const valuesOf = {
        cls: (i) => [...new Set([E.cls[C.s[i]], E.cls[C.o[i] >= 0 ? C.o[i] : C.s[i]]])],
        p: (i) => [C.p[i]], kind: (i) => [C.kind[i]], certainty: (i) => [C.certainty[i]], polarity: (i) => [C.denied[i]],
        sort: (i) => [C.sort[i]], by: (i) => [C.by[i]], doc: (i) => [C.doc[i]],
    };
    const inTime = (i, f) => {
        if (f.from === null && f.to === null) return true;
        const begin = C.from[i] || C.to[i];
        if (!begin) return f.undated;
        const end = C.to[i] || (C.since[i] >= 0 ? 99999999 : C.from[i]);
        return begin <= (f.to ?? 9999) * 10000 + 9999 && end >= (f.from ?? 0) * 10000;
    };
    const fails = (i, f, but) => L2.FACETS.some((name) => name !== but && f[name].size && !valuesOf[name](i).some((n) => f[name].has(n)))
        || (f.facts && !C.fact[i]) || (f.readers && !L2.store.onlyReaders(i)) || !inTime(i, f);
    const wrong = [];
    for (let step = 0; step < 120; step += 1) {
        const turn = random(12);
        if (turn < 8) { const name = L2.FACETS[turn]; L2.state.toggle(name, random(sizes[name])); }
        else if (turn === 8) L2.state.filter({ facts: random(2) === 0, readers: false });
        else if (turn === 9) L2.state.filter({ facts: false, readers: random(2) === 0 });
        else if (turn === 10) L2.state.filter({ from: random(2) ? 2000 + random(25) : null, to: null, undated: random(2) === 0 });
        else L2.resetFilters();
        const { f } = L2.state.now;
        const { pass, passing, counts } = L2.filtered();
        const all = Array.from({ length: C.n }, (_, i) => i);
        if (all.some((i) => Boolean(pass[i]) === fails(i, f, null))) wrong.push([step, 'passes']);
        if (passing !== all.filter((i) => !fails(i, f, null)).length) wrong.push([step, 'how many']);
        for (const name of L2.FACETS)
            for (let n = 0; n < sizes[name]; n += 1)
                if (counts(name)[n] !== all.filter((i) => !fails(i, f, name) && valuesOf[name](i).includes(n)).length)
                    wrong.push([step, name, n]);
    }
    return wrong;
}"""


def test_any_way_through_the_filters_passes_what_a_look_at_every_claim_does(opened: Visit) -> None:
    assert opened.run(WALK) == []


def test_a_filter_leaves_the_drawing_its_size(opened: Visit) -> None:
    size = opened.run("() => document.querySelector('.stage').getBoundingClientRect().toJSON()")
    opened.page.check("#facts-only")
    assert opened.page.locator("#chips .chip").count() > 0
    assert opened.run("() => document.querySelector('.stage').getBoundingClientRect().toJSON()") == size


def test_what_is_drawn_stands_below_the_filters_that_are_on(opened: Visit) -> None:
    opened.page.check("#facts-only")
    opened.page.wait_for_timeout(200)
    chips = opened.page.locator("#chips .chip").first.bounding_box()
    tops = opened.run("() => [...L2.scene.nodes].map((n) => L2.graph.at(n)[1] - L2.store.E.size[n] * L2.network.getScale())")
    assert min(tops) > chips["y"] + chips["height"]


def test_the_glance_counts_what_passes(opened: Visit) -> None:
    opened.option("cls", "alliance")
    entities = opened.run(
        "() => new Set([...L2.filtered().pass.keys()].filter((i) => L2.filtered().pass[i])"
        ".flatMap((i) => [L2.store.C.s[i], L2.store.C.o[i]]).filter((n) => n >= 0)).size"
    )
    assert f"about {entities} entities" in opened.text("#card .lead")


def test_counts_of_a_folded_facet_are_there_when_it_opens(opened: Visit) -> None:
    opened.page.check("#facts-only")
    opened.page.locator('[data-facet-group="p"] summary').click()
    opened.page.wait_for_timeout(100)
    told = "[...document.querySelectorAll('[data-facet=p]')].map((box) => [box.dataset.option, box.parentNode.querySelector('.count')])"
    counts = opened.run(f"() => {told}.map(([n, count]) => [Number(n), Number(count.textContent)])")
    assert counts
    for n, count in counts:
        assert count == opened.run("(n) => [...L2.store.C.p].filter((p, i) => p === n && L2.store.C.fact[i]).length", n)


def test_a_long_ledger_shows_a_few_of_each_year_and_more_on_demand(open_page: Opener) -> None:
    doc = document("Many things will come.")
    things = [entity(f"Thing {n}", "Camera") for n in range(130)]
    hub = entity("Hub")
    claims = [
        claim(doc, thing, "announced" if n % 2 else "manufacturedBy", hub, kind="Prediction", at=str(2030 + n % 2))
        for n, thing in enumerate(things)
    ]
    opened = open_page("#?view=predictions", graph=graph(document_graph(doc, (hub, *things), claims=tuple(claims))))
    rows = opened.page.locator(".ledger tr[data-claim-row]")
    assert rows.count() == 100
    opened.page.locator(".ledger .more").first.click()
    assert rows.count() == 115
