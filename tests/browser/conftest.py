"""A browser for the tests of the page, which are skipped with a loud reason where there is none, and never where one is asked for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_graph import sample_graph
from visits import Opener, Visit, visit

from l2graph.exports.html import write_html
from l2graph.model import KnowledgeGraph

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NEEDED = "L2GRAPH_NEEDS_BROWSER"  # set where the tests of the page must not be skipped
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    must = bool(os.environ.get(NEEDED))
    if CHROMIUM is None and not must:
        pytest.skip("NO CHROMIUM FOUND: THE PAGE IS NOT TESTED (apt-get install chromium)")
    assert CHROMIUM, f"no Chromium found, but {NEEDED} is set: apt-get install chromium"
    api = pytest.importorskip("playwright.sync_api", reason="PLAYWRIGHT IS NOT INSTALLED: THE PAGE IS NOT TESTED")
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of the sample graph."""
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_bytes(write_html(sample_graph()))
    return path


@pytest.fixture
def open_page(browser: Any, tmp_path: Path, path: Path) -> Iterator[Opener]:
    """Return a function that opens the page of a graph (the sample, unless another is given); at the end all visits must be clean."""
    visits: list[Visit] = []

    def open_(address: str = "", *, graph: KnowledgeGraph | None = None, **options: Any) -> Visit:
        page = path
        if graph is not None:
            page = tmp_path / f"{len(visits)}.html"
            page.write_bytes(write_html(graph))
        visits.append(visit(browser, page, address, **options))
        return visits[-1]

    yield open_
    for opened in visits:
        opened.close()


@pytest.fixture
def opened(open_page: Opener) -> Visit:
    """Return a visit to the sample's page; whatever the test does, it may log no error and ask for nothing."""
    return open_page()
