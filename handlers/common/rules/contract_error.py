"""The error of an event that can never be understood, apart from what reads events: every start pays for it."""


class ContractError(ValueError):
    """An event or request that does not match its model, and never will.

    The message names the fields and the kinds of their values, never the values themselves: it is logged and kept.
    ``field`` is the first field at fault.
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
