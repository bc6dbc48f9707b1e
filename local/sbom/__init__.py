"""The software bills of materials: every locked package with its hashes and its licence, as CycloneDX JSON."""
