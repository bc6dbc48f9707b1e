"""Tests of short replies that a closed grammar knows, whatever they resemble, and of slots that do not fit."""

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context, Reading
from local.model.situations import MONDAY, OFFERS, SAO_PAULO

OFFERED = Context(SAO_PAULO, MONDAY, OFFERS["A"])
BOOKED = Context(SAO_PAULO, MONDAY, scheduled=True)
NOTHING = Context(SAO_PAULO, MONDAY)


def read(text: str, context: Context) -> Reading:
    return STAGES.classify(text, context)


@pytest.mark.parametrize(
    "text",
    [
        "não serve",
        "nao serve",
        "Não serve não",
        "não serve, obrigado",
        "Não serve.",
        "não serve pra mim",
        "Bom dia, não serve pra mim. Abraço",
        "infelizmente não servem",
        "não é bom pra mim",
        "não serve nenhum",
        "nenhuma me serve, obrigada",
        "esses não servem",
        "estes não servem pra gente",
        "não me serve",
        "não me serviria",
        "não funciona pra mim",
        "não curti esses",
        "não bate",
        "não me atende",
        "não se encaixam",
        "não bate com a minha agenda",
        "não são bons pra mim",
        "essa semana não serve",
        "pra mim não serve",
        "These don't work for me",
        "no me sirven",
        "não serve pra mim, trabalho nesses horários",
        "não serve, tem outro?",
    ],
)
def test_none_of_the_slots_on_offer_is_the_wish_for_others(text: str) -> None:
    assert read(text, OFFERED).intent is Intent.RESCHEDULE


@pytest.mark.parametrize(
    "text",
    [
        "o serviço de vocês não serve pra gente",
        "esse produto não serve pra mim",
        "não serve pro meu negócio",
        "não serve pra loja",
        "não é pra mim",
        "não me serve o que vocês vendem",
        "não serve de nada",
        "não serve pra mim, já temos fornecedor",
        "não serve, não tenho interesse",
        "não serve, fica pra próxima",
        "não serve, deixa pra lá",
        "não vai me servir não, obrigado pela atenção",
        "não me serve, sucesso aí",
    ],
)
def test_what_does_not_fit_beside_an_offer_may_be_the_product(text: str) -> None:
    assert read(text, OFFERED).intent is Intent.NOT_INTERESTED


@pytest.mark.parametrize("text", ["não serve", "não serve pra mim", "não me atende", "não funciona pra mim"])
def test_without_an_offer_the_same_words_refuse(text: str) -> None:
    assert read(text, NOTHING).intent is Intent.NOT_INTERESTED


@pytest.mark.parametrize(
    "text", ["quinta não serve", "a 2 não serve", "de manhã não serve", "não serve quinta"]
)
def test_one_time_that_does_not_fit_refuses_nothing_else(text: str) -> None:
    assert read(text, OFFERED).intent is not Intent.NOT_INTERESTED


@pytest.mark.parametrize("text", ["não serve a 1, serve a 3", "não serve pra mim, mas a 3 sim"])
def test_a_slot_is_chosen_beside_one_that_does_not_fit(text: str) -> None:
    assert read(text, OFFERED).slot == OFFERED.slots[2]


@pytest.mark.parametrize(
    "text",
    [
        "não, pera",
        "opa, não",
        "não, peraí",
        "não, calma",
        "não, aguarda",
        "não, segura",
        "não, um minuto",
        "não não, calma",
        "ih, espera",
        "eita, não",
        "só um momentinho",
        "calma aí",
        "desculpa, pera",
        "no, wait",
    ],
)
def test_who_holds_on_has_still_to_say_what(text: str) -> None:
    assert read(text, BOOKED).intent is Intent.UNKNOWN
    assert read(text, OFFERED).intent is Intent.UNKNOWN


@pytest.mark.parametrize("text", ["não calma, cliquei sem querer", "não, pera, era a outra"])
def test_more_words_behind_it_are_no_assent(text: str) -> None:
    reading = read(text, BOOKED)
    assert reading.intent is Intent.UNKNOWN or not reading.certain


