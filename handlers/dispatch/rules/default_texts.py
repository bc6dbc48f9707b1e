"""The default texts of the messages to contacts by WhatsApp, in Portuguese, for tenants without texts of their own.

They are templates in the notation of ``templates``.
"""

from collections.abc import Mapping
from types import MappingProxyType

from handlers.common.rules.model import Kind

GREETING = (
    "{% if contactName %}Olá, {{ contactName }}!{% elif company %}Olá, equipe da {{ company }}!"
    "{% else %}Olá!{% endif %}"
)
PLACE = "{% if place %}\n\nOnde: {{ place }}{% endif %}"
LATE_CHOICE = "{% if lateChoice %}{{ lateChoice }} {% endif %}"
CANCELLED = "{% if cancelled %} {{ cancelled }}{% endif %}"
STANDING = "{% if standing %}\n\n{{ standing }}{% endif %}"
SLOTS = "1) {{ slot1 }}\n2) {{ slot2 }}\n3) {{ slot3 }}"

WHATSAPP: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.OUTREACH: f"""{GREETING} Aqui é da {{{{ tenantName }}}}.

Entramos em contato para apresentar {{{{ offer }}}}. Faz sentido conversarmos alguns minutos sobre isso?

Se tiver interesse, é só responder esta mensagem que enviamos opções de horário. Se preferir não receber mais \
mensagens, responda SAIR.""",
        Kind.FOLLOW_UP: f"""{GREETING} Aqui é da {{{{ tenantName }}}}, retomando nosso contato sobre {{{{ offer }}}}.

Ainda faz sentido para você? Se sim, responda esta mensagem e enviamos opções de horário para uma conversa rápida.

Se preferir não receber mais mensagens, responda SAIR.""",
        Kind.PROPOSAL: f"""Que bom que você tem interesse! {{{{ hostName }}}}, da {{{{ tenantName }}}}, pode conversar \
com você em um destes horários:

{SLOTS}

Qual deles é melhor para você? Responda com 1, 2 ou 3. Se nenhum servir, é só dizer que enviamos outros.""",
        Kind.CONFIRMATION: f"""Tudo certo! Sua reunião com {{{{ hostName }}}}, da {{{{ tenantName }}}}, está \
confirmada para {{{{ when }}}}.{PLACE}

Se precisar remarcar ou cancelar, é só responder esta mensagem.""",
        Kind.REMINDER: f"""{GREETING} Passando para lembrar da sua reunião com {{{{ hostName }}}}, da \
{{{{ tenantName }}}}, daqui a {{{{ lead }}}}: {{{{ when }}}}.{PLACE}

Se precisar remarcar ou cancelar, é só responder esta mensagem.""",
        Kind.APOLOGY: f"""Pedimos desculpas: o horário que você escolheu acabou de ser preenchido. {{{{ hostName }}}} \
pode conversar com você em um destes outros horários:

{SLOTS}{STANDING}

Qual deles é melhor para você? Responda com 1, 2 ou 3. Se nenhum servir, é só dizer que enviamos outros.""",
        Kind.OTHER_SLOTS: f"""Estes são outros horários em que {{{{ hostName }}}}, da {{{{ tenantName }}}}, pode \
conversar com você:

{SLOTS}{STANDING}

Qual deles é melhor para você? Responda com 1, 2 ou 3. Se nenhum servir, é só dizer que enviamos outros.""",
        Kind.SLOT_LOST: """Pedimos desculpas: o horário que você escolheu não está mais disponível, e no momento não \
temos outro para oferecer. Uma pessoa da {{ tenantName }} vai procurar um e responder a você.

{{ standing }}""",
        Kind.OPT_OUT_ACK: f"""Pronto, seu pedido foi registrado: a {{{{ tenantName }}}} não enviará mais mensagens \
para você.{CANCELLED} Obrigado pela atenção.""",
        Kind.CHECK: """{{ question }}

1) Sim
2) Não""",
        Kind.WHICH_SLOT: f"""Só para não marcarmos o horário errado: qual destes você prefere?

{SLOTS}

Responda com 1, 2 ou 3. Se nenhum servir, é só dizer que enviamos outros.""",
        Kind.UNCHANGED: "Combinado, fica tudo como está.",
        Kind.HANDOVER: "Obrigado pela mensagem! Uma pessoa da {{ tenantName }} vai responder a você.",
        Kind.FAREWELL: "Obrigado por avisar! Se precisar de nós mais adiante, é só responder esta mensagem.",
        Kind.CANCELLATION: """Sua reunião com {{ hostName }}, da {{ tenantName }}, de {{ when }} foi cancelada.

Se quiser marcar outro horário, é só responder esta mensagem.""",
        Kind.LAPSE: f"""Os horários que enviamos não estão mais reservados para você. {{{{ standing }}}}

{LATE_CHOICE}Se preferir outros, é só dizer que enviamos.""",
        Kind.ANSWER: "{{ answer }}",
    }
)
"""The text of each kind for WhatsApp."""
