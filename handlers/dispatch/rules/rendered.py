"""The texts of a message once they are rendered, apart from the engine: whoever hands them on need not import that."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class FilledTemplate(NamedTuple):
    """An approved template with the values of one message."""

    name: str
    language: str
    values: tuple[str, ...] = ()
    opt_out_button: bool = False


class Rendered(NamedTuple):
    """The texts of one message, as the contact reads them."""

    body: str
    subject: str | None = None
    html: str | None = None
    template_id: str | None = None
    variables: Mapping[str, str] = MappingProxyType({})
    """The values for a template that the provider fills in; empty without a ``template_id``."""
    approved: FilledTemplate | None = None
