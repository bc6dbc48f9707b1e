"""What a reply asks for: rules over its words. The labelled corpus is tests/handlers/domain/replies.jsonl.

The order of the rules is the law of section 6. Opt-out wins over everything, but is never read into a refusal of
something else ("não quero mais a reunião" is a cancellation). Whatever no rule is sure of is ``unknown`` and goes to
a human: a wrong guess costs more than an answer that comes an hour later. A model may stand in for the rules: it
only has to be a ``Classifier``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from handlers.domain import portuguese, slot_choice
from handlers.domain.meeting import Slot
from handlers.domain.model import Intent


@dataclass(frozen=True)
class Context:
    """What the person was last told, as far as it changes the meaning of an answer."""

    zone: ZoneInfo
    """The contact's."""
    now: datetime
    slots: tuple[Slot, ...] = ()
    """On offer at this moment, in the order in which they were offered."""
    scheduled: bool = False
    """A meeting is agreed on and still to come."""


@dataclass(frozen=True)
class Reading:
    """What a reply asks for."""

    intent: Intent
    slot: Slot | None = None
    """Of a ``slot_choice``: the chosen one."""
    urgent: bool = False
    """The person wants it soon."""
    returns: date | None = None
    """Of an ``out_of_office``: the day of return, where one is named."""


class Classifier(Protocol):
    """Whatever can read a reply."""

    def classify(self, text: str, context: Context) -> Reading: ...


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(alternatives) + ")")


# Building blocks. END: nothing follows that the refusal could be about.
_END = r"(?= ?(?:$|[.,!?]|(?:obrigad[oa]|valeu|por favor|viu|ok|nao|tchau|abs|desculpa|grat[oa]|amig[oa]|moc[oa])\b))"
_MESSAGES = (
    r"(?:mensage(?:m|ns)|email|contatos?|ligac(?:ao|oes)|propagandas?|anuncios?|promoc(?:ao|oes)|spam|"
    r"newsletter|"
    r"whatsapp|sms|comunicac(?:ao|oes)|ofertas?|publicidade|notificac(?:ao|oes)|informativos?|"
    r"conteudos?|chamadas?)\b"
)
_THESE = (
    r"(?:(?:mais|essas?|esses?|est[ea]s?|esse tipo de|nenhuma?|suas?|seus?|as|os|a|o|novas?|novos|"
    r"outras?|qualquer|"
    r"tantas?|de|por|em) )*"
)
_SEND = (
    r"(?:mand\w*|envi\w*|ligar|ligue[m]?|liga|ligando|chamar|chame[m]?|chama|chamando|escrev\w*|"
    r"contat\w*|contact\w*|"
    r"incomod\w*|perturb\w*|encher|enche|procur\w*|importun\w*|insist\w*|abord\w*|receb\w*|"
    r"entr\w+ em contato)"
)
_MEETING = (
    r"(?:reuniao|reunioes|call|conversa|encontro|agendamento|compromisso|bate papo|papo|visita|"
    r"apresentacao|"
    r"demonstracao|demo|meet|videochamada|horario marcado|hora marcada)\b"
)
_NOT = r"(?:nao|nem|nunca|jamais)"

_KEYWORDS = (
    r"(?:sair|parar|pare|parem|para|stop|descadastrar|descadastro|unsubscribe|remover|remova|remove|"
    r"chega|basta|"
    r"excluir|bloquear|opt ?out)"
)
_KEYWORD_ONLY = re.compile(
    rf"(?:(?:eu|quero|queria|por favor|oi|ola|bom dia|boa tarde|boa noite|ok|sim|ja|obrigad[oa]|valeu|"
    rf"agora|digo|"
    rf"[.,!?]|{_KEYWORDS}) ?)*"
)

