"""Tests of wishes for silence that are put as questions or in a roundabout way, and of what only resembles one."""

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context
from local.model.situations import MONDAY, OFFERS, SAO_PAULO
from tests import lines

NOTHING = Context(SAO_PAULO, MONDAY)
BOOKED = Context(SAO_PAULO, MONDAY, scheduled=True)
OFFERED = Context(SAO_PAULO, MONDAY, OFFERS["A"])


@lines.over(
    ("text", "context"),
    [
        ("No quiero la reunión ni correos suyos nunca más", BOOKED),
        ("este número está fechado para vocês", NOTHING),
        ("Nuestro correo queda cerrado para sus propuestas", NOTHING),
        ("This inbox is closed to your company.", NOTHING),
        ("Preferiría no seguir apareciendo en su lista", NOTHING),
        ("prefiro não continuar entre os seus destinatários", NOTHING),
        ("nos poupem das próximas mensagens", NOTHING),
        ("me poupe das demais", NOTHING),
        ("¿Tienen botón de baja? no lo veo, apáguenlo por mí", NOTHING),
        ("dá pra fazer de conta que eu nunca me cadastrei?", NOTHING),
        ("hagan de cuenta que no existo", NOTHING),
        ("Could we pretend I never existed in your database?", NOTHING),
        ("¿Podría terminar aquí nuestra correspondencia?", NOTHING),
        ("Seria possível que as mensagens cessassem?", NOTHING),
        ("Would it be too much to ask that our correspondence end here?", NOTHING),
        ("Is there a chance you could skip me next time?", NOTHING),
        ("será que não dava pra vocês me pularem na próxima campanha?", NOTHING),
        ("tem como vocês sumirem do meu whatsapp?", NOTHING),
        ("existe alguma forma de eu viver sem mensagem sua?", NOTHING),
        ("harto de recibir estos correos", NOTHING),
        ("sick and tired of getting these texts", NOTHING),
        ("quantas vezes preciso implorar por silêncio?", NOTHING),
        ("how many times do I have to beg for peace?", NOTHING),
        ("y si mejor me saltan en los próximos envíos?", NOTHING),
        ("onde desliga isso? desliguem por mim", NOTHING),
        ("Can you make sure this is the last email I get?", NOTHING),
        ("any way to stop getting these?", NOTHING),
        ("mi socia tampoco quiere que le sigan escribiendo", NOTHING),
        ("a minha sócia também não quer que continuem mandando", NOTHING),
        ("cancelen la cita y anulen mi registro", BOOKED),
        ("dejo sin efecto la autorización que di en la feria", NOTHING),
        ("ya me cansé de pedir paz", NOTHING),
        ("como paro de receber?", NOTHING),
        ("onde eu clico pra sair?", NOTHING),
        ("how do i get off this list?", NOTHING),
        ("De onde tiraram meu e-mail? Só excluam.", NOTHING),
        ("where did you get my number? delete it", NOTHING),
        ("déjeme de molestar", NOTHING),
        ("Podrían tacharme de su agenda?", NOTHING),
        ("não aguento mais receber propaganda de vocês", NOTHING),
        ("quantas vezes mais vou ter que pedir sossego?", NOTHING),
        ("onde eu clico pra isso nunca mais chegar pra mim?", NOTHING),
        ("Tem algum jeito de vocês pularem meu nome nas próximas remessas?", NOTHING),
        ("vcs n cansam nao? pq eu ja cansei de receber isso", NOTHING),
        ("será que não tinha como deixar meu número de fora dessas campanha", NOTHING),
        ("acho que era bom ocês sossegarem com essas mensagem aí", NOTHING),
    ],
)
def test_a_wish_for_silence_in_a_roundabout_way_is_asked_back(text: str, context: Context) -> None:
    reading = STAGES.classify(text, context)
    assert (reading.intent, reading.certain) == (Intent.OPT_OUT, False)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Quero me des-inscrever disso aí", NOTHING),
        ("solicito la supresión de mis datos personales de sus archivos", NOTHING),
        ("Ejerzo mis derechos ARCO, cancelen mis datos", NOTHING),
        ("pedimos la baja de nuestros datos", NOTHING),
        ("no queremos más llamadas suyas ni noticias de ustedes", NOTHING),
        ("Parem de usar o número da clínica", NOTHING),
        ("deixem de usar meu e-mail", NOTHING),
        ("Remove our domain from your campaigns", NOTHING),
        ("Please delete this email address.", NOTHING),
        ("cierren mi ficha por favor", NOTHING),
        ("I withdraw the permission to use my number that I gave at the fair", NOTHING),
    ],
)
def test_a_plain_order_in_rarer_words_is_followed(text: str, context: Context) -> None:
    reading = STAGES.classify(text, context)
    assert (reading.intent, reading.certain) == (Intent.OPT_OUT, True)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("parem de me mandar panfleto e me mandem logo o orçamento", NOTHING),
        ("chega de mensagem genérica, quero ver os preços", NOTHING),
        ("para de enviar texto pronto e me faz uma demonstração de verdade", NOTHING),
        ("não quero mais receber e-mail genérico. quero receber a tabela de valores, só isso", NOTHING),
        ("Basta de correos, mándenme la propuesta de una vez", NOTHING),
        ("No quiero recibir llamadas, quiero exactamente esto: un presupuesto por escrito", NOTHING),
        ("Ya no me manden publicidad, envíenme el catálogo con precios", NOTHING),
        ("Stop sending me brochures and show me a demo already", NOTHING),
        ("I don't want to receive any more calls or letters. What I want is a written quote.", NOTHING),
        (
            "prefiro não receber isso no meu celular. meu e-mail é compras@loja.example, é por lá que eu trabalho",
            NOTHING,
        ),
        ("não me mande mais nada no WhatsApp pessoal, o e-mail da empresa está abaixo", NOTHING),
        ("No quiero recibir esto en mi celular. Mi correo es ventas@tienda.example", NOTHING),
        ("Please don't send this to my private number. My office mail is below.", NOTHING),
        ("please stop texting my mobile, my work email is better", NOTHING),
        ("Caso seja propaganda, me tirem da lista", NOTHING),
        ("Sendo propaganda, peço que me retirem da lista", NOTHING),
        ("De ser publicidad, bórrenme de la lista", NOTHING),
        ("En caso de que sea publicidad, denme de baja", NOTHING),
        ("If this is marketing, take me off the list", NOTHING),
        ("Should it be a sales pitch, unsubscribe me", NOTHING),
        ("In case this is a newsletter please remove us from it", NOTHING),
        ("Were this to be advertising, stop writing to me", NOTHING),
        ("Tratando-se de propaganda, favor remover meu contato", NOTHING),
    ],
)
def test_an_order_beside_something_that_is_wanted_or_under_a_condition_is_asked_back(
    text: str, context: Context
) -> None:
    reading = STAGES.classify(text, context)
    assert (reading.intent, reading.certain) == (Intent.OPT_OUT, False)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("me tirem da lista e me mandem a confirmação", NOTHING),
        ("quero sair da lista e quero os meus dados apagados", NOTHING),
        ("quero cancelar a reunião e sair da lista de mensagens", BOOKED),
        ("parem de me mandar catálogos e propostas", NOTHING),
        ("stop sending me proposals", NOTHING),
        ("don't send me any more quotes, remove me from your list", NOTHING),
        ("bórrenme de la lista y no me manden más cotizaciones", NOTHING),
        ("me manda o link de descadastro. não quero mais receber nada", NOTHING),
        ("Meu e-mail é joao@x.example. Me tirem da lista.", NOTHING),
        ("Please remove my email from your list, my address is joe@x.example", NOTHING),
        ("Apaguem meus dados, quero informações sobre o que fizeram com eles", NOTHING),
        ("não quero receber nada no meu celular nem no e-mail", NOTHING),
        ("Parem de escrever para o meu celular. Meu nome é João.", NOTHING),
        ("I should be removed from your list today", NOTHING),
    ],
)
def test_what_is_told_beside_an_order_leaves_it_plain(text: str, context: Context) -> None:
    reading = STAGES.classify(text, context)
    assert (reading.intent, reading.certain) == (Intent.OPT_OUT, True)


