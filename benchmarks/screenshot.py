"""Take the pictures of the README with the network cut: `python benchmarks/screenshot.py output/graph.html docs`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import NamedTuple


class Shot(NamedTuple):
    """A picture: its file's name, what the page shows, in which size and colours."""

    name: str
    address: str
    size: tuple[int, int] = (1440, 900)
    scheme: str = "light"


SHOTS = (
    Shot("screenshot.png", "#link/leica-camera/l-mount-alliance"),
    Shot("screenshot-predictions.png", "#entity/sl3?view=predictions", scheme="dark"),
    Shot("screenshot-phone.png", "#entity/l-mount-alliance", (390, 844)),
)
SETTLE_MS = 800  # a smooth scroll of the text takes less


def main() -> int:
    """Open the page in Chromium for each picture and write it."""
    from playwright.sync_api import sync_playwright

    page_path, folder = (Path(argument).resolve() for argument in sys.argv[1:3])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for shot in SHOTS:
            width, height = shot.size
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=shot.scheme, offline=True)
            page = context.new_page()
            page.goto(page_path.as_uri() + shot.address)
            page.wait_for_selector("html[data-ready]", state="attached")
            page.wait_for_timeout(SETTLE_MS)
            page.screenshot(path=folder / shot.name)
            context.close()
            print(f"wrote {shot.name}")
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