_OPT_OUT = _pattern(
    rf"(?:quero|queria|gostaria de|preciso|desejo|prefiro|como (?:eu )?(?:faco|fazer) para) sair{_END}",
    r"sair (?:d[aeo]|dess[ae]|dest[ae]) (?:sua |seu |voss[ao] )?(?:lista|base|mailing|grupo|cadastro|"
    r"whatsapp|transmissao)",
    r"(?:respondi|mandei|falei|digitei|enviei|pedi para|ja disse|escrevi) (?:que )?(?:sair|parar|stop)\b",
    rf"(?:para|pare|parem|parar|parassem|chega|deixe[m]?|deixa|deixassem) de (?:me |"
    rf"nos )?(?:ficar (?:me )?)?{_SEND}",
    rf"(?:para|pare|parem|chega|basta) (?:com|de) (?:isso|essas?|esses?|tantas?|as|os|{_MESSAGES})",
    rf"(?:pode[m]?|quero que|favor|peco que) (?:parar|pare[m]?){_END}",
    r"(?:tir\w+|remov\w+|exclu\w+|delet\w+|apag\w+|retir\w+|risc\w+)(?: \w+){0,4} (?:lista|base|"
    r"cadastros?|mailing|numero|"
    r"contatos?|telefone|email|nome|inscricao|dados|banco|sistema)\b",
    rf"me (?:tir\w+|remov\w+|exclu\w+|delet\w+|bloque\w+)(?: daqui| disso| dessa)?{_END}",
    r"cancelar (?:a |minha |meu |o |esse |essa )*(?:inscricao|cadastro|assinatura|recebimento|"
    r"newsletter)\b",
    r"descadastr\w+",
    r"me deix\w+ em paz",
    rf"me esque(?:c[ae][m]?|cam){_END}",
    r"vou (?:te |os |voces |esse numero )?(?:denunciar|bloquear|processar)",
    r"(?:vou|irei) (?:acionar|reclamar)(?: \w+){0,2} (?:procon|justica)",
)
"""Orders to stop; not counted where a negation stands before them ("não quero sair")."""

_OPT_OUT_REFUSALS = _pattern(
    rf"{_NOT} quero mais{_END}",
    rf"{_NOT} quero mais (?:nada|saber)(?: (?:de|com|disso|dess[ae]|d[ae]st[ae]|sobre|"
    rf"vindo))?(?: \w+){{0,2}}{_END}",
    rf"{_NOT} (?:quero|queremos|desejo|gostaria de|pretendo|preciso|aceito|autorizo|"
    rf"permito)(?: \w+)? (?:continuar )?"
    rf"receb(?:er|endo)(?:{_END}| (?:mais )?nada| isso| mais{_END}| {_THESE}{_MESSAGES}| esse tipo)",
    rf"{_NOT} (?:quero|queremos|desejo|aceito|autorizo|permito) (?:mais )?{_THESE}{_MESSAGES}",
    rf"{_NOT} (?:quero|queremos|desejo|autorizo) (?:mais )?(?:ser|que) (?:mais )?(?:me |nos |"
    rf"voces? )?(?:me )?{_SEND}",
    rf"{_NOT} (?:quero|queremos|desejo) mais (?:falar|conversar|contato) com (?:voces?|essa empresa|"
    rf"esse numero)",
    rf"{_NOT} (?:precisa[m]? )?(?:mais )?(?:me |nos )?(?:mand\w+|envi\w+|ligue[m]?|liga|ligar|"
    rf"chame[m]?|chama|chamar|escrev\w+|"
    rf"procure[m]?|contate[m]?|entre[m]? em contato)(?: (?:por|para) (?:mim|ca))?(?: mais\b|"
    rf" {_THESE}{_MESSAGES}|{_END})",
    rf"{_NOT} (?:me |nos )?(?:incomod\w+|perturb\w+|importun\w+|enche|encha|encher)\b",
    rf"{_NOT} (?:mais )?entr\w+ (?:mais )?em contato{_END}|{_NOT} entr\w+ mais em contato",
    rf"nunca mais (?:me |nos )?{_SEND}",
    rf"(?:sem|{_NOT} (?:tenho|temos)) (?:mais )?interesse em (?:continuar )?receb\w+ {_THESE}{_MESSAGES}",
)
_ANOTHER_CHANNEL = _pattern(
    r"(?:prefiro|so|apenas|somente|melhor|manda|mande|mandem|envia|envie|chama|chame|fala|fale|liga|"
    r"ligue|aceito|pode ser|"
    r"pode mandar|pode me chamar)(?: \w+){0,2} (?:por|no|pelo|via|em|pela|o|um) (?:meu )?"
    r"(?:whatsapp|email|telefone|ligacao|outro numero|celular|telegram)"
)
_OF_SOMEBODY_ELSE = _pattern(
    rf"{_SEND}(?: \w+){{0,3}} (?:meu|minha|meus|minhas|nosso|nossa|d?ele|d?ela|outra pessoa) ?"
    r"(?:socio|socia|marido|esposa|mulher|chefe|mae|pai|colega|filho|filha|funcionari[oa]|secretaria|"
    r"equipe|cliente|"
    r"gerente|irma|irmao|$|[.,!?])"
)
_AT_THIS_HOUR = _pattern(
    rf"{_NOT} (?:\w+ ){{0,3}}{_SEND}(?: \w+){{0,2}} (?:agora|hoje|amanha|de manha|a noite|de noite|"
    rf"a tarde|cedo|"
    r"fim de semana|final de semana|sabado|domingo|nesse horario|neste horario|essa hora|esta hora|"
    r"antes|depois|ate|"
    r"essa semana|esta semana|enquanto|durante)\b"
)

