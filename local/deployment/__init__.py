"""The unmodified Pulumi program: deployed on the embedded cloud, or recorded without one.

``deploy`` runs it against a ``monitor`` that creates each resource (``resources``) and has the policies judge it first
(``policing``); ``results`` is what a deployment gives. ``recorder`` keeps the graph that the program registers and
creates nothing. ``stack_configuration`` and ``urns`` stand in for what the Pulumi CLI and engine add.
"""
