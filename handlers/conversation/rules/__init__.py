"""The decisions about what people write: how a reply is read, and what comes in by WhatsApp, e-mail and pages.

Each room knows itself and those below it; `tests/test_layers.py` has the order.
"""
