"""Checks of what the code takes for granted of AWS, with scratch resources: ``python -m ops conformance``.

``docs/assumptions.md`` has a row for each check. ``scratch`` makes and removes what they need, ``running`` runs them.
"""
