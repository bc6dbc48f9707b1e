"""The default texts of the messages to contacts, in Portuguese, for tenants without texts of their own.

They are templates in the notation of ``templates``.
"""

from collections.abc import Mapping
from types import MappingProxyType

from handlers.common.rules.model import Kind

_GREETING = (
    "{% if contactName %}Olá, {{ contactName }}!{% elif company %}Olá, equipe da {{ company }}!"
    "{% else %}Olá!{% endif %}"
)
_PLACE = "{% if place %}\n\nOnde: {{ place }}{% endif %}"
_SLOTS = "1) {{ slot1 }}\n2) {{ slot2 }}\n3) {{ slot3 }}"

WHATSAPP: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.OUTREACH: f"""{_GREETING} Aqui é da {{{{ tenantName }}}}.

Entramos em contato para apresentar {{{{ offer }}}}. Faz sentido conversarmos alguns minutos sobre isso?

Se tiver interesse, é só responder esta mensagem que enviamos opções de horário. Se preferir não receber mais \
mensagens, responda SAIR.""",
        Kind.FOLLOW_UP: f"""{_GREETING} Aqui é da {{{{ tenantName }}}}, retomando nosso contato sobre {{{{ offer }}}}.

Ainda faz sentido para você? Se sim, responda esta mensagem e enviamos opções de horário para uma conversa rápida.

Se preferir não receber mais mensagens, responda SAIR.""",
        Kind.PROPOSAL: f"""Que bom que você tem interesse! {{{{ hostName }}}}, da {{{{ tenantName }}}}, pode conversar \
com você em um destes horários:

{_SLOTS}

Qual deles é melhor para você? Responda com 1, 2 ou 3. Se nenhum servir, é só dizer que enviamos outros.""",
        Kind.CONFIRMATION: f"""Tudo certo! Sua reunião com {{{{ hostName }}}}, da {{{{ tenantName }}}}, está \
confirmada para {{{{ when }}}}.{_PLACE}

Se precisar remarcar ou cancelar, é só responder esta mensagem.""",
        Kind.REMINDER: f"""{_GREETING} Passando para lembrar da sua reunião com {{{{ hostName }}}}, da \
{{{{ tenantName }}}}, daqui a {{{{ lead }}}}: {{{{ when }}}}.{_PLACE}

Se precisar remarcar ou cancelar, é só responder esta mensagem.""",
        Kind.APOLOGY: f"""Pedimos desculpas: o horário que você escolheu acabou de ser preenchido. {{{{ hostName }}}} \
pode conversar com você em um destes outros horários:

{_SLOTS}

Qual deles é melhor para você? Responda com 1, 2 ou 3. Se nenhum servir, é só dizer que enviamos outros.""",
        Kind.OTHER_SLOTS: f"""Estes são outros horários em que {{{{ hostName }}}}, da {{{{ tenantName }}}}, pode \
conversar com você:

{_SLOTS}

Qual deles é melhor para você? Responda com 1, 2 ou 3. Se nenhum servir, é só dizer que enviamos outros.""",
        Kind.OPT_OUT_ACK: """Pronto, seu pedido foi registrado: a {{ tenantName }} não enviará mais mensagens para \
você. Obrigado pela atenção.""",
        Kind.CHECK: """{{ question }}

1) Sim
2) Não""",
        Kind.UNCHANGED: "Combinado, fica tudo como está.",
        Kind.HANDOVER: "Obrigado pela mensagem! Uma pessoa da {{ tenantName }} vai responder a você.",
        Kind.FAREWELL: "Obrigado por avisar! Se precisar de nós mais adiante, é só responder esta mensagem.",
        Kind.CANCELLATION: """Sua reunião com {{ hostName }}, da {{ tenantName }}, de {{ when }} foi cancelada.

Se quiser marcar outro horário, é só responder esta mensagem.""",
        Kind.LAPSE: """Os horários que enviamos não estão mais reservados para você. {{ standing }}

Se algum deles ainda servir, responda com o número, e ele é seu se continuar livre. Se preferir outros, é só dizer \
que enviamos.""",
        Kind.ANSWER: "{{ answer }}",
    }
)
"""The text of each kind for WhatsApp."""

_SIGNATURE = "Atenciosamente,\n{{ hostName }}\n{{ tenantName }}"

