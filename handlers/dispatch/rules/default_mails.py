"""The default texts of the messages to contacts by e-mail, in Portuguese, for tenants without texts of their own.

They are templates in the notation of ``templates``.
"""

from collections.abc import Mapping
from types import MappingProxyType

from handlers.common.rules.model import Kind
from handlers.dispatch.rules.default_texts import CANCELLED, GREETING, LATE_CHOICE, PLACE, SLOTS, STANDING

_SIGNATURE = "Atenciosamente,\n{{ hostName }}\n{{ tenantName }}"

MAILS: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        Kind.OUTREACH: (
            "{{ tenantName }}: uma conversa rápida{% if company %} com a {{ company }}{% endif %}",
            f"""{GREETING}

Meu nome é {{{{ hostName }}}} e falo em nome da {{{{ tenantName }}}}. Gostaria de apresentar {{{{ offer }}}}.

Faz sentido conversarmos alguns minutos sobre isso? Se tiver interesse, basta responder este e-mail que enviamos \
opções de horário.

{_SIGNATURE}

Se preferir não receber mais mensagens, responda com a palavra SAIR.
""",
        ),
        Kind.FOLLOW_UP: (
            "{{ tenantName }}: ainda faz sentido conversarmos?",
            f"""{GREETING}

Escrevo para retomar nosso contato sobre {{{{ offer }}}}. Ainda faz sentido para você? Se sim, basta responder este \
e-mail que enviamos opções de horário para uma conversa rápida.

{_SIGNATURE}

Se preferir não receber mais mensagens, responda com a palavra SAIR.
""",
        ),
        Kind.PROPOSAL: (
            "Opções de horário para nossa conversa",
            f"""{GREETING}

Que bom que você tem interesse! Posso conversar com você em um destes horários:

{SLOTS}

Qual deles é melhor para você? Responda com 1, 2 ou 3. Se nenhum servir, é só dizer que enviamos outros.

{_SIGNATURE}
""",
        ),
        Kind.CONFIRMATION: (
            "Reunião confirmada: {{ when }}",
            f"""{GREETING}

Sua reunião com {{{{ hostName }}}}, da {{{{ tenantName }}}}, está confirmada para {{{{ when }}}}.{PLACE}

Se precisar remarcar ou cancelar, basta responder este e-mail.

{_SIGNATURE}
""",
        ),
        Kind.REMINDER: (
            "Lembrete da nossa reunião: {{ when }}",
            f"""{GREETING}

Este é um lembrete da sua reunião com {{{{ hostName }}}}, da {{{{ tenantName }}}}, daqui a {{{{ lead }}}}: \
{{{{ when }}}}.{PLACE}

Se precisar remarcar ou cancelar, basta responder este e-mail.

{_SIGNATURE}
""",
        ),
        Kind.APOLOGY: (
            "Novas opções de horário para nossa conversa",
            f"""{GREETING}

Pedimos desculpas: o horário que você escolheu acabou de ser preenchido. Posso conversar com você em um destes \
outros horários:

{SLOTS}{STANDING}

Qual deles é melhor para você? Responda com 1, 2 ou 3. Se nenhum servir, é só dizer que enviamos outros.

{_SIGNATURE}
""",
        ),
        Kind.OTHER_SLOTS: (
            "Outras opções de horário para nossa conversa",
            f"""{GREETING}

Estes são outros horários em que posso conversar com você:

{SLOTS}{STANDING}

Qual deles é melhor para você? Responda com 1, 2 ou 3. Se nenhum servir, é só dizer que enviamos outros.

{_SIGNATURE}
""",
        ),
        Kind.SLOT_LOST: (
            "Sobre o horário que você escolheu",
            f"""{GREETING}

Pedimos desculpas: o horário que você escolheu não está mais disponível, e no momento não temos outro para oferecer. \
Uma pessoa da {{{{ tenantName }}}} vai procurar um e responder a você.

{{{{ standing }}}}

{_SIGNATURE}
""",
        ),
        Kind.OPT_OUT_ACK: (
            "Seu pedido foi registrado",
            f"""Olá!

Seu pedido foi registrado: a {{{{ tenantName }}}} não enviará mais mensagens para você.{CANCELLED} \
Obrigado pela atenção.

{{{{ tenantName }}}}
""",
        ),
        Kind.CHECK: (
            "Só para confirmar",
            f"""{GREETING}

{{{{ question }}}}

1) Sim
2) Não

{_SIGNATURE}
""",
        ),
        Kind.WHICH_SLOT: (
            "Qual horário você prefere?",
            f"""{GREETING}

Só para não marcarmos o horário errado: qual destes você prefere?

{SLOTS}

Responda com 1, 2 ou 3. Se nenhum servir, é só dizer que enviamos outros.

{_SIGNATURE}
""",
        ),
        Kind.UNCHANGED: (
            "Fica tudo como está",
            f"""{GREETING}

Combinado, fica tudo como está.

{_SIGNATURE}
""",
        ),
        Kind.HANDOVER: (
            "Recebemos sua mensagem",
            f"""{GREETING}

Obrigado pela mensagem! Uma pessoa da {{{{ tenantName }}}} vai responder a você.

{_SIGNATURE}
""",
        ),
        Kind.FAREWELL: (
            "Obrigado pela resposta",
            f"""{GREETING}

Obrigado por avisar! Se precisar de nós mais adiante, basta responder este e-mail.

{_SIGNATURE}
""",
        ),
        Kind.CANCELLATION: (
            "Reunião cancelada: {{ when }}",
            f"""{GREETING}

Sua reunião com {{{{ hostName }}}}, da {{{{ tenantName }}}}, de {{{{ when }}}} foi cancelada.

Se quiser marcar outro horário, basta responder este e-mail.

{_SIGNATURE}
""",
        ),
        Kind.LAPSE: (
            "Novos horários para nossa conversa?",
            f"""{GREETING}

Os horários que enviei não estão mais reservados para você. {{{{ standing }}}}

{LATE_CHOICE}Se preferir outros, basta dizer que envio.

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
