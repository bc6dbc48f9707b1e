"""Webhooks in the shapes of Meta's documentation, and odd ones, each with what has to follow from it.

Everything is invented. A case is a name, what the person's element holds beside ``id``, ``from`` and ``timestamp``, and
the outcomes that the law allows, separated by ``|``:

- ``interested``, ``question``, ``unclear``, ``not_text``, ``notice``, ``orphan``: what the reply was taken for; all but
  the first call a human;
- ``opted_out``; ``chosen``: a slot was booked;
- ``nothing``: nothing follows, and nothing had to;
- ``dead``: it waits in the dead-letter queue, with its reason.
"""

from typing import Any

INTEREST, QUESTION, STOP = "Tenho interesse!", "quanto custa?", "SAIR"
OPT_OUT = "opt_out"


def said(words: Any, **more: Any) -> dict[str, Any]:
    return {"type": "text", "text": {"body": words}, **more}


def typed(kind: str, content: Any, **more: Any) -> dict[str, Any]:
    return {"type": kind, kind: content, **more}


def interactive(kind: str, content: Any) -> dict[str, Any]:
    return typed("interactive", {"type": kind, kind: content})


def media(mime: str, **more: Any) -> dict[str, Any]:
    return {
        "mime_type": mime,
        "sha256": "c2hh",
        "id": "1003383421387256",
        "url": "https://x.example/a",
        **more,
    }


def edited(message: Any, **more: Any) -> dict[str, Any]:
    return typed("edit", {"original_message_id": "wamid.never-seen", "message": message}, **more)


REFERRAL = {
    "source_url": "https://fb.me/3cr4Wqqkv",
    "source_id": "120226305854810726",
    "source_type": "ad",
    "body": "Summer succulents are here! SAIR",
    "headline": "Chat with us",
    "media_type": "image",
    "image_url": "https://scontent.example/1",
    "ctwa_clid": "Aff-n8ZTODiE79d22KtAwQKj9e",
    "welcome_message": {"text": "Hi there! Let us know how we can help!"},
}
UNSUPPORTED = [
    {
        "code": 131051,
        "title": "Message type unknown",
        "message": "Message type unknown",
        "error_data": {"details": "Message type is currently not supported."},
    }
]
PERSON = {
    "name": {"formatted_name": "Bia Souza", "first_name": "Bia"},
    "phones": [{"phone": "+55 92 98765-4321", "wa_id": "559287654321", "type": "CELL"}],
}