@pytest.mark.parametrize("text", ["não, obrigado", "opa, beleza", "ok, aguardo", "calma que eu chego"])
def test_who_comes_holds_nothing_up(text: str) -> None:
    assert read(text, BOOKED) == Reading(Intent.INTERESTED, certain=True)


@pytest.mark.parametrize(
    "text",
    [
        "sim, pode remarcar",
        "ok, pode remarcar",
        "sim, pode mudar",
        "pode mudar sim",
        "pode trocar sim",
        "ok, pode mudar então",
        "claro, pode remarcar",
        "sim, podem remarcar",
        "sim, remarquem",
        "ok, muda então",
        "tudo bem, pode alterar a data",
        "certo, pode antecipar",
        "bora remarcar",
        "isso, muda pra mim",
        "aham, pode mudar",
        "sim, transfere por favor",
    ],
)
def test_another_time_that_is_granted_is_wanted(text: str) -> None:
    assert read(text, BOOKED).intent is Intent.RESCHEDULE


@pytest.mark.parametrize(
    "text",
    [
        "sim, pode mudar o local",
        "ok, pode trocar o nome",
        "sim, não precisa remarcar",
        "ok, não pode remarcar",
        "sim, já remarquei o dentista",
        "sim, se precisar pode remarcar",
        "isso muda tudo",
        "ok, mudei",
        "ok, pode manter",
    ],
)
def test_another_thing_that_changes_moves_no_meeting(text: str) -> None:
    assert read(text, BOOKED).intent is not Intent.RESCHEDULE


@pytest.mark.parametrize(
    "text",
    [
        "remarca por favor",
        "Remarquem, por favor!",
        "por favor remarca",
        "remarca pra mim por favor",
        "marca de novo por favor",
        "oi, reagenda por favor",
        "agendar novamente, por favor",
        "pode remarcar pra outro dia por favor",
        "reschedule please",
    ],
)
@pytest.mark.parametrize("context", [NOTHING, OFFERED, BOOKED])
def test_who_has_a_meeting_set_anew_is_not_taken_for_one_who_wants_no_more(
    text: str, context: Context
) -> None:
    assert read(text, context).intent is Intent.RESCHEDULE


@pytest.mark.parametrize("text", ["não remarca por favor", "remove por favor", "me remove por favor"])
def test_other_orders_set_nothing_anew(text: str) -> None:
    assert read(text, NOTHING).intent is not Intent.RESCHEDULE


@pytest.mark.parametrize(
    "text",
    [
        "pode encerrar",
        "sim, pode encerrar",
        "ops, pode encerrar sim",
        "podemos encerrar",
        "vamos encerrar então",
        "na verdade pode encerrar",
        "pode finalizar",
        "pode descartar",
        "pode desconsiderar, obrigado",
        "melhor encerrar por aqui",
    ],
)
def test_who_lets_it_be_ended_is_likely_to_refuse_and_consents_to_nothing(text: str) -> None:
    assert read(text, NOTHING) == Reading(Intent.NOT_INTERESTED)
    assert read(text, OFFERED) == Reading(Intent.NOT_INTERESTED)


@pytest.mark.parametrize("text", ["pode cancelar", "podem cancelar então"])
def test_where_there_is_nothing_to_cancel_it_refuses(text: str) -> None:
    assert read(text, NOTHING) == Reading(Intent.NOT_INTERESTED)
    assert read(text, OFFERED).intent is Intent.CANCEL


@pytest.mark.parametrize("text", ["não pode encerrar", "pode enviar", "vamos fechar", "pode marcar"])
def test_other_things_that_may_be_done_end_nothing(text: str) -> None:
    assert read(text, NOTHING).intent is not Intent.NOT_INTERESTED


