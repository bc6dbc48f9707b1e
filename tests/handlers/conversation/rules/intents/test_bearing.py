"""Tests of what the words of a reply bear out: no step about a meeting follows from a resemblance alone."""

import pytest

from handlers.common.rules import portuguese
from handlers.common.rules.model import Attention, Intent
from handlers.conversation.rules.beside import further_wishes
from handlers.conversation.rules.intents import bearing, giving_up
from handlers.conversation.rules.intents.orders import IRREVERSIBLE
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context, Reading
from local.model.situations import MONDAY, OFFERS, SAO_PAULO

BOOKED = Context(SAO_PAULO, MONDAY, scheduled=True)
NOTHING = Context(SAO_PAULO, MONDAY)
OFFERED = Context(SAO_PAULO, MONDAY, OFFERS["A"])


def read(text: str, context: Context = BOOKED) -> Reading:
    return STAGES.classify(text, context)


def is_silent(text: str) -> bool:
    """Return True if nothing follows from words of somebody booked, and nobody hears of them."""
    reading = read(text)
    return reading.intent is Intent.INTERESTED and reading.certain and further_wishes.reason(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "bom fim de semana",
        "uma ótima semana",
        "tenha um bom dia",
        "até semana que vem",
        "até amanhã",
        "nos vemos quinta",
        "See you Thursday",
        "obrigado pela reunião",
        "tudo bem, obrigado!",
    ],
)
def test_courtesies_keep_the_meeting_and_need_nobody(text: str) -> None:
    assert is_silent(text)


@pytest.mark.parametrize(
    "text",
    [
        "link por favor",
        "link da reunião por favor",
        "Favor encaminhar o link da reunião",
        "enlace por favor",
        "desculpa a demora",
        "Sorry for the late reply",
        "Disculpe la demora",
        "Segue em cópia meu sócio, que participará da reunião.",
        "meu número é esse mesmo",
        "meu email é ze@padaria.example",
        "atraso de 10 min, peço desculpas",
        "não vai ser preciso remarcar",
    ],
)
def test_what_has_no_word_for_a_step_moves_and_ends_nothing_and_asks_nothing_back(text: str) -> None:
    assert read(text).intent not in {*IRREVERSIBLE, Intent.RESCHEDULE}


@pytest.mark.parametrize(
    "text",
    [
        "Presença confirmada. Serei acompanhado de dois colegas.",
        "presença confirmada, vou com meu sócio",
        "confirmado, seremos três",
        "Confirmo minha presença e a da minha sócia.",
        "estaremos lá eu e a Carla",
        "vou sim, e minha esposa também",
        "confirmado! vão comigo a Bia e o Leo",
        "confirmado, vou estar no carro",
        "Confirmed. Two colleagues will join me.",
        "Confirmado. Me acompañarán dos colegas.",
        "coloca minha sócia na reunião tb",
        "Favor incluir a Paula (paula@x.example) no convite da reunião.",
        "Informo que o Sr. Rogério participará da reunião.",
        "Copie a Paula no convite, por favor: paula@firma.example",
        "Please add Tom to the invite",
        "Não poderei participar, mas minha gerente Lúcia irá no meu lugar.",
        "não vou poder ir, pode ser com minha sócia?",
        "No podré asistir, pero irá mi socio en mi lugar",
        "I can't come, my colleague Ana will attend in my place",
    ],
)
def test_who_comes_along_or_instead_is_told_to_a_human_and_ends_nothing(text: str) -> None:
    assert read(text).intent not in {*IRREVERSIBLE, Intent.RESCHEDULE}
    assert not is_silent(text)


@pytest.mark.parametrize(
    "text",
    [
        "vou sim, com certeza!",
        "combinado, eu e vocês",
        "vou colocar na agenda",
        "somos pontuais, estaremos lá",
    ],
)
def test_who_merely_comes_needs_nobody(text: str) -> None:
    assert is_silent(text)