MESSAGES: list[tuple[str, dict[str, Any], str]] = [
    ("text", said(INTEREST), "interested"),
    ("a question", said(QUESTION), "question"),
    ("a command", said(STOP), "opted_out"),
    ("emoji beside the words", said("👍🏽 Tenho interesse! 🎉"), "interested"),
    ("emoji alone", said("👍"), "interested|unclear"),
    ("right to left", said("\u202bمرحبا\u202c"), "unclear"),
    ("a NUL within the command", said("SAIR\u0000"), "opted_out|unclear"),
    ("half a surrogate pair", said("SAIR \ud83d"), "opted_out|unclear"),
    ("half a surrogate pair alone", said("\udc00"), "unclear"),
    ("zero width characters", said("\u200bSA\u200dIR\ufeff"), "opted_out"),
    ("65 kB", said("quanto custa? " * 4_700), "not_text"),
    ("65 kB of emoji", said("🙃" * 16_000), "not_text"),
    ("65 kB under a picture", typed("image", media("image/jpeg", caption="x" * 65_000)), "not_text"),
    ("a button with a long payload", typed("button", {"payload": "x" * 300, "text": INTEREST}), "interested"),
    ("no words", said(""), "unclear"),
    ("blanks", said(" \n\t "), "unclear"),
    ("words that are a number", said(2), "dead|unclear|not_text"),
    ("words that are null", said(None), "dead|unclear|not_text"),
    ("words that are a list", said(["SAIR"]), "dead|unclear|not_text"),
    ("words where the object should be", {"type": "text", "text": "SAIR"}, "dead|unclear|not_text|opted_out"),
    ("a text without its text", {"type": "text"}, "dead|unclear|not_text"),
    ("a text that is null", {"type": "text", "text": None}, "dead|unclear|not_text"),
    ("no type", {"text": {"body": INTEREST}}, "dead|not_text|interested"),
    ("a type that is null", {"type": None, "text": {"body": INTEREST}}, "dead|not_text|interested"),
    ("a type that is a number", {"type": 7}, "dead|not_text"),
    ("a type that is an object", {"type": {"text": 1}}, "dead|not_text"),
    ("a type that nobody knows yet", typed("poll", {"name": "SAIR", "options": ["a"]}), "not_text"),
    ("a type of the name of a key", {"type": "from"}, "not_text|dead"),
    ("the type unknown with errors", {"type": "unknown", "errors": UNSUPPORTED}, "not_text"),
    ("a text forwarded", said(QUESTION, context={"forwarded": True}), "not_text"),
    ("a text forwarded often", said(STOP, context={"frequently_forwarded": True}), "not_text"),
    ("a text not forwarded", said(QUESTION, context={"forwarded": False}), "question"),
    (
        "a picture forwarded with words",
        typed("image", media("image/jpeg", caption=STOP), context={"forwarded": True}),
        "not_text",
    ),
    ("a quotation", said(QUESTION, context={"from": "15550783881", "id": "wamid.0"}), "question"),
    (
        "a product asked about",
        said(QUESTION, context={"referred_product": {"catalog_id": "1", "product_retailer_id": "2"}}),
        "question",
    ),
    ("a context that is null", said(QUESTION, context=None), "question"),
    ("a context that is a text", said(QUESTION, context="wamid.0"), "question|dead"),
    ("a context whose id is a number", said(QUESTION, context={"id": 5}), "question|dead"),
    ("from an advertisement", said(QUESTION, referral=REFERRAL), "question"),
    ("an advertisement that is null", said(QUESTION, referral=None), "question"),
    ("an identity beside it", said(QUESTION, identity={"acknowledged": True, "hash": "Sj="}), "question"),
    ("errors that are null", said(QUESTION, errors=None), "question"),
    ("keys that nobody knows", said(QUESTION, new={"deep": [1]}, x=None), "question"),
    ("picture", typed("image", media("image/jpeg")), "not_text"),
    ("picture with words", typed("image", media("image/jpeg", caption=INTEREST)), "interested"),
    ("picture with a question", typed("image", media("image/jpeg", caption=QUESTION)), "question"),
    ("picture with empty words", typed("image", media("image/jpeg", caption="")), "not_text"),
    ("picture with null words", typed("image", media("image/jpeg", caption=None)), "not_text"),
    ("picture with a number for words", typed("image", media("image/jpeg", caption=2)), "not_text|dead"),
    ("picture without anything", typed("image", {}), "not_text"),
    ("picture that is null", typed("image", None), "not_text|dead"),
    ("picture that is a list", typed("image", []), "not_text|dead"),
    ("video", typed("video", media("video/mp4")), "not_text"),
    ("video with the command", typed("video", media("video/mp4", caption=STOP)), "opted_out"),
    ("round video", typed("video_note", media("video/mp4")), "not_text"),
    ("voice", typed("audio", media("audio/ogg; codecs=opus", voice=True)), "not_text"),
    ("sound", typed("audio", media("audio/mpeg", voice=False)), "not_text"),
    ("the type voice", typed("voice", media("audio/ogg")), "not_text"),
    ("document", typed("document", media("application/pdf", filename="SAIR.pdf")), "not_text"),
    ("document with words", typed("document", media("x/y", filename="a", caption=QUESTION)), "question"),
    ("document without a name", typed("document", media("application/pdf")), "not_text"),
    ("sticker", typed("sticker", media("image/webp", animated=False)), "not_text"),
    ("place", typed("location", {"latitude": -3.1, "longitude": -60.02}), "not_text"),
    (
        "place with a name",
        typed("location", {"latitude": -3, "longitude": -60, "name": "SAIR", "address": "Rua 1", "url": "x"}),
        "not_text",
    ),
    ("place in words", typed("location", {"latitude": "-3,1", "longitude": None}), "not_text"),
    ("contact", typed("contacts", [PERSON]), "not_text"),
    ("contacts", typed("contacts", [PERSON, PERSON]), "not_text"),
    ("no contact", typed("contacts", []), "not_text"),
    ("contact that is null", typed("contacts", [None]), "not_text"),
    ("contact without a name", typed("contacts", [{"phones": None, "name": None}]), "not_text"),
    ("contacts that are an object", typed("contacts", {"0": PERSON}), "not_text|dead"),
    ("button of a template", typed("button", {"payload": INTEREST, "text": INTEREST}), "interested"),
    ("button that opts out", typed("button", {"payload": OPT_OUT, "text": INTEREST}), "opted_out"),
    ("button with words alone", typed("button", {"text": STOP}), "opted_out"),
    ("button with a payload alone", typed("button", {"payload": "x-1"}), "unclear|not_text"),
    ("button that is null", typed("button", None), "unclear|dead"),
    (
        "button whose payload is a number",
        typed("button", {"payload": 1, "text": INTEREST}),
        "interested|dead",
    ),
    ("reply button", interactive("button_reply", {"id": "other", "title": INTEREST}), "interested"),
    ("reply button that opts out", interactive("button_reply", {"id": OPT_OUT, "title": "x"}), "opted_out"),
    ("row", interactive("list_reply", {"id": "row", "title": INTEREST, "description": "SAIR"}), "interested"),
    ("row that opts out", interactive("list_reply", {"id": OPT_OUT, "title": "x"}), "opted_out"),
    (
        "row of no meeting",
        interactive("list_reply", {"id": "slot.m9.1.1", "title": "quinta, 10h"}),
        "unclear",
    ),
    ("row of half a slot", interactive("list_reply", {"id": "slot.m9", "title": "quinta, 10h"}), "unclear"),
    (
        "flow",
        interactive("nfm_reply", {"response_json": '{"answer": "SAIR"}', "body": "Sent", "name": "flow"}),
        "not_text",
    ),
    (
        "call permission",
        interactive(
            "call_permission_reply",
            {
                "response": "accept",
                "is_permanent": False,
                "expiration_timestamp": 1,
                "response_source": "user_action",
            },
        ),
        "not_text",
    ),
    ("interactive of a new kind", interactive("carousel_reply", {"id": OPT_OUT, "title": STOP}), "not_text"),
    (
        "interactive without a kind",
        typed("interactive", {"list_reply": {"id": OPT_OUT}}),
        "not_text|opted_out",
    ),
    ("interactive without its answer", typed("interactive", {"type": "list_reply"}), "not_text|dead"),
    ("interactive whose answer is null", interactive("button_reply", None), "not_text|dead"),
    ("interactive that is null", typed("interactive", None), "not_text|dead"),
    ("interactive that is a text", typed("interactive", "SAIR"), "not_text|dead"),
    ("row whose id is a number", interactive("list_reply", {"id": 3, "title": INTEREST}), "interested|dead"),
    (
        "order",
        typed(
            "order",
            {
                "catalog_id": "1",
                "text": "SAIR",
                "product_items": [{"product_retailer_id": "a", "quantity": 1}],
            },
        ),
        "not_text",
    ),
    ("order that is null", typed("order", None), "not_text|dead"),
    (
        "changed number",
        typed("system", {"body": "User Zé changed", "wa_id": "5592987659999", "type": "user_changed_number"}),
        "not_text",
    ),
    (
        "changed number as it was told before",
        typed("system", {"body": "User Zé changed", "new_wa_id": 1, "type": "customer_changed_number"}),
        "not_text",
    ),
    (
        "changed identity",
        typed("system", {"body": "SAIR", "identity": "x", "type": "customer_identity_changed"}),
        "not_text|nothing",
    ),
    (
        "changed user id",
        typed("system", {"body": "x", "user_id": "BR.2", "type": "user_changed_user_id"}),
        "nothing",
    ),
    ("system without anything", typed("system", {}), "not_text|dead|nothing"),
    ("reaction", typed("reaction", {"message_id": "wamid.0", "emoji": "👍"}), "not_text"),
    (
        "reaction that looks like a choice",
        typed("reaction", {"message_id": "wamid.0", "emoji": "2️⃣"}),
        "not_text",
    ),
    ("reaction taken back", typed("reaction", {"message_id": "wamid.0"}), "nothing"),
    (
        "reaction taken back with no sign",
        typed("reaction", {"message_id": "wamid.0", "emoji": ""}),
        "nothing",
    ),
    ("reaction taken back with null", typed("reaction", {"message_id": "wamid.0", "emoji": None}), "nothing"),
    ("reaction that is null", typed("reaction", None), "not_text|dead|nothing"),
    ("edit of what never came", edited(said(QUESTION)), "question"),
    ("edit with a context", edited(said(QUESTION, context={"id": "wamid.0"})), "question"),
    ("edit to the command", edited(said(STOP)), "opted_out"),
    ("edit of a caption", edited(typed("image", media("image/jpeg", caption=QUESTION))), "question"),
    ("edit without words", edited(typed("image", media("image/jpeg"))), "not_text"),
    ("edit within an edit", edited(edited(said(STOP))), "not_text|dead|opted_out"),
    ("edit without its message", typed("edit", {"original_message_id": "wamid.0"}), "not_text|dead"),
    ("edit without its original", typed("edit", {"message": said(QUESTION)}), "question|not_text|dead"),
    ("edit to null", edited(None), "not_text|dead"),
    ("edit to an id that is null", edited(said(QUESTION, id=None, timestamp=None)), "question"),
    ("edit in another's name", edited(said(STOP, **{"from": "5511999990000"})), "opted_out"),
    ("edit that is null", typed("edit", None), "not_text|dead"),
    ("deletion of what never came", typed("revoke", {"original_message_id": "wamid.never"}), "nothing"),
    ("deletion without its original", typed("revoke", {}), "nothing|not_text|dead"),
    ("deletion that is null", typed("revoke", None), "nothing|not_text|dead"),
    ("unsupported", {"type": "unsupported", "errors": UNSUPPORTED}, "not_text"),
    ("unsupported poll", typed("unsupported", {"type": "poll_creation"}, errors=UNSUPPORTED), "not_text"),
    ("unsupported without errors", {"type": "unsupported"}, "not_text"),
    ("unsupported with null errors", {"type": "unsupported", "errors": None}, "not_text"),
    ("unsupported with odd errors", {"type": "unsupported", "errors": [None, 1, {"code": {}}]}, "not_text"),
    ("first opening of the chat", {"type": "request_welcome"}, "not_text|nothing"),
    ("a pin", typed("pin", {"message_id": "wamid.0"}), "not_text"),
    ("an event", typed("event", {"name": "SAIR"}), "not_text"),
    ("a group", said(QUESTION, group_id="Y2FwaV9ncm91cDox"), "question|not_text|nothing"),
    ("time as a number", said(STOP, timestamp=1_764_000_000), "opted_out"),
    ("time in milliseconds", said(STOP, timestamp="1764000000000"), "opted_out"),
    ("time with a fraction", said(STOP, timestamp=1764000000.5), "opted_out"),
    ("time that is null", said(STOP, timestamp=None), "opted_out"),
    ("time that is empty", said(STOP, timestamp=""), "opted_out"),
    ("time in words", said(STOP, timestamp="yesterday"), "opted_out"),
    ("time that is a list", said(STOP, timestamp=[]), "opted_out"),
    ("time that is true", said(STOP, timestamp=True), "opted_out"),
    ("time before any", said(STOP, timestamp="-1"), "opted_out"),
    ("time at the beginning", said(STOP, timestamp="0"), "opted_out"),
    ("time beyond the ninth millennium", said(STOP, timestamp="999999999999"), "opted_out"),
    ("time beyond any calendar", said(STOP, timestamp="99999999999999999999"), "opted_out"),
    ("time in other digits", said(STOP, timestamp="١٧٦٤٠٠٠٠٠٠"), "opted_out"),
    ("time years ago", said(STOP, timestamp="1500000000"), "opted_out"),
    ("time in the future", said(STOP, timestamp="4000000000"), "opted_out"),
]

