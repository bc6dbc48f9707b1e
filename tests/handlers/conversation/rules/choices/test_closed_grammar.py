from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.conversation.rules.choices.closed_grammar import choose
from handlers.conversation.rules.choices.leanings import lean
from handlers.meetings.rules.meeting import Slot
from handlers.meetings.rules.portuguese_dates import day_and_hour
from local.model.situations import OFFERS
from tests import lines

SAO_PAULO = ZoneInfo("America/Sao_Paulo")
MANAUS = ZoneInfo("America/Manaus")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=SAO_PAULO)  # a Monday

WEEKDAYS = ("segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo")
MONTHS = (
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
)
ORDINALS = (("primeira", "primeiro"), ("segunda", "segundo"), ("terceira", "terceiro"))
HOURS = {9: "nove", 10: "dez", 11: "onze", 14: "duas", 15: "três", 16: "quatro", 17: "cinco"}


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> Slot:
    start = datetime(2026, month, day, hour, minute, tzinfo=SAO_PAULO)
    return Slot(start, start + timedelta(hours=1))


OFFER = (at(24, 9), at(26, 14), at(30, 10))


def position(text: str, offer: tuple[Slot, ...] = OFFER, now: datetime = NOW) -> int | None:
    chosen = choose(text, offer, SAO_PAULO, now).slot
    return None if chosen is None else offer.index(chosen) + 1


starts = st.builds(
    lambda days, quarter: (
        datetime.combine(date(2026, 11, 24), time(9), SAO_PAULO) + timedelta(days=days, minutes=15 * quarter)
    ),
    st.integers(0, 13),
    st.integers(0, 36),
)
offers = st.lists(starts, min_size=1, max_size=3, unique=True).map(
    lambda chosen: tuple(Slot(start, start + timedelta(hours=1)) for start in chosen)
)


def day_phrases(start: datetime, now: datetime) -> list[str]:
    weekday = WEEKDAYS[start.weekday()]
    phrases = [
        weekday,
        f"na {weekday}",
        f"{weekday}-feira" if start.weekday() < 5 else weekday,
        f"dia {start.day}",
        f"{start.day}/{start.month}",
        f"{start:%d/%m/%Y}",
        f"{start.day} de {MONTHS[start.month - 1]}",
        f"{weekday}, dia {start.day}",
        f"{start.weekday() + 2}ª" if start.weekday() < 5 else weekday,
    ]
    ahead = (start.date() - now.date()).days
    phrases += {0: ["hoje"], 1: ["amanhã", "amanha"], 2: ["depois de amanhã"]}.get(ahead, [])
    monday = now.date() - timedelta(days=now.weekday())
    weeks = (start.date() - monday).days // 7
    phrases += {0: ["essa semana"], 1: ["semana que vem", f"{weekday} que vem", f"próxima {weekday}"]}.get(
        weeks, []
    )
    return phrases


def hour_phrases(start: datetime) -> list[str]:
    hour, minute = start.hour, start.minute
    if minute:
        return [f"às {hour}h{minute}", f"{hour}:{minute}", f"as {hour}:{minute}", f"{hour}h{minute}"]
    period = "manhã" if hour < 12 else "tarde" if hour < 19 else "noite"
    phrases = [
        f"às {hour}h",
        f"as {hour}",
        f"{hour}:00",
        f"{hour}h",
        f"{hour} horas",
        f"de {period}",
        f"à {period}",
    ]
    if hour != 12:
        phrases.append(f"às {hour if hour < 12 else hour - 12} da {period}")
    if hour in HOURS:
        phrases.append(f"às {HOURS[hour]} da {period}" if hour > 11 else f"às {HOURS[hour]} horas")
    return phrases


def option_phrases(number: int, count: int) -> list[str]:
    feminine, masculine = ORDINALS[number - 1]
    phrases = [
        str(number),
        f"a {number}",
        f"opção {number}",
        f"{number}ª opção",
        f"a {feminine} opção",
        f"o {masculine} horário",
        f"número {number}",
        f"a {feminine}",
    ]
    return phrases + (["a última", "última opção"] if number == count else [])