@pytest.mark.parametrize("text", ["era sim", "quis dizer sim", "ops, era sim", "cliquei errado, era sim"])
def test_of_what_is_taken_back_without_a_meeting_nobody_knows_what_it_was(text: str) -> None:
    assert read(text, NOTHING).intent is Intent.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "quero outros",
        "sim, quero outros",
        "quero que enviem outros",
        "quero ver outros, por favor",
        "outros",
        "otros",
        "send others",
        "manda mais",
        "manda mais opções",
        "nesses não",
        "nestes eu não posso",
        "destes não",
        "nem um",
        "nem um deles",
        "nehum",
        "nenhum por enquanto",
        "ninguno, gracias",
        "neither",
    ],
)
def test_who_turns_to_others_below_an_offer_wants_other_slots(text: str) -> None:
    assert read(text, OFFERED).intent is Intent.RESCHEDULE


@pytest.mark.parametrize("text", ["não quero outros", "não manda mais", "quero outros produtos"])
def test_others_that_are_refused_or_of_something_else_are_no_slots(text: str) -> None:
    assert read(text, OFFERED).intent is not Intent.RESCHEDULE


@pytest.mark.parametrize(
    "text",
    ["2 é melhor", "2 é melhor pra mim", "2 é o melhor", "2 dá", "2 is better", "el 2", "prefiero el 2"],
)
def test_a_number_with_a_word_that_takes_it_chooses_its_slot(text: str) -> None:
    assert read(text, OFFERED).slot == OFFERED.slots[1]


def test_the_number_behind_el_is_no_option_where_it_is_a_day_of_an_offer() -> None:
    first = OFFERS["C"][2]
    assert first.start.astimezone(SAO_PAULO).day == 1
    assert read("el 1", Context(SAO_PAULO, MONDAY, OFFERS["C"])).slot != OFFERS["C"][0]


@pytest.mark.parametrize("text", ["a 2 não é melhor", "2 é melhor que 1?", "2 é melhor, mas tem outro?"])
def test_a_number_in_other_words_chooses_nothing(text: str) -> None:
    assert read(text, OFFERED).slot is None


@pytest.mark.parametrize(
    "text", ["valeu", "gracias", "thanks", "muito obrigado", "no aguardo", "ok, aguardo"]
)
def test_thanks_for_slots_refuse_nothing(text: str) -> None:
    assert read(text, OFFERED).intent is Intent.INTERESTED


@pytest.mark.parametrize("text", ["não, obrigado", "obrigado pelo contato", "valeu, fica pra próxima"])
def test_words_of_parting_are_no_thanks_for_slots(text: str) -> None:
    assert read(text, OFFERED).intent is not Intent.INTERESTED


@pytest.mark.parametrize("context", [OFFERED, BOOKED, NOTHING])
@pytest.mark.parametrize(
    "text",
    [
        "desculpa, não vi",
        "desculpa, não tinha visto",
        "não vi, desculpa",
        "nossa, não vi",
        "perdão, não vi a tempo",
        "desculpa, não vi a mensagem",
        "não li ainda",
        "não lembro",
        "não lembro de vocês",
        "não me lembro desse contato",
    ],
)
def test_who_has_not_seen_or_does_not_remember_refuses_and_wants_nothing(text: str, context: Context) -> None:
    assert read(text, context).intent is Intent.UNKNOWN


@pytest.mark.parametrize("text", ["não tem problema", "ah que pena, não tem problema", "não faz mal"])
def test_who_takes_no_offence_goes_on_with_the_slots_on_offer(text: str) -> None:
    assert read(text, OFFERED).intent is Intent.INTERESTED


