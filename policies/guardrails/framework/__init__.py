"""The machinery that rules are made of and run by. It knows no rule, and no other folder of the repository."""
