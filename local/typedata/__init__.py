"""The policy pack's knowledge of AWS, from the installed SDK, CloudFormation's schemas and AWS's authorisation data.

``python -m local.typedata`` writes ``types.json`` and ``actions.json`` of the pack, which itself imports no SDK, and
refuses a property that may hold a policy document and that ``documents.json`` does not classify.
"""
