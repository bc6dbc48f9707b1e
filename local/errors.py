"""The error that local/ shows to its user when the input or the machine is at fault."""


class LocalError(Exception):
    """One line with the fault and its cure, shown without a traceback."""
