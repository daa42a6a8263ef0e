"""Proposals: what waits for a second person."""
