"""The resources of a stack together: whose they are, and which refers to which."""
