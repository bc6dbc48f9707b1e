"""Words for what people say beside an opt-out, or after one, that a closed address does not answer."""

from handlers.conversation.rules.phrases.notation import Phrases, any_of, group, one_of
from handlers.conversation.rules.phrases.parts import MEETING
from handlers.conversation.rules.phrases.stopping.limited_orders import PEOPLE

_OF_OURS = group(r"""
    (?:(?:d[aeo]s? |[ao] )?(?:me[iu]s?|minhas?|noss[ao]s?|my|our|mi|mis) )
""")
SOMEBODY_ELSE = any_of(rf"""
    (?:numero|telefone|celular|contato|whatsapp|zap|email|nome|dados|number|correo) (?:d[aeo]s? )?{_OF_OURS}?{PEOPLE}\b
    (?:(?:re)?tir|remov|exclu|apag|descadastr|remove|delete|sac|quit)\w*(?: \w+){{0,2}} {_OF_OURS}{PEOPLE}\b
    (?:par(?:a|e|em)|nao)(?: \w+){{0,3}} (?:para|com) {_OF_OURS}{PEOPLE}\b
    (?:calling|texting|emailing|contacting|messaging|writing (?:to|estou)) {_OF_OURS}{PEOPLE}\b
    {_OF_OURS}{PEOPLE} (?:tambem|too|as well|tambien)\b|tambem {_OF_OURS}{PEOPLE}\b
""")
"""The same wish for a third person."""

DEMANDS = any_of(r"""
    (?:me|nos) (?:dig|inform|pass|respond|expliqu|envi|mand)(?:a|e|am|em)\b(?! (?:mais|nad\w+))(?: \w+){0,3} (?:quem
        |qual|quais|como|onde|por que|nome|responsavel|contato|protocolo|cnpj|comprovante|confirmac\w+)\b
    (?:quero|queremos|exijo|exigimos|preciso|gostaria de|solicito) (?:falar|saber|conversar|um retorno|uma resposta
        |explicac\w+|providenc\w+|retratac\w+)\b
    (?:quem|qual) (?:e|seria) (?:o |a )?(?:\w+ )?(?:responsavel|gerente|dono|encarregad\w+)\b
    (?:tell|give|send) me (?:who|how|where|why|the name)\b|(?:want|need) to (?:speak|talk) (?:to|with)\b
    (?:diganme|digame|informenme) (?:quien|como|donde)\b
""")
"""A demand for an answer."""

THREATENS = any_of(r"""
    (?:procon|process(?:ar|o|arei|amos|aremos)|justica|judicia\w+|advogad\w+|denunci\w+|reclame ?aqui|anpd|policia
        |boletim de ocorrencia|indeniza\w+|danos morais|lawyers?|lawsuit|sue|legal action|abogad\w+|demandar\w*)\b
""")
"""A threat with the law."""

_AUTHORITY = group(r"""
    (?:procon|anpd|reclame ?aqui|policia|delegacia|ministerio publico|juizado|justica|tribunal
        |pequenas causas|consumidor gov
        |autoridades?|authorit(?:y|ies)|the police|court|la policia|profeco|orgaos? competentes?)
""")
GOES_TO_LAW = any_of(rf"""
    (?:vou|vamos|irei|iremos|ire|pretendo|farei|registr(?:o|ar|arei)|faco|abro|abrirei|senao|se nao|ou
        |denunci\w+|acion\w+|reclam\w+|report\w*|queixa|procurarei)(?: \w+){{0,6}} {_AUTHORITY}\b
    (?:procon|anpd|reclame ?aqui)(?: \w+){{0,4}} (?:se|caso)\b
    (?:vou|vamos|irei|iremos|pretendo|posso|senao|ou|serei obrigad[oa] a|acabo)(?: \w+){{0,3}} processar\b
    process(?:o (?:voces?|a empresa|todos)|arei|aremos)\b
    (?:medidas?|acao|acoes|providencias|vias) (?:judicia\w+|legais|cabive\w+)|judicialmente\b|danos morais\b
    (?:boletim de ocorrencia|indenizac(?:ao|oes))\b
    (?:acion\w+|chamar|procurar|contatar|passar para|falar com|consultar) (?:(?:[ao]|meu|minha|nosso|nossa) )*(?:advogad
        |juridico)
    (?:(?:i|we|i ll|we ll)(?: \w+){{0,2}} )?sue (?:you|your|the)\b|lawsuit|legal action|(?:my|our) (?:lawyer|attorney)\b
    (?:mi|nuestr[oa]) abogad[oa]\b|(?:denunciar|demandar)(?:l[oe]s|te)\b
""")
"""Steps with the law, or an authority, that somebody announces; to report a number to WhatsApp is none."""

