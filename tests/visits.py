"""Visits to the page in a browser with the network cut: what is seen and done, and all that the page says, asks for and pops up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

READY = "html[data-ready]"


@dataclass
class Visit:
    """An open page with all that it logged, asked for and popped up."""

    page: Any
    path: Path
    problems: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def text(self, selector: str) -> str:
        return str(self.page.inner_text(selector))

    def run(self, script: str, argument: Any = None) -> Any:
        return self.page.evaluate(script, argument)

    @property
    def hash(self) -> str:
        return str(self.run("() => location.hash"))

    @property
    def title(self) -> str:
        """Return the heading of the card."""
        return self.text("#card h2")

    def drawn(self) -> list[str]:
        """Return the names of the entities that are drawn."""
        return sorted(self.run("() => [...L2.scene.nodes].map(n => L2.store.E.label[n])"))

    def number(self, name: str) -> int:
        return int(self.run("(name) => L2.store.E.label.indexOf(name)", name))

    def node(self, name: str) -> dict[str, Any]:
        return dict(self.run("(n) => L2.graph.node(n)", self.number(name)) or {})

    def edge(self, one: str, other: str) -> dict[str, Any]:
        """Return how the line between two entities is drawn; nothing where there is none."""
        found = self.run("([a, b]) => L2.graph.edge(L2.edgeId(a, b))", [self.number(one), self.number(other)])
        return dict(found) if found else {}

    def click_node(self, name: str, **options: Any) -> None:
        self.page.mouse.click(*self.run("(n) => L2.graph.at(n)", self.number(name)), **options)

    def double_click_node(self, name: str) -> None:
        self.page.mouse.dblclick(*self.run("(n) => L2.graph.at(n)", self.number(name)))

    def click_line(self, one: str, other: str) -> None:
        self.page.mouse.click(*self.run("([a, b]) => L2.graph.at(a, b)", [self.number(one), self.number(other)]))

    def choose(self, query: str) -> None:
        self.page.fill("#search", query)
        self.page.press("#search", "Enter")

    def found(self, query: str) -> str:
        self.page.fill("#search", query)
        return self.text("#found-box")

    def tab(self, view: str) -> None:
        self.page.click(f'#tabs [data-view="{view}"]')

    def option(self, facet: str, name: str) -> None:
        """Tick or untick a filter, opening its group if it is folded."""
        group = self.page.locator(f'[data-facet-group="{facet}"]')
        if group.get_attribute("open") is None:
            group.locator("summary").click()
        finder = group.locator(".option-filter")
        if finder.count():
            finder.fill(name)
        group.locator("label", has_text=name).first.click()

    def click_words(self, words: str) -> None:
        """Click some words of the text."""
        self.page.locator("#reader-text .piece", has_text=words).first.click()

    def marked(self, cls: str) -> str:
        """Return the words of the text that carry a mark."""
        return "".join(self.page.locator(f"#reader-text .{cls}").all_inner_texts())

    def in_sight(self, selector: str, frame: str) -> bool:
        """Return whether an element stands within what another one shows."""
        script = """([selector, frame]) => {
            const [a, b] = [selector, frame].map(s => document.querySelector(s).getBoundingClientRect());
            return a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
        }"""
        return bool(self.run(script, [selector, frame]))

    def outside(self) -> list[str]:
        """Return what was asked for beyond the file itself and what lies in it."""
        own = self.path.as_uri()
        return [url for url in self.requests if url.split("#")[0] != own and not url.startswith(("data:", "blob:"))]

    def close(self) -> None:
        """End the visit: nothing may have been logged, and nothing asked of any network."""
        problems, outside = self.problems, self.outside()
        self.page.context.close()
        assert problems == []
        assert outside == []


Opener = Callable[..., Visit]


def visit(browser: Any, path: Path, address: str = "", *, script: str = "", ready: bool = True, **options: Any) -> Visit:
    options = {"viewport": {"width": 1440, "height": 900}, "offline": True, "reduced_motion": "reduce", "accept_downloads": True} | options
    page = browser.new_context(**options).new_page()
    page.set_default_timeout(30_000)
    opened = Visit(page, path)
    page.on("console", lambda message: opened.problems.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: opened.problems.append(str(error)))
    page.on("dialog", lambda dialog: (opened.problems.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: opened.requests.append(request.url))
    if script:
        page.add_init_script(script)
    page.goto(path.as_uri() + address)
    if ready:
        page.wait_for_selector(READY, state="attached", timeout=60_000)
    return opened
