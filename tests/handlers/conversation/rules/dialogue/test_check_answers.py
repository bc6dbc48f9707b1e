import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.dialogue import check_answers
from handlers.conversation.rules.understanding import ASKED_BACK
from tests import lines

YES = (
    "1",
    "1)",
    "opção 1",
    "Sim",
    "SIM!!",
    "s",
    "sim sim",
    "sim, por favor",
    "isso",
    "Isso mesmo.",
    "claro",
    "pode",
    "pode sim",
)
YES_ABROAD = ("yes", "Yes please", "yep", "sure, thanks", "sí", "si, gracias", "claro que sí")
NO = (
    "2",
    "2.",
    "opção 2",
    "não",
    "Nao",
    "n",
    "não não",
    "não, obrigada",
    "deixa",
    "deixa pra lá",
    "negativo",
    "no",
    "nope",
    "No, gracias",
)
OWN = {
    Intent.CANCEL: (
        (
            "pode cancelar",
            "Pode cancelar, por favor",
            "quero cancelar",
            "cancela",
            "sim, cancela a reunião",
            "desisto",
        ),
        ("não cancela", "não quero cancelar", "mantém", "pode manter a reunião", "não precisa"),
    ),
    Intent.OPT_OUT: (
        (
            "prefiro",
            "prefiro não receber",
            "pode parar",
            "podem remover",
            "não quero receber",
            "não, não quero receber",
            "não quero receber não",
            "não quero mais receber mensagens, obrigado",
            "não desejo receber mais nada",
        ),
        ("pode continuar", "pode mandar", "quero receber", "não, quero receber"),
    ),
    Intent.NOT_INTERESTED: (
        ("pode encerrar", "podemos encerrar", "podemos sim", "encerra"),
        ("não encerra", "vamos continuar", "quero continuar"),
    ),
}
NEITHER = (
    "",
    "talvez",
    "sim, mas me liga antes",
    "não sei",
    "sim não",
    "não, sim",
    "1 ou 2?",
    "12",
    "3",
    "sim?",
    "quem é?",
    "pode ser na quinta",
    "quero outro horário",
    "não consigo na quarta, pode ser quinta?",
    "sim, quarta às 10h",
)

ABROAD: tuple[tuple[Intent, bool | None, tuple[str, ...]], ...] = (
    (
        Intent.CANCEL,
        True,
        (
            "yes pls",
            "yess",
            "yea",
            "please do",
            "go ahead",
            "correct",
            "that's right",
            "one",
            "uno",
            "yes, sorry",
            "unfortunately yes",
            "sí quiero",
            "si quiero cancelar",
            "si porfa",
            "así es",
            "exacto",
            "sí, lo siento",
            "sí, disculpa",
            "me temo que sí",
            "lamentablemente sí",
            "Yes please, sorry.",
            "Sí, cancelen.",
            "yes, I'm sorry",
            "of course",
            "yes, cancel it",
            "sí, cancélala",
            "absolutely",
            "yes, go ahead please",
            "por supuesto",
            "sí, por favor",
            "I'm afraid so",
        ),
    ),
    (
        Intent.CANCEL,
        False,
        (
            "don't cancel",
            "do not cancel",
            "no, don't cancel",
            "no la canceles",
            "no cancelen",
            "no quiero cancelar",
            "no, mantenla",
            "mantenla",
            "déjala",
            "no, déjala",
            "leave it",
            "no, leave it",
            "mejor no",
            "nah",
            "two",
            "dos",
            "para nada",
            "No la cancelen.",
            "Do not cancel.",
            "No, keep the meeting.",
            "no, leave it as it is",
            "no, please don't cancel",
            "no, it's fine",
            "no, está bien",
            "keep the meeting",
            "of course not",
            "no, no la cancelen por favor",
            "I don't want to cancel",
            "no quiero cancelarla",
            "please keep it",
        ),
    ),
    (
        Intent.CANCEL,
        None,
        (
            "dale",
            "ok",
            "sí, cámbiala",
            "no, cámbiala",
            "cámbiala",
            "muévela",
            "no, move it",
            "not now",
            "bueno",
            "sorry",
            "lo siento",
            "yes but",
            "yes, don't cancel",
            "no, cancel",
            "no, cancel it",
            "sí, no canceles",
            "yes keep it",
            "sí, mantenla",
            "no puedo",
            "I can't",
            "fine",
            "perfecto",
            "no puedo cancelar",
        ),
    ),
    (
        Intent.OPT_OUT,
        True,
        (
            "yes, stop",
            "yes stop",
            "yes pls",
            "yes please stop",
            "sí, todo",
            "sí cancélala",
            "yes cancel all",
            "yes, cancel everything",
            "sí, cancela todo",
            "yes",
            "yes, sorry",
            "of course",
            "sí, lo siento",
            "yes, no more messages",
        ),
    ),
    (
        Intent.OPT_OUT,
        False,
        (
            "no, keep it",
            "no, está bien",
            "no, it's fine",
            "nah",
            "keep sending",
            "no, keep them coming",
            "of course not",
            "para nada",
            "keep them coming",
        ),
    ),
    (
        Intent.OPT_OUT,
        None,
        (
            "go ahead",
            "please do",
            "adelante",
            "mejor no",
            "better not",
            "ok",
            "dale",
            "yes, keep it",
            "no, stop",
            "bueno",
            "don't",
            "fine",
        ),
    ),
    (
        Intent.NOT_INTERESTED,
        True,
        (
            "yes you can",
            "of course",
            "go ahead",
            "please do",
            "fine by me",
            "that's fine",
            "sí pueden",
            "pueden",
            "adelante",
            "así es",
            "bueno",
            "dale",
            "perfecto",
            "por mí está bien",
            "no problem",
            "yes, go ahead",
            "it's ok",
            "yes, thanks",
            "sure",
            "sí, adelante",
            "ok, no problem",
            "no hay problema",
        ),
    ),
    (
        Intent.NOT_INTERESTED,
        False,
        (
            "not yet",
            "todavía no",
            "no",
            "no, not yet",
            "don't",
            "no, todavía no",
            "aún no",
            "mejor no",
        ),
    ),
    (
        Intent.NOT_INTERESTED,
        None,
        (
            "no, it's fine",
            "no, está bien",
            "yes but not yet",
            "I can't",
            "no puedo",
            "wait what",
            "great, when?",
            "sorry",
        ),
    ),
)


