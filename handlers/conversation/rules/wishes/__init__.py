"""The times that somebody asks for instead of those on offer."""