_WRONG_PERSON = _pattern(
    r"(?:numero|pessoa|contato|telefone|email) errad[oa]",
    r"(?:foi |e |por )?engano\b",
    r"nao sou (?:eu|mais|o|a|ess[ea]|est[ea]|dess[ea]|del[ae]|responsavel)\b",
    r"nao (?:e|pertence) (?:mais )?(?:o numero|o contato|o telefone|d[ao]|del[ae]|a|ao)\b(?! caso|"
    r" momento| minha| nosso)",
    r"nao e (?:mais )?comigo",
    r"nao conheco (?:nenhum|nenhuma|ess[ea]|est[ea]|o|a)\b",
    r"nao (?:trabalh\w+|atua|esta|faz(?: parte)?) mais\b",
    r"(?:saiu|se desligou|foi desligad[oa]) da empresa",
    r"falec\w+",
    r"quem (?:cuida|decide|resolve|ve|trata|responde)(?: \w+){0,4} e (?:o|a|meu|minha|outr[oa])\b",
)

_RESCHEDULE = _pattern(
    r"(?:remarc(?:ar|armos|acao|amos)|reagend(?:ar|armos|amento|amos)|adiar|adiarmos|postergar|"
    r"antecipar|adiantar)\b",
    r"(?:mudar|trocar|alterar|mudarmos|transferir|passar|jogar|empurrar|mover)(?: \w+){0,3} "
    r"(?:horario|dia|data|reuniao|hora|encontro|call|conversa)\b",
    r"(?:mudar|transferir|passar|jogar|empurrar|mover)(?: \w+){0,2} para (?:outr[oa]|a?\s?semana|"
    r"segunda|terca|quarta|"
    r"quinta|sexta|amanha|depois|mais|dia|o dia|as)\b",
    r"outr[oa]s? (?:horarios?|dias?|datas?|opcao|opcoes|semana)\b",
    r"nenhum[a]? (?:d[eao]|dess[ea]s?|dest[ea]s?|d[ao]s|del[ea]s|horario|opcao|data|dia|serve|da|"
    r"funciona|me atende|"
    r"fica|e bom|e boa|bate|encaixa)\b",
    r"tem outr[oa]s?\b",
    rf"{_NOT} (?:quero|queremos) (?:mais )?(?:ess[ea]s?|nenhum[a]?|o|a|est[ea]s?) (?:horarios?|datas?|"
    rf"dias?|opcao|opcoes)\b",
    r"nem um[a]? (?:dess[ea]s|dest[ea]s|d[ao]s)\b",
    rf"{_NOT} (?:posso|consigo|da|tenho|poderei|serve|servem|funciona|funcionam|rola|vai dar|"
    rf"conseguirei|encaixa|batem?|"
    r"temos|podemos|conseguimos|estou disponivel|estarei disponivel)(?: \w+){0,3} "
    r"(?:ness[ea]s|dess[ea]s|est[ea]s|ess[ea]s|nest[ea]s|nesse horario|horarios|datas|dias|opcoes)\b",
    r"(?:ess[ea]s|est[ea]s|os|as) (?:horarios|dias|datas|opcoes) (?:nao|sao ruins|ficam ruins|"
    r"estao ruins)\b",
    r"(?:tem|teria|teriam|haveria|ha|existe) (?:mais |algum |outro |alguma )+(?:horario|dia|data|opcao|"
    r"opcoes|horarios)",
    r"(?:tem|teria|pode ser|poderia ser|podemos|so posso|so consigo|so tenho|prefiro|"
    r"consegue)(?: \w+){0,2} "
    r"(?:mais tarde|mais cedo|depois das|a partir das|antes das|no fim da tarde|no final da tarde|"
    r"a noite|de noite)\b",
)
_RESCHEDULE_OFFER = _pattern(
    r"nenhum[a]?" + _END,
    r"outra hora\b",
    r"(?:so|apenas|somente) (?:posso|consigo|tenho|na|no|semana|a partir|depois|mes|de|a)\b",
    r"(?:na|pode ser|so|para a|melhor)? ?(?:proxima semana|semana que vem|outra semana)\b",
    rf"(?<![a-z] )(?:eu |infelizmente |poxa |que pena )*{_NOT} (?:posso|consigo|vou poder|"
    rf"vou conseguir|estarei|"
    rf"tenho agenda|tenho disponibilidade){_END}",
)
"""Read so only while slots are on offer."""