DROP = object()

SENDERS: list[tuple[str, dict[str, Any], Any, str]] = [
    # name, what the element says of itself, `contacts` (… as it is), outcome
    ("contacts that are missing", {}, DROP, "question"),
    ("contacts that are null", {}, None, "question"),
    ("no contacts", {}, [], "question"),
    ("contacts that are null within", {}, [None], "question"),
    ("contacts that are a text", {}, "Zé", "question"),
    ("contacts that are a number", {}, 1, "question"),
    ("contacts that are an object", {}, {"wa_id": "1"}, "question"),
    ("a contact without a profile", {}, [{"wa_id": "{wa_id}"}], "question"),
    ("a contact whose profile is null", {}, [{"wa_id": "{wa_id}", "profile": None}], "question"),
    ("a contact whose name is a number", {}, [{"wa_id": "{wa_id}", "profile": {"name": 1}}], "question"),
    (
        "a contact with an identity",
        {},
        [{"wa_id": "{wa_id}", "identity_key_hash": "DF2lS5v2W6x="}],
        "question",
    ),
    ("another contact alone", {}, [{"wa_id": "5511900000001", "profile": {"name": "X"}}], "question"),
    ("a plus", {"from": "+{wa_id}"}, DROP, "question"),
    ("the ninth digit", {"from": "{national}"}, DROP, "question"),
    ("a sender that is null", {"from": None}, [{"wa_id": "{wa_id}"}], "question"),
    ("a sender that is empty", {"from": ""}, [{"wa_id": "{wa_id}"}], "question"),
    ("a sender that is missing", {"from": DROP}, [{"wa_id": "{wa_id}"}], "question"),
    ("a sender that is missing everywhere", {"from": DROP}, DROP, "dead|orphan"),
    ("a sender that is a list", {"from": []}, DROP, "dead|orphan"),
    ("a sender that is words", {"from": "Zé"}, DROP, "dead|orphan"),
    ("a sender that is too long", {"from": "5" * 400}, DROP, "dead|orphan"),
    (
        "a user id beside the number",
        {"from_user_id": "BR.77"},
        [{"wa_id": "{wa_id}", "user_id": "BR.77"}],
        "question",
    ),
    (
        "a parent id beside the number",
        {"from_user_id": "BR.78", "from_parent_user_id": "BR.ENT.9"},
        [
            {
                "wa_id": "{wa_id}",
                "user_id": "BR.78",
                "parent_user_id": "BR.ENT.9",
                "profile": {"username": "@ze"},
            }
        ],
        "question",
    ),
    (
        "a user id that nobody knows",
        {"from": DROP, "from_user_id": "BR.79"},
        [{"user_id": "BR.79", "profile": {"name": "Zé", "username": "ze"}}],
        "dead|orphan",
    ),
    ("a user id that is null", {"from_user_id": None}, [{"wa_id": "{wa_id}", "user_id": None}], "question"),
    ("a user id that is a number", {"from_user_id": 7}, [{"wa_id": "{wa_id}", "user_id": 7}], "question"),
    ("a username alone", {"from": DROP}, [{"profile": {"username": "ze"}}], "dead|orphan"),
    ("a sender in Mexico as WhatsApp has it", {"from": "5215512345678"}, DROP, "orphan"),
    ("an id that is missing", {"id": DROP}, DROP, "dead|question"),
    ("an id that is null", {"id": None}, DROP, "dead|question"),
    ("an id that is a number", {"id": 17}, DROP, "dead|question"),
    ("an id that is empty", {"id": ""}, DROP, "dead|question"),
    ("an id that is long", {"id": "wamid." + "x" * 3_000}, DROP, "dead|question"),
    ("an id that holds half a pair", {"id": "wamid.\ud800"}, DROP, "dead|question"),
]

