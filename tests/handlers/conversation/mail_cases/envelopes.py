"""Whole mails as programs make them, with what must come of each."""

import base64
import quopri
from typing import Any

DOMAIN = "respostas.acme.com.br"
US = f"0f1e2d3c4b5a69788796a5b4c3d2e1f0.5d1f0c9a7b3e@{DOMAIN}"
SENDER = "marina@cliente-exemplo.com.br"
OFFER = (
    "Olá, Marina!\n\nSou da Acme e posso mostrar em 20 minutos como reduzir o custo do estoque.\n"
    "1) quarta, 25/11, às 10h\n2) quinta, 26/11, às 15h\n\nPara não receber mais mensagens, responda SAIR."
)
QUOTED = "\n".join(f"> {line}".rstrip() for line in OFFER.split("\n"))

Case = tuple[str, bytes, dict[str, Any]]


def filled(text: str) -> str:
    """Return a text with our address and what we had written put in."""
    return text.replace("@US@", US).replace("@OFFER@", OFFER).replace("@QUOTED@", QUOTED)


def stamped(
    spf: str = "pass", dkim: str = "pass", dmarc: str = "pass", spam: str = "PASS", virus: str = "PASS"
) -> str:
    """Return the headers that Amazon SES puts above those of a mail."""
    return (
        f"Return-Path: <{SENDER}>\n"
        "Received: from mx.cliente-exemplo.com.br (mx.cliente-exemplo.com.br [203.0.113.25])\n"
        f" by inbound-smtp.us-east-1.amazonaws.com with SMTP id q7f3k2m1n0p9\n for {US};\n"
        " Mon, 23 Nov 2026 13:42:07 +0000 (UTC)\n"
        f"X-SES-Spam-Verdict: {spam}\nX-SES-Virus-Verdict: {virus}\n"
        f"Received-SPF: {spf} (spfCheck: {spf}) client-ip=203.0.113.25; envelope-from={SENDER};\n"
        f"Authentication-Results: amazonses.com;\n spf={spf} (spfCheck: {spf}) client-ip=203.0.113.25;"
        f" envelope-from={SENDER};\n dkim={dkim} header.i=@cliente-exemplo.com.br;\n"
        f" dmarc={dmarc} header.from=cliente-exemplo.com.br;\nX-SES-RECEIPT: AEFBQUFB\n"
    )


def headed(
    body: str | bytes,
    content: str = "text/plain; charset=utf-8",
    more: str = "",
    *,
    sender: str = f"From: Marina Campos <{SENDER}>",
    to: str = f"To: Acme Vendas <{US}>",
    subject: str = "Subject: Re: Estoque",
    encoding: str = "8bit",
    stamp: str | None = None,
) -> bytes:
    """Return a mail with the headers of a usual answer and this content."""
    lines = [
        *(
            sender,
            to,
            subject,
            "Date: Mon, 23 Nov 2026 10:42:05 -0300",
            "Message-ID: <abc123@cliente-exemplo.com.br>",
        ),
        *(
            "MIME-Version: 1.0",
            f"Content-Type: {content}",
            f"Content-Transfer-Encoding: {encoding}",
            more.rstrip("\n"),
        ),
    ]
    head = (stamped() if stamp is None else stamp) + "\n".join(line for line in lines if line) + "\n\n"
    return head.encode() + (filled(body).encode() if isinstance(body, str) else body)


def plain(text: str) -> bytes:
    """Return an answer of plain text."""
    return headed(text)


def page(html: str) -> bytes:
    """Return an answer of HTML alone."""
    return headed(html, "text/html; charset=utf-8")


def parts(kind: str, *each: str) -> bytes:
    """Return a mail of parts, each with its own headers."""
    body = "".join(f"--b1\n{part}\n" for part in each)
    return headed(f"{body}--b1--\n", f'{kind}; boundary="b1"')


SAID = {"kind": "mail", "text": "Pode ser na quinta às 15h.", "automatic": False, "trusted": True}
TEXT = "Pode ser na quinta às 15h."
PLAIN = f"Content-Type: text/plain; charset=utf-8\n\n{TEXT}\n"
PAGE = f"Content-Type: text/html; charset=utf-8\n\n<p>{TEXT}</p>\n"


