"""The stand-in for the world of e-mail: what it finds wrong with a mail, what people answer, what SES reports."""

import base64
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from local.campaign.stand_ins.courier import Courier
from local.campaign.stand_ins.ledger import RequestLedger
from local.campaign.stand_ins.mail.mailbox import Mailboxes
from local.campaign.stand_ins.mail.reading import Letter, SentMail, Threads
from local.campaign.stand_ins.mail.receiving import actions_for
from local.campaign.stand_ins.mail.writing import DISCLAIMER, PROGRAMS, SIGNATURE
from local.campaign.stand_ins.personas import CLOUD_CAST, Casting, Persona

READER, COLLEAGUE = "joana@padaria.example", "ana@aurora.example"
UNSUBSCRIBE = "https://abc.lambda-url.us-east-1.on.aws/unsubscribe/token"
OFFER = (
    "Posso nestes horários:\n\n1) segunda-feira, às 10h\n2) terça-feira, às 14h30\n3) quinta-feira, às 9h\n"
)
LISTED = {"List-Unsubscribe": f"<{UNSUBSCRIBE}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
LATER = {"References": "<c1.s1@in.aurora.example> <c1.s2@in.aurora.example>"}


def content(
    text: str = "Olá! Aqui é da Aurora.",
    subject: str = "Aurora: uma conversa",
    to: str = READER,
    **headers: str,
) -> bytes:
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = "Ana Prado <vendas@aurora.example>"
    message["To"] = to
    message["Subject"] = subject
    named = {"Message-ID": "<c1.s1@in.aurora.example>", "Reply-To": "c1.s1@in.aurora.example", **headers}
    for name, value in named.items():
        message[name] = value
    message.set_content(text)
    message.add_alternative(f"<p>{text}</p>", subtype="html")
    return message.as_bytes()


def sent(raw: bytes, number: int = 1, to: str = READER, configuration_set: str = "mail") -> SentMail:
    return SentMail(f"0100-{number}", to, raw, {"reference": "ref"}, configuration_set)


def first(**changes: Any) -> SentMail:
    return sent(content(**(LISTED | changes)))


def later(text: str = OFFER, **changes: Any) -> SentMail:
    named = {"Message-ID": "<c1.s2@in.aurora.example>", "subject": "Re: Aurora: uma conversa", **LATER}
    return sent(content(text, **(named | changes)), 2)


class World:
    """Mailboxes of people of one persona, with what they cause: ``received`` by us, ``reports`` and ``clicks``."""

    def __init__(self, folder: Path, persona: str = "picks by number", status: int = 200) -> None:
        self.received: list[tuple[str, bytes]] = []
        self.reports: list[Mapping[str, Any]] = []
        self.clicks: list[tuple[str, bytes, Mapping[str, str]]] = []
        self.ledger = RequestLedger(frozenset({"email"}))
        self.courier = Courier(attempts=2, pause=lambda _: 0.0)
        self.status = status
        self.boxes = Mailboxes(
            folder,
            Casting([self._persona(persona)], [self._persona(persona)]),
            self.ledger,
            self.courier,
            lambda _to, key, raw: self.received.append((key, raw)),
            self.reports.append,
            self._click,
            frozenset({COLLEAGUE}),
        )

    def _persona(self, name: str) -> Persona:
        return next(persona for persona in CLOUD_CAST if persona.name == name)

    def _click(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        self.clicks.append((url, body, headers))
        return self.status

    def open(self, *mails: SentMail) -> list[EmailMessage]:
        """Deliver e-mails; return the answers to them, once all is done."""
        for mail in mails:
            self.boxes.open(mail)
        self.settle()
        answers = [message_from_bytes(raw, policy=policy.default) for _, raw in self.received]
        return [answer for answer in answers if isinstance(answer, EmailMessage)]

    def settle(self) -> None:
        deadline = time.monotonic() + 120
        while (self.courier.pending or self.boxes.unread) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert self.courier.pending == 0

    @property
    def kinds(self) -> list[str]:
        return [json.loads(report["Detail"])["eventType"] for report in self.reports]


MakeWorld = Callable[..., World]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[MakeWorld]:
    """Makes worlds, and ends their threads."""
    with ExitStack() as until:

        def made(*parts: Any, **named: Any) -> World:
            found = World(tmp_path, *parts, **named)
            until.callback(found.courier.close)
            until.callback(found.boxes.close)
            return found

        yield made


def faults(*mails: SentMail) -> list[str]:
    threads = Threads()
    return [
        fault
        for mail in mails
        for letter in [Letter.read(mail)]
        for fault in (*letter.faults(), *threads.faults(letter))
    ]


def test_a_thread_that_can_be_unsubscribed_from_has_no_faults() -> None:
    assert faults(first(), later()) == []


@pytest.mark.parametrize(
    ("mails", "fault"),
    [
        ([sent(content())], "List-Unsubscribe names no https address"),
        (
            [first(**{"List-Unsubscribe": "<mailto:sair@aurora.example>"})],
            "List-Unsubscribe names no https address",
        ),
        ([first(**{"List-Unsubscribe-Post": "yes"})], "List-Unsubscribe-Post does not allow one click"),
        ([first(subject=" ")], "the header Subject is missing"),
        ([first(), later(References="<another@in.aurora.example>")], "it refers to no e-mail of the thread"),
        (
            [first(), later(subject="Horários")],
            "its subject is not that of the thread, 'Aurora: uma conversa'",
        ),
        ([sent(content(**LISTED) + b"x" * 1200)], "a line is longer than 998 bytes"),
        (
            [sent(content(**LISTED).replace(b"To: ", b"To: x@y.example\r\nTo: ", 1))],
            "the header To is there 2 times",
        ),
        (
            [sent(content(**LISTED).replace(b'boundary="', b'boundary="wrong', 1))],
            "multipart/alternative: StartBoundaryNotFoundDefect",
        ),
    ],
)
def test_what_a_mail_program_would_stumble_over_is_a_fault(mails: list[SentMail], fault: str) -> None:
    assert fault in faults(*mails)


def test_an_invitation_that_cannot_be_read_is_a_fault() -> None:
    message = EmailMessage(policy=policy.SMTP)
    message["From"], message["To"], message["Subject"] = "a@b.example", READER, "Convite"
    message.set_content("Convite")
    message.add_alternative("BEGIN:VCALENDAR\nno end", subtype="calendar", params={"method": "REQUEST"})
    assert any("the invitation cannot be read" in fault for fault in faults(sent(message.as_bytes())))


def test_an_answer_goes_to_the_reply_address_and_into_the_thread(world: MakeWorld) -> None:
    (answer,) = world().open(first())
    assert answer["To"] == "c1.s1@in.aurora.example"
    assert answer["In-Reply-To"] == "<0100-1@email.amazonses.com>"
    assert answer["Subject"] == "Re: Aurora: uma conversa"
    assert answer["X-SES-Spam-Verdict"] == "PASS"
    assert "spf=pass" in answer["Authentication-Results"]
    assert "dkim=pass" in answer["Authentication-Results"]


def test_every_program_quotes_and_signs_in_its_own_way(world: MakeWorld) -> None:
    made = world()
    mails = [
        sent(content(**LISTED, to=f"p{n}@padaria.example"), n, f"p{n}@padaria.example")
        for n in range(2 * len(PROGRAMS))
    ]
    answers = made.open(*mails)
    bodies = [answer.get_body(("plain", "html")) for answer in answers]
    texts = [body.get_content() for body in bodies if body is not None]
    assert all("Tenho interesse sim, pode me mandar os horários?" in text for text in texts)
    assert all("Aqui é da Aurora." in text for text in texts)
    assert any(SIGNATURE.splitlines()[1] in text for text in texts)
    assert any(DISCLAIMER in text for text in texts)
    assert any(text.startswith("<p>") for text in texts)
    assert any("De: Ana Prado" in text for text in texts)
    assert any("> Olá!" in text for text in texts)


def test_an_absence_notice_says_that_no_person_wrote_it(world: MakeWorld) -> None:
    (answer,) = world("is away").open(first())
    assert answer["Auto-Submitted"] == "auto-replied"
    assert answer["Subject"].startswith("Resposta automática: ")


def test_every_answer_is_a_file_of_its_own_and_on_record(world: MakeWorld) -> None:
    made = world()
    answers = made.open(first(), later())
    assert [answer.get_body(("plain", "html")) is not None for answer in answers] == [True, True]
    assert len({key for key, _ in made.received}) == 2
    assert [(reply["deliveries"], reply["error"]) for reply in made.ledger.replies] == [(1, None), (1, None)]
    assert [entry.answer["messageId"] for entry in made.ledger.accepted] == ["0100-1", "0100-2"]
    assert made.boxes.faults == []


def test_ses_reports_in_order_out_of_order_and_repeatedly(world: MakeWorld) -> None:
    orders = []
    made = world("stays silent")
    for _ in range(3):
        made.reports.clear()
        made.open(first())
        orders.append(made.kinds)
    assert ["Send", "Delivery"] in orders
    assert ["Delivery", "Send"] in orders
    assert ["Send", "Send", "Delivery", "Delivery"] in orders


def test_an_event_is_that_of_the_documentation(world: MakeWorld) -> None:
    made = world("has no mailbox")
    assert made.open(first()) == []
    assert made.kinds == ["Send", "Bounce", "Bounce"]
    report = made.reports[1]
    detail = json.loads(report["Detail"])
    assert (report["Source"], report["DetailType"]) == ("aws.ses", "Email Bounced")
    assert detail["mail"]["messageId"] == "0100-1"
    assert detail["mail"]["tags"]["reference"] == ["ref"]
    assert (detail["bounce"]["bounceType"], detail["bounce"]["bouncedRecipients"][0]["emailAddress"]) == (
        "Permanent",
        READER,
    )
    assert made.ledger.as_data()["undelivered"] == ["0100-1"]


def test_without_a_configuration_set_ses_reports_nothing(world: MakeWorld) -> None:
    made = world("has no mailbox")
    made.open(sent(content(**LISTED), configuration_set=""))
    assert made.reports == []


def test_who_complains_is_reported_once(world: MakeWorld) -> None:
    made = world("complains")
    made.open(first(), later())
    assert made.kinds.count("Complaint") == 1


def test_who_leaves_by_a_button_does_so_with_one_click(world: MakeWorld) -> None:
    made = world("leaves by a button")
    assert made.open(first()) == []
    ((url, body, headers),) = made.clicks
    assert (url, body) == (UNSUBSCRIBE, b"List-Unsubscribe=One-Click")
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"


def test_a_click_that_fails_is_tried_again(world: MakeWorld) -> None:
    made = world("leaves by a button", status=503)
    made.open(first())
    assert made.boxes.unsubscribed == [503, 503]


RULES = [
    {"Enabled": True, "Recipients": ["in.aurora.example"], "Actions": [{"S3Action": {"BucketName": "a"}}]},
    {"Enabled": False, "Recipients": [], "Actions": [{"S3Action": {"BucketName": "off"}}]},
    {"Enabled": True, "Recipients": [".b.example"], "Actions": [{"S3Action": {"BucketName": "b"}}]},
]


@pytest.mark.parametrize(
    ("recipient", "buckets"),
    [
        ("c1.s1@in.aurora.example", ["a"]),
        ("C1.S1@IN.AURORA.EXAMPLE", ["a"]),
        ("x@aurora.example", []),
        ("x@y.b.example", ["b"]),
        ("x@b.example", []),
    ],
)
def test_ses_receives_by_the_rules_that_take_the_recipient(recipient: str, buckets: list[str]) -> None:
    assert [action["BucketName"] for action in actions_for(recipient, RULES)] == buckets


def test_a_colleague_gets_mail_and_never_answers(world: MakeWorld) -> None:
    made = world()
    assert made.open(sent(content(to=COLLEAGUE), to=COLLEAGUE)) == []
    assert made.boxes.faults == []
    assert len(made.ledger.accepted) == 1


def test_what_ses_has_sent_is_read_from_its_folder(tmp_path: Path, world: MakeWorld) -> None:
    made = world()
    kept = {
        "messageId": "0100-7",
        "from": "vendas@aurora.example",
        "to": [READER],
        "raw": base64.b64encode(content(**LISTED)).decode(),
        "tags": {"reference": "ref"},
        "configurationSet": "mail",
    }
    (tmp_path / "000000.json").write_text(json.dumps(kept))
    assert len(made.boxes.unread) == 1
    made.boxes.watch()
    made.settle()
    assert made.boxes.unread == []
    assert len(made.received) == 1