_CANCEL_VERB = r"(?:cancelar|cancelo|cancelamos|cancelamento|cancelad[oa]|desmarcar|desmarco|desmarcamos)"
_CANCEL = _pattern(
    rf"{_CANCEL_VERB}(?: \w+){{0,4}} {_MEETING}",
    rf"(?:desist(?:i|o|imos|ir)|abro mao|abri mao) d[aoe](?: \w+)? ?{_MEETING}",
)
_CANCEL_STANDING = _pattern(
    rf"{_CANCEL_VERB}(?: (?:tudo|isso|ai|para mim|de (?:hoje|amanha|segunda|terca|quarta|quinta|sexta)|"
    rf"ela|hoje))?{_END}",
    rf"desist(?:i|o|imos|ir){_END}",
)
"""Without the word "meeting": only where there is one."""
_CANCEL_REFUSALS = _pattern(
    rf"{_NOT} (?:quero|queremos|desejo|tenho interesse|vou querer|vamos querer|preciso|"
    rf"precisamos)(?: \w+){{0,4}} {_MEETING}",
    rf"{_NOT} (?:vai|vamos|vou) (?:mais )?(?:ter|haver|fazer|precisar)(?: \w+){{0,3}} {_MEETING}",
)
_CANCEL_ABSENCE = _pattern(
    rf"{_NOT} (?:vou|vamos|poderei|posso|consigo|conseguirei|poderemos|"
    rf"conseguiremos)(?: mais)?(?: poder| conseguir)?(?: mais)? "
    r"(?:comparecer|participar|ir|estar presente)\b",
)

_OUT_OF_OFFICE = _pattern(
    r"(?:resposta|mensagem|email) automatic[ao]",
    r"auto ?(?:reply|resposta)",
    r"out of (?:the )?office",
    r"(?:estou|estarei|encontro me|esta|estara|ando)(?: \w+){0,2} (?:ausente|(?:de|em) (?:ferias|"
    r"licenca|recesso))\b",
    r"(?:entrei|sai) (?:de|em) (?:ferias|licenca|recesso)",
    r"^(?:oi |ola )?(?:de|em) (?:ferias|recesso|licenca)\b",
    r"licenca (?:maternidade|paternidade|medica)",
    r"fora d[oa] (?:escritorio|empresa|cidade|pais)",
    r"(?:periodo de|ausencia temporaria|sem acesso)(?: \w+){0,3} (?:ferias|ausencia|recesso|email|"
    r"emails)\b",
    r"(?:retorno|retornarei|volto|voltarei|regresso) (?:ao (?:escritorio|trabalho)|as atividades|"
    r"das ferias|de ferias)",
    r"(?:agradecemos|obrigad[oa] p(?:or|elo))(?: \w+){0,4} contato(?: \S+){0,6} (?:retornaremos|"
    r"responderemos|atenderemos|"
    r"retornarei|responderei|atendente)",
    r"nosso horario de (?:atendimento|funcionamento)",
    r"no momento (?:nao )?(?:posso|podemos|estamos|estou)(?: \w+){0,2} (?:atender|ausentes?|"
    r"indisponiveis|indisponivel|"
    r"fora do horario)",
    r"(?:em breve|assim que possivel)(?: \w+){0,2} (?:retornaremos|responderemos|retornarei|responderei)",
)