@pytest.mark.parametrize("context", [OFFERED, BOOKED])
@pytest.mark.parametrize(
    "text", ["desisti de remarcar", "não, desisti de remarcar", "desisti de mudar", "desisti da mudança"]
)
def test_who_gives_up_the_move_wants_no_other_time_and_cancels_nothing(text: str, context: Context) -> None:
    assert read(text, context).intent is Intent.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "não vai dar",
        "infelizmente não vai dar",
        "puxa, não vai dar mesmo",
        "não vai dar, desculpa",
        "nesses não vai dar",
        "não vai rolar",
        "não tenho como",
        "já tenho compromisso nesses",
        "nesses já tenho compromisso",
        "já tenho reunião nesses horários",
        "tô ocupado nesses",
        "to com a agenda cheia nesses dias",
        "difícil esses",
        "todos ruins",
        "os outros também não servem",
        "mais opções por favor",
        "mais cedo por favor",
    ],
)
def test_who_has_no_time_for_the_slots_on_offer_wants_others(text: str) -> None:
    assert read(text, OFFERED).intent is Intent.RESCHEDULE


@pytest.mark.parametrize(
    "text", ["não vai dar, já temos fornecedor", "não tenho como pagar", "não vai rolar, obrigado"]
)
def test_who_has_no_time_and_takes_leave_may_refuse(text: str) -> None:
    assert read(text, OFFERED).intent is not Intent.RESCHEDULE


@pytest.mark.parametrize(
    "text",
    [
        "por favor",
        "Por favor!",
        "oi, por gentileza",
        "please",
        "opções por favor",
        "mais informações por favor",
        "faz sentido",
        "faz sentido pra mim",
        "pra gente faz todo sentido",
        "acho que faz sentido",
        "ainda faz",
        "makes sense to me",
        "manda aí",
        "pode enviar",
        "fala mais",
    ],
)
def test_before_an_offer_courtesy_and_its_own_words_answer_the_first_message(text: str) -> None:
    assert read(text, NOTHING).intent is Intent.INTERESTED


@pytest.mark.parametrize("text", ["não faz", "não faz mais sentido", "já não faz mais sentido pra nós"])
def test_its_own_words_refuse_the_first_message(text: str) -> None:
    assert read(text, NOTHING).intent is Intent.NOT_INTERESTED


@pytest.mark.parametrize(
    "text", ["por favor", "ninguno por favor", "sexta por favor", "os horários por favor"]
)
@pytest.mark.parametrize("context", [NOTHING, OFFERED, BOOKED])
def test_courtesy_alone_is_no_order_to_stop(text: str, context: Context) -> None:
    assert read(text, context).intent is not Intent.OPT_OUT


@pytest.mark.parametrize(
    "text",
    [
        "remoção por favor",
        "sem mensagens por favor",
        "me tira por favor",
        "pare por favor",
        "sair, por favor",
    ],
)
def test_what_orders_to_stop_does_so_with_courtesy(text: str) -> None:
    assert read(text, NOTHING).intent is Intent.OPT_OUT


@pytest.mark.parametrize("text", ["fala mais", "me conta mais", "mais informações por favor"])
@pytest.mark.parametrize("context", [OFFERED, BOOKED])
def test_to_be_told_more_is_a_question_beside_what_stands(text: str, context: Context) -> None:
    assert read(text, context).intent is Intent.QUESTION


@pytest.mark.parametrize(
    "text", ["os dois", "os 2", "os dois podem ser", "as duas dão certo", "os dois servem pra mim"]
)
def test_two_slots_that_would_do_are_an_unclear_choice(text: str) -> None:
    reading = read(text, OFFERED)
    assert reading.intent is Intent.UNKNOWN
    assert reading.is_open_choice


@pytest.mark.parametrize(
    "text",
    [
        "cómo no",
        "no hay problema, gracias",
        "no problem",
        "no hay inconveniente",
        "I have no objection",
        "nothing to lose",
        "no me vendría mal",
        "no doubt",
        "não custa nada",
        "sem problemas",
    ],
)
def test_a_no_that_agrees_answers_the_first_message_and_refuses_no_offer(text: str) -> None:
    assert read(text, NOTHING).intent is Intent.INTERESTED
    assert read(text, OFFERED).intent is Intent.INTERESTED


