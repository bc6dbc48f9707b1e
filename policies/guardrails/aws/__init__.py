"""AWS in its own words: ARNs, policy documents and their conditions, types, actions and metrics."""
