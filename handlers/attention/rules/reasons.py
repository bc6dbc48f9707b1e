"""The reasons for which a human is called, in Portuguese, for those who read the mail."""

from collections.abc import Mapping
from types import MappingProxyType

from handlers.common.rules.model import Attention

REASONS: Mapping[Attention, str] = MappingProxyType(
    {
        Attention.UNKNOWN_SENDER: "escreveu alguém que não está entre os contatos",
        Attention.OPTED_OUT_CONTACT_WROTE: "escreveu quem pediu para não receber mais mensagens",
        Attention.FINISHED_CONTACT_WROTE: "voltou a escrever depois do fim da conversa",
        Attention.HUMAN_TALKS: "respondeu na conversa com uma pessoa",
        Attention.COLLEAGUE_WROTE: "alguém da equipe escreveu na conversa por e-mail, e o agente não fez nada com isso",
        Attention.INTERESTED_WITHOUT_CHOICE: "tem interesse, mas não escolheu um horário",
        Attention.NOTHING_TO_CANCEL: "quer cancelar, mas não há reunião",
        Attention.QUESTION: "fez uma pergunta ou um pedido",
        Attention.UNCLEAR_REPLY: "escreveu algo que o agente não entendeu",
        Attention.NOT_TEXT: "mandou algo que não é texto",
        Attention.PROVIDER_NOTICE: "há um aviso do provedor sobre a conta",
        Attention.NOT_WRITTEN_TO_YET: "pediu uma reunião sem ter recebido a primeira mensagem",
        Attention.TOO_MANY_RESCHEDULES: "pede outros horários mais uma vez",
        Attention.NO_FREE_TIME: "quer uma reunião, mas nenhum horário livre serve",
        Attention.SECOND_CHOICE: "escolheu um segundo horário",
        Attention.BRIEFING_NOT_MAILED: "o briefing não chegou por e-mail",
        Attention.MESSAGE_UNKNOWN: "não se sabe se uma mensagem saiu",
        Attention.MESSAGE_FAILED: "uma mensagem não chegou",
        Attention.CHANNEL_CLOSED: "o provedor recusa a conta ou o modelo de mensagem",
        Attention.MESSAGE_UNWRITABLE: "uma mensagem não pode ser escrita com os modelos que há",
        Attention.MEETING_NOT_SERVED: "algo falhou com a reunião",
        Attention.CONTACT_UNREACHABLE: "tem reunião, mas não pode ser avisado",
        Attention.ADDRESS_CLOSED: "não recebe mais nada: outra pessoa pediu para sair em um endereço que também é seu",
        Attention.DATA_DEMAND: "fez um pedido sobre os próprios dados (LGPD)",
        Attention.AWAY_AT_MEETING: "avisa que estará fora no horário da reunião",
        Attention.MEETING_IN_DOUBT: "não respondeu se desiste da reunião",
        Attention.CALENDAR_CHANGED: "a reunião mudou na agenda de um modo que pede uma pessoa",
    }
)
"""Each reason as it stands behind the name of whom it is about."""