_NOT_INTERESTED = _pattern(
    rf"{_NOT} (?:tenho|temos|ha|estou|estamos|tem|fiquei|tinha|teria|teriamos)(?: \w+){{0,2}} interess\w*",
    r"(?:sem|zero|nenhum) (?:nenhum )?interesse",
    r"interesse (?:nenhum|zero)\b",
    r"desinteress\w+",
    rf"{_NOT} (?:me |nos )?interess\w+",
    rf"{_NOT} (?:quero|queremos|desejo|pretendo|preciso|precisamos|gostaria){_END}",
    rf"{_NOT} (?:quero|queremos|pretendo|pretendemos|preciso|precisamos|desejo)(?: mais)? (?:isso|"
    rf"disso|ess[ea]|est[ea]|o|a|de "
    r"nada|nada|comprar|contratar|mudar de|trocar de|saber|conversar|marcar|agendar|participar|fazer|"
    r"conhecer|no momento|"
    r"agora|desse|dessa|do|da|seu|sua|investir|gastar)\b(?! (?:sair|parar|perder))",
    r"nao (?:,? ?muito )?,? ?obrigad[oa]\b",
    r"(?:agora|no momento|por enquanto|por ora|esse ano|este ano|hoje em dia|nesse momento|"
    r"neste momento|atualmente) nao"
    rf"{_END}",
    r"(?:obrigad[oa]|valeu|agradeco)(?: \w+){0,3} ,? ?mas (?:nao|ja|dispens\w+|vou passar|"
    r"passo)\b(?! (?:entendi|sei|vi))",
    r"nao e (?:o )?(?:momento|nossa prioridade|prioridade|minha prioridade)",
    r"nao (?:e|seria) para (?:mim|nos|a gente|minha)",
    r"nao (?:faz sentido|se aplica|se encaixa|e do (?:meu|nosso) interesse|vamos (?:seguir|prosseguir|"
    r"avancar|contratar))",
    r"ja (?:tenho|temos|uso|usamos|contratei|contratamos|fechei|fechamos|trabalho|trabalhamos|possuo|"
    r"possuimos|tem|"
    r"sou atendid[oa]|somos atendid[oa]s)(?: \w+){0,4} (?:fornecedor|fornecedores|parceir[oa]s?|"
    r"empresa|sistema|solucao|"
    r"ferramenta|servico|contrato|prestador|agencia|consultoria|contador|outr[oa]s?|software|alguem|"
    r"quem|equipe|time)\b",
    rf"ja (?:tenho|temos|uso|usamos|contratei|contratamos|fechei|fechamos|possuo|possuimos){_END}",
    r"(?:estou|estamos) (?:muito |bem )?satisfeit[oa]s?",
    r"(?:dispenso|dispensamos|declino|deus me livre|nem pensar|de jeito nenhum|de forma alguma|"
    r"de modo algum)\b",
    rf"(?:vou passar|passo|estou fora|passo dessa vez|passo essa){_END}",
    r"(?:fica|deixa|deixamos|vamos deixar) para (?:a |uma )?proxima",
    r"(?:sem|nao (?:temos|tenho|ha)) (?:\w+ )?(?:verba|orcamento|budget|condicoes|dinheiro|necessidade|"
    r"demanda|grana)\b",
    rf"{_NOT} precis(?:o|amos|a)(?: mais)?(?: disso| de nada| desse servico| desse tipo)?{_END}",
    rf"(?:claro que|infelizmente|acho que|creio que|melhor|prefiro|obvio que) nao{_END}",
    r"nao (?:vai rolar|rola|vou querer|vamos querer|obrigad[oa])\b",
)
_BARE_NO = re.compile(
    r"(?:(?:nao|nope|negativo|no) ?[.,!]? ?)+(?:(?:obrigad[oa]|valeu|abs|desculpa|ok) ?[.,!]? ?)*"
)

