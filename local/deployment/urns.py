"""The names by which the engine tells resources apart."""

STACK_TYPE = "pulumi:pulumi:Stack"


def urn(stack: str, project: str, parent: str, type_: str, name: str) -> str:
    """Return a URN as the engine builds it, with the types of all its parents but the stack's.

    ``parent`` is a URN; empty for the stack itself and for a resource without a parent.
    """
    parents = parent.split("::")[2] if parent else STACK_TYPE
    qualified = type_ if parents == STACK_TYPE else f"{parents}${type_}"
    return f"urn:pulumi:{stack}::{project}::{qualified}::{name}"
