"""The arithmetic of alarms."""

from collections import ChainMap

import pytest

from policies.guardrails.aws.expressions import UnclearError, evaluate, names

VALUES: ChainMap[str, float] = ChainMap({"m1": 3.0, "m2": 4.0, "e1": 0.0}, {"rate": 0.5})


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("m1 + m2", 7),
        ("-(m1 - m2) * 2", 2),
        ("m1 / m2 ^ 2", 3 / 16),
        ("SUM(METRICS())", 7),
        ('SUM(METRICS("m"))', 7),
        ("MAX([m1, m2, 9])", 9),
        ("AVG([m1, m2])", 3.5),
        ("FILL(m1, 0) * rate", 1.5),
        ("IF(m1 > 2 AND m2 > 2, 1, 0)", 1),
        ("IF(m1 > 5 || e1 != 0, 1, 0)", 0),
        ("IF(m1 > 5, m1)", 0),
        ("100 * (m1 / (m1 + m2))", 300 / 7),
    ],
)
def test_arithmetic_is_worked_out_as_cloudwatch_does(expression: str, value: float) -> None:
    assert evaluate(expression, VALUES) == pytest.approx(value)


@pytest.mark.parametrize(
    "expression",
    ["m1 / e1", "RATE(m1)", "ANOMALY_DETECTION_BAND(m1, 2)", "m9 + 1", "SELECT MAX(x) FROM y", "("],
)
def test_what_is_more_than_arithmetic_is_left_open(expression: str) -> None:
    with pytest.raises(UnclearError):
        evaluate(expression, VALUES)


def test_the_names_in_an_expression_are_found_without_working_it_out() -> None:
    assert names("ANOMALY_DETECTION_BAND(m1) > rate") == {"ANOMALY_DETECTION_BAND", "m1", "rate"}
