"""What a program may have put below a mail never ends anything at once, and what somebody wrote there still may."""

from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.mail import html, written_words
from handlers.conversation.rules.reading import mail_appended
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context, Reading
from handlers.meetings.rules.times import Slot
from tests import lines

ZONE = ZoneInfo("America/Sao_Paulo")
NOW = datetime(2026, 11, 24, 10, tzinfo=ZONE)
SLOTS = tuple(
    Slot(start, start + timedelta(hours=1)) for start in (NOW + timedelta(days=day) for day in (2, 3, 6))
)
CONTEXTS = (Context(ZONE, NOW), Context(ZONE, NOW, SLOTS), Context(ZONE, NOW, (), scheduled=True))
ENDS = (Intent.OPT_OUT, Intent.CANCEL)
THANKS = (
    "Obrigado pelo contato!",
    "Perfeito, até quinta.",
    "Ok, combinado.",
    "Thanks, see you then.",
    "De acuerdo.",
)
NAMES = ("", "José Lima\n", "Att,\n\nMaria Souza\n(11) 3333-4444\n\n")
FOOTERS = (
    "Cancelar inscrição",
    "Sair da lista",
    "Descadastre-se",
    "Descadastrar meu e-mail",
    "Não quero mais receber estes e-mails",
    "Quero sair desta lista <https://x.example/s>",
    "Remover meu e-mail (https://x.example/r)",
    "Cancelar inscrição | Sair da lista",
    "Política de privacidade | Cancelar recebimento | Fale conosco",
    "Gerenciar preferências - Descadastrar",
    "[Cancelar inscrição]",
    "Para sair da lista clique aqui: https://x.example/sair",
    "Descadastrar aqui",
    "Enviado por RD Station\nDescadastrar",
    "Padaria Sol Ltda\nRua das Flores, 10 - São Paulo\nDescadastrar",
    "Sem fidelidade: cancele quando quiser!",
    "Assine já. Cancele a qualquer momento.",
    "Pare de perder dinheiro com planilhas!",
    "Desmarque sua consulta com 24 horas de antecedência.",
    "Não enviamos mais boletos por e-mail.",
    "Saia da rotina: visite nossa loja!",
    "Experimente grátis, cancele online.",
    "Unsubscribe",
    "Unsubscribe here",
    "Unsubscribe <https://x.example/u>",
    "Unsubscribe\n<https://x.example/u>",
    "Unsubscribe | View in browser",
    "Remove me from this list",
    "Opt out of these emails [1]",
    "Stop receiving these emails <https://x.example/u>",
    "I no longer want to receive these emails",
    "Sent by HubSpot\nUnsubscribe from all emails",
    "Cancel anytime, no questions asked.",
    "Free trial. Cancel whenever you want.",
    "Stop wasting money on spreadsheets!",
    "Update your preferences or unsubscribe from this list",
    "Darse de baja",
    "Darme de baja de esta lista <https://x.example/b>",
    "Cancelar suscripción | Ver en el navegador",
    "No quiero recibir más correos",
    "Dejar de recibir estos correos: https://x.example/b",
    "Prueba gratis, cancela cuando quieras.",
    "Deje de pagar de más: llámenos.",
    "Sin compromiso. Cancele en cualquier momento.",
    "Eliminar mi correo de la lista",
    "Não me mande mais e-mails",
    "Cancelar",
    "Sair",
    "Excluir meus dados",
    "Não desejo mais receber mensagens",
)
"""Footers, links with and without their address, and advertisements."""
LINKS = (
    "Cancelar inscrição | Sair da lista",
    "Descadastrar aqui",
    "[Cancelar inscrição]",
    "Enviado por RD Station\nDescadastrar",
    "Unsubscribe <https://x.example/u>",
    "Unsubscribe\n<https://x.example/u>",
    "Remove me from this list <https://x.example/u>",
    "Cancelar suscripción | Ver en el navegador",
    "Dejar de recibir estos correos: https://x.example/b",
)
ORDERS = (
    "SAIR",
    "SAIR\n\nJosé Lima\nGerente",
    "SAIR\nhttps://padaria.example",
    "Obrigado.\n\nSAIR",
    "Ana,\nme tira da lista",
    "Bom dia\n\nNão quero mais receber e-mails",
    "Bom dia.\n\nNão quero mais receber e-mails, obrigado.",
    "Olá, Ana, tudo bem?\n\nFavor retirar meu e-mail da base.",
    "Recebi sua mensagem.\n\nNão me mandem mais nada, por favor.",
    "Hello,\n\nPlease remove me from your list.\n\nThanks",
    "Hola:\n\nNo quiero recibir más correos, gracias.",
    "Oi Ana, tudo bem?\n\nPreciso cancelar a reunião de quinta, surgiu um imprevisto.",
    "Tive um imprevisto.\n\nCancele, por favor.",
    "Hi Ana,\n\nI need to cancel our meeting.",
)
MAY_BE_LINKS = (
    "Obrigado.\n\nNão quero mais receber e-mails",
    "Thanks.\n\nUnsubscribe",
    "De acuerdo.\nDarme de baja",
)


