import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.choices.closed_grammar import choose
from handlers.conversation.rules.choices.leanings import lean
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context
from handlers.meetings.rules.times import Slot
from local.model.situations import MONDAY, OFFERS, SAO_PAULO
from tests import lines


def found(offer: str, text: str) -> Slot | None:
    """Return the slot that a reply chooses or comes down to."""
    slots = OFFERS[offer]
    return choose(text, slots, SAO_PAULO, MONDAY).slot or lean(text, slots, SAO_PAULO, MONDAY).slot


@lines.over(
    ("offer", "text", "slot"),
    [
        ("A", "A mais cedo de todas, por favor. Depois das dez eu já estou em obra.", 1),
        ("A", "Pode ser a primeira. Aliás, me enganei, terça tem reunião de pais: põe na segunda opção.", 2),
        ("A", "aquela entre as outras duas, nem tão perto nem tão longe 😅", 2),
        ("B", "quarta não estou e quinta é o aniversário da firma. Fica a outra mesmo.", 3),
        ("B", "véspera do fim de semana, na parte da manhã, perfeito", 3),
        ("C", "A da manhã, por favor. À tarde fico com as crianças.", 1),
        ("C", "Esta semana, impossível: auditoria. A terça-feira seguinte está ótima.", 3),
        ("C", "quinta msm, 11, nem preciso olhar agenda", 1),
        ("C", "1º/12 sem falta", 3),
        ("A", "segunda da semana que vem", 3),
        ("A", "pode ser na segunda da próxima semana", 3),
        ("C", "3 da tarde é a hora do meu café, liga q atendo", 2),
        (
            "A",
            "Prefiero el lunes 30 a primera hora de la mañana, o sea a las 10 que proponen.\nQuedo atento.",
            3,
        ),
        ("B", "Para cerrar la semana: viernes 9:30. Llevo el café yo, si es presencial jaja", 3),
        (
            "C",
            "Esta semana imposible por la auditoría, pero la del martes 1 a las 14:30 sí la tomamos. Copia a mi jefe.",
            3,
        ),
        ("C", "Opção III, por gentileza.\n\nCel. R/1 Astolfo Meira", 3),
        ("B", "fico com a alternativa I", 1),
        ("A", "the option I prefer is the second", 2),
        ("A", "a primeiríssima", 1),
        ("B", "a que abre a lista", 1),
        ("B", "pode ser a que encerra a relação", 3),
        ("C", "Sí señor, el jueves le hacemos", 1),
        ("A", "se der quinta eu agradeço", 2),
        ("A", "a mais cedo de todas", 1),
        ("A", "quero a primeira de todas, obrigado", 1),
        ("A", "fico com a última de todas", 3),
        ("A", "a mais distante de todas, por favor", 3),
        ("A", "pode ser a mais próxima de todas. Na quinta estou em São Paulo", 1),
        ("B", "la última de todas, por favor", 3),
        ("B", "la más temprana de todas, gracias", 1),
        ("B", "la primera de todas me queda perfecto", 1),
        ("C", "o primeiro de todos os horários", 1),
        ("C", "a mais tarde de todas as três, por causa do prazo", 3),
        ("A", "la más lejana de todas nos conviene", 3),
        ("C", "a mais cedo dentre todas", 1),
        ("A", "Pode ser a 1. Ops, errei, terça viajo: bota na 2", 2),
        ("B", "quarta às 10. Desculpa, me confundi, quarta tenho dentista, marca sexta 9h30", 3),
        ("B", "A primeira está boa. Aliás, li errado, quarta é feriado aqui. Fico com a segunda opção", 2),
        ("C", "sexta. Opa, me enganei de dia, sexta viajo. Quinta às 11", 1),
        ("C", "Puede ser la primera. Perdón, me equivoqué, el jueves tengo médico: ponme la tercera", 3),
        ("B", "el miércoles. Ay, me confundí, el miércoles no estoy. El viernes 9:30", 3),
        ("A", "Pode ser a 2. Me enganei, quinta não posso, põe na terceira", 3),
        ("A", "quinta às 14h. Corrigindo: quinta tenho auditoria, pode ser terça às 9h", 1),
        ("B", "La tercera. Corrijo, el viernes viajo, mejor la primera", 1),
        ("C", "terça que vem. Olhei errado a agenda, terça tô fora, pode ser sexta às 15h", 2),
        ("A", "aquela entre as outras duas", 2),
        ("B", "a que está entre as outras duas, nem muito cedo nem muito tarde", 2),
        ("C", "esa que está entre las otras dos", 2),
        ("A", "aquela do meio, nem tão perto nem tão longe", 2),
        ("B", "aquela que fica entre as duas outras", 2),
        ("C", "la que queda entre las otras dos", 2),
        ("A", "essa entre as outras, a do meio", 2),
        ("B", "quarta viajo e quinta é o aniversário da minha filha. Fica a outra", 3),
        ("B", "quarta não dá, quinta é feriado na cidade. Fico com a outra então", 3),
        ("A", "quinta estou em obra e segunda tem assembleia. Fica a outra mesmo", 1),
        ("C", "quinta é aniversário da empresa e terça tem inventário. Pode ser a outra", 2),
        ("B", "el jueves no estoy y el viernes es el cumpleaños de mi hija. Queda la otra", 1),
        ("C", "quinta não estou e sexta é o casamento da minha irmã. Vai na outra", 3),
        ("B", "quarta não consigo e sexta é o dia da mudança. Sobra a outra", 2),
        ("A", "el martes no puedo y el jueves es el aniversario de la empresa. Me quedo con la otra", 3),
        ("B", "quarta não vou estar e quinta é dia de inventário. Então fica a que sobrou", 3),
        ("A", "terça não dá e segunda é a festa da firma. A outra, por favor", 2),
        ("B", "véspera do fim de semana, por favor", 3),
        ("C", "na véspera do fim de semana, à tarde", 2),
        ("B", "véspera de fim de semana tá ótimo", 3),
        ("B", "a véspera do fds", 3),
        ("B", "la víspera del fin de semana me queda bien", 3),
        ("C", "el día antes del fin de semana", 2),
        ("C", "o dia antes do fim de semana serve", 2),
        ("C", "um dia antes do fim de semana", 2),
        ("B", "véspera de sábado, de manhã", 3),
        ("B", "na véspera do final de semana pela manhã", 3),
        ("C", "A da manhã, por favor. À tarde busco as crianças na escola.", 1),
        ("C", "a da manhã. De tarde fico com meus netos", 1),
        ("C", "De manhã. À tarde fico com o bebê", 1),
        ("A", "a da tarde, por favor. De manhã fico com minha mãe", 2),
        ("C", "La de la mañana, por favor. Por la tarde me quedo con los niños", 1),
        ("A", "La de la tarde. Por la mañana llevo a los chicos al colegio", 2),
        ("C", "A de manhã, que à tarde levo o menino na natação", 1),
        ("A", "A da tarde. De manhã eu dou aula", 2),
        ("B", "a da tarde, por gentileza. Pela manhã cuido do meu pai", 2),
        ("C", "a da manhã tá ótima. À tarde fico com as crianças", 1),
        ("C", "Essa semana não dá. A terça seguinte tá ótima", 3),
        ("C", "Esta semana, sem chance: balanço. A terça seguinte pode ser.", 3),
        ("C", "Esta semana, inviável. Terça-feira seguinte, por favor", 3),
        ("C", "esta semana imposible, el martes siguiente perfecto", 3),
        ("A", "Esta semana nem pensar. A segunda-feira seguinte está ótima", 3),
        ("C", "Esta semana estou de plantão. A terça seguinte está livre", 3),
        ("C", "Esta semana, imposible: cierre. El martes siguiente está muy bien.", 3),
        ("C", "na terça seguinte, que essa semana é fechamento", 3),
        ("C", "A terça da semana seguinte está ótima, esta semana impossível", 3),
        ("C", "quinta, 11, nem preciso ver a agenda", 1),
        ("B", "sexta 9h30, nem precisa pensar duas vezes", 3),
        ("C", "sexta às 15h, nem preciso consultar a agenda", 2),
        ("B", "quarta às 10, sem nem olhar a agenda", 1),
        ("C", "quinta mesmo, 11", 1),
        ("B", "viernes 9:30, ni necesito mirar la agenda", 3),
        ("C", "jueves a las 11, no necesito ni ver la agenda", 1),
        ("A", "quinta 14h, nem olhei a agenda", 2),
        ("A", "a 2, nem vou olhar a agenda", 2),
        ("B", "quinta msm, 16h, nem precisa confirmar", 2),
        ("A", "Prefiero el lunes 30 por la mañana, a las 10", 3),
        ("A", "El lunes 30 a primera hora, es decir a las 10 que proponen", 3),
        ("B", "el viernes por la mañana, o sea a las 9:30", 3),
        ("A", "segunda 30 de manhã, ou seja, às 10", 3),
        ("A", "segunda-feira, 30 da manhã às 10", 3),
        ("A", "quinta 26 de tarde", 2),
        ("A", "quinta 26 à tarde, às 14", 2),
        ("B", "sexta 27 de manhã", 3),
        ("B", "el viernes 27 por la mañana", 3),
        ("B", "el jueves 26 por la tarde, es decir a las 16", 2),
        ("B", "viernes 9:30. Yo llevo el café si es presencial", 3),
        ("B", "sexta 9h30. Levo o café, se for presencial rs", 3),
        ("C", "Jueves a las 11. Les invito un café si es presencial", 1),
        ("C", "sexta 15h, levo um bolo se for presencial", 2),
        ("C", "Esta semana imposible, pero la del martes 1 a las 14:30 sí la tomo", 3),
        ("C", "Esta semana no puedo por el inventario, pero el martes 1 a las 14:30 sí", 3),
        (
            "C",
            "Essa semana impossível pela auditoria, mas a de terça dia 1 às 14h30 a gente topa. Copia meu chefe.",
            3,
        ),
        ("C", "esta semana estamos de auditoría, la del martes 1 la tomamos", 3),
        (
            "A",
            "Esta semana imposible por el cierre, pero el lunes 30 a las 10 sí. Por favor copien a mi jefe",
            3,
        ),
        ("C", "el jueves le hacemos", 1),
        ("C", "el viernes le hacemos, gracias", 2),
        ("B", "hagámosle el viernes", 3),
        ("B", "listo, hágale el miércoles", 1),
        ("C", "el martes le damos", 3),
        ("C", "démosle el jueves", 1),
        ("A", "el jueves le entro", 2),
        ("A", "se der quinta, eu agradeço", 2),
        ("A", "se der quinta fico grato", 2),
        ("A", "se der na quinta, melhor", 2),
        ("A", "se puder segunda-feira eu agradeço", 3),
        ("B", "se possível sexta, obrigado", 3),
        ("A", "se der pra ser quinta, ótimo", 2),
        ("A", "se for possível quinta eu agradeço", 2),
        ("A", "si se puede el jueves, mejor", 2),
        ("A", "si puede ser el jueves, se los agradezco", 2),
        ("A", "Se der quinta seria ótimo", 2),
        ("C", "pode ser sexta, mas dessa semana", 2),
        ("C", "pode ser sexta, semana que vem viajo", 2),
        ("C", "pode ser terça, mas da semana que vem", 3),
        ("C", "Gostei da 1 mas fico com a 3", 3),
        ("C", "Fiquei em dúvida, mas vou na 3", 3),
        ("C", "sem dúvida a 2", 2),
        ("A", "puede ser la segunda", 2),
        ("A", "la segunda, gracias", 2),
        ("A", "prefiero la segunda", 2),
        ("A", "me quedo con la segunda", 2),
        ("A", "la segunda opción", 2),
        ("A", "pode ser la segunda opção", 2),
        ("A", "pode ser la segunda-feira", 3),
        ("B", "havendo disponibilidade, sexta 9h30", 3),
        ("B", "sexta 9h30. Havendo imprevisto eu aviso", 3),
        ("A", "às duas da tarde", 2),
        ("A", "às duas da tarde dá pra mim", 2),
        ("A", "a las dos de la tarde me sirve", 2),
        ("C", "3 da tarde é meu intervalo, liga que eu atendo", 2),
        ("C", "quinta é minha folga, pode ligar que atendo", 1),
        ("C", "sexta 15h é a hora do lanche, liga que atendo", 2),
        ("C", "15h es mi hora del café, llamen que atiendo", 2),
    ],
)
def test_a_choice_in_words_of_its_own_is_found(offer: str, text: str, slot: int) -> None:
    assert found(offer, text) == OFFERS[offer][slot - 1]