def _b64(text: str, charset: str = "utf-8") -> bytes:
    return base64.encodebytes(text.encode(charset))


SHAPES: list[Case] = [
    ("base64", headed(_b64(TEXT + "\n\n" + QUOTED), encoding="base64"), SAID),
    (
        "base64 in one long line",
        headed(base64.b64encode((TEXT + "\n\n" + QUOTED).encode()), encoding="BASE64"),
        SAID,
    ),
    (
        "base64 without padding",
        headed(_b64(TEXT + "ab").strip().rstrip(b"="), encoding="base64"),
        {"automatic": False},
    ),
    (
        "quoted-printable, soft breaks",
        headed(quopri.encodestring((TEXT + "\n\n" + QUOTED).encode()), encoding="quoted-printable"),
        SAID,
    ),
    (
        "quoted-printable, lower-case and loose equals",
        headed(b"Pode ser na quinta =c3=a0s 15h. 2=2\n", encoding="quoted-printable"),
        {"text": TEXT + " 2=2"},
    ),
    (
        "encoding with a comment",
        headed(quopri.encodestring(TEXT.encode()), encoding="quoted-printable (soft)"),
        {"text": TEXT},
    ),
    ("iso-8859-1", headed(TEXT.encode("latin-1"), "text/plain; charset=iso-8859-1"), SAID),
    (
        "windows-1252 quotes",
        headed("“Pode” ser – às 15h…".encode("cp1252"), "text/plain; charset=windows-1252"),
        {"text": "“Pode” ser – às 15h…"},
    ),
    (
        "windows-1252 named iso-8859-1",
        headed("“Pode” ser – às 15h…".encode("cp1252"), "text/plain; charset=ISO-8859-1"),
        {"text": "“Pode” ser – às 15h…"},
    ),
    (
        "windows-1252 named us-ascii",
        headed("Pode ser às 15h".encode("cp1252"), "text/plain; charset=us-ascii"),
        {"text": "Pode ser às 15h"},
    ),
    ("utf-8 named us-ascii", headed(TEXT.encode(), "text/plain; charset=us-ascii"), SAID),
    ("utf-7", headed(TEXT.encode("utf-7"), "text/plain; charset=utf-7"), SAID),
    ("utf-7 with half a character", headed(b"2 +2AA-", "text/plain; charset=utf-7"), {"text": "2 ?"}),
    ("utf-16", headed(_b64(TEXT, "utf-16"), "text/plain; charset=utf-16", encoding="base64"), SAID),
    ("unknown charset", headed(TEXT.encode(), 'text/plain; charset="x-unknown"'), SAID),
    ("unknown-8bit", headed(TEXT.encode("latin-1"), "text/plain; charset=unknown-8bit"), SAID),
    ("charset of Windows by its number", headed(TEXT.encode("cp1252"), "text/plain; charset=cp-1252"), SAID),
    ("charset that is a codec of no characters", headed(TEXT.encode(), "text/plain; charset=hex"), SAID),
    ("charset named twice", headed(TEXT.encode(), "text/plain; charset=utf-8; charset=iso-8859-1"), SAID),
    ("no charset, utf-8", headed(TEXT.encode(), "text/plain"), SAID),
    ("no charset, latin-1", headed(TEXT.encode("latin-1"), "text/plain"), SAID),
    ("no content type", f"{stamped()}From: Marina <{SENDER}>\nTo: {US}\n\n{TEXT}\n".encode(), SAID),
    ("content type of one word", headed(TEXT, "text"), {"text": TEXT}),
    ("content type with a loose semicolon", headed(TEXT, "text/plain; charset=utf-8;"), SAID),
    ("byte order mark", headed(b"\xef\xbb\xbf" + TEXT.encode()), SAID),
    ("nul bytes", headed(b"Pode \x00ser na quinta \xc3\xa0s\x00 15h.\x00\x00"), SAID),
    (
        "flowed",
        headed(
            "Pode ser na quinta \nàs 15h.\n\n> Olá, \n> Marina! SAIR\n",
            "text/plain; charset=utf-8; format=flowed",
        ),
        SAID,
    ),
    (
        "flowed, spaces to delete",
        headed("Pode ser na quin \nta às 15h.\n", "text/plain; charset=utf-8; format=flowed; delsp=yes"),
        SAID,
    ),
    (
        "flowed, stuffed line",
        headed(" De quarta em diante.\n", "text/plain; charset=utf-8; format=flowed"),
        {"text": "De quarta em diante."},
    ),
    ("text and page that say the same", parts("multipart/alternative", PLAIN, PAGE), SAID),
    (
        "text that says to look at the page",
        parts(
            "multipart/alternative",
            "Content-Type: text/plain\n\nSeu programa de e-mail não exibe HTML.\n",
            PAGE,
        ),
        {"text": TEXT},
    ),
    (
        "empty text beside the page",
        parts("multipart/alternative", "Content-Type: text/plain\n\n \n", PAGE),
        SAID,
    ),
    (
        "text with nothing but the quotation",
        parts("multipart/alternative", filled("Content-Type: text/plain; charset=utf-8\n\n@QUOTED@"), PAGE),
        SAID,
    ),
    (
        "amp between text and page",
        parts("multipart/alternative", PLAIN, "Content-Type: text/x-amp-html\n\n<p>SAIR</p>\n", PAGE),
        SAID,
    ),
    (
        "apple watch's page",
        parts("multipart/alternative", PLAIN, "Content-Type: text/watch-html\n\n<b>SAIR</b>\n", PAGE),
        SAID,
    ),
    ("page before text", parts("multipart/alternative", PAGE, PLAIN), SAID),
    (
        "enriched text before the page",
        parts("multipart/alternative", "Content-Type: text/enriched\n\n<bold>SAIR</bold>\n", PAGE),
        SAID,
    ),
    (
        "page with its pictures",
        parts(
            "multipart/related",
            PAGE,
            "Content-Type: image/png; name=logo.png\nContent-ID: <logo>\nContent-Disposition: inline\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n",
        ),
        SAID,
    ),
    (
        "attachment of text",
        parts(
            "multipart/mixed",
            PLAIN,
            "Content-Type: text/plain; name=ata.txt\nContent-Disposition: attachment; filename=ata.txt\n\nSAIR\n",
        ),
        SAID,
    ),
    (
        "attachment of text, inline with a name",
        parts(
            "multipart/mixed",
            PLAIN,
            "Content-Type: text/plain; name=ata.txt\nContent-Disposition: inline; filename=ata.txt\n\nSAIR\n",
        ),
        SAID,
    ),
    (
        "attachment of html",
        parts(
            "multipart/mixed",
            PLAIN,
            "Content-Type: text/html; name=pagina.html\nContent-Disposition: attachment\n\n<p>SAIR</p>\n",
        ),
        SAID,
    ),
    (
        "footer of a list in a part of its own",
        parts(
            "multipart/mixed",
            PLAIN,
            "Content-Type: text/plain; charset=utf-8\nContent-Disposition: inline\n\nEsta mensagem é confidencial. Se a recebeu por engano, apague-a.\n",
        ),
        SAID,
    ),
    (
        "winmail.dat",
        parts(
            "multipart/mixed",
            PLAIN,
            "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Disposition: attachment; filename=winmail.dat\nContent-Transfer-Encoding: base64\n\neJ8+IgEAAQA=\n",
        ),
        SAID,
    ),
    (
        "winmail.dat alone",
        headed(b"eJ8+IgEAAQA=\n", "application/ms-tnef; name=winmail.dat", encoding="base64"),
        {"kind": "mail", "text": "", "automatic": False},
    ),
    (
        "s/mime signed",
        parts(
            'multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256',
            PLAIN,
            "Content-Type: application/pkcs7-signature; name=smime.p7s\nContent-Transfer-Encoding: base64\n\nMIIB\n",
        ),
        SAID,
    ),
    (
        "pgp signed",
        parts(
            'multipart/signed; protocol="application/pgp-signature"',
            PLAIN,
            "Content-Type: application/pgp-signature; name=signature.asc\n\n-----BEGIN PGP SIGNATURE-----\nSAIR\n-----END PGP SIGNATURE-----\n",
        ),
        SAID,
    ),
    (
        "s/mime opaque",
        headed(
            b"MIIB\n", "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", encoding="base64"
        ),
        {"kind": "mail", "text": ""},
    ),
    (
        "forwarded as attachment",
        parts(
            "multipart/mixed",
            PLAIN,
            "Content-Type: message/rfc822\nContent-Disposition: attachment\n\nFrom: x@example.com\nSubject: SAIR\nContent-Type: text/plain\n\nSAIR\n",
        ),
        SAID,
    ),
    (
        "forwarded as attachment with nothing said",
        parts(
            "multipart/mixed",
            "Content-Type: message/rfc822\n\nFrom: x@example.com\nContent-Type: text/plain\n\nSAIR\n",
        ),
        {"kind": "mail", "text": ""},
    ),
    (
        "bounce forwarded by a person as attachment",
        parts(
            "multipart/mixed",
            PLAIN,
            "Content-Type: message/rfc822\n\nFrom: MAILER-DAEMON@x.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=r\n\n--r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x.example\n\nFinal-Recipient: rfc822; marina@cliente-exemplo.com.br\nAction: failed\nStatus: 5.1.1\n\n--r--\n",
        ),
        SAID,
    ),
    (
        "boundary that never comes",
        headed(TEXT, "multipart/mixed; boundary=nunca"),
        {"kind": "mail", "text": TEXT},
    ),
    ("last boundary missing", headed(f"--b1\n{PLAIN}", "multipart/alternative; boundary=b1"), {"text": TEXT}),
    (
        "boundary with spaces at the end",
        headed(f"--b1  \n{PLAIN}\n--b1--  \n", 'multipart/mixed; boundary="b1"'),
        SAID,
    ),
    (
        "boundaries that begin alike",
        headed(
            f"--b\nContent-Type: multipart/alternative; boundary=bb\n\n--bb\n{PLAIN}\n--bb\n{PAGE}\n--bb--\n--b--\n",
            "multipart/mixed; boundary=b",
        ),
        SAID,
    ),
    ("carriage returns and line feeds", plain(TEXT + "\n\n" + QUOTED).replace(b"\n", b"\r\n"), SAID),
    (
        "mbox's from line above",
        b"From marina@cliente-exemplo.com.br Mon Nov 23 10:00:00 2026\n" + plain(TEXT),
        {"text": TEXT},
    ),
    ("nothing at all", b"", {"kind": "mail", "text": "", "from": "", "to": []}),
    ("headers alone", headed(b""), {"kind": "mail", "text": "", "from": SENDER, "to": [US]}),
    (
        "a thousand levels",
        headed(
            "".join(
                f"Content-Type: multipart/mixed; boundary=n{n}\n\n--n{n}\n" if n else "--n0\n"
                for n in range(1_000)
            )
            + PLAIN,
            "multipart/mixed; boundary=n0",
        ),
        {"kind": "mail", "from": SENDER},
    ),
    (
        "ten levels",
        headed(
            "--n0\n"
            + "".join(f"Content-Type: multipart/mixed; boundary=n{n}\n\n--n{n}\n" for n in range(1, 10))
            + PLAIN,
            "multipart/mixed; boundary=n0",
        ),
        SAID,
    ),
    (
        "a bomb of headers",
        headed(TEXT, more="\n".join(f"X-Bomb-{n}: {'x' * 50}" for n in range(5_000))),
        SAID,
    ),
    ("a header of 300 kB", headed(TEXT, more="X-Bomb: " + "x" * 300_000), SAID),
    ("quotation of 20,100 characters above the words", plain("> " + "x " * 10_050 + "\n\n" + TEXT), SAID),
    (
        "quotation of 300 kB above the words",
        plain("\n".join(["> " + "linha " * 10] * 5_000) + "\n\n" + TEXT),
        SAID,
    ),
    (
        "quotation of 300 kB below the words",
        plain(TEXT + "\n\nEm 23/11/2026 10:00, Acme escreveu:\n" + "\n".join(["> " + "linha " * 10] * 5_000)),
        SAID,
    ),
    ("a signature of 20,100 characters", plain(TEXT + "\n-- \n" + "nome " * 4_020), SAID),
    (
        "a picture of 20 MB",
        headed(
            f"--b1\n{PLAIN}\n--b1\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n".encode()
            + (b"A" * 76 + b"\n") * 272_000
            + b"--b1--\n",
            "multipart/mixed; boundary=b1",
        ),
        SAID,
    ),
    (
        "a picture of 20 MB before the words",
        headed(
            b"--b1\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n"
            + (b"A" * 76 + b"\n") * 272_000
            + f"--b1\n{PLAIN}\n--b1--\n".encode(),
            "multipart/mixed; boundary=b1",
        ),
        SAID,
    ),
]
"""Of what parts, charsets and encodings do to what was written."""