_INTERESTED = _pattern(
    r"(?:tenho|temos|ha|teria|teriamos|tenho sim|demonstro)(?: \w+){0,2} interesse",
    r"(?:estou|estamos|fiquei|sou|ficamos)(?: \w+)? interessad[oa]s?",
    r"(?:me|nos) interess(?:a|ei|ou|amos)\b",
    rf"interess(?:a|ad[oa])(?: sim)?{_END}",
    r"(?:muito|achei|parece|bem|super) interessante",
    r"quero(?: muito| sim| e)? (?:saber mais|conhecer|agendar|marcar|conversar|ver|entender|participar|"
    r"fazer|falar|ouvir|"
    r"contratar|a reuniao|uma reuniao|essa reuniao|mais (?:informac\w+|detalhes))",
    r"(?:queria|gostaria|gostaríamos|gostariamos)(?: muito)?(?: de)? (?:saber mais|conhecer|agendar|"
    r"marcar|conversar|"
    r"entender|ver|ouvir|participar)",
    r"(?:me )?(?:conta|conte|fala|fale|explica|explique|diga)(?: \w+)? mais\b",
    r"saber mais",
    r"(?:gostei|adorei|amei|curti)\b",
    r"nao quero (?:perder|ficar de fora|deixar passar)",
)
_CONSENT = _pattern(
    rf"quero(?: sim| muito)?{_END}",
    rf"(?:sim|claro|certeza|com prazer|positivo|uhum|aham|yes|aceito|aceitamos|topo|topamos|bora|"
    rf"partiu|demorou|fechou|"
    rf"fechado|obvio|perfeito|otimo|vamos|podemos|pode ser|pode sim|pode){_END}",
    r"(?:sim|claro|bora|opa) (?:quero|pode|podemos|vamos|claro|por favor|com certeza|tenho|que sim|sim|"
    r"bora|marca)",
    r"com certeza|claro que sim|quero sim|boa ideia|otima ideia|conte comigo|manda (?:ver|bala)|"
    r"bora (?:la|marcar|conversar|sim)",
    r"vamos (?:marcar|agendar|conversar|la|sim|nessa|falar|nos falar|fazer|combinar|bater um papo)",
    r"(?:pode|podem|podemos|poderia|poderiamos) (?:ser|marcar|agendar|me ligar|ligar|conversar|falar|"
    r"nos falar|sim|me chamar|"
    r"mandar (?:os |as )?(?:horarios|opcoes|datas|agenda)|enviar (?:os |as )?(?:horarios|opcoes|datas|"
    r"agenda))",
    r"(?:manda|mande|envia|envie|me passa|passa|me fala|quais)(?: \w+){0,3} (?:horarios|"
    r"disponibilidades?|dias|agenda|datas)\b",
    r"(?:me liga|me ligue|liga para mim|me ligar|marca ai|agenda ai|pode marcar|tenho disponibilidade|"
    r"estou disponivel)\b",
    r"(?:estou|estarei) (?:livre|disponivel)",
    r"quando (?:podemos|podem|pode|voce pode|da|seria|fica|voces podem)",
    r"aguardo (?:o |os |seu )?(?:contato|horarios|retorno)",
)
_ACKNOWLEDGED = _pattern(
    rf"(?:ok|certo|combinado|confirmad[oa]|confirmo|beleza|perfeito|otimo|show|joinha|fechado|"
    rf"estarei la|obrigad[oa]|valeu|"
    rf"ate la|ate breve|ate amanha|ate mais|tranquilo|blz|falou|maravilha|excelente|anotado|agendado|"
    rf"legal){_END}",
    r"(?:estarei|estaremos) (?:la|presente|no horario|aguardando)",
    r"(?:confirmo|confirmad[oa]|confirmamos) (?:a |minha |nossa |sim|presenca|participacao|o horario)",
)
_DOUBT = _pattern(
    r"(?:talvez|quem sabe|depende|sei la|futuramente|mais para frente|mais adiante)\b",
    r"(?:vou|preciso|deixa eu|vamos) (?:pensar|avaliar|ver|verificar|analisar|consultar|checar|"
    r"(?:conversar|falar) com (?:meu|minha|o|a))\b",
    r"nao sei\b",
    r"(?:mes|ano|trimestre|semestre) que vem",
)
_LATER = _pattern(
    r"(?:te|eu) (?:aviso|retorno|chamo|respondo|falo)\b",
    r"(?:depois|mais tarde|outra hora|outro momento)(?: \w+)? (?:a gente|te|eu|nos|vejo|falamos)\b",
    r"(?:agora|hoje|no momento) nao (?:posso|consigo|da)\b",
    r"nao (?:posso|consigo|da)(?: \w+)? (?:agora|no momento)\b",
    r"me (?:liga|ligue|chama|chame|procura|procure)(?: \w+){0,2} "
    r"(?:mais tarde|depois|semana que vem|mes que vem|outra hora|outro dia)",
)
"""Put off: no consent, but no obstacle beside a stated interest."""