@lines.over(
    ("offer", "text"),
    [
        ("B", "as duas de manhã dão pra mim"),
        ("B", "Quinta não dá mas quarta e sexta tô livre"),
        ("C", "Onze horas da manhã ou da noite? trabalho no turno da noite"),
        ("C", "Pode ser sexta, mas da semana que vem"),
        ("B", "Havendo quórum na quarta, sim. Caso contrário, veremos."),
        ("C", "Gostei da 1 mas a 3 também é boa... ai que dúvida"),
        ("A", "pode ser la segunda"),
        ("C", "quinta não, na sexta da semana seguinte"),
        ("B", "viernes 9:30, si es presencial"),
        ("B", "sexta 9h30 se for presencial"),
        ("A", "se der quinta eu vou"),
        ("A", "se der quinta eu aviso"),
        ("A", "se der quinta eu te confirmo"),
        ("C", "pode ser sexta, só que da outra semana"),
        ("C", "sexta pode ser, mas na semana que vem"),
        ("C", "Pode ser sexta, mas semana que vem"),
        ("C", "pode ser na sexta. Da semana que vem, tá?"),
        ("C", "quinta tá ótimo, porém da próxima semana"),
        ("C", "puede ser el viernes, pero de la semana que viene"),
        ("C", "el viernes me va bien, pero el de la otra semana"),
        ("C", "fico com sexta, mas a da outra semana"),
        ("C", "me sirve el jueves, pero de la próxima semana"),
        ("C", "Marca quinta, mas da semana que vem, essa tô fora"),
        ("C", "quero sexta, mas não essa, a da semana que vem"),
        ("C", "pode ser sexta, só se for da semana que vem"),
        ("C", "Gostei da 1, mas a 3 também é boa"),
        ("C", "a 1 é boa, mas a 2 também... tô na dúvida"),
        ("C", "quinta ou sexta, que dúvida cruel"),
        ("C", "Curti a 2 mas a 1 também me serve. Não consigo decidir"),
        ("C", "me gusta la 1 pero la 3 también está bien... qué dilema"),
        ("C", "a quinta é boa, a sexta também. Difícil escolher"),
        ("C", "Prefiro a 2 mas tô em dúvida com a 3"),
        ("C", "La 2 me gusta, la 3 también, no me decido"),
        ("C", "a 3... ai, que indecisão, a 1 também é boa"),
        ("C", "La 1 me gusta, pero la 3 también es buena, qué difícil"),
        ("A", "fico com la segunda"),
        ("A", "quero la segunda"),
        ("A", "la segunda pode ser"),
        ("A", "eu prefiro la segunda"),
        ("A", "la segunda, obrigado"),
        ("A", "para mim la segunda"),
        ("B", "Havendo quórum na quarta, sim"),
        ("B", "tendo sala na quarta, sim. Senão, veremos"),
        ("B", "se houver quórum na quarta, sim. Caso contrário, veremos"),
        ("B", "Dando tempo, sexta. Se não, a gente vê"),
        ("B", "habiendo quórum el miércoles, sí. De lo contrario, veremos"),
        ("B", "si hay quórum el miércoles, sí; si no, veremos"),
        ("B", "quinta sim, havendo gente. Caso contrário, vemos depois"),
        ("B", "sobrando tempo na sexta, sim"),
        ("B", "de haber sala el viernes, sí"),
        ("B", "Conseguindo liberação da diretoria, quarta"),
        ("B", "as duas da manhã servem"),
        ("B", "as duas de manhã são boas pra mim"),
        ("C", "as duas da tarde dão pra mim"),
        ("C", "as duas à tarde servem"),
        ("B", "las dos de la mañana me sirven"),
        ("C", "las dos de la tarde me van bien"),
        ("B", "para mim as duas de manhã dão"),
        ("B", "as duas pela manhã me atendem"),
        ("C", "11 da manhã ou da noite?"),
        ("C", "Onze horas da manhã ou da noite?"),
        ("C", "é às 3 da tarde ou da manhã?"),
        ("C", "às 15h ou às 3 da manhã? kkk trabalho à noite"),
        ("C", "a las 11 de la mañana o de la noche?"),
        ("C", "las once de la mañana o de la noche? trabajo de noche"),
        ("C", "esse 11h é da manhã ou da noite?"),
        ("C", "quinta 11h da manhã ou da noite?"),
        ("B", "tem de noite?"),
        ("B", "quinta não, mas quarta e sexta estou livre"),
        ("B", "Quinta não posso, quarta e sexta consigo"),
        ("B", "quarta e sexta pode ser, quinta não"),
        ("B", "el jueves no puedo, pero el miércoles y el viernes estoy libre"),
        ("B", "na quarta e na sexta tô disponível; quinta não"),
        ("B", "A 2 não dá, mas a 1 e a 3 servem"),
    ],
)
def test_another_week_a_wavering_a_condition_and_what_may_be_two_things_book_nothing(
    offer: str, text: str
) -> None:
    assert found(offer, text) is None


