"""How the intake says no: to a value, to a row or to a whole request."""


class Refused(ValueError):  # noqa: N818 (a verdict on the input, not a fault of the program)
    """Input that cannot be taken.

    ``code`` is for programs and never changes; ``message`` names the value and the cure, for the owner of the list.
    The message may hold an address, so it goes into answers and reports and never into a log.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
