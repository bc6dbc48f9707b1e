"""The text of a JSON file, value after value: no more of it is decoded at a time than the next value needs."""

import codecs
import json
import re
from typing import Any

from handlers.common.rules.refusals import Refused

PIECE_BYTES = 256 * 1024
_EXPONENT = len("e+1")
_BLANKS = re.compile(r"[ \t\n\r]*")
_decoder = json.JSONDecoder()


class JsonText:
    """A JSON text that is read forward once."""

    def __init__(self, body: bytes) -> None:
        """``body`` is UTF-8, without a mark."""
        self._body = body
        self._decoded = 0
        """Bytes that are decoded already."""
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._text = ""
        self._at = 0
        self._lines = 1
        """The number of the line with which ``_text`` begins."""

    def peek(self) -> str:
        """Return the next character that is no blank, ``""`` at the end."""
        while True:
            blanks = _BLANKS.match(self._text, self._at)
            self._at = blanks.end() if blanks else self._at
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def skip(self, expected: str) -> None:
        """Pass one of the ``expected`` characters; raises ``Refused`` (``invalid_json``) if another one is next."""
        if not (found := self.peek()) or found not in expected:
            raise self.invalid(f"expecting {' or '.join(map(repr, expected))}")
        self._at += 1

    def value(self) -> Any:
        """Return the next value; raises ``Refused``: ``invalid_json``, ``wrong_encoding``."""
        self.peek()
        while True:
            try:
                value, end = _decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._may_go_on(error) and self._more():
                    continue
                raise self.invalid(error.msg, error.pos) from None
            except (ValueError, RecursionError) as error:
                raise self.invalid(type(error).__name__) from None
            # A number may go on in the next piece, with its point or its exponent.
            if end + _EXPONENT < len(self._text) or not self._more():
                self._at = end
                return value

    def invalid(self, what: str, at: int | None = None) -> Refused:
        """Return the refusal of the text for what is wrong with it, here or ``at`` a place."""
        line = self._lines + self._text.count("\n", 0, self._at if at is None else at)
        message = f'the file is not valid JSON (line {line}: {what}): write [{{"phone": …}}, …]'
        return Refused("invalid_json", message, f"{line}")

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        """Return True for an error that may come from the end of what is decoded."""
        return error.pos > len(self._text) - 16 or error.msg.startswith("Unterminated string")

    def _more(self) -> bool:
        """Decode a further piece, as long as what is left of the text before; return False at the end of the file."""
        if self._decoded >= len(self._body):
            return False
        size = max(PIECE_BYTES, len(self._text) - self._at)
        piece = self._body[self._decoded : self._decoded + size]
        self._decoded += len(piece)
        self._lines += self._text.count("\n", 0, self._at)
        try:
            further = self._decoder.decode(piece, self._decoded >= len(self._body))
        except UnicodeDecodeError:
            message = "the file is not text in UTF-8 or UTF-16: save it as UTF-8"
            raise Refused("wrong_encoding", message) from None
        self._text, self._at = self._text[self._at :] + further, 0
        return True
