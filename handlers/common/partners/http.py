"""One HTTP call to a partner, made once: whether it is worth another is for the rules to say.

The call tells apart what a retry depends on: an answer, a request that certainly never left, and one of which nobody
knows. Nothing here retries or follows a redirect by itself.
"""

import json
import ssl
import threading
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode

import urllib3

from handlers.common.partners.cutoff import CutOff, pool_manager
from handlers.common.rules.outcomes import PartnerAnswer, Reached

TIMEOUT = 30.0
"""Seconds for a whole call."""
CONNECT_TIMEOUT = 5.0
IDLE_LIMIT = 10.0
"""Seconds after which a kept connection is given up: it may be dead without our knowing, and what is written to a
dead connection may or may not have arrived."""
LONGEST_ANSWER = 256 * 1024

_pool = pool_manager(num_pools=8, maxsize=16, block=False, retries=False)
_guard = threading.Lock()
_last_use = time.monotonic()


def call(
    method: str,
    url: str,
    api_key: str,
    body: Mapping[str, Any] | None = None,
    idempotency_key: str | None = None,
    timeout: float = TIMEOUT,
) -> PartnerAnswer:
    """Send JSON to a partner and read the JSON that comes back, within ``timeout`` seconds in all.

    Never raises for what the network or the partner does; ``ValueError`` for a URL that is none or a key that no
    header carries, before anything is sent.
    """
    headers, content = _request(api_key, body, idempotency_key)
    return _exchange(method, url, headers, content, timeout)


def post_form(url: str, fields: Mapping[str, str], timeout: float = TIMEOUT) -> PartnerAnswer:
    """Send a form without a key, as for a token (RFC 6749), and read the JSON that comes back, as ``call`` does."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    return _exchange("POST", url, headers, urlencode(fields).encode(), timeout)


def _exchange(
    method: str, url: str, headers: Mapping[str, str], content: bytes | None, timeout: float
) -> PartnerAnswer:
    _drop_idle_connections()
    with CutOff(timeout) as cut_off:
        try:
            response = _pool.request(
                method,
                url,
                body=content,
                headers=headers,
                timeout=urllib3.Timeout(connect=min(CONNECT_TIMEOUT, timeout), total=timeout),
                redirect=False,
                preload_content=False,
            )
        except urllib3.exceptions.LocationValueError as error:
            raise ValueError(
                f"{url!r} is no URL of a partner: correct the secret's endpoint (apiUrl for Meta and Google)"
            ) from error
        except Exception as error:
            # Whatever it is, the request may have been written by then.
            return PartnerAnswer(_reached(error))
        return _answer(response, cut_off)


def _request(
    api_key: str, body: Mapping[str, Any] | None, idempotency_key: str | None
) -> tuple[dict[str, str], bytes | None]:
    """The headers and the content of a request."""
    if not (api_key.isascii() and api_key.isprintable()):
        raise ValueError(
            "the key holds characters that no header carries: correct the secret's apiKey (accessToken for Meta)"
        )
    headers = {"Authorization": f"Bearer {api_key}", "Accept": "application/json"}
    if idempotency_key is not None:
        headers["Idempotency-Key"] = idempotency_key
    if body is None:
        return headers, None
    headers["Content-Type"] = "application/json"
    return headers, json.dumps(body, ensure_ascii=False).encode(errors="replace")


def _reached(error: Exception) -> Reached:
    """The fate of a request that has no answer: only what failed before it was written is certain."""
    if isinstance(error, urllib3.exceptions.NewConnectionError | urllib3.exceptions.ConnectTimeoutError):
        return Reached.NOT_SENT
    if isinstance(error, urllib3.exceptions.SSLError):
        # A certificate is judged before the request is written; any other failure may come after.
        causes = (*error.args, error)
        if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
            return Reached.NOT_SENT
    return Reached.LOST


def _answer(response: urllib3.BaseHTTPResponse, cut_off: CutOff) -> PartnerAnswer:
    """The answer as far as it can be read: once the status is there, only what it says in detail may be missing."""
    document: dict[str, Any] = {}
    retry_after = None
    try:
        retry_after = _seconds(response.headers.get("Retry-After"))
        if response.status >= 200:
            document = _document(response, cut_off)
        else:
            # The final answer is still to come: nothing may read it as that to the connection's next request.
            response.close()
    except Exception:
        response.close()
    finally:
        response.release_conn()
    return PartnerAnswer(Reached.ANSWERED, response.status, document, retry_after)


def _drop_idle_connections() -> None:
    global _last_use
    with _guard:
        now = time.monotonic()
        if now - _last_use > IDLE_LIMIT:
            _pool.clear()
        _last_use = now


def _document(response: urllib3.BaseHTTPResponse, cut_off: CutOff) -> dict[str, Any]:
    """The answer's JSON object; empty for anything else. What is too long is not read to its end."""
    content = b""
    while len(content) <= LONGEST_ANSWER:
        piece = response.read1(LONGEST_ANSWER)
        if not piece:
            break
        content += piece
    else:
        response.close()
        return {}
    if cut_off.passed:
        response.close()
        return {}
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}


def _seconds(retry_after: str | None) -> float | None:
    """Retry-After in seconds: it is either a number of them or a date; None for anything else."""
    if retry_after is None:
        return None
    try:
        seconds = float(retry_after)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(retry_after).timestamp() - time.time()
        except (ValueError, TypeError, ArithmeticError, LookupError):
            return None
    return max(0.0, seconds) if seconds < float("inf") else None
