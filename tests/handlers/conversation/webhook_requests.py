"""Requests to the URL of receive-webhook, signed and odd, each with the answer that the law gives it.

A body is the bytes that are signed. The answer is ``<status> <messages queued> <requests kept for an operator>``;
several are separated by ``|``.
"""

import base64
import gzip
import json
from typing import Any

from handlers.common.rules import unsubscribing
from handlers.conversation.rules.whatsapp import webhooks
from tests.handlers.conversation.way_in import APP_SECRET, VERIFY_TOKEN

TEXT = {
    "id": "wamid.1",
    "from": "559287654321",
    "timestamp": "1764000000",
    "type": "text",
    "text": {"body": "oi"},
}
READ = {"id": "wamid.0", "status": "read", "timestamp": "1764000000", "recipient_id": "559287654321"}
STOPPED = {
    "wa_id": "559287654321",
    "category": "marketing_messages",
    "value": "stop",
    "timestamp": 1764000000,
}
LINE = {"display_phone_number": "15550783881", "phone_number_id": "106540352242922"}
OTHER_LINE = {"display_phone_number": "15550783882", "phone_number_id": "106540352242923"}


def value(**more: Any) -> dict[str, Any]:
    return {"messaging_product": "whatsapp", "metadata": LINE, **more}


def change(content: Any, field: Any = "messages") -> dict[str, Any]:
    return {"value": content, "field": field}


def entries(*of: Any) -> dict[str, Any]:
    return {"object": "whatsapp_business_account", "entry": list(of)}


def changes(*of: Any) -> dict[str, Any]:
    return entries({"id": "102290129340398", "changes": list(of)})


GOOD = change(value(messages=[TEXT]))
PLAIN = json.dumps(changes(GOOD)).encode()


def replaced(old: bytes, new: bytes) -> bytes:
    assert old in PLAIN
    return PLAIN.replace(old, new)


