"""A set of positions in a list, small enough to be kept with the job that walks the list."""

import zlib
from collections.abc import Iterator


class Marks:
    """Positions that were marked: one bit each, so 200,000 of them take 25 kB at the most."""

    def __init__(self, packed: bytes = b"") -> None:
        self._bits = bytearray(zlib.decompress(packed) if packed else b"")

    def add(self, position: int) -> None:
        place, bit = divmod(position, 8)
        if place >= len(self._bits):
            self._bits.extend(bytes(place + 1 - len(self._bits)))
        self._bits[place] |= 1 << bit

    def __contains__(self, position: int) -> bool:
        place, bit = divmod(position, 8)
        return place < len(self._bits) and bool(self._bits[place] >> bit & 1)

    def __iter__(self) -> Iterator[int]:
        return (position for position in range(8 * len(self._bits)) if position in self)

    def packed(self) -> bytes:
        """For `Marks(packed)`; empty if nothing is marked."""
        return zlib.compress(bytes(self._bits)) if self._bits else b""