FOUND: dict[str, Any] = {"kind": "mail", "text": TEXT, "from": SENDER, "to": [US]}
OTHER = f"0f1e2d3c4b5a69788796a5b4c3d2e1f0.a1b2c3d4e5f6@{DOMAIN}"
BARE = stamped().replace(f" for {US};\n", " ;\n")

ADDRESSES: list[Case] = [
    ("no from", headed(TEXT, sender=""), {"from": "", "to": [US], "text": TEXT}),
    ("no date", plain(TEXT).replace(b"Date: Mon, 23 Nov 2026 10:42:05 -0300\n", b""), FOUND),
    ("date that is none", plain(TEXT).replace(b"Date: Mon, 23 Nov 2026", b"Date: ontem"), FOUND),
    ("upper-case reply address", headed(TEXT, to=f"To: {US.upper()}"), FOUND),
    (
        "reply address in cc alone",
        headed(TEXT, to=f"To: Vendas <vendas@acme.com.br>\nCc: <{US}>", stamp=BARE),
        FOUND,
    ),
    (
        "reply address in delivered-to alone",
        headed(TEXT, to=f"To: vendas@acme.com.br\nDelivered-To: {US}", stamp=BARE),
        FOUND,
    ),
    (
        "reply address in x-original-to alone",
        headed(TEXT, to=f"To: vendas@acme.com.br\nX-Original-To: {US}", stamp=BARE),
        FOUND,
    ),
    ("reply address in the envelope alone", headed(TEXT, to="To: undisclosed-recipients:;"), FOUND),
    ("no to at all", headed(TEXT, to=""), FOUND),
    ("group syntax", headed(TEXT, to=f"To: Vendas: ana@acme.com.br, {US};", stamp=BARE), FOUND),
    (
        "reply address as a name before another",
        headed(TEXT, to=f'To: "{US}" <vendas@acme.com.br>', stamp=BARE),
        {**FOUND, "to": []},
    ),
    ("name with a comma unquoted", headed(TEXT, to=f"To: Vendas, Acme <{US}>", stamp=BARE), FOUND),
    ("encoded name", headed(TEXT, to=f"To: =?utf-8?B?QWNtw6kgVmVuZGFz?= <{US}>", stamp=BARE), FOUND),
    ("name of eight bits", headed(TEXT, sender=f"From: Marína <{SENDER}>"), FOUND),
    (
        "encoded name of the sender with a comma",
        headed(TEXT, sender=f"From: =?iso-8859-1?Q?Campos=2C_Mar=EDna?= <{SENDER}>"),
        FOUND,
    ),
    ("sender in capitals", headed(TEXT, sender="From: MARINA <MARINA@CLIENTE-EXEMPLO.COM.BR>"), FOUND),
    (
        "sender of an international domain",
        headed(TEXT, sender="From: José <jose@padaria-são-joão.com.br>"),
        {"from": "jose@xn--padaria-so-joo-yhbe.com.br"},
    ),
    (
        "sender of a domain in punycode",
        headed(TEXT, sender="From: <jose@xn--padaria-so-joo-8nbe.com.br>"),
        {"from": "jose@xn--padaria-so-joo-8nbe.com.br"},
    ),
    (
        "sender with a plus",
        headed(TEXT, sender="From: Marina <marina+acme@cliente-exemplo.com.br>"),
        {"from": "marina+acme@cliente-exemplo.com.br"},
    ),
    (
        "sender folded over lines",
        headed(TEXT, sender=f"From: =?utf-8?q?Marina_de_Campos_e_?=\n =?utf-8?q?Silva?=\n <{SENDER}>"),
        FOUND,
    ),
    (
        "answer from another address",
        headed(TEXT, sender="From: Marina <marina@casa-exemplo.com.br>"),
        {"from": "marina@casa-exemplo.com.br", "to": [US], "trusted": True},
    ),
    (
        "two addresses in from",
        headed(TEXT, sender=f"From: Marina <{SENDER}>, Rui <rui@cliente-exemplo.com.br>"),
        {"from": SENDER, "to": [US]},
    ),
    (
        "two from headers",
        headed(TEXT, sender=f"From: Marina <{SENDER}>\nFrom: Rui <rui@outro-exemplo.com.br>"),
        {"trusted": False, "to": [US]},
    ),
    ("sender header of an assistant", headed(TEXT, more="Sender: secretaria@cliente-exemplo.com.br"), FOUND),
    (
        "message id with no brackets",
        plain(TEXT).replace(b"<abc123@cliente-exemplo.com.br>", b"abc123@cliente-exemplo.com.br"),
        {**FOUND, "messageId": "abc123@cliente-exemplo.com.br"},
    ),
    ("message id of outlook in brackets", plain(TEXT).replace(b"<abc123@", b"<[abc123]@"), FOUND),
    (
        "references folded, doubled and broken",
        headed(TEXT, more=f"References: <a@x> <b@x>\n <a@x>\n\t<{US}> broken <c"),
        FOUND,
    ),
    (
        "in reply to alone",
        headed(TEXT, more="In-Reply-To: <0100-1@email.amazonses.com>"),
        {**FOUND, "references": ["0100-1@email.amazonses.com"]},
    ),
    (
        "in reply to with words",
        headed(TEXT, more="In-Reply-To: Your message of Monday <0100-1@email.amazonses.com>"),
        {**FOUND, "references": ["0100-1@email.amazonses.com"]},
    ),
    (
        "subject in pieces",
        headed(TEXT, subject="Subject: =?UTF-8?Q?Re:_Reuni=C3=A3o?=\n =?UTF-8?Q?_de_quinta?="),
        {"subject": "Re: Reunião de quinta"},
    ),
    (
        "subject split within a character",
        headed(TEXT, subject="Subject: =?UTF-8?B?UmV1bmnD?=\n =?UTF-8?B?o28=?="),
        {"subject": "Reunião"},
    ),
    ("subject of an unknown charset", headed(TEXT, subject="Subject: =?x-nada?Q?Re=3A_Estoque?="), FOUND),
    (
        "subject of eight bits in latin-1",
        plain(TEXT).replace(b"Subject: Re: Estoque", "Subject: Reunião".encode("latin-1")),
        {"subject": "Reunião"},
    ),
    ("no subject", headed(TEXT, subject=""), {**FOUND, "subject": ""}),
    ("two of our addresses", headed(TEXT, to=f"To: {US}\nCc: {OTHER}"), {"to": [US, OTHER]}),
    ("our address at another domain", headed(TEXT, to=f"To: {US}.evil.example", stamp=BARE), {"to": []}),
    (
        "reply address within srs",
        headed(TEXT, to=f"To: x@y.example\nX-Forwarded-To: {US}", stamp=BARE),
        FOUND,
    ),
]
"""Of who wrote and to whom."""