ELEMENTS: list[tuple[str, Any, str]] = [
    ("one message", changes(GOOD), "200 1 0"),
    ("several messages", changes(change(value(messages=[TEXT, TEXT, TEXT]))), "200 3 0"),
    ("several changes", changes(GOOD, GOOD), "200 2 0"),
    ("several entries", entries({"id": "1", "changes": [GOOD]}, {"id": "2", "changes": [GOOD]}), "200 2 0"),
    ("statuses", changes(change(value(statuses=[READ, READ]))), "200 2 0"),
    ("messages and statuses", changes(change(value(messages=[TEXT], statuses=[READ]))), "200 2 0"),
    ("two lines", changes(GOOD, change(value(metadata=OTHER_LINE, messages=[TEXT]))), "200 2 0"),
    (
        "preferences",
        changes(change(value(user_preferences=[STOPPED, STOPPED]), "user_preferences")),
        "200 2 0",
    ),
    ("errors alone", changes(change(value(errors=[{"code": 131000}]))), "200 1 0"),
    (
        "errors beside messages",
        changes(change(value(messages=[TEXT], errors=[{"code": 1}]))),
        "200 1 0|200 2 0",
    ),
    ("another field", changes(change({"event": "PAUSED"}, "message_template_status_update")), "200 1 0"),
    ("another field with a list named messages", changes(change({"messages": [TEXT]}, "history")), "200 1 0"),
    ("another field with an empty value", changes(change({}, "account_update")), "200 1 0|200 0 0|200 0 1"),
    ("a value without elements", changes(change(value())), "200 1 0|200 0 0"),
    ("no messages", changes(change(value(messages=[]))), "200 0 0|200 1 0"),
    ("no messages and no statuses", changes(change(value(messages=[], statuses=[]))), "200 0 0|200 1 0"),
    ("no messages and a status", changes(change(value(messages=[], statuses=[READ]))), "200 1 0"),
    ("null messages", changes(change(value(messages=None))), "200 0 0|200 1 0|200 0 1"),
    ("null messages and a status", changes(change(value(messages=None, statuses=[READ]))), "200 1 0|200 1 1"),
    ("messages that are an object", changes(change(value(messages={"0": TEXT}))), "200 0 1|200 1 1"),
    ("messages that are a text", changes(change(value(messages="SAIR"))), "200 0 1|200 1 1"),
    ("a null message beside one", changes(change(value(messages=[None, TEXT]))), "200 1 1|200 2 0"),
    ("a number beside a message", changes(change(value(messages=[7, TEXT]))), "200 1 1|200 2 0"),
    ("a list beside a message", changes(change(value(messages=[[TEXT], TEXT]))), "200 1 1|200 2 0"),
    ("an empty message beside one", changes(change(value(messages=[{}, TEXT]))), "200 1 1|200 2 0"),
    ("a null value beside one", changes(change(None), GOOD), "200 1 1"),
    ("a value that is a list", changes(change([TEXT]), GOOD), "200 1 1"),
    ("a value that is a text", changes(change("SAIR"), GOOD), "200 1 1"),
    ("no value", changes({"field": "messages"}, GOOD), "200 1 1"),
    ("no field", changes({"value": value(messages=[TEXT])}), "200 1 0|200 0 1"),
    ("a null field", changes(change(value(messages=[TEXT]), None)), "200 1 0|200 0 1"),
    ("a null change", changes(None, GOOD), "200 1 1"),
    (
        "null changes",
        entries({"id": "1", "changes": None}, {"id": "2", "changes": [GOOD]}),
        "200 1 1|200 1 0",
    ),
    ("no changes", entries({"id": "1"}, {"id": "2", "changes": [GOOD]}), "200 1 1|200 1 0"),
    ("empty changes", entries({"id": "1", "changes": []}), "200 0 0|200 0 1"),
    ("changes that are an object", entries({"id": "1", "changes": GOOD}), "200 0 1|200 1 0"),
    ("a null entry", entries(None, {"id": "2", "changes": [GOOD]}), "200 1 1"),
    ("an entry without an id", entries({"changes": [GOOD]}), "200 1 0"),
    ("no entries", entries(), "200 0 0|200 0 1"),
    ("null entries", {"object": "whatsapp_business_account", "entry": None}, "200 0 1"),
    ("no entry", {"object": "whatsapp_business_account"}, "200 0 1"),
    (
        "an entry that is an object",
        {"object": "x", "entry": {"id": "1", "changes": [GOOD]}},
        "200 0 1|200 1 0",
    ),
    ("an empty object", {}, "200 0 1"),
    ("another object", {"object": "page", "entry": [{"id": "1", "messaging": [{}]}]}, "200 0 1|200 1 0"),
    ("no object", {"entry": [{"id": "1", "changes": [GOOD]}]}, "200 1 0"),
    ("metadata that is missing", changes(change({"messages": [TEXT]})), "200 1 0"),
    ("metadata that is null", changes(change({"metadata": None, "messages": [TEXT]})), "200 1 0"),
    ("metadata that is a text", changes(change({"metadata": "x", "messages": [TEXT]})), "200 1 0"),
    (
        "a line that is a number",
        changes(change({"metadata": {"phone_number_id": 1}, "messages": [TEXT]})),
        "200 1 0",
    ),
    (
        "a line that is an object",
        changes(change({"metadata": {"phone_number_id": {}}, "messages": [TEXT]})),
        "200 1 0",
    ),
    (
        "a text of 65 kB",
        changes(change(value(messages=[TEXT | {"text": {"body": "x" * 65_536}}]))),
        "200 1 0",
    ),
    ("300 messages", changes(change(value(messages=[TEXT] * 300))), "200 300 0"),
    (
        "half a surrogate pair",
        changes(change(value(messages=[TEXT | {"text": {"body": "\ud83d"}}]))),
        "200 1 0",
    ),
    ("half a pair for a key", changes(change(value(messages=[TEXT | {"\ud83d": 1}]))), "200 1 0"),
    (
        "half a pair for a line",
        changes(change({"metadata": {"phone_number_id": "\ud83d"}, "messages": [TEXT]})),
        "200 1 0",
    ),
    ("half a pair for a field", changes(change(value(messages=[TEXT]), "\ud83d")), "200 1 0|200 0 1"),
    ("a NUL", changes(change(value(messages=[TEXT | {"text": {"body": "a\0b"}}]))), "200 1 0"),
    ("a message without an id", changes(change(value(messages=[{"type": "text"}]))), "200 1 0"),
    ("a message with a list for an id", changes(change(value(messages=[TEXT | {"id": []}]))), "200 1 0"),
    ("a field that is a number", changes(change(value(messages=[TEXT]), 5)), "200 1 0|200 0 1"),
    ("contacts that are a number", changes(change(value(messages=[TEXT], contacts=5))), "200 1 0"),
    (
        "contacts that are null within",
        changes(change(value(messages=[TEXT], contacts=[None, {}]))),
        "200 1 0",
    ),
    (
        "a sender that is a list",
        changes(change(value(messages=[TEXT | {"from": []}], contacts=[{}]))),
        "200 1 0",
    ),
    ("a value of 2 MB in one key", changes(change({"x": "y" * 2_000_000}, "history")), "200 1 0"),
]

