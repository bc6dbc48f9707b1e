"""What servers and calendars report, in the shape of each, with what must come of it."""

from typing import Any

from tests.handlers.conversation.mail_cases.envelopes import (
    SENDER,
    TEXT,
    US,
    Case,
    headed,
    plain,
    stamped,
)

DAEMON = "From: Mail Delivery System <MAILER-DAEMON@mx.cliente-exemplo.com.br>"
NULL = stamped().replace(f"Return-Path: <{SENDER}>", "Return-Path: <>")
RETURNED = f"""Message-ID: <0100-1@email.amazonses.com>
From: Acme Vendas <vendas@acme.com.br>
Reply-To: <{US}>
To: {SENDER}
Subject: Estoque
X-Auto-Response-Suppress: All

"""
GONE = {"kind": "mail-report", "report": "bounce", "permanent": True, "recipient": SENDER}
SOFT = {**GONE, "permanent": False}
KNOWN = {**GONE, "replyAddress": US}


def dsn(
    fields: str,
    said: str = "Sorry.",
    returned: str = f"Content-Type: message/rfc822\n\n{RETURNED}Olá!\n",
    sender: str = DAEMON,
) -> bytes:
    """Return a delivery report (RFC 3464) with these fields of the recipient."""
    body = (
        f"--r\nContent-Type: text/plain; charset=utf-8\n\n{said}\n\n"
        f"--r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.cliente-exemplo.com.br\n"
        f"Arrival-Date: Mon, 23 Nov 2026 10:00:00 -0300\n\n{fields}\n\n--r\n{returned}\n--r--\n"
    )
    return headed(
        body,
        'multipart/report; report-type=delivery-status; boundary="r"',
        "Auto-Submitted: auto-replied",
        sender=sender,
        subject="Subject: Undelivered Mail Returned to Sender",
        stamp=NULL,
    )


def said(text: str, sender: str = DAEMON, subject: str = "Undelivered mail", more: str = "") -> bytes:
    """Return a report in plain words."""
    return headed(text, more=more, sender=sender, subject=f"Subject: {subject}", stamp=NULL)


FINAL = f"Final-Recipient: rfc822; {SENDER}\n"