@given(
    offer=offers,
    which=st.integers(0, 2),
    frame=st.sampled_from(
        [
            "{}",
            "Pode ser {}",
            "{} por favor",
            "Oi Ana! {}, obrigado",
            "fico com {} 👍",
            "{}?",
            "acho que {}, tá bom?",
        ]
    ),
    data=st.data(),
)
@settings(deadline=None, max_examples=600)
def test_words_that_are_true_of_a_slot_choose_that_slot_or_none(
    offer: tuple[Slot, ...], which: int, frame: str, data: st.DataObject
) -> None:
    which %= len(offer)
    start = offer[which].start
    days, hours = day_phrases(start, NOW), hour_phrases(start)
    options = option_phrases(which + 1, len(offer))
    phrase = " ".join(
        data.draw(st.sampled_from(phrases))
        for phrases in data.draw(
            st.sampled_from([(days,), (hours,), (options,), (days, hours), (options, days, hours)])
        )
    )
    assert position(frame.format(phrase), offer) in (which + 1, None), phrase


@given(offer=offers, which=st.integers(0, 2))
@settings(deadline=None, max_examples=150)
def test_a_slot_named_as_it_was_offered_is_chosen(offer: tuple[Slot, ...], which: int) -> None:
    which %= len(offer)
    wording = day_and_hour(offer[which].start, ZoneInfo("America/Sao_Paulo"))
    assert position(wording, offer) == which + 1


@given(offer=offers, text=st.text(alphabet="aeost 123hdiç,.?", max_size=40))
@settings(deadline=None, max_examples=150)
def test_any_text_chooses_an_offered_slot_or_none(offer: tuple[Slot, ...], text: str) -> None:
    assert choose(text, offer, SAO_PAULO, NOW).slot in (*offer, None)


@pytest.mark.parametrize(
    "text",
    [
        "segunda",
        "a segunda",
        "na segunda",
        "pode ser segunda?",
        "2ª",
        "3ª",
        "as duas",
        "1 ou 2",
        "terça ou quinta",
        "qualquer uma",
        "não, a 2",
        "a 2 não",
        "quinta não posso",
        "a 2 se meu sócio puder",
        "quinta estou viajando",
        "amanhã te respondo",
        "dia 26 é meu aniversário",
        "tenho 2 funcionários",
        "daqui a 2 semanas",
        "opção 4",
        "depois das 14h",
        "quinta antes das 15h",
        "às 14h no horário de Brasília",
        "quinta às 10 tenho reunião",
        "na quinta, estou viajando",
        "Quinta às 14h. Tenho consulta nesse horário",
        "quinta às 14h, mas é difícil",
        "quinta e segunda-feira",
        "quinta e segunda",
        "segunda " * 100,
        "opção 2, meu número é 11 98888-7777",
        "",
        "👍",
    ],
)
def test_a_reply_that_leaves_the_choice_open_chooses_nothing(text: str) -> None:
    assert position(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "a primeira é de manhã?",
        "quinta tem prova na escola",
        "Your appointment is confirmed for Thursday 26 at 2pm",
        "Seu pedido 88213 chega quinta dia 26",
        "Reminder: dentist Thursday at 2pm",
        "la 2, pero déjame confirmarlo",
        "probably Thursday",
        "terça às 9? tá doido",
        "o segundo andar da loja alaga",
        "estaré fuera hasta el jueves",
        "Volto dia 30",
        "Carla, você pode pegar essa de quinta?",
        "quinta, mas depois das 16h",
        "Thursday but only after 5",
        "terça da semana que vem",
        "o técnico vem quinta às 14h",
        "Thursday is packed",
        "Thursday is no good",
        "quinta é inviável",
        "terça é cedo demais",
        "a 2, desde que seja de graça",
        "if my flight is on time, Thursday works",
        "el jueves no",
        "sexta passada eu fechei com outro, quinta nem precisa",
        "26, 27 e 30 estou em feira",
    ],
)
def test_a_time_beside_a_notice_a_doubt_a_question_or_a_refusal_chooses_nothing(text: str) -> None:
    assert position(text) is None
    assert lean(text, OFFER, SAO_PAULO, NOW).slot is None


def test_a_question_beside_a_choice_does_not_take_it_back() -> None:
    choice = choose("quinta. é por vídeo ou por telefone?", OFFER, SAO_PAULO, NOW)
    assert (choice.slot, choice.asks) == (OFFER[1], True)


