"""Judges from outside: the field's own tools, run on the program's recorded graph.

The graph is written as each of them reads it: a state file for the policy pack (``state``), a CloudFormation template
for cfn-lint (``cloudformation``), a Terraform plan for checkov (``plan``), IAM documents for parliament and
cloudsplaining (``graph``). ``tools`` runs each in one of the ``environments``, ``audit`` compares their findings with
those that are accepted, and ``analysis`` runs the policy pack by the pulumi CLI, with ``sarif`` for its violations.
"""
