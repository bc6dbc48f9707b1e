"""What local/ tells its user when something is wrong with the input or the machine."""


class LocalError(Exception):
    """One line that says what is wrong and what to do about it; shown without a traceback."""
