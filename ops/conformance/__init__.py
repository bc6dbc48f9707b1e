"""What the code takes for granted of AWS, tried with scratch resources: ``python -m ops conformance``.

``docs/assumptions.md`` has a row for each check. ``scratch`` makes and removes what they need, ``running`` runs them.
"""
