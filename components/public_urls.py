"""The URL of a function that anybody may call, as a webhook's has to be: the function itself checks who does."""

import pulumi
from pulumi_aws import lambda_

from components.names import Names


def opened(function: str, names: Names, opts: pulumi.ResourceOptions) -> lambda_.FunctionUrl:
    """Open a public URL of a function, with both permissions that AWS asks for.

    URLs made since October 2025 need ``lambda:InvokeFunctionUrl`` and ``lambda:InvokeFunction``, the latter for calls
    through the URL alone: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html. AWS's provider adds the two by
    itself; they are written down here so that policies see them, and so that they go when the URL goes.
    """
    name = names.physical(function)
    lambda_.Permission(
        f"{function}-url-permission",
        statement_id=f"{function}-url",
        action="lambda:InvokeFunctionUrl",
        function=name,
        principal="*",
        function_url_auth_type="NONE",
        opts=opts,
    )
    lambda_.Permission(
        f"{function}-url-invocation",
        statement_id=f"{function}-url-invocation",
        action="lambda:InvokeFunction",
        function=name,
        principal="*",
        invoked_via_function_url=True,
        opts=opts,
    )
    return lambda_.FunctionUrl(f"{function}-url", function_name=name, authorization_type="NONE", opts=opts)
