"""The namespace of our own metrics."""

METRICS_NAMESPACE = "Alquimista/DisparoAgenda"
"""The namespace of the metrics that the functions publish themselves."""
