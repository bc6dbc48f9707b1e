"""Adoption of what Terraform made: the engine's import file, joined from a Terraform state.

``terraform`` reads the state, ``engine`` what ``pulumi preview`` says, ``kinds`` knows by what a resource is recognised
on both sides, ``joining`` brings the two together, ``judging`` looks at the preview that follows the import.
"""
