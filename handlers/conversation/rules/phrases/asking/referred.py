"""The words of who refuses and names somebody else who may want the offer: a lead that somebody has to hear of."""

from handlers.conversation.rules.phrases.notation import any_of, group
from handlers.conversation.rules.phrases.stopping.limited_orders import PEOPLE

_PEOPLE = group(rf"""
    (?:{PEOPLE}|(?:amig|cunhad|prim|vizinh|conhecid|ti|sogr|compadr|herman|cunad|vecin)[aeo]s?|parentes?|genro|nora
        |outra pessoa|alguem|brother|sister|friend|neighbou?r|colleague|cousin)
""")
_SOMEBODYS = r"(?:(?:meu|minha|noss[oa]|um|uma|[ao]|mi|un|una|my|a) )"
_LOOKS = r"(?:esta|anda|vive) (?:procurando|buscando|querendo|precisando|atras)"
_MAY_WANT = group(rf"""
    (?:tem(?= ?(?:$|[.,!?]| sim\b| interesse))|sim?(?= ?(?:$|[.,!?]))|pode[m]? querer|se interess\w+|quiere
        |quer(?! (?:que|cancel|desmarc|sair|par|nada|mais|saber))|ficou interessad[oa]|{_LOOKS}|procura|gostaria|gostou
        |curtiu|precisa(?= ?(?:$|[.,!?]| (?:disso|muito|sim|d(?:ess|est)[ae])\b)))
""")
_CAN = r"(?:posso|podemos|vou|vamos|quero|queria|consigo|puedo|can i|may i|shall i|could i|i can|i could)"
_TO_REFER = r"(?:indicar|recomendar|repassar|passar|mandar|encaminhar|refer|recommend|pass|give)"
_CONTACT = group(r"""
    (?:contatos?|numeros?|telefone|celular|whatsapp|email|cartao|contacto|telefono|numbers?|contacts?|details)
""")
_ARTICLE = r"(?:(?:[ao]s?|seu|sua|teu|um|uma|su|el|una|your|the|you|his|her) )*"

OFFERED = any_of(rf"""
    (?:conheco|conhecemos|conozco|i know)(?: \w+)? (?:quem|alguem|uma pessoa|gente|pessoas|alguien|someone|somebody
        |people|{_PEOPLE})\b
    {_CAN}(?: (?:te|lhe|voces?|la|les?))* {_TO_REFER} {_ARTICLE}(?:{_CONTACT}|{_PEOPLE})\b
    (?:posso|podemos|vou|vamos|consigo|puedo) (?:te |lhe )?(?:indicar|recomendar)\b
    (?:te|lhe|les?|vos) (?:mando|passo|envio|indico|paso) {_ARTICLE}(?:{_CONTACT}|{_PEOPLE})\b
    quer(?:em)? (?:que eu (?:passe|mande) )?(?:[ao]s? )?{_CONTACT} (?:del[ae]s?|d[ao]s?)\b
""")
"""Somebody else whose name or number is offered."""

NAMED = any_of(rf"""
    {_SOMEBODYS}{_PEOPLE}(?: (?!nao\b|nem\b|tambem\b|no\b)\w+){{0,2}} {_MAY_WANT}
    my {_PEOPLE}(?: \w+)? (?:(?:might|may|would|could) (?:be|want|like|need|use)|(?:is|are) interested|wants|needs it)\b
    (?:pode|podem|tenta|tentem?|tentar|melhor|pueden?) (?:falar|tratar|conversar|hablar|verificar|ver) (?:com
        |con) (?!(?:mais )?calma\b|a gente\b|voces?\b)\w
    (?:quer|vai|pode ir|ficaria?) (?:\w+ )?(?:no meu|em meu|en mi) lugar\b
""")
"""Somebody else who may want what one refuses, or who is to be spoken with instead."""
