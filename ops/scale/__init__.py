"""The limits of AWS that a stack of so many tenants, contacts and messages meets first, and what to do about them.

``recorded.json`` holds what each unit of work costs (``python -m local.bench.recording`` writes it), ``costs`` reads
it, ``workload`` says how much work there is, ``demand`` multiplies the two, ``limits`` names AWS's limits with their
sources, ``model`` compares, ``remedies`` says what to do, and ``page`` writes docs/scale.md. All of it is pure.
"""