COMPLAINS = any_of(r"""
    (?:ja |eu )?(?:pedi|pedimos|tinha pedido|falei|disse|avisei|solicitei|respondi) (?:\w+ ){0,3}(?:para|sair|parar|stop
        |que|isso|ontem|antes)\b
    (?:de novo|outra vez|novamente|mais uma vez|again|de nuevo|otra vez|quantas vezes|how many times)\b
    (?:mandaram|enviaram|ligaram|escreveram|chamaram|voltaram|prometeram|recebi|recebemos|chegou|chegaram|veio)\b
    (?:you|they) (?:just )?(?:sent|called|wrote|emailed|texted|keep|kept)\b|(?:got|received) (?:another|one more)\b
    continu(?:am?|o|amos) (?:(?:me|nos|a) )?(?:\w+ndo|\w+r)\b|ainda (?:estou|estamos|recebo|continu\w+)\b
""")
"""The complaint that messages came all the same."""

A_MEETING = any_of(rf"""
    (?:{MEETING}|(?:meeting|appointment|reunion|cita|(?:video)?llamada|junta)\b)
""")
"""The word for a meeting."""

_AGAIN = group(r"""
    (?: (?:sim|tambem|de novo|novamente|(?:a|as|os|suas?|seus?|tuas?|all|your|the|los|las|sus)(?= \w)|mensage(?:m|ns)
        |voces?|emails?|avisos?|noticias|novidades|informacoes|ofertas|lista|messages|mensajes|correos|again
        |de voces|da lista|d[ae]qui|mandar|enviar|de receber|receber))*
""")
_RECEIVE = r"(?:continuar |voltar |seguir )?(?:a )?receb(?:er|endo)"
_WISH = one_of(rf"""
    (?:eu )?(?:ainda )?(?:quero|queria|queremos|gostaria de|prefiro|desejo) (?:sim )?{_RECEIVE}{_AGAIN}
    (?:eu )?nao (?:quero|queria|quis|queremos|era para|pretendo|pretendia|pedi para|desejo|vou) (?:sair|parar|cancelar
        |deixar)(?: de receber)?{_AGAIN}
    (?:quiero|quisiera) (?:seguir |volver a )?recib(?:ir|iendo){_AGAIN}|no (?:quiero|queria|quise) (?:salir|parar)
    i (?:do )?(?:still )?want (?:to|estou) (?:keep )?(?:receive|receiving|get|getting){_AGAIN}
    i (?:didn t|did not|don t|do not|didnt|dont) want (?:to|estou) (?:stop|leave|unsubscribe|opt out)
""")
_AROUND = group(r"""
    (?:oi|opa|ops|nao(?= [.,!])|sim|mas|desculp\w+|na verdade|por favor|obrigad[oa]|errei|foi engano
        |foi sem querer|[.,!])
""")
WANTS_THEM_AGAIN = Phrases(rf"(?:{_AROUND} )*{_WISH}(?: (?:{_AROUND}|{_WISH}))*")
"""A reply, to be matched in full, of somebody who wants messages after all: "quero receber", "não quis sair"."""