@pytest.mark.parametrize(
    "text",
    [
        "preciso mudar para outro dia",
        "não vou conseguir nesse horário, tem outro?",
        "pode ser meia hora mais tarde?",
        "surgiu um imprevisto, dá pra remarcar?",
        "Could we do it an hour later?",
        "¿La podemos correr una horita?",
    ],
)
def test_a_wish_for_another_time_is_one(text: str) -> None:
    assert read(text).intent is Intent.RESCHEDULE


@pytest.mark.parametrize(
    "text",
    [
        "desisti do outro orçamento",
        "minha esposa pediu pra cancelar o cartão",
        "My wife asked me to cancel the card",
        "desisti da compra do carro",
        "desistimos do outro fornecedor",
        "desistí del otro proveedor",
        "meu chefe pediu pra cancelar o evento de sábado",
        "cancela o café",
    ],
)
def test_whoever_gives_up_something_else_keeps_the_meeting(text: str) -> None:
    assert giving_up.is_of_another_thing(portuguese.words(text))
    assert read(text).intent is not Intent.CANCEL


@pytest.mark.parametrize(
    "text",
    [
        "não quero outra reunião",
        "não quero mais uma reunião",
        "não quero mais outra reunião além dessa",
        "cancela essa nova reunião",
        "pode cancelar a outra",
        "essa nova reunião eu não quero",
        "dispenso essa outra conversa",
        "não quero fazer duas reuniões",
        "não preciso de outra reunião, a de sexta basta",
        "não quero marcar mais nada além dessa",
        "I don't want another meeting",
        "no quiero otra reunión",
    ],
)
def test_whoever_refuses_another_meeting_ends_and_moves_nothing_and_a_human_sees_it(text: str) -> None:
    assert read(text).intent not in {*IRREVERSIBLE, Intent.RESCHEDULE}
    assert further_wishes.reason(text) is Attention.UNCLEAR_REPLY


@pytest.mark.parametrize(
    "text",
    [
        "não quero mais reunião",
        "não quero mais essa reunião, marquei outra no horário",
        "cancela, não quero outra data nem outra reunião",
    ],
)
def test_whoever_gives_up_the_meeting_and_speaks_of_another_one_ends_it(text: str) -> None:
    assert read(text).intent is Intent.CANCEL


@pytest.mark.parametrize(
    "text",
    [
        "cancelar",
        "desisti",
        "quero cancelar a reunião",
        "cancela a de quinta",
        "pode cancelar, obrigado",
        "preciso desmarcar nosso encontro",
        "cancel our call please",
        "Quiero cancelar la cita",
    ],
)
def test_whoever_gives_up_the_meeting_is_understood_at_once(text: str) -> None:
    reading = read(text)
    assert (reading.intent, reading.certain) == (Intent.CANCEL, True)


@pytest.mark.parametrize(
    "text",
    [
        "estou esperando e ninguém entrou",
        "ninguém apareceu",
        "não consigo entrar na chamada",
        "sem som aqui",
        "I'm waiting, nobody is here",
        "estou na recepção",
        "aguardo o link",
        "aguardo a proposta",
        "estou internado",
        "resolvi internamente",
        "que falta de respeito",
    ],
)
def test_whoever_needs_somebody_is_heard(text: str) -> None:
    assert not is_silent(text)


@pytest.mark.parametrize(
    "text",
    [
        "obrigado, mas não vou",
        "thanks, but I can't make it",
        "ok, mas quinta não posso",
        "quinta vou estar viajando",
        "not interested anymore",
        "já resolvi com outra pessoa, obrigado",
        "achei caro",
        "não confirmo a reunião",
        "ainda não posso confirmar minha presença",
    ],
)
def test_an_assent_beside_words_against_coming_is_heard(text: str) -> None:
    assert not is_silent(text)


