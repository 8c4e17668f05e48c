"""Write the golden files anew (`make golden`); then read what changed (`git diff tests/golden`) as a careful reader would."""

from __future__ import annotations

from golden.texts import GOLDEN, TEXTS, reviewed


def main() -> None:
    for name in TEXTS:
        content = reviewed(name)
        (GOLDEN / f"{name}.nq").write_text(content, encoding="utf-8")
        print(f"{name}.nq: {content.count(chr(10))} quads")


if __name__ == "__main__":
    main()
