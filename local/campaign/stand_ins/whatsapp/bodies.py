"""Request bodies of ``POST /{phoneNumberId}/messages``, with the limits of the documentation."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from local.campaign.stand_ins.whatsapp.errors import GraphError

PhoneNumber = Annotated[str, StringConstraints(pattern=r"^\+?[1-9]\d{7,14}$")]
UserId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}\.[A-Za-z0-9]{1,128}$")]


_Short20 = Annotated[str, StringConstraints(min_length=1, max_length=20)]
_Short24 = Annotated[str, StringConstraints(min_length=1, max_length=24)]
_Short60 = Annotated[str, StringConstraints(min_length=1, max_length=60)]
_Id200 = Annotated[str, StringConstraints(min_length=1, max_length=200)]
_Id256 = Annotated[str, StringConstraints(min_length=1, max_length=256)]
_Id512 = Annotated[str, StringConstraints(min_length=1, max_length=512)]
_Long = Annotated[str, StringConstraints(min_length=1, max_length=4096)]
_Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(_[A-Z]{2})?$")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(_Body):
    """Free text."""

    body: _Long
    preview_url: bool = False


class Words(_Body):
    """A text of an interactive message."""

    text: _Long


class Footer(_Body):
    """The small print of an interactive message."""

    text: _Short60


class Header(_Body):
    """The head of an interactive message; of its kinds the one that holds text."""

    type: Literal["text"]
    text: _Short60


class Reply(_Body):
    """A reply button."""

    id: _Id256
    title: _Short20


class Button(_Body):
    type: Literal["reply"]
    reply: Reply


class Row(_Body):
    """A row of a list."""

    id: _Id200
    title: _Short24
    description: Annotated[str, StringConstraints(max_length=72)] = ""


class Section(_Body):
    title: Annotated[str, StringConstraints(max_length=24)] = ""
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]


class ButtonsAction(_Body):
    buttons: Annotated[tuple[Button, ...], Field(min_length=1, max_length=3)]

    @property
    def choices(self) -> list[tuple[str, str, str]]:
        return [(button.reply.id, button.reply.title, "") for button in self.buttons]


class ListAction(_Body):
    button: _Short20
    sections: Annotated[tuple[Section, ...], Field(min_length=1, max_length=10)]

    @property
    def choices(self) -> list[tuple[str, str, str]]:
        return [(row.id, row.title, row.description) for section in self.sections for row in section.rows]

    @model_validator(mode="after")
    def _is_small_enough(self) -> "ListAction":
        if len(self.choices) > 10:
            raise ValueError("Total row count exceed max allowed count: 10")
        if len(self.sections) > 1 and not all(section.title for section in self.sections):
            raise ValueError("Section title is required when there is more than one section")
        return self


class _Interactive(_Body):
    header: Header | None = None
    body: Words
    footer: Footer | None = None
    action: ButtonsAction | ListAction

    @model_validator(mode="after")
    def _has_distinct_choices(self) -> "_Interactive":
        ids, titles = ([choice[part] for choice in self.action.choices] for part in (0, 1))
        if len(set(ids)) < len(ids):
            raise ValueError("Duplicated ids of buttons or rows are not allowed")
        if isinstance(self.action, ButtonsAction) and len(set(titles)) < len(titles):
            raise ValueError("Duplicated titles of buttons are not allowed")
        return self


class Buttons(_Interactive):
    """A text with up to three reply buttons."""

    type: Literal["button"]
    action: ButtonsAction

    @model_validator(mode="after")
    def _is_short(self) -> "Buttons":
        if len(self.body.text) > 1024:
            raise ValueError("Body text length invalid. Min length: 1, Max length: 1024")
        return self


class List(_Interactive):
    """A text with a list of up to ten rows."""

    type: Literal["list"]
    action: ListAction


class Parameter(_Body):
    """The value of a placeholder (``text``), or what a quick reply brings back (``payload``)."""

    type: Literal["text", "payload"]
    text: str = ""
    payload: Annotated[str, StringConstraints(max_length=256)] = ""
    parameter_name: str | None = None


class Component(_Body):
    """Values for one part of a template."""

    type: Literal["header", "body", "button"]
    sub_type: Literal["quick_reply", "url"] | None = None
    index: int | None = None
    parameters: tuple[Parameter, ...] = ()


class Language(_Body):
    code: _Language
    policy: Literal["deterministic"] = "deterministic"


class Template(_Body):
    """An approved template with its values."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,512}$")]
    language: Language
    components: tuple[Component, ...] = ()


class Quoted(_Body):
    message_id: _Id512


class Message(_Body):
    """The whole request."""

    messaging_product: Literal["whatsapp"]
    recipient_type: Literal["individual"] = "individual"
    to: PhoneNumber | None = None
    recipient: UserId | None = None
    type: Literal["text", "template", "interactive"] = "text"
    text: Text | None = None
    template: Template | None = None
    interactive: Annotated[Buttons | List, Field(discriminator="type")] | None = None
    context: Quoted | None = None
    biz_opaque_callback_data: Annotated[str, StringConstraints(max_length=512)] = ""

    @model_validator(mode="after")
    def _is_complete(self) -> "Message":
        if (self.to is None) == (self.recipient is None):
            raise ValueError("The parameter to is required.")
        given = {"text": self.text, "template": self.template, "interactive": self.interactive}
        if given[self.type] is None:
            raise ValueError(f"The parameter {self.type} is required.")
        if unmeant := [name for name, value in given.items() if value is not None and name != self.type]:
            raise ValueError(f'Unexpected key "{unmeant[0]}" in a message of type "{self.type}".')
        return self


def message(body: Mapping[str, Any]) -> Message:
    """Return the request's body as its model. Raises ``GraphError`` as the API does."""
    try:
        return Message.model_validate(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
    field = ".".join(str(part) for part in first["loc"] if part not in ("button", "list"))
    match first["type"]:
        case "missing":
            raise GraphError(100, f"The parameter {field} is required.")
        case "extra_forbidden":
            raise GraphError(
                100, f'Unexpected key "{field.rpartition(".")[2]}" on param "{field.rpartition(".")[0]}".'
            )
        case "value_error":
            raise GraphError(100, first["msg"].removeprefix("Value error, "))
        case _:
            raise GraphError(131009, f"{field}: {first['msg']}")
