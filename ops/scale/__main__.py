"""``python -m ops.scale``: write docs/scale.md from the recorded costs."""

from pathlib import Path

from ops.scale import costs, page

PAGE = Path("docs") / "scale.md"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page.page(costs.load()), encoding="utf-8")
    print(f"{PAGE} is written")


if __name__ == "__main__":
    main()
