"""The graph as a CloudFormation template, whose schemas in cfn-lint hold AWS's own patterns, ranges and names.

``template`` is the whole, ``types`` the resource types, ``parts`` the Pulumi resources that CloudFormation knows only
as part of another, ``conversions`` what both share.
"""