_ASKS = _pattern(
    r"(?:quanto|quantos|quantas) (?:custa|e|fica|sai|tempo|dura|cobra|voces|seria|custaria|que|"
    r"funcionarios|dias)",
    r"qual (?:o |a |e |seu |sua |empresa|os |as |plano|era |foi )",
    r"(?:como|onde|por que|pra que) (?:funciona|voce|voces|e|conseg\w+|obtev\w+|peg\w+|fica|seria|faz|"
    r"faco|esta|isso|que|eu|sabe\w*|"
    r"ach\w+|teve|tiver\w+|assim|conheceu|nao)\b",
    r"quem (?:e|fala|esta|passou|deu|te|voce|voces|seria|indicou)\b",
    r"(?:de onde|o que|do que|que empresa|de que|sobre o que|de qual|que) (?:e|voce|voces|se|seria|"
    r"esta|fazem|oferece\w*|fala|isso|"
    r"exatamente|produto|servico|tipo)\b",
    r"(?:e|isso e|seria|sera que e) (?:golpe|spam|robo|bot|verdade|serio|um robo|uma pessoa|gratuito|"
    r"gratis|pago|cobrado|presencial|online)\b",
    r"(?:tem|ha|tenho) (?:algum |alguma |uma |qualquer )?(?:custo|duvidas?|contrato|fidelidade|taxa|"
    r"desconto|site|instagram|cnpj)\b",
    r"(?:manda|mande|envia|envie|enviar|mandar|passa|passe|passar|encaminha|encaminhe|queria|quero|"
    r"gostaria de)(?: \w+){0,4} "
    r"(?:informac\w+|detalhes|material|apresentacao|proposta|valor|valores|precos?|tabela|site|folder|"
    r"catalogo|portfolio|orcamento|"
    r"link|endereco|documentacao|cnpj)\b(?! para marcar)",
    r"(?:saber|entender) (?:o valor|os valores|o preco|quanto|qual|quais|se|como|quem|o que)\b",
    r"(?:pode|poderia|podem|consegue) (?:me )?(?:explicar|esclarecer|detalhar|informar|dizer)",
    r"(?:posso|podemos|pode) (?:levar|convidar|chamar|incluir|trazer)\b",
    r"falar com (?:um |uma )?(?:humano|atendente|pessoa|gente|alguem)\b",
)
_ASKS_FOR_TIMES = _pattern(
    r"(?:quando|que horas?|que dias?|quais? (?:os |sao os |o |seu |sua |melhor )*(?:horarios?|dias?|"
    r"disponibilidades?|datas?|agenda|proximo "
    r"passo))\b",
    r"(?:tem|teria|ha|quais) (?:\w+ )?(?:horarios?|agenda|disponibilidade)",
    r"como (?:fazemos|faco|podemos|fazer|a gente faz) para (?:agendar|marcar|conversar|falar)",
)
_URGENT = _pattern(
    r"(?:urgente|urgencia|quanto antes|mais rapido possivel|asap|hoje|agora mesmo|imediat\w+|ja ja|"
    r"o mais cedo possivel)\b"
)

_IDIOMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})"), meaning)
    for pattern, meaning in (
        (rf"(?:e )?por que nao{_END}", "sim"),
        (r"sem (?:sombra de )?duvidas?\b|nao tenho duvidas?\b", "com certeza"),
        (r"nao vejo a hora\b", "quero muito"),
        (r"sem problemas?\b|nao (?:tem|ha|vejo) (?:nenhum )?problemas?\b", "tudo bem"),
        (r"nao deixe[m]? de\b|nao (?:se )?esque[cç]\w* de\b", "pode"),
        (r"num (?=quero|posso|tenho|da\b|vou|preciso|me |mand|lig)", "nao "),
        (r"ne\b", " "),
        (r"nao e\?", " "),
    )
)
"""Negations that deny nothing, said plainly, before any rule looks."""

LONGEST_READ = 1500
"""Characters of the person's own words; what is longer is no short answer and is left to a human."""

_REACH_OF_NEGATION = 80
"""Characters: more than four words."""
_NEGATED_BEFORE = re.compile(r"\b(?:nao|nem|nunca|jamais|sem)(?: [a-z]+){0,3} ?$")
_CLAUSE_ENDS = re.compile(r"[.,!?]|\b(?:mas|porem|so que|entretanto|contudo|e)\b")


def _affirmed(pattern: re.Pattern[str], said: str) -> bool:
    """Whether the pattern is said without a negation up to four words before it in the same clause."""
    return any(
        not _NEGATED_BEFORE.search(
            _CLAUSE_ENDS.split(said[max(0, match.start() - _REACH_OF_NEGATION) : match.start()])[-1]
        )
        for match in pattern.finditer(said)
    )


def _said(own: str) -> str:
    said = portuguese.words(own)
    for pattern, meaning in _IDIOMS:
        said = pattern.sub(meaning, said)
    return re.sub(r"\s+", " ", said).strip()


class Rules:
    """The classifier in use."""

    def classify(self, text: str, context: Context) -> Reading:
        """The reading of a reply; ``unknown`` for whatever no rule is sure of, an empty text included."""
        own = portuguese.own_words(text)
        if len(own) > LONGEST_READ:
            return Reading(Intent.UNKNOWN)
        said = _said(own)
        choice = slot_choice.choose(text, context.slots, context.zone, context.now)
        for intent, holds in _ORDER:
            if holds(said, context, choice):
                return Reading(
                    intent,
                    slot=choice.slot if intent is Intent.SLOT_CHOICE else None,
                    urgent=bool(_URGENT.search(said)),
                    returns=_return_day(said, context) if intent is Intent.OUT_OF_OFFICE else None,
                )
        return Reading(Intent.UNKNOWN)


