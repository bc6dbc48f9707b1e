"""The operators' commands for a running stack: load tenants and campaigns into it, and read them back."""
