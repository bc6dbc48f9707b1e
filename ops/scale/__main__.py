"""``python -m ops.scale``: write docs/scale.md and docs/costs.md from the recorded costs."""

from pathlib import Path

from ops.scale import costs, page, price_page

DOCS = Path("docs")


def main() -> None:
    """Write the pages."""
    recording = costs.load()
    for name, text in (("scale.md", page.page(recording)), ("costs.md", price_page.page(recording))):
        (DOCS / name).write_text(text, encoding="utf-8")
        print(f"{DOCS / name} is written")


if __name__ == "__main__":
    main()