@pytest.mark.parametrize(
    "text",
    [
        "ah deixa pra lá",
        "deixa pra lá, veio no convite",
        "não precisa mais",
        "cancela, já vi aqui",
        "a Carla desistiu",
        "o concorrente desistiu",
        "cancela o convite do meu sócio",
        "cancelar lembretes",
        "vcs cancelaram a reunião",
        "não fui eu que pedi pra cancelar",
        "não fui eu quem pediu o cancelamento",
        "quem pediu pra cancelar não fui eu",
        "não fui eu que mandei a mensagem de cancelar",
    ],
)
def test_what_takes_back_a_question_or_is_somebody_elses_cancels_nothing(text: str) -> None:
    assert read(text).intent is not Intent.CANCEL


@pytest.mark.parametrize("text", ["não posso em nenhum, cancela por favor", "nenhum serve, cancela"])
def test_an_order_to_cancel_beside_none_of_the_slots_is_asked_back(text: str) -> None:
    reading = read(text, OFFERED)
    assert (reading.intent, reading.certain) == (Intent.CANCEL, False)


@pytest.mark.parametrize(
    "text",
    [
        "Olá! Bem-vindo à Padaria Sol! Agradecemos seu contato. Como podemos ajudar?",
        "Oi! Que bom ter você por aqui! Me conta, como posso te ajudar hoje?",
        "mas eu já sou cliente de vocês",
    ],
)
def test_who_has_shown_no_interest_is_offered_no_slots(text: str) -> None:
    assert read(text, NOTHING).intent is not Intent.INTERESTED


def test_a_reason_against_it_is_no_refusal_of_who_wants_to_listen() -> None:
    assert read("já temos fornecedor, mas posso ouvir", NOTHING).intent is Intent.INTERESTED


def test_an_apology_beside_an_offer_is_no_refusal() -> None:
    assert read("desculpa a demora, estava em reunião", OFFERED).intent not in IRREVERSIBLE


@pytest.mark.parametrize(
    ("text", "is_it"),
    [("bom dia!", True), ("valeu, até lá", True), ("bom dia, qual o link", False), ("ok mas atraso", False)],
)
def test_courtesies_are_known_from_more_than_that(text: str, is_it: bool) -> None:
    assert bearing.is_courteous(portuguese.words(text)) is is_it


@pytest.mark.parametrize(
    "text",
    [
        "Pronto, se faz favor envie-me as horas disponíveis",
        "Envie se faz favor",
        "envie-me as disponibilidades, se faz favor",
        "por favor envie as horas",
        "mande os horários se fizer favor",
        "Sim, se faz favor",
    ],
)
def test_who_asks_to_be_sent_the_times_is_interested_in_either_portuguese(text: str) -> None:
    assert read(text, NOTHING).intent is Intent.INTERESTED


@pytest.mark.parametrize(
    "text",
    [
        "não me envie mais mensagens se faz favor",
        "se faz favor retire-me da lista",
        "faz favor de não enviar mais nada",
        "não envie",
    ],
)
def test_an_order_to_stop_is_one_in_either_portuguese(text: str) -> None:
    reading = read(text, NOTHING)
    assert (reading.intent, reading.certain) == (Intent.OPT_OUT, True)


@pytest.mark.parametrize(
    "text",
    [
        "ah que ótimo, mais um robô querendo vender coisa, era tudo que eu precisava",
        "sim claro, e eu sou o papai noel",
        "ótimo, mais uma mensagem de vendas",
        "amei, mais uma proposta imperdível kkkk",
        "claro, porque eu não tenho nada pra fazer",
        "aham, senta lá claudia",
        "sure, why not, I love spam",
        "sim, no dia de são nunca",
        "claro, me engana que eu gosto",
    ],
)
@pytest.mark.parametrize("context", [NOTHING, OFFERED])
def test_irony_is_no_interest(text: str, context: Context) -> None:
    assert read(text, context).intent is not Intent.INTERESTED