@pytest.mark.parametrize(
    ("offer", "text"),
    [
        ("B", "quinta não, mas quarta e sexta estou livre"),
        ("C", "Gostei da 1 mas a 3 também é boa... ai que dúvida"),
        ("B", "as duas de manhã dão pra mim"),
        ("A", "quero a segunda"),
    ],
)
def test_who_takes_several_slots_wants_no_other_time(offer: str, text: str) -> None:
    leaning = lean(text, OFFERS[offer], SAO_PAULO, MONDAY)
    assert (leaning.slot, leaning.several, leaning.elsewhere) == (None, True, False)


@pytest.mark.parametrize("text", ["Onze horas da manhã ou da noite?", "a las 11 de la mañana o de la noche?"])
def test_who_asks_of_which_half_of_the_day_an_hour_is_asks_of_the_slot(text: str) -> None:
    assert lean(text, OFFERS["C"], SAO_PAULO, MONDAY).asks


@pytest.mark.parametrize(
    "text", ["a próxima, por favor", "quiero la próxima", "me salten en la próxima campaña, por favor"]
)
def test_the_next_of_nobody_knows_what_is_no_slot(text: str) -> None:
    assert found("A", text) is None


@pytest.mark.parametrize(
    "text",
    [
        "¿Podría ser el viernes a las 9:30?",
        "seria possível sexta às 9h30?",
        "bom dia, seria possível na sexta-feira, às 9h30?",
        "tem como ser na sexta às 9:30?",
        "podemos fazer na sexta às 9:30?",
        "daria pra fazer sexta 9h30?",
        "Would Friday at 9:30 work?",
        "would it be possible Friday at 9:30?",
        "seria possível a 3?",
    ],
)
def test_a_slot_that_is_asked_for_whole_is_chosen(text: str) -> None:
    assert found("B", text) == OFFERS["B"][2]


@pytest.mark.parametrize(
    "text",
    [
        "podemos mudar a de sexta às 9:30?",
        "seria possível sexta às 9h30 por vídeo?",
        "seria possível adiar a de sexta às 9h30?",
        "podemos falar na sexta às 9h30 antes?",
        "would Friday at 9:30 suit the doctor?",
        "would Friday work?",
        "tem como ser outro dia?",
    ],
)
def test_what_is_asked_beside_it_and_a_day_alone_choose_none(text: str) -> None:
    reading = STAGES.classify(text, Context(SAO_PAULO, MONDAY, OFFERS["B"]))
    assert reading.intent in (Intent.RESCHEDULE, Intent.QUESTION)
