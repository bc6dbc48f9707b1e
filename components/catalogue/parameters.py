"""The parameters that the running system writes: all ours."""

from components.specs import ParameterSpec

PARAMETERS = (
    # In no table, so that restoring one does not bring it back.
    ParameterSpec(
        "fence", description="The marks by which a table that was restored is known.", initial="{}"
    ),
)