FAILED = {
    "title": "Message undeliverable",
    "message": "x",
    "error_data": {"details": "d"},
    "href": "https://x",
}
PRICING = {"billable": True, "pricing_model": "PMP", "type": "regular", "category": "marketing"}
CONVERSATION = {"id": "a75d", "expiration_timestamp": "1750943820", "origin": {"type": "marketing"}}


def failing(*codes: Any) -> dict[str, Any]:
    return {"status": "failed", "errors": [{"code": code, **FAILED} for code in codes]}


STATUSES: list[tuple[str, dict[str, Any], str]] = [
    # outcome: what the contact's item says: sent, delivered, read, undeliverable, opted_out, failed, dead
    ("sent", {"status": "sent", "conversation": CONVERSATION, "pricing": PRICING}, "sent"),
    ("delivered", {"status": "delivered", "pricing": PRICING}, "delivered"),
    ("read", {"status": "read"}, "read"),
    ("read with nulls", {"status": "read", "pricing": None, "conversation": None, "errors": None}, "read"),
    ("played", {"status": "played"}, "read|sent"),
    ("deleted", {"status": "deleted"}, "sent"),
    ("warning", {"status": "warning", "errors": [{"code": 131053, **FAILED}]}, "sent"),
    ("a status that nobody knows", {"status": "teleported"}, "sent"),
    ("a status in capitals", {"status": "DELIVERED"}, "sent|delivered"),
    ("a status that is null", {"status": None}, "sent|dead"),
    ("a status that is a number", {"status": 3}, "sent|dead"),
    ("a status that is missing", {"status": DROP}, "sent|dead"),
    ("undeliverable", failing(131026), "undeliverable"),
    ("undeliverable in words", failing("131026"), "undeliverable|failed"),
    ("stopped", failing(131050), "opted_out"),
    ("not delivered by Meta's choice", failing(131049), "deferred|failed"),
    ("too late", failing(131047), "failed|deferred"),
    ("a code that nobody knows", failing(999_999), "failed"),
    ("a code that is null", failing(None), "failed"),
    ("a code that is a list", failing([]), "failed"),
    ("failed without errors", {"status": "failed"}, "failed"),
    ("failed with null errors", {"status": "failed", "errors": None}, "failed"),
    ("failed with no errors", {"status": "failed", "errors": []}, "failed"),
    ("failed with errors that are words", {"status": "failed", "errors": "no"}, "failed"),
    ("failed with an error that is null", {"status": "failed", "errors": [None]}, "failed"),
    (
        "failed with an object for errors",
        {"status": "failed", "errors": {"code": 131026}},
        "failed|undeliverable",
    ),
    ("not ours", {"status": "failed", "biz_opaque_callback_data": DROP}, "sent"),
    ("another sender's", {"status": "failed", "biz_opaque_callback_data": "campaign-7"}, "sent"),
    ("another sender's long one", {"status": "failed", "biz_opaque_callback_data": "c.1." * 120}, "sent"),
    ("half a pair for a mark", {"status": "failed", "biz_opaque_callback_data": "\ud800"}, "sent|dead"),
    ("a mark that is null", {"status": "failed", "biz_opaque_callback_data": None}, "sent"),
    ("a mark that is a number", {"status": "failed", "biz_opaque_callback_data": 4}, "sent|dead"),
    ("a mark that is empty", {"status": "failed", "biz_opaque_callback_data": ""}, "sent"),
    ("a mark that is an object", {"status": "failed", "biz_opaque_callback_data": {}}, "sent|dead"),
    ("an id that is missing", {"status": "delivered", "id": DROP}, "delivered|dead"),
    ("an id that is null", {"status": "delivered", "id": None}, "delivered|dead"),
    ("time as a number", {"status": "delivered", "timestamp": 1_764_000_000}, "delivered"),
    ("time that is missing", {"status": "delivered", "timestamp": DROP}, "delivered"),
    ("time that is null", {"status": "delivered", "timestamp": None}, "delivered"),
    ("time in words", {"status": "delivered", "timestamp": "now"}, "delivered"),
    ("time beyond the ninth millennium", {"status": "delivered", "timestamp": "999999999999"}, "delivered"),
    ("time beyond any calendar", {"status": "delivered", "timestamp": "9" * 30}, "delivered"),
    ("time in the future", {"status": "delivered", "timestamp": "4000000000"}, "delivered"),
    ("recipient that is missing", {"status": "delivered", "recipient_id": DROP}, "delivered"),
    (
        "recipient known by a user id alone",
        {
            "status": "delivered",
            "recipient_id": DROP,
            "recipient_user_id": "BR.1",
            "recipient_parent_user_id": None,
        },
        "delivered",
    ),
    (
        "recipient in a group",
        {"status": "delivered", "recipient_type": "group", "recipient_participant_id": "1"},
        "delivered|sent",
    ),
]