@pytest.mark.parametrize(
    "text",
    [
        "2, e quanto custa?",
        "2 e quanto custa?",
        "2, quanto tempo dura?",
        "2. qual o valor?",
        "2 - e é por onde?",
        "2: o que preciso levar?",
        "2\ufe0f\u20e3 quanto custa?",
        "opção 2 e qual o endereço?",
        "2, mas é de graça né?",
        "2 e queria saber se vocês têm CNPJ",
        "2. é online? obrigada",
        "a segunda opção, e o preço?",
    ],
)
def test_a_number_with_a_question_of_something_else_behind_it_is_a_choice(text: str) -> None:
    choice = choose(text, OFFER, SAO_PAULO, NOW)
    assert (choice.slot, choice.asks) == (OFFER[1], True)


@pytest.mark.parametrize(
    "text",
    [
        "2 pessoas, quanto custa?",
        "2 dúvidas: quanto custa e quanto dura?",
        "2\ndúvidas antes\ntem fidelidade?",
        "2 e 3?",
        "a segunda, e o preço?",
        "1 é cedo, não tem outro?",
        "2, mas tem mais tarde?",
        "3 e se eu não puder?",
    ],
)
def test_a_number_that_counts_or_is_asked_about_is_none(text: str) -> None:
    assert position(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "se for online, pode ser a 2",
        "se for de graça pode marcar quinta 14h",
        "a 2, se for coisa rápida",
        "quinta 14h só se for por vídeo",
        "se for gente, quinta 14h",
        "se não for cobrar nada, a 2",
        "Confirmo a 2 mediante envio da proposta.",
        "quinta 14h a princípio, confirmo amanhã",
        "pode deixar pré-agendado quinta 14h, amanhã confirmo",
        "reserva a 2 pra mim que confirmo depois",
        "em princípio a 2, confirmo até amanhã",
        "segura a 2 pra mim, te confirmo mais tarde",
        "deixa reservado quinta 14h que amanhã cedo confirmo",
    ],
)
def test_a_choice_on_a_condition_or_until_it_is_confirmed_holds_a_slot_and_chooses_none(text: str) -> None:
    leaning = lean(text, OFFER, SAO_PAULO, NOW)
    assert position(text) is None
    assert (leaning.slot, leaning.holds) == (None, True)


@pytest.mark.parametrize(
    "text",
    [
        "a 2, se for possível",
        "se não for incômodo, a 2",
        "se for bom pra vocês, quinta 14h",
        "Confirmo quinta 14h",
        "quinta 14h, confirmo",
        "a 2, confirmo presença",
        "oi, confirmo quinta",
        "bom dia, confirmo na quinta.",
        "tudo bem, quinta 14h eu confirmo",
    ],
)
def test_a_courtesy_and_a_confirmation_leave_nothing_open(text: str) -> None:
    assert OFFER[1] in (
        choose(text, OFFER, SAO_PAULO, NOW).slot,
        lean(text, OFFER, SAO_PAULO, NOW).slot,
    )


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("quinta não tem aula aqui, pode ser essa das 14", 2),
        ("descarta as duas primeiras. A outra sim", 3),
        ("skip Tuesday, skip Monday, keep the one in between", 2),
        ("terça estou na estrada e segunda viajo. Quinta conseguimos", 2),
        ("quinta. na terça vou ao cartório e na segunda é feriado", 2),
        ("a única que é de tarde. de manhã eu atendo", 2),
    ],
)
def test_what_is_left_is_chosen(text: str, slot: int) -> None:
    assert lean(text, OFFER, SAO_PAULO, NOW).slot == OFFER[slot - 1]