@lines.over(
    ("text", "context"),
    [
        ("tira meu nome da rifa, mas quero conversar sim", NOTHING),
        ("como eu faço pra sair do simples nacional?", NOTHING),
        ("how do we stop losing customers?", NOTHING),
        ("como saio do vermelho?", NOTHING),
        ("meu número mudou: apaga o antigo", NOTHING),
        ("Me tirem do concurso, do resto quero saber mais", NOTHING),
        ("sáquenme del sorteo, pero sí quiero la demostración", NOTHING),
        ("take my name out of the raffle, but yes let's talk", NOTHING),
        ("Tirem a Joana da cópia, ela saiu. Eu continuo como contato.", NOTHING),
        ("Remove my colleague from copy please, I'm staying on the thread.", NOTHING),
        ("Saquen a mi socio de los correos; yo me quedo con ustedes", NOTHING),
        ("pode tirar o e-mail do Paulo, o meu mantém", NOTHING),
        ("Take Jim off these emails, keep me on them.", NOTHING),
        ("Me cobraram duas vezes a mensalidade, quem resolve?", NOTHING),
        ("Nos cobraron de más este mes, quiero hablar con alguien", NOTHING),
        ("I was charged twice this month, who do I talk to?", NOTHING),
        ("Recebi um boleto que não reconheço. Quero explicação.", NOTHING),
        ("Chegou uma cobrança em duplicidade aqui", NOTHING),
        ("meu sobrenome está escrito errado nos e-mails, corrijam por favor", NOTHING),
        ("Mi nombre está mal escrito, es Jhon con h", NOTHING),
        ("My name is misspelled in every message, could you fix it?", NOTHING),
        ("o nome da empresa saiu grafado errado, é Ótica com acento", NOTHING),
        ("De onde tiraram meu telefone? Não estou reclamando, só curiosidade", NOTHING),
        ("Where did you get my address? Not complaining, just curious.", NOTHING),
        ("¿Quién les dio mi número? No es queja, me interesa", NOTHING),
        ("I no longer handle purchasing, please speak with Tom Baker.", NOTHING),
        ("I've moved to another team and no longer work on procurement. Anna took over.", NOTHING),
        ("Vocês sumiram! Pedi proposta em julho e continuo interessado", NOTHING),
        ("¿Se olvidaron de mí? Sigo queriendo la demo", NOTHING),
        ("Still waiting for your call, did you forget me?", NOTHING),
        ("costumo apagar sem ler, mas essa me interessou", NOTHING),
        ("soy de los que borran todo sin leer, pero esta vez me late", NOTHING),
        ("estou na roça sem sinal, não me mandem nada que não vejo até segunda", NOTHING),
        ("no me llamen que estoy en el monte y no tengo señal hasta el lunes", NOTHING),
        ("se for grátis eu aceito, se for pago nem me mande", NOTHING),
        ("si es gratis escucho, si es pago no me manden nada", NOTHING),
        ("A Paula saiu da empresa, apaga o nome dela. Agora é o Beto que cuida.", NOTHING),
        ("delete her name, she left. Tom is in charge now", NOTHING),
        ("You said you'd stop writing if I don't reply, so here I am. Please do write!", NOTHING),
        ("don't text my wife's phone, this number is better", NOTHING),
    ],
)
def test_what_only_resembles_a_wish_for_silence_opts_nobody_out(text: str, context: Context) -> None:
    assert STAGES.classify(text, context).intent is not Intent.OPT_OUT


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("não me adicione mais em lista nenhuma", NOTHING),
        ("none of those work and honestly i dont want any more msgs about it, thanks", OFFERED),
        (
            "Obrigado pelos horários, mas não vamos seguir. Tira por favor a gente do fluxo de e-mails",
            OFFERED,
        ),
        ("me tira dessa cadência de e-mails por favor", NOTHING),
        ("nao escolho nenhuma, escolho a opção 4: me deixa quieto pra sempre", OFFERED),
    ],
)
def test_an_order_to_stop_in_everyday_words_is_an_opt_out(text: str, context: Context) -> None:
    assert STAGES.classify(text, context).intent is Intent.OPT_OUT


@pytest.mark.parametrize(
    "text",
    [
        "no hace falta que me des de baja, pero este año no vamos a cambiar de proveedor",
        "não precisa me descadastrar, só não tenho interesse agora",
        "Fui avisado de que meu cadastro tinha sido cancelado. Fui cancelado ou não?",
        "ainda estou na lista de vocês?",
    ],
)
def test_a_removal_that_is_not_needed_or_only_asked_about_is_no_opt_out(text: str) -> None:
    assert STAGES.classify(text, NOTHING).intent is not Intent.OPT_OUT