def read(text: str, context: Context) -> Reading:
    words = written_words.words(text, "José Lima")
    classify = partial(STAGES.classify, context=context)
    return mail_appended.doubted(words, classify(words), classify)


@lines.over(("place", "footer"), [*enumerate(FOOTERS)])
def test_nothing_ends_at_once_by_what_a_program_may_have_put_below_thanks(place: int, footer: str) -> None:
    # Each thanks meets each context below one footer or the next.
    mails = [
        (f"{thanks}\n\n{name}{footer}", CONTEXTS[(place + turn) % len(CONTEXTS)])
        for turn, thanks in enumerate(THANKS)
        for name in NAMES
    ]
    read_so = [(mail, read(mail, context)) for mail, context in mails]
    assert [(mail, found) for mail, found in read_so if found.certain and found.intent in ENDS] == []


@pytest.mark.parametrize("link", LINKS)
def test_a_link_that_is_known_for_one_is_cut(link: str) -> None:
    assert written_words.words(f"Ok, combinado.\n\n{link}") == "Ok, combinado."


@pytest.mark.parametrize("order", ORDERS)
def test_an_order_in_which_somebody_is_heard_is_certain_wherever_it_stands(order: str) -> None:
    found = read(order, CONTEXTS[-1])
    assert (found.certain, found.intent in ENDS) == (True, True)


@pytest.mark.parametrize("order", MAY_BE_LINKS)
def test_an_order_that_may_be_a_link_is_merely_likely(order: str) -> None:
    found = read(order, CONTEXTS[-1])
    assert not found.certain


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ('<p>Ok</p><p><a href="https://x">Unsubscribe from this list</a></p>', "Ok"),
        ('<p>Ok</p><a href="x">Cancelar inscrição</a> | <a href="y">Sair da lista</a>', "Ok"),
        ('<p>Ok</p><a href="x"><span>Descadastrar</span></a>', "Ok"),
        ("<p>Ok</p><p>Descadastrar</p>", "Ok\n\nDescadastrar"),
        ('<p>SAIR</p><a href="https://x">www.padaria.example</a>', "SAIR\nwww.padaria.example"),
    ],
)
def test_a_link_of_a_page_that_lets_its_reader_go_is_no_word(page: str, words: str) -> None:
    assert written_words.words(html.text(page)) == words


@pytest.mark.parametrize(
    "advertised",
    [
        "Sem compromisso, cancele a qualquer momento.",
        "Sem fidelidade: cancele quando quiser!",
        "Cancel anytime, no questions asked.",
        "Prueba gratis, cancela cuando quieras.",
    ],
)
def test_nobody_is_asked_back_about_what_may_be_cancelled_at_any_time(advertised: str) -> None:
    assert {read(f"{thanks}\n\n{advertised}", CONTEXTS[-1]).intent for thanks in THANKS}.isdisjoint(ENDS)