BODIES: list[tuple[str, bytes, str]] = [
    ("a mark before it", b"\xef\xbb\xbf" + PLAIN, "200 1 0|200 0 1"),
    ("UTF-16", PLAIN.decode().encode("utf-16"), "200 1 0|200 0 1"),
    ("gzip", gzip.compress(PLAIN, mtime=0), "200 0 1|200 1 0"),
    ("blanks around it", b" \n" + PLAIN + b"\r\n", "200 1 0"),
    ("a second document behind it", PLAIN + PLAIN, "200 0 1"),
    ("cut off", PLAIN[:-3], "200 0 1"),
    ("nothing", b"", "200 0 1"),
    ("no UTF-8", replaced(b"oi", b"\xff\xfe"), "200 0 1|200 1 0"),
    (
        "a duplicated key",
        replaced(b'"id": "wamid.1"', b'"id": "wamid.1", "id": "wamid.1"'),
        "200 1 0|200 1 1",
    ),
    ("numbers that are none", replaced(b'"1764000000"', b"NaN"), "200 1 0|200 0 1"),
    ("a number without end", replaced(b'"1764000000"', b"1e999"), "200 1 0|200 0 1"),
    ("a number of 5,000 digits", replaced(b'"1764000000"', b"1" * 5_000), "200 0 1|200 1 0"),
    ("lists within lists", b"[" * 100_000, "200 0 1"),
    ("lists within a message", replaced(b'"1764000000"', b"[" * 50_000 + b"]" * 50_000), "200 0 1"),
    (
        "objects within a message",
        replaced(b'"1764000000"', b'{"a":' * 900 + b"1" + b"}" * 900),
        "200 0 1|200 1 0",
    ),
    ("escapes for everything", replaced(b'"oi"', b'"\\u0000\\ud83d\\ude00\\udc00"'), "200 1 0"),
    ("a number", b"5", "200 0 1"),
    ("a text", b'"SAIR"', "200 0 1"),
    ("a list of webhooks", b"[" + PLAIN + b"]", "200 0 1|200 1 0"),
    ("a form", b"payload=" + PLAIN, "200 0 1"),
]

SIGNED = webhooks.sign(PLAIN, APP_SECRET)
RESERIALISED = json.dumps(json.loads(PLAIN), separators=(",", ":")).encode()

SIGNATURES: list[tuple[str, dict[str, str] | None, str]] = [
    ("as Meta sends it", {"X-Hub-Signature-256": SIGNED}, "200 1 0"),
    ("as the URL hands it over", {"x-hub-signature-256": SIGNED}, "200 1 0"),
    ("in capitals", {"X-HUB-SIGNATURE-256": SIGNED}, "200 1 0"),
    (
        "beside the older one",
        {"X-Hub-Signature": "sha1=" + "0" * 40, "X-Hub-Signature-256": SIGNED},
        "200 1 0",
    ),
    ("the older one alone", {"X-Hub-Signature": "sha1=" + "0" * 40}, "401 0 0"),
    ("under the older name", {"X-Hub-Signature": SIGNED}, "401 0 0"),
    ("none", {}, "401 0 0"),
    ("no headers", None, "401 0 0"),
    ("empty", {"x-hub-signature-256": ""}, "401 0 0"),
    ("two, the first right", {"x-hub-signature-256": f"{SIGNED},sha256={'0' * 64}"}, "401 0 0"),
    ("two, the second right", {"x-hub-signature-256": f"sha256={'0' * 64},{SIGNED}"}, "401 0 0"),
    ("in capital digits", {"x-hub-signature-256": "sha256=" + SIGNED[7:].upper()}, "401 0 0|200 1 0"),
    ("a blank behind it", {"x-hub-signature-256": SIGNED + " "}, "401 0 0|200 1 0"),
    ("a line's end behind it", {"x-hub-signature-256": SIGNED + "\r\n"}, "401 0 0|200 1 0"),
    ("a character more", {"x-hub-signature-256": SIGNED + "0"}, "401 0 0"),
    ("a character less", {"x-hub-signature-256": SIGNED[:-1]}, "401 0 0"),
    ("of the body written anew", {"x-hub-signature-256": webhooks.sign(RESERIALISED, APP_SECRET)}, "401 0 0"),
    ("by another key", {"x-hub-signature-256": webhooks.sign(PLAIN, "other")}, "401 0 0"),
    ("by the verify token", {"x-hub-signature-256": webhooks.sign(PLAIN, VERIFY_TOKEN)}, "401 0 0"),
    ("by no key", {"x-hub-signature-256": webhooks.sign(PLAIN, "")}, "401 0 0"),
    ("digits of another script", {"x-hub-signature-256": "sha256=" + "٣" * 64}, "401 0 0"),
    ("no ASCII", {"x-hub-signature-256": "sha256=é" + SIGNED[8:]}, "401 0 0"),
    ("half a pair", {"x-hub-signature-256": "sha256=\ud83d" + SIGNED[8:]}, "401 0 0"),
    ("very long", {"x-hub-signature-256": "sha256=" + "0" * 100_000}, "401 0 0"),
]