PREFERENCES: list[tuple[str, dict[str, Any], str]] = [
    ("stop", {"value": "stop"}, "opted_out"),
    (
        "stop with a parent id",
        {"value": "stop", "user_id": "BR.4", "parent_user_id": "BR.ENT.4"},
        "opted_out",
    ),
    ("stop with the time in words", {"value": "stop", "timestamp": "x"}, "opted_out"),
    ("stop without a time", {"value": "stop", "timestamp": DROP}, "opted_out"),
    ("stop without a detail", {"value": "stop", "detail": DROP}, "opted_out"),
    ("resume", {"value": "resume"}, "nothing"),
    ("a value that nobody knows", {"value": "maybe"}, "notice"),
    ("a value that is null", {"value": None}, "notice"),
    ("a value that is missing", {}, "notice"),
    ("stop of something else", {"value": "stop", "category": "service_messages"}, "nothing|opted_out"),
    ("stop of nobody", {"value": "stop", "wa_id": DROP}, "dead|orphan|opted_out"),
    ("stop of somebody who is null", {"value": "stop", "wa_id": None}, "dead|orphan|opted_out"),
    (
        "stop of an unknown user id",
        {"value": "stop", "wa_id": DROP, "user_id": "BR.404"},
        "nothing|dead|orphan",
    ),
]

