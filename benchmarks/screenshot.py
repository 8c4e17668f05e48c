"""Take a picture of a page with the network cut: `python benchmarks/screenshot.py output/graph.html docs/screenshot.png`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

WIDTH_PX, HEIGHT_PX = 1400, 860
SETTLE_MS = 2500  # the page draws itself within this time


def main() -> int:
    """Open the page in Chromium and write the picture."""
    from playwright.sync_api import sync_playwright

    page_path, picture = (Path(argument).resolve() for argument in sys.argv[1:3])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_context(viewport={"width": WIDTH_PX, "height": HEIGHT_PX}, offline=True).new_page()
        page.goto(page_path.as_uri())
        page.wait_for_timeout(SETTLE_MS)
        page.screenshot(path=picture)
        browser.close()
    print(f"wrote {picture.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