TOKEN = unsubscribing.token("reference", "ana@example.com", APP_SECRET)
FORGED = unsubscribing.token("reference", "ana@example.com", "guess")
CLICK = b"List-Unsubscribe=One-Click"
FORM = {"content-type": "application/x-www-form-urlencoded"}
BOUNDARY = "----x7"
MULTIPART = {"content-type": f"multipart/form-data; boundary={BOUNDARY}"}


def multipart(name: str = "List-Unsubscribe", content: str = "One-Click") -> bytes:
    return (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{content}\r\n--{BOUNDARY}--\r\n'
    ).encode()


RIGHT = {"x-hub-signature-256": SIGNED}
CHARSET = {"content-type": FORM["content-type"] + "; charset=UTF-8"}
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
AS_TEXT = {"body": CLICK.decode(), "isBase64Encoded": False}
QUOTED = {"Content-Type": f'multipart/form-data; boundary="{BOUNDARY}"'}
LINK = f"/unsubscribe/{TOKEN}"
ENCODED = "/unsubscribe/" + TOKEN.replace(".", "%2E")
ASKED = {"hub.mode": "subscribe", "hub.verify_token": VERIFY_TOKEN, "hub.challenge": "1158201444"}


def request(
    method: str, path: str = "/", body: bytes | None = None, query: dict[str, str] | None = None, **more: Any
) -> dict[str, Any]:
    """An event of the function's URL; the body in base64, as the URL hands over all but text."""
    event: dict[str, Any] = {
        "version": "2.0",
        "rawPath": path,
        "rawQueryString": "&".join(f"{name}={text}" for name, text in (query or {}).items()),
        "headers": {},
        "requestContext": {"http": {"method": method, "path": path}},
        "isBase64Encoded": body is not None,
    }
    if body is not None:
        event["body"] = base64.b64encode(body).decode()
    if query is not None:
        event["queryStringParameters"] = query
    return event | more


def without(name: str) -> dict[str, str]:
    return {key: text for key, text in ASKED.items() if key != name}


