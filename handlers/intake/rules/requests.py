"""Requests to ingest-contacts (docs/system.md, "Contacts: the request"), and a contact of a request or a JSON file."""

from collections.abc import Mapping
from itertools import islice
from typing import Annotated, Any

from pydantic import (
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from handlers.common.rules.contracts import Token
from handlers.common.rules.envelope import Identifier
from handlers.common.rules.notifications import BucketName
from handlers.common.rules.refusals import Problem, shown
from handlers.intake.rules import cells, headers
from handlers.intake.rules.extras import MAX_METADATA_NAME
from handlers.intake.rules.new_contacts import FIELDS, Draft

MAX_DIRECT_CONTACTS = 5_000
"""More contacts go into a file, whose ingest can continue in a further run."""

MAX_NOTED_FIELDS = 5
"""Of a contact with more fields that are not ours, the others are left out without a note."""


def _as_text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float | None):
        raise ValueError(f"{shown(value)} is not text: write it in quotes")
    return cells.encodable(cells.text(value))


Text = Annotated[str, BeforeValidator(_as_text)]
"""Text; a number is taken as its digits and ``null`` as absent."""


def _as_answer(value: object) -> str:
    """Return the text of a value that may be true or false too."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _as_text(value)


class ContactRequest(BaseModel):
    """One contact, its types only: what the values mean is judged by `new_contacts.judge`."""

    company: Text = ""
    contactName: Text = ""
    phone: Text = ""
    email: Text = ""
    segment: Text = ""
    document: Text = ""
    priority: Text = ""
    timezone: Text = ""
    source: Text = ""
    consent: Text = ""
    optedOut: Annotated[str, BeforeValidator(_as_answer)] = ""
    metadata: Annotated[dict[Text, Text], BeforeValidator(lambda value: {} if value is None else value)] = {}


def _unknown_field(name: str) -> Problem:
    message = f"{shown(name)} is not a field of a contact: put it into metadata"
    return Problem(cells.encodable(name[:MAX_METADATA_NAME]), "unknown_field", message)


_PLAIN = ContactRequest.model_fields.keys() - {"consent", "optedOut"}
"""Names that mean what they say, whatever else is there."""


def draft_of(record: object, names: Mapping[str, str] | None = None) -> Draft | tuple[Problem, ...]:
    """Return the draft in a JSON value, or what is wrong with it. A field that is not ours is noted and left out.

    The names of columns are fields too, and those that the campaign adds with ``names``, see `headers.find`.
    """
    if not isinstance(record, dict):
        return (Problem("row", "not_an_object", f'{shown(record)} is not a contact: write {{"phone": …}}'),)
    ours = with_our_names(record, names)
    foreign = (name for name in ours if name not in ContactRequest.model_fields)
    notes = tuple(map(_unknown_field, islice(foreign, MAX_NOTED_FIELDS)))
    try:
        contact = ContactRequest.model_validate(ours)
    except ValidationError as error:
        wrong = (
            Problem(str(found["loc"][0]), "wrong_type", f"{found['loc'][0]}: {found['msg']}")
            for found in error.errors()
        )
        return (*wrong, *notes)
    return Draft(**{name: getattr(contact, name) for name in FIELDS}, metadata=contact.metadata, notes=notes)


def with_our_names(record: dict[str, Any], names: Mapping[str, str] | None) -> dict[str, Any]:
    """Return the JSON object with the fields of a contact under our names, whatever they are called in it.

    A field with the reasons of an earlier report is left out.
    """
    if not names and record.keys() <= _PLAIN:
        return record
    written = [name for name in record if name != "metadata"]
    header = headers.named(tuple(map(cells.encodable, written)), names)
    values = [record[name] for name in written]
    texts = list(map(_told, values))
    kept = {name for name, _ in header.metadata}
    ours = {name: record[name] for name in record if name == "metadata" or cells.encodable(name) in kept}
    for field, text in header.values(texts).items():
        place = header.fields.get(field, (None,))[0]
        # A value that is taken as it is keeps its type, which may be wrong.
        ours[field] = text if place is None or text != texts[place] else values[place]
    return ours


def _told(value: object) -> str:
    try:
        return _as_answer(value)
    except ValueError:
        return str(value)


class FileReference(BaseModel):
    """A file in a bucket."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bucket: BucketName
    key: Annotated[str, Field(min_length=1, max_length=1024)]


class IngestRequest(BaseModel):
    """A direct request: the contacts themselves, or the file that holds them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tenantId: Identifier
    campaignId: Identifier
    contacts: Annotated[list[Any], Field(max_length=MAX_DIRECT_CONTACTS)] | None = None
    file: FileReference | None = None

    @model_validator(mode="after")
    def _contacts_or_file(self) -> "IngestRequest":
        if (self.contacts is None) == (self.file is None):
            raise ValueError("give either contacts or file, and not both")
        return self


class Continuation(IngestRequest):
    """A request of a run without time left to the next one: to go on with the job of the same ``origin``."""

    origin: Token
    listId: Annotated[Token | None, Field(validation_alias=AliasChoices("listId", "judged"))] = None
    """The id of the list that the run has read, by which a file that was replaced since then is known."""
    total: Annotated[int, Field(ge=0)] | None = None
    """The records of the list, where they have been counted."""


class Continued(BaseModel):
    """The event that a run without time left starts the next one with."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    again: Annotated[Continuation, Field(alias="continue")]
