"""The tags."""


def tags(environment: str) -> dict[str, str]:
    """Return the four tags that every taggable resource carries."""
    return {
        "Project": "AlquimistaAI",
        "Component": "micro-agente-disparo-agendamento",
        "Environment": environment,
        "ManagedBy": "Pulumi",
    }