@lines.over("intent", sorted(ASKED_BACK))
@lines.over("text", [*YES, *YES_ABROAD])
def test_a_plain_yes_is_one_to_any_question(intent: Intent, text: str) -> None:
    assert check_answers.read(text, intent) is True


@lines.over("intent", sorted(ASKED_BACK))
@lines.over("text", NO)
def test_a_plain_no_is_one_to_any_question(intent: Intent, text: str) -> None:
    assert check_answers.read(text, intent) is False


@pytest.mark.parametrize(
    ("intent", "text", "is_yes"),
    [
        (intent, text, is_yes)
        for intent, both in OWN.items()
        for texts, is_yes in zip(both, (True, False), strict=True)
        for text in texts
    ],
)
def test_the_words_of_the_question_answer_it(intent: Intent, text: str, is_yes: bool) -> None:
    assert check_answers.read(text, intent) is is_yes


@lines.over("intent", sorted(ASKED_BACK))
@lines.over("text", NEITHER)
def test_what_says_more_than_yes_or_no_is_no_answer(intent: Intent, text: str) -> None:
    assert check_answers.read(text, intent) is None


@pytest.mark.parametrize(
    "text", ["ok", "👍", "pode ser", "pode ser, obrigado", "beleza", "fechado", "tranquilo", "ok, sucesso"]
)
def test_an_assent_lets_a_conversation_end_and_orders_nothing_else(text: str) -> None:
    assert check_answers.read(text, Intent.NOT_INTERESTED) is True
    assert check_answers.read(text, Intent.OPT_OUT) is None
    assert check_answers.read(text, Intent.CANCEL) is None


@pytest.mark.parametrize("intent", sorted(ASKED_BACK))
@pytest.mark.parametrize(
    "text",
    [
        "Sim. Agradeço a compreensão",
        "sim, tudo de bom pra vcs",
        "sim, fico com seu contato",
        "sim, infelizmente",
        "isso. obrigada e desculpa",
        "desculpa só vi agora. pode sim",
        "isso, por gentileza",
        "sim 👍🙏",
        "Sim, por favor. Abraços e boa semana!",
    ],
)
def test_a_yes_with_courtesies_beside_it_is_one(intent: Intent, text: str) -> None:
    assert check_answers.read(text, intent) is True


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("sim, podem encerrar. obrigada pela atenção", Intent.NOT_INTERESTED),
        ("sim, encerrado. gratidão", Intent.NOT_INTERESTED),
        ("sim, por enquanto", Intent.NOT_INTERESTED),
        ("Podem, obrigada", Intent.NOT_INTERESTED),
        ("Sim, conforme informado. Sucesso!", Intent.NOT_INTERESTED),
        ("melhor assim, obrigado", Intent.NOT_INTERESTED),
        ("seria ótimo", Intent.OPT_OUT),
        ("por favor", Intent.OPT_OUT),
        ("sim, cancela. desculpa o transtorno", Intent.CANCEL),
        ("simm", Intent.CANCEL),
        ("aham", Intent.CANCEL),
        ("por favor", Intent.CANCEL),
        ("sim, e não quero remarcar", Intent.CANCEL),
        ("sim, depois eu marco outra", Intent.CANCEL),
        ("confirmo, pode cancelar", Intent.CANCEL),
        ("por mim tudo bem", Intent.NOT_INTERESTED),
        ("sim, sem interesse", Intent.NOT_INTERESTED),
    ],
)
def test_a_yes_to_one_question_has_courtesies_beside_it_too(text: str, intent: Intent) -> None:
    assert check_answers.read(text, intent) is True


