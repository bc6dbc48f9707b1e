"""The person's words are found whole, and nothing that somebody else or a program wrote is taken for them."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.conversation.rules.mail import html
from handlers.conversation.rules.mail.written_words import words

QUOTED = "Para não receber mais mensagens, responda\nSAIR\nA segunda opção é quinta às 10h."
ADDRESS = "0f1e2d3c4b5a69788796a5b4c3d2e1f0.5d1f0c9a7b3e@respostas.acme.com.br"


def marked(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


ANNOUNCEMENTS = (
    "Em seg., 23 de nov. de 2026 às 10:00, Acme Vendas <\n{address}> escreveu:",
    "Em segunda-feira, 23 de novembro de 2026 às 10:00:00 BRT, Acme Vendas <{address}> escreveu:",
    "Em 23 de nov. de 2026, à(s) 10:00, Acme Vendas <{address}> escreveu:",
    "Em 23/11/2026 10:00, Acme Vendas escreveu:",
    "No dia 23/11/2026, às 10:00, Acme Vendas <{address}> escreveu:",
    "Acme Vendas <{address}> escreveu (segunda, 23/11/2026 à(s)\n10:00):",
    "Acme Vendas <{address}> escreveu no dia segunda, 23/11/2026 à(s) 10:00:",
    "Acme Vendas escreveu em 23/11/2026 10:00:",
    "On Mon, Nov 23, 2026 at 10:00 AM Acme Sales <\n{address}> wrote:",
    "On Monday, November 23rd, 2026 at 10:00, Acme Sales <{address}> wrote:",
    "On 11/23/26 10:00, Acme Sales wrote:",
    "El lun, 23 nov 2026 a las 10:00, Acme Ventas (<{address}>)\nescribió:",
    "El 23/11/26 a las 10:00, Acme Ventas escribió:",
    "2026-11-23 10:00 GMT-03:00 Acme Vendas <{address}>:",
    "Am 23.11.2026 um 10:00 schrieb Acme <{address}>:",
    "Le lun. 23 nov. 2026 à 10:00, Acme <{address}> a écrit :",
)
BLOCKS = (
    "De: Acme <{address}>\nEnviada em: segunda-feira, 23 de novembro de 2026 10:00\nPara: João\nAssunto: Estoque",
    "*De:* Acme Vendas <{address}>\n*Enviado:* segunda-feira, 23 de novembro de 2026 10:00\n*Para:* João\n*Assunto:* X",
    "________________________________\nDe: Acme\nEnviado: 23 de novembro de 2026 10:00\nPara: João\nAssunto: Estoque",
    "From: Acme Sales\nSent: Monday, November 23, 2026 10:00 AM\nTo: John\nCc: Ana\nSubject: Stock",
    "De: Acme\nEnviado el: lunes, 23 de noviembre de 2026 10:00\nPara: Juan\nAsunto: Inventario",
    "-----Mensagem original-----\nDe: Acme",
    "-----Original Message-----\nFrom: Acme",
    "-------- Mensagem original --------\nDe: Acme",
    "---------- Mensagem encaminhada ---------\nDe: Acme",
    "Início da mensagem encaminhada:\n\nDe: Acme",
)
CLOSINGS = (
    "--\nJoão Modelo\nGerente, 2 a 4",
    "-- \nJoão Modelo",
    "Atenciosamente,\nJoão Modelo\nGerente Comercial\n(11) 3333-4444",
    "Att.,\n\nJoão Modelo",
    "Abraços,\nJoão",
    "Best regards,\nJohn Sample\nCEO",
    "Un saludo,\nJuan Ejemplo",
    "Mit freundlichen Grüßen\nHans Muster",
    "Enviado do meu iPhone",
    "Enviado do meu smartphone Samsung Galaxy.",
    "Obter o Outlook para Android<https://aka.ms/AAb9ysg>",
    "Enviado do Yahoo Mail no Android",
    "Sent from my iPhone",
    "Get Outlook for iOS<https://aka.ms/o0ukef>",
    "Enviado desde mi iPhone",
)
NOTICES = (
    "Esta mensagem é confidencial. Se a recebeu por engano, por favor apague este e-mail.",
    "AVISO LEGAL: esta mensagem é destinada exclusivamente ao destinatário. SAIR\nÉ proibido cancelar ou copiar.",
    "Aviso de confidencialidade\nAs informações são sigilosas; caso tenha recebido por engano, notifique o remetente.",
    "As informações contidas nesta mensagem são confidenciais. Caso não seja o destinatário, elimine-a imediatamente.",
    "This e-mail and any attachments are confidential. If you are not the intended recipient, please delete it. STOP",
    "CONFIDENTIALITY NOTICE: The contents of this message are privileged.\n\nUnauthorized use is prohibited.",
    "Este mensaje y sus adjuntos son confidenciales. Si usted no es el destinatario, bórrelo. SALIR",
    "La información contenida en este correo es confidencial y está dirigida exclusivamente a su destinatario.",
    "Antes de imprimir, pense no meio ambiente.",
    "Livre de vírus. www.avast.com",
    "Se não deseja mais receber nossos e-mails, responda com SAIR.",
)

SOME = settings(max_examples=40)

sentence = st.lists(
    st.text("abcdefghilmnoprstuvãéíç2410", min_size=1, max_size=9), min_size=1, max_size=6
).map(lambda each: " ".join(each))
said = st.lists(sentence, min_size=1, max_size=4).map("\n".join)
"""Words without any that a closing, an announcement or a notice begins with, apart from chance."""


@SOME
@given(said, st.sampled_from(ANNOUNCEMENTS), st.sampled_from(("", *CLOSINGS)), st.booleans())
def test_words_above_a_quotation_are_found_whole_and_nothing_of_it(
    text: str, announcement: str, closing: str, with_marks: bool
) -> None:
    quoted = marked(QUOTED) if with_marks else QUOTED
    mail = f"{text}\n\n{closing}\n\n{announcement.format(address=ADDRESS)}\n\n{quoted}\n"
    assert words(mail) == text


@SOME
@given(said, st.sampled_from(BLOCKS), st.sampled_from(("", *CLOSINGS)))
def test_words_above_a_block_of_fields_are_found_whole_and_nothing_below_it(
    text: str, block: str, closing: str
) -> None:
    assert words(f"{text}\n\n{closing}\n\n{block.format(address=ADDRESS)}\n\n{QUOTED}") == text


@SOME
@given(said, said, st.sampled_from(ANNOUNCEMENTS[:14]))
def test_answers_between_and_below_quoted_lines_are_words(first: str, last: str, announcement: str) -> None:
    above = announcement.format(address=ADDRESS)
    mail = f"{above}\n\n> Qual horário?\n\n{first}\n\n> Onde?\n> SAIR\n\n{last}\n\n-- \nJoão Modelo\n"
    assert words(mail) == f"{first}\n\n{last}"


@SOME
@given(said, st.sampled_from(NOTICES), st.sampled_from(("", *NOTICES)))
def test_a_notice_is_never_somebodys_words(text: str, notice: str, other: str) -> None:
    assert words(f"{text}\n\n{notice}\n\n{other}") == text
    assert words(notice) == ""


@SOME
@given(said, st.sampled_from(ANNOUNCEMENTS), st.sampled_from(NOTICES))
def test_whatever_stands_above_it_a_quoted_command_is_no_word(
    text: str, announcement: str, notice: str
) -> None:
    mail = f"{text}\n{notice}\n\n{announcement.format(address=ADDRESS)}\n{marked(QUOTED)}\n{marked(notice)}"
    assert re.search(r"\b(?:SAIR|STOP|SALIR)\b", words(mail)) is None


def test_a_quotation_of_any_length_is_cut_before_any_limit() -> None:
    long = "\n".join(marked(QUOTED) for _ in range(5_000))
    assert words(f"Em 23/11/2026 10:00, Acme escreveu:\n{long}\n\nPode ser a 2.") == "Pode ser a 2."


@pytest.mark.parametrize(
    "text",
    [
        "SAIR\nJoão Modelo\nGerente Comercial",
        "Obrigado\nA opção 2",
        "Oi, Ana,\nThanks, option 2 works for me",
        "- segunda\n- quarta",
        "De: segunda\nPara: quarta",
        "Em resposta ao que você escreveu:\nnão tenho interesse",
        "Este e-mail chegou por engano, me tirem da lista",
        "Esta mensagem chegou para mim por engano, não sou o destinatário",
        "Esta mensagem é para confirmar a reunião de quinta",
        "Este e-mail é confidencial? Quero saber antes de responder.",
        "Não clique em enviar ainda, quero remarcar",
        "Atenciosamente",
        "Abraços",
        "obrigado",
        "Data: 23/11, às 10h",
    ],
)
def test_words_that_look_like_something_else_stay(text: str) -> None:
    assert words(text) == text


@pytest.mark.parametrize("break_", ["\r\n", "\r", "\n", "\u2028"])
def test_lines_may_end_in_any_way(break_: str) -> None:
    assert (
        words(break_.join(["Pode ser.", "", "Em 23/11/2026 10:00, Acme escreveu:", "> SAIR"])) == "Pode ser."
    )


@SOME
@given(st.text(max_size=400))
def test_any_text_is_read_and_reading_it_again_adds_nothing(text: str) -> None:
    assert len(words(text)) <= len(text)


@SOME
@given(said, st.sampled_from(("gmail_quote", "yahoo_quoted", "protonmail_quote", "moz-forward-container")))
def test_quotations_of_html_are_lines_with_a_mark(text: str, kind: str) -> None:
    shown = text.replace("\n", "<br>")
    tag = "blockquote" if kind == "gmail_quote" else "div"
    page = f'<div>{shown}</div><{tag} class="{kind}"><div>SAIR</div><div>agora</div></{tag}>'
    assert html.text(page) == f"{text}\n> SAIR\n> agora"
    assert words(html.text(page)) == text


@pytest.mark.parametrize(
    "signature",
    [
        "José\nHorário de atendimento: sexta às 15h",
        "Maria\nAv. Brasil, 1500",
        "John\nOffice hours: Fri 3pm (Suite 1100)",
        "Maria\nSala 1430 (Rua das Flores, 2)",
        "Maria Lima\nAtendimento: terça 14:30\n\nTel. 11 3333-4444",
    ],
)
def test_a_name_above_office_hours_and_addresses_alone_begins_a_signature(signature: str) -> None:
    assert words(f"Nenhum serve.\n\n{signature}") == "Nenhum serve."


@pytest.mark.parametrize(
    "text",
    [
        "A 2.\nEndereço:\nRua das Flores, 2",
        "Segue o endereço:\nPadaria Central\nRua Augusta, 200",
        "Onde fica?\nSexta\nAtendimento: sexta às 15h",
        "A 2\nSala 1430",
    ],
)
def test_an_address_that_is_sent_is_no_signature(text: str) -> None:
    assert words(text) == text
