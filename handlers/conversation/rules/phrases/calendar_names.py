"""The names of days and months, for every pattern that takes them: as tables, and as alternations without a group."""

WEEKDAYS = {"segunda": 0, "terca": 1, "quarta": 2, "quinta": 3, "sexta": 4, "sabado": 5, "domingo": 6}
SHORT_WEEKDAYS = {"seg": 0, "qua": 2, "qui": 3, "sex": 4, "2a": 0, "3a": 1, "4a": 2, "5a": 3, "6a": 4}
MONTHS = (
    "janeiro",
    "fevereiro",
    "marco",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
)

ANY_WEEKDAY = "|".join(WEEKDAYS)
WORKDAYS = "segunda|terca|quarta|quinta|sexta"
"""The days on which meetings are offered, in Portuguese."""
WORKDAYS_ENGLISH = "monday|tuesday|wednesday|thursday|friday"
WORKDAYS_SPANISH = "lunes|martes|miercoles|jueves|viernes"
ANY_MONTH = "|".join(MONTHS)