@lines.over(
    ("offer", "text", "slot"),
    [
        ("C", "a única manhã que tenho livre é a de quinta, pode ser", 1),
        ("A", "a única brecha que sobrou na minha agenda é terça cedo, então vamos nela", 1),
        ("A", "A única manhã que sobrou essa semana é a de sexta", None),
        ("C", "sexta em princípio, mas ainda não fecha", None),
        ("A", "Quinta 14h, a confirmar", None),
        ("B", "pré-reserva a de quarta pra mim, ainda dependo do chefe", None),
        ("B", "não precisa confirmar de novo, é quarta mesmo", 1),
        ("A", "se mandar mais um vai ser o terceiro processo", None),
        ("B", "o primeiro que me ligar leva bronca", None),
        ("A", "vai ser o terceiro então", 3),
        ("A", "corta a de terça e a de segunda", None),
        ("C", "a única que não conflita com a escola das crianças é a primeira", 1),
        ("B", "a 3, as outras caem na hora do almoço", 3),
        ("B", "quinta não, nas outras tô livre", None),
        ("A", "terça não, me tira de lá, me põe na quinta às 14", 2),
        ("A", "me tira da quinta e me põe na terça às 9", 1),
        ("C", "semana que vem fica melhor pra mim, essa tá puxada", 3),
        ("A", "nesta semana não, na seguinte sim", 3),
        ("C", "prefiro em outra semana, essa é de inventário", None),
        ("C", "essa semana não dá nenhum, semana que vem tem vaga?", None),
        ("A", "semana que vem", None),
        ("A", "daqui a uma semana então", 3),
        ("B", "segundo horário da sua mensagem, de acordo", 2),
        ("C", "a terceira que vcs mandaram", 3),
        ("C", "a segunda que você mandou não abriu", None),
        ("A", "Confirmo a data de 24 de novembro.", 1),
        ("A", "O Diretor confirmará a data de 26 de novembro após despacho.", None),
        ("B", "Confirmo a data de vencimento 25 de novembro", None),
        ("A", "podemos conversar nesta terça. Às 9h já estou na mesa", 1),
        ("A", "Podemos falar já nesta terça. Às 15h estarei na sala.", None),
        ("A", "a 2 é boa, demora muito?", 2),
        ("C", "a 2 fica melhor pra você?", None),
        ("C", "por que quinta?", None),
        ("C", "quinta às 11 e não se fala mais nisso", 1),
        ("A", "quinta às 14h é meu horário de almoço", None),
        ("A", "consultei meus sócios e ficamos com quinta", 2),
        ("C", "conversei com o diretor e vai ser sexta a reunião deles", None),
        ("A", "1 não, 2 sim, 3 não", 2),
        ("B", "25.11 ok", 1),
        ("C", "a opção de baixo", 3),
        ("B", "na sexta fecho o mês e volto a falar", None),
        ("B", "quarta vou buscar minha mãe no aeroporto às 10", None),
        ("C", "sexta Deus me livre", None),
        ("C", "sexta Deus me livre, quinta sim", 1),
        ("C", "terça me quebra", None),
        ("B", "já falei que quarta não rola", None),
        ("B", "boa quinta pra você", None),
        ("A", "quinta? kkkkk boa sorte", None),
        ("C", "sexta uma hora antes", None),
        ("A", "na quinta no fim da tarde", None),
        ("C", "15h eu solto o gado", None),
        ("C", "sexta às 15 meu neto apresenta na escola", None),
        ("C", "sexta a gente pode", 2),
        ("A", "quinta eu sempre posso", 2),
        ("C", "confirmo quinta", 1),
        ("B", "quinta eu te digo", None),
        ("B", "recebi o áudio da quarta às 10 mas não abriu", None),
        ("C", "a engenheira só vem na obra sexta", None),
        ("C", "a Solange que agenda, ela chega só sexta", None),
        ("B", "de licença até sexta", None),
        ("C", "licenciada até sexta, qualquer coisa fale com o Nei", None),
        ("C", "volto das férias quinta, então sexta 15h", 2),
        ("B", "Rua 25 de Dezembro, 27, loja 3", None),
        ("A", "meu pai completa 26 anos de loja na quinta", None),
        ("C", "nossa que maravilha, sexta 15h, bem na hora do jogo", None),
        ("A", "24 de novembro... já é quase natal", None),
        ("C", "quinta cai dia 26, né?", None),
        ("B", "na quinta posso levar meu contador?", None),
        ("B", "quinta 16h tá tarde, põe 13h", None),
        ("A", "terça é cedo demais e segunda não dá, fica quinta", 2),
        ("C", "por mim sexta, mas minha mulher é que decide", None),
        ("A", "deixa virar essa terça que depois a gente conversa", None),
        ("A", "a 1, e quinta eu te passo os documentos", 1),
        ("B", "26. na sexta já embarco", 2),
        ("C", "sexta 15h ok. Amanhã aviso minha sócia", 2),
        ("B", "quarta nem pensar e quinta é dia de feira, sobra sexta", 3),
        ("A", "a 3, digo, a 2", 2),
        ("A", "Terça às 9... não, espera, terça tem o dentista. Segunda às 10, isso", 3),
        ("A", "terça, ou melhor, quinta", 2),
        ("B", "pode cravar 25", 1),
        ("C", "a mais distante possível", 3),
        ("A", "deixa a 3 pro próximo, quero a 2", 2),
        ("B", "a da tarde, de manhã eu cozinho", 2),
        ("C", "sexta o movimento é bom aqui", None),
        ("C", "vou de ônibus pra Goiânia na quinta", None),
        ("A", "ótimo, quinta eu consigo sair mais cedo", 2),
        ("B", "eu vou na de quarta", 1),
        ("C", "terça eu tô de folga, manda ver", 3),
    ],
)
def test_a_reply_comes_down_to_a_slot_or_to_none(offer: str, text: str, slot: int | None) -> None:
    slots = OFFERS[offer]
    found = choose(text, slots, SAO_PAULO, NOW).slot or lean(text, slots, SAO_PAULO, NOW).slot
    assert found == (slots[slot - 1] if slot else None)