@pytest.mark.parametrize(
    "text",
    [
        "Não desejo mais receber lembretes. A reunião segue mantida.",
        "não me mandem mais mensagem até quinta, a reunião ta mantida",
        "sem mais avisos, vou sim",
        "para de mandar lembrete, eu vou",
        "Sem mais mensagens até a reunião, por favor. Está confirmada.",
        "No envíen más recordatorios, la reunión se mantiene",
        "vai ter reunião quinta né",
        "tá de pé quinta né",
        "me confirma se está de pé",
        "ainda está valendo quinta",
        "Favor enviar a pauta até amanhã.",
        "Favor encaminhar o material até quarta, dia 25.",
        "dá pra marcar mais um horário na sexta?",
        "pode marcar uma segunda reunião?",
        "Could we book another call next week too?",
    ],
)
def test_what_is_wanted_beside_the_meeting_is_a_humans_and_ends_and_moves_nothing(text: str) -> None:
    assert read(text).intent not in {*IRREVERSIBLE, Intent.RESCHEDULE, Intent.OUT_OF_OFFICE}
    assert not is_silent(text)


@pytest.mark.parametrize(
    "text",
    ["vou sim né", "não vi a mensagem antes, confirmado", "não precisa mandar lembrete, já tá na agenda"],
)
def test_who_only_comes_asks_for_nothing(text: str) -> None:
    assert is_silent(text)


@pytest.mark.parametrize(
    "text", ["quero outra data", "marca outro horário na terça", "preciso mudar para outra terça"]
)
def test_another_time_is_no_further_meeting(text: str) -> None:
    assert read(text).intent is Intent.RESCHEDULE


@pytest.mark.parametrize(
    "text",
    [
        "Favor enviar proposta até sexta-feira.",
        "Favor retornar contato após o dia 10.",
        "Solicito retorno na próxima semana.",
        "Entrem em contato na próxima semana, por favor.",
        "Preciso de uma resposta até sexta.",
        "Favor retornar a partir de quinta-feira.",
        "Favor contactar la próxima semana.",
        "Informem como obtiveram meu e-mail (LGPD art. 18).",
        "De onde tiraram meu número?",
    ],
)
def test_what_we_are_to_do_or_to_say_is_a_question_and_no_absence_nor_opt_out(text: str) -> None:
    assert read(text, NOTHING).intent is Intent.QUESTION


@pytest.mark.parametrize(
    "text", ["Estou de férias, favor retornar na próxima semana.", "Retorno na segunda-feira."]
)
def test_an_absence_is_one_beside_a_request(text: str) -> None:
    assert read(text, NOTHING).intent is Intent.OUT_OF_OFFICE


@pytest.mark.parametrize(
    "text",
    ["Sim, sou eu", "é o Zé sim", "Yes, this is he", "pois não", "Ciente, obrigada.", "Acuso o recebimento."],
)
def test_who_says_who_they_are_or_takes_note_has_said_neither_yes_nor_no(text: str) -> None:
    assert read(text, NOTHING).intent is Intent.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "sim, pode falar",
        "Anotado, vamos marcar",
        "Sim, sou eu. Pode mandar os horários",
        "quem falou q eu n tenho interesse? tenho sim uai",
    ],
)
def test_a_yes_is_one_still(text: str) -> None:
    assert read(text, NOTHING).intent is Intent.INTERESTED


@pytest.mark.parametrize(
    "text",
    [
        "Nenhum dos três, e não se dê ao trabalho de propor outros. Não vejo utilidade.",
        "nenhum desses serve, e nem precisa mandar outros",
    ],
)
def test_who_wants_no_other_slots_either_refuses(text: str) -> None:
    assert read(text, OFFERED).intent is Intent.NOT_INTERESTED


def test_what_was_denied_before_and_is_ordered_now_is_ordered() -> None:
    assert (
        read("Antes eu disse que não precisava cancelar, mas agora precisa. Cancela.").intent is Intent.CANCEL
    )


def test_a_question_about_a_day_chooses_nothing() -> None:
    context = Context(SAO_PAULO, MONDAY, OFFERS["B"])
    assert read("No dia 27, quem estaria presente da parte de vocês?", context).intent is Intent.QUESTION
