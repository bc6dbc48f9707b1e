"""JSON documents that other tools wrote."""

import json
from pathlib import Path
from typing import Any

import click


def read(path: Path, what: str, *needed: str) -> dict[str, Any]:
    """Return the JSON object in a file; ``ClickException`` where it is none, or lacks one of the ``needed`` keys."""
    try:
        document = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise click.ClickException(f"{path} is not {what}: {error}") from None
    missing = [key for key in needed if not isinstance(document, dict) or key not in document]
    if missing:
        raise click.ClickException(f"{path} is not {what}: it has no {', '.join(missing)}")
    return document
