"""The checks of ``ops provider check``, a module for each channel: its provider is asked, and nobody is written to.

Each has ``check(secret, tenants)``, which returns the problems, each with its cure; none where everything would work.
"""
