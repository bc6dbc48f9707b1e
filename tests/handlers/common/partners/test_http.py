import json
import socket
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress

import pytest

from handlers.common.partners import http
from handlers.common.rules.outcomes import Reached


@contextmanager
def partner(answer: Callable[[socket.socket, bytes], None]) -> Generator[str]:
    """A partner at the level of bytes; its URL. It takes one connection and hands over the request's head."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                head = b""
                while b"\r\n\r\n" not in head and (more := connection.recv(65536)):
                    head += more
                answer(connection, head)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/send"
        thread.join()


def reply(status: str, body: bytes = b"", headers: str = "") -> Callable[[socket.socket, bytes], None]:
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{headers}\r\n"
    return lambda connection, _: connection.sendall(head.encode() + body)


def test_an_answer_comes_back_with_status_and_json() -> None:
    seen: list[bytes] = []

    def answer(connection: socket.socket, head: bytes) -> None:
        seen.append(head)
        reply("200 OK", b'{"messageId": "m1"}')(connection, head)

    with partner(answer) as url:
        got = http.call("POST", url, "secret", {"to": "ação"}, "key-1")
    assert (got.reached, got.status, got.body) == (Reached.ANSWERED, 200, {"messageId": "m1"})
    head = seen[0].decode()
    assert head.startswith("POST /send")
    assert "Authorization: Bearer secret" in head
    assert "Idempotency-Key: key-1" in head


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1]", b"\xff"])
def test_an_answer_that_is_no_json_object_is_an_answer_all_the_same(body: bytes) -> None:
    with partner(reply("200 OK", body)) as url:
        got = http.call("POST", url, "k", {})
    assert (got.status, got.body) == (200, {})


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7.0), ("0.5", 0.5), ("soon", None), ("-3", 0.0), ("inf", None), ("nan", None)],
)
def test_the_wait_that_a_partner_asks_for_is_read(header: str, seconds: float | None) -> None:
    with partner(reply("429 Busy", b"{}", f"Retry-After: {header}\r\n")) as url:
        assert http.call("POST", url, "k", {}).retry_after == seconds


def test_a_date_to_wait_for_is_read_too() -> None:
    with partner(reply("503 Busy", b"", "Retry-After: Fri, 01 Jan 2100 00:00:00 GMT\r\n")) as url:
        wait = http.call("POST", url, "k", {}).retry_after
    assert wait is not None
    assert wait > 10**8


@pytest.mark.parametrize(
    "date", ["Fri, 99999999999999999999 Jan 2100 00:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 +1400", "Fri, ,"]
)
def test_an_absurd_wait_leaves_the_answer_what_it_is(date: str) -> None:
    with partner(reply("200 OK", b'{"messageId": "m1"}', f"Retry-After: {date}\r\n")) as url:
        got = http.call("POST", url, "k", {})
    assert (got.reached, got.status, got.body) == (Reached.ANSWERED, 200, {"messageId": "m1"})


def test_an_answer_nested_too_deeply_to_be_read_has_been_given_all_the_same() -> None:
    nested = b'{"a":' * 100_000 + b"1" + b"}" * 100_000
    with (
        partner(reply("200 OK", nested[: http.LONGEST_ANSWER])) as deep,
        partner(reply("200 OK", nested)) as long,
    ):
        for url in (deep, long):
            got = http.call("POST", url, "k", {})
            assert (got.reached, got.status, got.body) == (Reached.ANSWERED, 200, {})


def test_whatever_breaks_after_the_request_leaves_it_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http._pool, "request", lambda *_, **__: {}["missing"])
    assert http.call("POST", "http://127.0.0.1:9/send", "k", {}).reached is Reached.LOST


@pytest.mark.parametrize("key", ["k\r\nX-Other: 1", "chave-ç"])
def test_a_key_that_no_header_carries_is_a_mistake_of_the_secret(key: str) -> None:
    with pytest.raises(ValueError, match="apiKey"):
        http.call("POST", "http://127.0.0.1:9/send", key, {})


def test_the_answer_after_an_early_hint_is_never_taken_for_that_to_the_next_request() -> None:
    asked: list[bytes] = []

    def serve(server: socket.socket) -> None:
        hint = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
        for first in (hint, b""):
            connection, _ = server.accept()
            with connection:
                asked.append(connection.recv(65536))
                with suppress(OSError):
                    connection.sendall(first)
                    time.sleep(0.05)
                    connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, args=(server,), daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/send"
        assert [http.call("POST", url, "k", {}).status for _ in range(2)] == [103, 404]
        thread.join()
    assert len(asked) == 2


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n", b"HTTP/1.1 2"])
def test_a_partner_that_sends_its_headers_slowly_is_cut_off(head: bytes) -> None:
    def dribble(connection: socket.socket, _: bytes) -> None:
        connection.sendall(head)
        for number in range(60):
            try:
                connection.sendall(f"X-{number}: 1\r\n".encode() if b"OK" in head else b"0")
            except OSError:
                return
            time.sleep(0.05)

    with partner(dribble) as url:
        began = time.monotonic()
        got = http.call("POST", url, "k", {}, timeout=0.4)
        assert time.monotonic() - began < 1.5
    assert got.status in (0, 200)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/send", "http://nobody.invalid/send"])
def test_a_partner_that_cannot_be_reached_was_sent_nothing(url: str) -> None:
    assert http.call("POST", url, "k", {}).reached is Reached.NOT_SENT


def test_a_connection_that_breaks_off_after_the_request_leaves_it_open() -> None:
    with partner(lambda connection, _: connection.close()) as url:
        assert http.call("POST", url, "k", {}).reached is Reached.LOST


def test_a_partner_that_says_nothing_is_given_up_in_time() -> None:
    done = threading.Event()

    def silence(connection: socket.socket, head: bytes) -> None:
        done.wait(5)

    with partner(silence) as url:
        began = time.monotonic()
        assert http.call("POST", url, "k", {}, timeout=0.2).reached is Reached.LOST
        assert time.monotonic() - began < 3
        done.set()


def test_a_partner_that_dribbles_is_cut_off_and_its_status_counts() -> None:
    def dribble(connection: socket.socket, head: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(40):
            try:
                connection.sendall(b" ")
            except OSError:
                return
            time.sleep(0.05)

    with partner(dribble) as url:
        began = time.monotonic()
        got = http.call("POST", url, "k", {}, timeout=0.4)
        assert time.monotonic() - began < 1.5
    assert (got.reached, got.status) == (Reached.ANSWERED, 200)


def test_a_redirect_is_not_followed() -> None:
    with partner(reply("307 Elsewhere", b"", "Location: http://127.0.0.1:9/\r\n")) as url:
        assert http.call("POST", url, "k", {}).status == 307


def test_a_url_that_is_none_is_a_mistake_of_the_secret() -> None:
    with pytest.raises(ValueError, match="endpoint"):
        http.call("POST", "http://", "k", {})


def test_the_key_never_shows_in_a_representation() -> None:
    from handlers.common.rules.partner import PartnerSecret

    assert "hush" not in repr(PartnerSecret("https://x", "hush")) + json.dumps(
        str(PartnerSecret("y", "hush"))
    )


def test_a_form_is_sent_without_a_key() -> None:
    seen: list[bytes] = []

    def answer(connection: socket.socket, head: bytes) -> None:
        start, _, rest = head.partition(b"\r\n\r\n")
        while len(rest) < len(b"a=b+c&d=%26%3D"):
            rest += connection.recv(65536)
        seen.extend((start, rest))
        reply("200 OK", b'{"access_token": "t"}')(connection, head)

    with partner(answer) as url:
        got = http.post_form(url, {"a": "b c", "d": "&="})
    assert (got.status, got.body) == (200, {"access_token": "t"})
    assert b"Authorization" not in seen[0]
    assert b"Content-Type: application/x-www-form-urlencoded" in seen[0]
    assert seen[1] == b"a=b+c&d=%26%3D"