def told(
    headers: str, subject: str = "Re: Estoque", text: str = "Estou fora até 30/11.", stamp: str | None = None
) -> bytes:
    """Return a mail of plain text with these headers."""
    return headed(text, more=headers, subject=f"Subject: {subject}", stamp=stamp)


AUTOMATIC: list[tuple[str, bytes, bool]] = [
    ("rfc 3834", told("Auto-Submitted: auto-replied"), True),
    ("rfc 3834 with a parameter", told('Auto-Submitted: auto-replied; owner-email="m@x.example"'), True),
    ("rfc 3834 in capitals with a comment", told("AUTO-SUBMITTED: Auto-Generated (by rule)"), True),
    ("rfc 5435", told("Auto-Submitted: auto-notified"), True),
    ("rfc 3834 of a person", told("Auto-Submitted: no"), False),
    ("rfc 3834 of a person with a comment", told("Auto-Submitted: (a person) no"), False),
    (
        "exchange absence",
        told(
            "X-Auto-Response-Suppress: All\nauto-submitted: auto-generated\nX-MS-Exchange-Inbox-Rules-Loop: marina@cliente-exemplo.com.br",
            "Resposta automática: Estoque",
        ),
        True,
    ),
    (
        "exchange absence, oof header alone",
        told(
            "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent\nX-Auto-Response-Suppress: DR, OOF, AutoReply"
        ),
        True,
    ),
    (
        "gmail absence",
        told(
            "Precedence: bulk\nX-Autoreply: yes\nAuto-Submitted: auto-replied",
            "Fora do escritório Re: Estoque",
        ),
        True,
    ),
    ("precedence alone", told("Precedence: auto_reply"), True),
    ("precedence junk", told("Precedence: junk"), True),
    ("precedence of the first class", told("Precedence: first-class"), False),
    ("x-precedence", told("X-Precedence: bulk"), True),
    ("cpanel", told("X-Autorespond: Estoque\nX-Loop: marina@cliente-exemplo.com.br\nPrecedence: bulk"), True),
    ("autoreply of plesk", told("X-Autoreply: yes"), True),
    ("x-mail-autoreply", told("X-Mail-Autoreply: vacation"), True),
    ("x-autogenerated", told("X-Autogenerated: Reply"), True),
    ("x-autoreply-from", told("X-AutoReply-From: marina@cliente-exemplo.com.br"), True),
    ("x-post-messageclass", told("X-POST-MessageClass: 9; Autoresponder"), True),
    ("x-fc-machinegenerated", told("X-FC-MachineGenerated: true"), True),
    ("delivered to an autoresponder", told("Delivered-To: Autoresponder"), True),
    (
        "zendesk",
        told(
            "X-Mailer: Zendesk Mailer\nAuto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\nX-Zendesk-From-Account-Id: a1b2",
            "[Exemplo] Recebemos sua solicitação",
        ),
        True,
    ),
    (
        "freshdesk",
        told("X-Auto-Response-Suppress: DR, RN, OOF, AutoReply\nAuto-Submitted: auto-generated"),
        True,
    ),
    ("movidesk", told("X-Auto-Response-Suppress: All\nPrecedence: bulk", "Ticket #123 aberto"), True),
    (
        "notes agent",
        told(
            "Auto-Submitted: auto-generated",
            "AUTO: Marina Campos está ausente do escritório (retorno 30/11/2026)",
        ),
        True,
    ),
    (
        "notes agent by its subject",
        told("", "AUTO: Marina Campos está ausente do escritório (retorno 30/11/2026)"),
        True,
    ),
    (
        "list",
        told(
            "List-Id: Compras <compras.cliente-exemplo.com.br>\nList-Unsubscribe: <mailto:x@y.example>\nPrecedence: list"
        ),
        True,
    ),
    (
        "null return path",
        told("", stamp=stamped().replace(f"Return-Path: <{SENDER}>", "Return-Path: <>")),
        True,
    ),
    ("subject pt", told("", "Resposta automática: Estoque"), True),
    ("subject pt in pieces", told("", "=?utf-8?B?UmVzcG9zdGEgYXV0b23DoXRpY2E6IEVzdG9xdWU=?="), True),
    ("subject pt-PT", told("", "Resposta Automática: Re: Estoque"), True),
    ("subject en", told("", "Automatic reply: Estoque"), True),
    ("subject out of office", told("", "Out of Office: Estoque"), True),
    ("subject es", told("", "Respuesta automática: Estoque"), True),
    ("subject fr", told("", "Réponse automatique : Estoque"), True),
    ("subject de", told("", "Automatische Antwort: Estoque"), True),
    ("subject ausência temporária", told("", "Ausência Temporária: Estoque"), True),
    ("subject fora do escritório", told("", "Fora do escritório: Estoque"), True),
    (
        "person who answers an automatic answer of ours",
        told("", "Re: Resposta automática: Estoque", "Quinta às 15h."),
        False,
    ),
    (
        "person who asks for priority",
        told("X-Priority: 1\nImportance: high\nX-MSMail-Priority: High", text="Quinta às 15h."),
        False,
    ),
    (
        "person from outlook",
        told(
            "X-MS-Has-Attach:\nX-MS-TNEF-Correlator:\nx-ms-exchange-messagesentrepresentingtype: 1\nThread-Topic: Estoque\nX-Mailer: Microsoft Outlook 16.0\nAccept-Language: pt-BR",
            text="Quinta",
        ),
        False,
    ),
    ("person who asks for no receipts", told("X-Auto-Response-Suppress: None", text="Quinta"), False),
    (
        "person who asks for a receipt",
        told(
            "Disposition-Notification-To: marina@cliente-exemplo.com.br\nReturn-Receipt-To: m@x.example",
            text="Quinta",
        ),
        False,
    ),
    (
        "ticket system without headers",
        told("", "Recebemos seu e-mail", "Recebemos seu e-mail. Protocolo 123."),
        False,
    ),
    (
        "read receipt of outlook",
        parts(
            "multipart/report; report-type=disposition-notification",
            "Content-Type: text/plain; charset=utf-8\n\nSua mensagem foi lida em segunda-feira.\n",
            f"Content-Type: message/disposition-notification\n\nReporting-UA: x; Outlook\nFinal-Recipient: rfc822;{SENDER}\nDisposition: manual-action/MDN-sent-manually; displayed\n",
        ),
        True,
    ),
]
"""Of whom wrote: a program, or a person."""