ECHO = {"from": "15550783881", "to": "{wa_id}", "id": "wamid.e", "timestamp": "1", **said(STOP)}
FIELDS: dict[str, Any] = {
    "account_update": {"event": "PARTNER_ADDED", "waba_info": {"waba_id": "1", "owner_business_id": "2"}},
    "account_alerts": {"entity_type": "PHONE_NUMBER", "entity_id": "1", "alert_info": {"alert_type": "X"}},
    "account_review_update": {"decision": "APPROVED"},
    "account_settings_update": {"messaging_product": "whatsapp", "phone_number_settings": {}},
    "automatic_events": {"metadata": {"phone_number_id": "{line}"}, "automatic_events": [{"id": "1"}]},
    "business_capability_update": {
        "max_daily_conversations_per_business": "TIER_2K",
        "max_phone_numbers_per_business": 25,
    },
    "business_status_update": {"event": "x"},
    "business_username_update": {"display_phone_number": "1", "username": "acme", "status": "approved"},
    "calls": {
        "metadata": {"phone_number_id": "{line}"},
        "contacts": [{"wa_id": "{wa_id}"}],
        "calls": [{"id": "wacid.1", "from": "{wa_id}", "to": "1", "event": "connect", "timestamp": "1"}],
    },
    "flows": {"event": "FLOW_STATUS_CHANGE", "flow_id": "1", "new_status": "PUBLISHED"},
    "group_lifecycle_update": {"metadata": {"phone_number_id": "{line}"}, "groups": [{"group_id": "1"}]},
    "group_participants_update": {"metadata": {"phone_number_id": "{line}"}, "groups": [{"group_id": "1"}]},
    "group_settings_update": {"metadata": {"phone_number_id": "{line}"}, "groups": []},
    "group_status_update": {"metadata": {"phone_number_id": "{line}"}, "groups": []},
    "history": {
        "metadata": {"phone_number_id": "{line}"},
        "history": [{"metadata": {"phase": 0}, "threads": [{"id": "{wa_id}", "messages": [ECHO]}]}],
    },
    "message_echoes": {"metadata": {"phone_number_id": "{line}"}, "message_echoes": [ECHO]},
    "message_template_components_update": {"message_template_id": 1, "message_template_name": "oferta"},
    "message_template_quality_update": {"previous_quality_score": "GREEN", "new_quality_score": "RED"},
    "message_template_status_update": {"event": "REJECTED", "message_template_name": "x", "reason": "NONE"},
    "messaging_handovers": {"recipient": {}, "sender": {}},
    "partner_solutions": {"event": "SOLUTION_CREATED", "solution_id": "1"},
    "payment_configuration_update": {"configuration_name": "x"},
    "phone_number_name_update": {"display_phone_number": "1", "decision": "APPROVED"},
    "phone_number_quality_update": {
        "display_phone_number": "1",
        "event": "FLAGGED",
        "current_limit": "TIER_1K",
    },
    "security": {"event": "PIN_CHANGED", "requester": "1"},
    "smb_app_state_sync": {
        "metadata": {"phone_number_id": "{line}"},
        "state_sync": [{"type": "contact", "contact": {"full_name": "SAIR", "phone_number": "{wa_id}"}}],
    },
    "smb_message_echoes": {"metadata": {"phone_number_id": "{line}"}, "message_echoes": [ECHO]},
    "standby": {"metadata": {"phone_number_id": "{line}"}},
    "template_category_update": {"new_category": "MARKETING", "message_template_id": 1},
    "template_correct_category_detection": {"category": "MARKETING"},
    "tracking_events": {"events": []},
    "user_id_update": {
        "metadata": {"phone_number_id": "{line}"},
        "contacts": [{"wa_id": "{wa_id}", "user_id": "BR.6"}],
        "user_id_update": [{"user_id": {"previous": "BR.5", "current": "BR.6"}, "timestamp": "1"}],
    },
    "a_field_of_2027": {"metadata": {"phone_number_id": "{line}"}, "x": [1, 2, 3]},
}
"""Values of the fields that are no message of a person; nothing is to be read in them as such."""

OF_THE_BUSINESS = frozenset({"smb_message_echoes", "message_echoes", "smb_app_state_sync", "history"})
"""The fields of what the business itself writes or has, of which nobody has to be told."""
