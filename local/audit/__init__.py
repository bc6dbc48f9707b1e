"""Judges from outside: what the field's own tools say of the program's recorded graph.

The graph is written as each of them reads it: a state file for the policy pack, a CloudFormation template for
cfn-lint, a Terraform plan for checkov, IAM documents for parliament and cloudsplaining.
"""