@pytest.mark.parametrize(
    "text",
    [
        "no pasa nada",
        "no te preocupes",
        "no worries!",
        "it doesn't matter",
        "no importa",
        "não se preocupe",
        "no hay prisa",
        "it's not urgent",
        "não tem pressa",
        "sin apuro",
    ],
)
def test_a_no_that_consoles_or_waits_refuses_nothing(text: str) -> None:
    assert read(text, NOTHING).intent is Intent.UNKNOWN
    assert read(text, OFFERED).intent is Intent.INTERESTED


@pytest.mark.parametrize(
    "text",
    [
        "not bad",
        "no está mal",
        "I didn't say no",
        "sorry, no portuguese",
        "no hablo portugués, lo siento",
        "I don't speak portuguese, sorry",
        "english please",
        "no entiendo",
        "perdón, solo hablo español",
    ],
)
@pytest.mark.parametrize("context", [NOTHING, OFFERED, BOOKED])
def test_who_leaves_it_open_or_has_no_portuguese_is_a_humans(text: str, context: Context) -> None:
    assert read(text, context).intent is Intent.UNKNOWN


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("no worries, not interested", Intent.NOT_INTERESTED),
        ("no portuguese, not interested", Intent.NOT_INTERESTED),
        ("I don't speak portuguese, remove me", Intent.OPT_OUT),
        ("no problem, the second", Intent.SLOT_CHOICE),
    ],
)
def test_what_is_said_beside_them_counts(text: str, intent: Intent) -> None:
    assert read(text, OFFERED).intent is intent


@pytest.mark.parametrize(
    "text",
    [
        "no puedo",
        "no podré",
        "no voy a poder",
        "no llego",
        "no can do",
        "no good",
        "not good",
        "no luck",
        "imposible",
        "bad times",
        "tampoco",
        "can't",
        "i cant",
        "can't make it",
        "neither works",
        "other times?",
        "any other times?",
        "other options?",
        "tienen otros?",
        "more options",
        "I can't make any of them, sorry",
        "no puedo ninguno",
        "hay otros horarios?",
        "do you have another day?",
    ],
)
def test_in_english_and_spanish_none_of_it_or_other_times_is_the_wish_for_others(text: str) -> None:
    assert read(text, OFFERED).intent is Intent.RESCHEDULE


@pytest.mark.parametrize(
    "text",
    [
        "not today",
        "hoy no",
        "not this week",
        "no puedo ahora",
        "ahorita no puedo",
        "not before december",
        "no antes de diciembre",
        "not interested today",
        "not interested in calls",
        "no me interesa por teléfono",
        "hoje não",
    ],
)
def test_who_refuses_a_day_or_a_way_does_not_refuse_to_talk(text: str) -> None:
    assert read(text, NOTHING).intent is Intent.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "cámbiala",
        "muévela",
        "sí, cámbiala",
        "no, cámbiala",
        "moverla",
        "cambiarla",
        "cambiar",
        "reagendemos",
        "posponer",
        "aplazar",
        "change it",
        "i need to rescedule",
        "se puede cambiar?",
        "can it be later?",
        "change the time",
    ],
)
def test_in_english_and_spanish_a_meeting_is_moved_without_naming_it(text: str) -> None:
    assert read(text, BOOKED).intent is Intent.RESCHEDULE


@pytest.mark.parametrize(
    "text",
    [
        "no la cambies",
        "no la cambien",
        "no la muevas",
        "mejor no la cambies",
        "mejor no cambiarla",
        "don't reschedule",
        "no reagendar",
        "ya no la cambies",
        "no reagendes",
        "don't change the time",
        "não remarca",
        "não muda",
        "no quiero cambiarla",
        "I'm out",
        "no sigue en pie",
        "está mal la hora",
        "bad",
    ],
)
def test_who_leaves_the_meeting_or_finds_it_wrong_moves_nothing(text: str) -> None:
    assert read(text, BOOKED).intent is Intent.UNKNOWN
