"""Starts MiniStack as if a proxy that ends TLS stood before it.

The stack's policies deny whatever does not come over TLS, and the emulator enforces them. It listens on the loopback
interface, where nobody makes a certificate; so every request is marked as one that came over TLS, as such a proxy
would do it. Run as a script.
"""

from typing import Any

from ministack import app

_emulator = app.app


async def behind_tls(scope: Any, receive: Any, send: Any) -> None:
    await _emulator({**scope, "scheme": "https"} if scope["type"] == "http" else scope, receive, send)


if __name__ == "__main__":
    app.app = behind_tls
    app.main()