EMAIL: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        Kind.OUTREACH: (
            "{{ tenantName }}: uma conversa rápida{% if company %} com a {{ company }}{% endif %}",
            f"""{_GREETING}

Meu nome é {{{{ hostName }}}} e falo em nome da {{{{ tenantName }}}}. Gostaria de apresentar {{{{ offer }}}}.

Faz sentido conversarmos alguns minutos sobre isso? Se tiver interesse, basta responder este e-mail que enviamos \
opções de horário.

{_SIGNATURE}

Se preferir não receber mais mensagens, responda com a palavra SAIR.
""",
        ),
        Kind.FOLLOW_UP: (
            "{{ tenantName }}: ainda faz sentido conversarmos?",
            f"""{_GREETING}

Escrevo para retomar nosso contato sobre {{{{ offer }}}}. Ainda faz sentido para você? Se sim, basta responder este \
e-mail que enviamos opções de horário para uma conversa rápida.

{_SIGNATURE}

Se preferir não receber mais mensagens, responda com a palavra SAIR.
""",
        ),
        Kind.PROPOSAL: (
            "Opções de horário para nossa conversa",
            f"""{_GREETING}

Que bom que você tem interesse! Posso conversar com você em um destes horários:

{_SLOTS}

Qual deles é melhor para você? Responda com 1, 2 ou 3. Se nenhum servir, é só dizer que enviamos outros.

{_SIGNATURE}
""",
        ),
        Kind.CONFIRMATION: (
            "Reunião confirmada: {{ when }}",
            f"""{_GREETING}

Sua reunião com {{{{ hostName }}}}, da {{{{ tenantName }}}}, está confirmada para {{{{ when }}}}.{_PLACE}

Se precisar remarcar ou cancelar, basta responder este e-mail.

{_SIGNATURE}
""",
        ),
        Kind.REMINDER: (
            "Lembrete da nossa reunião: {{ when }}",
            f"""{_GREETING}

Este é um lembrete da sua reunião com {{{{ hostName }}}}, da {{{{ tenantName }}}}, daqui a {{{{ lead }}}}: \
{{{{ when }}}}.{_PLACE}

Se precisar remarcar ou cancelar, basta responder este e-mail.

{_SIGNATURE}
""",
        ),
        Kind.APOLOGY: (
            "Novas opções de horário para nossa conversa",
            f"""{_GREETING}

Pedimos desculpas: o horário que você escolheu acabou de ser preenchido. Posso conversar com você em um destes \
outros horários:

{_SLOTS}

Qual deles é melhor para você? Responda com 1, 2 ou 3. Se nenhum servir, é só dizer que enviamos outros.

{_SIGNATURE}
""",
        ),
        Kind.OTHER_SLOTS: (
            "Outras opções de horário para nossa conversa",
            f"""{_GREETING}

Estes são outros horários em que posso conversar com você:

{_SLOTS}

Qual deles é melhor para você? Responda com 1, 2 ou 3. Se nenhum servir, é só dizer que enviamos outros.

{_SIGNATURE}
""",
        ),
        Kind.OPT_OUT_ACK: (
            "Seu pedido foi registrado",
            """Olá!

Seu pedido foi registrado: a {{ tenantName }} não enviará mais mensagens para você. Obrigado pela atenção.

{{ tenantName }}
""",
        ),
        Kind.CHECK: (
            "Só para confirmar",
            f"""{_GREETING}

{{{{ question }}}}

1) Sim
2) Não

{_SIGNATURE}
""",
        ),
        Kind.UNCHANGED: (
            "Fica tudo como está",
            f"""{_GREETING}

Combinado, fica tudo como está.

{_SIGNATURE}
""",
        ),
        Kind.HANDOVER: (
            "Recebemos sua mensagem",
            f"""{_GREETING}

Obrigado pela mensagem! Uma pessoa da {{{{ tenantName }}}} vai responder a você.

{_SIGNATURE}
""",
        ),
        Kind.FAREWELL: (
            "Obrigado pela resposta",
            f"""{_GREETING}

Obrigado por avisar! Se precisar de nós mais adiante, basta responder este e-mail.

{_SIGNATURE}
""",
        ),
        Kind.CANCELLATION: (
            "Reunião cancelada: {{ when }}",
            f"""{_GREETING}

Sua reunião com {{{{ hostName }}}}, da {{{{ tenantName }}}}, de {{{{ when }}}} foi cancelada.

Se quiser marcar outro horário, basta responder este e-mail.

{_SIGNATURE}
""",
        ),
        Kind.LAPSE: (
            "Novos horários para nossa conversa?",
            f"""{_GREETING}

Os horários que enviei não estão mais reservados para você. {{{{ standing }}}}

Se algum deles ainda servir, responda com o número, e ele é seu se continuar livre. Se preferir outros, basta dizer \
que envio.

{_SIGNATURE}
""",
        ),
        Kind.ANSWER: (
            "Resposta à sua mensagem",
            """{{ answer }}

{{ tenantName }}
""",
        ),
    }
)
"""Subject and body of each kind for e-mail."""