REQUESTS: list[tuple[str, dict[str, Any], str]] = [
    ("the challenge", request("GET", query=ASKED), "200 0 0"),
    ("the challenge among others", request("GET", query={**ASKED, "utm": "x", "hub.topic": "y"}), "200 0 0"),
    ("no token", request("GET", query=without("hub.verify_token")), "403 0 0"),
    ("no mode", request("GET", query=without("hub.mode")), "403 0 0"),
    ("no challenge", request("GET", query=without("hub.challenge")), "403 0 0|400 0 0"),
    ("another mode", request("GET", query={**ASKED, "hub.mode": "unsubscribe"}), "403 0 0"),
    ("another token", request("GET", query={**ASKED, "hub.verify_token": "guess"}), "403 0 0"),
    (
        "the token in capitals",
        request("GET", query={**ASKED, "hub.verify_token": VERIFY_TOKEN.upper()}),
        "403 0 0",
    ),
    ("a token with an accent", request("GET", query={**ASKED, "hub.verify_token": "vérify"}), "403 0 0"),
    ("a token with half a pair", request("GET", query={**ASKED, "hub.verify_token": "\ud83d"}), "403 0 0"),
    ("an empty token", request("GET", query={**ASKED, "hub.verify_token": ""}), "403 0 0"),
    ("two tokens", request("GET", query={**ASKED, "hub.verify_token": f"{VERIFY_TOKEN},x"}), "403 0 0"),
    ("no question", request("GET"), "403 0 0"),
    ("a null question", request("GET", queryStringParameters=None), "403 0 0"),
    ("HEAD", request("HEAD", query=ASKED), "405 0 0|404 0 0|403 0 0"),
    ("OPTIONS", request("OPTIONS"), "405 0 0|404 0 0"),
    ("PUT", request("PUT", body=PLAIN, headers=RIGHT), "405 0 0"),
    ("PATCH", request("PATCH", body=PLAIN, headers=RIGHT), "405 0 0"),
    ("DELETE", request("DELETE"), "405 0 0"),
    (
        "a signed post elsewhere",
        request("POST", "/x", PLAIN, headers=RIGHT),
        "404 0 0",
    ),
    ("a path above", request("GET", "/../etc/passwd"), "404 0 0"),
    ("a path in percent", request("GET", "/%2e%2e/%00"), "404 0 0"),
    (
        "a signed post with a question",
        request("POST", "/", PLAIN, {"source": "meta"}, headers=RIGHT),
        "200 1 0",
    ),
    (
        "base64 that is none",
        request("POST", headers=RIGHT, body=b"", isBase64Encoded=True) | {"body": "é%"},
        "401 0 0|400 0 0",
    ),
    ("a null body", request("POST", headers=RIGHT) | {"body": None}, "401 0 0"),
    ("no body", request("POST", headers=RIGHT), "401 0 0"),
    (
        "a body with half a pair",
        request("POST", headers=RIGHT) | {"body": "\ud83d"},
        "401 0 0",
    ),
    ("a page for a link", request("GET", LINK), "200 0 0"),
    ("a page for a link in percent", request("GET", ENCODED), "200 0 0"),
    (
        "a page for a link with a question",
        request("GET", LINK, query=ONE_CLICK),
        "200 0 0",
    ),
    ("a scanner's look", request("HEAD", LINK), "200 0 0|405 0 0|404 0 0"),
    ("a forged link", request("GET", f"/unsubscribe/{FORGED}"), "404 0 0"),
    ("a link of another case", request("GET", LINK.lower()), "404 0 0"),
    ("half a link", request("GET", LINK[:-1]), "404 0 0"),
    ("no token in the link", request("GET", "/unsubscribe/"), "404 0 0"),
    ("a token with an accent", request("GET", "/unsubscribe/é.é.é"), "404 0 0"),
    ("a token with half a pair", request("GET", "/unsubscribe/\ud83d"), "404 0 0"),
    ("one click", request("POST", LINK, CLICK, headers=FORM), "200 1 0"),
    ("one click in percent", request("POST", ENCODED, CLICK, headers=FORM), "200 1 0"),
    (
        "one click with its charset",
        request("POST", LINK, CLICK, headers=CHARSET),
        "200 1 0",
    ),
    ("one click with a line's end", request("POST", LINK, CLICK + b"\r\n", headers=FORM), "200 1 0"),
    ("one click among others", request("POST", LINK, b"a=b&" + CLICK + b"&c=d", headers=FORM), "200 1 0"),
    (
        "one click as text",
        request("POST", LINK, headers=FORM) | AS_TEXT,
        "200 1 0",
    ),
    ("one click in parts", request("POST", LINK, multipart(), headers=MULTIPART), "200 1 0"),
    (
        "one click in quoted parts",
        request("POST", LINK, multipart(), headers=QUOTED),
        "200 1 0",
    ),
    ("one click with a slash behind it", request("POST", LINK + "/", CLICK, headers=FORM), "200 1 0|404 0 0"),
    ("one click on a forged link", request("POST", f"/unsubscribe/{FORGED}", CLICK, headers=FORM), "404 0 0"),
    ("no click", request("POST", LINK, b"", headers=FORM), "400 0 0"),
    ("another click", request("POST", LINK, CLICK.replace(b"One", b"Two"), headers=FORM), "400 0 0"),
    ("another part", request("POST", LINK, multipart("x", "One-Clock"), headers=MULTIPART), "400 0 0"),
    (
        "a click in the question alone",
        request("POST", LINK, b"", {"List-Unsubscribe": "One-Click"}, headers=FORM),
        "400 0 0",
    ),
    ("a click of binary", request("POST", LINK, b"\xff\xfe\x00", headers=FORM), "400 0 0"),
    ("a put on a link", request("PUT", LINK, CLICK, headers=FORM), "405 0 0"),
]
