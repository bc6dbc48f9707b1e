"""The end of every ``put``: the difference from what is stored, shown, and written unless it is a dry run."""

from collections.abc import Callable
from typing import TypeVar

import click
from pydantic import BaseModel, ValidationError

from ops import audit
from ops.differences import differences
from ops.tables import show

Document = TypeVar("Document", bound=BaseModel)

DRY_RUN = click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")


def put(
    what: str,
    subject: str,
    tenant_id: str,
    versions: tuple[BaseModel | None, BaseModel],
    write: Callable[[], None],
    *,
    dry_run: bool,
) -> None:
    """Show how a document differs from the stored one, and write it if it does.

    ``what``: tenant or campaign; ``versions``: the stored one, None if it is new, and the file's.
    """
    stored, file = versions
    found = differences(stored, file)
    if not found:
        click.echo(f"{what} {subject} is stored as the file has it: nothing was changed")
        return
    show(("field", "stored", "file"), found)
    if dry_run:
        click.echo(f"nothing was changed: without --dry-run {what} {subject} is {_done(stored)}")
        return
    write()
    fields = ", ".join(difference.field for difference in found)
    audit.record(f"{what} put", subject, tenant_id, "new" if stored is None else fields)
    click.echo(f"{what} {subject} is {_done(stored)}")


def replaced(read: Callable[[], Document | None]) -> Document | None:
    """Return the stored document; None, and say so, for one that this version cannot read: the file replaces it."""
    try:
        return read()
    except ValidationError as error:
        click.echo(
            f"the {error.title.lower()} that is stored cannot be read by this version: the file replaces it whole"
        )
        return None


def _done(stored: BaseModel | None) -> str:
    return "loaded" if stored is None else "changed"
