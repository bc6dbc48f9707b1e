"""What a function is told by its environment variables; the program in components/ sets them.

A leaf: entry points and storage/ read it, it imports nothing of ours.
"""

import os


class MissingVariableError(RuntimeError):
    """An environment variable that the function needs is not set."""


def required(name: str) -> str:
    """The value of an environment variable; ``MissingVariableError`` names it if it is absent or empty."""
    value = os.environ.get(name, "")
    if not value:
        raise MissingVariableError(
            f"the environment variable {name} is not set: declare the relation that brings it "
            "in components/catalogue.py and deploy again"
        )
    return value
