"""The environment variables of a function; the program in components/ sets them."""

import os


class MissingVariableError(RuntimeError):
    """An environment variable that the function needs is not set."""


def required(name: str) -> str:
    """The value of an environment variable; ``MissingVariableError`` names it if it is absent or empty."""
    value = os.environ.get(name, "")
    if not value:
        raise MissingVariableError(
            f"the environment variable {name} is not set: declare the relation that brings it "
            "in components/catalogue/functions.py and deploy again"
        )
    return value
