"""Access: the principals that are let in, and the rights that an identity has."""
