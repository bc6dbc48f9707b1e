"""Requests to the function URLs of an embedded cloud, which answers them at its own port by their host names."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import urllib3

PATIENCE_S = 20.0
"""Seconds for the answer; a provider waits less, but a busy machine is not AWS."""


class FunctionUrls:
    """The function URLs of the cloud at ``endpoint``; no name is resolved and no other host is asked."""

    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint.rstrip("/")
        self._http = urllib3.PoolManager(retries=False, timeout=PATIENCE_S, maxsize=8)

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Post to a function URL; return the status of the answer."""
        parts = urlsplit(url)
        target = f"{self._endpoint}{parts.path or '/'}" + (f"?{parts.query}" if parts.query else "")
        return self._http.request("POST", target, body=body, headers={**headers, "Host": parts.netloc}).status