TRUST: list[tuple[str, bytes, bool]] = [
    ("all pass", plain(TEXT), True),
    ("spf alone", headed(TEXT, stamp=stamped(dkim="none", dmarc="none")), True),
    ("dkim alone", headed(TEXT, stamp=stamped(spf="fail")), True),
    ("dkim alone, spf softfail, no dmarc", headed(TEXT, stamp=stamped(spf="softfail", dmarc="none")), True),
    ("both fail", headed(TEXT, stamp=stamped("fail", "fail", "fail")), False),
    ("softfail and none", headed(TEXT, stamp=stamped("softfail", "none", "none")), False),
    ("errors", headed(TEXT, stamp=stamped("temperror", "permerror", "none")), False),
    ("neutral and neutral", headed(TEXT, stamp=stamped("neutral", "neutral", "none")), False),
    ("another domain's pass", headed(TEXT, stamp=stamped("pass", "pass", "fail")), False),
    ("spam", headed(TEXT, stamp=stamped(spam="FAIL")), False),
    ("grey", headed(TEXT, stamp=stamped(spam="GRAY")), True),
    ("virus", headed(TEXT, stamp=stamped(virus="FAIL")), False),
    ("not scanned", headed(TEXT, stamp=stamped(spam="DISABLED", virus="PROCESSING_FAILED")), True),
    (
        "forged below those of ses",
        headed(
            TEXT,
            more="Authentication-Results: amazonses.com; spf=pass; dkim=pass; dmarc=pass\nX-SES-Spam-Verdict: PASS",
            stamp=stamped("fail", "fail", "fail"),
        ),
        False,
    ),
    (
        "forged fail below those of ses",
        headed(
            TEXT,
            more="Authentication-Results: amazonses.com; spf=fail; dkim=fail; dmarc=fail\nX-SES-Spam-Verdict: FAIL\nX-SES-Virus-Verdict: FAIL",
        ),
        True,
    ),
    (
        "results of a forwarder below",
        headed(TEXT, more="Authentication-Results: mx.google.com; spf=fail; dkim=fail; dmarc=fail"),
        True,
    ),
    (
        "pass within a comment of fail",
        headed(
            TEXT,
            stamp=stamped()
            .replace("spf=pass (spfCheck: pass)", "spf=fail (spf=pass dkim=pass)")
            .replace("dkim=pass", "dkim=fail")
            .replace("dmarc=pass", "dmarc=none"),
        ),
        False,
    ),
    (
        "pass within the envelope address",
        headed(
            TEXT,
            stamp=stamped("fail", "fail", "none").replace(
                f"envelope-from={SENDER}", 'envelope-from="a; dkim=pass"@x.example'
            ),
        ),
        False,
    ),
    (
        "several signatures, one passes",
        headed(
            TEXT,
            stamp=stamped("fail", "fail", "pass").replace(
                " dmarc=pass", " dkim=pass header.i=@cliente-exemplo.com.br;\n dmarc=pass"
            ),
        ),
        True,
    ),
    (
        "results in capitals",
        headed(TEXT, stamp=stamped().replace("spf=pass", "SPF=PASS").replace("dkim=pass", "DKIM=Pass")),
        True,
    ),
]
"""Of what may be believed."""
