"""Spools: bytes under way to a file, which may be more than a function has memory for."""

import tempfile

KEPT_IN_MEMORY = 4 * 2**20
"""Bytes; the rest of a longer spool is on the function's disk."""


class Spool(tempfile.SpooledTemporaryFile[bytes]):
    """A file that is in memory while it is small and on the disk then; it goes with the last that refers to it."""

    def __init__(self) -> None:
        super().__init__(KEPT_IN_MEMORY)

    def __del__(self) -> None:
        self.close()
