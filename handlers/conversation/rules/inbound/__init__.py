"""The inbound queue: what waits there, in which turn it belongs, and how far it may be acted on."""