@pytest.mark.parametrize(
    "text",
    [
        "não, pera, consigo sim! deixa como tá",
        "não, deixa marcado",
        "nao nao, vou dar um jeito",
        "calma, deixa marcada",
        "consigo sim",
        "não, quero manter",
        "mantém a reunião, vou conseguir ir sim",
    ],
)
def test_who_finds_a_way_keeps_the_meeting(text: str) -> None:
    assert check_answers.read(text, Intent.CANCEL) is False


@pytest.mark.parametrize(
    "text",
    [
        "não consigo",
        "não\nconsigo",
        "não consigo sim",
        "não vou conseguir",
        "não, espera",
        "infelizmente não",
        "sim, até lá",
        "sim e não",
        "pode deixar",
        "sim, mas consigo na sexta",
        "obrigado",
        "desculpa",
        "sim, " + "obrigado " * 40,
    ],
)
def test_what_may_give_up_the_meeting_or_keep_it_is_no_answer(text: str) -> None:
    assert check_answers.read(text, Intent.CANCEL) is None


@pytest.mark.parametrize(
    "text",
    [
        "sim, pode cancelar",
        "sim, e cancela a reunião",
        "Sim. Pode cancelar a nossa reunião. Obrigado",
        "isso, cancela tudo",
        "1, cancela tudo",
        "cancela tudo",
        "pode cancelar tudo",
        "sim, prefiro. pode cancelar a reunião",
        "sim, as duas coisas",
        "yes, cancel it",
        "sim, pode encerrar",
        "sim, para de mandar",
        "sim, prefiro não receber mais mensagens",
        "prefiro não",
        "sí, prefiero no recibir",
    ],
)
def test_a_yes_that_names_what_the_question_announced_stops_the_messages(text: str) -> None:
    assert check_answers.read(text, Intent.OPT_OUT) is True


@pytest.mark.parametrize(
    "text",
    [
        "pode cancelar",
        "pode cancelar a reunião",
        "quero cancelar",
        "cancela a reunião",
        "sim, só cancela a reunião",
        "sim, mas não cancela",
        "sim, não cancela",
        "sim, cancela o café",
        "sim, cancela?",
        "não, cancela tudo",
    ],
)
def test_an_end_of_the_meeting_alone_is_no_yes_to_an_opt_out(text: str) -> None:
    assert check_answers.read(text, Intent.OPT_OUT) is None


@pytest.mark.parametrize("text", ["confirmo", "Confirmado.", "confirmada, obrigada"])
def test_who_confirms_may_confirm_the_meeting_that_the_question_would_end(text: str) -> None:
    assert check_answers.read(text, Intent.CANCEL) is None
    assert check_answers.is_both(text, Intent.CANCEL)
    assert check_answers.read(text, Intent.NOT_INTERESTED) is True


@pytest.mark.parametrize("text", ["não quero remarcar", "não, depois eu remarco", "sim, quero remarcar"])
def test_another_time_that_is_declined_or_wanted_is_no_yes_by_itself(text: str) -> None:
    assert check_answers.read(text, Intent.CANCEL) is None


@pytest.mark.parametrize("text", ["não quero", "não quero mais"])
def test_a_refusal_that_may_mean_the_messages_or_the_question_is_no_answer_to_an_opt_out(text: str) -> None:
    assert check_answers.read(text, Intent.OPT_OUT) is None


@pytest.mark.parametrize(
    "text",
    [
        "não quero",
        "não quero mais",
        "sim, pode continuar",
        "sim, quero receber",
        "confirmo, sim. quero continuar recebendo",
        "não, pode parar",
        "pode cancelar",
    ],
)
def test_what_may_be_a_yes_or_a_no_to_an_opt_out_is_both(text: str) -> None:
    assert check_answers.is_both(text, Intent.OPT_OUT)
    assert not check_answers.is_both(text, Intent.CANCEL)


@pytest.mark.parametrize(
    "text", ["sim", "não quero receber", "pode continuar", "quanto custa?", "a 2", "SAIR"]
)
def test_an_answer_and_whatever_else_is_said_are_not_both(text: str) -> None:
    assert not check_answers.is_both(text, Intent.OPT_OUT)


@pytest.mark.parametrize(
    "text",
    [
        "só a de quinta",
        "só dessa de quinta",
        "só a reunião",
        "não, só a reunião",
        "sim, só a de quinta",
        "apenas a de quinta-feira",
        "só a de 26/11",
        "somente a reunião de amanhã, obrigado",
    ],
)
def test_the_meeting_alone_answers_either_way(text: str) -> None:
    assert check_answers.is_meeting_alone(text)


@pytest.mark.parametrize(
    "text", ["só quero cancelar a de quinta", "só as mensagens", "só não a de quinta", "sim"]
)
def test_what_says_which_of_them_is_no_such_answer(text: str) -> None:
    assert not check_answers.is_meeting_alone(text)


@lines.over(
    ("intent", "text", "answer"),
    [(intent, text, answer) for intent, answer, texts in ABROAD for text in texts],
)
def test_english_and_spanish_answer_each_question_and_what_may_be_either_does_not(
    intent: Intent, text: str, answer: bool | None
) -> None:
    assert check_answers.read(text, intent) is answer
