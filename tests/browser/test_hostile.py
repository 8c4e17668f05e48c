"""Texts and names that try to run, to break the page or to mislead: they are shown as text, everywhere."""

from __future__ import annotations

from typing import Any

import pytest
from builders import claim, document, document_graph, entity, graph, mention, section, statement
from visits import Opener

NAMES = {
    "script": "</script><script>alert(1)</script>",
    "handler": '<img src=x onerror="alert(1)">',
    "template": "{{ page.title }} ${alert(1)}",
    "long": "W" * 10_000,
    "override": "abc\u202etxt.exe\u202c",
    "nul": "a\0b\x07c",
    "surrogate": "half \ud83d pair",
    "prototype": "__proto__",
    "style": "</style><style>*{display:none}</style>",
    "comment": "<!-- <script>",
}
VIEWS = ("graph", "text", "entities", "claims", "statements", "predictions", "contradictions", "speakers")


def hostile_graph(name: str) -> Any:
    text = f"{name} joined the Club, says {name}.\n{name} will leave."
    bad, club = entity(name, "Company", f"{name} 2", key="bad", same_as="javascript:alert(1)"), entity("Club", "Alliance")
    whole = section(text, text, "comment", number=1, author=name)
    doc = document(text, whole, title=name, publisher=name, author=name, url="javascript:alert(1)")
    claims = (
        claim(doc, bad, "memberOf", club, quote=f"{name} joined the Club", by=bad),
        claim(doc, bad, "memberOf", club, quote=f"{name} will leave", by=bad, kind="Prediction", polarity="Negative", at="2024"),
    )
    mentions = (mention(doc, name, bad),)
    return graph(
        document_graph(doc, (bad, club), claims=claims, mentions=mentions, statements=(statement(doc, f"{name} will leave.", bad, by=bad),))
    )


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_hostile_names_are_text(open_page: Opener, name: str) -> None:
    opened = open_page(graph=hostile_graph(name))
    opened.run("() => L2.choose(L2.store.entityOf.get('bad'))")
    shown = opened.run("() => document.querySelector('#card h2').textContent")
    assert shown == opened.run("() => L2.store.E.label[L2.store.entityOf.get('bad')]")
    for view in VIEWS:
        opened.tab(view)
    opened.tab("graph")
    opened.run("() => L2.state.go({ sel: { kind: 'claim', c: 0 } })")
    opened.run("() => L2.toTurtle(L2.shownClaims())")
    opened.page.hover("#graph canvas")
    assert opened.page.locator("script").count() == 5
    assert opened.page.locator("style").count() == 1
    assert opened.page.locator("img").count() == 0
    assert opened.page.locator('a[href^="javascript"]').count() == 0
    assert opened.run("() => document.documentElement.scrollWidth") <= 1440


def test_the_policy_lets_no_other_script_run_and_no_request_out(open_page: Opener) -> None:
    opened = open_page()
    policy = opened.page.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content")
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    opened.run("() => { const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.body.append(s); }")
    assert opened.run("() => window.ran") is None
    assert opened.run("() => fetch('https://example.org/').then(() => 'out', () => 'stopped')") == "stopped"
    assert any("Content Security Policy" in problem for problem in opened.problems)
    opened.problems.clear()
    opened.requests = [url for url in opened.requests if "example.org" not in url]
