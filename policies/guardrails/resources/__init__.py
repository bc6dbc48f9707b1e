"""A resource as the rules see it: its type and properties, its documents and its tags."""