def test_black_friday_and_its_eve_are_days() -> None:
    offer = (at(25, 10), at(26, 16), at(27, 9, 30))
    assert position("na black friday", offer) == 3
    assert position("na véspera da black friday", offer) == 2


def test_a_bare_segunda_is_nothing_even_where_the_second_slot_is_on_a_monday() -> None:
    offer = (at(24, 9), at(30, 10), at(26, 14))
    assert position("segunda", offer) is None
    assert position("segunda às 10h", offer) == 2


def test_a_word_with_two_readings_chooses_only_what_both_leave() -> None:
    offer = (at(30, 10), at(26, 10), at(27, 15))
    assert position("segunda às 10h", offer) is None
    assert position("segunda dia 30", offer) == 1


def test_what_is_said_beside_a_choice_does_not_take_it_back_unless_it_is_an_excuse() -> None:
    assert position("Oi Ana, tudo bem? Tenho interesse sim, quinta às 14h. Abraço, João") == 2
    assert position("quinta às 14h, ali pelo centro tem trânsito") == 2


def test_a_refused_slot_is_left_out_and_another_may_be_chosen() -> None:
    assert position("a 1 não posso, a 3 sim") == 3
    assert position("de manhã não posso, pode ser à tarde") == 2


@pytest.mark.parametrize("text", ["quinta às 16h", "pode ser sexta?", "dia 27 de manhã", "às 18h"])
def test_a_time_that_was_not_offered_is_another_time(text: str) -> None:
    choice = choose(text, OFFER, SAO_PAULO, NOW)
    assert (choice.slot, choice.elsewhere) == (None, True)


def test_a_time_that_was_offered_is_not_another_time() -> None:
    assert not choose("quinta e terça", OFFER, SAO_PAULO, NOW).elsewhere
    assert not choose("quinta às 14h", OFFER, SAO_PAULO, NOW).elsewhere
    assert not choose("opção 4", OFFER, SAO_PAULO, NOW).elsewhere


def test_days_and_hours_are_the_contacts_own() -> None:
    offer = (at(24, 9), at(26, 9))
    assert choose("quinta às 8h", offer, MANAUS, NOW).slot == offer[1]
    assert choose("quinta às 9h", offer, MANAUS, NOW).slot is None


def test_tomorrow_is_counted_from_the_reply() -> None:
    assert position("amanhã às 9") == 1
    assert position("amanhã às 9", now=NOW + timedelta(days=2)) is None


def test_without_an_offer_nothing_is_chosen() -> None:
    assert choose("2", (), SAO_PAULO, NOW).slot is None


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("Gostaria de agendar uma segunda reunião na semana que vem", None),
        ("quero uma segunda conversa", None),
        ("quiero agendar una segunda reunión", None),
        ("gostaria de marcar a segunda reunião", None),
        ("segunda reunião às 10h", 3),
        ("segunda, reunião às 10h", 3),
        ("a segunda opção", 2),
    ],
)
def test_the_number_of_a_further_meeting_is_neither_a_day_nor_an_option(text: str, which: int | None) -> None:
    assert position(text) == which