def _is_opt_out(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    if said and _KEYWORD_ONLY.fullmatch(said) and re.search(rf"\b{_KEYWORDS}\b", said):
        return True
    if any(found.search(said) for found in (_ANOTHER_CHANNEL, _OF_SOMEBODY_ELSE, _AT_THIS_HOUR)):
        return False
    return _affirmed(_OPT_OUT, said) or bool(_OPT_OUT_REFUSALS.search(said))


def _is_wrong_person(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    return bool(_WRONG_PERSON.search(said))


def _is_slot_choice(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    return choice.slot is not None and not _ASKS.search(said)


def _is_reschedule(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    return _affirmed(_RESCHEDULE, said) or (
        bool(context.slots) and (choice.elsewhere or bool(_RESCHEDULE_OFFER.search(said)))
    )


def _is_cancel(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    standing = context.scheduled or bool(context.slots)
    if _affirmed(_CANCEL, said) or (standing and _affirmed(_CANCEL_STANDING, said)):
        return True
    return bool(_CANCEL_REFUSALS.search(said)) or (context.scheduled and bool(_CANCEL_ABSENCE.search(said)))


def _is_out_of_office(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    return bool(_OUT_OF_OFFICE.search(said))


def _is_contradiction(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    """A refusal and a consent in one reply: only the person knows which of the two counts."""
    refuses = bool(_NOT_INTERESTED.search(said)) or "nao" in portuguese.clauses(said)
    return refuses and (_affirmed(_INTERESTED, said) or _affirmed(_CONSENT, said))


def _is_not_interested(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    if _NOT_INTERESTED.search(said):
        return True
    return bool(_BARE_NO.fullmatch(said)) and not context.slots and not context.scheduled


def _is_question(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    if _ASKS_FOR_TIMES.search(said) and not context.slots and not context.scheduled:
        return False
    return bool(_ASKS.search(said))


def _is_undecided(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    return bool(_DOUBT.search(said)) or (bool(_LATER.search(said)) and not _affirmed(_INTERESTED, said))


def _is_interested(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    if _affirmed(_INTERESTED, said):
        return True
    if context.scheduled:
        agrees = _affirmed(_CONSENT, said) or _affirmed(_ACKNOWLEDGED, said)
        return agrees and "?" not in said
    # "Sim" to a choice of three chooses none of them.
    return not context.slots and (_affirmed(_CONSENT, said) or bool(_ASKS_FOR_TIMES.search(said)))


def _has_question_mark(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    return "?" in said


_ORDER: tuple[tuple[Intent, Callable[[str, Context, slot_choice.Choice], bool]], ...] = (
    (Intent.OPT_OUT, _is_opt_out),
    (Intent.UNKNOWN, _is_wrong_person),
    (Intent.SLOT_CHOICE, _is_slot_choice),
    (Intent.RESCHEDULE, _is_reschedule),
    (Intent.CANCEL, _is_cancel),
    (Intent.OUT_OF_OFFICE, _is_out_of_office),
    (Intent.UNKNOWN, _is_contradiction),
    (Intent.NOT_INTERESTED, _is_not_interested),
    (Intent.QUESTION, _is_question),
    (Intent.UNKNOWN, _is_undecided),
    (Intent.INTERESTED, _is_interested),
    (Intent.QUESTION, _has_question_mark),
)

_DAY_AND_MONTH = re.compile(r"\b(\d{1,2})/(\d{1,2})\b")
_DAY_ONLY = re.compile(r"\bdia (\d{1,2})\b(?!/)")


def _return_day(said: str, context: Context) -> date | None:
    """The last day that an absence notice names, as a day to come; "até o dia 10" ends on the next one."""
    today = context.now.astimezone(context.zone).date()
    days = [_next(today, int(day), int(month)) for day, month in _DAY_AND_MONTH.findall(said)]
    days += [_next(today, int(day), None) for day in _DAY_ONLY.findall(said)]
    known = [day for day in days if day is not None]
    if not known:
        return None
    last = max(known)
    until = re.search(rf"\bate (?:o )?(?:dia )?0?{last.day}\b", said)
    return last + timedelta(days=1) if until else last


def _next(today: date, day: int, month: int | None) -> date | None:
    """The first such day from today on, within a year."""
    return next(
        (
            candidate
            for candidate in (today + timedelta(days=ahead) for ahead in range(366))
            if candidate.day == day and month in (None, candidate.month)
        ),
        None,
    )


RULES: Classifier = Rules()