BOUNCES: list[Case] = [
    (
        "postfix",
        dsn(
            f"{FINAL}Original-Recipient: rfc822;{SENDER}\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; mx2.example\nDiagnostic-Code: smtp; 550 5.1.1 <{SENDER}>: Recipient address\n    rejected: User unknown"
        ),
        KNOWN,
    ),
    (
        "postfix, headers alone returned",
        dsn(
            f"{FINAL}Action: failed\nStatus: 5.1.1",
            returned=f"Content-Type: text/rfc822-headers\n\n{RETURNED}",
        ),
        KNOWN,
    ),
    (
        "postfix, nothing returned",
        dsn(f"{FINAL}Action: failed\nStatus: 5.1.1", returned="Content-Type: text/plain\n\n"),
        GONE,
    ),
    (
        "office 365",
        dsn(
            f"Final-Recipient: rfc822;{SENDER}\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient {SENDER} not found by SMTP address lookup",
            "Sua mensagem para marina não pôde ser entregue.",
            sender="From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@cliente-exemplo.com.br>",
        ),
        KNOWN,
    ),
    (
        "gmail",
        dsn(
            f"Final-Recipient: rfc822; {SENDER}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.\nLast-Attempt-Date: Mon, 23 Nov 2026 05:00:00 -0800 (PST)",
            "** Endereço não encontrado **",
            sender="From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        ),
        KNOWN,
    ),
    (
        "sendmail",
        dsn(
            f"Final-Recipient: RFC822; {SENDER}\nAction: failed\nStatus: 5.1.1\nRemote-MTA: DNS; mx.example\nDiagnostic-Code: SMTP; 550 5.1.1 User unknown\nLast-Attempt-Date: Mon, 23 Nov 2026 10:00:00 -0300"
        ),
        KNOWN,
    ),
    (
        "exim with a report",
        dsn(
            f"Action: failed\nFinal-Recipient: rfc822;{SENDER}\nStatus: 5.0.0\nRemote-MTA: dns; mx.example\nDiagnostic-Code: smtp; 550 No such user here"
        ),
        KNOWN,
    ),
    (
        "over quota, given up",
        dsn(
            f"{FINAL}Action: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 The email account that you tried to reach is over quota"
        ),
        {**SOFT, "replyAddress": US},
    ),
    (
        "over quota, a soft status",
        dsn(f"{FINAL}Action: failed\nStatus: 4.2.2\nDiagnostic-Code: smtp; 452 4.2.2 Mailbox full"),
        {**SOFT, "replyAddress": US},
    ),
    (
        "no host found in time",
        dsn(
            f"{FINAL}Action: failed\nStatus: 4.4.1\nDiagnostic-Code: X-Postfix; connect to mx.example: Connection timed out"
        ),
        SOFT,
    ),
    (
        "unknown domain",
        dsn(
            f"{FINAL}Action: failed\nStatus: 5.1.2\nDiagnostic-Code: X-Postfix; Host or domain name not found"
        ),
        GONE,
    ),
    (
        "refused as spam",
        dsn(
            f"{FINAL}Action: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 550 5.7.1 Message rejected as spam"
        ),
        GONE,
    ),
    (
        "delayed",
        dsn(f"{FINAL}Action: delayed\nStatus: 4.4.1\nWill-Retry-Until: Wed, 25 Nov 2026 10:00:00 -0300"),
        {"kind": "mail", "automatic": True},
    ),
    ("delivered", dsn(f"{FINAL}Action: delivered\nStatus: 2.0.0"), {"kind": "mail", "automatic": True}),
    ("relayed", dsn(f"{FINAL}Action: relayed\nStatus: 2.0.0"), {"kind": "mail", "automatic": True}),
    (
        "action in capitals with a comment",
        dsn(f"{FINAL}Action: Failed (given up)\nStatus: 5.1.1 (bad mailbox)"),
        GONE,
    ),
    (
        "two recipients, the first was reached",
        dsn(
            f"Final-Recipient: rfc822; rui@x.example\nAction: delivered\nStatus: 2.0.0\n\n{FINAL}Action: failed\nStatus: 5.1.1"
        ),
        GONE,
    ),
    (
        "original recipient alone",
        dsn(f"Original-Recipient: rfc822;{SENDER}\nAction: failed\nStatus: 5.1.1"),
        GONE,
    ),
    (
        "no status but the diagnosis",
        dsn(f"{FINAL}Action: failed\nDiagnostic-Code: smtp; 550 5.1.1 User unknown"),
        GONE,
    ),
    (
        "amazon ses itself",
        dsn(
            f"Action: failed\n{FINAL}Diagnostic-Code: smtp; 550 5.1.1 user unknown\nStatus: 5.1.1",
            "An error occurred while trying to deliver the mail to the following recipients:\nmarina@cliente-exemplo.com.br",
            sender="From: MAILER-DAEMON@amazonses.com",
        ),
        KNOWN,
    ),
    (
        "report type not named",
        dsn(f"{FINAL}Action: failed\nStatus: 5.1.1").replace(b" report-type=delivery-status;", b""),
        KNOWN,
    ),
    (
        "internationalised report",
        dsn(f"Final-Recipient: utf-8; {SENDER}\nAction: failed\nStatus: 5.1.1").replace(
            b"message/delivery-status", b"message/global-delivery-status"
        ),
        KNOWN,
    ),
    (
        "report in base64",
        dsn("@")
        .replace(
            b"Content-Type: message/delivery-status\n",
            b"Content-Type: message/delivery-status\nContent-Transfer-Encoding: 7bit\n",
        )
        .replace(b"\n@\n", f"\n{FINAL}Action: failed\nStatus: 5.1.1\n".encode()),
        KNOWN,
    ),
    (
        "qmail",
        said(
            f"Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<{SENDER}>:\n203.0.113.9 does not like recipient.\nRemote host said: 550 5.1.1 User unknown\nGiving up on 203.0.113.9.\n\n--- Below this line is a copy of the message.\n\n{RETURNED}Olá!\n",
            subject="failure notice",
        ),
        KNOWN,
    ),
    (
        "exim in plain words",
        said(
            f"This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  {SENDER}\n    SMTP error from remote mail server after RCPT TO:<{SENDER}>:\n    host mx.example [203.0.113.9]: 550 5.1.1 User unknown\n\n------ This is a copy of the message, including all the headers. ------\n\n{RETURNED}Olá!\n",
            more=f"X-Failed-Recipients: {SENDER}\nAuto-Submitted: auto-replied",
            subject="Mail delivery failed: returning message to sender",
        ),
        KNOWN,
    ),
    (
        "exim, delayed in plain words",
        said(
            f"This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on mx.example.\n\nThe address to which the message has not yet been delivered is:\n\n  {SENDER}\n    Delay reason: SMTP error: 451 4.7.1 Greylisted\n\nNo action is required on your part.\n",
            more="Auto-Submitted: auto-replied",
            subject="Warning: message 1abc delayed 24 hours",
        ),
        {"kind": "mail", "automatic": True},
    ),
    (
        "plain words in portuguese",
        said(
            f"Sua mensagem não pôde ser entregue ao seguinte destinatário:\n\n{SENDER}\n\n550 5.1.1 Usuário desconhecido\n\n{RETURNED}",
            subject="Mensagem não entregue",
            sender="From: postmaster@uol-exemplo.com.br",
        ),
        KNOWN,
    ),
    (
        "plain words in portuguese, box full",
        said(
            f"Não foi possível entregar sua mensagem a:\n\n<{SENDER}>\n\nCaixa postal cheia (552 5.2.2)\n\n{RETURNED}",
            subject="Falha na entrega",
            sender="From: postmaster@uol-exemplo.com.br",
        ),
        {**SOFT, "replyAddress": US},
    ),
    (
        "person who pastes a bounce",
        plain("Meu e-mail voltou: 550 5.1.1 User unknown.\nDelivery failed? Me liguem."),
        {"kind": "mail", "automatic": False},
    ),
    (
        "bounce that nobody vouches for",
        dsn(f"{FINAL}Action: failed\nStatus: 5.1.1").replace(b"=pass", b"=fail"),
        {"kind": "mail", "trusted": False, "automatic": True},
    ),
    (
        "bounce that is cut off",
        dsn(f"{FINAL}Action: failed\nStatus: 5.1.1").partition(b"Action")[0],
        {"kind": "mail", "automatic": True},
    ),
]


def arf(fields: str, returned: str = RETURNED, kind: str = "message/rfc822") -> bytes:
    """Return a complaint (RFC 5965)."""
    body = (
        "--r\nContent-Type: text/plain\n\nThis is an email abuse report.\n\n"
        f"--r\nContent-Type: message/feedback-report\n\n{fields}\n\n--r\nContent-Type: {kind}\n\n{returned}Olá!\n--r--\n"
    )
    return headed(
        body,
        'multipart/report; report-type=feedback-report; boundary="r"',
        sender="From: <feedback@arf.mail.yahoo-exemplo.com>",
        subject="Subject: FW: Estoque",
    )


COMPLAINT = {"kind": "mail-report", "report": "complaint", "replyAddress": US}
COMPLAINTS: list[Case] = [
    (
        "yahoo",
        arf(
            f"Feedback-Type: abuse\nUser-Agent: Yahoo!-Mail-Feedback/2.0\nVersion: 0.1\nOriginal-Mail-From: <x@email.amazonses.com>\nOriginal-Rcpt-To: {SENDER}\nReceived-Date: Mon, 23 Nov 2026 13:00:00 GMT"
        ),
        {**COMPLAINT, "recipient": SENDER},
    ),
    (
        "rcpt to in brackets",
        arf(f"Feedback-Type: abuse\nUser-Agent: x\nVersion: 1\nOriginal-Rcpt-To: <{SENDER}>"),
        {**COMPLAINT, "recipient": SENDER},
    ),
    ("fraud, in capitals", arf("Feedback-Type: FRAUD\nUser-Agent: x\nVersion: 1"), COMPLAINT),
    ("headers alone", arf("Feedback-Type: abuse\nVersion: 1", kind="text/rfc822-headers"), COMPLAINT),
    (
        "not spam",
        arf("Feedback-Type: not-spam\nUser-Agent: x\nVersion: 1"),
        {"kind": "mail", "automatic": True},
    ),
    (
        "outlook's jmrp, the mail alone",
        headed(
            f"--j\nContent-Type: message/rfc822\nContent-Disposition: inline\n\nX-HmXmrOriginalRecipient: {SENDER}\n{RETURNED}Olá!\n--j--\n",
            "multipart/mixed; boundary=j",
            sender="From: <staff@hotmail.com>",
            subject="Subject: complaint about message from 203.0.113.7",
        ),
        COMPLAINT,
    ),
]

EVENT = "BEGIN:VCALENDAR\nPRODID:-//x//PT\nVERSION:2.0\nMETHOD:{method}\nBEGIN:VEVENT\nUID:{uid}\nSEQUENCE:1\nDTSTAMP:20261123T130000Z\nDTSTART:20261126T180000Z\nDTEND:20261126T182000Z\nORGANIZER:mailto:vendas@acme.com.br\nATTENDEE;PARTSTAT={status};CN=Marina:mailto:{sender}\nSUMMARY:Conversa\nEND:VEVENT\nEND:VCALENDAR\n"
UID = "c7a1f0e2d3b4.2@acme.com.br"
ANSWER = {"uid": UID, "sequence": 1}


def ics(status: str = "ACCEPTED", method: str = "REPLY", uid: str = UID) -> str:
    """Return a calendar's answer to an invitation."""
    return EVENT.format(method=method, uid=uid, status=status, sender=SENDER)


def answered(
    calendar: str, content: str = "text/calendar; method=REPLY; charset=utf-8", text: str = "", more: str = ""
) -> bytes:
    """Return a mail with a calendar part."""
    body = f"--c\nContent-Type: text/plain; charset=utf-8\n\n{text}\n--c\nContent-Type: {content}\n\n{calendar}\n--c--\n"
    return headed(body, "multipart/alternative; boundary=c", more, subject="Subject: Aceito: Conversa")


def _calendar(status: str, **more: Any) -> dict[str, Any]:
    return {"kind": "mail", "calendar": {**ANSWER, "status": status, **more}}


COUNTER = ics("TENTATIVE", "COUNTER").replace("20261126T18", "20261127T13")
PROPOSED = {"start": "2026-11-27T13:00:00+00:00", "end": "2026-11-27T13:20:00+00:00"}
ZONED = COUNTER.replace(
    "DTSTART:20261127T130000Z", "DTSTART;TZID=E. South America Standard Time:20261127T100000"
).replace("DTEND:20261127T132000Z", "DTEND;TZID=E. South America Standard Time:20261127T102000")
ZONE = "BEGIN:VTIMEZONE\nTZID:E. South America Standard Time\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:-0300\nTZOFFSETTO:-0300\nEND:STANDARD\nEND:VTIMEZONE\n"

CALENDARS: list[Case] = [
    ("outlook accepts", answered(ics()), _calendar("accepted")),
    (
        "outlook declines with words",
        answered(ics("DECLINED"), text="Não consigo nesse dia."),
        {**_calendar("declined"), "text": "Não consigo nesse dia."},
    ),
    ("tentative", answered(ics("TENTATIVE")), _calendar("tentative")),
    ("counter", answered(COUNTER, "text/calendar; method=COUNTER"), _calendar("counter", **PROPOSED)),
    (
        "counter in a zone of Windows",
        answered(ZONED.replace("BEGIN:VEVENT", ZONE + "BEGIN:VEVENT"), "text/calendar; method=COUNTER"),
        _calendar("counter", **PROPOSED),
    ),
    (
        "counter in a zone of Windows that is not described",
        answered(ZONED, "text/calendar; method=COUNTER"),
        _calendar("counter", **PROPOSED),
    ),
    (
        "counter in an Olson zone",
        answered(
            ZONED.replace("E. South America Standard Time", "America/Sao_Paulo"),
            "text/calendar; method=COUNTER",
        ),
        _calendar("counter", **PROPOSED),
    ),
    ("method in the body alone", answered(ics(), "text/calendar; charset=utf-8"), _calendar("accepted")),
    ("method in the header alone", answered(ics().replace("METHOD:REPLY\n", "")), _calendar("accepted")),
    (
        "methods that differ: the body's counts",
        answered(ics(method="REQUEST")),
        {"kind": "mail", "calendar": None},
    ),
    (
        "a request",
        answered(ics("NEEDS-ACTION", "REQUEST"), "text/calendar; method=REQUEST"),
        {"kind": "mail", "calendar": None},
    ),
    (
        "a cancellation",
        answered(ics("NEEDS-ACTION", "CANCEL"), "text/calendar; method=CANCEL"),
        {"kind": "mail", "calendar": None},
    ),
    ("needs action", answered(ics("NEEDS-ACTION")), {"kind": "mail", "calendar": None}),
    (
        "google, folded lines",
        answered(
            ics()
            .replace(
                "ATTENDEE;PARTSTAT=ACCEPTED;CN=Marina:mailto:",
                'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;X-NUM-\n GUESTS=0;CN="Campos, Marina":MAILTO:',
            )
            .replace("\n", "\r\n")
        ),
        _calendar("accepted"),
    ),
    (
        "uid folded",
        answered(ics().replace(f"UID:{UID}", f"UID:{UID[:6]}\n {UID[6:]}")),
        _calendar("accepted"),
    ),
    ("apple, part status in small letters", answered(ics("accepted")), _calendar("accepted")),
    (
        "another's uid",
        answered(ics(uid="outro@example.com")),
        {"kind": "mail", "calendar": {**ANSWER, "uid": "outro@example.com", "status": "accepted"}},
    ),
    ("no uid", answered(ics().replace(f"UID:{UID}\n", "")), {"kind": "mail", "calendar": None}),
    (
        "no sequence",
        answered(ics().replace("SEQUENCE:1\n", "")),
        {"kind": "mail", "calendar": {"uid": UID, "sequence": 0, "status": "accepted"}},
    ),
    ("sequence that is no number", answered(ics().replace("SEQUENCE:1", "SEQUENCE:um")), {"kind": "mail"}),
    (
        "a recurrence",
        answered(ics().replace("DTSTAMP", "RECURRENCE-ID:20261126T180000Z\nRRULE:FREQ=WEEKLY\nDTSTAMP")),
        _calendar("accepted"),
    ),
    (
        "two attendees, the sender's counts",
        answered(
            ics()
            .replace("SUMMARY", "ATTENDEE;PARTSTAT=DECLINED:mailto:rui@x.example\nSUMMARY")
            .replace(
                "ATTENDEE;PARTSTAT=ACCEPTED;CN=Marina",
                "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:zoe@x.example\nATTENDEE;PARTSTAT=ACCEPTED;CN=Marina",
            )
        ),
        _calendar("accepted"),
    ),
    ("attached as a file alone", answered(ics(), "application/ics; name=invite.ics"), _calendar("accepted")),
    (
        "as text and as a file",
        answered(
            ics()
            + "\n--c\nContent-Type: application/ics; name=invite.ics\nContent-Disposition: attachment\n\n"
            + ics()
        ),
        _calendar("accepted"),
    ),
    ("the only part", headed(ics(), "text/calendar; method=REPLY; charset=utf-8"), _calendar("accepted")),
    (
        "forwarded answer within a mail",
        headed(
            f"--m\nContent-Type: text/plain\n\n{TEXT}\n--m\nContent-Type: message/rfc822\n\nContent-Type: text/calendar; method=REPLY\n\n{ics()}\n--m--\n",
            "multipart/mixed; boundary=m",
        ),
        {"kind": "mail", "calendar": None},
    ),
    (
        "answer of exchange marked automatic",
        answered(ics(), more="X-Auto-Response-Suppress: DR, OOF, AutoReply"),
        _calendar("accepted"),
    ),
    ("broken off", answered(ics().partition("ATTENDEE")[0]), {"kind": "mail"}),
]
